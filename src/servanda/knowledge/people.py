"""People by name: those who hold or held an office, and others the tables know.

A name is compared in plain small letters, without titles, articles and marks. Full names and the other
names of ``people.tsv`` are kept apart from family names, which several may bear.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from servanda.knowledge.actors import find_known
from servanda.knowledge.offices import Term, all_terms
from servanda.knowledge.tables import read_rows, split_names

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ə": "a", "ß": "ss", "æ": "ae", "-": " "})
_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ur", "ash"})
"""Arabic articles, which some write and some leave out."""
_PARTICLES = frozenset({"de", "van", "von", "bin", "ben", "dos", "da", "di", "le", "la", "der", "den", "abu"})
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "HKG"})
"""States whose people are called by the first of their names."""
_GIVEN_TOO = frozenset({"ETH", "ERI", "MMR", "IDN", "THA", "MYS", "SOM", "VNM", "BGD", "TLS"})
"""States whose people are called by the first as well as by the last."""
_GENERATIONS = frozenset({"jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "vii", "xiv", "xvi"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the terms of office he held.

    Attributes:
        name: as the tables have it.
        countries: of his offices, or of his row of ``people.tsv``.
        terms: by their first day.
        known: he has a row of his own in ``people.tsv``.
    """

    name: str
    countries: tuple[str, ...]
    terms: tuple[Term, ...]
    known: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """People by full and by family name."""

    full: dict[str, list[Person]]
    family: dict[str, list[Person]]


def fold_name(name: str) -> str:
    """A name in plain small letters without titles, articles and marks ("bashar assad")."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(c if c.isalnum() or c.isspace() else "" for c in plain if not unicodedata.combining(c))
    words = [w for w in plain.split() if w not in _ARTICLES]
    while len(words) > 1 and words[0] in office_words("honorific"):
        del words[0]
    return " ".join(words)


@cache
def office_words(kind: str) -> frozenset[str]:
    """The words of a class of ``office_words.tsv``."""
    return frozenset(w for row in read_rows("office_words", 2) if row[0] == kind for w in split_names(row[1]))


def find_people(name: str) -> tuple[tuple[Person, ...], bool]:
    """Who bears a name, and whether it is a full name (else a family name, or one by which he is known)."""
    names, folded = _names(), fold_name(name)
    full = names.full.get(folded, ())
    if full and " " in folded:
        return tuple(full), True
    return tuple(dict.fromkeys((*full, *names.family.get(folded, ())))), False


def person_name(holder: str) -> str:
    """The name under which the tables of people have a holder of an office."""
    known = find_known(holder)
    return known.name if known and known.kind == "person" else holder


@cache
def _names() -> _Names:
    terms: dict[str, list[Term]] = {}
    for term in all_terms():
        terms.setdefault(person_name(term.holder), []).append(term)
    others: dict[str, list[str]] = {}
    countries: dict[str, list[str]] = {}
    for name, more, country, *_ in read_rows("people", 3):
        others.setdefault(name, []).extend(split_names(more))
        countries.setdefault(name, []).append(country)
    names = _Names({}, {})
    for name in dict.fromkeys((*terms, *others)):
        held = tuple(sorted(terms.get(name, ()), key=lambda t: (t.earliest, t.office)))
        of = tuple(dict.fromkeys((*(t.office.of for t in held), *countries.get(name, ()))))
        person = Person(name, of, held, name in others)
        if " " not in name and not held:
            continue  # a family name that several bear: "Bush", "Clinton"
        for other in dict.fromkeys((name, *(t.holder for t in held), *others.get(name, ()))):
            _add(names, other, person)
    return names


def _add(names: _Names, name: str, person: Person) -> None:
    words = fold_name(name).split()
    if not words:
        return
    _put(names.full, " ".join(words), person)
    without_initials = [w for w in words if len(w) > 1]
    if without_initials != words and len(without_initials) > 1:
        _put(names.full, " ".join(without_initials), person)
    if len(words) > 1:
        for key in _family_names(words, person.countries):
            _put(names.family, key, person)


def _family_names(words: list[str], countries: tuple[str, ...]) -> list[str]:
    """The names by which somebody is called for short."""
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words = words[:-1]
    if not _FAMILY_FIRST.isdisjoint(countries):
        return [words[0]] if len(words[0]) > 1 else []
    found = [words[-1]]
    for i in range(1, len(words) - 1):
        if words[i] in _PARTICLES:
            found.append(" ".join(words[i:]))
            break
    if not _GIVEN_TOO.isdisjoint(countries) or words[-1] == "abdulaziz":
        found.append(words[0])
    return found


def _put(table: dict[str, list[Person]], key: str, person: Person) -> None:
    people = table.setdefault(key, [])
    if person not in people:
        people.append(person)
