"""What a record holds, on one page: newest, most contested, ending soon, and where coverage is thin."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from servanda.knowledge.countries import country_name
from servanda.model.account import Report
from servanda.model.asking import Filters, Page
from servanda.model.days import Days
from servanda.model.views import Contradiction, Incident, Pledge, Tally

if TYPE_CHECKING:
    from servanda.api.record import Record

MOST: Final = 10
"""Things of each sort."""

LOOKED_AT: Final = 2000
"""Things of each sort that are looked through, at most."""

WINDOWS: Final = (7, 30, 120, 480, 2000)
"""Days before the last report that are looked through until there is enough."""

SOON: Final = 366
"""A commitment ends soon within so many days."""

PARTS: Final = 200
"""Stretches of days whose reports are counted, at most."""

THIN: Final = 10
"""Thinnest outlets and countries, and longest gaps, that are named."""

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A record as of a day.

    Attributes:
        counts: how many of each sort there are.
        span: first and last day on which reports were out.
        reports: the newest, the last one first.
        reported: how many reports were out in each of at most 200 equal stretches of the record's whole span,
            whatever the day.
        incidents: those last reported, the last one first.
        contested: figures with how far their counts lie apart (highest by lowest bound), the widest first.
        contradictions: those with most accounts on their sides first.
        ending: commitments whose term ends within a year of the day, the next one first.
        sources: outlets with the fewest reports, and how many.
        gaps: longest stretches within the span in which nothing was reported.
        countries: countries told of by the fewest reports, and how many claims tell of them.
    """

    counts: dict[str, int]
    span: Days | None
    reports: tuple[Report, ...] = ()
    reported: tuple[tuple[Days, int], ...] = ()
    incidents: tuple[Incident, ...] = ()
    contested: tuple[tuple[Tally, float], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    ending: tuple[Pledge, ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    gaps: tuple[Days, ...] = ()
    countries: tuple[tuple[str, int], ...] = ()


def overview(record: Record, filters: Filters | None = None) -> Overview:
    """The overview of a record; of ``filters`` the day matters, and what is not to be seen.

    Raises:
        RecordError: R005.
    """
    wanted = filters or Filters()
    counts, span = dict(record.counts(wanted.as_of)), record.span(wanted.as_of)
    if span is None:
        return Overview(counts=counts, span=None)
    days = [r.reported for r in _every(record.reports, Filters()) if r.reported]
    whole = record.span() or span
    facets = {f.name: f.counts for f in record.search(replace(wanted, kind=None), limit=1).facets}
    outlets = {f.name: f.counts for f in record.search(replace(wanted, kind="report"), limit=1).facets}
    return Overview(
        counts=counts,
        span=span,
        reports=_newest(record.reports, wanted, span, lambda r: (r.reported or span[0], r.id)),
        reported=_stretches(days, whole),
        incidents=_newest(
            record.incidents, wanted, span, lambda i: (i.last_reported or span[0], i.first_reported, i.id)
        ),
        contested=_contested(_all(record.figures, wanted)),
        contradictions=_most_sides(_all(record.contradictions, wanted)),
        ending=_ending(_all(record.commitments, wanted), wanted.as_of or span[1]),
        sources=_fewest(outlets.get("source", ())),
        gaps=_gaps([d for d in days if wanted.as_of is None or d <= wanted.as_of]),
        countries=_fewest(tuple((country_name(c) or c, n) for c, n in facets.get("country", ()))),
    )


def _all(fetch: Callable[..., Page[Any]], wanted: Filters) -> Iterator[Any]:
    cursor: str | None = None
    seen = 0
    while seen < LOOKED_AT:
        page = fetch(wanted, limit=_AT_ONCE, cursor=cursor)
        yield from page.items
        seen += len(page.items)
        cursor = page.cursor
        if cursor is None:
            return


def _newest(
    fetch: Callable[..., Page[Any]], wanted: Filters, span: Days, key: Callable[[Any], Any]
) -> tuple[Any, ...]:
    """The last few, looked for in days before the last report, more of them until there are enough."""
    found: list[Any] = []
    for days in WINDOWS:
        first = max(span[0], span[1] - timedelta(days=days))
        found = list(_all(fetch, replace(wanted, between=(first, span[1]))))
        if len(found) >= MOST or first == span[0]:
            break
    return tuple(sorted(found, key=key, reverse=True)[:MOST])


def _contested(tallies: Iterator[Tally]) -> tuple[tuple[Tally, float], ...]:
    found = []
    for one in tallies:
        lows = [c.low for c in one.counts if c.low is not None and not c.copy_of]
        highs = [c.high if c.high is not None else c.low for c in one.counts if not c.copy_of]
        known = [h for h in highs if h is not None]
        if len(lows) < 2 or not known:
            continue
        low, high = min(lows), max(*known, *lows)
        if high > low:
            found.append((one, round(high / max(low, 1.0), 2)))
    found.sort(key=lambda pair: (-pair[1], pair[0].id))
    return tuple(found[:MOST])


def _most_sides(contradictions: Iterator[Contradiction]) -> tuple[Contradiction, ...]:
    def weight(one: Contradiction) -> tuple[int, float, str]:
        return -sum(1 + len(side.others) for side in one.sides), -one.score, one.id

    return tuple(sorted(contradictions, key=weight)[:MOST])


def _ending(pledges: Iterator[Pledge], day: date) -> tuple[Pledge, ...]:
    until = day + timedelta(days=SOON)
    found = [
        p
        for p in pledges
        if p.expiry and day <= p.expiry[1] <= until and p.phase in ("agreed", "in_force", "extended")
    ]
    return tuple(sorted(found, key=lambda p: (p.expiry, p.id))[:MOST])


def _fewest(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda pair: (pair[1], pair[0]))[:THIN])


def _gaps(days: list[date]) -> tuple[Days, ...]:
    """Days between two reports that follow each other, the longest first."""
    found = [
        (one + timedelta(days=1), other - timedelta(days=1))
        for one, other in itertools.pairwise(sorted(set(days)))
        if (other - one).days > 1
    ]
    found.sort(key=lambda gap: (gap[0] - gap[1], gap[0]))
    return tuple(found[:THIN])


def _stretches(days: list[date], span: Days) -> tuple[tuple[Days, int], ...]:
    """The span in equal parts, and how many of the days lie in each."""
    length = (span[1] - span[0]).days + 1
    step = max(1, -(-length // PARTS))
    counts = Counter((day - span[0]).days // step for day in days)
    first = [span[0] + timedelta(days=step * n) for n in range(-(-length // step))]
    return tuple(
        ((one, min(span[1], one + timedelta(days=step - 1))), counts[n]) for n, one in enumerate(first)
    )


def _every(fetch: Callable[..., Page[Any]], wanted: Filters) -> Iterator[Any]:
    cursor: str | None = None
    while True:
        page = fetch(wanted, limit=1000, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return
