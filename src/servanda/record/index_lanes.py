"""Lanes as rows: where an incident or a commitment belongs, by day; for timelines and for what lies in a row.

What a lane means is none of this module's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, insert, select

from servanda.record.index_schema import NEVER, lanes
from servanda.record.index_things import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of ``d_lanes``; see :mod:`servanda.record.index_schema`."""

    by: str
    lane: str
    day: int
    id: str
    first: int
    last: int
    until: int


def add(connection: Connection, rows: Sequence[Lane]) -> None:
    """Add rows; none of them may be there."""
    if rows:
        connection.execute(insert(lanes), [{f: getattr(r, f) for f in Lane.__slots__} for r in rows])


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Take the rows of these views away."""
    for some in parts_of(ids):
        connection.execute(delete(lanes).where(lanes.c.id.in_(some)))


def on(connection: Connection, by: str, day: int, between: tuple[int, int] | None = None) -> list[str]:
    """Ids of all that lies on lanes of a sort, on a day; that can have happened between two days."""
    c = lanes.c
    query = select(c.id).where(c.by == by, c.first <= day, c.last > day)
    if between:
        query = query.where(c.day <= between[1], c.until >= between[0], c.day < NEVER)
    return sorted(set(connection.execute(query).scalars()))


def span(connection: Connection, by: Iterable[str]) -> tuple[int, int] | None:
    """The first and the last day on which anything on lanes of these sorts begins."""
    c = lanes.c
    found = []
    for one in by:
        dated = select(func.min(c.day), func.max(c.day)).where(c.by == one, c.day < NEVER)
        first, last = connection.execute(dated).one()
        found += [first, last] if first is not None else []
    return (min(found), max(found)) if found else None


def followed(
    connection: Connection, by: str, begins: tuple[int, int], far: tuple[int, int], day: int
) -> list[tuple[int, str, str]]:
    """What is not alone on its lane: day on which it begins, lane, id, in this order.

    Args:
        connection: of a transaction.
        by: sort of lanes.
        begins: first day, and the one behind the last.
        far: days within which another lies on the lane, and days that one lasts at most.
        day: as of which.
    """
    one, other = lanes.alias("one"), lanes.alias("other")
    gap, longest = far
    near = exists().where(
        other.c.by == by,
        other.c.lane == one.c.lane,
        other.c.day >= one.c.day - (gap + longest),
        other.c.day <= one.c.until + gap,
        other.c.until >= one.c.day - gap,
        other.c.id != one.c.id,
        other.c.first <= day,
        other.c.last > day,
    )
    query = select(one.c.day, one.c.lane, one.c.id).where(
        one.c.by == by,
        one.c.day >= begins[0],
        one.c.day < begins[1],
        one.c.first <= day,
        one.c.last > day,
        near,
    )
    query = query.order_by(one.c.day, one.c.lane, one.c.id)
    return [(r.day, r.lane, r.id) for r in connection.execute(query)]


def around(
    connection: Connection, by: str, lane: str, begins: tuple[int, int], day: int
) -> list[tuple[int, int, str]]:
    """What begins on a lane between two days, in order: when it can have happened, and its id."""
    c = lanes.c
    query = select(c.day, c.until, c.id).where(
        and_(c.by == by, c.lane == lane, c.day >= begins[0], c.day <= begins[1], c.first <= day, c.last > day)
    )
    return [(r.day, r.until, r.id) for r in connection.execute(query.order_by(c.day, c.id))]


def sizes(connection: Connection, by: str, day: int) -> list[tuple[str, int]]:
    """Each lane of a sort with how many views lie on it as of a day, whatever their days."""
    c = lanes.c
    query = select(c.lane, func.count()).where(c.by == by, c.first <= day, c.last > day)
    return [(row[0], row[1]) for row in connection.execute(query.group_by(c.lane).order_by(c.lane))]


def members(connection: Connection, by: str, names: Iterable[str], day: int) -> list[tuple[str, str]]:
    """Lane and view, of all that lies on these lanes as of a day."""
    c = lanes.c
    query = select(c.lane, c.id).where(c.by == by, c.first <= day, c.last > day)
    found: list[tuple[str, str]] = []
    for some in parts_of(names):
        rows = connection.execute(query.where(c.lane.in_(some)).order_by(c.lane, c.id))
        found += [(row.lane, row.id) for row in rows]
    return found


def fullest(
    connection: Connection, by: str, day: int, within: Sequence[tuple[int, int]]
) -> list[tuple[str, int]]:
    """Lanes of a sort, the fullest first, with how many dated views lie on each that touch all these days."""
    c = lanes.c
    query = select(c.lane, func.count()).where(_touching(by, day, within))
    rows = connection.execute(query.group_by(c.lane).order_by(func.count().desc(), c.lane))
    return [(row[0], row[1]) for row in rows]


def middles(
    connection: Connection, by: str, day: int, within: Sequence[tuple[int, int]], lane: str | None = None
) -> list[tuple[int, int, int, int]]:
    """Of dated views that touch all these days, by the middle of theirs: that, number, first and last day."""
    c = lanes.c
    where = _touching(by, day, within)
    middle = ((c.day + c.until) // 2).label("middle")
    query = select(middle, func.count(), func.min(c.day), func.max(c.until))
    query = query.where(where if lane is None else and_(where, c.lane == lane))
    return [(r[0], r[1], r[2], r[3]) for r in connection.execute(query.group_by(middle).order_by(middle))]


def undated(connection: Connection, by: str, day: int) -> int:
    """How many views there are without a day, as of a day."""
    c = lanes.c
    query = select(func.count()).where(c.by == by, c.day == NEVER, c.first <= day, c.last > day)
    return connection.execute(query).scalar_one()


def along(
    connection: Connection,
    by: str,
    lane: str,
    day: int,
    within: Sequence[tuple[int, int]],
    *,
    first: bool = False,
) -> list[tuple[int, int, str]]:
    """Dated views on a lane that touch all these days: first day, last day, id.

    ``first``: only those that come first on a timeline, by their last days.
    """
    c = lanes.c
    where = and_(_touching(by, day, within), c.lane == lane)
    query = select(c.day, c.until, c.id).where(where)
    if first:
        query = query.where(c.until == select(func.min(c.until)).where(where).scalar_subquery())
    return [(row.day, row.until, row.id) for row in connection.execute(query.order_by(c.until, c.id))]


def of_views(
    connection: Connection, by: str, ids: Iterable[str], day: int
) -> list[tuple[str, int, int, str]]:
    """Lane, first day, last day and id of these views; days of those without one are :data:`NEVER`."""
    c = lanes.c
    query = select(c.lane, c.day, c.until, c.id).where(c.by == by, c.first <= day, c.last > day)
    found: list[tuple[str, int, int, str]] = []
    for some in parts_of(ids):
        rows = connection.execute(query.where(c.id.in_(some)))
        found += [(row.lane, row.day, row.until, row.id) for row in rows]
    return found


def _touching(by: str, day: int, within: Sequence[tuple[int, int]]) -> ColumnElement[bool]:
    c = lanes.c
    touch = [and_(c.day <= last, c.until >= first) for first, last in within]
    return and_(c.by == by, c.day < NEVER, c.first <= day, c.last > day, *touch)
