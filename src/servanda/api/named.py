"""Who and what places are named in a record, and how often: for lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.model.asking import Filters

if TYPE_CHECKING:
    from servanda.api.record import Record


def actors_of(record: Record, filters: Filters) -> list[tuple[Actor, int]]:
    """Everybody who takes part in incidents and commitments, with in how many; the most frequent first.

    Names that may not be seen are masked before they are compared with ``filters.text``.
    """
    from servanda.run.recording_named import named

    with record.recorder.reading() as work:
        found = named(work, filters, "actor", Actor)
    wanted = (filters.text or "").casefold()
    kept = [(actor, count) for actor, count in found.items() if wanted in actor.name.casefold()]
    return sorted(kept, key=lambda pair: (-pair[1], str(pair[0])))


def places_of(record: Record, filters: Filters) -> list[tuple[Where, int]]:
    """Every place of an incident, with of how many; the most frequent first."""
    from servanda.run.recording_named import named

    with record.recorder.reading() as work:
        found = named(work, filters, "place", Where)
    wanted = (filters.text or "").casefold()
    kept = [(where, count) for where, count in found.items() if wanted in where.name.casefold()]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0].name, pair[0].id or ""))
