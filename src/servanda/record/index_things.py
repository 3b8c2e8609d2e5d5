"""Things, their keys, what comparisons said of them, and which hang together: rows in, rows out.

What a key or a comparison means is none of this module's business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from servanda.model.pair import Pair
from servanda.record.index_codec import to_text
from servanda.record.index_schema import ALWAYS, dirty, keys, pairs, parties, things

T = TypeVar("T")

SHORT: Final = 31
"""Days that what is looked up by its days seldom lasts longer; what does is looked up apart."""

_MANY: Final = 500
"""Values in one ``IN (…)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A row of ``d_things``; see :mod:`servanda.record.index_schema`."""

    id: str
    kind: str
    report: str
    sort: str
    known: int
    component: str
    attached: str | None
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row of ``d_parties``."""

    party: str
    act: str
    first: int
    last: int
    thing: str


def key_number(grouping: str, key: str) -> int:
    """A key as it is stored: 64 bits of a hash."""
    digest = hashlib.blake2b(f"{grouping}\x01{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def parts_of(values: Iterable[T], size: int = _MANY) -> Iterator[list[T]]:
    """A list in stretches of at most ``size``."""
    given = list(values)
    for start in range(0, len(given), size):
        yield given[start : start + size]


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Thing]:
    """Things by their ids."""
    found: dict[str, Thing] = {}
    for some in parts_of(ids):
        for row in connection.execute(select(things).where(things.c.id.in_(some))):
            found[row.id] = _thing(row)
    return found


def of_reports(connection: Connection, reports: Iterable[str]) -> list[Thing]:
    """All things of these reports, in the order of accounts."""
    found: list[Thing] = []
    for some in parts_of(reports):
        found.extend(_thing(r) for r in connection.execute(select(things).where(things.c.report.in_(some))))
    return sorted(found, key=lambda t: t.sort)


def told_in(connection: Connection, reports: Iterable[str], kinds: Sequence[str], known: int) -> list[Thing]:
    """What these reports tell of these kinds, known by a day, in the order of accounts."""
    found: list[Thing] = []
    for some in parts_of(reports):
        query = select(things).where(things.c.report.in_(some), things.c.kind.in_(kinds))
        found.extend(_thing(r) for r in connection.execute(query.where(things.c.known <= known)))
    return sorted(found, key=lambda t: t.sort)


def of_components(connection: Connection, labels: Iterable[str]) -> dict[str, list[Thing]]:
    """Members of components, in the order of accounts."""
    found: dict[str, list[Thing]] = {}
    for some in parts_of(labels):
        for row in connection.execute(select(things).where(things.c.component.in_(some))):
            found.setdefault(row.component, []).append(_thing(row))
    for members in found.values():
        members.sort(key=lambda t: t.sort)
    return found


def components_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Thing to component; unknown ids are left out."""
    found: dict[str, str] = {}
    for some in parts_of(ids):
        query = select(things.c.id, things.c.component).where(things.c.id.in_(some))
        found.update((row.id, row.component) for row in connection.execute(query))
    return found


def sharing(connection: Connection, numbers: Iterable[int]) -> dict[int, list[str]]:
    """For each key the ids of the things that have it."""
    found: dict[int, list[str]] = {}
    for some in parts_of(numbers):
        for row in connection.execute(select(keys.c.key, keys.c.thing).where(keys.c.key.in_(some))):
            found.setdefault(row.key, []).append(row.thing)
    return found


def reports_sharing(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Reports of the things that have one of these keys."""
    found: set[str] = set()
    for some in parts_of(numbers):
        query = select(things.c.report).join(keys, keys.c.thing == things.c.id).where(keys.c.key.in_(some))
        found.update(connection.execute(query.distinct()).scalars())
    return found


def telling(connection: Connection, reports: Iterable[str], kind: str, least: int = 1) -> set[str]:
    """Those reports that have so many things of a kind at least."""
    found: set[str] = set()
    for some in parts_of(sorted(set(reports))):
        query = select(things.c.report).where(things.c.report.in_(some), things.c.kind == kind)
        query = query.group_by(things.c.report).having(func.count() >= least)
        found.update(connection.execute(query).scalars())
    return found


def components_in(connection: Connection, reports: Iterable[str], kind: str) -> set[str]:
    """Components of the things of a kind in these reports."""
    found: set[str] = set()
    for some in parts_of(sorted(set(reports))):
        query = select(things.c.component).where(things.c.report.in_(some), things.c.kind == kind)
        found.update(connection.execute(query).scalars())
    return found


def reports_after(connection: Connection, sort: str, known: int, most: int) -> list[tuple[str, str]]:
    """Reports that stand in views of a day, after a place in their order: that place, and the id."""
    query = select(things.c.sort, things.c.report).where(
        things.c.kind == "report", things.c.sort > sort, things.c.known <= known
    )
    if known < ALWAYS:  # nothing is known before it was reported
        query = query.where(things.c.sort < f"{known + 1:07d}")
    return [(row.sort, row.report) for row in connection.execute(query.order_by(things.c.sort).limit(most))]


