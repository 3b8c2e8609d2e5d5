"""Blocking: which event accounts are compared at all.

A key is made of a group of types, a few days, and something that tells where or who: a cell of the map, a
name, a country with a kind of act, a count of the dead, the countries that take part. Two accounts of one
act nearly always share one; how many others share it depends on how much happened there in these days, not
on how large the record is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from servanda.codebook.incidents import incident_words
from servanda.model.days import Days
from servanda.reconciliation.incidents_sketch import Party, Sketch, around

MOST: Final = 48
"""Keys of one account."""
_BUCKET: Final = 3
"""Days of a bucket. With a margin of a day on each side two accounts up to two days apart share one."""
_SLACK: Final = 1
_LONG: Final = 45
"""Longer intervals are not laid out in buckets: they meet what happened only by month or by year."""
_YEARLY: Final = frozenset({"gas", "execution", "captivity"})
"""Kinds so rare at one place that accounts of a year and of a day meet there."""
_CELL: Final = 0.25
"""Degrees of a cell of the map, about 25 km; a place near an edge is in the cells on both sides."""
_EDGE: Final = 0.06
_FEW: Final = 6
_PAIRS: Final = 6


def keys_of(one: Sketch) -> tuple[str, ...]:
    """The keys of an account, the most telling first; none if nothing says when it was."""
    if one.days is None or one.status in ("possible", "demanded"):
        return ()
    tails = tuple(dict.fromkeys(_tails(one)))
    times = tuple(_times(one.days))
    groups = _groups(one)
    out = [f"{t}|{g}|{tail}" for tail in tails for g in groups for t in times]
    return tuple(dict.fromkeys((*_yearly(one, groups), *out)))[:MOST]


def _groups(one: Sketch) -> tuple[str, ...]:
    groups = incident_words().groups
    return tuple(dict.fromkeys((*groups.get(one.type, ()), *groups.get(f"{one.type}/{one.mode}", ()))))


def _times(days: Days) -> Iterator[str]:
    first, last = around(days, _SLACK)
    if (days[1] - days[0]).days <= _LONG:
        for bucket in range(first.toordinal() // _BUCKET, last.toordinal() // _BUCKET + 1):
            yield f"d{bucket}"
    elif (days[1] - days[0]).days <= 400:
        for month in _months(days):
            yield f"m{month}"
    else:
        yield f"y{days[0].year}-{days[1].year}"


def _months(days: Days) -> Iterator[str]:
    day = date(days[0].year, days[0].month, 1)
    while day <= days[1]:
        yield f"{day:%Y%m}"
        day = (day + timedelta(days=32)).replace(day=1)


def _tails(one: Sketch) -> Iterator[str]:
    yield from _cells(one)
    if one.place and one.level != "country":
        yield f"n:{one.place}"
    for name in sorted(one.names)[:_FEW]:
        yield f"n:{name}"
    land = one.land or _land(one)
    for number in one.counted("dead")[:2]:
        yield f"c:{land}:{number}"
    for kind in sorted(one.kinds):
        yield f"k:{land}:{kind}"
    yield from _between(one)


def _cells(one: Sketch) -> Iterator[str]:
    where = one.where
    if one.level not in ("town", "region") or where is None or where.lat is None or where.lon is None:
        return
    for lat in (where.lat - _EDGE, where.lat + _EDGE):
        for lon in (where.lon - _EDGE, where.lon + _EDGE):
            yield f"p:{math.floor(lat / _CELL)}:{math.floor(lon / _CELL)}"


def _land(one: Sketch) -> str:
    """A country that stands for the place, if none is given: that of those who take part."""
    return next((p.country for p in (*one.recipients, *one.actors) if p.country not in ("", "INT")), "")


def _between(one: Sketch) -> Iterator[str]:
    """Who takes part: each two countries; one alone with its part and its name."""
    sides = [*one.actors, *one.recipients]
    lands = sorted({p.country for p in sides if p.country and p.country != "INT"})
    if one.type != "ASSAULT" or len(lands) > 1:
        for a, b in list(combinations(lands, 2))[:_PAIRS]:
            yield f"b:{a}-{b}"
    if one.type == "ASSAULT":
        return
    for party in sides[:_FEW]:
        yield f"w:{_called(party)}"


def _called(party: Party) -> str:
    return party.id or f"{party.country}:{party.name}"


def _yearly(one: Sketch, groups: tuple[str, ...]) -> list[str]:
    """What lets "the gas attack of 2013" meet that of 21 August 2013 at the same place."""
    if one.days is None or one.level != "town":
        return []
    years = range(one.days[0].year, one.days[1].year + 1)
    kinds = sorted(one.kinds & _YEARLY)
    return [f"y{y}|{g}|{k}|{one.place}" for y in list(years)[:2] for g in groups for k in kinds]
