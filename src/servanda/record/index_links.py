"""Links between sources as rows: who has what from whom, since when that was known.

How names stand for outlets is worked out by :mod:`servanda.reconciliation.sources`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select

from servanda.record.index_schema import links
from servanda.record.index_things import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A row of ``d_links``; see :mod:`servanda.record.index_schema`."""

    origin: str
    teller: str
    source: str
    how: str
    thing: str
    first: int
    last: int
    other: str
    report: str


def add(connection: Connection, rows: Sequence[Link]) -> None:
    """Add rows; none of them may be there."""
    if rows:
        connection.execute(insert(links), [{f: getattr(r, f) for f in Link.__slots__} for r in rows])


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Take away what follows from these things."""
    for some in parts_of(ids):
        connection.execute(delete(links).where(or_(links.c.origin.in_(some), links.c.other.in_(some))))


def ends(connection: Connection, day: int) -> list[tuple[str, str, str]]:
    """Each teller, source and way of which something was known on a day, in this order."""
    k = links.c
    query = select(k.teller, k.source, k.how).where(k.first <= day, k.last > day).distinct()
    return [
        (r.teller, r.source, r.how) for r in connection.execute(query.order_by(k.teller, k.source, k.how))
    ]


def things_of(connection: Connection, teller: str, source: str, how: str, day: int) -> list[tuple[str, str]]:
    """What rests on a link on a day: things, each with its report."""
    k = links.c
    query = select(k.thing, k.report).where(
        k.teller == teller, k.source == source, k.how == how, k.first <= day, k.last > day
    )
    return [(r.thing, r.report) for r in connection.execute(query.distinct())]
