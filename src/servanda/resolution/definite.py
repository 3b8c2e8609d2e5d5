"""Descriptions that refer back: "the Turkish leader", "the group", "both presidents", "his country"."""

from __future__ import annotations

from servanda.knowledge import ISO_INTERNATIONAL, country_name, word_list
from servanda.model import Actor, Analysis, Mention
from servanda.resolution.describe import Description
from servanda.resolution.discourse import BODIES, Antecedent, Discourse, Resolved, Way, standing_for
from servanda.resolution.phrases import determiner_of, is_plural

_REACH = 8
"""How many sentences back what a description refers to may stand."""
_REACH_SIDES = 4
"""The same for "the two sides"."""
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both", "each"})
_PARTIES = frozenset({"GOV", "REB", "SEP", "OPP", "PTY", "MIL"})
_BY_NOUN = frozenset({"GOV", "LEG", "JUD"})
"""Sectors whose bodies are told apart by their nouns: "the ministry" is not any government."""
_RELIEF = frozenset({"IGO", "NGO", "EDU"})
_ALLIED = frozenset({"alliance", "bloc", "coalition"})
_PRIVATE = frozenset({"NGO", "EDU", "MED", "BUS"})
_KIN = dict.fromkeys(_RELIEF, _RELIEF)
"""Sectors that only the names of bodies tell apart."""


Ranked = list[tuple[float, Antecedent]]


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
    definite = _determiner(analysis, mention.head) in _DEFINITE
    plural = is_plural(analysis, mention.head)
    if plural:
        if definite and not said.placed and not _count_of(analysis, mention.head):
            same = _same_noun(discourse, analysis.tokens[mention.head].sentence, said, plural=True)
            if same and said.noun not in word_list("sides"):
                return standing_for(same, analysis, "noun")
        several = _several(analysis, discourse, mention, said, pair, definite=definite)
        if several:
            return several
        if said.noun == "party" and _unnamed(analysis, mention.head):
            return Resolved(reason="parties that nobody names")
    owner = _possessor(analysis, discourse, mention.head)
    lands = word_list("lands") - word_list("others")
    if owner and said.noun in lands and not _has_nationality(analysis, mention.head):
        return _own_country(owner)
    if owner and owner.actor.country == ISO_INTERNATIONAL and owner.actor.sector == said.sector == "MIL":
        # "The coalition said its troops …": no state's troops have another name than their coalition's.
        return standing_for([(0.0, owner)], analysis, "owner")
    if said.noun == "counterpart":
        return _counterpart(analysis, discourse, mention, said)
    if definite:
        return _definite(analysis, discourse, mention, said, plural=plural)
    if plural and not said.placed and _is_bare(analysis, mention.head):
        found = _same_noun(discourse, analysis.tokens[mention.head].sentence, said, plural=True)
        return standing_for(found, analysis, "noun") if found else None
    return None


def _definite(
    analysis: Analysis, discourse: Discourse, mention: Mention, said: Description, *, plural: bool
) -> Resolved | None:
    """The one whom a definite description can mean: "the general", "the group", "the officials"."""
    sentence = analysis.tokens[mention.head].sentence
    way: Way = "body"
    found: Ranked = []
    if said.is_person and not plural:
        way, found = "person", _person(discourse, sentence, said)
    elif said.noun in word_list("groups") and not plural and (not said.country or said.resident):
        found = _body(discourse, sentence, said)
    elif said.country:
        return None
    elif said.noun in word_list("lands"):
        way = "noun"
        found = discourse.ranked(
            sentence, _REACH, lambda c: c.mention.type == "country" and not c.plural and not c.place
        )
    if not found and said.sector and not said.country and not (said.is_person and not plural):
        way, found = "noun", _same_noun(discourse, sentence, said, plural=plural)
    if not found and said.sector and not said.country and said.sector not in _BY_NOUN:
        way, found = (
            "body",
            discourse.ranked(
                sentence,
                _REACH,
                lambda c: (
                    not c.person
                    and c.actor.sector == said.sector
                    and (_is_force(c, plural=plural) if said.sector == "MIL" else c.plural == plural)
                ),
            ),
        )
    return standing_for(found, analysis, way) if found else None


def _determiner(analysis: Analysis, head: int) -> str:
    """The phrase's article; that of the phrase around it for a body within: "the company spokesman"."""
    own = determiner_of(analysis, head)
    token = analysis.tokens[head]
    within = token.deprel.partition(":")[0] == "compound" and token.lemma.lower() in word_list("groups")
    return own or (determiner_of(analysis, token.head) if within else "")


def _unnamed(analysis: Analysis, head: int) -> bool:
    """Whether "parties" are sides that nobody names, rather than political ones."""
    before = {
        analysis.tokens[c].text.lower()
        for c in analysis.children[head]
        if c < head and analysis.tokens[c].deprel in {"amod", "compound", "nummod", "nmod:poss"}
    }
    return not before or not before.isdisjoint(word_list("unnamed"))


