"""Who has been mentioned so far: the candidates that pronouns and descriptions may stand for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from servanda.knowledge import word_list
from servanda.model import Actor, Analysis, Candidate, Mention
from servanda.resolution.describe import Description
from servanda.resolution.phrases import case_of, is_plural

BODIES = frozenset({"REB", "OPP", "PTY", "NGO", "IGO", "SEP", "CRM", "REL", "UNK"})
"""Sectors of bodies that "they" and "the group" may mean; outlets and firms are "it"."""
_PEOPLE = ("ists", "ians", "watchers", "makers", "workers", "goers", "traders", "bankers", "ants")
"""How nouns for people end that name no side: "economists", "historians", "traders"."""
_PLACES = frozenset({"country", "city", "place"})
RANKED = 4
"""How many candidates of a mention are kept."""
BETWEEN = 0.06
"""What each candidate between costs, in sentences."""
MAIN_SUBJECT = 0.3
"""What the subject of a sentence's main clause is nearer for it: the text is about him."""
WINDOW = 48
"""How many candidates are looked back at: keeps the cost of a document linear."""


Way = Literal[
    "table", "report", "nationality", "apposition", "described", "list", "setting", "place", "earlier",
    "homeless", "person", "body", "noun", "sides", "later", "he", "they", "it", "who", "count", "owner",
]  # fmt: skip
"""How a mention came to its actors: what its score is calibrated by.

Names: ``table``, ``report`` (what it says of an unknown name), ``nationality``, ``apposition``. Descriptions:
``described`` (a country is said), else whose country it is (``list``, ``setting``, ``place``, ``earlier``,
``homeless`` if nobody's). What refers to others: ``person``, ``body`` and ``noun`` (definite descriptions),
``sides``, ``later`` (named after it), the pronouns ``he``, ``they``, ``it``, ``who``, ``count`` ("the six"),
``owner`` ("his country").
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else whom a mention might mean; ``behind``: by how much less he fits than the chosen."""

    actors: tuple[Actor, ...]
    behind: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What became of one mention.

    Attributes:
        guessed: the country is that of the surroundings.
        way: how it came to its actors.
        rivals: who else was looked at and fits, the best first.
        candidates: the chosen and his rivals with their scores.
    """

    actors: tuple[Actor, ...] = ()
    chain: int = -1
    said: Description | None = None
    place: str | None = None
    reason: str = ""
    guessed: bool = False
    way: Way = "described"
    rivals: tuple[Rival, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """Somebody mentioned earlier.

    Attributes:
        order: running number of the candidate, for nearness.
        nouns: what he has been called ("president", "general").
        gender: ``m``, ``f`` or empty if unknown.
        place: it is named only as where something is: "in Vienna".
        main: it is the subject of a sentence's main clause.
    """

    mention: Mention
    resolved: Resolved
    order: int
    sentence: int
    person: bool
    plural: bool
    subject: bool
    nouns: frozenset[str]
    gender: str = ""
    place: bool = False
    main: bool = False

    @property
    def actor(self) -> Actor:
        """The first actor it stands for."""
        return self.resolved.actors[0]


@dataclass
class Discourse:
    """What has been mentioned so far in one document, the latest last."""

    analysis: Analysis
    titles: dict[int, frozenset[str]]
    """Nouns said of the bearer of each chain of names."""
    recent: deque[Antecedent] = field(default_factory=lambda: deque(maxlen=WINDOW))
    genders: dict[int, str] = field(default_factory=dict)
    """What pronouns have shown of chains."""
    last_of_sector: dict[str, Actor] = field(default_factory=dict)
    """The latest actor of each sector that has a country."""
    _count: int = 0

    def add(self, mention: Mention, resolved: Resolved) -> None:
        """Remember a mention as a possible antecedent."""
        tokens = self.analysis.tokens
        token = tokens[mention.head]
        if not resolved.actors:
            # "Economists said … they": nobody known, yet those whom the pronoun means.
            people = token.xpos == "NNS" and token.text.lower().endswith(_PEOPLE)
            if mention.kind == "nominal" and people and token.deprel.startswith("nsubj"):
                self._append(mention, resolved, person=False, plural=True, nouns=frozenset())
            return
        if mention.type == "nationality" and token.deprel.partition(":")[0] in {"amod", "compound"}:
            return
        said = resolved.said
        role = said.role if said else None
        text = token.text.lower()
        nouns = self.titles.get(resolved.chain, frozenset())
        person = mention.type == "person" or bool(role and role.kind == "person")
        person = person or (resolved.chain >= 0 and self.analysis.chains[resolved.chain].type == "person")
        plural = is_plural(self.analysis, mention.head) or len(resolved.actors) > 1
        if mention.kind == "pronoun":
            person, plural = text in word_list("personal"), text in word_list("plural")
        if mention.kind != "name":
            nouns |= {said.noun, *_bodies_in(said)} if said else frozenset()
        elif not person and mention.name:
            nouns |= {tokens[i].text.lower() for i in range(*mention.name)}
        for actor in resolved.actors:
            if actor.country and mention.kind != "pronoun":
                self.last_of_sector[actor.sector] = actor
        self._append(mention, resolved, person=person, plural=plural, nouns=nouns)

    def _append(
        self, mention: Mention, resolved: Resolved, *, person: bool, plural: bool, nouns: frozenset[str]
    ) -> None:
        token = self.analysis.tokens[mention.head]
        self._count += 1
        self.recent.append(
            Antecedent(
                mention=mention,
                resolved=resolved,
                order=self._count,
                sentence=token.sentence,
                person=person,
                plural=plural,
                subject=token.deprel.startswith("nsubj"),
                nouns=nouns,
                gender=self.genders.get(resolved.chain) or gender_of(nouns) or self._by_given_name(mention),
                main=token.deprel.startswith("nsubj") and _is_main(self.analysis, token.head),
                place=mention.type in _PLACES
                and case_of(self.analysis, mention.head) in word_list("locative"),
            )
        )

    def _by_given_name(self, mention: Mention) -> str:
        if mention.type != "person" or mention.name is None:
            return ""
        return gender_of_name(self.analysis.tokens[mention.name[0]].text.lower())

    def add_group(self, mention: Mention, actors: tuple[Actor, ...]) -> None:
        """Remember a coordination ("Armenia and Azerbaijan") as one plural antecedent."""
        if len(actors) > 1:
            self._append(
                mention,
                Resolved(actors=actors, reason="coordination"),
                person=False,
                plural=True,
                nouns=frozenset({"sides"}),
            )

    def back(self, sentence: int, reach: int, *, unknown: bool = False) -> Iterator[Antecedent]:
        """Candidates of this and the ``reach`` sentences before it, the nearest first.

        ``unknown``: those without an actor too.
        """
        for candidate in reversed(self.recent):
            if sentence - candidate.sentence > reach:
                return
            if unknown or candidate.resolved.actors:
                yield candidate

    def ranked(
        self,
        sentence: int,
        reach: int,
        fits: Callable[[Antecedent], bool],
        score: Callable[[Antecedent], float] | None = None,
        *,
        unknown: bool = False,
    ) -> list[tuple[float, Antecedent]]:
        """Candidates that fit with their scores, the best first, each actor once; at most :data:`RANKED`.

        ``score``: else nearness alone, one point a sentence.
        """
        latest = self.recent[-1].order if self.recent else 0
        best: dict[tuple[object, ...], tuple[float, Antecedent]] = {}
        for c in self.back(sentence, reach, unknown=unknown):
            if fits(c):
                value = score(c) if score else nearness(c, sentence, latest)
                key = c.resolved.actors or (c.mention.id,)
                if key not in best or value > best[key][0]:
                    best[key] = (value, c)
        return sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].order))[:RANKED]

    def nearest(self, sentence: int, reach: int, fits: Callable[[Antecedent], bool]) -> Antecedent | None:
        """The nearest candidate that fits, or ``None``."""
        return next((c for c in self.back(sentence, reach) if fits(c)), None)


def _bodies_in(said: Description) -> set[str]:
    """Bodies that a description names beside its noun: "coalition forces"."""
    return {w for w in said.words.lower().split() if w in word_list("groups")}


def _is_main(analysis: Analysis, verb: int) -> bool:
    """Whether a clause is a sentence's main one or joined to it."""
    token = analysis.tokens[verb]
    return token.head < 0 or (token.deprel in {"conj", "parataxis"} and analysis.tokens[token.head].head < 0)


