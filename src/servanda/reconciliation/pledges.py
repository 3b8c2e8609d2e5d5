"""Undertakings of different reports joined into commitments, and what a commitment shows.

Two undertakings are the same commitment if they bind the same sides to the same act by the same making: on
days that agree, or, where one merely speaks of what runs ("the mandate", "the truce"), made before that was
reported. What is told of two makings stays apart: a truce of the 10th and one of the 17th are two, however
alike their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import log1p
from typing import Final

from servanda.codebook.pledges import pledge_table
from servanda.model.account import Account
from servanda.model.days import Days, gap
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.reconciliation.grouping import split
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.pledges_marks import Marks, marks_of

__all__ = ["COMMITMENTS", "THRESHOLD", "Commitments", "build_pledge"]

THRESHOLD: Final = 0.5
"""Score from which two undertakings are joined."""
_SUPPORT: Final = 0.0
"""One pair joins two groups unless another forbids it: reports years apart, which all speak of one mandate,
are compared with its making and not with each other, and makings of other days hold each other apart."""
_CLOSE: Final = 3
"""Days between two makings that may still be one, told with different days."""
_LOOK_BACK: Final = 6
"""Years before a report in which the making of what it calls running is looked for."""
_OLDEST: Final = round(365.25 * _LOOK_BACK)
_SIDES: Final = 4
"""Sides of an undertaking that serve as keys."""
_BUCKET: Final = 8
"""Days of a key's bucket."""
_SAME_SPELL: Final = timedelta(days=400)
"""Two reports that speak of what runs, without saying since when, may mean one thing for about this long."""
_WORDS: Final = 0.3
"""Share of the shorter telling's words that two of a wide act must have in common."""
_OFFERS: Final = frozenset({"offered", "demanded"})


class Commitments:
    """How undertakings are joined; things are accounts of commitments."""

    name = "commitments"

    def keys(self, thing: Account, /) -> tuple[str, ...]:
        """Side and act with the days it was made in; for what runs, with each year it may be from.

        At most four sides, each with a few buckets of eight days and up to seven years. One more key for each
        report and act joins tellings within a report.
        """
        marks = marks_of(thing)
        sides = sorted(marks.sides) or list(marks.lands)
        if marks.act in pledge_table().hosted:  # another report may name the other end of it as bound
            sides = list(dict.fromkeys((*sides, *marks.lands)))
        out = [f"{marks.act}|{thing.report.id}"]
        for side in sides[:_SIDES]:
            out.extend(f"{marks.act}|{side}|{bucket}" for bucket in _buckets(marks))
        return tuple(dict.fromkeys(out))

    def compare(self, a: Account, b: Account, /) -> Pair | None:
        """Score and reasons; held apart if the days, the sides or the kind of undertaking differ."""
        if a.id == b.id:
            return None
        left, right = sorted((a, b), key=lambda x: x.id)
        one, other = marks_of(left), marks_of(right)
        if one.act != other.act:
            return None
        together = left.report.id == right.report.id
        found = _weigh(one, other, together=together)
        if found is None:
            return None
        score, reasons, apart = found
        if score < THRESHOLD and (not apart or one.act in pledge_table().wide):
            return None  # nothing for it, and nothing that others could wrongly bridge
        return Pair(left.id, right.id, round(score, 5), reasons, same=score >= THRESHOLD and not apart)

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """Commitments, surest pairs first."""
        return split(ids, pairs, decided, support=_SUPPORT)


COMMITMENTS: Final = Commitments()


