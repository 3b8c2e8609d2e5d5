"""``TALLIES``: which figures that belong to no incident count the same: war totals, forces, the displaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from servanda.knowledge.countries import demonym_country, find_land
from servanda.model.account import Account
from servanda.model.days import Days, gap, overlap
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.reconciliation import grouping
from servanda.reconciliation.tallies_attach import distance_km
from servanda.reconciliation.tallies_scope import Scope, figure_in, scope_of, words_of

_SAME: Final = 0.6
_LONG: Final = 45
_FEW: Final = 3
_START: Final = 62
"""Days that two starts of one war may be apart: "since March" beside "since the spring"."""
_STOCK: Final = frozenset({"deployed", "displaced", "missing", "captured"})
_STOCK_DAYS: Final = 370
_GROWN: Final = 2.5
"""How many times one total may exceed another within a year."""
_WAR_DAYS: Final = 370
"""Sums over no more than this must also tell one place, or name one event."""
_EXACT: Final = 3
"""Places less exact than a district (UCDP's precision) make nobody's figure the same."""
_WARS: Final = frozenset(
    ("war", "conflict", "uprising", "revolution", "crisis", "unrest", "civil", "fighting", "hostilities")
)
_IDLE: Final = frozenset(
    ("the", "a", "an", "of", "in", "its", "this", "that", "and", "between", "for", "over", "with")
)


class _Tallies:
    """See :data:`TALLIES` and :class:`servanda.model.pair.Grouping`."""

    name = "tallies"

    def keys(self, thing: Account, /) -> tuple[str, ...]:
        """Measure, kind and land, with the year of the war's start, of the report, or of the day."""
        scope = scope_of(thing)
        if scope.measure in {"other", "money", "duration"} or scope.part:
            return ()
        lands = sorted(lands_of(thing))[:4] or ["-"]
        years = sorted({str(day.year) for day in _anchors(thing)})
        head = f"{scope.measure}|{scope.unit}|{scope.kind}|{scope.side}|{int(sums(thing))}"
        return tuple(f"{head}|{land}|{year}" for land in lands for year in years)

    def compare(self, a: Account, b: Account, /) -> Pair | None:
        """Same people counted, in one war or on the same days and place; ``None`` if nothing links them."""
        x, y = scope_of(a), scope_of(b)
        if a.id == b.id or _bare(x) != _bare(y) or sums(a) != sums(b):
            return None
        lands = lands_of(a), lands_of(b)
        if lands[0] and lands[1] and not (lands[0] <= lands[1] or lands[1] <= lands[0]):
            return None
        if not (lands[0] and lands[1]) and not _shared_event(a, b):
            return None
        if a.report.id == b.report.id and not _near_in_size(a, b):
            return None
        score, reasons = _of_sums(a, b) if sums(a) else _of_single(a, b)
        left, right = sorted((a.id, b.id))
        if score is None:
            return Pair(left, right, 0.0, reasons, same=False)
        if score < _SAME:
            return None
        return Pair(left, right, score, (f"both count {x.kind}, {x.measure}", *reasons))

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement] = (), /
    ) -> tuple[tuple[str, ...], ...]:
        """See :func:`servanda.reconciliation.grouping.split`."""
        return grouping.split(ids, pairs, decided)


TALLIES: Final = _Tallies()
"""The grouping of figures that belong to no incident."""


def lands_of(account: Account) -> frozenset[str]:
    """States that the figure's sentence or place names, else the report's title, else its actors."""
    found = _lands_in(account.context)
    if account.where:
        found |= frozenset(account.where.countries)
        land = find_land(account.where.name)
        if land and land.country:
            found |= {land.country}
    return found or _lands_in(account.report.title or "") or frozenset(account.lands[:2])


def sums(account: Account) -> bool:
    """Whether the figure sums over more than a few days."""
    if account.when and _days(account.when) > _LONG:
        return True
    return figure_in(account).cumulative and not (account.when and _days(account.when) <= _FEW)


def _lands_in(text: str) -> frozenset[str]:
    names = (w for w in text.replace("’s", "").replace("'s", "").split() if w[:1].isupper())
    found = set()
    for name in names:
        word = name.strip('.,;:!?"“”‘’()[]')
        land = find_land(word)
        code = land.country if land and land.by in {"country", "territory"} else demonym_country(word)
        if code and code != "INT":
            found.add(code)
    return frozenset(found)


