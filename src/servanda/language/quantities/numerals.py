"""Numerals in digits and in words: "1.5 million", "twenty-three", "two hundred and fifty"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.language.quantities.words import CARDINALS, SCALES, TIGHT_SCALES, VAGUE, VAGUE_LONGEST
from servanda.model import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
_LARGEST_PART = 16
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over tokens ``[first, last)`` with inclusive bounds; equal unless the words are vague.

    ``rule`` is ``digits``, ``words``, ``vague`` or ``ordinal``; ``scaled`` tells of a scale word ("million").
    """

    first: int
    last: int
    low: float
    high: float
    rule: str
    scaled: bool = False


def may_start_numeral(word: str) -> bool:
    """Whether a numeral can start with this lower-case word: a quick test that throws out nearly all."""
    return word[0].isdigit() or word in _STARTS


def read_numeral(tokens: Sequence[Token], words: Sequence[str], i: int, end: int) -> Numeral | None:
    """The longest numeral that starts at token ``i`` and stays before ``end``, or ``None``."""
    if vague := _read_vague(words, i, end):
        return vague
    if _DIGITS.fullmatch(words[i]):
        return _read_digits(tokens, words, i, end)
    if words[i] in CARDINALS or words[i] in ("hundred", "thousand"):
        return _read_words(words, i, end)
    return None


def _read_vague(words: Sequence[str], i: int, end: int) -> Numeral | None:
    for size in range(min(VAGUE_LONGEST, end - i), 0, -1):
        if (bounds := VAGUE.get(tuple(words[i : i + size]))) is None:
            continue
        low, high = bounds
        j = i + size
        if low == high and low >= 100 and j < end and words[j] in SCALES and SCALES[words[j]] > low:
            return Numeral(i, j + 1, low * SCALES[words[j]], low * SCALES[words[j]], "words", scaled=True)
        return Numeral(i, j, low, high, "words" if low == high else "vague", scaled=low >= 10**6)
    return None


def _read_digits(tokens: Sequence[Token], words: Sequence[str], i: int, end: int) -> Numeral:
    value = float(words[i].replace(",", ""))
    j = i + 1
    if j < end and words[j] in _ORDINAL_ENDS and tokens[j].start == tokens[i].end:
        return Numeral(i, j + 1, value, value, "ordinal")
    if j < end and words[j] in _FRACTIONS:
        value, j = value + _FRACTIONS[words[j]], j + 1
    elif fraction := _written_fraction(words, j, end):
        value, j = value + fraction[0], fraction[1]
    scaled = False
    if j < end and words[j] in TIGHT_SCALES and tokens[j].start == tokens[j - 1].end:
        value, j, scaled = value * TIGHT_SCALES[words[j]], j + 1, True
    while j < end and (at := _scale_at(words, j, end)):
        value, j, scaled = value * SCALES[words[at - 1]], at, True
    return Numeral(i, j, _tidy(value), _tidy(value), "digits", scaled)


def _written_fraction(words: Sequence[str], j: int, end: int) -> tuple[float, int] | None:
    """``- 1 / 2`` or ``1 / 2`` after a whole number."""
    k = j + 1 if j < end and words[j] == "-" else j
    if k < end and (whole := _FRACTION.fullmatch(words[k])):
        above, below = int(whole[1]), int(whole[2])
        return (above / below, k + 1) if 0 < above < below <= _LARGEST_PART else None
    if k + 2 < end and words[k + 1] == "/" and words[k].isdigit() and words[k + 2].isdigit():
        above, below = int(words[k]), int(words[k + 2])
        if 0 < above < below <= _LARGEST_PART:
            return above / below, k + 3
    return None


def _scale_at(words: Sequence[str], j: int, end: int) -> int:
    """The token after a scale word at ``j`` (a hyphen may come first), or 0."""
    if words[j] in SCALES:
        return j + 1
    if words[j] == "-" and j + 1 < end and words[j + 1] in SCALES:
        return j + 2
    return 0


def _read_words(words: Sequence[str], i: int, end: int) -> Numeral:
    """Cardinals in words: units and tens add up, scales multiply what came before them."""
    total, current, j, scaled = 0.0, 0.0, i, False
    while j < end:
        word = words[j]
        if word in CARDINALS:
            value = CARDINALS[word]
            if current % 100 and not (current % 100 >= 20 and current % 10 == 0 and value < 10):
                break  # "two three": a new numeral
            current, j = current + value, j + 1
        elif word in SCALES:
            scale = SCALES[word]
            scaled = scaled or scale >= 1000
            if scale <= 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
            j += 1
        elif word == "-" and j > i and j + 1 < end and (words[j + 1] in CARDINALS or words[j + 1] in SCALES):
            if words[j + 1] in CARDINALS and not (current % 100 >= 20 and CARDINALS[words[j + 1]] < 10):
                break  # "five-six" is a range
            j += 1
        elif word == "and" and j > i and j + 1 < end:
            if words[j + 1 : j + 3] == ["a", "half"]:
                current, j = current + 0.5, j + 3
            elif words[j - 1] in ("hundred", "thousand") and words[j + 1] in CARDINALS:
                j += 1
            else:
                break
        else:
            break
    found = _tidy(total + current)
    return Numeral(i, j, found, found, "words", scaled)


def _tidy(value: float) -> float:
    """Whole numbers without the dust of floating point ("2.3 million")."""
    nearest = round(value)
    return float(nearest) if abs(value - nearest) < 1e-6 * max(1.0, abs(value)) else round(value, 6)


_STARTS = frozenset(CARDINALS) | {"hundred", "thousand"} | {key[0] for key in VAGUE}
