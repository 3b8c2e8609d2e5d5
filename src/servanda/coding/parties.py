"""Who takes part in an act: the slots of its frame resolved to actors (codebook sections 2 and 3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from servanda.coding.alike import is_state
from servanda.coding.circumstances import actors_of
from servanda.coding.frames import verb_frame
from servanda.coding.slots import Candidate, named_in, role_slots, slot_heads
from servanda.coding.subjects import case_of
from servanda.knowledge import word_list
from servanda.model import Actor, Analysis, Mention

RECIPROCAL: Final = frozenset({("each", "other"), ("one", "another")})
PLACES: Final = frozenset({"place", "city", "country"})
ARMYLESS: Final = frozenset({"PSE"})
"""Countries whose government has no army."""
WHERE: Final = frozenset({"conflict", "genocide"})
"""Nouns whose owner says where they were: "Chad's conflict"."""
KILLING: Final = "assault.kill"
VICTIMS: Final = frozenset(
    {"person", "people", "civilian", "child", "woman", "resident", "citizen", "villager"}
)
"""Words for people who in numbers are killed, and do not kill."""
ENGAGED: Final = frozenset({"on", "in", "at"})
"""Prepositions by which a noun after "is" tells what its subject does."""
VISIT: Final = "consult.visit-noun"
ON: Final = frozenset({"on", "during"})
"""Prepositions of a visit that somebody is on while he does something else."""
PARTY_TYPES: Final = frozenset({"CONSULT"})


def find_parties(analysis: Analysis, candidate: Candidate) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of a candidate, each in order of the text; empty where nobody is named."""
    joint = candidate.trigger.rule.roles.joint
    actors = _fill(analysis, candidate, "actors", everything=joint)
    if joint and candidate.is_noun and len(actors) < 2 and candidate.trigger.rule.type in PARTY_TYPES:
        actors = _unique((*_host_clause(analysis, candidate.token), *actors))
    if candidate.is_noun and (joint or not actors):
        actors = _unique((*_engaged(analysis, candidate.token), *actors))
    if not actors and candidate.trigger.rule.name == VISIT and case_of(analysis, candidate.token) in ON:
        actors = _host_clause(analysis, candidate.token)  # "he spoke during a visit to Oslo"
    if len(actors) == 1 and _is_where(analysis, candidate):
        actors = ()
    recipients = _fill(analysis, candidate, "recipients", everything=False)
    if actors and candidate.trigger.rule.name == KILLING and _are_counted_victims(analysis, candidate):
        actors, recipients = (), _unique((*actors, *recipients))
    if _is_reciprocal(analysis, candidate):
        return actors, () if joint else actors
    if candidate.trigger.rule.type == "AGREE" and len({a.country or a.name for a in actors}) > 1:
        recipients = ()  # what several agree on is between them
    actors = _each_once(actors) if joint else actors
    return actors, tuple(a for a in recipients if a not in actors)


