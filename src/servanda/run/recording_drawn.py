"""What is drawn: of a timeline counts of all that is dated, and the lines of the lanes that are drawn.

They are counted in the database, so that of many thousand things only those are read that are drawn one by
one. For map and network, which show everything, only the fields are read that they show.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from servanda.model.asking import Drawing, DrawnAct, DrawnLane, DrawnPledge, DrawnSpot, Filters, Line
from servanda.model.days import Days
from servanda.model.views import Incident, Pledge
from servanda.record import index_lanes as lanes
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack, unpack_part
from servanda.record.index_schema import NEVER
from servanda.record.store import Reading
from servanda.run.recording_promises import Promises
from servanda.run.recording_reading import Listing
from servanda.run.recording_terms import INSTRUMENT

MOST_LANES: Final = 30
MOST_BARS: Final = 120
"""Of a lane with more things than this only their number is told, by day."""

_SIDE: Final = "side"
_ONCE: Final = "type"
"""A sort of lanes on which everything lies just once."""
_KINDS: Final[Mapping[str, type[Any]]] = {"incidents": Incident, "commitments": Pledge}

Span = tuple[int, int]
Part = TypeVar("Part", DrawnAct, DrawnSpot)


@dataclass(frozen=True, slots=True)
class _Lying:
    """A dated thing: its days, and its id."""

    day: int
    until: int
    id: str


def drawing_of(
    work: Reading,
    filters: Filters,
    window: Days | None = None,
    on: Mapping[str, Sequence[str]] | None = None,
    most: int = MOST_LANES,
) -> Drawing:
    """What is drawn of a timeline.

    Args:
        work: a snapshot.
        filters: of the timeline.
        window: the days drawn; all if ``None``.
        on: by lane the ids of what lies on it; lanes are who stands with whom if ``None``.
        most: lanes at most.
    """
    listing = Listing(work, replace(filters, between=None))
    within = [(a.toordinal(), b.toordinal()) for a, b in filter(None, (filters.between, window))]
    ids = listing.matching()
    if ids is None and on is None:
        return _counted(work, listing.day, within, most)
    return _picked(work, listing.day, within, ids, on, most)


def incidents_of(work: Reading, filters: Filters, part: type[Part]) -> Iterator[Part]:
    """This much of each incident that matches, in the order of the listing."""
    for _, _, data in Listing(work, filters).whole("incidents"):
        yield unpack_part(part, Incident, data)


def pledges_of(work: Reading, filters: Filters) -> list[DrawnPledge]:
    """As much of each commitment that matches, in the order of the listing.

    Whom one binds stands in its row, unless that follows from its instrument.
    """
    listing = Listing(work, filters)
    found, open_ = {}, []
    for one, terms, data in listing.whole("commitments"):
        found[one] = unpack_part(DrawnPledge, Pledge, data)
        if not found[one].obligors and INSTRUMENT in json.loads(terms):
            open_.append(unpack(Pledge, data))
    for pledge in Promises(work, listing.day).among(open_):
        found[pledge.id] = replace(found[pledge.id], obligors=pledge.obligors)
    return list(found.values())


def _counted(work: Reading, day: int, within: Sequence[Span], most: int) -> Drawing:
    """Of everything there is: lanes are counted before anything on them is read."""
    connection = work.connection
    ranked = lanes.fullest(connection, _SIDE, day, within)
    drawn = []
    for name, count in ranked[:most]:
        few = count <= MOST_BARS
        lying = [_Lying(*row) for row in lanes.along(connection, _SIDE, name, day, within, first=not few)]
        middles = [] if few else lanes.middles(connection, _SIDE, day, within, name)
        drawn.append((name, count, lying, {row[0]: row[1] for row in middles}))
    every = lanes.middles(connection, _ONCE, day, within)
    undated = 0 if within else lanes.undated(connection, _ONCE, day)
    return _drawing(work, day, every, undated, drawn, max(0, len(ranked) - most))


def _picked(
    work: Reading,
    day: int,
    within: Sequence[Span],
    ids: Sequence[str] | None,
    on: Mapping[str, Sequence[str]] | None,
    most: int,
) -> Drawing:
    """Of some things, or on lanes that somebody else knows."""
    connection = work.connection
    if ids is None:
        middles = lanes.middles(connection, _ONCE, day, within)
        undated = 0 if within else lanes.undated(connection, _ONCE, day)
    else:
        rows = [_Lying(*row[1:]) for row in lanes.of_views(connection, _ONCE, ids, day)]
        middles = [(m, n, a, b) for (m, a, b), n in _by_middle(_touching(rows, within)).items()]
        undated = 0 if within else sum(row.day == NEVER for row in rows)
    members: dict[str, list[_Lying]] = {}
    if on is None:
        for lane, first, last, one in lanes.of_views(connection, _SIDE, ids or (), day):
            members.setdefault(lane, []).append(_Lying(first, last, one))
    else:
        wanted = {one for given in on.values() for one in given}
        wanted &= wanted if ids is None else set(ids)
        known = {row[3]: _Lying(*row[1:]) for row in lanes.of_views(connection, _ONCE, sorted(wanted), day)}
        members = {lane: [known[i] for i in given if i in known] for lane, given in on.items()}
    inside = {lane: _touching(rows, within) for lane, rows in members.items()}
    ranked = sorted((lane for lane in inside if inside[lane]), key=lambda k: (-len(inside[k]), k))
    drawn = []
    for name in ranked[:most]:
        lying = inside[name]
        some = (
            lying if len(lying) <= MOST_BARS else [x for x in lying if x.until == min(o.until for o in lying)]
        )
        counts = Counter((x.day + x.until) // 2 for x in lying)
        drawn.append((name, len(lying), some, {} if some is lying else counts))
    return _drawing(work, day, middles, undated, drawn, max(0, len(ranked) - most))


def _drawing(
    work: Reading,
    day: int,
    middles: Sequence[tuple[int, int, int, int]],
    undated: int,
    drawn: Sequence[tuple[str, int, Sequence[_Lying], Mapping[int, int]]],
    left: int,
) -> Drawing:
    span = (min(r[2] for r in middles), max(r[3] for r in middles)) if middles else None
    lines = _lines(work, {x.id for _, _, lying, _ in drawn for x in lying}, day)
    return Drawing(
        span=(date.fromordinal(span[0]), date.fromordinal(span[1])) if span else None,
        undated=undated,
        middles=_days(_sum(middles)),
        lanes=tuple(
            DrawnLane(
                name=name,
                count=count,
                lines=_ordered(lines, lying)[: 1 if counts else None],
                middles=_days(counts),
            )
            for name, count, lying, counts in drawn
        ),
        left=left,
    )


def _sum(middles: Iterable[tuple[int, int, int, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for middle, number, _, _ in middles:
        found[middle] += number
    return found


def _days(counts: Mapping[int, int]) -> tuple[tuple[date, int], ...]:
    return tuple((date.fromordinal(middle), counts[middle]) for middle in sorted(counts))


def _by_middle(lying: Iterable[_Lying]) -> Counter[tuple[int, int, int]]:
    return Counter(((x.day + x.until) // 2, x.day, x.until) for x in lying)


def _touching(lying: Iterable[_Lying], within: Sequence[Span]) -> list[_Lying]:
    dated = (x for x in lying if x.day < NEVER)
    return [x for x in dated if all(x.day <= last and x.until >= first for first, last in within)]


Placed = tuple[tuple[int, str, str], Line]
"""A line, and its place in the timeline."""


def _lines(work: Reading, ids: set[str], day: int) -> dict[str, Placed]:
    found: dict[str, Placed] = {}
    for kind, of in _KINDS.items():
        for one, row in view_rows.by_id(work.connection, kind, sorted(ids), day).items():
            view = unpack(of, row.data)
            when = view.when if isinstance(view, Incident) else view.made
            place = (NEVER if row.h_last is None else row.h_last, row.sort, row.id)
            found[one] = (place, Line(when=when, view=view))
    return found


def _ordered(lines: Mapping[str, Placed], lying: Iterable[_Lying]) -> tuple[Line, ...]:
    return tuple(line for _, line in sorted((lines[x.id] for x in lying), key=lambda p: p[0]))
