"""What a number is a number of: money, percent, time, distance; and what only looks like a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.language.quantities.currencies import currency_after
from servanda.language.quantities.numerals import Numeral
from servanda.language.quantities.words import (
    DURATION_UNITS,
    LABELS,
    MEASURE_UNITS,
    MONTHS,
    YEAR_NOUNS,
)
from servanda.model import Analysis, Token

_HYPHENS = "-–‑"
_SIZES = {"square": "square ", "sq": "square ", "nautical": "nautical ", "cubic": "cubic "}
_FIRST_YEAR, _LAST_YEAR = 1500, 2099


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends before token ``last``. ``factor`` turns the number into it ("decade": 10 years)."""

    kind: Literal["money", "percent", "duration", "measure"]
    name: str
    last: int
    factor: int = 1

    def written(self, low: float | None, high: float | None) -> str:
        """As ``Quantity.unit``: a currency, a unit of measure, or ISO 8601 with the larger bound."""
        if self.kind != "duration":
            return self.name
        value = high if high is not None else low
        return duration_value(value or 0, self.name, self.factor)


def duration_value(value: float, letter: str, factor: int = 1) -> str:
    """ISO 8601 of so many units; half a year, half a day and the like become whole smaller units."""
    clock, unit = ("T", letter[1]) if letter.startswith("T") else ("", letter)
    value *= factor
    whole = int(value)
    if value == whole:
        return f"P{clock}{whole}{unit}"
    rest = value - whole
    smaller = {"Y": (12, "M"), "W": (7, "D"), "H": (60, "M")}.get(unit)
    if smaller is None:
        return f"P{clock}{value:g}{unit}"
    return f"P{clock}" + (f"{whole}{unit}" if whole else "") + f"{round(rest * smaller[0])}{smaller[1]}"


def read_unit(words: Sequence[str], numeral: Numeral, last: int, end: int) -> Unit | None:
    """The unit that follows a number, or ``None`` for a plain count."""
    j = last
    hyphen = j < end and words[j] in _HYPHENS
    if hyphen:
        j += 1
    if j >= end:
        return None
    if words[j] in ("%", "percent", "pct", "percentage"):
        return Unit("percent", "%", j + 1)
    if words[j] == "per" and j + 1 < end and words[j + 1] == "cent":
        return Unit("percent", "%", j + 2)
    of = not hyphen and words[j] == "of" and numeral.rule in ("vague", "words")
    if money := currency_after(words, j + of, end):
        return Unit("money", money[1], money[0])
    if hyphen and j + 2 < end and words[j] in _SIZES and words[j + 1] in _HYPHENS:
        if words[j + 2] in MEASURE_UNITS:  # "2.5-square-kilometre"
            return Unit("measure", _SIZES[words[j]] + MEASURE_UNITS[words[j + 2]], j + 3)
        return None
    for k in range(j, min(j + 2, end)):
        if k > j and words[j] not in (
            "more",
            "additional",
            "further",
            "consecutive",
            "full",
            "of",
            "square",
            "sq",
            "metric",
            "nautical",
            "cubic",
            "whole",
        ):
            break
        if unit := _duration_unit(words[k]):
            return Unit("duration", unit[0], k + 1, unit[1])
        if words[k] in ("pound", "pounds") and numeral.scaled and words[k + 1 : k + 2] != ["of"]:
            return Unit("money", "pounds", k + 1)
        if words[k] in MEASURE_UNITS:
            size = _SIZES.get(words[j], "") if k > j else ""
            return Unit("measure", size + MEASURE_UNITS[words[k]], k + 1)
    return None


def _duration_unit(word: str) -> tuple[str, int] | None:
    if word == "centuries":
        return DURATION_UNITS["century"]
    return DURATION_UNITS.get(word) or (DURATION_UNITS.get(word[:-1]) if word.endswith("s") else None)


