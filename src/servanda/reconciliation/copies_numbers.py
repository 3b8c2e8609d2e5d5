"""Numbers of two texts side by side: the same, or one as the other rounded (1.46 billion, 1,459,193,000)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from servanda.reconciliation.copies_texts import Text

_SCALES: Final = {"hundred": 2, "thousand": 3, "mln": 6, "billion": 9, "bn": 9, "trillion": 12}
_EXACT: Final = 3
"""A number of fewer figures than these is no rounding of another: 1.5 may be another 1.46."""


def values_of(text: Text, start: int = 0, end: int | None = None) -> list[str]:
    """The numbers among some words of a text, each written one way; fractions and clock times as they are."""
    stop = len(text.words) if end is None else end
    return [_value(text.words, i) for i in range(start, stop) if text.kinds[i] == "d"]


def unmatched(some: Iterable[str], among: Iterable[str]) -> list[str]:
    """Those of ``some`` that are not ``among`` others, neither as they are nor rounded; each serves once."""
    rest = Counter(some)
    left = Counter(among)
    both = rest & left
    rest, left = rest - both, left - both
    missing = []
    for value in rest.elements():
        match = next((other for other in left if _rounds(value, other)), None)
        if match is None:
            missing.append(value)
        else:
            left -= Counter([match])
    return missing


def _value(words: tuple[str, ...], i: int) -> str:
    scale = _SCALES.get(words[i + 1], 0) if i + 1 < len(words) else 0
    try:
        return format((Decimal(words[i]) * 10**scale).normalize(), "f")
    except InvalidOperation:
        return words[i]


def _rounds(a: str, b: str) -> bool:
    """Whether the less exact of two numbers is the other, rounded or cut to so many figures."""
    try:
        exact, rough = sorted((Decimal(a), Decimal(b)), key=lambda v: -_figures(v))
    except InvalidOperation:
        return False
    figures = _figures(rough)
    if figures < _EXACT:
        return False
    unit = Decimal(10) ** (rough.adjusted() - figures + 1)
    return abs(exact - rough) < unit


def _figures(value: Decimal) -> int:
    """How many figures tell something: 1,460,000 has three."""
    return len(value.normalize().as_tuple().digits)