def _buckets(marks: Marks) -> list[str]:
    """When to look: by days for what was made on a day, by years for what runs on.

    A making stands under the years in which reports may speak of it as running, so that it meets those
    reports, and also every other making that one of them could be taken for.
    """
    if marks.exact and marks.made is not None:
        slack = timedelta(days=_CLOSE)
        first, last = (marks.made[0] - slack).toordinal(), (marks.made[1] + slack).toordinal()
        out = [f"d{n}" for n in range(first // _BUCKET, last // _BUCKET + 1)]
        if marks.act in pledge_table().lasting and marks.force not in _OFFERS:
            out += [f"y{y}" for y in range(marks.made[0].year, marks.made[1].year + _LOOK_BACK + 1)]
        return out
    if marks.made is not None:
        first, last = marks.made[0].year, marks.made[1].year
        return [f"y{y}" for y in range(max(first, last - _LOOK_BACK), last + _LOOK_BACK + 1)]
    if marks.reported is None or not marks.running:
        return []
    return [f"y{marks.reported.year - 1}", f"y{marks.reported.year}"]


def _weigh(a: Marks, b: Marks, *, together: bool) -> tuple[float, tuple[str, ...], bool] | None:
    """Score, reasons, and whether they are to be held apart; ``None`` if nothing can be said."""
    sides = _weigh_sides(a, b)
    if sides is None:
        return None
    if sides[0] <= 0:
        return 0.0, (sides[1],), True
    if a.extends != b.extends and not (a.force in _OFFERS and b.force in _OFFERS):
        return 0.0, ("one lengthens what the other made",), True
    if together and a.exact and b.exact and _common(a, b) < 0.5 and not {a.force, b.force} & _OFFERS:
        return 0.0, ("two of one report",), True
    offer = (a.force in _OFFERS) != (b.force in _OFFERS)
    if offer and (a.points_back or b.points_back):
        return 0.0, ("one is on the table, the other runs",), True
    days = _weigh_days(a, b, together=together)
    if days is None:
        return None
    if days[0] <= 0:
        return 0.0, (days[1],), True
    reasons = [sides[1], days[1]]
    score = sides[0] * days[0]
    shared = a.named & b.named
    if shared:
        score += 0.1
        reasons.append(f"both name “{' '.join(sorted(shared))}”")
    common = _common(a, b)
    if a.bound != b.bound and a.bound and b.bound and not common and a.act not in pledge_table().narrow:
        return None  # other parties in other words
    if a.act in pledge_table().wide and not shared and (common < _WORDS or len(a.words & b.words) < 2):
        return None  # few words in common for so wide an act
    if common >= 0.5:
        score += 0.1
        reasons.append("words in common")
    if offer:
        score -= 0.1
        reasons.append("one tells the offer, the other what came of it")
    if {a.force, b.force} == {"in_force", "broken"} and not together:
        score -= 0.05
        reasons.append("one says it runs, the other that it was broken")
    return max(0.0, min(1.0, score)), tuple(reasons), False


def _common(a: Marks, b: Marks) -> float:
    """Share of the shorter telling's words that both use."""
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))


def _weigh_sides(a: Marks, b: Marks) -> tuple[float, str] | None:
    """How well the parties agree; 0 if they cannot be the same, ``None`` if nothing tells."""
    if a.bound and b.bound:
        return _both_bind(a, b)
    if a.bound or b.bound:
        named, silent = (a, b) if a.bound else (b, a)
        states = _states(named.sides)
        spoken = silent.spoken | _states(silent.toward)
        common = states & spoken
        alike = a.act in pledge_table().hosted or a.named & b.named
        both = alike and len(named.spoken & spoken) >= 2
        if common == states and (len(common) >= 2 or both or silent.lands[:1] == tuple(common)):
            return 0.8, f"one names no parties, and speaks of {_listed(common)}"
        if len(common) >= 2:
            return 0.7, f"one names no parties, and speaks of {_listed(common)}"
        if common or not spoken:
            return None
        return 0.0, "one names no parties, and speaks of other countries"
    common = a.spoken & b.spoken
    if not common:
        return (
            (0.0, "neither names parties, and they speak of other countries") if a.lands and b.lands else None
        )
    if len(common) < 2:
        return None
    if a.lands[0] in b.spoken and b.lands[0] in a.spoken:
        return 0.75, f"neither names parties; both speak of {_listed(common)}"
    if set(a.lands) <= b.spoken or set(b.lands) <= a.spoken:
        return 0.7, f"neither names parties; all that one speaks of is in the other: {_listed(common)}"
    return None


