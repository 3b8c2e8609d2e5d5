"""Countries: names, adjectives, people, capitals; their parts, and lands without a state of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

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
    """

    name: str
    country: str
    sector: str
    by: Literal["country", "adjective", "people", "capital", "territory"]


@cache
def _lands() -> dict[str, Land]:
    lands: dict[str, Land] = {}

    def add(word: str, land: Land) -> None:
        lands.setdefault(normalise_name(word), land)

    rows = read_rows("countries", 6)
    for iso, name, others, _, _, _ in rows:
        for word in [name, *split_names(others)]:
            add(word, Land(name, iso, "GOV", "country"))
    for name, others, people, iso, sector in read_rows("territories", 5):
        for word in [name, *split_names(others)]:
            add(word, Land(name, iso, sector, "territory"))
        for word in split_names(people):
            add(word, Land(name, iso, sector, "people" if word.endswith("s") else "adjective"))
    for iso, name, _, adjectives, nouns, capitals in rows:
        for word in split_names(adjectives):
            add(word, Land(name, iso, "GOV", "adjective"))
        for word in split_names(nouns) or [a + "s" for a in split_names(adjectives)]:
            add(word, Land(name, iso, "GOV", "people"))
        for word in split_names(capitals):
            add(word, Land(name, iso, "GOV", "capital"))
    return lands


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("countries", 2)}


def find_land(word: str) -> Land | None:
    """What land a name, capital, people or adjective stands for ("Baku", "Syrian", "Turks"), or ``None``."""
    word = normalise_name(word)
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
