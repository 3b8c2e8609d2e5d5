"""Views as rows: each with the days it held, what it can be found by, and where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
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

from servanda.record.index_schema import spots, terms, views
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What rows are wanted. ``terms``: each of these sets must have one; ``day``: on which they hold."""

    kind: str
    day: int
    terms: tuple[tuple[str, ...], ...] = ()
    between: tuple[int, int] | None = None
    boxes: tuple[Box, ...] = ()
    by_happened: bool = False


def replace(
    connection: Connection,
    labels: Sequence[str],
    rows: Sequence[ViewRow],
    found: Mapping[tuple[str, str], Found],
) -> None:
    """Take the views of these components away, and add others."""
    for some in parts_of(labels):
        old = connection.execute(
            select(views.c.kind, views.c.id).where(views.c.component.in_(some)).distinct()
        )
        _forget(connection, [(row.kind, row.id) for row in old])
    # What moved here from a component whose turn is still to come has rows under that one's label.
    _forget(connection, sorted(found))
    if rows:
        connection.execute(insert(views), [{f: getattr(r, f) for f in ViewRow.__slots__} for r in rows])
    sort = {(r.kind, r.id): r.sort for r in rows}
    said = [
        {"kind": kind, "term": term, "sort": sort[kind, one], "id": one}
        for (kind, one), what in found.items()
        for term in sorted(what.terms)
    ]
    if said:
        connection.execute(insert(terms), said)
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


def ask(connection: Connection, what: Ask, after: Mark | None, most: int) -> list[ViewRow]:
    """Rows in the listing's order, after a place in it; a superset where terms of other days would match.

    Args:
        connection: of a transaction.
        what: is wanted.
        after: of the last row before; ``None`` for the beginning.
        most: rows.
    """
    v = views
    query = select(v).where(v.c.kind == what.kind, v.c.first <= what.day, v.c.last > what.day)
    query = _narrow(connection, query, what)
    if what.between:
        query = query.where(v.c.h_first <= what.between[1], v.c.h_last >= what.between[0])
    later: Any = None
    if after:
        later = or_(v.c.sort > after[1], and_(v.c.sort == after[1], v.c.id > after[2]))
    if what.by_happened:
        late = func.coalesce(v.c.h_last, literal(_NEVER))  # a vague time comes after the days in it
        if after:
            day = _NEVER if after[0] is None else after[0]
            query = query.where(late >= day, or_(late > day, later))
        query = query.order_by(late, v.c.sort, v.c.id)
    else:
        if after:
            query = query.where(v.c.sort >= after[1], later)
        query = query.order_by(v.c.sort, v.c.id)
    return [_row(r) for r in connection.execute(query.limit(most))]


def has_any(connection: Connection, kinds: Iterable[str], words: Sequence[str]) -> bool:
    """Whether a view of these kinds can be found by one of these terms, on whatever day."""
    query = select(terms.c.id).where(terms.c.kind.in_(sorted(kinds)), terms.c.term.in_(words)).limit(1)
    return connection.execute(query).first() is not None


_NEVER: Final = 4_000_000
"""Sorts what happened on unknown days behind all days."""


def _narrow(connection: Connection, query: Select[Any], what: Ask) -> Select[Any]:
    """By terms and places: from the rarest if it is rare, else along the listing."""
    v = views
    rare = None
    counted = []
    for alternatives in what.terms:
        here = (terms.c.kind == what.kind) & terms.c.term.in_(alternatives)
        some = select(literal(1)).select_from(terms).where(here).limit(_FEW + 1).subquery()
        counted.append(
            (connection.execute(select(func.count()).select_from(some)).scalar() or 0, alternatives)
        )
    counted.sort()
    for number, (count, alternatives) in enumerate(counted):
        if number == 0 and count <= _FEW:
            rare = select(terms.c.id).where(terms.c.kind == what.kind, terms.c.term.in_(alternatives))
        else:
            query = query.where(
                exists().where(
                    terms.c.kind == what.kind,
                    terms.c.term.in_(alternatives),
                    terms.c.sort == v.c.sort,
                    terms.c.id == v.c.id,
                )
            )
    if rare is not None:
        query = query.where(v.c.id.in_(rare))
    if what.boxes:
        inside = or_(
            *(
                and_(boxes.c.south <= n, boxes.c.north >= s, boxes.c.west <= e, boxes.c.east >= w)
                for s, n, w, e in what.boxes
            )
        )
        near = (
            select(spots.c.id)
            .select_from(boxes.join(spots, spots.c.number == boxes.c.number))
            .where(inside, spots.c.kind == what.kind)
        )
        query = query.where(v.c.id.in_(near))
    return query


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


def of_components(connection: Connection, labels: Iterable[str], kind: str) -> list[ViewRow]:
    """All views of one kind of these components, of all days."""
    found: list[ViewRow] = []
    for some in parts_of(labels):
        query = select(views).where(views.c.component.in_(some), views.c.kind == kind)
        found.extend(_row(row) for row in connection.execute(query))
    return sorted(found, key=lambda r: (r.sort, r.id, r.first))


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


def _row(row: Row[Any]) -> ViewRow:
    return ViewRow(
        kind=row.kind,
        id=row.id,
        first=row.first,
        last=row.last,
        sort=row.sort,
        h_first=row.h_first,
        h_last=row.h_last,
        component=row.component,
        terms=row.terms,
        data=row.data,
    )
