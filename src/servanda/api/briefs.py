"""The brief of a record: what the filters let through, gathered for :mod:`servanda.presenting.brief`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from servanda.api.listings import told_of
from servanda.presenting.brief import Brief, Material, write_brief
from servanda.presenting.prose import party_name

if TYPE_CHECKING:
    from servanda.api.record import Filters, Page, Record

MOST_READ: Final = 2000
"""Things of each sort that are looked at, by the day they were first reported, the earliest first."""

LAST_DAYS: Final = 365
"""Days before the last report from which deeds and figures are told, unless asked for otherwise."""

AT_ONCE: Final = 200
"""Things fetched at a time."""


def make_brief(record: Record, wanted: Filters) -> Brief:
    """The brief of what the filters let through; without ``between``, deeds and figures of the last year."""
    made = replace(wanted, between=None)
    if wanted.between is None and (known := record.span(wanted.as_of)):
        wanted = replace(wanted, between=(known[1] - timedelta(days=LAST_DAYS), known[1]))
    incidents = list(_all(record.incidents, wanted))
    tracks = [
        (track, tuple(a.id for a in record.show(track.rounds[-1].incident, wanted.as_of).accounts))
        for track in _all(record.tracks, made)
        if track.rounds
    ]
    material = Material(
        about=_about(wanted),
        as_of=wanted.as_of,
        reports=int(record.counts(wanted.as_of)["reports"]),
        incidents=incidents,
        pledges=list(_all(record.commitments, made)),
        tallies=list(_all(record.figures, wanted)),
        contradictions=list(_all(record.contradictions, wanted)),
        tracks=tracks,
        between=wanted.between,
    )
    return write_brief(material, told_of(record, _ids(material)))


def _ids(material: Material) -> Iterator[str]:
    for incident in material.incidents:
        yield from incident.accounts
    for pledge in material.pledges:
        yield from pledge.accounts
        yield from (e.account for e in pledge.evidence)
        yield from (s.account for s in pledge.steps if s.account)
    for tally in material.tallies:
        yield from (c.account for c in tally.counts)
    for contradiction in material.contradictions:
        yield from (s.account for s in contradiction.sides)
    for _, accounts in material.tracks:
        yield from accounts


def _all(fetch: Callable[..., Page[Any]], wanted: Filters) -> Iterator[Any]:
    cursor: str | None = None
    count = 0
    while True:
        page = fetch(wanted, limit=AT_ONCE, cursor=cursor)
        yield from page.items
        count += len(page.items)
        cursor = page.cursor
        if cursor is None or count >= MOST_READ:
            return


def _about(wanted: Filters) -> str:
    if wanted.pair:
        return f"{party_name(wanted.pair[0])} and {party_name(wanted.pair[1])}"
    return party_name(wanted.actor) if wanted.actor else "The record"
