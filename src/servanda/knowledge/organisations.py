"""Bodies that act, by every spelling of their names: the table's and those that follow by rule."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from servanda.knowledge.tables import normalise_name, read_rows, split_names

KINDS: Final = frozenset(
    {
        "armed_group",
        "de_facto_authority",
        "movement",
        "criminal",
        "party",
        "government",
        "parliament",
        "court",
        "military",
        "police",
        "intelligence",
        "intergovernmental",
        "relief",
        "monitor",
        "institute",
        "civil",
        "religious",
        "outlet",
        "agency",
        "company",
    }
)
"""What a body may be (last column of the table)."""

_WEAK: Final = "?"
"""Stands after a name that counts only where the report names one of the body's countries."""
_NAMESAKE = re.compile(r" \([^)]*\)$")
_ARTICLE = re.compile(r"\b[Aa]l-")
_SPELLINGS: Final = (
    ("Defence", "Defense"),
    ("Organisation", "Organization"),
    ("Centre", "Center"),
    ("Labour", "Labor"),
    ("Programme", "Program"),
    ("ilisation", "ilization"),
)
"""British and American spellings."""
_STATES: Final = (("UN ", "U.N. "), ("US ", "U.S. "), ("EU ", "E.U. "))
_ARMIES: Final = ("Jaish", "Jaysh", "Jeish", "Jeysh", "Jaesh")
"""The Arabic for "army", the first word of many names, as outlets write it."""
_LOWERED: Final = ("Party", "Movement", "Brigade", "Brigades", "Front", "Cartel", "Battalion", "Militia")
"""Last words of names that are also written small: "Likud party"."""
_LONGEST_DOTTED: Final = 4
"""Letters of an acronym that is also written with full stops: "P.L.O."."""


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the table.

    Attributes:
        name: full name.
        names: all names it goes by, each with whether it is weak (see ``data/organisations.tsv``).
        countries: ISO 3166-1 alpha-3, ``INT`` or empty.
        since, until: first and last day, ISO; empty if open or not known.
        kind: one of :data:`KINDS`.
    """

    name: str
    names: tuple[tuple[str, bool], ...]
    countries: tuple[str, ...]
    sector: str
    since: str
    until: str
    kind: str


def load_bodies() -> Iterator[Body]:
    """Rows in the order of the table."""
    for name, others, country, sector, since, until, kind in read_rows("organisations", 7):
        names = [(name, False)]
        names += [(other.rstrip(_WEAK), other.endswith(_WEAK)) for other in split_names(others)]
        yield Body(
            name=_NAMESAKE.sub("", name),
            names=tuple(names),
            countries=tuple(country.split("/")),
            sector=sector,
            since=since,
            until=last_day(until),
            kind=kind,
        )


def last_day(date: str) -> str:
    """A date as the last day of what it names: "1999" is until the end of that year."""
    if len(date) == len("1999"):
        return f"{date}-12-31"
    if len(date) == len("1999-05"):
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def spellings(name: str) -> Iterator[str]:
    """Other ways to write a name that follow by rule, in the form in which names are looked up."""
    if "l-" in name and _ARTICLE.search(name):
        for article in ("al-", "Al-", "al ", "Al "):
            yield normalise_name(_ARTICLE.sub(article, name))
    first, _, rest = name.partition(" ")
    if first in _ARMIES and rest:
        armies = [f"{army} {rest}" for army in _ARMIES if army != first]
        yield from (normalise_name(army) for army in armies)
        if _ARTICLE.search(rest):
            articles = ("al-", "Al-", "al ", "Al ")
            yield from (normalise_name(_ARTICLE.sub(a, army)) for army in armies for a in articles)
    for one, other in _SPELLINGS:
        if one in name:
            yield normalise_name(name.replace(one, other))
        elif other in name:
            yield normalise_name(name.replace(other, one))
    if name.startswith("United Nations "):
        yield from (normalise_name(short + name[15:]) for short in _STATES[0])
    for plain, dotted in _STATES:
        if name.startswith(plain):
            yield normalise_name(dotted + name[len(plain) :])
        elif name.startswith(dotted):
            yield normalise_name(plain + name[len(dotted) :])
    before, _, last = name.rpartition(" ")
    if before and last in _LOWERED:
        yield normalise_name(f"{before} {last.lower()}")
    if 1 < len(name) <= _LONGEST_DOTTED and name.isalpha() and name.isupper():
        yield "".join(f"{letter}." for letter in name)
