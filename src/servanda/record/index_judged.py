"""Commitments judged ahead: their rows, what each rests on, and which are to be judged again.

What standing means is none of this module's business. A row is fresh if nothing that it rests on has changed
since, and the record's last day is one on which it reads the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from servanda.record.index_schema import bounds, judged, parties, stale, terms
from servanda.record.index_things import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row of ``d_judged``; see :mod:`servanda.record.index_schema`."""

    id: str
    since: int
    until: int
    holds: int
    standing: str
    life: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A row of ``d_bounds``, without its commitment."""

    name: str
    act: str
    since: int
    until: int


def mark(connection: Connection, ids: Iterable[str], *, deep: bool = True) -> None:
    """These are to be judged again; if not ``deep``, only if their life or ties read otherwise."""
    for some in parts_of(sorted(set(ids))):
        query = select(stale.c.id).where(stale.c.id.in_(some))
        there = set(connection.execute(query).scalars())
        if deep and there:
            connection.execute(update(stale).where(stale.c.id.in_(sorted(there))).values(deep=1))
        if new := [one for one in some if one not in there]:
            connection.execute(insert(stale), [{"id": one, "deep": int(deep)} for one in new])


def mark_told(connection: Connection, things: Iterable[str]) -> None:
    """Accounts came, go, or belong elsewhere: what may rest on them is to be judged again."""
    p, b = parties.c, bounds.c
    same = and_(b.name == p.party, b.act == p.act, p.last >= b.since, p.first <= b.until)
    found: set[str] = set()
    for some in parts_of(sorted(set(things))):
        query = select(b.pledge).select_from(parties.join(bounds, same)).where(p.thing.in_(some))
        found.update(connection.execute(query.distinct()).scalars())
    mark(connection, found)


def mark_beside(connection: Connection, ids: Iterable[str]) -> None:
    """These commitments change: lives and ties of those beside them may."""
    t, b = terms.c, bounds.c
    found: set[str] = set()
    for some in parts_of(sorted(set(ids))):
        query = select(b.pledge).select_from(terms.join(bounds, and_(b.name == t.term, b.act == "")))
        query = query.where(t.kind == "commitments", t.id.in_(some))
        found.update(connection.execute(query.distinct()).scalars())
    mark(connection, found, deep=False)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """These commitments are no more."""
    for some in parts_of(sorted(set(ids))):
        connection.execute(delete(judged).where(judged.c.id.in_(some)))
        connection.execute(delete(bounds).where(bounds.c.pledge.in_(some)))
        connection.execute(delete(stale).where(stale.c.id.in_(some)))


def waiting(connection: Connection, today: int, most: int, together: str) -> dict[str, bool]:
    """Commitments that are to be judged again by this day, and whether by all that is told.

    Those that share a term which begins with ``together`` come one after the other.
    """
    t = terms.c
    same = and_(
        t.kind == "commitments", t.id == stale.c.id, t.term >= together, t.term < together + "\U0010ffff"
    )
    query = select(stale.c.id, stale.c.deep).select_from(stale.outerjoin(terms, same))
    rows = connection.execute(query.order_by(t.term, stale.c.id).limit(most))
    found = {row.id: bool(row.deep) for row in rows}
    if len(found) < most:
        over = select(judged.c.id).where(or_(judged.c.until <= today, judged.c.since > today))
        ids = connection.execute(over.order_by(judged.c.id).limit(most - len(found))).scalars()
        found = {**dict.fromkeys(ids, False), **found}
    return found


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Judged]:
    """Rows by id, fresh or not."""
    found: dict[str, Judged] = {}
    for some in parts_of(ids):
        rows = connection.execute(select(judged).where(judged.c.id.in_(some)))
        found.update((r.id, Judged(**{f: getattr(r, f) for f in Judged.__slots__})) for r in rows)
    return found


def fresh(connection: Connection, ids: Iterable[str], today: int) -> dict[str, str]:
    """What is kept of these commitments, as far as it is fresh on the record's last day."""
    found: dict[str, str] = {}
    for some in parts_of(ids):
        query = select(judged.c.id, judged.c.data).where(judged.c.id.in_(some), _is_fresh(today))
        found.update((r.id, r.data) for r in connection.execute(query))
    return found


@dataclass(frozen=True, slots=True)
class Others:
    """Which commitments need not be looked at for a standing: those that are known to have one of ``names``.

    ``today`` is the record's last day. As of an earlier ``day`` only that counts which rests on nothing later
    than that.
    """

    names: tuple[str, ...]
    today: int
    day: int | None = None


def is_other(one: ColumnElement[str], others: Others) -> ColumnElement[bool]:
    """Whether a commitment is known to have another standing."""
    found = exists().where(judged.c.id == one, judged.c.standing.in_(others.names), _is_fresh(others.today))
    return found if others.day is None else found.where(judged.c.holds <= others.day)


def _is_fresh(today: int) -> ColumnElement[bool]:
    return and_(judged.c.since <= today, judged.c.until > today, ~exists().where(stale.c.id == judged.c.id))


def put(connection: Connection, rows: Sequence[Judged], rests: Mapping[str, Collection[Bound]]) -> None:
    """Keep judgements in the place of earlier ones, each with what it rests on (if that changed)."""
    ids = [row.id for row in rows]
    for some in parts_of(ids):
        connection.execute(delete(judged).where(judged.c.id.in_(some)))
        connection.execute(delete(stale).where(stale.c.id.in_(some)))
    for some in parts_of(sorted(rests)):
        connection.execute(delete(bounds).where(bounds.c.pledge.in_(some)))
    if rows:
        connection.execute(insert(judged), [{f: getattr(r, f) for f in Judged.__slots__} for r in rows])
    given = [
        {"pledge": one, **{f: getattr(b, f) for f in Bound.__slots__}} for one in rests for b in rests[one]
    ]
    if given:
        connection.execute(insert(bounds), given)
