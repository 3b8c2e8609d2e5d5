"""Whom praise, blame and denial concern where the words name only an act: its doers.

"The envoy condemned the raid" blames those who made it; "the minister denied the allegations" answers those
who made them. The act is the one at the object's own word, else the last one told before that the word can
point back to ("the raid", "the move"). Words in a definite phrase point back a few sentences, no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from servanda.codebook import lexicon, word_classes
from servanda.coding.circumstances import actors_of
from servanda.coding.frames import conjuncts, verb_frame
from servanda.coding.pointing import POINTING
from servanda.coding.same_events import Telling
from servanda.coding.slots import Candidate, slot_heads
from servanda.model import Actor, Analysis, Event

Told = tuple[Event, list[Telling]]

CONCERNING: Final = frozenset({"blame", "praise", "refuse", "deny"})
"""Roles of rules whose recipients may be named by what they did."""
DENYING: Final = "deny"
"""The role of rules of denials, which answer whoever accused."""
DEALING: Final = frozenset({"AGREE", "SUPPORT"})
"""Types of acts by which a deal, a plan or a treaty comes about."""
OPEN_QUESTION: Final = "investigate"
"""Mode of an accusation that asks who did it."""
SLOTS: Final = ("object", "of", "against", "over", "at", "to", "by", "for")
REACH: Final = 4
"""How many sentences back a word may point."""
DEAL: Final = "events/agree.deal"
PARTNERS: Final = "actors: those who agreed together before"
REASON: Final = "recipients: the doers of the act spoken of"


def name_doers(analysis: Analysis, told: Sequence[Told]) -> list[Told]:
    """The events in the same order; those that speak of an act and name nobody concern its doers."""
    at_token = {t.candidate.token: event for event, tellings in told for t in tellings}
    out: list[Told] = []
    for event, tellings in told:
        candidate = tellings[0].candidate
        speaks_of_it = candidate.trigger.rule.roles.name in CONCERNING and event.mode != OPEN_QUESTION
        if speaks_of_it and event.actors and not _names_others(analysis, candidate, event):
            doers = _doers(analysis, candidate, event, at_token)
            if doers:
                reasons = (*event.provenance.reasons, REASON)
                provenance = replace(event.provenance, reasons=reasons)
                out.append((replace(event, recipients=doers, provenance=provenance), tellings))
                continue
        whole = _with_partners(analysis, event, tellings, at_token)
        at_token.update(dict.fromkeys((t.candidate.token for t in tellings), whole))
        out.append((whole, tellings))
    return out


def _with_partners(
    analysis: Analysis, event: Event, tellings: Sequence[Telling], at_token: Mapping[int, Event]
) -> Event:
    """A deal spoken of again ("the accord"), of which one partner is named or none, with all its partners."""
    first = tellings[0]
    if len(event.actors) > 1 or event.provenance.coder != DEAL or not first.definite:
        return event
    partners = _last_partners(analysis, first.candidate.token, replace(event, actors=()), at_token)
    if not partners or not set(event.actors) <= set(partners):
        return event
    provenance = replace(event.provenance, reasons=(*event.provenance.reasons, PARTNERS))
    return replace(event, actors=partners, provenance=provenance)


def _names_others(analysis: Analysis, candidate: Candidate, event: Event) -> bool:
    """Whether the words of the act itself name whom it concerns; "denied it" names nobody."""
    if not event.recipients or candidate.trigger.rule.roles.name != DENYING:
        return bool(event.recipients)
    objects = slot_heads(analysis, candidate, "object")
    return not all(analysis.tokens[o].upos == "PRON" for o in objects)


def _doers(
    analysis: Analysis, candidate: Candidate, event: Event, at_token: Mapping[int, Event]
) -> tuple[Actor, ...]:
    denies = candidate.trigger.rule.roles.name == DENYING
    if denies and (found := _accusers(analysis, candidate.token, event, at_token)):
        return found
    for slot in SLOTS:
        heads = slot_heads(analysis, candidate, slot)
        if slot == "object" and candidate.trigger.object and not candidate.is_noun:
            heads += verb_frame(analysis, candidate.token).objects  # the rule's own word: "denied the claim"
        for head in heads:
            for one in conjuncts(analysis, head):
                told = at_token.get(one)
                found = told.actors if told is not None else ()
                found = _others(found or _earlier(analysis, one, event, at_token), event)
                if found:
                    return found
    return ()


def _accusers(
    analysis: Analysis, token: int, event: Event, at_token: Mapping[int, Event]
) -> tuple[Actor, ...]:
    """Who is told to have accused those who deny, last before the denial, or in its sentence."""
    own = {_party(a) for a in event.actors}
    here = analysis.tokens[token].sentence
    for at in sorted(at_token, reverse=True):
        gap = here - analysis.tokens[at].sentence
        blame = at_token[at]
        if 0 <= gap <= REACH and blame.type == "ACCUSE" and own & {_party(a) for a in blame.recipients}:
            return _others(blame.actors, event)
    return ()


def _earlier(analysis: Analysis, head: int, event: Event, at_token: Mapping[int, Event]) -> tuple[Actor, ...]:
    """The doers of the last act before ``head`` that its word can point back to."""
    token = analysis.tokens[head]
    lemma = token.lemma.lower()
    classes = word_classes()
    if lemma in classes["utterances"]:
        return _last_speaker(analysis, head, event)
    if not _points_back(analysis, head):
        return ()
    if lemma in classes["agreements"] and (found := _last_partners(analysis, head, event, at_token)):
        return found
    types = {t.rule.type for t in lexicon().nouns.get(lemma, ())}
    if not types and lemma not in classes["deeds"]:
        return ()
    for at in sorted((t for t in at_token if t < head), reverse=True):
        if token.sentence - analysis.tokens[at].sentence > REACH:
            return ()
        earlier = at_token[at]
        if (not types or earlier.type in types) and (found := _others(earlier.actors, event)):
            return found
    return ()


def _last_partners(
    analysis: Analysis, head: int, event: Event, at_token: Mapping[int, Event]
) -> tuple[Actor, ...]:
    """Those who agreed together or signed, last before ``head``: "the deal" is theirs, not one's promise."""
    here = analysis.tokens[head].sentence
    for at in sorted((t for t in at_token if t < head), reverse=True):
        told = at_token[at]
        if here - analysis.tokens[at].sentence > REACH:
            break
        if told.type in DEALING and len(told.actors) > 1 and (found := _others(told.actors, event)):
            return found
    return ()


def _points_back(analysis: Analysis, head: int) -> bool:
    return any(
        analysis.tokens[c].text.lower() in POINTING and analysis.tokens[c].deprel in ("det", "nmod:poss")
        for c in analysis.children[head]
    )


def _last_speaker(analysis: Analysis, head: int, event: Event) -> tuple[Actor, ...]:
    """Who was last given as a source before ``head``, other than those who answer."""
    token = analysis.tokens[head]
    for attribution in reversed(analysis.attributions):
        source = attribution.source
        if source < 0 or source >= head or attribution.span.start > token.start:
            continue
        if token.sentence - analysis.tokens[source].sentence > REACH:
            return ()
        if found := _others(actors_of(analysis, source), event):
            return found
    return ()


def _others(actors: tuple[Actor, ...], event: Event) -> tuple[Actor, ...]:
    """Those of ``actors`` that are not on the side of the event's own."""
    own = {_party(a) for a in event.actors}
    return tuple(a for a in actors if _party(a) not in own)


def _party(actor: Actor) -> tuple[str, str]:
    """What makes two of one side; one country's bands are told apart by their names."""
    banded = actor.sector == "REB" or not actor.country
    return (actor.country, actor.name) if banded else (actor.country, actor.sector)
