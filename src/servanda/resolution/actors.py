"""Mentions to actors: ``name|COUNTRY|SECTOR`` for every phrase that names, describes or stands for somebody.

Order: names that the tables know; other names by what the report says of their bearers; then descriptions and pronouns
from left to right, each looking back at what was mentioned before it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date

from servanda.knowledge import (
    ISO_INTERNATIONAL,
    KnownActor,
    Land,
    find_known,
    find_land,
    find_role,
    word_list,
)
from servanda.model import Actor, Analysis, Chain, Mention
from servanda.resolution.describe import Description, describe, full_words_of, is_plural
from servanda.resolution.discourse import Discourse, Resolved
from servanda.resolution.places import named_countries, place_name, places_in, setting_of
from servanda.resolution.references import find_counted, find_described, find_pronoun

_AHEAD = 5
"""How many sentences and newcomers ahead a description looks for its name."""
_PLACES = frozenset({"place", "city", "country"})
_STATE = frozenset({"GOV", "LEG", "JUD"})
"""Sectors whose bare descriptions ("the government") mean the state the report is about rather than where the sentence plays."""
_LASTING = frozenset({"REB", "MIL", "COP", "OPP", "SEP", "LEG"})
"""Sectors whose bare descriptions go on meaning those named before."""
_GOVERN = frozenset({"president", "minister", "premier", "king", "chancellor"})
"""Offices that make whoever holds them ``GOV``."""
_STATES_AS = frozenset(
    {"chair", "member", "host", "holder", "sponsor", "partner", "broker", "mediator", "guarantor"}
)
"""Nouns in apposition to which a state may stand."""


def resolve_mentions(analysis: Analysis) -> Analysis:
    """Fill ``actors``, ``place``, ``chain`` and ``reason`` of every mention."""
    work = _Work(analysis)
    work.name_known()
    work.name_described()
    work.read_on()
    return work.result()


@dataclass
class _Work:
    """The state of one document while its mentions are resolved."""

    analysis: Analysis
    resolved: dict[int, Resolved] = field(default_factory=dict)
    chain_actor: dict[int, tuple[Actor, str]] = field(default_factory=dict)
    titles: dict[int, frozenset[str]] = field(default_factory=dict)
    places: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    newcomers: list[tuple[int, int]] = field(default_factory=list)
    """First token and chain of everybody who is named, in order."""

    def __post_init__(self) -> None:
        self.on = _day_of(self.analysis)
        self.counts = named_countries(self.analysis)
        self.setting = setting_of(self.counts)
        self.pair = tuple(country for country, _ in self.counts[:2]) if len(self.counts) > 1 else ()
        self.discourse = Discourse(self.analysis, self.titles)

    def actors_at(self, token: int) -> tuple[Actor, ...]:
        """What the mention at a token stands for, as far as known by now."""
        found = self.analysis.mention_of.get(token)
        if found is None:
            return ()
        if found in self.resolved:
            resolved = self.resolved[found]
            if resolved.guessed:
                # A guessed country is no evidence for the phrase around it.
                return tuple(replace(a, country="") for a in resolved.actors)
            return resolved.actors
        chain = self.analysis.mentions[found].chain
        return (self.chain_actor[chain][0],) if chain in self.chain_actor else ()

    # -- names

    def name_known(self) -> None:
        """Give chains of names the actor that the tables have for any of their names, the fullest first."""
        for chain in self.analysis.chains:
            known = self._find(chain)
            if known:
                # "U.N." and "EU" are written out, as are seats; other bodies keep the report's fullest form.
                short = known.kind == "body" and chain.name.isupper() and " " not in chain.name
                name = known.name if short or known.kind not in {"body", "person"} else chain.name
                actor = Actor(name, self._country_of(known), known.sector)
                self.chain_actor[chain.id] = (actor, f"{known.kind} of the tables: {known.name}")

    def _country_of(self, known: KnownActor) -> str:
        """The country of a known actor; of one that acts in several, the one the report names most."""
        return next((c for c, _ in self.counts if c in known.countries), known.country)

    def _find(self, chain: Chain) -> KnownActor | None:
        if chain.type == "nationality":
            return None
        known = find_known(chain.name, self.on)
        if known or (chain.type == "person" and " " in chain.name):
            return known
        spans = (self.analysis.mentions[i].name for i in chain.mentions)
        names = {self.analysis.text_of(*span) for span in spans if span}
        for name in sorted(names, key=lambda n: (-len(n), n)):
            known = find_known(name, self.on)
            if known:
                return known
        return None

    def name_described(self) -> None:
        """Give every chain of names country and sector by its bearers' descriptions anywhere in the report."""
        for chain in self.analysis.chains:
            if chain.type == "nationality":
                continue
            said = [d for i in chain.mentions for d in self._descriptions(self.analysis.mentions[i])]
            self.titles[chain.id] = frozenset(d.noun for d in said if d.role)
            known = self.chain_actor.get(chain.id)
            if known:
                if chain.type == "person":
                    self._correct(chain.id, known[0], said)
                continue
            if chain.type in _PLACES or find_land(chain.name):
                continue
            actor = self._described(chain, said)
            if actor:
                self.chain_actor[chain.id] = (actor, "described in the report")

    def _correct(self, chain: int, known: Actor, said: list[Description]) -> None:
        """The report's own words on somebody's office outrank the tables."""
        if known.sector == "GOV" and any(d.former for d in said):
            self.chain_actor[chain] = (replace(known, sector="CVL"), "former official")
        elif known.sector in {"REB", "OPP", "PTY", "MIL"}:
            if any(d.noun in _GOVERN and d.sector == "GOV" and not d.former for d in said):
                self.chain_actor[chain] = (replace(known, sector="GOV"), "holds a state office")

    def _described(self, chain: Chain, said: list[Description]) -> Actor | None:
        """The actor that the descriptions of an unknown name make of its bearer."""
        if chain.type != "person":
            head = self.analysis.mentions[chain.mentions[0]].head
            said = [*said, describe(self.analysis, head, self.actors_at)]
        sectors = [d for d in said if d.sector and d.sector != "UNK"] or [d for d in said if d.sector]
        sector = sectors[0].sector if sectors else ""
        if sectors and sector == "GOV" and sectors[0].former:
            sector = "CVL"
        country = next((d.country for d in said if d.country), "")
        if not country and not (sectors and sectors[0].nowhere) and (sectors or chain.type == "person"):
            country = self.setting
        if chain.type == "person" and not sector:
            sector = "CVL"
        if not sector and chain.type in {"organisation", "armed-group"}:
            words = chain.name.lower().split(" ")
            if chain.type == "armed-group" or not word_list("armed").isdisjoint(words):
                sector, country = "REB", country or self.setting
        if sector or chain.type in {"person", "organisation", "armed-group"}:
            return Actor(chain.name, country, sector)
        return None

    def _descriptions(self, mention: Mention) -> list[Description]:
        """Titles before a name, appositions beside it, and what it is said to be."""
        analysis = self.analysis
        tokens, head = analysis.tokens, mention.head
        token = tokens[head]
        heads = [c for c in analysis.children[head] if tokens[c].deprel in {"nmod:desc", "appos", "compound"}]
        if mention.name and not mention.name[0] <= head < mention.name[1]:
            heads.append(head)
        if mention.name and analysis.mention_of.get(mention.name[0] - 1) == mention.id:
            heads.append(mention.name[0] - 1)
        if token.deprel in {"appos", "nmod:desc"} or (
            token.deprel == "compound" and tokens[token.head].lemma.lower() in word_list("groups")
        ):
            heads.append(token.head)
        if token.deprel.startswith("nsubj") and analysis.child(token.head, "cop") >= 0:
            heads.append(token.head)
        out = []
        for c in dict.fromkeys(heads):
            if tokens[c].upos in {"NOUN", "PROPN", "ADJ"}:
                said = describe(analysis, c, self.actors_at)
                if not said.placed:
                    # The adjective may hang on the name: "Ukrainian [President] Zelensky".
                    around = describe(analysis, head, self.actors_at)
                    said = said.placed_in((around.country,)) if around.country else said
                if said.role or said.bearers:
                    out.append(said)
        return out

    # -- from left to right

    def read_on(self) -> None:
        """Resolve mentions from left to right; coordinations count as one plural once their sentence is read."""
        self.newcomers = sorted(
            (self.analysis.mentions[c.mentions[0]].head, c.id)
            for c in self.analysis.chains
            if c.id in self.chain_actor and c.type in {"person", "organisation", "armed-group"}
        )
        sentence, coordinated = -1, []
        for mention in self.analysis.mentions:
            token = self.analysis.tokens[mention.head]
            if token.sentence != sentence:
                self._close(coordinated)
                sentence, coordinated = token.sentence, []
            if self.analysis.child(mention.head, "conj") >= 0:
                coordinated.append(mention)
            resolved = self._resolve(mention)
            self.resolved[mention.id] = resolved
            self.discourse.add(mention, resolved)

    def _close(self, coordinated: list[Mention]) -> None:
        for mention in coordinated:
            heads = [
                c for c in self.analysis.children[mention.head] if self.analysis.tokens[c].deprel == "conj"
            ]
            actors = dict.fromkeys(a for h in (mention.head, *heads) for a in self.actors_at(h))
            self.discourse.add_group(mention, tuple(actors))

    def _resolve(self, mention: Mention) -> Resolved:
        if mention.kind == "pronoun":
            return find_pronoun(self.analysis, self.discourse, mention)
        if mention.name is not None:
            return self._resolve_name(mention)
        return self._resolve_nominal(mention)

    def _resolve_name(self, mention: Mention) -> Resolved:
        assert mention.name is not None
        place = place_name(self.analysis, mention)
        if mention.chain in self.chain_actor:
            actor, reason = self.chain_actor[mention.chain]
            land = find_land(self.analysis.text_of(*mention.name)) if mention.type == "country" else None
            shared = self._shares_noun(mention, land) if land else None
            if shared:
                return Resolved(actors=(shared,), place=place, reason="shares the noun of the next")
            return Resolved(actors=(actor,), chain=mention.chain, place=place, reason=reason)
        text = self.analysis.text_of(*mention.name)
        land = find_land(text)
        if land and mention.type == "nationality":
            actor = self._nationality(mention, text, land)
            return Resolved(actors=(actor,), chain=mention.chain, reason="nationality")
        return Resolved(chain=mention.chain, place=place)

    def _nationality(self, mention: Mention, text: str, land: Land) -> Actor:
        """The state for an adjective; for a noun its people, or the state if all of them: "the Palestinians" negotiate."""
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        if token.deprel.partition(":")[0] in {"amod", "compound", "nmod:poss"} or land.by == "country":
            return Actor(land.name, land.country, land.sector)
        shared = self._shares_noun(mention, land)
        if shared:
            return shared
        determiner = analysis.child(mention.head, "det")
        whole = determiner >= 0 and analysis.tokens[determiner].text.lower() == "the"
        whole = whole and analysis.child(mention.head, "nummod", "amod", "acl") < 0
        if whole or (not land.country and land.sector):
            return Actor(text, land.country, land.sector or "GOV")
        return Actor(text, land.country or self._place_of(mention) or self.setting, "CVL")

    def _shares_noun(self, mention: Mention, land: Land) -> Actor | None:
        """The noun that a nationality shares with the next: "by Danish and Swedish agents", parsed as a list of two."""
        analysis = self.analysis
        tokens, head = analysis.tokens, mention.head
        for c in analysis.children[head]:
            if tokens[c].deprel == "conj" and c > head + 2 and tokens[head + 1].upos == "CCONJ":
                neighbour = analysis.mention_at(head + 2)
                if neighbour and neighbour.type in {"nationality", "country"} and tokens[head + 2].head == c:
                    said = describe(analysis, c, self.actors_at)
                    if said.sector:
                        text = analysis.text_of(head, head + 1)
                        return Actor(f"{text} {tokens[c].text}", land.country, said.sector)
        return None

    def _resolve_nominal(self, mention: Mention) -> Resolved:
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        named = self._named_beside(mention)
        if named:
            return named
        if token.upos in {"NUM", "DET", "ADJ"} or token.lemma.lower() in {"other", "another"}:
            return find_counted(analysis, self.discourse, mention)
        said = describe(analysis, mention.head, self.actors_at)
        referred = find_described(analysis, self.discourse, mention, said, self.pair)
        place = place_name(analysis, mention)
        if referred:
            return replace(referred, place=place)
        if not said.sector:
            return Resolved(place=place)
        later = self._named_later(mention, said)
        if later:
            return replace(later, place=place)
        reason, guessed = "described", False
        if said.noun == "side" and said.country:
            said = said.placed_in((said.country,))
            said = replace(said, bearers=((said.country, "GOV"),))
        if not said.placed:
            countries, reason = self._fallback(mention, said)
            said, guessed = said.placed_in(countries) if countries else said, bool(countries)
        words = said.words
        if said.country in {"", ISO_INTERNATIONAL} and said.bearers:
            words = full_words_of(analysis, mention.head)
        actors = tuple(Actor(words, country, sector) for country, sector in said.bearers)
        return Resolved(actors=actors, said=said, place=place, reason=reason, guessed=guessed)

    def _named_beside(self, mention: Mention) -> Resolved | None:
        """The name in apposition: "his counterpart, General Liang", "Sandu, the president of …"."""
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        beside = [c for c in analysis.children[mention.head] if analysis.tokens[c].deprel == "appos"]
        if token.deprel == "appos":
            beside.append(token.head)
        if token.lemma.lower() in word_list("groups"):
            beside += [c for c in analysis.children[mention.head] if analysis.tokens[c].deprel == "compound"]
        for c in beside:
            other = analysis.mention_at(c)
            if (
                other
                and other.name
                and other.chain in self.chain_actor
                and self._may_stand(mention, other, c)
            ):
                actor, _ = self.chain_actor[other.chain]
                return Resolved(actors=(actor,), chain=other.chain, reason="apposition")
        return None

    def _named_later(self, mention: Mention, said: Description) -> Resolved | None:
        """Whom the report names only after describing him: "A senior minister said … Deputy Prime Minister X".

        The next newcomers of the same country and sector are candidates: the one with the same title, else the only one.
        """
        analysis = self.analysis
        group = said.noun in word_list("groups") and bool(said.role) and said.placed
        person = said.role is not None and said.role.kind == "person"
        if is_plural(analysis, mention.head) or not (group or person) or said.sector in {"CVL", "UNK", "MED"}:
            return None
        place = bisect_right(self.newcomers, (mention.head, -1))
        sentence = analysis.tokens[mention.head].sentence
        found = []
        for token, chain in self.newcomers[place : place + _AHEAD]:
            if analysis.tokens[token].sentence - sentence > _AHEAD:
                break
            kind = analysis.chains[chain].type
            actor = self.chain_actor[chain][0]
            if (
                (kind == "person") == person
                and actor.country == said.country
                and _alike(actor.sector, said.sector)
            ):
                found.append(chain)
        named = next((c for c in found if said.noun in self.titles.get(c, ())), None)
        if named is None and len(found) == 1 and (group or said.noun in word_list("offices") | _GOVERN):
            named = found[0]
        if named is None or not said.country:
            return None
        return Resolved(actors=(self.chain_actor[named][0],), chain=named, said=said, reason="named later")

    def _may_stand(self, mention: Mention, other: Mention, at: int) -> bool:
        """Whether a name beside a noun can be its name: a state only beside "ally", "neighbour", "chair"."""
        if other.type not in _PLACES:
            if other.type == "person":
                role = find_role(self.analysis.tokens[mention.head].lemma.lower())
                return role is not None and role.kind == "person"
            sector = self.chain_actor[other.chain][0].sector
            # "The U.N. nuclear agency" is not the U.N.
            return bool(sector) and not (sector == "IGO" and self.analysis.tokens[at].deprel == "compound")
        noun = self.analysis.tokens[mention.head].lemma.lower()
        return other.type == "country" and noun in word_list("sides") | word_list("lands") | _STATES_AS

    def _fallback(self, mention: Mention, said: Description) -> tuple[tuple[str, ...], str]:
        """Countries of somebody whose phrase does not say: his neighbour's in a list, the place's, the report's."""
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        if said.nowhere or said.sector in {"NGO", "BUS", "IGO"}:
            return (), "of no one country"
        if said.noun == "coalition" or "coalition" in said.words.lower().split():
            return (ISO_INTERNATIONAL,), "coalition of several states"
        if token.deprel == "conj" and analysis.child(mention.head, "amod", "det", "nmod:poss") < 0:
            first = analysis.mention_of.get(token.head)
            found = self.resolved.get(first) if first is not None else None
            if found and found.said and found.said.placed and found.said.country:
                return tuple(
                    c for c, _ in found.said.bearers
                ), "shares the modifier of its neighbour in the list"
        if said.sector in _STATE and self.setting:
            return (self.setting,), "country of the report"
        place = self._place_of(mention)
        if place:
            return (place,), "country of the place in the sentence"
        earlier = self.discourse.last_of_sector.get(said.sector)
        if earlier and said.sector in _LASTING:
            return (earlier.country,), "country of those mentioned before"
        if self.setting:
            return (self.setting,), "country of the report"
        return (), "no country said"

    def _place_of(self, mention: Mention) -> str:
        """The country of the place in the mention's clause, else of the nearest in its sentence."""
        places = self._places(self.analysis.tokens[mention.head].sentence)
        if not places:
            return ""
        clause = self._clause(mention.head)
        return min(places, key=lambda p: (self._clause(p[0]) != clause, abs(p[0] - mention.head)))[1]

    def _clause(self, token: int) -> int:
        """The nearest verb above a token, or the root."""
        for above in self.analysis.ancestors(token):
            if self.analysis.tokens[above].upos == "VERB":
                return above
        return -1

    def _places(self, sentence: int) -> list[tuple[int, str]]:
        if sentence not in self.places:
            self.places[sentence] = places_in(self.analysis, sentence, self.setting)
        return self.places[sentence]

    # -- result

    def result(self) -> Analysis:
        """The analysis with its mentions resolved and the chains grown by descriptions and pronouns."""
        mentions: list[Mention] = []
        members: dict[int, list[int]] = {c.id: [] for c in self.analysis.chains}
        for mention in self.analysis.mentions:
            found = self.resolved[mention.id]
            mentions.append(
                replace(
                    mention, actors=found.actors, chain=found.chain, place=found.place, reason=found.reason
                )
            )
            if found.chain >= 0:
                members[found.chain].append(mention.id)
        chains = tuple(replace(c, mentions=tuple(members[c.id])) for c in self.analysis.chains)
        return replace(self.analysis, mentions=tuple(mentions), chains=chains)


def _alike(one: str, other: str) -> bool:
    """Whether two sectors may be of one body: relief and international bodies are told apart only by their names."""
    return one == other or {one, other} <= {"IGO", "NGO", "EDU"}


def _day_of(analysis: Analysis) -> date | None:
    """The day for which offices are looked up."""
    if analysis.document.published:
        return analysis.document.published
    return analysis.written[0] if analysis.written else None
