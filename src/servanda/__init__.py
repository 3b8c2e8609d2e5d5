"""Reads news reports on armed conflict and diplomacy into events, statements, figures and commitments.

::

    import servanda

    for coding in servanda.read("report.html"):
        for event in coding.events:
            print(event.type, event.actors, event.provenance.evidence[0].of(coding.document.text))

The verbs live in :mod:`servanda.api`, the records in :mod:`servanda.model`; both are imported when first
used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.api import code, code_file, document, evaluate, explain, json_schema, page, read
    from servanda.errors import ConfigError, InputError, Issue, ModelError, ServandaError
    from servanda.model import Actor, Coding, Commitment, Document, Event, Figure, Span, Statement
    from servanda.model.json import from_json, to_json
    from servanda.settings import Settings, load_settings

__version__ = "0.1.0"

_HOME = {
    **dict.fromkeys(
        ("code", "code_file", "document", "evaluate", "explain", "json_schema", "page", "read"),
        "servanda.api",
    ),
    **dict.fromkeys(("ConfigError", "InputError", "Issue", "ModelError", "ServandaError"), "servanda.errors"),
    **dict.fromkeys(
        ("Actor", "Coding", "Commitment", "Document", "Event", "Figure", "Span", "Statement"),
        "servanda.model",
    ),
    **dict.fromkeys(("from_json", "to_json"), "servanda.model.json"),
    **dict.fromkeys(("Settings", "load_settings"), "servanda.settings"),
}

__all__ = [
    "Actor",
    "Coding",
    "Commitment",
    "ConfigError",
    "Document",
    "Event",
    "Figure",
    "InputError",
    "Issue",
    "ModelError",
    "ServandaError",
    "Settings",
    "Span",
    "Statement",
    "__version__",
    "code",
    "code_file",
    "document",
    "evaluate",
    "explain",
    "from_json",
    "json_schema",
    "load_settings",
    "page",
    "read",
    "to_json",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what the names stand for is told above to type checkers
    if name not in _HOME:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
