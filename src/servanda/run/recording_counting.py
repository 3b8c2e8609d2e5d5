"""A timeline in numbers: how much begins on each lane in each stretch of time, for drawing it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final, get_args

from servanda.errors import RecordError
from servanda.model.asking import Filters, Lane, LaneBy, Lanes
from servanda.record import index_lanes as rows
from servanda.record.store import Reading
from servanda.run.recording_reading import Listing

_MOST: Final = 2000
"""Stretches of time, at most."""


def lanes_of(work: Reading, filters: Filters, days: tuple[date, date], stretches: int, by: LaneBy) -> Lanes:
    """See :meth:`servanda.api.record.Record.timeline_lanes`."""
    if days[0] > days[1]:
        raise RecordError("R011", f"{days[0]} is after {days[1]}")
    if not 1 <= stretches <= _MOST:
        raise RecordError("R011", f"a timeline has 1 to {_MOST} stretches, not {stretches}")
    if by not in get_args(LaneBy):
        raise RecordError("R011", f"{by!r} is none of {', '.join(get_args(LaneBy))}")
    first, last = days[0].toordinal(), days[1].toordinal()
    length = -(-(last - first + 1) // stretches)
    counts = _counts(work, filters, (first, last), length, by)
    totals = Counter[str]()
    for (lane, _), count in counts.items():
        totals[lane] += count
    number = -(-(last - first + 1) // length)
    return Lanes(
        begins=tuple(days[0] + timedelta(days=length * k) for k in range(number)),
        lanes=tuple(
            Lane(name=lane, total=total, counts=tuple(counts[lane, k] for k in range(number)))
            for lane, total in sorted(totals.items(), key=lambda t: (-t[1], t[0]))
        ),
    )


def _counts(
    work: Reading, filters: Filters, days: tuple[int, int], length: int, by: LaneBy
) -> Counter[tuple[str, int]]:
    """By lane and stretch; counted in the database unless something must match."""
    listing = Listing(work, filters)
    counts: Counter[tuple[str, int]] = Counter()
    ids = listing.matching()
    if ids is None:
        for lane, number, count in rows.counted(work.connection, by, listing.day, days, length):
            counts[lane, number] = count
        return counts
    for lane, day in rows.lying(work.connection, by, listing.day, days, ids):
        counts[lane, (max(day, days[0]) - days[0]) // length] += 1
    return counts
