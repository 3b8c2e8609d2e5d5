"""Two numerals as one range: "20 to 30", "$5-7 billion", "between 20 and 30", "dozens or even hundreds"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.language.quantities.numerals import Numeral, may_start_numeral, read_numeral
from servanda.language.quantities.words import CHANGE_STEMS, SCALES
from servanda.model import Token

_JOINTS: Final = frozenset({"to", "-", "–", "—", "‑", "or"})
_DASHES: Final = frozenset({"-", "–", "—", "‑"})
_VAGUE_JOINTS: Final = (
    ("and", "possibly"),
    ("and", "perhaps"),
    ("or", "perhaps"),
    ("or", "possibly"),
    ("or", "even"),
    ("and", "even"),
    ("if", "not"),
    ("perhaps",),
    ("possibly",),
    ("maybe",),
    ("or",),
    ("to",),
)
"""Between two vague amounts, a comma aside."""
_UNITS: Final = frozenset({"percent", "%", "pct", "km", "dlrs"})
"""Said twice: "20 percent to 30 percent"."""
_SIGNS: Final = frozenset({"$", "€", "£"})
_ALTERNATIVES: Final = 3
"""In "A or B" the second is no more than so many times the first: "two or three", not "one or a hundred"."""
_CHANGE_WITHIN: Final = 8


def read_range(
    tokens: Sequence[Token], words: Sequence[str], a: Numeral, first: int, floor: int, end: int
) -> tuple[Numeral, bool]:
    """Join numeral ``a`` with one that follows; else give ``a`` back. ``first``: with its currency sign."""
    if a.rule == "vague":
        return _vague_range(tokens, words, a, end)
    if a.rule == "fraction":
        return a, False
    before = words[first - 1] if first > floor else ""
    b = _second(tokens, words, a, before, end)
    if b is None:
        return a, False
    low = a.low
    if b.scaled and not a.scaled and low < SCALES["thousand"]:
        low *= b.low / _mantissa(b.low)
    if b.high <= low:
        return a, False
    if before == "from" and any(
        w.startswith(CHANGE_STEMS) for w in words[max(floor, first - _CHANGE_WITHIN) : first - 1]
    ):
        return a, False
    return Numeral(a.first, b.last, low, b.high, a.rule, a.scaled or b.scaled), True


def _second(
    tokens: Sequence[Token], words: Sequence[str], a: Numeral, before: str, end: int
) -> Numeral | None:
    """The numeral after "to", a dash, "or", or "and" behind "between"."""
    j = a.last
    while j < end and words[j] in _UNITS:
        j += 1
    if j + 1 >= end or not (words[j] in _JOINTS or (before == "between" and words[j] == "and")):
        return None
    if words[j] in _DASHES and words[j] != "–" and tokens[j].start != tokens[j - 1].end:
        return None
    k = j + 1
    if words[j] in _DASHES and words[k] == "to" and k + 1 < end:
        k += 1  # "five- to six-day"
    if words[k] in _SIGNS:
        k += 1
    if k >= end or not may_start_numeral(words[k]):
        return None
    b = read_numeral(tokens, words, k, end)
    if b is None or b.rule in ("vague", "ordinal"):
        return None
    return None if words[j] == "or" and b.high > _ALTERNATIVES * a.low else b


def _vague_range(tokens: Sequence[Token], words: Sequence[str], a: Numeral, end: int) -> tuple[Numeral, bool]:
    """Of "hundreds, if not thousands, of": from the low bound of the one to the high bound of the other."""
    j = a.last
    comma = j < end and words[j] == ","
    for joint in _VAGUE_JOINTS:
        k = j + comma + len(joint)
        if tuple(words[j + comma : k]) != joint or k >= end or not may_start_numeral(words[k]):
            continue
        b = read_numeral(tokens, words, k, end)
        if b is not None and b.rule == "vague" and b.high > a.high:
            last = b.last + 1 if comma and b.last < end and words[b.last] == "," else b.last
            return replace(a, last=last, high=b.high), True
    return a, False


def _mantissa(value: float) -> float:
    """The number before the scale word: 7 of 7,000,000,000."""
    for scale in (10**12, 10**9, 10**6, 10**3):
        if value >= scale:
            return value / scale
    return value