def _both_bind(a: Marks, b: Marks) -> tuple[float, str] | None:
    common = a.bound & b.bound
    if not common:
        meets = _states(a.bound) <= b.spoken and _states(b.bound) <= a.spoken
        if a.act in pledge_table().hosted and meets:
            return 0.65, "one names who sends, the other who lets in"
        return 0.0, "others are bound"
    if len(common) == 1 and _elsewhere(a, b):
        return 0.0, "about other countries"
    if a.bound == b.bound:
        return 1.0, f"both bind {_listed(common)}"
    if common in (a.bound, b.bound):
        return 0.9, f"both bind {_listed(common)}, one names more"
    return 0.7, f"both bind {_listed(common)}, each names others too"


def _elsewhere(a: Marks, b: Marks) -> bool:
    """Whether two reports that share one party speak of none of the same other countries."""
    shared = _states(a.bound & b.bound)
    left = (a.spoken | _states(a.sides)) - shared
    right = (b.spoken | _states(b.sides)) - shared
    return bool(left) and bool(right) and not left & right


def _states(sides: Iterable[str]) -> frozenset[str]:
    return frozenset(s.partition("/")[0] for s in sides)


def _weigh_days(a: Marks, b: Marks, *, together: bool) -> tuple[float, str] | None:
    if a.made is not None and b.made is not None:
        return _both_dated(a, b, a.made, b.made)
    if a.made is None and b.made is None:
        if together:
            return 0.9, "of one report"
        if a.reported is None or b.reported is None or not (a.running and b.running):
            return None
        if abs(a.reported - b.reported) > _SAME_SPELL:
            return None
        return 0.62, "both speak of what runs, reported within about a year"
    dated, later = (a, b) if a.made is not None else (b, a)
    if not together and not later.running:
        return None
    if dated.made is None or later.reported is None:
        return None
    return _points_back(dated.made, dated, later.reported, together=together)


def _both_dated(a: Marks, b: Marks, x: Days, y: Days) -> tuple[float, str] | None:
    apart = gap(x, y)
    if a.exact and b.exact:
        if apart == 0:
            return 1.0, "made on days that agree"
        if apart <= 1:
            return 0.9, "made on days next to each other"
        if apart <= _CLOSE:
            return 0.62, f"made {apart} days apart"
        return 0.0, f"made {apart} days apart"
    if apart:
        return 0.0, "made at different times"
    if a.exact == b.exact:
        return 0.7, "both made in one year or season"
    exact, vague = (a, b) if a.exact else (b, a)
    later = vague.reported if vague.reported is not None else (y if a.exact else x)[1]
    when = x if a.exact else y
    return 0.85 - _age(when[0], later) + _strength(exact), "one gives the day, the other a time that holds it"


def _points_back(made: Days, dated: Marks, reported: date, *, together: bool) -> tuple[float, str] | None:
    """One was made on a day; the other, reported later, speaks of what runs."""
    if made[0] > reported:
        return 0.0, "made after the other was reported"
    if together:
        return 0.9, "of one report"
    if dated.act not in pledge_table().lasting or dated.force in _OFFERS:
        return None
    years = (reported - made[0]).days / 365.25
    if years > _LOOK_BACK:
        return None
    return 0.85 - _age(made[0], reported) + _strength(
        dated
    ), f"made {years:.1f} years before the other was told"


def _age(made: date, reported: date) -> float:
    """What distance in time takes from the score: up to .17 in six years, most of it in the first weeks.

    So of two truces a report may mean, the last one before it is preferred.
    """
    days = min(max(0, (reported - made).days), _OLDEST)
    return 0.17 * log1p(days) / log1p(_OLDEST)


def _strength(dated: Marks) -> float:
    """A making that is told as broken is seldom what later reports call running."""
    return -0.05 if dated.force in ("broken", "ended") else 0.0


def _listed(sides: Iterable[str]) -> str:
    return ", ".join(sorted(sides))
