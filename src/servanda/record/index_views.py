"""Views as rows: each with the days it held, what it can be found by, and where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy import table as plain_table

from servanda.record import index_judged, index_lanes, index_links
from servanda.record.index_lanes import Lane
from servanda.record.index_links import Link
from servanda.record.index_schema import ALWAYS, NEVER, spots, terms, views
from servanda.record.index_things import parts_of

Box = tuple[float, float, float, float]
"""South, north, west, east, in degrees."""

Mark = tuple[int | None, str, str]
"""A place in a listing: the day it happened, the order of its first account, the id."""

boxes = plain_table(
    "d_boxes", column("number"), column("south"), column("north"), column("west"), column("east")
)

_FEW: Final = 4000
"""So many rows of a term are looked at one by one; of a more usual term the listing's order leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """A row of ``d_views``; see :mod:`servanda.record.index_schema`."""

    kind: str
    id: str
    first: int
    last: int
    sort: str
    h_first: int | None
    h_last: int | None
    component: str
    terms: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a view can be found by, over all its days."""

    terms: frozenset[str]
    box: Box | None
    lanes: tuple[Lane, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What rows are wanted. ``terms``: each of these sets must have one; ``day``: on which they hold."""

    kind: str
    day: int
    terms: tuple[tuple[str, ...], ...] = ()
    between: tuple[int, int] | None = None
    boxes: tuple[Box, ...] = ()
    by_happened: bool = False
    without: index_judged.Others | None = None
    """Of commitments: those that need not be looked at."""


def replace(
    connection: Connection,
    labels: Sequence[str],
    rows: Sequence[ViewRow],
    found: Mapping[tuple[str, str], Found],
) -> None:
    """Take the views of these components away, and add others."""
    promises = {one for kind, one in found if kind == "commitments"}
    gone: set[str] = set()
    for some in parts_of(labels):
        old = connection.execute(
            select(views.c.kind, views.c.id).where(views.c.component.in_(some)).distinct()
        )
        those = [(row.kind, row.id) for row in old]
        gone.update(one for kind, one in those if kind == "commitments")
        index_judged.mark_beside(connection, gone)
        _forget(connection, those)
    # What moved here from a component whose turn is still to come has rows under that one's label.
    _forget(connection, sorted(found))
    index_judged.forget(connection, gone - promises)
    if rows:
        connection.execute(insert(views), [_stored(r) for r in rows])
    sort = {(r.kind, r.id): r.sort for r in rows}
    said = [
        {"kind": kind, "term": term, "sort": sort[kind, one], "id": one}
        for (kind, one), what in found.items()
        for term in sorted(what.terms)
    ]
    if said:
        connection.execute(insert(terms), said)
    index_judged.mark_beside(connection, promises)
    index_judged.mark(connection, promises)
    index_lanes.add(connection, [lane for what in found.values() for lane in what.lanes])
    index_links.add(connection, [link for what in found.values() for link in what.links])
    placed = [(key, what.box) for key, what in found.items() if what.box]
    if placed:
        connection.execute(
            insert(spots),
            [
                {"number": _number(kind, one), "kind": kind, "id": one, "sort": sort[kind, one]}
                for (kind, one), _ in placed
            ],
        )
        connection.execute(
            text("INSERT INTO d_boxes (number, south, north, west, east) VALUES (:n, :s, :t, :w, :e)"),
            [
                {"n": _number(*key), "s": box[0], "t": box[1], "w": box[2], "e": box[3]}
                for key, box in placed
                if box
            ],
        )


def _forget(connection: Connection, those: Sequence[tuple[str, str]]) -> None:
    by_kind: dict[str, list[str]] = {}
    for kind, one in those:
        by_kind.setdefault(kind, []).append(one)
    for kind, ids in by_kind.items():
        for some in parts_of(ids):
            connection.execute(delete(views).where(views.c.kind == kind, views.c.id.in_(some)))
            connection.execute(delete(terms).where(terms.c.kind == kind, terms.c.id.in_(some)))
            connection.execute(delete(spots).where(spots.c.kind == kind, spots.c.id.in_(some)))
            numbers = [_number(kind, one) for one in some]
            connection.execute(delete(boxes).where(boxes.c.number.in_(numbers)))
        if kind in ("incidents", "commitments"):
            index_lanes.remove(connection, ids)
        if kind == "copies":
            index_links.remove(connection, ids)


def ask(connection: Connection, what: Ask, after: Mark | None, most: int) -> list[ViewRow]:
    """Rows in the listing's order, after a place in it; a superset where terms of other days would match.

    What matches is found in indexes; only the rows of the answer are read.

    Args:
        connection: of a transaction.
        what: is wanted.
        after: of the last row before; ``None`` for the beginning.
        most: rows.
    """
    found = _keys(connection, what, after).limit(most).subquery()
    v = views
    same = and_(v.c.kind == what.kind, v.c.id == found.c.id, v.c.first == found.c.first)
    happened = [v.c.h_last] if what.by_happened else []
    query = select(v).select_from(found.join(v, same)).order_by(*happened, v.c.sort, v.c.id)
    return [_row(r) for r in connection.execute(query)]


