"""Pronouns and descriptions to what was mentioned before: agreement, then nearness, then subjects before objects."""

from __future__ import annotations

from collections.abc import Callable

from servanda.knowledge import country_name, word_list
from servanda.model import Actor, Analysis, Mention
from servanda.resolution.describe import Description, is_plural
from servanda.resolution.discourse import (
    FIRST_OR_SECOND,
    NEUTER,
    PERSONAL,
    PLURAL,
    Candidate,
    Discourse,
    Resolved,
    standing_for,
)

_REACH_PERSON, _REACH_GROUP, _REACH_NOUN = 6, 4, 8
"""How many sentences back the antecedent of a pronoun for a person, for a group, and of a description may stand."""
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_BODIES = frozenset({"REB", "OPP", "PTY", "NGO", "IGO", "SEP", "CRM", "REL", "UNK"})
_COUNTING = frozenset(
    [
        "some",
        "many",
        "several",
        "others",
        "another",
        "none",
        "most",
        "few",
        "both",
        "all",
        "each",
        "other",
        "rest",
    ]
)
_PARTIES = frozenset({"GOV", "REB", "SEP", "OPP", "PTY", "MIL"})


def find_pronoun(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """What a pronoun stands for."""
    token = analysis.tokens[mention.head]
    text = token.text.lower()
    if text in FIRST_OR_SECOND:
        return Resolved(reason="first or second person")
    if token.xpos in _RELATIVE:
        return _relative(analysis, discourse, mention)
    if text in PERSONAL:
        gender = "m" if text in {"he", "him", "his", "himself"} else "f"
        found = _best(analysis, discourse, mention, _REACH_PERSON, lambda c: _is_one(c, gender))
        if found and found.resolved.chain >= 0:
            discourse.genders[found.resolved.chain] = gender
        return standing_for(found, analysis) if found else Resolved(reason="no person before it")
    if text in PLURAL:
        found = _best(analysis, discourse, mention, _REACH_GROUP, _is_many)
        return standing_for(found, analysis) if found else Resolved(reason="no group before it")
    if text in NEUTER:
        found = _best(analysis, discourse, mention, _REACH_GROUP, lambda c: not c.person and not c.plural)
        return standing_for(found, analysis) if found else Resolved(reason="no body before it")
    if text in _COUNTING:
        return find_counted(analysis, discourse, mention)
    return Resolved()


def _is_one(candidate: Candidate, gender: str) -> bool:
    return candidate.person and not candidate.plural and candidate.gender in {"", gender}


def _is_many(candidate: Candidate) -> bool:
    if candidate.plural:
        return True
    return not candidate.person and candidate.mention.type != "country" and candidate.actor.sector in _BODIES


def _relative(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """The noun that the relative clause hangs on."""
    tokens = analysis.tokens
    for above in analysis.ancestors(mention.head):
        if tokens[above].deprel == "acl:relcl":
            noun = tokens[above].head
            found = discourse.nearest(tokens[noun].sentence, 0, lambda c: c.mention.head == noun)
            return standing_for(found, analysis) if found else Resolved()
    return Resolved()


def _best(
    analysis: Analysis,
    discourse: Discourse,
    mention: Mention,
    reach: int,
    fits: Callable[[Candidate], bool],
) -> Candidate | None:
    """The candidate with the best score: near, and a subject rather than not."""
    tokens = analysis.tokens
    here = tokens[mention.head]
    subject = here.deprel.startswith("nsubj")
    best: Candidate | None = None
    best_score = 0.0
    latest = 0
    for c in discourse.back(here.sentence, reach):
        latest = latest or c.order
        if not fits(c) or c.mention.first <= mention.head < c.mention.last:
            continue
        other = tokens[c.mention.head]
        # "Sadik met him": a pronoun is not the subject of its own clause; its possessor may be.
        if here.deprel != "nmod:poss" and other.head == here.head and c.sentence == here.sentence:
            continue
        score = 10.0 - (here.sentence - c.sentence) - 0.06 * (latest - c.order)
        score += 0.9 if c.subject else 0.0
        score += 0.2 if subject and c.subject else 0.0
        score += 0.3 if c.mention.kind == "name" else 0.0
        if best is None or score > best_score:
            best, best_score = c, score
    return best


def find_counted(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved:
    """Whom a bare number or "others" counts: "The six were kidnapped", "several others"."""
    found = _best(
        analysis,
        discourse,
        mention,
        _REACH_GROUP,
        lambda c: c.plural and c.mention.kind == "nominal" and c.actor.sector != "GOV",
    )
    return standing_for(found, analysis) if found else Resolved()


def find_described(
    analysis: Analysis, discourse: Discourse, mention: Mention, said: Description, pair: tuple[str, ...]
) -> Resolved | None:
    """What a description refers back to, or ``None`` if it introduces somebody new.

    Args:
        analysis: the document.
        discourse: what was mentioned before.
        mention: the description.
        said: what it says.
        pair: the two countries the report names most, for "the sides" with nobody before them.
    """
    head = mention.head
    determiner = analysis.child(head, "det")
    word = analysis.tokens[determiner].text.lower() if determiner >= 0 else ""
    definite = word in {"the", "that", "this", "these", "those", "both", "each"}
    noun = said.noun
    if is_plural(analysis, head):
        several = _several(analysis, discourse, mention, said, pair, definite)
        if several or not definite:
            return several
    if _possessor(analysis, discourse, head) and noun in word_list("lands"):
        return _own_country(analysis, discourse, mention)
    if not definite or said.country:
        return _person_of(analysis, discourse, mention, said) if definite else None
    sentence = analysis.tokens[head].sentence
    if noun in word_list("lands"):
        return _if(analysis, discourse.nearest(sentence, _REACH_NOUN, lambda c: c.mention.type == "country"))
    if noun in word_list("groups") and (not said.sector or said.sector in _BODIES):
        return _if(analysis, discourse.nearest(sentence, _REACH_NOUN, _is_body))
    if said.role and said.role.kind == "person" and not is_plural(analysis, head):
        return _person_of(analysis, discourse, mention, said)
    if said.sector:
        same_noun = said.sector in {"GOV", "LEG", "JUD"}
        found = discourse.nearest(sentence, _REACH_NOUN, lambda c: noun in c.nouns and bool(c.actor.country))
        found = found or discourse.nearest(
            sentence,
            _REACH_NOUN,
            lambda c: (
                not c.person
                and c.actor.sector == said.sector
                and c.plural == is_plural(analysis, head)
                and c.mention.type != "country"
            ),
        )
        if found and found.actor.sector == said.sector:
            return standing_for(found, analysis)
    return None


def _if(analysis: Analysis, candidate: Candidate | None) -> Resolved | None:
    return standing_for(candidate, analysis) if candidate else None


def _is_body(candidate: Candidate) -> bool:
    if candidate.mention.type in {"organisation", "armed-group"}:
        return candidate.actor.sector in _BODIES
    nouns = candidate.nouns & word_list("groups")
    return candidate.mention.kind != "name" and not candidate.plural and bool(nouns)


def _person_of(
    analysis: Analysis, discourse: Discourse, mention: Mention, said: Description
) -> Resolved | None:
    """The person whom "the president", "the Turkish leader", "the general" means."""
    if not (said.role and said.role.kind == "person") or is_plural(analysis, mention.head):
        return None
    sentence = analysis.tokens[mention.head].sentence

    def fits(c: Candidate) -> bool:
        return c.person and not c.plural and (not said.country or c.actor.country == said.country)

    found = discourse.nearest(sentence, _REACH_NOUN, lambda c: fits(c) and said.noun in c.nouns)
    if not found and said.noun in word_list("heads") and said.sector == "GOV":
        found = discourse.nearest(
            sentence,
            _REACH_NOUN,
            lambda c: fits(c) and c.mention.type == "person" and c.actor.sector == "GOV",
        )
    return _if(analysis, found)


def _possessor(analysis: Analysis, discourse: Discourse, head: int) -> Candidate | None:
    """Who owns what the phrase names, if a pronoun says so: "his country"."""
    owner = analysis.child(head, "nmod:poss")
    if owner < 0 or analysis.tokens[owner].upos != "PRON":
        return None
    return discourse.nearest(analysis.tokens[head].sentence, 0, lambda c: c.mention.head == owner)


def _own_country(analysis: Analysis, discourse: Discourse, mention: Mention) -> Resolved | None:
    owner = _possessor(analysis, discourse, mention.head)
    name = country_name(owner.actor.country) if owner else ""
    if not owner or not name:
        return None
    return Resolved(actors=(Actor(name, owner.actor.country, "GOV"),), reason="country of the possessor")


def _several(
    analysis: Analysis,
    discourse: Discourse,
    mention: Mention,
    said: Description,
    pair: tuple[str, ...],
    definite: bool,
) -> Resolved | None:
    """The parties that "the two sides", "both presidents", "their foreign ministers" means."""
    if len(said.bearers) > 1:
        return None
    owner = _possessor(analysis, discourse, mention.head)
    noun = said.noun
    if owner and owner.actor.sector == "IGO" and noun in word_list("heads"):
        definite = True
        owner = None
    if owner and len(owner.resolved.actors) > 1 and noun in word_list("heads"):
        actors = tuple(
            Actor(f"{country_name(a.country)} {said.words}".strip(), a.country, said.sector)
            for a in owner.resolved.actors
        )
        return Resolved(actors=actors, reason="one of each possessor")
    if not definite or said.country or (said.nowhere and said.noun not in word_list("sides")):
        return None
    sides, heads = noun in word_list("sides"), noun in word_list("heads")
    if not sides and not heads:
        return None
    count = _count_of(analysis, mention.head)
    sentence = analysis.tokens[mention.head].sentence
    group = discourse.nearest(
        sentence,
        _REACH_GROUP,
        lambda c: len({a.country for a in c.resolved.actors}) == (count or len(c.resolved.actors)) > 1,
    )
    if group:
        return standing_for(group, analysis)
    found: dict[str, Actor] = {}
    # A breakaway territory is a side of its own only where no second state is named.
    earlier = sorted(discourse.back(sentence, _REACH_GROUP), key=lambda c: c.actor.sector == "SEP")
    for c in earlier:
        if heads and not (c.person and said.sector == c.actor.sector) and noun != "leader":
            continue
        actor = c.actor
        if actor.sector in _PARTIES and actor.country not in {"", "INT"}:
            found.setdefault(actor.country, actor if heads else _party(actor))
    chosen = list(found.values())[: count or 2][::-1]
    if len(chosen) < (count or 2):
        if not pair or count not in {0, 2}:
            return None
        chosen = [Actor(country_name(c), c, "GOV") for c in pair]
    if heads and any(a.sector != said.sector for a in chosen):
        chosen = [Actor(f"{said.words} of {country_name(a.country)}", a.country, said.sector) for a in chosen]
    return Resolved(actors=tuple(chosen), reason="the parties named last")


def _party(actor: Actor) -> Actor:
    """The side somebody belongs to: the state for its officials and soldiers, the group for its fighters."""
    if actor.sector in {"GOV", "MIL"} and country_name(actor.country):
        return Actor(country_name(actor.country), actor.country, "GOV")
    return actor


def _count_of(analysis: Analysis, head: int) -> int:
    """How many the phrase says they are: 2 for "both", "two"; 0 if it does not say."""
    words = {analysis.tokens[c].text.lower() for c in analysis.children[head]}
    if words & {"both", "two", "2"}:
        return 2
    return 3 if words & {"three", "3"} else 0
