"""Mentions to actors: ``name|COUNTRY|SECTOR`` for every phrase that names, describes or stands for somebody.

Order: names that the tables know; other names by what the report says of their bearers; then descriptions and pronouns
from left to right, each looking back at what was mentioned before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from servanda.knowledge import KnownActor, find_known, find_land
from servanda.model import Actor, Analysis, Chain, Mention
from servanda.resolution.describe import Description, describe
from servanda.resolution.places import main_country, place_country, place_name
from servanda.resolution.references import Discourse, Resolved

_OWN_COUNTRY = frozenset(
    {
        "CVL",
        "REB",
        "MIL",
        "COP",
        "GOV",
        "OPP",
        "SEP",
        "JUD",
        "LEG",
        "REF",
        "UNK",
        "REL",
        "SPY",
        "MED",
        "PTY",
        "CRM",
    }
)
"""Sectors whose bare descriptions ("soldiers", "the opposition") belong to the country the report is set in."""


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

    def __post_init__(self) -> None:
        self.on = _day_of(self.analysis)
        self.setting = main_country(self.analysis)

    def actors_at(self, token: int) -> tuple[Actor, ...]:
        """What the mention at a token stands for, as far as known by now."""
        found = self.analysis.mention_of.get(token)
        if found is None:
            return ()
        if found in self.resolved:
            return self.resolved[found].actors
        chain = self.analysis.mentions[found].chain
        return (self.chain_actor[chain][0],) if chain in self.chain_actor else ()

    def name_known(self) -> None:
        """Give chains of names the actor that the tables have for any of their names, the fullest first."""
        for chain in self.analysis.chains:
            known = self._find(chain)
            if known:
                name = (
                    known.name if known.kind in {"country", "seat", "territory"} else _full_name(chain, known)
                )
                self.chain_actor[chain.id] = (
                    Actor(name, known.country, known.sector),
                    f"{known.kind} of the tables: {known.name}",
                )

    def _find(self, chain: Chain) -> KnownActor | None:
        if chain.type == "nationality":
            return None
        known = find_known(chain.name, self.on)
        if known or (chain.type == "person" and " " in chain.name):
            return known
        names = {
            self.analysis.text_of(*span) for i in chain.mentions if (span := self.analysis.mentions[i].name)
        }
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
            heads = [self.analysis.mentions[i].head for i in chain.mentions]
            known = self.chain_actor.get(chain.id)
            said = [d for h in heads for d in self._descriptions(h)]
            if any(d.former for d in said) and known and known[0].sector == "GOV" and chain.type == "person":
                self.chain_actor[chain.id] = (replace(known[0], sector="CVL"), "former official")
            if known:
                continue
            said += [describe(self.analysis, heads[0], self.actors_at)] if chain.type != "person" else []
            country = next((d.country for d in said if d.country), "")
            sector = next((d.sector for d in said if d.sector and d.sector != "UNK"), "")
            former = next((d.former for d in said if d.sector), False)
            if sector == "GOV" and former:
                sector = "CVL"
            if sector or chain.type in {"person", "organisation", "armed-group"}:
                self.chain_actor[chain.id] = (Actor(chain.name, country, sector), "described in the report")

    def _descriptions(self, head: int) -> list[Description]:
        """Titles before a name, appositions beside it, and what it is said to be."""
        analysis, out = self.analysis, []
        heads = [
            c
            for c in analysis.children[head]
            if analysis.tokens[c].deprel in {"nmod:desc", "appos", "compound", "nmod"}
        ]
        token = analysis.tokens[head]
        if token.deprel in {"appos", "nmod:desc"}:
            heads.append(token.head)
        if token.deprel.startswith("nsubj") and analysis.child(token.head, "cop") >= 0:
            heads.append(token.head)
        for c in heads:
            if analysis.tokens[c].upos in {"NOUN", "PROPN"}:
                if analysis.tokens[c].deprel == "nmod" and c > head:
                    continue
                said = describe(analysis, c, self.actors_at)
                if said.role or said.country:
                    # The adjective may hang on the name: "Ukrainian [President] Zelensky".
                    if not said.country:
                        said = replace(said, country=describe(analysis, head, self.actors_at).country)
                    out.append(said)
        return out

    def read_on(self) -> None:
        """Resolve mentions from left to right."""
        discourse = Discourse(self.analysis, self.setting)
        for mention in self.analysis.mentions:
            resolved = self._resolve(mention, discourse)
            self.resolved[mention.id] = resolved
            discourse.add(mention, resolved)

    def _resolve(self, mention: Mention, discourse: Discourse) -> Resolved:
        analysis = self.analysis
        place = place_name(analysis, mention)
        if mention.kind == "pronoun":
            return discourse.find_pronoun(mention)
        if mention.name is not None:
            if mention.chain in self.chain_actor:
                actor, reason = self.chain_actor[mention.chain]
                return Resolved(actors=(actor,), chain=mention.chain, place=place, reason=reason)
            land = find_land(analysis.text_of(*mention.name))
            if land and mention.type == "nationality":
                return Resolved(
                    actors=(self._people(mention, land.by == "people"),),
                    chain=mention.chain,
                    reason="nationality",
                )
            return Resolved(chain=mention.chain, place=place)
        said = describe(analysis, mention.head, self.actors_at)
        referred = discourse.find_described(mention, said)
        if referred:
            return referred
        if not said.sector:
            return Resolved(place=place)
        country, reason = said.country, "described"
        if not country and said.sector in _OWN_COUNTRY:
            country = self._country_around(mention) or self.setting
            reason = "described; country of the place or of the report"
        return Resolved(
            actors=(Actor(said.words, country, said.sector),), described=said, place=place, reason=reason
        )

    def _people(self, mention: Mention, people: bool) -> Actor:
        """A nationality: the state if used as an adjective, its people if used as a noun."""
        assert mention.name is not None
        text = self.analysis.text_of(*mention.name)
        land = find_land(text)
        assert land is not None
        if people and self.analysis.tokens[mention.head].upos != "ADJ":
            return Actor(text, land.country, "CVL")
        return Actor(land.name, land.country, land.sector)

    def _country_around(self, mention: Mention) -> str:
        """The country of the first place that the mention's sentence names."""
        sentence = self.analysis.sentence_of(mention.head)
        for i in range(sentence.first, sentence.last):
            found = self.analysis.mention_of.get(i)
            if found is None:
                continue
            other = self.analysis.mentions[found]
            if other.head == i and other.name and other.type in {"place", "city", "country"}:
                case = self.analysis.child(i, "case")
                if case >= 0 and self.analysis.tokens[case].text.lower() in {
                    "in",
                    "at",
                    "near",
                    "around",
                    "inside",
                    "across",
                    "outside",
                }:
                    country = place_country(self.analysis.text_of(*other.name), self.setting)
                    if country:
                        return country
        return ""

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


def _day_of(analysis: Analysis) -> date | None:
    """The day for which offices are looked up."""
    if analysis.document.published:
        return analysis.document.published
    return analysis.written[0] if analysis.written else None


def _full_name(chain: Chain, known: KnownActor) -> str:
    """The fullest name that the report gives; the tables' own only for an acronym or a bare family name is not used."""
    return chain.name


def actors_of(analysis: Analysis, tokens: Sequence[int]) -> tuple[Actor, ...]:
    """The actors of the phrases headed by ``tokens``, in order, each once."""
    out: dict[Actor, None] = {}
    for token in tokens:
        mention = analysis.mention_at(token)
        for actor in mention.actors if mention else ():
            out.setdefault(actor)
    return tuple(out)
