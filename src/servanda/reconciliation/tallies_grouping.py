"""``TALLIES``: which figures that belong to no incident count the same: war totals, forces, the displaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from servanda.knowledge.countries import find_land
from servanda.model.account import Account
from servanda.model.days import Days, gap, overlap
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.reconciliation import grouping
from servanda.reconciliation.tallies_attach import distance_km
from servanda.reconciliation.tallies_scope import Scope, figure_in, lands_in, scope_of, words_of
from servanda.reconciliation.tallies_tolls import in_fighting, is_toll, sums

THRESHOLD: Final = 0.6
"""From this score on two figures are counted together."""
_SAME: Final = THRESHOLD
_TOLL_DAYS: Final = 21
"""Days within which two numbers can be of one fighting whose toll grows."""
_TOLL: Final = 10
"""Fewer dead than this are as likely of another day's fighting."""
_LONG: Final = 45
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
_WHOLE: Final = frozenset({"war", "conflict", "uprising", "revolution"})
"""Words for a war as a whole."""
_IDLE: Final = frozenset(
    ("the", "a", "an", "of", "in", "its", "this", "that", "and", "between", "for", "over", "with")
)


class _Tallies:
    """See :data:`TALLIES` and :class:`servanda.model.pair.Grouping`."""

    name = "tallies"

    def keys(self, thing: Account, /) -> tuple[str, ...]:
        """Measure, kind and land, with years for sums and what is held, with months for the rest."""
        scope = scope_of(thing)
        if scope.measure in {"other", "money", "duration"} or scope.part:
            return ()
        lands = sorted(states_about(thing)) or ["-"]
        head = f"{scope.measure}|{scope.unit}|{scope.kind}|{scope.side}|{int(sums(thing))}"
        return tuple(f"{head}|{land}|{time}" for land in lands for time in _times(thing))

    def compare(self, a: Account, b: Account, /) -> Pair | None:
        """Same people counted, in one war or on the same days and place; ``None`` if nothing links them."""
        x, y = scope_of(a), scope_of(b)
        if a.id == b.id or _bare(x) != _bare(y) or sums(a) != sums(b):
            return None
        if not _of_like_lands(a, b):
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
    """States that the figure's sentence or place names; else the two that the report speaks of most."""
    found = lands_in(account.context)
    if account.where:
        found |= frozenset(account.where.countries)
        land = find_land(account.where.name)
        if land and land.country:
            found |= {land.country}
    return found or frozenset(account.lands[:2])


def states_about(account: Account) -> frozenset[str]:
    """The states of the figure and the three that its report speaks of most."""
    return lands_of(account) | frozenset(account.lands[:3])


def _of_like_lands(a: Account, b: Account) -> bool:
    """Whether two figures can be of one conflict: two states in common, or all that one of them names."""
    x, y = lands_in(a.context), lands_in(b.context)
    if x and y and not x & y:
        return False
    x, y = states_about(a), states_about(b)
    if not x or not y:
        return bool(_shared_event(a, b))
    return len(x & y) >= min(2, len(x), len(y))


def _anchors(account: Account) -> Days:
    if account.when:
        if _days(account.when) > _LONG:
            return account.when[0], account.report.reported or account.when[1]
        return account.when
    day = account.report.reported
    return (day, day) if day else (date.min, date.min)


def _times(account: Account) -> list[str]:
    """Years or months in which two figures that count the same meet."""
    first, last = _anchors(account)
    if sums(account):
        return sorted({str(first.year), str(last.year)})
    if figure_in(account).measure in _STOCK:
        return [str(first.year), str(first.year + 1)]
    return sorted({f"{day:%Y-%m}" for day in (first, last, _later(last))})


def _later(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + _TOLL_DAYS, date.max.toordinal()))


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
    named, one_war = shared - _WARS, bool(shared & _WHOLE)
    if not _near_in_size(a, b, 1 if _near_in_time(a, b) else 4):
        return 0.0, ()
    x, y = _period(a), _period(b)
    if x and y:
        if overlap(x, y) is None:
            return None, ("their periods do not meet",)
        if one_war and len(states_about(a) & states_about(b)) > 1:
            return 0.75, ("of one war by its states and its days",)
        if named:
            return 0.7, (f"of one event by its name ({', '.join(sorted(named))})",)
        if min(_days(x), _days(y)) <= _WAR_DAYS:
            close = _same_place(a, b) and _near_in_size(a, b, 0.5)
            return (0.65, ("of one place and season, of a like size",)) if close else (0.0, ())
        apart = abs((x[0] - y[0]).days)
        return (0.8, ("their periods begin together",)) if apart <= _START or _same_year(x, y) else (0.0, ())
    if named:
        return 0.7, (f"of one event by its name ({', '.join(sorted(named))})",)
    dated, other = x or y, a if y else b
    if dated and other.when and gap(dated, other.when) > _WAR_DAYS:
        return None, ("their periods do not meet",)
    if one_war and lands_of(a) & lands_of(b) and _near_in_time(a, b):
        return 0.6, ("of a war of one land, told within a year, of a like size",)
    return 0.0, ()


def _period(account: Account) -> Days | None:
    """The days of a figure, if they are so many that they can be a war's."""
    return account.when if account.when and _days(account.when) > _LONG else None


def _of_single(a: Account, b: Account) -> tuple[float | None, tuple[str, ...]]:
    if a.when is None or b.when is None:
        return 0.0, ()
    apart = gap(a.when, b.when)
    measure = figure_in(a).measure
    if apart <= _TOLL_DAYS and _is_toll_of_one(a, b):
        return 0.65, ("the toll of one side in the same fighting, days apart",)
    if measure in _STOCK and apart <= _STOCK_DAYS and _near_in_size(a, b) and _same_head(a, b):
        return 0.6, ("of one force or people, within a year",)
    if apart > 1:
        return 0.0, ()
    if not _near_in_size(a, b):
        return 0.0, ()
    if _same_place(a, b):
        return 0.7, ("on the same days in the same place",)
    if in_fighting(a) and in_fighting(b) and len(states_about(a) & states_about(b)) > 1:
        return 0.65, ("on the same days, in fighting between the same states, of a like size",)
    return (0.6, ("on the same days, of one event",)) if _shared_event(a, b) else (0.0, ())


def _is_toll_of_one(a: Account, b: Account) -> bool:
    """Whether two numbers are of one state's losses in one fighting: neither fewer on a later day."""
    if not (is_toll(a) and is_toll(b)):
        return False
    first, second = sorted((a, b), key=lambda one: one.key)
    x, y = figure_in(first), figure_in(second)
    if min(x.low or x.high or 0.0, y.low or y.high or 0.0) < _TOLL:
        return False
    return (y.high if y.high is not None else float("inf")) >= (x.low or 0.0)


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