def _is_bare(analysis: Analysis, head: int) -> bool:
    """Whether a subject has no word beside it: "Officials said"."""
    token = analysis.tokens[head]
    told = {"det", "amod", "compound", "nummod", "nmod", "acl", "appos", "conj"}
    beside = any(analysis.tokens[c].deprel.partition(":")[0] in told for c in analysis.children[head])
    return token.deprel.startswith("nsubj") and not beside


def _same_noun(discourse: Discourse, sentence: int, said: Description, *, plural: bool) -> Ranked:
    """Those who were called so before: "Iraqi security officials … the officials"."""
    return discourse.ranked(
        sentence,
        _REACH,
        lambda c: (
            said.noun in c.nouns
            and c.plural == plural
            and (bool(c.actor.country) or c.resolved.chain >= 0)
            and (plural or c.actor.sector == said.sector)
            and not (plural and c.resolved.guessed)
        ),
    )


def _body(discourse: Discourse, sentence: int, said: Description) -> Ranked:
    """The body that "the group", "the London-based monitor" means: one of its own kind, or of any."""

    def fits(c: Antecedent) -> bool:
        return _is_body(c) and (c.actor.sector in _KIN.get(said.sector, {said.sector}))

    def may_be(c: Antecedent) -> bool:  # "the US-led alliance" is no monitor
        return _is_body(c) and not (said.noun in _ALLIED and c.actor.sector in _PRIVATE)

    found = discourse.ranked(sentence, _REACH, lambda c: _is_named_body(c) and said.noun in c.nouns)
    if not found and said.noun in word_list("bodies"):
        return discourse.ranked(sentence, _REACH, may_be)
    if not found and said.sector not in {"", "UNK"}:
        found = discourse.ranked(sentence, _REACH, fits)
    if not found and (not said.sector or said.sector in BODIES):
        found = discourse.ranked(sentence, _REACH, may_be)
    return found


def _is_force(candidate: Antecedent, *, plural: bool) -> bool:
    """Whether "the troops" or, by name, "the army" may mean somebody; not a vehicle or a post of theirs."""
    if not plural:
        return _is_named_body(candidate)
    return candidate.plural and not candidate.nouns.isdisjoint(word_list("forces"))


def _is_named_body(candidate: Antecedent) -> bool:
    return candidate.mention.type in {"organisation", "armed-group"} and not candidate.person


def _counterpart(
    analysis: Analysis, discourse: Discourse, mention: Mention, said: Description
) -> Resolved | None:
    """Who holds the same office elsewhere: "his Azerbaijani counterpart"."""
    owner = analysis.child(mention.head, "nmod:poss")
    sentence = analysis.tokens[mention.head].sentence
    owned = discourse.nearest(sentence, 0, lambda c: c.mention.head == owner) if owner >= 0 else None
    if owned is None or not said.country:
        return None
    found = discourse.ranked(
        sentence,
        _REACH,
        lambda c: (
            c.person
            and not c.plural
            and c.actor.country == said.country
            and (c.actor.sector == owned.actor.sector)
            and (not owned.nouns or not c.nouns or not owned.nouns.isdisjoint(c.nouns))
        ),
    )
    if found:
        return standing_for(found, analysis, "person")
    office = next(iter(sorted(owned.nouns & word_list("heads"), key=lambda n: (-len(n), n))), "")
    words = said.words.rpartition(" ")[0]
    name = f"{words} {office}" if words and office else said.words
    actor = Actor(name, said.country, owned.actor.sector or "GOV")
    return Resolved(actors=(actor,), said=said, reason="holds the office of the other", way="described")


def _is_body(candidate: Antecedent) -> bool:
    if candidate.mention.type in {"organisation", "armed-group"}:
        return candidate.actor.sector in BODIES
    described = not candidate.nouns.isdisjoint(word_list("groups")) and candidate.actor.sector in BODIES
    return described and candidate.mention.kind != "name" and not candidate.plural


def _person(discourse: Discourse, sentence: int, said: Description) -> Ranked:
    """The person whom "the president", "the Turkish leader", "the general" means."""

    def fits(c: Antecedent) -> bool:
        return c.person and not c.plural and (not said.country or c.actor.country == said.country)

    found = discourse.ranked(sentence, _REACH, lambda c: fits(c) and said.noun in c.nouns)
    if not found and said.noun in word_list("heads") and said.sector == "GOV":
        found = discourse.ranked(
            sentence, _REACH, lambda c: fits(c) and c.mention.type == "person" and c.actor.sector == "GOV"
        )
    return found


