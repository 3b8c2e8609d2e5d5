"""The word classes of the time grammar: each reads one kind of word at a token and gives what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from servanda.language.quantities.numerals import read_numeral
from servanda.language.quantities.words import CARDINALS, VAGUE
from servanda.language.timing.clock_words import (
    TEENS,
    read_before_christ,
    read_clock,
    read_clock_24,
    read_feast,
    read_fiscal,
    read_hour,
    read_word_year,
)
from servanda.language.timing.text import Reader, Text, Value
from servanda.language.timing.words import (
    AMPM,
    BEFORE_CHRIST,
    DEICTIC_DAYS,
    DIRECTIONS,
    EDGES,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    ZONES,
)

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGIT_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DECADE: Final = re.compile(r"['’]?(\d{3}0|\d0)['’]?s")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_OF_CLOCKS: Final = frozenset({"utc", "gmt", "hours", "hrs"})
"""Words behind an hour of four digits."""
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2099


def _read_table(table: Mapping[str, Value]) -> Reader:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        value = table.get(text.words[i])
        return None if value is None else (i + 1, value)

    return read


def _read_edge(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    """Of "early", "late", "end"; "end" and "beginning" only with "of" ("talks end Wednesday" is no edge)."""
    word = text.words[i]
    if word in ("end", "start", "beginning", "middle") and text.words[i + 1 : i + 2] != ["of"]:
        return None
    value = EDGES.get(word)
    return None if value is None or i >= end else (i + 1, value)


def _read_day(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    word = text.words[i]
    if (ordinal := _ORDINAL.fullmatch(word)) and 1 <= int(ordinal[1]) <= 31:
        return i + 1, int(ordinal[1])
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:
        if i + 1 < end and text.words[i + 1] in ("%", "percent", ":", "million", "billion", "thousand"):
            return None
        return i + 1, int(word)
    if word in ORDINALS and i and text.words[i - 1] == "the":
        return i + 1, ORDINALS[word]
    return None


def _read_iso(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    """Whole dates in digits, as days since year one; "3/4/2020" may be March or April and is left alone."""
    word = text.words[i]
    if found := _ISO.fullmatch(word):
        year, month, day = (int(g) for g in found.groups())
    elif found := _DIGIT_DATE.fullmatch(word):
        first, second, year = (int(g) for g in found.groups())
        if first > 12 >= second or "." in word:
            day, month = first, second
        elif second > 12 >= first or first == second:
            day, month = second, first
        else:
            return None
    else:
        return None
    try:
        return i + 1, date(year, month, day).toordinal()
    except ValueError:
        return i + 1, -1  # no such day: the calendar says so where the words are resolved


def _read_mid(table: Mapping[str, Value]) -> Reader:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        value = table.get(text.words[i][4:]) if text.words[i].startswith("mid-") else None
        return None if value is None else (i + 1, value)

    return read


def _read_mid_year(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    word = text.words[i]
    return (
        (i + 1, int(word[4:]))
        if word.startswith("mid-") and word[4:].isdecimal() and len(word) == 8
        else None
    )


def _read_mid_decade(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    found = _DECADE.fullmatch(text.words[i][4:]) if text.words[i].startswith("mid-") else None
    return None if found is None else (i + 1, _decade_year(found[1]))


def _read_year(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    word = text.words[i]
    if i in text.counted or len(word) != 4 or not word.isdecimal():
        return None
    if not _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return None
    if i + 1 < end and text.words[i + 1] == "s" and text.tokens[i + 1].start == text.tokens[i].end:
        return None
    before = text.words[i - 1] if i else ""
    if before in ("$", "£", "€", "resolution", "no.", "/", "flight", "article") and before:
        return None
    if before in ("is", "are", "were") and "year" not in text.words[max(0, i - 8) : i]:
        return None  # "the number of cases is 1501"
    after = text.words[i + 1] if i + 1 < end else ""
    if after in _OF_CLOCKS and text.words[i + 2 : i + 3] != ["of"]:
        return None  # "at 1625 UTC", "at 1500 hours"
    return i + 1, int(word)


def _read_two_digits(low: int, high: int, *, four: bool = False) -> Reader:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        word = text.words[i]
        if not word.isdecimal() or len(word) not in ((2, 4) if four else (1, 2)):
            return None
        value = int(word)
        if four and len(word) == 4:
            return (i + 1, value) if _FIRST_YEAR <= value <= _LAST_YEAR else None
        return (i + 1, value) if low <= value <= high else None

    return read


def _read_number(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    if text.words[i] in ("a", "an") and (
        i + 1 >= end or text.words[i + 1] not in ("few", "couple", "dozen", "hundred", "half")
    ):
        return i + 1, 1
    if numeral := read_numeral(text.tokens, text.words, i, end):
        j = numeral.last
        if numeral.rule == "ordinal":
            return None
        if j < end and text.words[j] == "of" and text.words[j - 1] in ("couple", "dozen"):
            j += 1
        return (
            j,
            numeral.low if numeral.low == numeral.high else -numeral.low,
        )  # negative: at least so many, vague
    return None


_DECADE_WORDS: Final[dict[str, int]] = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_NUMBER_WORDS: Final = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
    ]
)


def _read_decade(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    word = text.words[i]
    if word in _DECADE_WORDS:
        return i + 1, _DECADE_WORDS[word]
    found = _DECADE.fullmatch(word)
    if found is None or (len(found[1]) == 2 and word[0].isdecimal() and found[1] in ("10", "00")):
        return None
    return i + 1, _decade_year(found[1])


def _decade_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


def _read_ordinal(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    word = text.words[i]
    if word in ORDINALS:
        return i + 1, ORDINALS[word]
    if word == "twenty" and i + 2 < end and text.words[i + 1] == "-" and text.words[i + 2] == "first":
        return i + 3, 21
    found = _ORDINAL.fullmatch(word)
    return (i + 1, int(found[1])) if found else None


def _read_set(words: frozenset[str]) -> Reader:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        return (i + 1, text.words[i]) if text.words[i] in words else None

    return read


STORED: Final = {
    "midmonth": "month",
    "midyear": "year",
    "middecade": "decade",
    "single": "unit",
    "clock24": "clock",
    "hour": "clock",
    "fy": "year",
    "wordyear": "year",
    "weekdays": "weekday",
}
"""Classes whose value is kept under the name of another."""

CLASSES: Final[dict[str, Reader]] = {
    "month": _read_table(MONTHS),
    "weekday": _read_table(WEEKDAYS),
    "season": _read_table(SEASONS),
    "unit": _read_table(UNITS),
    "part": _read_table(PARTS),
    "edge": _read_edge,
    "dir": _read_table(DIRECTIONS),
    "deictic": _read_table(DEICTIC_DAYS),
    "single": _read_table({word: unit for word, unit in UNITS.items() if not word.endswith("s")}),
    "midmonth": _read_mid(MONTHS),
    "midyear": _read_mid_year,
    "middecade": _read_mid_decade,
    "iso": _read_iso,
    "day": _read_day,
    "year": _read_year,
    "yy": _read_two_digits(0, 99, four=True),
    "mm": _read_two_digits(1, 12),
    "dd": _read_two_digits(1, 31),
    "num": _read_number,
    "decade": _read_decade,
    "ord": _read_ordinal,
    "clock": read_clock,
    "clock24": read_clock_24,
    "hour": read_hour,
    "ampm": _read_table(AMPM),
    "zone": _read_set(ZONES),
    "bcyear": read_before_christ,
    "bc": _read_set(BEFORE_CHRIST),
    "fy": read_fiscal,
    "wordyear": read_word_year,
    "weekdays": _read_table({f"{day}s": number for day, number in WEEKDAYS.items() if day.endswith("day")}),
    "feast": read_feast,
}

_SINGULAR: Final = frozenset(word for word in UNITS if not word.endswith("s"))
STARTS: Final[dict[str, frozenset[str]]] = {
    "month": frozenset(MONTHS),
    "weekday": frozenset(WEEKDAYS),
    "season": frozenset(SEASONS),
    "unit": frozenset(UNITS),
    "single": _SINGULAR,
    "part": frozenset(PARTS),
    "edge": frozenset(EDGES),
    "dir": frozenset(DIRECTIONS),
    "deictic": frozenset(DEICTIC_DAYS),
    "day": frozenset(ORDINALS),
    "ord": frozenset({*ORDINALS, "twenty"}),
    "num": frozenset({"a", "an", "hundred", "thousand", *CARDINALS, *(key[0] for key in VAGUE)}),
    "decade": frozenset(_DECADE_WORDS),
    "hour": frozenset(CARDINALS),
    "bc": BEFORE_CHRIST,
    "fy": frozenset({"fy"}),
    "wordyear": frozenset({*TEENS, "two"}),
    "weekdays": frozenset(f"{day}s" for day in WEEKDAYS if day.endswith("day")),
}
"""The words that can start a class; classes left out, and some of these, can also start with digits."""
DIGIT_CLASSES: Final = frozenset(
    {
        "day",
        "year",
        "yy",
        "mm",
        "dd",
        "num",
        "decade",
        "ord",
        "iso",
        "midmonth",
        "midyear",
        "middecade",
        "clock",
        "clock24",
        "hour",
        "bcyear",
    }
)
