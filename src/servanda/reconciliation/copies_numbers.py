"""Numbers of two texts side by side: the same, or one as the other rounded (1.46 billion, 1,459,193,000)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import Final

from servanda.reconciliation.copies_texts import Text

_SCALES: Final = {"hundred": 2, "thousand": 3, "mln": 6, "billion": 9, "bn": 9, "trillion": 12}
_FRACTION: Final = re.compile(r"(?:\d+-)?\d+/\d+")
_EXACT: Final = 3
"""A number of fewer figures than these is no rounding of another (1.5 may be another 1.46), but for two
figures of one that is given with its fraction, 17 and 17.3, or to the last unit, 3.1 mln and 3,086,386."""
_WHOLE: Final = 2
_FULL: Final = 4
_LARGE: Final = 6
"""Figures of a number given to the last unit, and the power of ten from which it is often rounded to two."""


def values_of(text: Text, start: int = 0, end: int | None = None) -> list[str]:
    """The numbers among some words of a text, each written one way; clock times as they are."""
    stop = len(text.words) if end is None else end
    return [_value(text.words, i) for i in range(start, stop) if text.kinds[i] == "d"]


def numbers_of(text: Text) -> list[str]:
    """The numbers of a text and its years: what one writes as a year is a number in another ("2,000")."""
    years = [w for w, kind in zip(text.words, text.kinds, strict=True) if kind == "t" and w.isdigit()]
    return [*values_of(text), *years]


def unmatched(some: Iterable[str], among: Iterable[str]) -> list[str]:
    """Those of ``some`` that are not ``among`` others, neither as they are nor rounded; each serves once."""
    rest = Counter(some)
    left = Counter(among)
    both = rest & left
    rest, left = rest - both, left - both
    if not rest or not left:
        return list(rest.elements())
    near: dict[int, list[str]] = {}
    for other in left.elements():
        if (size := _parsed(other)[2]) is not None:
            near.setdefault(size, []).append(other)
    missing = []
    for value in rest.elements():
        size = _parsed(value)[2]
        others = near.get(size, []) if size is not None else []
        match = next((other for other in others if _rounds(value, other)), None)
        if match is None:
            missing.append(value)
        else:
            others.remove(match)
    return missing


def _value(words: tuple[str, ...], i: int) -> str:
    return _written(words[i], _SCALES.get(words[i + 1], 0) if i + 1 < len(words) else 0)


@lru_cache(maxsize=65536)
def _written(word: str, scale: int) -> str:
    whole, _, part = word.rpartition("-") if _FRACTION.fullmatch(word) else (word, "", "")
    over, _, under = part.partition("/")
    try:
        number = Decimal(whole or 0) + (Decimal(over) / Decimal(under) if part else 0)
        return format((number * 10**scale).normalize(), "f")
    except (InvalidOperation, DivisionByZero):
        return word


@lru_cache(maxsize=65536)
def _parsed(value: str) -> tuple[Decimal, int, int | None]:
    """A number, how many of its figures tell something (1,460,000 has three), and its power of ten."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Decimal(0), 0, None
    return number, len(number.normalize().as_tuple().digits), number.adjusted()


def _rounds(a: str, b: str) -> bool:
    """Whether the less exact of two numbers is the other, rounded or cut to so many figures."""
    (exact, full, _), (rough, figures, power) = sorted((_parsed(a), _parsed(b)), key=lambda v: -v[1])
    if power is None or (figures < _WHOLE and power < _LARGE):
        return False
    if figures >= _EXACT:
        return abs(exact - rough) < Decimal(10) ** (power - figures + 1)
    cut = rough == rough.to_integral_value() and exact != exact.to_integral_value()
    if cut and power < _WHOLE:
        return 2 * abs(exact - rough) <= 1
    unit = Decimal(10) ** (power - 1)  # "2.0 mln" is two million to two figures, too
    near = 2 * abs(exact - rough) <= unit or (figures == _WHOLE and 0 < exact - rough < unit)
    return full >= _FULL and power >= _LARGE and near
