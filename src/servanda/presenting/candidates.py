"""Whom the mentions of a claim mean, and whom they might have meant: for ``servanda explain``."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.model import (
    Actor,
    Analysis,
    Candidate,
    Claim,
    Commitment,
    Event,
    Figure,
    Mention,
    Span,
    Statement,
)


def tell_candidates(analysis: Analysis, claim: Claim) -> Iterator[str]:
    """One line for each mention in the claim's words that it uses or that stayed open, and for each loser.

    ``who      “he”: Otto Kessel|SYR|MIL 0.91 (stands for “Otto Kessel”) local:9f86d081884c:syr:otto-kessel``
    ``  not    Uta Brandt|DEU|GOV 0.06 (“Uta Brandt” stands before it too)``
    """
    used = _actors_of(claim)
    told: set[tuple[str, tuple[Candidate, ...]]] = set()
    for mention in analysis.mentions:
        span = Span(analysis.tokens[mention.first].start, analysis.tokens[mention.last - 1].end)
        in_words = any(span.overlaps(evidence) for evidence in claim.provenance.evidence)
        if not mention.candidates or not in_words:
            continue
        if mention.actors and used.isdisjoint(mention.actors):
            continue
        words = " ".join(span.of(analysis.document.text).split())
        if (words, mention.candidates) not in told:
            told.add((words, mention.candidates))
            yield from _lines(mention, words)


def _lines(mention: Mention, words: str) -> Iterator[str]:
    chosen, *others = mention.candidates
    if mention.actors:
        yield f"who      “{words}”: {_told(chosen)} {' '.join(mention.ids)}"
    else:
        yield f"open     “{words}”: {mention.reason}"
        others = [chosen, *others]
    for other in others:
        yield f"  {'or' if not mention.actors else 'not':6} {_told(other)}"


def _told(candidate: Candidate) -> str:
    names = " and ".join(str(actor) for actor in candidate.actors)
    return f"{names} {candidate.score:.2f} ({candidate.reason})"


def _actors_of(claim: Claim) -> frozenset[Actor]:
    if isinstance(claim, Event):
        found = [*claim.actors, *claim.recipients, claim.says]
    elif isinstance(claim, Statement):
        found = [claim.speaker, *claim.addressees]
    elif isinstance(claim, Figure):
        found = [claim.says]
    else:
        assert isinstance(claim, Commitment)
        found = [*claim.obligors, *claim.beneficiaries]
    return frozenset(actor for actor in found if actor is not None)