def _are_counted_victims(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether who "killed" were killed: "nine civilians killed 12 others injured" has no active verb."""
    tokens = analysis.tokens
    subjects = [tokens[h] for h in candidate.frame.subjects]
    others = any(tokens[h].lemma.lower() == "other" for h in candidate.frame.objects)
    if others and tokens[candidate.token].xpos == "VBG" and tokens[candidate.token].deprel == "acl":
        return True  # "killed two soldiers wounding several others"
    return bool(subjects) and all(
        token.lemma.lower() in VICTIMS
        and any(tokens[c].deprel == "nummod" for c in analysis.children[token.index])
        for token in subjects
    )


def _each_once(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Without a state beside its own officials: "ministers signed a deal between the countries"."""
    official = {a.country for a in actors if a.sector == "GOV" and not is_state(a)}
    return tuple(a for a in actors if not (is_state(a) and a.sector == "GOV" and a.country in official))


def attackers(actors: tuple[Actor, ...], mode: str | None) -> tuple[Actor, ...]:
    """Those who make an attack: a nationality is its militants', if the attacker dies or it has no army.

    Outlets make none: they are sources told without commas ("a raid in Oslo state radio said"). A people
    without a state that fights is its armed groups.
    """
    peoples = word_list("stateless")
    actors = tuple(
        replace(a, sector="REB") if a.sector == "CVL" and a.name.lower().rpartition(" ")[2] in peoples else a
        for a in actors
    )
    suicide = mode == "suicide-attack"
    return tuple(
        replace(a, sector="REB")
        if is_state(a) and a.sector == "GOV" and (suicide or a.country in ARMYLESS)
        else a
        for a in actors
        if a.sector != "MED"
    )


def _is_where(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the only word that names a side of a fight says where or whose it was: "the Karabakh war"."""
    genocide = candidate.is_noun and candidate.trigger.lemma == "genocide"
    fight = candidate.trigger.rule.name == "assault.fighting-noun"
    if not (fight or genocide) or slot_heads(analysis, candidate, "doer"):
        return False
    words = {analysis.tokens[c].text.lower() for c in analysis.children[candidate.token]}
    owners = [h for h in slot_heads(analysis, candidate, "owner") if actors_of(analysis, h)]
    named = [h for h in slot_heads(analysis, candidate, "modifier") if actors_of(analysis, h)]
    mentions = {m.id: m for h in (*named, *owners) if (m := analysis.mention_at(h)) is not None}.values()
    if any(_hangs_lower(analysis, m, candidate.token) for m in mentions):
        return False  # "a Kenyan-led war"
    if owners:  # "Chad's conflict" is in Chad, "Chad's war" is one that it wages
        lands = all(m.type == "country" for m in mentions)
        return len(mentions) == 1 and lands and (candidate.trigger.lemma in WHERE or "civil" in words)
    return len(mentions) == 1 and ("civil" in words or all(m.type in PLACES for m in mentions))


def _hangs_lower(analysis: Analysis, mention: Mention, noun: int) -> bool:
    """Whether no word of a name hangs on the noun itself."""
    return all(analysis.tokens[i].head != noun for i in range(mention.first, mention.last))


def _fill(analysis: Analysis, candidate: Candidate, role: str, *, everything: bool) -> tuple[Actor, ...]:
    """The actors of the first slot that names some, or of all slots."""
    out: list[Actor] = []
    for slot in role_slots(candidate, role):
        named = named_in(analysis, candidate, slot)
        out += named
        if named and not everything:
            break
    return _unique(tuple(out))


def _host_clause(analysis: Analysis, noun: int) -> tuple[Actor, ...]:
    """Who does the clause takes part in its meeting: "he spoke at a meeting with X"."""
    token = analysis.tokens[noun]
    if (
        token.head < 0
        or token.deprel not in ("obl", "obj", "advcl")
        or analysis.tokens[token.head].upos != "VERB"
    ):
        return ()
    out: list[Actor] = []
    for subject in verb_frame(analysis, token.head).subjects:
        out += actors_of(analysis, subject)
    return _unique(tuple(out))


def _engaged(analysis: Analysis, noun: int) -> tuple[Actor, ...]:
    """Who is said to be in an act: "X is at war with Y", "the troops were on an offensive"."""
    if case_of(analysis, noun) not in ENGAGED or analysis.child(noun, "cop") < 0:
        return ()
    subject = analysis.child(noun, "nsubj")
    return actors_of(analysis, subject) if subject >= 0 else ()


def _is_reciprocal(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether each does it to the other: "accuse each other", "trade blame"."""
    if candidate.trigger.lemma in ("trade", "exchange") and not candidate.trigger.rule.roles.joint:
        return True
    frame = candidate.frame
    heads = (*slot_heads(analysis, candidate, "object"), *frame.indirects, *(h for _, h in frame.obliques))
    return any(_is_each_other(analysis, h) for h in heads)


def _is_each_other(analysis: Analysis, head: int) -> bool:
    """Whether a phrase is "each other" or "one another", whichever of its words the tree makes the head."""
    tokens = analysis.tokens
    if head + 1 < len(tokens) and (tokens[head].lemma, tokens[head + 1].lemma) in RECIPROCAL:
        return True
    return head > 0 and (tokens[head - 1].lemma, tokens[head].lemma) in RECIPROCAL


def _unique(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