def is_label(tokens: Sequence[Token], words: Sequence[str], numeral: Numeral, floor: int, end: int) -> bool:
    """A number that names: "Resolution 1701", "MiG-29", "Oct. 31", "2022-10-31", "the 1990s", "5 p.m."."""
    i, last = numeral.first, numeral.last
    if i - 2 >= floor and words[i - 1] == "of" and tokens[i - 2].text == "Group":
        return True  # the Group of Seven
    if numeral.rule != "digits":
        return False
    before = words[i - 1] if i > floor else ""
    after = words[last] if last < end else ""
    if before in _HYPHENS and before and i - 1 > floor and tokens[i].start == tokens[i - 1].end:
        glued = tokens[i - 1].start == tokens[i - 2].end
        if glued and (words[i - 2][-1].isalpha() or words[i - 2].isdigit()):
            return True
    if before in LABELS and not (before in ("day", "year", "a", "an") or numeral.scaled):
        return tokens[i - 1].text[0].isupper() or len(before) <= 3
    if numeral.low <= 31 and (before in MONTHS or after in MONTHS):
        return True
    if (
        numeral.low <= 31
        and before == "the"
        and after == "of"
        and last + 1 < end
        and words[last + 1] in MONTHS
    ):
        return True
    if _is_iso_date(tokens, words, last, end):
        return True
    if after in ("s", "'s", "’s") and tokens[last].start == tokens[last - 1].end and numeral.low >= 20:
        return after == "s" or numeral.low >= _FIRST_YEAR
    if before in ("+", "-") and i - 2 >= floor and words[i - 2] in ("utc", "gmt"):
        return True
    return after in ("a.m.", "p.m.", "am", "pm", "gmt", "utc", "o'clock", "/", "°") or before in ("/", "#")


def _is_iso_date(tokens: Sequence[Token], words: Sequence[str], last: int, end: int) -> bool:
    """ISO dates: hyphen, digits, hyphen right after the number."""
    return (
        last + 2 < end
        and words[last] in _HYPHENS
        and words[last + 1].isdigit()
        and words[last + 2] in _HYPHENS
        and tokens[last + 2].start == tokens[last + 1].end
    )


def is_year(analysis: Analysis, words: Sequence[str], numeral: Numeral, *, bounded: bool) -> bool:
    """Four digits of a calendar year: unless bounded, or counting a plural noun that takes no year."""
    if bounded or numeral.rule != "digits" or numeral.last - numeral.first > 1:
        return False
    if not (_FIRST_YEAR <= numeral.low <= _LAST_YEAR) or len(words[numeral.first]) != 4:
        return False
    token = analysis.tokens[numeral.first]
    if token.head > token.index and token.deprel.startswith("nummod"):
        noun = analysis.tokens[token.head]
        plural = noun.xpos == "NNS" or noun.lemma in ("people", "police")
        return not plural or words[noun.index] in YEAR_NOUNS or numeral.low % 50 != 0
    return True


def is_span_of_years(words: Sequence[str], numeral: Numeral) -> bool:
    """Of "1960-1963", "2015–16": years with a stroke between them."""
    first, last = words[numeral.first], words[numeral.last - 1]
    return (
        numeral.last - numeral.first == 3
        and words[numeral.first + 1] in ("-", "–", "—", "and", "to")
        and _is_year_word(first)
        and _is_year_word(last)
    )


def _is_year_word(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR


def is_age(
    tokens: Sequence[Token], words: Sequence[str], numeral: Numeral, unit: Unit | None, floor: int, end: int
) -> bool:
    """Ages: "aged 12", "12-year-old", "12 years old", "under the age of 10", "Jan, 31, wept"."""
    i, last = numeral.first, numeral.last
    before = words[i - 1] if i > floor else ""
    if before in ("aged", "age", "ages"):
        return True
    if before == "of" and i - 2 >= floor and words[i - 2] in ("age", "ages"):
        return True
    if unit and unit.kind == "duration":
        j = unit.last
        tail = tuple(words[j : min(j + 2, end)])
        if tail[:1] == ("old",) or tail == ("-", "old") or tail == ("of", "age"):
            # the age of a war or of a truce is a length of time
            return not (tail == ("-", "old") and j + 2 < end and words[j + 2] in YEAR_NOUNS)
    closed = last < end and words[last] in (",", ")")
    if before in (",", "(") and closed and i - 2 >= floor and numeral.low < 110:
        return tokens[i - 2].upos == "PROPN" and numeral.rule == "digits"
    return False
