"""Low, best and high of a tally by a named policy, with the reason in words.

A count says ``low`` to ``high``; ``None`` is open ("at least", "up to"). Counts that are copies, that their
teller has revised, or that were overtaken by later ones have no say; all of them stay on show. Nothing is
ever added or averaged: each of the three numbers is one that somebody told, or ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.codebook.tallies import Policy, load_policies, load_tally_rules
from servanda.errors import RecordError
from servanda.model.views import Count
from servanda.reconciliation.tallies_scope import words_of

_OVERTAKEN: Final = 2
"""Days after which a higher count is news of a toll that grew, rather than a rival."""
_SETTLED: Final = 30
"""Days after which the toll of an incident is taken to be settled: what differs later is a rival."""
_RECENT: Final = 2
"""Counts reported within so many days of the latest are equally recent."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a policy makes of counts; ``low <= best <= high`` wherever they are known."""

    low: float | None
    best: float | None
    high: float | None
    why: tuple[str, ...]


def policy_named(name: str | None = None) -> Policy:
    """The policy of that name; the first of ``policies.yaml`` if none is named.

    Raises:
        RecordError: R011 if there is no such policy.
    """
    policies = load_policies()
    if name is None:
        return next(iter(policies.values()))
    if name not in policies:
        raise RecordError("R011", f"no such policy: {name}", remedy=f"one of {', '.join(policies)}")
    return policies[name]


def choose(policy: Policy, counts: Sequence[Count], *, growing: bool = False) -> Chosen:
    """Low, best and high among counts of one scope, after a policy.

    Args:
        policy: see :func:`policy_named`.
        counts: in any order; the answer does not depend on it.
        growing: whether the sum goes on growing (a war's), so that a later count overtakes one of any age.
    """
    counts = sorted(counts, key=_order)
    voices, silent = _voices(counts, growing)
    why = [policy.why]
    if policy.use == "official":
        voices = [c for c in voices if _official(c)]
        if not voices:
            return Chosen(None, None, None, (*why, "No authority gives a count."))
    best = _best(policy, voices)
    number = _number(policy, best) if best else None
    if best and policy.range == "best":
        low, high = best.low, best.high
    else:
        low, high = _hull(voices)
    if number is not None and low is not None:
        low = min(low, number)
    if best and number is not None:
        why.append(f"Best is {_plain(number)}, told by {_teller(best)}{_on(best)}: {_said(best)}.")
    if high is None and any(c.high is None for c in voices):
        why.append("No upper bound: the greatest count is told as a lower bound.")
    why.extend(silent)
    return Chosen(low, number, high, tuple(why))


def _voices(counts: Sequence[Count], growing: bool) -> tuple[list[Count], list[str]]:
    """The counts that have a say, and why the others have none."""
    copies = [c for c in counts if c.copy_of]
    own = [c for c in counts if not c.copy_of]
    revised = {c.account for c in own if any(_revises(d, c, own) for d in own)}
    standing = [c for c in own if c.account not in revised]
    said = [c for c in standing if not any(_implies(d, c) for d in standing)]
    late = [c for c in said if any(_overtakes(d, c, growing) for d in said)]
    voices = [c for c in said if c not in late]
    why = []
    if copies:
        why.append(f"{len(copies)} of the counts stand in copies and count for nothing.")
    if revised:
        why.append("Revised by the same teller: " + _listing([c for c in own if c.account in revised]) + ".")
    if lower := [c for c in standing if c not in said]:
        why.append("Told higher by the same teller on the same day: " + _listing(lower) + ".")
    if late:
        why.append("Overtaken by later, higher counts: " + _listing(late) + ".")
    return voices, why


def teller_of(count: Count) -> str:
    """Who counts: a side with one voice on its own losses, else whoever is named, else the outlet."""
    if count.stance == "own":
        return "own"
    return str(count.by) if count.by else f"= {count.outlet or count.report}"


def _revises(later: Count, earlier: Count, counts: Sequence[Count]) -> bool:
    """Whether a teller has replaced a count, or one that told the same number before."""
    if later.revises is None or teller_of(later) != teller_of(earlier) or later.account == earlier.account:
        return False
    if later.revises == earlier.account:
        return True
    replaced = next((c for c in counts if c.account == later.revises), None)
    if replaced is None or earlier.day is None or later.day is None or earlier.day >= later.day:
        return False
    return (replaced.low, replaced.high) == (earlier.low, earlier.high)


