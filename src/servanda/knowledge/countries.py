"""Countries: names, adjectives, people, capitals; their parts, and lands without a state of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from servanda.knowledge.own.active import active
from servanda.knowledge.tables import normalise_name, read_rows, split_names

ISO_INTERNATIONAL = "INT"
"""Stands for a country where an actor belongs to no single state (codebook section 2)."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country or a part of one that a word stands for.

    Attributes:
        name: as actors are written ("Ivory Coast", "Abkhazia").
        country: ISO 3166-1 alpha-3.
        sector: of the land as an actor: ``GOV``, ``SEP`` if breakaway, empty if it is only a place.
        by: what kind of word it was.
        since, until: first and last day as a state under this code, or as the capital; empty if open.
    """

    name: str
    country: str
    sector: str
    by: Literal["country", "adjective", "people", "capital", "territory"]
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Capital:
    """A city from which a state is or was governed, with first and last day (ISO; empty if open).

    ``role``: ``capital``; ``seat``, if the government sits there though the capital is another; ``formal``,
    if it does not sit in its capital; ``interim``, if it was driven out of it.
    """

    country: str
    name: str
    since: str
    until: str
    role: str

    @property
    def governs(self) -> bool:
        """Whether its name stands for the government."""
        return self.role in {"capital", "seat"}


@cache
def _lands() -> dict[str, Land]:
    lands: dict[str, Land] = {}

    def add(word: str, land: Land) -> None:
        lands.setdefault(normalise_name(word), land)

    rows = read_rows("countries", 10)
    for iso, name, others, _, _, _, since, until, _, own in rows:
        shown = split_names(own)
        for word in [name, *split_names(others)]:
            land = Land(word if word in shown else name, iso, "GOV", "country", since, until)
            add(word, land)
    for name, others, people, iso, sector, since, until in read_rows("territories", 7):
        for word in [name, *split_names(others)]:
            add(word, Land(name, iso, sector, "territory", since, until))
        for word in split_names(people):
            add(word, Land(name, iso, sector, "people" if word.endswith("s") else "adjective"))
    for iso, name, _, adjectives, nouns, capitals, *_ in rows:
        for word in split_names(adjectives):
            add(word, Land(name, iso, "GOV", "adjective"))
        for word in split_names(nouns) or [a + "s" for a in split_names(adjectives)]:
            add(word, Land(name, iso, "GOV", "people"))
        for word in split_names(capitals):
            add(word, Land(name, iso, "GOV", "capital"))
    for capital in all_capitals():
        if capital.governs:
            name = country_name(capital.country)
            add(capital.name, Land(name, capital.country, "GOV", "capital", capital.since, capital.until))
    return lands


@cache
def all_capitals() -> tuple[Capital, ...]:
    """Capitals and seats of government that changed, in the order of ``data/capitals.tsv``."""
    return tuple(
        Capital(country, name, since, until, role)
        for country, names, since, until, role in read_rows("capitals", 5)
        for name in split_names(names)
    )


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("countries", 2)}


def find_land(word: str) -> Land | None:
    """What land a name, capital, people or adjective stands for ("Baku", "Syrian", "Turks"), or ``None``."""
    word, own = normalise_name(word), active()
    if own and (place := own.places_by_name.get(word)):
        return Land(place.name, place.country, "", "territory")
    land = _lands().get(word)
    if land is None and len(word) > 3 and word.isupper():
        land = _lands().get(word.title())
    return land


def country_name(iso: str) -> str:
    """The name of a country as actors are written; empty if unknown."""
    return _names().get(iso, "")


def is_country(name: str) -> bool:
    """Whether this is the name of a state (not an adjective, capital or territory)."""
    land = find_land(name)
    return land is not None and land.by == "country"


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a country's, territory's or capital's name, or ``None``."""
    land = find_land(name)
    return land.country or None if land and land.by in {"country", "territory", "capital"} else None


def demonym_country(word: str) -> str | None:
    """ISO 3166-1 alpha-3 of an adjective or noun for people ("Syrian", "Turks"), or ``None``."""
    land = find_land(word)
    return land.country or None if land and land.by in {"adjective", "people"} else None


def all_lands() -> dict[str, Land]:
    """Every word known here, under its normalised form."""
    return _lands()
