"""Known actors: bodies, groups, people and seats of power, with country and sector as of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from servanda.knowledge.countries import all_lands, find_land
from servanda.knowledge.tables import normalise_name, read_rows, split_names
from servanda.model import Actor

ActorKind = Literal["country", "territory", "seat", "body", "person"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An entry of the tables.

    Attributes:
        name: full name as the table has it.
        country, sector: codebook section 2.
        kind: what it is; ``seat`` for a capital or building that stands for those who sit there.
        since, until: first and last day, ISO; empty if open.
        countries: all in which it acts, if several; ``country`` is the first.
    """

    name: str
    country: str
    sector: str
    kind: ActorKind
    since: str = ""
    until: str = ""
    countries: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        """As a record."""
        return Actor(self.name, self.country, self.sector)

    def holds(self, on: date | None) -> bool:
        """Whether the entry is right for that day; any day if none is given."""
        if on is None:
            return True
        day = on.isoformat()
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@cache
def _bodies() -> dict[str, list[KnownActor]]:
    known: dict[str, list[KnownActor]] = {}
    for name, others, country, sector, since, until in read_rows("organisations", 6):
        countries = tuple(country.split("/"))
        entry = KnownActor(
            name, countries[0], sector, "body", since, until, countries if countries[1:] else ()
        )
        for word in [name, *split_names(others)]:
            known.setdefault(normalise_name(word), []).append(entry)
    for word, name, country, sector, since, until in read_rows("seats", 6):
        entry = KnownActor(name, country, sector, "seat", since, until)
        known.setdefault(normalise_name(word), []).append(entry)
    for word, land in all_lands().items():
        if land.by in {"country", "territory"} and land.sector:
            kind: ActorKind = "country" if land.by == "country" else "territory"
            known.setdefault(word, []).append(KnownActor(land.name, land.country, land.sector, kind))
        elif land.by == "capital":
            known.setdefault(word, []).append(KnownActor(land.name, land.country, "GOV", "seat"))
    return known


@cache
def _people() -> dict[str, list[KnownActor]]:
    known: dict[str, list[KnownActor]] = {}
    for name, others, country, sector, since, until in read_rows("people", 6):
        entry = KnownActor(name, country, sector, "person", since, until)
        for word in [name, *split_names(others)]:
            known.setdefault(normalise_name(word), []).append(entry)
    for name, country, sector, since, until in read_rows("officeholders", 5):
        if normalise_name(name) not in known:
            known.setdefault(normalise_name(name), []).append(
                KnownActor(name, country, sector, "person", since, until)
            )
    return known


def _pick(entries: list[KnownActor], on: date | None) -> KnownActor | None:
    """The entry that holds on the day; without a day or a fit, the only one or the one nearest to it."""
    if on is None:
        return entries[0] if entries else None
    fits = sorted((e for e in entries if e.holds(on)), key=lambda e: not (e.since or e.until))
    return (fits or entries)[0] if entries else None


def find_known(name: str, on: date | None = None) -> KnownActor | None:
    """The body, country, territory, seat or person of that name, or ``None``.

    Args:
        name: as the text has it, without a leading article.
        on: the day for which country and sector are wanted (Taliban: ``GOV`` from August 2021).
    """
    word = normalise_name(name)
    found = _bodies().get(word) or _people().get(word)
    if not found and word.lower().startswith("the "):
        return find_known(word[4:], on)
    if not found and _lost_apostrophe(word):
        return find_known(word[:-1], on)
    if not found and len(word) > 4 and word.isupper():
        found = _bodies().get(word.title()) or _people().get(word.title())
    return _pick(found, on) if found else None


def _lost_apostrophe(word: str) -> bool:
    """Whether a name only seems unknown because "Assad's" was printed as "Assads"."""
    return len(word) > 5 and word[-1] == "s" and (word[:-1] in _bodies() or word[:-1] in _people())


def find_actor(name: str, on: date | None = None) -> Actor | None:
    """:func:`find_known` as an actor."""
    known = find_known(name, on)
    return known.actor if known else None


FIRST_WORD = re.compile(r"[\w.']+|\S")


@cache
def _by_first_word() -> dict[str, int]:
    longest: dict[str, int] = {}
    for table in (_bodies(), _people(), all_lands()):
        for name in table:
            first = FIRST_WORD.match(name)
            if first:
                words = len(FIRST_WORD.findall(name))
                longest[first.group()] = max(longest.get(first.group(), 0), words)
    return longest


def longest_name_from(word: str) -> int:
    """How many words and marks the longest known name has that begins with ``word``; 0 if none does."""
    return _by_first_word().get(normalise_name(word), 0)


def is_known(name: str) -> bool:
    """Whether any table has this name, exactly so written."""
    word = normalise_name(name)
    return word in _bodies() or word in _people() or find_land(word) is not None or _lost_apostrophe(word)


def known_names() -> Iterator[str]:
    """Every name of bodies, seats, lands and people (for tests and statistics)."""
    yield from _bodies()
    yield from _people()