def _implies(other: Count, count: Count) -> bool:
    """Whether one teller told a higher number later on the same day, or a higher "at least"."""
    if is_vague(other) or other.low is None or count.low is None or other.low <= count.low:
        return False
    return teller_of(other) == teller_of(count) and other.day == count.day


def _overtakes(later: Count, earlier: Count, growing: bool) -> bool:
    if later.day is None or earlier.day is None or later.stance == "enemy" or is_vague(later):
        return False
    apart = (later.day - earlier.day).days
    if later.low is None or apart < _OVERTAKEN or (apart > _SETTLED and not growing):
        return False
    known = earlier.low if earlier.high is None else earlier.high
    return known is not None and later.low > known


def _best(policy: Policy, voices: Sequence[Count]) -> Count | None:
    numbered = [c for c in voices if c.low is not None]
    if policy.best == "none" or not numbered:
        return None
    if policy.best == "lowest":
        return min(numbered, key=lambda c: (_number(policy, c), _order(c)))
    if policy.best == "latest":
        exact = [c for c in numbered if not is_vague(c)] or numbered
        if policy.use == "official" and any(c.stance == "own" for c in exact):
            exact = [c for c in exact if c.stance == "own"]
        return max(exact, key=_order)
    rank = min(_rank(c) for c in numbered)
    reliable = [c for c in numbered if _rank(c) == rank]
    days = [c.day for c in reliable if c.day]
    recent = [c for c in reliable if not days or c.day is None or (max(days) - c.day).days <= _RECENT]
    return min(recent, key=lambda c: (c.low or 0.0, _order(c)))


def _rank(count: Count) -> tuple[bool, int]:
    """How reliable a count is by who tells it, the best first; vague words come after numbers."""
    by, rules = count.by, load_tally_rules()
    if count.stance == "enemy":
        rank = 4
    elif count.stance == "own":
        rank = 2
    elif by is None:
        rank = 1
    else:
        rank = 0 if by.sector in rules.independent else 3
    return is_vague(count), rank


def _number(policy: Policy, count: Count) -> float:
    """The single number a count comes to under a policy; the lower where it is a range."""
    low = count.low or 0.0
    if policy.best != "lowest" or not is_vague(count):
        return low
    for word in words_of(count.quote):
        if word in load_tally_rules().vague:
            return min(low, float(load_tally_rules().vague[word]))
    return low


def is_vague(count: Count) -> bool:
    """Whether the number is one of words ("dozens") or only an upper bound."""
    if count.low is None:
        return True
    return count.high is not None and count.low != count.high


def _hull(voices: Sequence[Count]) -> tuple[float | None, float | None]:
    """Smallest lower bound, greatest upper bound; an open end counts as no bound where it is the greatest."""
    lows = [c.low for c in voices if c.low is not None]
    highs = [c.high for c in voices if c.high is not None]
    low = min(lows, default=None)
    open_from = max((c.low for c in voices if c.high is None and c.low is not None), default=None)
    high = max(highs, default=None)
    if high is not None and open_from is not None and open_from > high:
        high = None
    below = min((c.high for c in voices if c.low is None and c.high is not None), default=None)
    if low is not None and below is not None and below < low:  # "up to 20" beside "at least 30"
        low = None
    return low, high


def _official(count: Count) -> bool:
    return count.by is not None and count.by.sector in load_tally_rules().official


def _order(count: Count) -> tuple[bool, str, str, str]:
    return count.day is None, count.day.isoformat() if count.day else "", count.report, count.account


def _teller(count: Count) -> str:
    if count.by:
        return f"{count.by.name} ({count.outlet or count.report})"
    return f"{count.outlet or count.report} in its own voice"


def _on(count: Count) -> str:
    return f" on {count.day.isoformat()}" if count.day else ""


def _said(count: Count) -> str:
    return f"“{count.quote}”"


def _listing(counts: Sequence[Count]) -> str:
    shown = [f"{_said(c)}{_on(c)}" for c in counts[:4]]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def described() -> Mapping[str, str]:
    """What each policy does, in words, by name."""
    return {name: f"{policy.title}: {policy.why}" for name, policy in load_policies().items()}
