"""What a file of own knowledge changes: which of our names it takes over, and what is doubtful in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.codebook import lexicon
from servanda.knowledge.actors import find_namesakes
from servanda.knowledge.countries import find_land
from servanda.knowledge.own.active import using
from servanda.knowledge.own.reading import MOST_ROWS, read_own
from servanda.knowledge.own.records import OwnActor, OwnKnowledge, OwnPlace
from servanda.knowledge.tables import normalise_name
from servanda.knowledge.words import is_english_word

_SHORTEST: Final = 2
"""Letters from which a name is long enough to be looked for without misgivings."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One name or word and what the file makes of it.

    Attributes:
        name: as the file has it.
        now: what it stands for with the file, in words.
        before: what it stands for without; empty if nothing.
        where: line or item of the file.
    """

    name: str
    now: str
    before: str
    where: str


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A file that is right, what it changes, and what in it is likely a mistake."""

    knowledge: OwnKnowledge
    shadowed: tuple[Effect, ...]
    added: tuple[Effect, ...]
    doubts: tuple[str, ...]


def check_own(path: Path, most_rows: int = MOST_ROWS) -> OwnCheck:
    """Read a file and hold it against the tables.

    Raises:
        ConfigError: C003 as :func:`read_own`.
    """
    own = read_own(path, most_rows)
    with using(None):
        effects = list(_effects(own))
        doubts = tuple(_doubts(own))
    return OwnCheck(
        knowledge=own,
        shadowed=tuple(e for e in effects if e.before),
        added=tuple(e for e in effects if not e.before),
        doubts=doubts,
    )


def _effects(own: OwnKnowledge) -> Iterator[Effect]:
    for actor in own.actors:
        now = f"{actor.name}|{actor.country}|{actor.sector}"
        for name in (actor.name, *actor.aliases):
            entries = find_namesakes(name)
            before = " / ".join(dict.fromkeys(str(entry.actor) for entry in entries))
            yield Effect(name, now, before if before != now else "", actor.where)
    for place in own.places:
        for name in (place.name, *place.aliases):
            land = find_land(name)
            before = f"{land.name} ({land.country or 'of no one state'})" if land else ""
            yield Effect(name, f"{place.name} ({place.country or 'of no one state'})", before, place.where)
    classes = {"verb": lexicon().verbs, "noun": lexicon().nouns, "adjective": lexicon().adjectives}
    for rule in own.rules:
        had = classes[rule.pos].get(rule.word.lower(), ())
        before = ", ".join(dict.fromkeys(trigger.rule.name for trigger in had))
        yield Effect(rule.word, f"like {rule.like}", before, rule.where)


def _doubts(own: OwnKnowledge) -> Iterator[str]:
    rows: tuple[OwnActor | OwnPlace, ...] = (*own.actors, *own.places)
    for row in rows:
        for name in (row.name, *row.aliases):
            word = normalise_name(name)
            if is_english_word(word):
                yield f"{row.where}: {name!r} is a common word: every such noun will be taken for this"
            elif is_english_word(word.lower()) and " " not in word:
                yield f"{row.where}: {name!r} is also a common word at the beginning of a sentence"
            elif len(word) < _SHORTEST:
                yield f"{row.where}: {name!r} is a single letter"
