"""Mentions to actors: ``name|COUNTRY|SECTOR`` for every phrase that names, describes or stands for somebody.

Order: names that the tables know; other names by what the report says of their bearers (``naming``); then
descriptions and pronouns from left to right, each looking back at what was mentioned before it
(``references``, ``definite``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from servanda.knowledge import ISO_INTERNATIONAL, Land, find_land, find_role, word_list
from servanda.model import Actor, Analysis, Mention
from servanda.resolution.definite import find_described
from servanda.resolution.describe import Description, describe
from servanda.resolution.discourse import Discourse, Resolved, Rival, Way
from servanda.resolution.named_later import find_named_later, newcomers_of
from servanda.resolution.naming import PLACES, Naming
from servanda.resolution.offices import actor_or_holder_id
from servanda.resolution.phrases import (
    BARE,
    case_of,
    determiner_of,
    full_words_of,
    gathered_by,
    modifiers_of,
)
from servanda.resolution.places import named_countries, place_name, setting_of
from servanda.resolution.references import find_counted, find_latter, find_pronoun
from servanda.resolution.scores import Doubt, weigh
from servanda.resolution.surroundings import Surroundings

_STATES_AS = frozenset(
    {"chair", "member", "host", "holder", "sponsor", "partner", "broker", "mediator", "guarantor"}
)
"""Nouns in apposition to which a state may stand."""
_WHOSE: dict[Way, str] = {
    "described": "coalition of several states",
    "list": "shares the modifier of its neighbour in the list",
    "setting": "country of the report",
    "place": "country of the place in the sentence",
    "earlier": "country of those mentioned before",
}
"""Whose country a description is given that says none."""


def resolve_mentions(analysis: Analysis, doubt: Doubt | None = None) -> Analysis:
    """Fill ``actors``, ``ids``, ``candidates`` and ``reason`` of every mention, and let the chains grow.

    ``doubt``: when a mention is left open, else the defaults of :class:`Doubt`.
    """
    reading = _Reading.of(analysis, doubt or Doubt())
    reading.read_on()
    members: dict[int, list[int]] = {chain.id: [] for chain in analysis.chains}
    mentions: list[Mention] = []
    for mention in analysis.mentions:
        found = reading.resolved[mention.id]
        mentions.append(
            replace(
                mention,
                actors=found.actors,
                ids=reading.ids_of(found),
                candidates=found.candidates,
                chain=found.chain,
                place=found.place,
                reason=found.reason,
            )
        )
        if found.chain >= 0:
            members[found.chain].append(mention.id)
    chains = tuple(replace(chain, mentions=tuple(members[chain.id])) for chain in analysis.chains)
    return replace(analysis, mentions=tuple(mentions), chains=chains)


def read_mentions(analysis: Analysis, doubt: Doubt | None = None) -> dict[int, Resolved]:
    """What became of each mention, by its id, with all that led to it: what scores are fitted on."""
    reading = _Reading.of(analysis, doubt or Doubt())
    reading.read_on()
    return reading.resolved


@dataclass
class _Reading:
    """The state of one document while its mentions are resolved from left to right.

    ``pair`` are the two countries that are named most as acting; ``newcomers`` first token and chain of all
    named, in order.
    """

    analysis: Analysis
    naming: Naming
    around: Surroundings
    discourse: Discourse
    pair: tuple[str, ...]
    newcomers: list[tuple[int, int]]
    doubt: Doubt
    resolved: dict[int, Resolved] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, doubt: Doubt) -> _Reading:
        """A reading that has named the names."""
        counts = named_countries(analysis)
        setting = setting_of(counts)
        naming = Naming(analysis, counts, setting)
        return cls(
            analysis=analysis,
            naming=naming,
            around=Surroundings(analysis, setting, naming.home),
            discourse=Discourse(analysis, naming.titles),
            pair=_main_parties(analysis, naming),
            newcomers=newcomers_of(analysis, naming),
            doubt=doubt,
        )

    def actors_at(self, token: int) -> tuple[Actor, ...]:
        """What the mention at a token stands for, as far as known by now."""
        mention = self.analysis.mention_at(token)
        if mention is None or self.naming.short_at(token) >= 0:
            return self.naming.actors_at(token)
        resolved = self.resolved.get(mention.id) or self._ahead(mention)
        if resolved is None:
            return self.naming.actors_at(token)
        if resolved.guessed:
            # A guessed country is no evidence for the phrase around it.
            return tuple(replace(actor, country="") for actor in resolved.actors)
        return resolved.actors

    def _ahead(self, mention: Mention) -> Resolved | None:
        """The body known before that a complement means: "a spokesman for the London-based group"."""
        token = self.analysis.tokens[mention.head]
        body = mention.kind == "nominal" and token.lemma.lower() in word_list("groups")
        if not body or token.deprel != "nmod" or determiner_of(self.analysis, mention.head) != "the":
            return None
        found = self._resolve_nominal(mention)
        return found if found.chain >= 0 and found.way in {"body", "noun"} else None

    def _listed_at(self, token: int) -> tuple[Actor, ...]:
        mention = self.analysis.mention_at(token)
        guessed = mention is not None and mention.id in self.resolved and self.resolved[mention.id].guessed
        return self.resolved[mention.id].actors if mention and guessed else self.actors_at(token)

    def ids_of(self, found: Resolved) -> tuple[str, ...]:
        """Stable ids of what a mention was resolved to; a chain's is that of its row of the tables."""
        if found.chain in self.naming.ids and len(found.actors) == 1:
            return (self.naming.ids[found.chain],)
        noun = found.said.noun if found.said else ""
        return tuple(actor_or_holder_id(a, noun, self.analysis, self.naming.on) for a in found.actors)

    def read_on(self) -> None:
        """Resolve mentions in order; coordinations count as one plural once their sentence is read."""
        sentence = -1
        coordinated: list[Mention] = []
        for mention in sorted(self.analysis.mentions, key=lambda m: (m.head, m.first)):
            token = self.analysis.tokens[mention.head]
            if token.sentence != sentence:
                self._close(coordinated)
                sentence, coordinated = token.sentence, []
            adjective = token.deprel.partition(":")[0] in {"amod", "compound"}
            if self.analysis.child(mention.head, "conj") >= 0 and not adjective:
                coordinated.append(mention)
            resolved = weigh(self._resolve(mention), self.doubt)
            self.resolved[mention.id] = resolved
            self.discourse.add(mention, resolved)

    def _close(self, coordinated: list[Mention]) -> None:
        tokens = self.analysis.tokens
        for mention in coordinated:
            conjuncts = (c for c in self.analysis.children[mention.head] if tokens[c].deprel == "conj")
            # With guessed countries: "children and women … the children" stay those of the place.
            actors = dict.fromkeys(a for h in (mention.head, *conjuncts) for a in self._listed_at(h))
            self.discourse.add_group(mention, tuple(actors))

    def _resolve(self, mention: Mention) -> Resolved:
        if mention.kind == "pronoun" and not self._counts_its_own(mention):
            return find_pronoun(self.analysis, self.discourse, mention)
        place = place_name(self.analysis, mention)
        found = self._resolve_name(mention) if mention.name else self._resolve_nominal(mention)
        return replace(found, place=place)

    # -- names

    def _resolve_name(self, mention: Mention) -> Resolved:
        assert mention.name is not None
        text = self.analysis.text_of(*mention.name)
        land = find_land(text) if mention.type in {"nationality", "country"} else None
        shared = self._shares_noun(mention, land) if land else None
        if shared:
            return Resolved(actors=(shared,), reason="shares the noun of the next", way="nationality")
        if mention.chain in self.naming.actors:
            actor, reason = self.naming.actors[mention.chain]
            way: Way = "table" if mention.chain in self.naming.ids else "report"
            rivals = self.naming.rivals.get(mention.chain, ())
            return Resolved(actors=(actor,), chain=mention.chain, reason=reason, way=way, rivals=rivals)
        if land and mention.type == "nationality":
            actor = self._nationality(mention, text, land)
            return Resolved(actors=(actor,), chain=mention.chain, reason="nationality", way="nationality")
        return Resolved(chain=mention.chain)

    def _nationality(self, mention: Mention, text: str, land: Land) -> Actor:
        """The state for an adjective; for a noun its people, or the state if all of them are meant.

        "The Palestinians" negotiate; "two Palestinians" are killed.
        """
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        relation = analysis.tokens[token.head].deprel if token.deprel == "conj" else token.deprel
        if relation.partition(":")[0] in {"amod", "compound"} or relation == "nmod:poss":
            return Actor(land.name, land.country, land.sector)
        whole = determiner_of(analysis, mention.head) == "the"
        whole = whole and analysis.child(mention.head, "nummod", "amod", "acl") < 0
        if whole or (not land.country and land.sector):
            return Actor(text, land.country, land.sector or "GOV")
        country = land.country or self.around.place_of(mention) or self.around.setting
        return Actor(text, country, "CVL")

    def _shares_noun(self, mention: Mention, land: Land) -> Actor | None:
        """The noun that a nationality shares with the next: "Danish and Swedish agents" parsed as a list."""
        analysis = self.analysis
        tokens, head = analysis.tokens, mention.head
        for c in analysis.children[head]:
            if tokens[c].deprel == "conj" and c > head + 2 and tokens[head + 1].upos == "CCONJ":
                neighbour = analysis.mention_at(head + 2)
                if neighbour and neighbour.type in {"nationality", "country"} and tokens[head + 2].head == c:
                    sector = describe(analysis, c, self.actors_at).sector
                    if sector:
                        return Actor(f"{tokens[head].text} {tokens[c].text}", land.country, sector)
        return None

    # -- descriptions

    def _resolve_nominal(self, mention: Mention) -> Resolved:
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        named = self._named_beside(mention)
        if named:
            return named
        if token.text.lower() in {"latter", "former"}:
            return find_latter(analysis, self.discourse, mention)
        counts = token.upos in {"NUM", "DET", "ADJ"} or token.lemma.lower() in {"other", "another"}
        if counts and not self._counts_its_own(mention):
            return find_counted(analysis, self.discourse, mention)
        said = describe(analysis, mention.head, self.actors_at)
        short = self._short_for(mention, said)
        if short >= 0:
            reason = f"short for {self.analysis.chains[short].name}"
            actors = (self.naming.actors[short][0],)
            return Resolved(actors=actors, chain=short, said=said, reason=reason, way="noun")
        referred = find_described(analysis, self.discourse, mention, said, self.pair)
        referred = self.naming.by_office(mention, said, referred)
        if referred:
            return referred
        if not said.sector:
            return Resolved()
        later = self.naming.by_office(
            mention, said, find_named_later(analysis, self.naming, self.newcomers, mention, said)
        )
        return later or self._introduce(mention, said)

    def _short_for(self, mention: Mention, said: Description) -> int:
        """The chain of the body that a phrase is short for, or -1: "the Council", "the Israeli military"."""
        analysis = self.analysis
        short = self.naming.short_at(mention.head)
        named = ("nmod", "amod", "compound", "nmod:poss")
        if short >= 0 and (said.resident or analysis.child(mention.head, *named) < 0):
            return short
        army = said.noun in {"military", "army"} and said.sector == "MIL" and said.country
        return self.naming.armies.get(said.country, -1) if army else -1

    def _counts_its_own(self, mention: Mention) -> bool:
        """Whether what is counted stands in the phrase: "one of her relatives", but not "one of them"."""
        analysis = self.analysis
        gathered = gathered_by(analysis, mention.head, modifiers_of(analysis, mention.head)[1])
        return gathered >= 0 and analysis.tokens[gathered].upos != "PRON"

    def _introduce(self, mention: Mention, said: Description) -> Resolved:
        """Somebody new, known only by his description."""
        if said.noun == "side" and said.country:
            said = replace(said, bearers=((said.country, "GOV"),))
        elif said.noun == "side":
            return Resolved(said=said, reason="parties that nobody names")
        if said.placed:
            return Resolved(actors=self._bearers(mention, said), said=said, reason="described")
        found = self.around.countries_for(mention, said, self.discourse, self.resolved)
        if not found:
            reason = "of no one country" if said.nowhere else "no country said"
            return Resolved(actors=self._bearers(mention, said), said=said, reason=reason, way="homeless")
        (countries, way), *others = found
        rivals = {self._bearers(mention, said.placed_in(c)): _WHOSE[w] for c, w in others[::-1]}
        of_a_people = not word_list("stateless").isdisjoint(said.words.lower().split())
        if said.sector == "MIL" and of_a_people and "IRQ" not in countries:
            # "Kurdish forces" are no state's army; in Iraq they are their autonomous region's.
            said = replace(said, bearers=(("", "REB"),))
        said = said.placed_in(countries)
        actors = self._bearers(mention, said)
        rivals.pop(actors, None)
        return Resolved(
            actors=actors,
            said=said,
            reason=_WHOSE[way],
            guessed=True,
            way=way,
            rivals=tuple(Rival(r, 1.0, why) for r, why in reversed(rivals.items())),
        )

    def _bearers(self, mention: Mention, said: Description) -> tuple[Actor, ...]:
        bare = said.country in {"", ISO_INTERNATIONAL} or said.noun in BARE
        words = full_words_of(self.analysis, mention) if bare else said.words
        return tuple(Actor(words, country, sector) for country, sector in said.bearers)

    def _named_beside(self, mention: Mention) -> Resolved | None:
        """The name in apposition: "his counterpart, General Liang", "Sandu, the president of …"."""
        analysis = self.analysis
        tokens = analysis.tokens
        grouped = tokens[mention.head].lemma.lower() in word_list("groups")
        beside = [
            c
            for c in analysis.children[mention.head]
            if tokens[c].deprel == "appos" or (grouped and tokens[c].deprel == "compound")
        ]
        if tokens[mention.head].deprel == "appos":
            beside.append(tokens[mention.head].head)
        for c in beside:
            other = analysis.mention_at(c)
            if other and other.name and other.chain in self.naming.actors and self._fits(mention, other, c):
                actor, _ = self.naming.actors[other.chain]
                return Resolved(actors=(actor,), chain=other.chain, reason="apposition", way="apposition")
        return None

    def _fits(self, mention: Mention, other: Mention, at: int) -> bool:
        """Whether a name beside a noun can be its name: a state only beside "ally", "neighbour", "chair"."""
        noun = self.analysis.tokens[mention.head].lemma.lower()
        if other.type == "person":
            role = find_role(noun)
            return role is not None and role.kind == "person"
        if other.type in PLACES:
            return other.type == "country" and noun in word_list("sides") | word_list("lands") | _STATES_AS
        sector = self.naming.actors[other.chain][0].sector
        # "The E.U. fisheries agency" is not the E.U.
        return bool(sector) and not (sector == "IGO" and self.analysis.tokens[at].deprel == "compound")


def _main_parties(analysis: Analysis, naming: Naming) -> tuple[str, ...]:
    """The two countries that act most by name, or none if there are not two."""
    counts: Counter[str] = Counter()
    for mention in analysis.mentions:
        if mention.type in PLACES and case_of(analysis, mention.head) in word_list("locative"):
            continue
        if mention.chain in naming.actors:
            country = naming.actors[mention.chain][0].country
        else:
            land = find_land(analysis.text_of(*mention.name)) if mention.name else None
            country = land.country if land else ""
        if country not in {"", ISO_INTERNATIONAL}:
            counts[country] += 1
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    return tuple(country for country, _ in first) if len(first) > 1 else ()
