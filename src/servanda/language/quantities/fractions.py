"""Parts of a whole: "a third of the 1,500", "half the 300 prisoners", "two thirds of the town".

Of a whole in numbers the part is a number, too. Of anything else it is a share, in per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.language.quantities.numerals import Numeral, read_numeral
from servanda.language.quantities.words import BOUNDS_BEFORE, BOUNDS_LONGEST, CARDINALS, FRACTION_PARTS
from servanda.model import Token

_WHOLE: Final = frozenset(
    {"the", "its", "their", "his", "her", "our", "those", "these", "all", "some", "that", "a", "an"}
)
"""What may stand between "of" and the number of the whole."""
_PERIODS: Final = frozenset({"first", "second", "latter", "other", "last", "next", "this", "early", "late"})
"""Before "half" or "quarter" of a time: "the second half of 2011"."""
_LONGEST_LEAD: Final = 3
_DUST: Final = 1e-6
_PER_CENT: Final = 100.0
_ROUND: Final = frozenset({5, 10, 20, 100, 1000})


def read_fraction(
    tokens: Sequence[Token], words: Sequence[str], i: int, floor: int, end: int
) -> Numeral | None:
    """The part of a whole that starts at token ``i``, or ``None``."""
    if i > floor and words[i - 1] in _PERIODS:
        return None
    if found := _one_in(words, i, end):
        return found
    part = _part(words, i, end)
    if part is None:
        return None
    value, j = part
    if j < end and words[j] == "of":
        whole = _whole(tokens, words, j + 1, end)
    elif (
        words[j - 1] == "half"
        and j == i + 1
        and j < end
        and words[j] in ("the", "its", "their", "his", "all")
    ):
        whole = _whole(tokens, words, j, end)
    else:
        return None
    if whole is None:
        return Numeral(i, j, _PER_CENT * value, _PER_CENT * value, "fraction", share=True)
    exact = value * whole.low
    amount = float(round(exact))
    rough = abs(exact - amount) > _DUST
    return replace(whole, first=i, low=amount, high=amount, rule="fraction", rough=rough)


def _part(words: Sequence[str], i: int, end: int) -> tuple[float, int] | None:
    """``half``, ``a third``, ``two-thirds``, ``three quarters``: the value and the token after it."""
    if words[i] == "half":
        return 0.5, i + 1
    many = 1 if words[i] in ("a", "one") else CARDINALS.get(words[i], 0)
    k = i + 2 if i + 1 < end and words[i + 1] in ("-", "‑") else i + 1
    if not many or k >= end or (below := FRACTION_PARTS.get(words[k], 0)) <= many:
        return None
    return many / below, k + 1


def _whole(tokens: Sequence[Token], words: Sequence[str], j: int, end: int) -> Numeral | None:
    """The number of the whole behind articles and bounding words; a year or a single one is none."""
    for k in range(j, min(j + _LONGEST_LEAD, end)):
        found = read_numeral(tokens, words, k, end)
        if found is not None and found.rule in ("digits", "words"):
            year = found.rule == "digits" and len(words[k]) == 4 and words[k].isdigit()  # 4 digits
            return None if year or found.low <= 1 else found
        if words[k] not in _WHOLE and not _bounds(words, j, k):
            return None
    return None


def _bounds(words: Sequence[str], j: int, k: int) -> bool:
    """Whether token ``k`` is part of bounding words from ``j`` on ("more than")."""
    return any(
        tuple(words[at : at + size]) in BOUNDS_BEFORE
        for size in range(1, BOUNDS_LONGEST + 1)
        for at in range(max(j, k - size + 1), k + 1)
        if at + size > k
    )


def _one_in(words: Sequence[str], i: int, end: int) -> Numeral | None:
    """Of "one in five", "nine in ten": both as words or both in digits, the second a round number."""
    if i + 2 >= end or words[i + 1] != "in":
        return None
    above, below = words[i], words[i + 2]
    if above in CARDINALS and below in CARDINALS:
        a, b = CARDINALS[above], CARDINALS[below]
    elif above.isdecimal() and below.isdecimal() and len(below) <= 4:  # 4 digits
        a, b = int(above), int(below)
    else:
        return None
    told = (a == 1 and 2 < b <= 10) or (0 < a < b and b in _ROUND and b >= 10)
    if not told or (i + 3 < end and words[i + 3] in ("days", "weeks", "months", "years", "hours", "minutes")):
        return None
    share = _PER_CENT * a / b
    return Numeral(i, i + 3, share, share, "fraction", share=True)