def _anchors(account: Account) -> Days:
    if account.when:
        if _days(account.when) > _LONG:
            return account.when[0], account.report.reported or account.when[1]
        return account.when
    day = account.report.reported
    return (day, day) if day else (date.min, date.min)


def _days(days: Days) -> int:
    return (days[1] - days[0]).days


def _bare(scope: Scope) -> tuple[str, ...]:
    return scope.measure, scope.unit, scope.kind, scope.side, scope.part


def _shared_event(a: Account, b: Account) -> frozenset[str]:
    x = {w for w in words_of(figure_in(a).event) if w not in _IDLE}
    return frozenset(x & {w for w in words_of(figure_in(b).event) if w not in _IDLE})


def _of_sums(a: Account, b: Account) -> tuple[float | None, tuple[str, ...]]:
    """How likely two sums are of one war; ``None`` if their periods exclude it."""
    shared = _shared_event(a, b)
    named = shared - _WARS
    long = [acc.when if acc.when and _days(acc.when) > _LONG else None for acc in (a, b)]
    if not _near_in_size(a, b, 1 if _near_in_time(a, b) else 4):
        return 0.0, ()
    if long[0] and long[1]:
        if overlap(long[0], long[1]) is None:
            return None, ("their periods do not meet",)
        if not named and min(_days(long[0]), _days(long[1])) <= _WAR_DAYS and not _same_place(a, b):
            return 0.0, ()
        apart = abs((long[0][0] - long[1][0]).days)
        if apart <= _START or _same_year(long[0], long[1]):
            return 0.8, ("their periods begin together",)
        return (0.65, ("of one event by its name",)) if named else (0.0, ())
    if named:
        return 0.7, (f"of one event by its name ({', '.join(sorted(named))})",)
    dated = long[0] or long[1]
    other = a if long[1] else b
    if dated and other.when and gap(dated, other.when) > 400:
        return None, ("their periods do not meet",)
    if _near_in_size(a, b) and lands_of(a) == lands_of(b) and _near_in_time(a, b):
        return 0.6, ("of one land, told within a year, of a like size",)
    return 0.0, ()


def _of_single(a: Account, b: Account) -> tuple[float | None, tuple[str, ...]]:
    if a.when is None or b.when is None:
        return 0.0, ()
    apart = gap(a.when, b.when)
    measure = figure_in(a).measure
    if measure in _STOCK and apart <= _STOCK_DAYS and _near_in_size(a, b) and _same_head(a, b):
        return 0.6, ("of one force or people, within a year",)
    if apart > 1:
        return 0.0, ()
    if _same_place(a, b):
        return 0.7, ("on the same days in the same place",)
    return (0.6, ("on the same days, of one event",)) if _shared_event(a, b) else (0.0, ())


def _same_year(a: Days, b: Days) -> bool:
    """Whether one of the starts is no more than a year, and the other falls into it."""
    return a[0].year == b[0].year and any((d[0].month, d[0].day) == (1, 1) for d in (a, b))


def _near_in_size(a: Account, b: Account, leeway: float = 1) -> bool:
    """Whether one number could have grown, or be rounded, into the other."""
    x, y = figure_in(a), figure_in(b)
    low = max(v or 0.0 for v in (x.low, y.low))
    high = min(v if v is not None else f.low or 0.0 for f, v in ((x, x.high), (y, y.high)))
    return high > 0 and low <= _GROWN * leeway * high


def _near_in_time(a: Account, b: Account) -> bool:
    x, y = a.report.reported, b.report.reported
    return x is not None and y is not None and abs((x - y).days) <= _STOCK_DAYS


def _same_head(a: Account, b: Account) -> bool:
    x, y = words_of(figure_in(a).of), words_of(figure_in(b).of)
    return bool(x) and bool(y) and x[-1].rstrip("s") == y[-1].rstrip("s")


def _same_place(a: Account, b: Account) -> bool:
    if a.where is None or b.where is None:
        return False
    if any(p.precision is None or p.precision > _EXACT for p in (a.where, b.where)):
        return False
    if a.where.id and a.where.id == b.where.id:
        return True
    km = distance_km(a.where, b.where)
    return km is not None and km <= 25
