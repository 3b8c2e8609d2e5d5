"""Claims of responsibility: who says that an attack was theirs is its doer, on their own word (section 9).

"The group claimed responsibility for the blast", "the attack was claimed by …": the attack gets the claimant
as actor and as the one who says so, unless another doer is named. The claim is no event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.coding.circumstances import actors_of
from servanda.coding.frames import conjuncts, frame_of
from servanda.coding.same_events import Telling
from servanda.coding.subjects import antecedent
from servanda.model import Actor, Analysis, Event, Provenance, Span

Told = tuple[Event, list[Telling]]

CLAIMING: Final = frozenset(
    {"claim", "take", "assume", "accept", "acknowledge", "announce", "admit", "declare"}
)
OWNING: Final = frozenset({"responsibility", "responsibilty", "credit"})
BACK: Final = 8
"""How many sentences before the claim the attack may have been told last."""
AHEAD: Final = 3
"""How many sentences after it, if none was told before: a headline's claim."""


@dataclass(frozen=True, slots=True)
class ClaimOfResponsibility:
    """Who claims what.

    Attributes:
        verb: token of the word that claims.
        claimants: whom the text names as claiming.
        source: head of the phrase that names them.
        attack: token of the noun for what is claimed, or -1 if it is not said there.
    """

    verb: int
    claimants: tuple[Actor, ...]
    source: int
    attack: int


def find_claims(analysis: Analysis) -> Iterator[ClaimOfResponsibility]:
    """The claims of responsibility that a report tells as made, in order of the text."""
    for token in analysis.tokens:
        if token.upos != "VERB" or token.lemma not in CLAIMING:
            continue
        factuality = analysis.factuality.get(token.index)
        if factuality is not None and (factuality.negated or factuality.status != "happened"):
            continue
        frame = frame_of(analysis, token.index)
        sources = frame.subjects or frame.under("by")
        attack = next(
            (a for o in frame.objects if (a := _claimed(analysis, token.index, o)) is not None), None
        )
        if attack is None or not sources:
            continue
        source = antecedent(analysis, sources[0])
        if claimants := actors_of(analysis, source):
            for one in conjuncts(analysis, attack) if attack >= 0 else (attack,):
                yield ClaimOfResponsibility(token.index, claimants, source, one)


def _claimed(analysis: Analysis, verb: int, thing: int) -> int | None:
    """The noun for what is claimed, -1 if only responsibility is, ``None`` if it is no claim of this kind."""
    token = analysis.tokens[thing]
    if token.lemma.lower() not in OWNING:
        return thing if analysis.tokens[verb].lemma == "claim" and token.upos == "NOUN" else None
    for head in (thing, verb):
        for c in analysis.children[head]:
            case = analysis.child(c, "case", "mark")
            if c > thing and case >= 0 and analysis.tokens[case].lemma == "for":
                return c
    return -1


def credit_claimants(analysis: Analysis, told: Sequence[Told]) -> list[Told]:
    """The events in the same order; those that somebody claims have the claimant as actor and as source."""
    out = list(told)
    claiming: set[int] = set()
    for claim in find_claims(analysis):
        at = _attack_of(analysis, claim, out)
        if at is None:
            continue
        event, tellings = out[at]
        claiming.add(claim.verb)
        if event.actors and not set(event.actors) <= set(claim.claimants):
            continue
        out[at] = (_credited(analysis, event, claim), tellings)
    return [
        (event, tellings)
        for event, tellings in out
        if event.type == "ASSAULT" or tellings[0].candidate.token not in claiming
    ]


def _credited(analysis: Analysis, event: Event, claim: ClaimOfResponsibility) -> Event:
    source = analysis.tokens[claim.source].span
    verb = analysis.tokens[claim.verb]
    made: Provenance = event.provenance
    kept = tuple((name, span) for name, span in made.fields if name not in ("actors", "says"))
    fields: tuple[tuple[str, Span], ...] = (*kept, ("actors", source), ("says", source))
    reasons = (*made.reasons, f"claimed by {claim.claimants[0].name} (“{verb.text}”)")
    return replace(
        event,
        actors=claim.claimants,
        says=claim.claimants[0],
        provenance=replace(made, fields=fields, reasons=reasons),
    )


def _attack_of(analysis: Analysis, claim: ClaimOfResponsibility, told: Sequence[Told]) -> int | None:
    """Position of the event that is claimed: the one its own noun tells, else the attack told nearest."""
    attacks = [
        k for k, (event, _) in enumerate(told) if event.type == "ASSAULT" and event.status == "happened"
    ]
    phrase = set(analysis.subtree(claim.attack)) if claim.attack >= 0 else set()
    for k in attacks:
        if any(t.candidate.token in phrase for t in told[k][1]):
            return k
    if claim.attack >= 0 and not _points_back(analysis, claim.attack):
        return None  # another thing than what was told: "claimed a right", "responsibility for a raid in May"
    here = analysis.tokens[claim.verb].sentence
    best: tuple[int, int, int] | None = None
    for k in attacks:
        for telling in told[k][1]:
            token = telling.candidate.token
            gap = here - analysis.tokens[token].sentence
            if -AHEAD <= gap <= BACK:
                rank = (0 if gap >= 0 else 1, abs(gap), k)
                best = rank if best is None or rank < best else best
    return None if best is None else best[2]


def _points_back(analysis: Analysis, noun: int) -> bool:
    return any(
        analysis.tokens[c].text.lower() in ("the", "this", "that", "these", "those", "it", "its", "their")
        for c in (noun, *analysis.children[noun])
    )
