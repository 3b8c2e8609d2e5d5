"""Descriptions that refer back: "the Turkish leader", "the group", "both presidents", "his country"."""

from __future__ import annotations

from servanda.knowledge import country_name, word_list
from servanda.model import Actor, Analysis, Mention
from servanda.resolution.describe import Description
from servanda.resolution.discourse import BODIES, Candidate, Discourse, Resolved, standing_for
from servanda.resolution.phrases import determiner_of, is_plural

_REACH = 8
"""How many sentences back what a description refers to may stand."""
_REACH_SIDES = 4
"""The same for "the two sides"."""
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both", "each"})
_PARTIES = frozenset({"GOV", "REB", "SEP", "OPP", "PTY", "MIL"})
_BY_NOUN = frozenset({"GOV", "LEG", "JUD"})
"""Sectors whose bodies are told apart by their nouns: "the ministry" is not any government."""


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
    definite = determiner_of(analysis, mention.head) in _DEFINITE
    plural = is_plural(analysis, mention.head)
    if plural:
        several = _several(analysis, discourse, mention, said, pair, definite=definite)
        if several:
            return several
    owner = _possessor(analysis, discourse, mention.head)
    if owner and said.noun in word_list("lands"):
        return _own_country(owner)
    if not definite:
        return None
    found = _single(analysis, discourse, mention, said, plural=plural)
    return standing_for(found, analysis) if found else None


def _single(
    analysis: Analysis, discourse: Discourse, mention: Mention, said: Description, *, plural: bool
) -> Candidate | None:
    """The one candidate a definite description can mean."""
    sentence = analysis.tokens[mention.head].sentence
    if said.is_person and not plural:
        return _person(discourse, sentence, said)
    if said.country:
        return None
    if said.noun in word_list("lands"):
        return discourse.nearest(sentence, _REACH, lambda c: c.mention.type == "country")
    if said.noun in word_list("groups") and (not said.sector or said.sector in BODIES):
        return discourse.nearest(sentence, _REACH, _is_body)
    if not said.sector:
        return None
    found = discourse.nearest(sentence, _REACH, lambda c: said.noun in c.nouns and bool(c.actor.country))
    if found is None and said.sector not in _BY_NOUN:
        found = discourse.nearest(
            sentence,
            _REACH,
            lambda c: not c.person and c.plural == plural and c.actor.sector == said.sector,
        )
    return found if found and found.actor.sector == said.sector else None


def _is_body(candidate: Candidate) -> bool:
    if candidate.mention.type in {"organisation", "armed-group"}:
        return candidate.actor.sector in BODIES
    described = not candidate.nouns.isdisjoint(word_list("groups"))
    return described and candidate.mention.kind != "name" and not candidate.plural


def _person(discourse: Discourse, sentence: int, said: Description) -> Candidate | None:
    """The person whom "the president", "the Turkish leader", "the general" means."""

    def fits(c: Candidate) -> bool:
        return c.person and not c.plural and (not said.country or c.actor.country == said.country)

    found = discourse.nearest(sentence, _REACH, lambda c: fits(c) and said.noun in c.nouns)
    if found is None and said.noun in word_list("heads") and said.sector == "GOV":
        found = discourse.nearest(
            sentence, _REACH, lambda c: fits(c) and c.mention.type == "person" and c.actor.sector == "GOV"
        )
    return found


def _possessor(analysis: Analysis, discourse: Discourse, head: int) -> Candidate | None:
    """Who owns what the phrase names, if a pronoun says so: "his country"."""
    owner = analysis.child(head, "nmod:poss")
    if owner < 0 or analysis.tokens[owner].upos != "PRON":
        return None
    return discourse.nearest(analysis.tokens[head].sentence, 0, lambda c: c.mention.head == owner)


def _own_country(owner: Candidate) -> Resolved | None:
    name = country_name(owner.actor.country)
    if not name:
        return None
    return Resolved(actors=(Actor(name, owner.actor.country, "GOV"),), reason="country of the possessor")


def _several(
    analysis: Analysis,
    discourse: Discourse,
    mention: Mention,
    said: Description,
    pair: tuple[str, ...],
    *,
    definite: bool,
) -> Resolved | None:
    """The parties that "the two sides", "both presidents", "their foreign ministers" means."""
    heads, sides = said.noun in word_list("heads"), said.noun in word_list("sides")
    if len(said.bearers) > 1 or not (sides or heads):
        return None
    owner = _possessor(analysis, discourse, mention.head) if heads else None
    if owner and len(owner.resolved.actors) > 1:
        return Resolved(actors=_one_each(owner.resolved.actors, said), reason="one of each possessor")
    # A mediator's "their presidents" are those of the parties, not the mediator's.
    definite = definite or bool(owner and owner.actor.sector == "IGO")
    own = said.country if not (owner and owner.actor.sector == "IGO") else ""
    if not definite or own or (said.nowhere and not sides):
        return None
    count = _count_of(analysis, mention.head)
    sentence = analysis.tokens[mention.head].sentence
    group = discourse.nearest(
        sentence, _REACH_SIDES, lambda c: _countries(c) == (count or len(c.resolved.actors)) > 1
    )
    if group:
        return standing_for(group, analysis)
    chosen = _last_parties(discourse, sentence, said, heads=heads)[: count or 2][::-1]
    if len(chosen) < (count or 2):
        if not pair or count not in {0, 2}:
            return None
        chosen = [Actor(country_name(c), c, "GOV") for c in pair]
    actors = tuple(chosen)
    if heads and any(actor.sector != said.sector for actor in actors):
        actors = _one_each(actors, said)
    return Resolved(actors=actors, reason="the parties named last")


def _countries(candidate: Candidate) -> int:
    return len({actor.country for actor in candidate.resolved.actors})


def _one_each(owners: tuple[Actor, ...], said: Description) -> tuple[Actor, ...]:
    """One official of each party: "their foreign ministers"."""
    return tuple(Actor(f"{said.words} of {country_name(a.country)}", a.country, said.sector) for a in owners)


def _last_parties(discourse: Discourse, sentence: int, said: Description, *, heads: bool) -> list[Actor]:
    """Parties to a conflict or talks, one a country, the last named first."""
    found: dict[str, Actor] = {}
    # A breakaway territory is a side of its own only where no second state is named.
    for c in sorted(discourse.back(sentence, _REACH_SIDES), key=lambda c: c.actor.sector == "SEP"):
        if heads and said.noun != "leader" and not (c.person and said.sector == c.actor.sector):
            continue
        if c.actor.sector in _PARTIES and c.actor.country not in {"", "INT"}:
            found.setdefault(c.actor.country, c.actor if heads else _party(c.actor))
    return list(found.values())


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