def told_of(
    connection: Connection, names: Iterable[str], acts: Iterable[str], days: tuple[int, int], known: int
) -> list[str]:
    """Ids of things that may bear on these acts, in which one of the parties takes part, on these days."""
    given = {"names": sorted(set(names)), "acts": sorted(set(acts)), "known": known}
    given |= {"since": days[0], "until": days[1], "short": days[1] + SHORT}
    return list(connection.execute(_TOLD_OF, given).scalars())


def _told_of() -> Select[Any]:
    p = parties.c
    of = and_(
        p.party.in_(bindparam("names", expanding=True)),
        p.act.in_(bindparam("acts", expanding=True)),
        p.last >= bindparam("since"),
        p.first <= bindparam("until"),
    )
    short = select(p.thing).where(of, p.wide == 0, p.last <= bindparam("short"))
    inside = short.union_all(select(p.thing).where(of, p.wide == 1))
    t = things.c
    return select(t.id).where(t.id.in_(inside), t.known <= bindparam("known")).order_by(t.sort)


_TOLD_OF: Final = _told_of()
"""Made once: a page of commitments asks it of each."""


def pairs_among(connection: Connection, ids: Sequence[str]) -> list[Pair]:
    """Comparisons whose two things are both among ``ids``."""
    wanted = set(ids)
    found: list[Pair] = []
    for some in parts_of(sorted(wanted)):
        rows = connection.execute(select(pairs).where(pairs.c.a.in_(some)))
        found.extend(_pair(row) for row in rows if row.b in wanted)
    return found


def add(
    connection: Connection,
    rows: Sequence[Thing],
    numbers: Mapping[str, Sequence[int]],
    taking_part: Sequence[Part],
    compared: Sequence[Pair],
) -> None:
    """Add things with their keys, those who take part, and comparisons."""
    if taking_part:
        connection.execute(
            insert(parties),
            [
                {**{f: getattr(r, f) for f in Part.__slots__}, "wide": int(r.last - r.first > SHORT)}
                for r in taking_part
            ],
        )
    if rows:
        connection.execute(insert(things), [{f: getattr(r, f) for f in Thing.__slots__} for r in rows])
    pairs_of_keys = [{"key": k, "thing": one} for one, given in numbers.items() for k in given]
    if pairs_of_keys:
        connection.execute(insert(keys), pairs_of_keys)
    if compared:
        connection.execute(
            insert(pairs),
            [
                {
                    "a": p.left,
                    "b": p.right,
                    "score": p.score,
                    "same": int(p.same),
                    "reasons": to_text(p.reasons),
                }
                for p in compared
            ],
        )


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take things away, with their keys and comparisons."""
    for some in parts_of(ids):
        connection.execute(delete(keys).where(keys.c.thing.in_(some)))
        connection.execute(delete(parties).where(parties.c.thing.in_(some)))
        connection.execute(delete(pairs).where(or_(pairs.c.a.in_(some), pairs.c.b.in_(some))))
        connection.execute(delete(things).where(things.c.id.in_(some)))


def relabel(connection: Connection, label: str, others: Iterable[str]) -> None:
    """Make the components ``others`` part of ``label``."""
    for some in parts_of(others):
        connection.execute(update(things).where(things.c.component.in_(some)).values(component=label))


def assign(connection: Connection, labels: Mapping[str, str]) -> None:
    """Give things their components."""
    if labels:
        connection.execute(
            update(things).where(things.c.id == bindparam("one")).values(component=bindparam("label")),
            [{"one": one, "label": label} for one, label in labels.items()],
        )


def mark(connection: Connection, labels: Iterable[str]) -> None:
    """Components whose views are to be made again."""
    rows = [{"component": label} for label in sorted(set(labels))]
    if rows:
        builder: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(builder(dirty).on_conflict_do_nothing(), rows)


def marked(connection: Connection, most: int) -> list[str]:
    """Some of the components that are marked."""
    return list(
        connection.execute(select(dirty.c.component).order_by(dirty.c.component).limit(most)).scalars()
    )


def unmark(connection: Connection, labels: Iterable[str]) -> None:
    """These are done."""
    for some in parts_of(labels):
        connection.execute(delete(dirty).where(dirty.c.component.in_(some)))


def components(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Thing to component: everything that edges join, however far, under its smallest id."""
    home = {one: one for one in ids}

    def root(one: str) -> str:
        while home[one] != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    for a, b in edges:
        if a in home and b in home:
            x, y = root(a), root(b)
            if x != y:
                home[max(x, y)] = min(x, y)
    return {one: root(one) for one in home}


def _thing(row: Row[Any]) -> Thing:
    return Thing(
        id=row.id,
        kind=row.kind,
        report=row.report,
        sort=row.sort,
        known=row.known,
        component=row.component,
        attached=row.attached,
        data=row.data,
    )


def _pair(row: Row[Any]) -> Pair:
    return Pair(row.a, row.b, row.score, tuple(json.loads(row.reasons)), bool(row.same))
