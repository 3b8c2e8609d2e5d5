"""Feasts and fasts and the days they fall on: fixed ones every year, movable ones 1980 to 2030."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from servanda.knowledge.tables import read_rows

_WORDS: Final = re.compile(r"['’]s|['’]|-|[^\s'’-]+")


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast or fast.

    Attributes:
        name: in full.
        month, day: of the year if it is fixed, else 0.
        falls: first and last day of each time it fell, in order, if it is movable.
    """

    name: str
    month: int
    day: int
    falls: tuple[tuple[date, date], ...]

    def in_year(self, year: int) -> tuple[date, date] | None:
        """First and last day of the one that begins in a year; ``None`` where the table ends."""
        if self.month:
            day = date(year, self.month, self.day)
            return day, day
        return next((fall for fall in self.falls if fall[0].year == year), None)

    def near(self, day: date) -> list[tuple[date, date]]:
        """Those that fall within about a year before or after a day, in order."""
        if self.month:
            found = (self.in_year(year) for year in (day.year - 1, day.year, day.year + 1))
            return [fall for fall in found if fall is not None]
        return [fall for fall in self.falls if abs(fall[0] - day) <= timedelta(days=400)]


@cache
def load_feasts() -> Mapping[str, Feast]:
    """Every feast by its name, from ``data/feast_names.tsv`` and ``data/feasts.tsv``."""
    falls: dict[str, list[tuple[date, date]]] = {}
    for name, first, last in read_rows("feasts", 3):
        falls.setdefault(name, []).append((date.fromisoformat(first), date.fromisoformat(last)))
    out: dict[str, Feast] = {}
    for name, _, fixed, _ in read_rows("feast_names", 4):
        month, _, day = fixed.partition("-")
        out[name] = Feast(name, int(month or 0), int(day or 0), tuple(falls.get(name, ())))
    return MappingProxyType(out)


@cache
def feast_spellings() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Lower-case spellings as tuples of words, with the feast's name, by first word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, others, _, _ in read_rows("feast_names", 4):
        for spelling in (name, *others.split(",")):
            words = tuple(_WORDS.findall(spelling.lower()))
            if words:
                out.setdefault(words[0], []).append((words, name))
    longest = {word: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for word, rows in out.items()}
    return MappingProxyType(longest)
