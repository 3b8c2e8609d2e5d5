"""Known actors: bodies, groups, people and seats of power, with country and sector as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

from servanda.knowledge.countries import all_capitals, all_lands, country_name, find_land
from servanda.knowledge.organisations import last_day, load_bodies, spellings
from servanda.knowledge.own.active import active
from servanda.knowledge.own.records import OwnActor
from servanda.knowledge.tables import first_word_of, normalise_name, read_rows, split_names
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
        what: of a body, what it is: ``armed_group``, ``party``, ``agency`` … (``organisations.KINDS``).
        id: of a row of the user's own file.
    """

    name: str
    country: str
    sector: str
    kind: ActorKind
    since: str = ""
    until: str = ""
    countries: tuple[str, ...] = ()
    what: str = ""
    id: str = ""

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


ALWAYS: Final = ""
NAMED: Final = "named"
LEADING: Final = "leading"
"""When a name may stand for an entry: always; if the report names one of the entry's countries; if it names
that country more than any other, and then before all else (Brussels for Belgium)."""


class _Candidate(NamedTuple):
    """An entry that a name may stand for, and when."""

    entry: KnownActor
    when: str = ALWAYS

    def is_named(self, near: Sequence[str]) -> bool:
        return any(c in near for c in self.entry.countries or (self.entry.country,))


def _seats() -> Iterator[tuple[str, _Candidate]]:
    """Words for seats of power and capitals, each with whom it stands for and when."""
    for word, name, country, sector, since, until, when in read_rows("seats", 7):
        yield (
            normalise_name(word),
            _Candidate(KnownActor(name, country, sector, "seat", since, last_day(until)), when),
        )
    for capital in all_capitals():
        if capital.governs:
            name = country_name(capital.country)
            entry = KnownActor(name, capital.country, "GOV", "seat", capital.since, capital.until)
            yield normalise_name(capital.name), _Candidate(entry)
    changed = frozenset(normalise_name(capital.name) for capital in all_capitals())
    for word, land in all_lands().items():
        if land.by == "capital" and word not in changed:
            yield word, _Candidate(KnownActor(land.name, land.country, "GOV", "seat"))


@cache
def _bodies() -> dict[str, list[_Candidate]]:
    known: dict[str, list[_Candidate]] = {}
    by_rule: list[tuple[str, _Candidate]] = []
    for body in load_bodies():
        entry = KnownActor(
            body.name,
            body.countries[0],
            body.sector,
            "body",
            body.since,
            body.until,
            body.countries if body.countries[1:] else (),
            body.kind,
        )
        for word, weak in body.names:
            candidate = _Candidate(entry, NAMED if weak else ALWAYS)
            known.setdefault(normalise_name(word), []).append(candidate)
            by_rule.extend((spelt, candidate) for spelt in spellings(word))
    for word, candidate in _seats():
        known.setdefault(word, []).append(candidate)
    for word, land in all_lands().items():
        if land.by in {"country", "territory"} and land.sector:
            kind: ActorKind = "country" if land.by == "country" else "territory"
            entry = KnownActor(land.name, land.country, land.sector, kind, land.since, land.until)
            known.setdefault(word, []).append(_Candidate(entry))
    written = frozenset(known)
    for spelt, candidate in by_rule:
        if spelt not in written and candidate not in known.get(spelt, ()):
            known.setdefault(spelt, []).append(candidate)
    return known


@cache
def _people() -> dict[str, list[_Candidate]]:
    known: dict[str, list[_Candidate]] = {}
    for name, others, country, sector, since, until in read_rows("people", 6):
        entry = KnownActor(name, country, sector, "person", since, until)
        for word in [name, *split_names(others)]:
            known.setdefault(normalise_name(word), []).append(_Candidate(entry))
    for name, country, sector, since, until in read_rows("officeholders", 5):
        if normalise_name(name) not in known:
            entry = KnownActor(name, country, sector, "person", since, until)
            known.setdefault(normalise_name(name), []).append(_Candidate(entry))
    for entry in _office_holders():
        known.setdefault(normalise_name(entry.name), [_Candidate(entry)])
    return known


def _office_holders() -> Iterator[KnownActor]:
    """Whoever held an office of the tables, with country and sector of the office's owner."""
    for of, _, name in (*read_rows("offices", 3), *read_rows("offices_compiled", 3)):
        owner = None if country_name(of) else next(iter(_bodies().get(normalise_name(of), ())), None)
        if " " not in name or not (owner or country_name(of)):
            continue
        country, sector = (owner.entry.country, owner.entry.sector) if owner else (of, "GOV")
        yield KnownActor(name, country, sector, "person")