def everything(connection: Connection, kind: str, day: int) -> Iterator[tuple[str, str, str]]:
    """Id, terms and data of all there is of a kind on a day, in the listing's order."""
    c = views.c
    query = select(c.id, c.terms, c.data).where(c.kind == kind, c.first <= day, c.last > day)
    if day < ALWAYS:  # as in _keys
        query = query.where(c.sort < f"{day + 1:07d}")
    for row in connection.execute(query.order_by(c.sort, c.id)):
        yield row[0], row[1], row[2]


def matching(connection: Connection, what: Ask) -> list[tuple[str, str]]:
    """Of all rows that match, ids and terms; a superset as for :func:`ask`."""
    found = _keys(connection, what, None).order_by(None).subquery()
    v = views
    same = and_(v.c.kind == what.kind, v.c.id == found.c.id, v.c.first == found.c.first)
    query = select(v.c.id, v.c.terms).select_from(found.join(v, same))
    return [(r.id, r.terms) for r in connection.execute(query)]


def _keys(connection: Connection, what: Ask, after: Mark | None) -> Select[Any]:
    """Ids and first days of the rows that match, in the listing's order."""
    v = views
    lead, others = _leading(connection, what)
    source: Any = v
    sort: Any = v.c.sort
    one: Any = v.c.id
    if lead:
        t = terms
        having = select(t.c.sort, t.c.id).where(t.c.kind == what.kind, t.c.term.in_(lead))
        said = (having if len(lead) == 1 else having.distinct()).subquery()
        source = said.join(v, and_(v.c.kind == what.kind, v.c.id == said.c.id))
        sort, one = said.c.sort, said.c.id
    query = select(v.c.id, v.c.first).select_from(source)
    query = query.where(v.c.kind == what.kind, v.c.first <= what.day, v.c.last > what.day)
    if what.day < ALWAYS:  # nothing is known before it was reported
        query = query.where(sort < f"{what.day + 1:07d}")
    for alternatives in others:
        query = query.where(
            exists().where(
                terms.c.kind == what.kind,
                terms.c.term.in_(alternatives),
                terms.c.sort == v.c.sort,
                terms.c.id == v.c.id,
            )
        )
    if what.between:
        # Where terms lead, rows are looked up by id: SQLite would rather run along the days, once a row.
        h_last = v.c.h_last + 0 if lead else v.c.h_last
        query = query.where(v.c.h_first <= what.between[1], h_last >= what.between[0])
    if what.boxes:
        query = query.where(v.c.id.in_(_near(what)))
    if what.without:
        query = query.where(~index_judged.is_other(v.c.id, what.without))
    later: Any = None
    if after:
        later = or_(sort > after[1], and_(sort == after[1], one > after[2]))
    if what.by_happened:
        if after:
            day = NEVER if after[0] is None else after[0]
            query = query.where(v.c.h_last >= day, or_(v.c.h_last > day, later))
        return query.order_by(v.c.h_last, v.c.sort, v.c.id)  # a vague time comes after the days in it
    if after:
        query = query.where(sort >= after[1], later)
    return query.order_by(sort, one)


def is_narrow(connection: Connection, what: Ask) -> bool:
    """Whether few rows can match, by the rarest of the terms or by their places."""
    return bool(what.boxes) or bool(what.terms and _counted(connection, what)[0][0] <= _FEW)


def has_any(connection: Connection, kinds: Iterable[str], words: Sequence[str]) -> bool:
    """Whether a view of these kinds can be found by one of these terms, on whatever day."""
    query = select(terms.c.id).where(terms.c.kind.in_(sorted(kinds)), terms.c.term.in_(words)).limit(1)
    return connection.execute(query).first() is not None


def _leading(connection: Connection, what: Ask) -> tuple[Sequence[str], list[Sequence[str]]]:
    """The terms from which to go out, if they are rare, and those to be looked up; else along the listing."""
    counted = _counted(connection, what)
    if counted and (counted[0][0] <= _FEW or (len(counted[0][1]) == 1 and not what.by_happened)):
        return counted[0][1], [alternatives for _, alternatives in counted[1:]]
    return (), [alternatives for _, alternatives in counted]


def _counted(connection: Connection, what: Ask) -> list[tuple[int, Sequence[str]]]:
    """The terms asked for, the rarest first, each with how many views have it; counted up to a bound."""
    found: list[tuple[int, Sequence[str]]] = []
    for alternatives in what.terms:
        here = (terms.c.kind == what.kind) & terms.c.term.in_(alternatives)
        some = select(literal(1)).select_from(terms).where(here).limit(_FEW + 1).subquery()
        number = connection.execute(select(func.count()).select_from(some)).scalar() or 0
        found.append((number, alternatives))
    return sorted(found)


