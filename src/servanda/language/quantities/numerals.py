"""Numerals in digits and in words: "1.5 million", "twenty-three", "two hundred and fifty", "3 lakh".

Digits of every script are read. A numeral in words is a row of groups below a thousand, each with its scale,
the scales falling: "two million three hundred thousand and five". Linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.language.quantities.words import (
    CARDINALS,
    FRACTION_PARTS,
    MONTHS,
    SCALES,
    TIGHT_SCALES,
    VAGUE,
    VAGUE_LONGEST,
)
from servanda.model import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
_LARGEST_PART = 16
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_GROUP_MARKS = frozenset({"٬", "’", "'"})
"""Between groups of three digits in other conventions; the comma is part of the token already."""
_HYPHENS = frozenset({"-", "‑", "–"})
_BARE = frozenset({"hundred", "thousand"})
"""Scale words that are a numeral without anything before them."""
_AFTER = frozenset({"another", "the", "about", "around", "nearly", "almost", "over", "than", "some", "every"})
"""Words after which any scale word is one ("another dozen")."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over tokens ``[first, last)`` with inclusive bounds; equal unless the words are vague.

    ``rule`` is ``digits``, ``words``, ``vague``, ``fraction`` or ``ordinal``; ``scaled`` tells of a scale
    word ("million"); ``share`` of a fraction whose whole is not a number ("a third of the town"), ``rough``
    of one that was rounded to a whole number.
    """

    first: int
    last: int
    low: float
    high: float
    rule: str
    scaled: bool = False
    share: bool = False
    rough: bool = False


def may_start_numeral(word: str) -> bool:
    """Whether a numeral can start with this lower-case word: a quick test that throws out nearly all."""
    return word[0].isdigit() or word in _STARTS


def read_numeral(tokens: Sequence[Token], words: Sequence[str], i: int, end: int) -> Numeral | None:
    """The longest numeral that starts at token ``i`` and stays before ``end``, or ``None``."""
    if vague := _read_vague(words, i, end):
        return vague
    if _DIGITS.fullmatch(words[i]):
        return _read_digits(tokens, words, i, end)
    if words[i] in CARDINALS or words[i] in _BARE:
        return _read_words(words, i, i, end)
    if words[i] in ("a", "an") and i + 1 < end and words[i + 1] in SCALES:
        return _read_words(words, i, i + 1, end)
    if words[i] in SCALES and i > 0 and words[i - 1] in _AFTER:
        return _read_words(words, i, i, end)
    return None


def _read_vague(words: Sequence[str], i: int, end: int) -> Numeral | None:
    for size in range(min(VAGUE_LONGEST, end - i), 0, -1):
        if (bounds := VAGUE.get(tuple(words[i : i + size]))) is None:
            continue
        low, high = bounds
        return Numeral(i, i + size, low, high, "words" if low == high else "vague", scaled=low >= 10**6)
    return None


def _read_digits(tokens: Sequence[Token], words: Sequence[str], i: int, end: int) -> Numeral:
    value, j = _digit_groups(tokens, words, i, end)
    if j < end and words[j] in _ORDINAL_ENDS and tokens[j].start == tokens[i].end:
        return Numeral(i, j + 1, value, value, "ordinal")
    if j < end and words[j] in _FRACTIONS:
        value, j = value + _FRACTIONS[words[j]], j + 1
    elif fraction := _written_fraction(words, j, end) or _spoken_fraction(words, j, end):
        value, j = value + fraction[0], fraction[1]
    scaled = False
    if j < end and words[j] in TIGHT_SCALES and tokens[j].start == tokens[j - 1].end:
        value, j, scaled = value * TIGHT_SCALES[words[j]], j + 1, True
    while j < end and (at := _scale_at(words, j, end)):
        value, j, scaled = value * SCALES[words[at - 1]], at, True
        if fraction := _spoken_fraction(words, j, end):
            value, j = value + fraction[0] * SCALES[words[at - 1]], fraction[1]
    return Numeral(i, j, _tidy(value), _tidy(value), "digits", scaled)


def _digit_groups(tokens: Sequence[Token], words: Sequence[str], i: int, end: int) -> tuple[float, int]:
    """A number in digits with the groups that a space or a foreign mark parts: "30 000", "12 345 678"."""
    value, j = float(words[i].replace(",", "")), i + 1
    if not (words[i].isdigit() and len(words[i]) <= 3) or (i > 0 and words[i - 1] in MONTHS):
        return value, j
    groups = [words[i]]
    hard = False  # whether a mark that is no common space stands between
    while (k := j + 1 if j < end and words[j] in _GROUP_MARKS else j) < end:
        gap = tokens[k].start - tokens[k - 1].end
        if not (words[k].isdigit() and len(words[k]) == 3) or gap != (1 if k == j else 0):
            break
        hard = hard or k > j
        groups.append(words[k])
        j = k + 1
    # "12 300 people" may be two numbers; "30 000" and "1 250 000" are one.
    if len(groups) == 1 or not (hard or len(groups) > 2 or groups[1] == "000"):
        return value, i + 1
    return float("".join(groups)), j


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


def _spoken_fraction(words: Sequence[str], j: int, end: int) -> tuple[float, int] | None:
    """``and a half``, ``and three quarters``, with or without hyphens: its value and the token after it."""
    said: list[str] = []
    k = j
    while k < end and len(said) < 3:  # "and", how many, of what
        if words[k] not in _HYPHENS:
            said.append(words[k])
        k += 1
    if len(said) < 3 or said[0] != "and" or said[2] not in ("half", "quarter", "quarters", "third", "thirds"):
        return None
    many = 1 if said[1] in ("a", "one") else CARDINALS.get(said[1], 0)
    below = FRACTION_PARTS[said[2]]
    return (many / below, k) if 0 < many < below else None


def _scale_at(words: Sequence[str], j: int, end: int) -> int:
    """The token after a scale word at ``j`` (a hyphen may come first), or 0."""
    if words[j] in SCALES:
        return j + 1
    if words[j] in _HYPHENS and j + 1 < end and words[j + 1] in SCALES:
        return j + 2
    return 0


@dataclass(slots=True)
class _Sum:
    """A numeral in words as far as it is read: whole groups, the open group, and what the last word was."""

    total: float = 0.0
    group: float = 0.0
    scale: int = 10**18
    """The last scale of a thousand or more; the next one is smaller."""
    last: str = ""

    def takes(self, value: int) -> bool:
        """Whether a cardinal below a hundred can come next."""
        if self.last == "tens":
            return 0 < value < 10
        return self.last in ("", "hundred", "scale") and (value > 0 or self.last == "")

    def add(self, value: int) -> None:
        self.group += value
        self.last = "tens" if value >= 20 else "unit"

    def multiply(self, scale: int) -> bool:
        """Apply a scale word; ``False`` if it cannot stand here."""
        if scale == SCALES["hundred"]:
            if self.last in ("hundred", "scale") or self.group >= scale:
                return False
            self.group, self.last = max(self.group, 1) * scale, "hundred"
        elif self.last == "scale":
            # "two thousand million"
            self.total *= scale
        elif scale > self.scale:
            # "one thousand two hundred million"
            self.total, self.group = (self.total + self.group) * scale, 0
        else:
            self.total, self.group = self.total + max(self.group, 1) * scale, 0
        if scale != SCALES["hundred"]:
            self.scale, self.last = scale, "dozen" if scale == SCALES["dozen"] else "scale"
        return True


def _read_words(words: Sequence[str], first: int, j: int, end: int) -> Numeral:
    """Cardinals in words from token ``j``; ``first`` is the token of an article before it."""
    found = _Sum()
    scaled = False
    while j < end:
        word = words[j]
        if word in CARDINALS and found.takes(CARDINALS[word]):
            found.add(CARDINALS[word])
            j += 1
        elif word in SCALES and found.last != "dozen" and found.multiply(SCALES[word]):
            scaled = scaled or SCALES[word] >= 1000
            j += 1
        elif word in _HYPHENS and j > first and j + 1 < end and _goes_on(found, words[j + 1]):
            j += 1
        elif word == "point" and (decimals := _decimals(words, j + 1, end)):
            found.group, j, found.last = found.group + float(f"0.{decimals}"), j + 1 + len(decimals), "unit"
        elif fraction := _spoken_fraction(words, j, end):
            if found.last == "scale":
                found.total += fraction[0] * found.scale
            else:
                found.group += fraction[0]
            j, found.last = fraction[1], "unit"
        elif (
            word == "and"
            and j + 1 < end
            and found.last in ("hundred", "scale")
            and words[j + 1] in CARDINALS
            and words[j + 1] != "zero"
        ):
            j += 1
        else:
            break
    value = _tidy(found.total + found.group)
    return Numeral(first, j, value, value, "words", scaled)


def _goes_on(found: _Sum, word: str) -> bool:
    """Whether a numeral goes on behind a hyphen: "twenty-three", "five-hundred"; "five-six" is a range."""
    if word in CARDINALS:
        return found.last == "tens" and found.takes(CARDINALS[word])
    return word in SCALES


def _decimals(words: Sequence[str], j: int, end: int) -> str:
    """Digits in words behind "point": "five" of "one point five"."""
    digits = ""
    while j < end and CARDINALS.get(words[j], 10) < 10:
        digits += str(CARDINALS[words[j]])
        j += 1
    return digits


def _tidy(value: float) -> float:
    """Whole numbers without the dust of floating point ("2.3 million")."""
    nearest = round(value)
    return float(nearest) if abs(value - nearest) < 1e-6 * max(1.0, abs(value)) else round(value, 6)


_STARTS = frozenset(CARDINALS) | frozenset(SCALES) | {key[0] for key in VAGUE} | {"a", "an"}
