"""The country of somebody whose phrase does not say it: his neighbour's, the place's, the report's."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.knowledge import ISO_INTERNATIONAL, word_list
from servanda.model import Analysis, Mention
from servanda.resolution.describe import Description
from servanda.resolution.discourse import Discourse, Resolved, Way
from servanda.resolution.places import places_in

_STATE = frozenset({"GOV", "LEG", "JUD"})
"""Sectors whose bare descriptions ("the government") mean the state the report is about."""
_LASTING = frozenset({"REB", "MIL", "COP", "OPP", "SEP", "LEG"})
"""Sectors whose bare descriptions go on meaning those named before."""
_MOST_PLACES = 40
"""Places of one sentence that are looked at: keeps the cost of endless sentences linear."""
_HOMELESS = frozenset({"NGO", "BUS", "IGO", "MED", "EDU"})
"""Sectors that the place says nothing about: reporters, relief workers and scholars come from anywhere."""
_LINKS = 3
"""How far up a list is looked at: "a number of soldiers and reporters"."""
_STRANGERS = frozenset({"REL", "UNK", "REF", "CVL"})
"""Sectors that the place says nothing about once somebody is named."""


def tells_country(said: Description | None) -> bool:
    """Whether what is said of somebody named makes him one of the country that the report is about.

    An officer, a judge, a rebel acts where the report plays; so do voters and residents. Of lawyers, wives
    and directors, and of whom nothing is said, no more than three in four were right.
    """
    if said is None or said.nowhere:
        return False
    if said.local or said.noun in word_list("locals"):
        return True
    return bool(said.sector) and said.sector not in _HOMELESS | _STRANGERS


@dataclass
class Surroundings:
    """Where the report and its sentences play. ``setting`` is the country of the report, or empty.

    ``home`` is the one it is filed from, for bodies of state where it is about no one country.
    """

    analysis: Analysis
    setting: str
    home: str = ""
    _places: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    """Of each sentence: token, clause and country of its places."""

    def countries_for(
        self, mention: Mention, said: Description, discourse: Discourse, resolved: dict[int, Resolved]
    ) -> list[tuple[tuple[str, ...], Way]]:
        """Countries that the bearer of a description may be of, the likeliest first, and whose they are.

        None if he belongs to no one country.
        """
        if said.nowhere or self._from_anywhere(mention, said):
            return []
        if "coalition" in {said.noun, *said.words.lower().split()}:
            return [((ISO_INTERNATIONAL,), "described")]
        found: list[tuple[tuple[str, ...], Way]] = []
        shared = self._shared(mention, resolved)
        if shared:
            found.append((shared, "list"))
        if said.sector in _STATE and self.setting:
            found.append(((self.setting,), "setting"))
        if said.sector == "MIL":
            # "The army said aircraft hit a post inside Lebanon": its own aircraft, wherever.
            here = self.analysis.tokens[mention.head].sentence
            speaker = discourse.nearest(
                here, 0, lambda c: c.main and c.actor.sector == "MIL" and bool(c.actor.country)
            )
            if speaker:
                found.append(((speaker.actor.country,), "earlier"))
        # Captives are often taken from elsewhere: "the hostages are in Oran".
        if said.noun not in word_list("held") and (place := self.place_of(mention)):
            found.append(((place,), "place"))
        earlier = discourse.last_of_sector.get(said.sector)
        if earlier and said.sector in _LASTING:
            found.append(((earlier.country,), "earlier"))
        if self.setting:
            found.append(((self.setting,), "setting"))
        elif self.home and said.sector in _STATE:
            found.append(((self.home,), "setting"))
        elif not found and said.sector in _STATE and said.is_person and said.noun not in word_list("lands"):
            # "Germany banned the airline, with officials saying …"
            here = self.analysis.tokens[mention.head].sentence
            state = discourse.nearest(here, 0, lambda c: c.main and c.actor.sector == "GOV" and not c.place)
            if state and state.actor.country:
                found.append(((state.actor.country,), "earlier"))
        return found

    def _from_anywhere(self, mention: Mention, said: Description) -> bool:
        """Whether the place says nothing about somebody: he tells of it, and is not one of its victims."""
        if said.local:
            return False
        if said.sector == "MED" and said.is_person and self._suffers(mention):
            return False
        if said.sector == "UNK" and said.noun in word_list("voices"):
            return True
        return said.sector in _HOMELESS or (said.sector == "CVL" and said.noun in word_list("callings"))

    def _suffers(self, mention: Mention) -> bool:
        """Whether something is done to somebody: "reporters were injured", not "told reporters"."""
        tokens = self.analysis.tokens
        token = tokens[mention.head]
        for _ in range(_LINKS):
            if token.deprel not in {"conj", "nmod"} or token.head < 0:
                break
            token = tokens[token.head]
        if token.deprel not in {"obj", "nsubj:pass"} or token.head < 0:
            return False
        return tokens[token.head].lemma not in word_list("telling")

    def _shared(self, mention: Mention, resolved: dict[int, Resolved]) -> tuple[str, ...]:
        """Countries of the first of a list if they stand for all: "Armenian soldiers and civilians"."""
        token = self.analysis.tokens[mention.head]
        if token.deprel != "conj" or self.analysis.child(mention.head, "amod", "det", "nmod:poss") >= 0:
            return ()
        first = self.analysis.mention_at(token.head)
        found = resolved.get(first.id) if first else None
        if not found or not found.said or not found.said.placed or not found.said.country:
            return ()
        return tuple(country for country, _ in found.said.bearers)

    def place_of(self, mention: Mention) -> str:
        """The country of the place in the mention's clause, else of the nearest in its sentence, or empty."""
        sentence = self.analysis.tokens[mention.head].sentence
        if sentence not in self._places:
            found = places_in(self.analysis, sentence, self.setting)[:_MOST_PLACES]
            self._places[sentence] = [(token, self._clause(token), country) for token, country in found]
        places = self._places[sentence]
        clause = self._clause(mention.head)
        if self.analysis.tokens[mention.head].lemma in word_list("suspects"):
            # "27 men say they were taken from homes in Oslo": only where something happens to them.
            places = [place for place in places if place[1] == clause]
        here = mention.head
        nearest = min(places, key=lambda place: (place[1] != clause, abs(place[0] - here)), default=None)
        return nearest[2] if nearest else ""

    def _clause(self, token: int) -> int:
        """The nearest verb above a token, or -1."""
        tokens = self.analysis.tokens
        return next((a for a in self.analysis.ancestors(token) if tokens[a].upos == "VERB"), -1)