def _near(what: Ask) -> Select[Any]:
    """Ids of what lies in one of the boxes."""
    inside = or_(
        *(
            and_(boxes.c.south <= n, boxes.c.north >= s, boxes.c.west <= e, boxes.c.east >= w)
            for s, n, w, e in what.boxes
        )
    )
    return (
        select(spots.c.id)
        .select_from(boxes.join(spots, spots.c.number == boxes.c.number))
        .where(inside, spots.c.kind == what.kind)
    )


def having(connection: Connection, kind: str, words: Iterable[str], day: int) -> list[ViewRow]:
    """Views that have one of these terms on some day, as they read on this one, in the listing's order."""
    found: dict[str, ViewRow] = {}
    for some in parts_of(sorted(set(words))):
        ids = select(terms.c.id).where(terms.c.kind == kind, terms.c.term.in_(some))
        query = select(views).where(
            views.c.kind == kind, views.c.id.in_(ids), views.c.first <= day, views.c.last > day
        )
        found.update((row.id, _row(row)) for row in connection.execute(query))
    return sorted(found.values(), key=lambda r: (r.sort, r.id))


def by_id(connection: Connection, kind: str, ids: Iterable[str], day: int) -> dict[str, ViewRow]:
    """Views of these ids as they were on a day."""
    found: dict[str, ViewRow] = {}
    for some in parts_of(ids):
        query = select(views).where(
            views.c.kind == kind, views.c.id.in_(some), views.c.first <= day, views.c.last > day
        )
        found.update((row.id, _row(row)) for row in connection.execute(query))
    return found


def beginning(connection: Connection, kind: str, name: str, day: int) -> list[ViewRow]:
    """Views whose ids begin so, as they were on a day, in the listing's order."""
    v = views.c
    query = select(views).where(
        v.kind == kind, v.id >= name, v.id <= name + "\U0010ffff", v.first <= day, v.last > day
    )
    return [_row(row) for row in connection.execute(query.order_by(v.sort, v.id))]


def of_components(
    connection: Connection, labels: Iterable[str], kind: str, day: int | None = None
) -> list[ViewRow]:
    """All views of one kind of these components, of all days or as they were on one."""
    found: list[ViewRow] = []
    for some in parts_of(labels):
        query = select(views).where(views.c.component.in_(some), views.c.kind == kind)
        if day is not None:
            query = query.where(views.c.first <= day, views.c.last > day)
        found.extend(_row(row) for row in connection.execute(query))
    return sorted(found, key=lambda r: (r.sort, r.id, r.first))


def last_change(connection: Connection, labels: Iterable[str], kind: str) -> int:
    """The last day from which on a view of these components reads as it does; 0 if there is none."""
    found = [0]
    for some in parts_of(sorted(set(labels))):
        query = select(func.max(views.c.first)).where(views.c.component.in_(some), views.c.kind == kind)
        found.append(connection.execute(query).scalar() or 0)
    return max(found)


def last_change_having(connection: Connection, kind: str, words: Iterable[str]) -> int:
    """The last day on which a view that has one of these terms on some day began or ceased to read so."""
    found = [0]
    for some in parts_of(sorted(set(words))):
        ids = select(terms.c.id).where(terms.c.kind == kind, terms.c.term.in_(some))
        of = and_(views.c.kind == kind, views.c.id.in_(ids))
        found.append(connection.execute(select(func.max(views.c.first)).where(of)).scalar() or 0)
        over = select(func.max(views.c.last)).where(of, views.c.last <= ALWAYS)
        found.append(connection.execute(over).scalar() or 0)
    return max(found)


def count(connection: Connection, day: int) -> dict[str, int]:
    """How many views of each kind there are on a day."""
    query = (
        select(views.c.kind, func.count())
        .where(views.c.first <= day, views.c.last > day)
        .group_by(views.c.kind)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _number(kind: str, one: str) -> int:
    digest = hashlib.blake2b(f"{kind}\x01{one}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _stored(row: ViewRow) -> dict[str, Any]:
    return {
        **{f: getattr(row, f) for f in ViewRow.__slots__},
        "h_last": NEVER if row.h_last is None else row.h_last,
    }


def _row(row: Row[Any]) -> ViewRow:
    return ViewRow(
        kind=row.kind,
        id=row.id,
        first=row.first,
        last=row.last,
        sort=row.sort,
        h_first=row.h_first,
        h_last=None if row.h_last == NEVER else row.h_last,
        component=row.component,
        terms=row.terms,
        data=row.data,
    )
