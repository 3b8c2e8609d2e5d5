"""Which event of its own report a figure belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from servanda.codebook.tallies import load_tally_rules
from servanda.model import Event
from servanda.model.account import Account, Where
from servanda.model.days import gap
from servanda.reconciliation.tallies_scope import figure_in, words_of
from servanda.reconciliation.tallies_tolls import LOSSES, is_of_spell, is_toll, sums

_LONG: Final = 45
"""A figure over more days than this sums up more than one incident."""
_ENOUGH: Final = 2.5
_LEAD: Final = 0.5
_NEAR: Final = 350
"""Characters between a figure and an event told in another sentence that can still be its own."""
_IDLE: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "and",
        "or",
        "by",
        "to",
        "for",
        "from",
        "with",
        "that",
        "this",
        "its",
        "their",
        "his",
        "her",
        "were",
        "was",
        "been",
        "be",
        "have",
        "had",
        "has",
        "near",
        "after",
        "during",
        "between",
        "against",
        "over",
        "least",
        "more",
        "than",
        "some",
        "about",
        "people",
    ]
)


def attach(figure: Account, events: Iterable[Account]) -> str | None:
    """The id of the event that the figure is a count of, among the events of the same report.

    ``None`` if it sums up a period or a war, if no event fits, or if two fit about equally well. Numbers of
    dead and wounded may stand a sentence away from their event; others must stand in its own.
    Looks at nothing but the claims given; their order does not matter.
    """
    claim = figure_in(figure)
    types = load_tally_rules().events.get(claim.measure, ())
    if not types or (claim.cumulative and sums(figure)) or is_of_spell(figure):
        return None
    scored = []
    for account in events:
        event = account.claim
        if isinstance(event, Event) and event.type in types and event.status == "happened":
            score = _score(figure, account, event, types.index(event.type))
            if score >= _ENOUGH:
                scored.append((-score, account.position, account.id, account))
    if not scored:
        return None
    scored.sort(key=lambda s: s[:3])
    best = scored[0][3]
    rivals = [account for score, _, _, account in scored[1:] if score - scored[0][0] < _LEAD]
    if not all(_twins(best, other) for other in rivals):
        return None
    if is_toll(figure) and (best.where is None or _goes_on(best)):
        return None
    return best.id


def _goes_on(account: Account) -> bool:
    """Whether an event is fighting that goes on rather than one act."""
    words = {w for q in account.quotes for w in words_of(q)} | set(words_of(account.context))
    return bool(words & load_tally_rules().fighting)


def _long(figure: Account) -> bool:
    return figure.when is not None and (figure.when[1] - figure.when[0]).days > _LONG


def _score(figure: Account, account: Account, event: Event, rank: int) -> float:
    claim = figure_in(figure)
    spans = claim.provenance.evidence
    score = -0.25 * rank
    if _long(figure) and figure.when != account.when:
        return 0.0
    inside = any(e.start <= s.start and s.end <= e.end for s in spans for e in event.provenance.evidence)
    together = inside or _one_sentence(figure, account)
    dated = figure.when is not None and account.when is not None
    if not inside and claim.measure not in LOSSES and not (together and dated):
        return 0.0
    if inside:
        score += 4.0
    elif together:
        score += 2.5
    else:
        distance = min(abs(s.start - e.start) for s in spans for e in event.provenance.evidence)
        if distance > _NEAR:
            score -= 1.0
        elif any(e.start < s.start for s in spans for e in event.provenance.evidence):
            score += 1.0
        if event.background:
            score -= 1.0
    score += _named(claim.event, account)
    if figure.when and account.when:
        apart = gap(figure.when, account.when)
        score += 0.75 if apart == 0 else -0.5 if apart == 1 and together else -4.0
    score += _placed(figure.where, account.where)
    if claim.says and claim.says == event.says:
        score += 0.25
    return score


def _one_sentence(figure: Account, account: Account) -> bool:
    if figure.context == account.context:
        return True
    return any(q and q in figure.context for q in account.quotes)


def _named(named: str | None, account: Account) -> float:
    """What the words for the figure's event have in common with the event's own."""
    wanted = {w for w in words_of(named) if w not in _IDLE}
    if not wanted:
        return 0.0
    found = {w for q in account.quotes for w in words_of(q)}
    share = len(wanted & found) / len(wanted)
    return 1.75 * share if share else -0.75


def _placed(figure: Where | None, event: Where | None) -> float:
    if figure is None or event is None:
        return 0.0
    if figure.name == event.name or (figure.id and figure.id == event.id):
        return 0.75
    km = distance_km(figure, event)
    if km is None:
        return 0.0
    near = (figure.radius_km or 0) + (event.radius_km or 0) + 25
    return 0.5 if km <= near else -1.5


def _twins(a: Account, b: Account) -> bool:
    """Whether two claims tell one act: of a type, in overlapping words or on the same days and place."""
    x, y = a.claim, b.claim
    if not isinstance(x, Event) or not isinstance(y, Event) or x.type != y.type:
        return False
    if any(s.overlaps(t) for s in x.provenance.evidence for t in y.provenance.evidence):
        return True
    return a.when is not None and a.when == b.when and x.place is not None and x.place == y.place


def distance_km(a: Where, b: Where) -> float | None:
    """Great-circle distance between two places; ``None`` if one of them has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2
    h += math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(h)))