def _possessor(analysis: Analysis, discourse: Discourse, head: int) -> Antecedent | None:
    """Who owns what the phrase names, if a pronoun says so: "his country"."""
    owner = analysis.child(head, "nmod:poss")
    if owner < 0 or analysis.tokens[owner].upos != "PRON":
        return None
    return discourse.nearest(analysis.tokens[head].sentence, 0, lambda c: c.mention.head == owner)


def _has_nationality(analysis: Analysis, head: int) -> bool:
    """Whether an adjective says of which country: "its Norwegian ally" is not its own."""
    beside = (analysis.mention_at(c) for c in analysis.children[head] if c < head)
    return any(m is not None and m.type in {"nationality", "country"} for m in beside)


def _own_country(owner: Antecedent) -> Resolved | None:
    name = country_name(owner.actor.country)
    if not name:
        return None
    return Resolved(
        actors=(Actor(name, owner.actor.country, "GOV"),), reason="country of the possessor", way="owner"
    )


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
        each = _one_each(owner.resolved.actors, said)
        return Resolved(actors=each, reason="one of each possessor", way="sides")
    # A mediator's "their presidents" are those of the parties, not the mediator's.
    definite = definite or bool(owner and owner.actor.sector == "IGO")
    own = said.country if not (owner and owner.actor.sector == "IGO") else ""
    if not definite or own or (said.nowhere and not sides):
        return None
    count = _count_of(analysis, mention.head)
    sentence = analysis.tokens[mention.head].sentence
    groups = discourse.ranked(
        sentence,
        _REACH_SIDES,
        lambda c: _are_parties(c) and _countries(c) == (count or len(c.resolved.actors)) > 1,
    )
    if groups:
        return standing_for(groups, analysis, "sides")
    speaker = _speaker(analysis, mention.head) if sides else -1
    chosen = _last_parties(discourse, sentence, said, heads=heads, but=speaker)[: count or 2][::-1]
    if len(chosen) < (count or 2):
        if not pair or count not in {0, 2}:
            return None
        chosen = [Actor(country_name(c), c, "GOV") for c in pair]
    actors = tuple(chosen)
    if heads and any(actor.sector != said.sector for actor in actors):
        actors = _one_each(actors, said)
    return Resolved(actors=actors, reason="the parties named last", way="sides")


def _are_parties(candidate: Antecedent) -> bool:
    """Whether a group may be sides or send leaders: "peacekeepers and the Red Cross" may not."""
    return all(actor.sector in _PARTIES | {"IGO"} for actor in candidate.resolved.actors)


def _countries(candidate: Antecedent) -> int:
    return len({_side(actor) for actor in candidate.resolved.actors})


def _side(actor: Actor) -> tuple[str, bool]:
    """A government and a band that fights it are two sides of one country."""
    return actor.country, actor.sector == "REB"


def _speaker(analysis: Analysis, head: int) -> int:
    """Who asks something of the sides, as the subject of the verb whose phrase they are, or -1.

    "The president called on both sides": his own state is none of them.
    """
    token = analysis.tokens[head]
    if token.deprel.partition(":")[0] not in {"obj", "obl", "iobj"}:
        return -1
    verb = token.head
    while analysis.tokens[verb].deprel == "conj" and analysis.child(verb, "nsubj") < 0:
        verb = analysis.tokens[verb].head  # "welcomed the move and called on the parties"
    return analysis.child(verb, "nsubj")


def _one_each(owners: tuple[Actor, ...], said: Description) -> tuple[Actor, ...]:
    """One official of each party: "their foreign ministers"."""
    sector = _office_of(said)
    return tuple(Actor(f"{said.words} of {country_name(a.country)}", a.country, sector) for a in owners)


def _office_of(said: Description) -> str:
    """The sector of the office alone: a mediator's "their presidents" are no mediators."""
    return said.role.sector if said.role and said.role.sector != "UNK" else said.sector


def _last_parties(
    discourse: Discourse, sentence: int, said: Description, *, heads: bool, but: int = -1
) -> list[Actor]:
    """Parties to a conflict or talks, the last named first, without the side of the mention at ``but``."""
    found: dict[tuple[str, bool], Actor] = {}
    asking = discourse.nearest(sentence, 0, lambda c: c.mention.head == but)
    own = _side(asking.actor) if asking is not None else None
    # A breakaway territory is a side of its own only where no second state is named.
    for c in sorted(discourse.back(sentence, _REACH_SIDES), key=lambda c: c.actor.sector == "SEP"):
        if heads and said.noun != "leader" and not (c.person and _office_of(said) == c.actor.sector):
            continue
        side = _side(c.actor)
        if not c.place and c.actor.sector in _PARTIES and side[0] not in {"", "INT"} and side != own:
            found.setdefault(side, c.actor if heads else _party(c.actor))
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