def nearness(candidate: Antecedent, sentence: int, latest: int) -> float:
    """10 for what stands last, less by 1 for each sentence and a little for each candidate between.

    A subject of a main clause counts a third of a sentence nearer.
    """
    subject = MAIN_SUBJECT if candidate.main else 0.0
    return 10.0 - (sentence - candidate.sentence) - BETWEEN * (latest - candidate.order) + subject


def gender_of(nouns: frozenset[str]) -> str:
    """``m`` or ``f`` if the nouns say so, else empty."""
    if not nouns.isdisjoint(word_list("female")):
        return "f"
    return "m" if not nouns.isdisjoint(word_list("male")) else ""


def gender_of_name(given: str) -> str:
    """``m`` or ``f`` for common given names, else empty."""
    if given in word_list("given_female"):
        return "f"
    return "m" if given in word_list("given_male") else ""


def standing_for(ranked: list[tuple[float, Antecedent]], analysis: Analysis, way: Way) -> Resolved:
    """The resolution of a mention that stands for an earlier one: the first of those ranked."""
    best_score, best = ranked[0]
    return Resolved(
        actors=best.resolved.actors,
        chain=best.resolved.chain,
        said=best.resolved.said,
        reason=f"stands for “{_words(best, analysis)}”",
        way=way,
        rivals=tuple(
            Rival(c.resolved.actors, best_score - score, f"“{_words(c, analysis)}” stands before it too")
            for score, c in ranked[1:]
            if c.resolved.actors and (c.resolved.chain < 0 or c.resolved.chain != best.resolved.chain)
        ),
    )


def _words(candidate: Antecedent, analysis: Analysis) -> str:
    mention = candidate.mention
    return " ".join(analysis.text_of(mention.first, mention.last).split())[:80]
