"""Word classes of hours, fiscal years, years in words and before Christ, and feasts."""

from __future__ import annotations

import re
from typing import Final

from servanda.knowledge.feasts import feast_spellings
from servanda.language.quantities.numerals import read_numeral
from servanda.language.quantities.words import CARDINALS
from servanda.language.timing.text import Text, Value
from servanda.language.timing.words import AMPM

_CLOCK: Final = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
_CLOCK_24: Final = re.compile(r"([01]\d|2[0-4])([0-5]\d)")
_FISCAL: Final = re.compile(r"fy['’-]?(\d{4}|\d{2})")


def read_clock(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    """Of "3:00", "14:30", the minutes after midnight; "3.30" counts only before "a.m." or "p.m."."""
    found = _CLOCK.fullmatch(text.words[i])
    if found is None:
        return None
    if "." in found[0] and text.words[i + 1 : i + 2] and text.words[i + 1] not in AMPM:
        return None
    return (i + 1, int(found[1]) * 60 + int(found[2])) if i < end else None


def read_clock_24(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    """Of "0700", the minutes after midnight."""
    found = _CLOCK_24.fullmatch(text.words[i])
    return (i + 1, int(found[1]) * 60 + int(found[2])) if found else None


def read_hour(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    """An hour of the clock in digits or words, as minutes after midnight."""
    word = text.words[i]
    if word.isdecimal() and len(word) <= 2 and int(word) <= 24:
        return i + 1, int(word) * 60
    if word in CARDINALS and (numeral := read_numeral(text.tokens, text.words, i, end)):
        hour = numeral.low
        return (numeral.last, int(hour * 60)) if hour is not None and 1 <= hour <= 12 else None
    return None


def read_before_christ(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    """A year before Christ: up to four digits."""
    word = text.words[i]
    return (i + 1, int(word)) if word.isdecimal() and len(word) <= 4 else None


def read_fiscal(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    """The year of "FY2020", "FY20"."""
    found = _FISCAL.fullmatch(text.words[i])
    if found is None:
        return None
    year = int(found[1])
    return i + 1, year if year >= 100 else year + (2000 if year < 50 else 1900)


LAST_YEAR: Final = 2099
TEENS: Final[dict[str, int]] = {
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip


def read_word_year(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    """The year of "nineteen ninety-six", "two thousand one"."""
    words = text.words
    if words[i] == "two" and words[i + 1 : i + 2] == ["thousand"]:
        if numeral := read_numeral(text.tokens, words, i, end):
            value = numeral.low or 0
            return (numeral.last, int(value)) if 2000 <= value <= LAST_YEAR else None
        return None
    century = TEENS.get(words[i])
    if century is None or i + 1 >= end:
        return None
    rest = read_numeral(text.tokens, words, i + 1, end) if words[i + 1] in CARDINALS else None
    if rest is None or rest.low is None or rest.low != rest.high or not 10 <= rest.low <= 99:
        return None
    return rest.last, century * 100 + int(rest.low)


def read_feast(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    """The name of a feast or fast."""
    for words, name in feast_spellings().get(text.words[i], ()):
        if i + len(words) <= end and tuple(text.words[i : i + len(words)]) == words:
            return i + len(words), name
    return None
