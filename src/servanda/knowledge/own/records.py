"""Rows of a file of own knowledge, and the names by which they are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.knowledge.tables import first_word_of, normalise_name

WordClass = Literal["verb", "noun", "adjective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActor:
    """Somebody who acts.

    Attributes:
        id: ``own:`` and what the file says, or the name in plain letters.
        name, aliases: full name and other names, as reports write them.
        country: ISO 3166-1 alpha-3, ``INT`` or empty.
        sector: codebook section 2.
        kind: ``person``, one of ``organisations.KINDS``, or empty.
        part_of: id of the row it is part of, or empty.
        since, until: first and last day, ISO; empty if open.
        where: line or item of the file.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    kind: str = ""
    part_of: str = ""
    since: str = ""
    until: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A place.

    Attributes:
        id, name, aliases, part_of, where: as of :class:`OwnActor`.
        country: ISO 3166-1 alpha-3 of the state it lies in, or empty.
        kind: what it is, in a word ("camp"), or empty.
        lat, lon: degrees (WGS 84), or ``None`` if the file does not say.
        radius_km: all of it lies within this distance of the point.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    kind: str = ""
    part_of: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 1.0
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A word that tells an event as another does: "neutralise" like "kill". Both are lemmas."""

    word: str
    like: str
    pos: WordClass = "verb"
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnKnowledge:
    """A file that was read and found right.

    Attributes:
        actors, places, rules: its rows in order.
        sha256: of its bytes.
        actors_by_name, places_by_name: rows under each normalised name.
        longest: how many words and marks the longest name has that begins with a word.
        likes: the lemma that a word is like, by class and lemma.
    """

    actors: tuple[OwnActor, ...]
    places: tuple[OwnPlace, ...]
    rules: tuple[OwnRule, ...]
    sha256: str
    actors_by_name: Mapping[str, tuple[OwnActor, ...]]
    places_by_name: Mapping[str, OwnPlace]
    longest: Mapping[str, int]
    likes: Mapping[tuple[WordClass, str], str]

    def places_above(self, place: OwnPlace) -> tuple[str, ...]:
        """Names of what a place is part of, the narrowest first."""
        by_id = {other.id: other for other in self.places}
        names = []
        above = by_id.get(place.part_of)
        while above is not None:
            names.append(above.name)
            above = by_id.get(above.part_of)
        return tuple(names)

    @classmethod
    def of(
        cls,
        actors: tuple[OwnActor, ...],
        places: tuple[OwnPlace, ...],
        rules: tuple[OwnRule, ...],
        sha256: str,
    ) -> OwnKnowledge:
        """The same rows with the ways to find them."""
        by_name: dict[str, tuple[OwnActor, ...]] = {}
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                word = normalise_name(name)
                by_name[word] = (*by_name.get(word, ()), actor)
        located = {normalise_name(n): place for place in places for n in (place.name, *place.aliases)}
        longest: dict[str, int] = {}
        for name in (*by_name, *located):
            first, words = first_word_of(name)
            longest[first] = max(longest.get(first, 0), words)
        return cls(
            actors=actors,
            places=places,
            rules=rules,
            sha256=sha256,
            actors_by_name=by_name,
            places_by_name=located,
            longest=longest,
            likes={(rule.pos, rule.word.lower()): rule.like.lower() for rule in rules},
        )
