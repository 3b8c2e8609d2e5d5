"""How likely a mention means whom it was resolved to, and when it is left open.

The score is a logistic model of two things: the way by which the mention came to its actors (a name of the
tables, a pronoun, a guessed country …) and by how much the next best candidate fits less. Its weights are
data, ``scores.json``, fitted on coded reports by ``training/resolution/fit_scores.py``; how well they hold is
told in ``docs/reading/actors.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp
from types import MappingProxyType

from servanda.errors import ConfigError
from servanda.model import Actor, Candidate
from servanda.resolution.discourse import Resolved

_NAMED = frozenset({"table", "report", "nationality"})
FAR = 2.0
"""A lead at which, and beyond which, no rival counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """When a mention is left open.

    Attributes:
        least: the least score of the likeliest candidate.
        lead: by how much it must be likelier than the next.
    """

    least: float = 0.4
    lead: float = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: of each way with no rival near, and what the full lead of :data:`FAR` adds to a tie."""

    ways: Mapping[str, float]
    lead: float

    def score(self, way: str, behind: float) -> float:
        """Probability that the chosen one is right, ``behind`` being the lead over the next."""
        near = 1.0 - min(max(behind, 0.0), FAR) / FAR
        odds = self.ways.get(way, self.ways.get("", 0.0)) - self.lead * near
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))


@cache
def load_weights() -> Weights:
    """The shipped weights; C002 if they cannot be read."""
    text = files("servanda.resolution").joinpath("scores.json").read_text("utf-8")
    try:
        data = json.loads(text)
        ways = {str(way): float(odds) for way, odds in data["ways"].items()}
        return Weights(MappingProxyType(ways), float(data["lead"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError("C002", f"weights cannot be read: {error}", where="scores.json") from error


def lead_of(found: Resolved) -> float:
    """By how much the nearest rival fits less than the chosen; :data:`FAR` if there is none."""
    return min((rival.behind for rival in found.rivals), default=FAR)


def weigh(found: Resolved, doubt: Doubt) -> Resolved:
    """The same with its candidates and their scores; without actors if it is in doubt whom it means."""
    if not found.actors:
        return found
    score = load_weights().score(found.way, lead_of(found))
    chosen = Candidate(actors=found.actors, score=round(score, 3), reason=found.reason)
    candidates = [chosen, *_losers(found, score)]
    found = replace(found, candidates=tuple(candidates))
    reason = ""
    if score < doubt.least:
        reason = f"left open: too unsure ({found.reason})"
    elif len(candidates) > 1 and candidates[0].score - candidates[1].score < doubt.lead:
        both = (" and ".join(actor.name for actor in c.actors) for c in candidates[:2])
        reason = f"left open: {' or '.join(both)}"
    if not reason:
        return found
    # A name stays in its chain though nobody knows whose it is.
    chain = found.chain if found.way in _NAMED else -1
    return replace(found, actors=(), chain=chain, reason=reason)


def _losers(found: Resolved, score: float) -> list[Candidate]:
    """What probability is left, shared among the rivals by how well they fit; never more than his."""
    shares = [exp(-rival.behind) for rival in found.rivals]
    seen: set[tuple[Actor, ...]] = {found.actors}
    out = []
    for rival, share in zip(found.rivals, shares, strict=True):
        if rival.actors not in seen:
            seen.add(rival.actors)
            value = min(score, (1.0 - score) * share / sum(shares))
            out.append(Candidate(actors=rival.actors, score=round(value, 3), reason=rival.reason))
    return out