def _holding(candidates: list[_Candidate], on: date | None) -> list[_Candidate]:
    """Those that hold on the day, dated ones first; if none does, all but seats that had moved."""
    if on is None:
        return [c for c in candidates if not (c.entry.kind == "seat" and c.entry.until)]
    fits = sorted((c for c in candidates if c.entry.holds(on)), key=_is_undated)
    return fits or [c for c in candidates if c.entry.kind != "seat"]


def _is_undated(candidate: _Candidate) -> bool:
    return not (candidate.entry.since or candidate.entry.until)


def _pick(candidates: list[_Candidate], on: date | None, near: Sequence[str] | None) -> KnownActor | None:
    """The candidate that holds on the day and fits the countries; ``None`` if two names are left."""
    fits = _holding(candidates, on)
    leading = [c for c in fits if near and c.when == LEADING and c.is_named(near[:1])]
    always = [c for c in fits if c.when == ALWAYS]
    named = [c for c in fits if c.when == NAMED and (near is None or c.is_named(near))]
    left = leading or always or named
    if near and left and all(c.entry.kind == "person" for c in left):
        # "King Abdullah": of namesakes in office he whose country the report names most.
        left = sorted(
            left, key=lambda c: near.index(c.entry.country) if c.entry.country in near else len(near)
        )
    alike = left and all(c.entry.name == left[0].entry.name for c in left)
    return left[0].entry if alike or always else None


def _candidates(name: str) -> list[_Candidate]:
    """Every entry of a name as it stands, else without its article, its lost apostrophe or its capitals."""
    word = normalise_name(name)
    own = active()
    if own and word in own.actors_by_name:
        return [_Candidate(_of_own(row)) for row in own.actors_by_name[word]]
    found = _bodies().get(word) or _people().get(word)
    if not found and word.lower().startswith("the "):
        return _candidates(word[4:])
    if not found and _lost_apostrophe(word):
        return _candidates(word[:-1])
    if not found and len(word) > 4 and word.isupper():
        found = _bodies().get(word.title()) or _people().get(word.title())
    return found or []


def find_known(name: str, on: date | None = None, near: Sequence[str] | None = None) -> KnownActor | None:
    """The body, country, territory, seat or person of that name, or ``None``.

    Args:
        name: as the text has it, without a leading article.
        on: the day for which country and sector are wanted (Taliban: ``GOV`` from August 2021).
        near: countries that the report names, the most frequent first: they decide between bodies that share
            a name ("PLA", "MDC"); if they do not, nothing is found. ``None``: nothing is known of them.
    """
    return _pick(_candidates(name), on, near)


def _of_own(row: OwnActor) -> KnownActor:
    kind: ActorKind = "person" if row.kind == "person" else "body"
    return KnownActor(row.name, row.country, row.sector, kind, row.since, row.until, what=row.kind, id=row.id)


def find_namesakes(name: str) -> tuple[KnownActor, ...]:
    """Everybody and everything the tables know under a name, in their order."""
    return tuple(candidate.entry for candidate in _candidates(name))


def _lost_apostrophe(word: str) -> bool:
    """Whether a name only seems unknown because "Assad's" was printed as "Assads"."""
    return len(word) > 5 and word[-1] == "s" and (word[:-1] in _bodies() or word[:-1] in _people())


def find_actor(name: str, on: date | None = None) -> Actor | None:
    """:func:`find_known` as an actor."""
    known = find_known(name, on)
    return known.actor if known else None


@cache
def _by_first_word() -> dict[str, int]:
    longest: dict[str, int] = {}
    for table in (_bodies(), _people(), all_lands()):
        for name in table:
            first, words = first_word_of(name)
            if words > longest.get(first, 0):
                longest[first] = words
    return longest


def longest_name_from(word: str) -> int:
    """How many words and marks the longest known name has that begins with ``word``; 0 if none does."""
    first, own = normalise_name(word), active()
    longest = _by_first_word().get(first, 0)
    return max(longest, own.longest.get(first, 0)) if own else longest


def is_known(name: str) -> bool:
    """Whether any table has this name, exactly so written."""
    word, own = normalise_name(name), active()
    if own and (word in own.actors_by_name or word in own.places_by_name):
        return True
    return word in _bodies() or word in _people() or find_land(word) is not None or _lost_apostrophe(word)


def known_names() -> Iterator[str]:
    """Every name of bodies, seats, lands and people (for tests and statistics)."""
    yield from _bodies()
    yield from _people()
