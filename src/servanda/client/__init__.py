"""A typed client of a Servanda server, sync and async.

::

    from servanda.client import COMMITMENTS, Client, Filters

    with Client("http://127.0.0.1:8765") as client:
        record = client.record("main")
        for promise in record.every(COMMITMENTS, Filters(pair=("ARM", "AZE"), as_of=date(2022, 11, 30))):
            print(promise["id"], promise["act"], promise["standing"])

What are records comes back as records (:class:`servanda.model.views.Incident` …), what is put together as
typed objects (:mod:`servanda.model.shapes`). A problem is raised as the exception that the same call would
raise on this machine, with the catalogue's code.
"""

from servanda.client.asynchronous import AsyncClient, AsyncRecord
from servanda.client.calls import (
    COMMITMENTS,
    CONTRADICTIONS,
    COPIES,
    EPISODES,
    FIGURES,
    INCIDENTS,
    INSTRUMENTS,
    LEDGERS,
    REPORTS,
    SOURCES,
    TIMELINE,
    TRACKS,
    Listing,
)
from servanda.client.synchronous import Client, RecordClient
from servanda.model.asking import Filters, Page

__all__ = [
    "COMMITMENTS",
    "CONTRADICTIONS",
    "COPIES",
    "EPISODES",
    "FIGURES",
    "INCIDENTS",
    "INSTRUMENTS",
    "LEDGERS",
    "REPORTS",
    "SOURCES",
    "TIMELINE",
    "TRACKS",
    "AsyncClient",
    "AsyncRecord",
    "Client",
    "Filters",
    "Listing",
    "Page",
    "RecordClient",
]
