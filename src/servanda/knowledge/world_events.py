"""Dated world events and terms of office: by these an undated report can be placed (codebook section 7).

World knowledge is allowed for this alone; the dates of events and figures come from the report and the
calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from servanda.knowledge.tables import read_rows

Key = tuple[frozenset[str], ...]
"""Words that must all stand in a sentence; of each set one is enough."""


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """An event with its first and last day.

    ``source`` is the article of the English Wikipedia that gives them.
    """

    name: str
    keys: tuple[Key, ...]
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office.

    Attributes:
        name: the holder's family name.
        near: words of which one must stand beside the name ("president").
        never: words of which none may ("former").
        start, end: first and last day; ``end`` is ``None`` if the holder is still in office.
    """

    name: str
    near: frozenset[str]
    never: frozenset[str]
    start: date
    end: date | None


@cache
def load_events() -> tuple[WorldEvent, ...]:
    """Every event of ``data/world_events.tsv``, in the order of the file."""
    out = []
    for name, keys, start, end, source in read_rows("world_events", 5):
        first = date.fromisoformat(start)
        read = tuple(
            tuple(frozenset(word.split("|")) for word in key.split())
            for key in keys.split(";")
            if key.strip()
        )
        out.append(WorldEvent(name, read, first, date.fromisoformat(end) if end else first, source))
    return tuple(out)


@cache
def load_terms() -> Mapping[str, tuple[Term, ...]]:
    """Terms of office by lower-case family name."""
    out: dict[str, tuple[Term, ...]] = {}
    for name, near, never, start, end in read_rows("terms", 5):
        term = Term(
            name,
            frozenset(near.split()),
            frozenset(never.split()),
            date.fromisoformat(start),
            date.fromisoformat(end) if end else None,
        )
        out[name.lower()] = (*out.get(name.lower(), ()), term)
    return out


@cache
def _index() -> Mapping[str, tuple[tuple[Key, WorldEvent], ...]]:
    """Keys by each word of their first set, so that a sentence meets only keys it may match."""
    out: dict[str, list[tuple[Key, WorldEvent]]] = {}
    for event in load_events():
        for key in event.keys:
            for word in sorted(key[0]):
                out.setdefault(word, []).append((key, event))
    return {word: tuple(found) for word, found in out.items()}


def find_events(positions: Mapping[str, int]) -> Iterator[tuple[WorldEvent, tuple[int, ...]]]:
    """Events whose key stands in a sentence, each with the places of the words that matched.

    Args:
        positions: lower-case words and lemmas of the sentence with where each stands first.
    """
    index, seen = _index(), set()
    for word in positions:
        for key, event in index.get(word, ()):
            if event.name in seen:
                continue
            places = tuple(
                min((positions[w] for w in choice if w in positions), default=-1) for choice in key
            )
            if min(places) >= 0:
                seen.add(event.name)
                yield event, places
