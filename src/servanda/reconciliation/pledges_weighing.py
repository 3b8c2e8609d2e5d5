"""How likely two undertakings are one commitment: parties, days of making, words, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import log1p
from typing import Final

from servanda.codebook.pledges import pledge_table
from servanda.model.days import Days, gap
from servanda.reconciliation.pledges_marks import Marks

CLOSE: Final = 3
"""Days between two makings that may still be one, told with different days."""
LOOK_BACK: Final = 6
"""Years before a report in which the making of what it calls running is looked for."""
_FRESH: Final = 45
"""Days back to the making of what a report tells as new ("a truce held")."""
_SHORT: Final = 30
_SOON: Final = 14
"""Days back to a making, and between two mentions, where the truce spoken of may be one of many."""
_OLDEST: Final = round(365.25 * LOOK_BACK)
_SAME_SPELL: Final = timedelta(days=400)
"""Two reports that speak of what runs, without saying since when, may mean one thing for about this long."""
_ALIKE: Final = 0.5
"""Share of the shorter telling's words in common from which two are told alike."""
_WORDS: Final = 0.3
"""Share of the shorter telling's words that two of a wide act must have in common."""
OFFERS: Final = frozenset({"offered", "demanded"})


def weigh(a: Marks, b: Marks, *, together: bool) -> tuple[float, tuple[str, ...], bool] | None:
    """Score, reasons, and whether they are to be held apart; ``None`` if nothing can be said.

    ``together``: one report tells both.
    """
    kinds = _kinds_apart(a, b, together=together)
    sides = _weigh_sides(a, b)
    if sides is None:
        return None
    if sides[0] <= 0 or kinds:
        return 0.0, (sides[1] if sides[0] <= 0 else kinds,), True
    days = _weigh_days(a, b, together=together)
    if days is None:
        return None
    if days[0] <= 0:
        return 0.0, (days[1],), True
    words = _weigh_words(a, b)
    if words is None:
        return None
    score, reasons = sides[0] * days[0] + words[0], [sides[1], days[1], *words[1]]
    if (a.force in OFFERS) != (b.force in OFFERS):
        score -= 0.1
        reasons.append("one tells the offer, the other what came of it")
    if {a.force, b.force} == {"in_force", "broken"} and not together:
        score -= 0.05
        reasons.append("one says it runs, the other that it was broken")
    return max(0.0, min(1.0, score)), tuple(reasons), False


def _kinds_apart(a: Marks, b: Marks, *, together: bool) -> str:
    """Why the two are undertakings of different kinds; empty if they may be one."""
    offers = (a.force in OFFERS, b.force in OFFERS)
    if a.extends != b.extends and not all(offers):
        return "one lengthens what the other made"
    if together and a.exact and b.exact and _common(a, b) < _ALIKE and not any(offers):
        return "two of one report"
    if offers[0] != offers[1] and (a.points_back or b.points_back):
        return "one is on the table, the other runs"
    return ""


def _weigh_words(a: Marks, b: Marks) -> tuple[float, list[str]] | None:
    """What their words add or take; ``None`` if so wide an act, or other parties, need more in common."""
    table = pledge_table()
    shared, common = a.named & b.named, _common(a, b)
    if a.bound != b.bound and a.bound and b.bound and not common and a.act not in table.narrow:
        return None
    if a.act == "ceasefire" and not shared and (a.named & table.scopes) and (b.named & table.scopes):
        return None  # a local truce and a nationwide one
    if _many(a, b) and not shared and a.sites and b.sites and not a.sites & b.sites:
        return None  # truces of two towns
    if a.act in table.wide and not shared and (common < _WORDS or len(a.words & b.words) < 2):
        return None
    score, reasons = 0.0, []
    if shared:
        score += 0.1
        reasons.append(f"both name “{' '.join(sorted(shared))}”")
    if common >= _ALIKE:
        score += 0.1
        reasons.append("words in common")
    if a.act in table.missions and (a.named - b.named) and (b.named - a.named):
        score -= 0.4
        reasons.append(f"named otherwise: {_listed(a.named - b.named)}, {_listed(b.named - a.named)}")
    return score, reasons


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
        if len(common) >= 2 and a.act in pledge_table().narrow:
            return 0.7, f"one names no parties, and speaks of {_listed(common)}"
        if common or not silent.here or a.named & b.named:
            return None  # its report may well mean them
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
        if meets and (a.act in pledge_table().hosted or a.named & b.named):
            return 0.65, "one names one end of it, the other the other"
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
        if (a.fresh or b.fresh) and abs((a.reported - b.reported).days) > _FRESH:
            return None
        if _many(a, b) and abs((a.reported - b.reported).days) > _SOON:
            return None
        return 0.62, "both speak of what runs, reported within about a year"
    dated, later = (a, b) if a.made is not None else (b, a)
    if not together and not later.running:
        return None
    if dated.made is None or later.reported is None:
        return None
    if later.fresh and not together and (later.reported - dated.made[0]).days > _FRESH:
        return None
    if _many(a, b) and not together and (later.reported - dated.made[1]).days > _SHORT:
        return None
    return _points_back(dated.made, dated, later.reported, together=together)


def _many(a: Marks, b: Marks) -> bool:
    """Whether a bare mention may mean one of many: a truce that is not told as one between the same two.

    Within a war there is a truce in some town every other week; between two states they are few.
    """
    return a.act == "ceasefire" and len(a.bound & b.bound) < 2


def _both_dated(a: Marks, b: Marks, x: Days, y: Days) -> tuple[float, str] | None:
    apart = gap(x, y)
    if a.act == "ceasefire" and (_before(a, y) or _before(b, x)):
        return 0.0, "one was told before the other was made"
    if a.exact and b.exact:
        if apart == 0:
            return 1.0, "made on days that agree"
        if apart <= 1:
            return 0.9, "made on days next to each other"
        if apart <= CLOSE:
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


def _before(told: Marks, made: Days) -> bool:
    """Whether a report was out before that day, and does not tell of a beginning to come.

    Truces follow one another within days: the one of that morning is not the one of the next evening.
    """
    if told.reported is None or told.reported >= made[0] or told.force in OFFERS:
        return False
    return told.begins is None or told.begins[1] < made[0]


def _points_back(made: Days, dated: Marks, reported: date, *, together: bool) -> tuple[float, str] | None:
    """One was made on a day; the other, reported later, speaks of what runs."""
    if made[0] > reported:
        return 0.0, "made after the other was reported"
    if together:
        return 0.9, "of one report"
    if dated.act not in pledge_table().lasting or dated.force in OFFERS:
        return None
    years = (reported - made[0]).days / 365.25
    if years > LOOK_BACK:
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
