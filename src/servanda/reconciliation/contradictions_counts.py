"""How many: counts of one tally that cannot both hold."""

from __future__ import annotations

from typing import Final

from servanda.model.days import overlap
from servanda.model.view_json import group_id
from servanda.model.views import Contradiction, Count, Side, Tally
from servanda.reconciliation.policies import is_vague, teller_of
from servanda.reconciliation.tallies_scope import words_of

_DAYS: Final = 1
"""Days after which a lower number of another teller is a rival still; a higher one is news."""
_RATIO: Final = 3
"""Numbers further apart than this times are rather of two things than of one."""
_LEEWAY: Final = 0.1
"""Share by which a rounded or approximate number may miss."""
_SMALL: Final = 2
"""Numbers this close are taken for counts at different hours."""


def counts_that_conflict(tally: Tally) -> tuple[Contradiction, ...]:
    """Pairs of counts whose bounds exclude each other: two tellers, about the same day, one scope.

    None for parts, sums over a war, copies, revised counts, words like "dozens", numbers that differ by
    rounding, or counts more than a day apart (a toll grows).
    """
    if tally.part_of or tally.cumulative:
        return ()
    revised = {c.revises for c in tally.counts if c.revises}
    usable = [
        c for c in tally.counts if not c.copy_of and c.account not in revised and c.day and not is_vague(c)
    ]
    out = []
    seen: set[tuple[str, str, float | None, float | None]] = set()
    for i, a in enumerate(usable):
        for b in usable[i + 1 :]:
            if not conflict(a, b):
                continue
            key = (teller_of(a), teller_of(b), a.low, b.low)
            if key not in seen:
                seen.add(key)
                out.append(_view(tally, a, b))
    return tuple(out)


def conflict(a: Count, b: Count) -> bool:
    """Whether two counts cannot both hold."""
    if a.day is None or b.day is None or teller_of(a) == teller_of(b):
        return False
    named = (a.by is not None) + (b.by is not None)
    if named < (2 if a.report == b.report else 1):  # a report's own two numbers are of two things
        return False
    if abs((a.day - b.day).days) > _DAYS or not _of_one_place_and_day(a, b):
        return False
    low, high = (a, b) if _floor(a) <= _floor(b) else (b, a)
    if low.high is None:  # "at least 20" holds beside any greater number
        return False
    if low.day != high.day and (low.day or a.day) < (high.day or b.day):  # a toll that grew
        return False
    if _floor(high) > _RATIO * _floor(low):
        return False
    slack = _LEEWAY * _floor(high) if low.approx or high.approx or _rounded(low) or _rounded(high) else 0.0
    return _floor(high) - low.high > max(slack, _SMALL)


def _of_one_place_and_day(a: Count, b: Count) -> bool:
    """Whether nothing that is told of place and days tells the two counts apart."""
    if a.when and b.when and overlap(a.when, b.when) is None:
        return False
    if a.place is None or b.place is None:
        return True
    return bool(set(words_of(a.place)) & set(words_of(b.place)))


def _floor(count: Count) -> float:
    return count.low if count.low is not None else count.high or 0.0


def _rounded(count: Count) -> bool:
    number = _floor(count)
    return number >= 100 and number % 50 == 0


def _view(tally: Tally, a: Count, b: Count) -> Contradiction:
    def side(count: Count, rival: Count) -> Side:
        alike = [
            f"{_name(c)} ({c.report})"
            for c in tally.counts
            if c.account != count.account and (c.low, c.high) == (count.low, count.high) and not c.copy_of
        ]
        return Side(
            account=count.account,
            report=count.report,
            by=_name(count),
            quote=count.quote,
            says=f"{_floor(count):g} {tally.measure.replace('_', ' ')}, not {_floor(rival):g}",
            day=count.day,
            others=tuple(dict.fromkeys(alike)),
        )

    first, second = sorted((a, b), key=lambda c: (c.day.isoformat() if c.day else "", c.report, c.account))
    about = (tally.id,) if tally.incident is None else (tally.incident, tally.id)
    return Contradiction(
        id=group_id("X", "how_many", *sorted((a.account, b.account))),
        kind="how_many",
        about=about,
        sides=(side(first, second), side(second, first)),
        score=0.8 if a.by and b.by else 0.7,
        reasons=("both count the same, about the same day, and their bounds exclude each other",),
    )


def _name(count: Count) -> str:
    return str(count.by) if count.by else count.outlet or count.report
