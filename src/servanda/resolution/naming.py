"""Chains of names to actors: by the tables, else by what the report says of their bearers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from servanda.knowledge import KnownActor, find_known, find_land, find_namesakes, find_role, word_list
from servanda.model import Actor, Analysis, Chain, Mention
from servanda.resolution.body_names import (
    BODIES,
    country_in,
    is_armed,
    is_firm,
    is_of_parliament,
    is_society,
    is_states,
)
from servanda.resolution.describe import Description, describe
from servanda.resolution.discourse import RANKED, Resolved, Rival
from servanda.resolution.identity import day_of, known_id
from servanda.resolution.offices import days_of, name_in_id, out_of_office, sure_holder
from servanda.resolution.phrases import case_of, full_words_of, is_plural
from servanda.resolution.places import home_of, origin_of, places_in
from servanda.resolution.surroundings import tells_country

PLACES = frozenset({"place", "city", "country"})
"""Types of names that are places."""
GOVERNING = frozenset({"president", "minister", "premier", "king", "chancellor"})
"""Offices that make whoever holds them ``GOV``."""
_NAMESAKE = 1.0
"""By how much a namesake fits less than him whom day and countries decide for."""
_ARMIES = frozenset({"forces", "army", "military"})
_MEMBERED = frozenset({"NGO", "EDU", "BUS", "MED", "IGO", "REL", "PTY", "OPP", "REB", "JUD", "LEG", "GOV"})
"""Sectors of bodies whose people are theirs."""


@dataclass
class Naming:
    """Who the named are.

    Attributes:
        counts: countries by how often the report names them, the most frequent first.
        setting: the country the report is about, or empty.
        home: the country it is filed from, for bodies of state, or empty.
        actors: actor of each chain with the reason; chains that are no actors are missing.
        titles: nouns said of the bearer of each chain.
        ids: stable id of each chain that the tables know.
        known_names: name in the tables of each chain that they know.
        rivals: others whom the tables know by the name of each chain.
        short: chain of the only body of the report that has a word in its name: "the Council".
        armies: chain of the armed forces of each country, if the report names but one.
        guessed: chains whose country nobody says: that of the report, or left open.
        on: the day for which the tables are asked.
    """

    analysis: Analysis
    counts: list[tuple[str, int]]
    setting: str
    actors: dict[int, tuple[Actor, str]] = field(default_factory=dict)
    titles: dict[int, frozenset[str]] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    known_names: dict[int, str] = field(default_factory=dict)
    rivals: dict[int, tuple[Rival, ...]] = field(default_factory=dict)
    short: dict[str, int] = field(default_factory=dict)
    armies: dict[str, int] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    home: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        self.on = on = day_of(self.analysis)
        self.home = self.setting or home_of(self.analysis, self.counts)
        for chain in self.analysis.chains:
            known = self._find(chain, on)
            self.rivals[chain.id] = _namesakes(chain, known)
            if known:
                self.ids[chain.id] = known_id(known)
                self.known_names[chain.id] = known.name
                self.actors[chain.id] = (
                    self._known(chain, known),
                    f"{known.kind} of the tables: {known.name}",
                )
        self.short = self._shorten()
        # Bodies first: whoever is "president of the Bank of Bergen" is of its country and sector.
        for chain in sorted(self.analysis.chains, key=lambda c: c.type == "person"):
            self._describe(chain)
        self.short = self._shorten()
        self.armies = self._find_armies()

    def actors_at(self, token: int) -> tuple[Actor, ...]:
        """The actor of the name at a token, as far as known by now."""
        mention = self.analysis.mention_at(token)
        chain = mention.chain if mention and mention.name else self.short_at(token)
        return (self.actors[chain][0],) if chain in self.actors else ()

    def short_at(self, token: int) -> int:
        """The chain that a capitalised word is short for, or -1."""
        word = self.analysis.tokens[token]
        if word.upos != "PROPN" or not word.text[:1].isupper():
            return -1
        return self.short.get(word.text.lower(), -1)

    def place(self, chain: int, country: str) -> None:
        """Learn the country of a chain from elsewhere in the report if it was only guessed."""
        if chain in self.guessed and country:
            self.guessed.discard(chain)
            actor, reason = self.actors[chain]
            self.actors[chain] = (replace(actor, country=country), reason)

    def _shorten(self) -> dict[str, int]:
        found: dict[str, set[int]] = {}
        for chain in self.analysis.chains:
            if chain.type not in BODIES or chain.id not in self.actors:
                continue
            for name in (chain.name, self.known_names.get(chain.id, "")):
                words = name.split(" ")
                for word in words if len(words) > 1 else ():
                    if word[:1].isupper() and find_role(word.lower()):
                        found.setdefault(word.lower(), set()).add(chain.id)
        return {word: min(chains) for word, chains in found.items() if len(chains) == 1}

    def _find_armies(self) -> dict[str, int]:
        found: dict[str, list[int]] = {}
        for chain in self.analysis.chains:
            actor = self.actors[chain.id][0] if chain.id in self.actors else None
            if actor and actor.sector == "MIL" and actor.country and chain.type in BODIES:
                words = set(self.known_names.get(chain.id, actor.name).lower().split(" "))
                if not words.isdisjoint(_ARMIES):
                    found.setdefault(actor.country, []).append(chain.id)
        return {country: chains[0] for country, chains in found.items() if len(chains) == 1}

    def by_office(self, mention: Mention, said: Description, found: Resolved | None) -> Resolved | None:
        """What was found for a description, unless the office that it names was surely another's.

        Whoever is known never to have held it gives way to the holder, if the report names him, or to nobody.
        """
        if not said.is_person or not said.placed or is_plural(self.analysis, mention.head):
            return found
        words = full_words_of(self.analysis, mention)
        office = sure_holder(words, said.country, days_of(self.analysis))
        if office is None or (found and not office.rules_out(self.ids.get(found.chain, office.id))):
            return found
        name = name_in_id(office.id)
        held = next((chain for chain, named in self.ids.items() if name_in_id(named) == name), None)
        if held is None:
            return None
        actors = (self.actors[held][0],)
        return Resolved(actors=actors, chain=held, said=said, reason="held that office then", way="table")

    def _find(self, chain: Chain, on: date | None) -> KnownActor | None:
        """The entry of the tables for any of a chain's names, the fullest first."""
        if chain.type == "nationality":
            return None
        near = [country for country, _ in self.counts]
        known = find_known(chain.name, on, near)
        if known and known.country == "INT" and self._is_of_a_state(chain):
            return None  # "Armenia's Security Council" is not the UN's
        if known or (chain.type == "person" and " " in chain.name):
            return known
        spans = (self.analysis.mentions[i].name for i in chain.mentions)
        names = {self.analysis.text_of(*span) for span in spans if span}
        found = (find_known(name, on, near) for name in sorted(names, key=lambda n: (-len(n), n)))
        return next((known for known in found if known), None)

    def _is_of_a_state(self, chain: Chain) -> bool:
        """Whether the report says of which country a body is: "Armenia's Security Council"."""
        tokens = self.analysis.tokens
        owners = (
            self.analysis.mention_at(child)
            for mention in self._mentions_of(chain)
            for child in self.analysis.children[mention.head]
            if tokens[child].deprel == "nmod:poss"
        )
        named = (m.name for m in owners if m is not None and m.type in PLACES)
        return any(name is not None and find_land(self.analysis.text_of(*name)) for name in named)

    def _known(self, chain: Chain, known: KnownActor) -> Actor:
        # "U.N.", "the world body" are written out, as are seats; other bodies keep the report's fullest form.
        last = chain.name.rpartition(" ")[2]
        plain = last.islower() and known.sector == "IGO"
        short = known.kind == "body" and (plain or (chain.name.isupper() and last == chain.name))
        name = known.name if short or known.kind not in {"body", "person"} else chain.name
        # Of the countries that a group acts in, the one the report names most.
        country = next((c for c, _ in self.counts if c in known.countries), known.country)
        return Actor(name, country, known.sector)

    def _describe(self, chain: Chain) -> None:
        """Take in what the report says of the bearer of a chain of names."""
        if chain.type == "nationality":
            return
        said = [d for mention in self._mentions_of(chain) for d in self._descriptions(mention)]
        self.titles[chain.id] = frozenset(d.noun for d in said if d.role)
        if chain.id in self.actors:
            if chain.type == "person":
                self._correct(chain.id, self.actors[chain.id][0], said)
        elif chain.type not in PLACES and not find_land(chain.name):
            actor = self._described(chain, said)
            if actor:
                self.actors[chain.id] = (actor, self._why(chain.id, actor))

    def _correct(self, chain: int, known: Actor, said: list[Description]) -> None:
        """The report's own words on somebody's office outrank the tables."""
        if known.sector == "GOV" and _has_left(said):
            self.actors[chain] = (replace(known, sector="CVL"), "former official")
        elif known.sector == "GOV" and not any(d.sector == "GOV" and not d.former for d in said):
            when = out_of_office(known.name, days_of(self.analysis))
            if when and any(d.noun in {"candidate", "nominee"} for d in said):
                self.actors[chain] = (replace(known, sector="PTY"), "candidate, holds no office")
            elif when == "after":
                self.actors[chain] = (replace(known, sector="CVL"), "out of all offices that the tables know")
        elif known.sector in {"REB", "OPP", "PTY", "MIL"} and any(
            d.noun in GOVERNING and d.sector == "GOV" and not d.former for d in said
        ):
            self.actors[chain] = (replace(known, sector="GOV"), "holds a state office")

    def _described(self, chain: Chain, said: list[Description]) -> Actor | None:
        """The actor that the descriptions of an unknown name make of its bearer."""
        if chain.type != "person":
            head = self._mentions_of(chain)[0].head
            own = describe(self.analysis, head, self.actors_at)
            # "Syrian state TV" is TV before it is the state's.
            said = [own, *said] if own.role else [*said, own]
        best = next((d for d in said if d.sector and d.sector != "UNK"), None)
        best = best or next((d for d in said if d.sector), None)
        if chain.type == "person" and best:
            best = self._in_business(best, said)
        country = next((d.country for d in said if d.country), "") or self._nationality(chain)
        sector = best.sector if best else "BUS" if self._is_firm(chain) else ""
        if (chain.type in BODIES and is_of_parliament(chain)) or self._heads_committee(chain):
            sector = "LEG"
        if not sector and chain.type in BODIES and is_society(chain):
            sector = "NGO"
        if not sector and (body := self._body_of(chain)):
            sector, country = body.sector, country or body.country
        if not country and sector in {"OPP", "COP"} and chain.type == "person":
            country = self._spoke_in(chain)
        if not country and chain.type != "person":
            country = country_in(chain.name)
        if chain.type == "person" and not best and self._owns_firm(chain):
            return Actor(chain.name, "", "BUS")  # "Moody's Investors Service Inc … Moody's said"
        if not country and (chain.type == "person" or best) and not (best and best.nowhere):
            self.guessed.add(chain.id)
            if tells_country(best) or self._counted(chain):
                country = self.home if best and best.sector == "GOV" else self.setting
        if chain.type == "person" and (not sector or (best and sector == "GOV" and best.former)):
            sector = "CVL"
        elif not sector and chain.type in BODIES and is_armed(chain):
            sector, country = "REB", country or self.setting
        elif not sector and self.setting and is_states(chain):
            sector, country = "GOV", country or self.setting
        known = sector or chain.type == "person" or chain.type in BODIES
        return Actor(chain.name, country, sector) if known else None

    def _counted(self, chain: Chain) -> bool:
        """Whether a name is that of many, not of somebody: "3,000 Sikhs were killed"."""
        return any(self.analysis.child(m.head, "nummod") >= 0 for m in self._mentions_of(chain))

    def _why(self, chain: int, actor: Actor) -> str:
        """Why a chain that the tables lack is that actor; who lost stands among its rivals."""
        if chain not in self.guessed:
            return "described in the report"
        if actor.country:
            return f"described in the report; acts in {actor.country}, which it is about"
        if self.setting:
            here = replace(actor, country=self.setting)
            self.rivals[chain] = (Rival((here,), _NAMESAKE, "country of the report"),)
        return "country left open: no words of the report say it"

    def _in_business(self, best: Description, said: list[Description]) -> Description:
        """Who he is where a title of state is a firm's: "president and chief executive of Dorn Motors".

        That is so if another title says it, or if the report names firms and no country.
        """
        if best.sector != "GOV" or best.placed or best.noun not in word_list("firm_titles"):
            return best
        if not self.counts and any(is_firm(chain) for chain in self.analysis.chains):
            return replace(best, bearers=(("", "BUS"),), placed=True)
        return next((d for d in said if d.sector == "BUS"), best)

    def _owns_firm(self, chain: Chain) -> bool:
        start = f"{chain.name.lower()}'s "
        return any(c.name.lower().startswith(start) and is_firm(c) for c in self.analysis.chains)

    def _is_firm(self, chain: Chain) -> bool:
        """Whether a body is a firm by its name, or is short for one: "Dorn Motors Inc … Dorn"."""
        if chain.type not in BODIES:
            return False
        start = f"{chain.name.lower()} "
        longer = (c for c in self.analysis.chains if c.name.lower().startswith(start))
        return is_firm(chain) or any(is_firm(c) for c in longer)

    def _spoke_in(self, chain: Chain) -> str:
        """The one country of the places where a sentence with somebody's title says that he was."""
        sentences = {self.analysis.tokens[m.head].sentence for m in self._mentions_of(chain) if m.name}
        found = {c for s in sorted(sentences)[:1] for _, c in places_in(self.analysis, s, "")}
        return found.pop() if len(found) == 1 else ""

    def _mentions_of(self, chain: Chain) -> list[Mention]:
        return sorted((self.analysis.mentions[i] for i in chain.mentions), key=lambda m: m.head)

    def _nationality(self, chain: Chain) -> str:
        """The country of an adjective beside a person's name: "Filipino Roberto Tarongoy"."""
        if chain.type != "person":
            return ""
        heads = [mention.head for mention in self._mentions_of(chain) if mention.name]
        around = (describe(self.analysis, head, self.actors_at) for head in heads)
        found = next((d.country for d in around if d.country), "")
        return found or next((c for head in heads if (c := origin_of(self.analysis, head, self.setting))), "")

    def _body_of(self, chain: Chain) -> Actor | None:
        """The body that somebody of whom nothing else is said belongs to: "Ole Dorn of the Bergen Trust"."""
        for mention in self._mentions_of(chain) if chain.type == "person" else ():
            for child in self.analysis.children[mention.head]:
                body = self.analysis.mention_at(child)
                named = body is not None and body.name and body.type in BODIES
                if named and case_of(self.analysis, child) in {"of", "at", "with"}:
                    actor = next(iter(self.actors_at(child)), None)
                    if actor and actor.sector in _MEMBERED:
                        return actor
        return None

    def _heads_committee(self, chain: Chain) -> bool:
        """Whether the words before a name are of a parliament: "House Budget Committee Chairman Dan Dorn"."""
        for mention in self._mentions_of(chain) if chain.type == "person" else ():
            first = mention.name[0] if mention.name else mention.first
            words = [self.analysis.tokens[i].text.lower() for i in range(mention.first, first)]
            if words and words[0] in word_list("chambers") and word_list("committees") & {*words}:
                return True
        return False

    def _descriptions(self, mention: Mention) -> list[Description]:
        """Titles before a name, appositions beside it, and what it is said to be."""
        analysis = self.analysis
        out = []
        for c in dict.fromkeys(self._describing(mention)):
            if analysis.tokens[c].upos in {"NOUN", "PROPN", "ADJ"}:
                said = describe(analysis, c, self.actors_at)
                # Adjectives may hang on the name: "Ukrainian [President] Zelensky", "ousted [President]".
                around = describe(analysis, mention.head, self.actors_at)
                if not said.placed and around.country:
                    said = said.placed_in((around.country,))
                said = replace(said, former=said.former or around.former)
                if said.role or said.bearers:
                    out.append(said)
        return out

    def _describing(self, mention: Mention) -> list[int]:
        """Heads of the phrases that describe the bearer of a name."""
        analysis = self.analysis
        tokens, head = analysis.tokens, mention.head
        token = tokens[head]
        heads = [c for c in analysis.children[head] if tokens[c].deprel in {"nmod:desc", "appos", "compound"}]
        heads += [k for c in heads for k in analysis.children[c] if tokens[k].deprel == "conj"]
        if mention.name and not mention.name[0] <= head < mention.name[1]:
            heads.append(head)
        if mention.name and analysis.mention_of.get(mention.name[0] - 1) == mention.id:
            heads.append(mention.name[0] - 1)
        grouped = token.deprel == "compound" and tokens[token.head].lemma.lower() in word_list("groups")
        if grouped or token.deprel in {"appos", "nmod:desc"}:
            heads.append(token.head)
        if token.deprel.startswith("nsubj") and analysis.child(token.head, "cop") >= 0:
            heads.append(token.head)
        return heads


def _has_left(said: list[Description]) -> bool:
    """Whether a person is former in all offices of state that the report gives him.

    "President X, a former intelligence officer" is in office; "the ousted President X … President X" is not.
    """
    left = {d.noun for d in said if d.former and d.sector == "GOV"}
    return bool(left) and not any(d.sector == "GOV" and d.noun not in left for d in said)


def _namesakes(chain: Chain, known: KnownActor | None) -> tuple[Rival, ...]:
    """Others of the same name in the tables, once for each country and sector."""
    if chain.type == "nationality":
        return ()
    others = dict.fromkeys(n.actor for n in find_namesakes(chain.name))
    taken = known.actor if known else None
    reason = "has the same name in the tables"
    return tuple(Rival((a,), _NAMESAKE, reason) for a in others if a != taken)[:RANKED]
