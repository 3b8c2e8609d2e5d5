"""Numbers with their bounds, units and what they count (codebook sections 5 and 9).

One pass over the tokens: a numeral, the words before and after it that bound it, a unit, and from the tree
the noun it counts. What is no quantity is left out: years and dates, clock times, ages, labels
("Resolution 1701").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from servanda.language.quantities.currencies import currency_before
from servanda.language.quantities.fractions import read_fraction
from servanda.language.quantities.nouns import find_noun
from servanda.language.quantities.numerals import Numeral, may_start_numeral, read_numeral
from servanda.language.quantities.ranges import read_range
from servanda.language.quantities.units import (
    Unit,
    is_age,
    is_label,
    is_span_of_years,
    is_year,
    read_unit,
)
from servanda.language.quantities.words import (
    BOUNDS_AFTER,
    BOUNDS_AFTER_LONGEST,
    BOUNDS_BEFORE,
    BOUNDS_LONGEST,
    FILLERS,
    Bound,
)
from servanda.model import Analysis, Quantity, Span

_MORE_THAN_A_DOZEN = 13.0


def find_quantities(analysis: Analysis) -> tuple[Quantity, ...]:
    """Every quantity of the document, in order of the text, without overlaps."""
    words = [token.text.lower() for token in analysis.tokens]
    out: list[Quantity] = []
    for sentence in analysis.sentences:
        i = sentence.first
        while i < sentence.last:
            if may_start_numeral(words[i]) and (
                found := _read_quantity(analysis, words, i, sentence.first, sentence.last)
            ):
                if found.quantity:
                    out.append(found.quantity)
                i = max(found.last, i + 1)
            else:
                i += 1
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity, or tokens up to ``last`` that hold a number which is none."""

    last: int
    quantity: Quantity | None = None


def _read_quantity(analysis: Analysis, words: Sequence[str], i: int, floor: int, end: int) -> _Found | None:
    tokens = analysis.tokens
    numeral = read_fraction(tokens, words, i, floor, end) or read_numeral(tokens, words, i, end)
    if numeral is None:
        return None
    if numeral.rule == "ordinal" or (
        words[i] == "one" and i > floor and words[i - 1] in ("no", "any", "each")
    ):
        return _Found(numeral.last)
    if is_label(tokens, words, numeral, floor, end):
        return _Found(numeral.last)
    first, money = currency_before(words, numeral.first, floor)
    numeral, is_range = read_range(tokens, words, numeral, first, floor, end)
    start, bounds = _bounds_before(words, first, floor, is_range=is_range)
    if bounds and words[start] == "over" and tokens[start].deprel == "compound:prt":
        start, bounds = first, ()  # "handed over two soldiers"
    last, after = _bound_after(words, numeral.last, end)
    if is_span_of_years(words, numeral) or is_year(
        analysis, words, numeral, bounded=bool(bounds or money or is_range)
    ):
        return _Found(numeral.last)
    unit = _unit(words, numeral, money, last, end)
    if is_age(tokens, words, numeral, unit, floor, end):
        return _Found(unit.last if unit else numeral.last)
    low, high, approx = _apply(numeral, words, bounds + after, is_range)
    last = max(unit.last if unit else last, last)
    quantity = Quantity(
        first=start,
        last=last,
        span=Span(tokens[start].start, tokens[last - 1].end),
        low=low,
        high=high,
        approx=approx,
        kind=unit.kind if unit else "count",
        unit=unit.written(low, high) if unit else "",
        rule=f"numbers/{'range' if is_range else numeral.rule}" + "".join(f"+{b}" for b in bounds + after),
    )
    return _Found(last, replace(quantity, noun=find_noun(analysis, quantity, numeral.first, unit)))


def _unit(words: Sequence[str], numeral: Numeral, money: str, last: int, end: int) -> Unit | None:
    """The unit: of a share per cent, of a number with a currency sign that currency, else what follows."""
    if numeral.share:
        return Unit("percent", "%", last)
    return Unit("money", money, last) if money else read_unit(words, numeral, last, end)


def _bounds_before(
    words: Sequence[str], first: int, floor: int, *, is_range: bool
) -> tuple[int, tuple[Bound, ...]]:
    """Where the phrase starts with its bounding words, and the bounds, outermost first."""
    start = first
    bounds: list[Bound] = []
    if start > floor and words[start - 1] in ("between", "from"):
        return start - (words[start - 1] == "between" and is_range), ()
    while start > floor:
        stop = start
        while stop > floor and start - stop < 3 and words[stop - 1] in FILLERS:
            stop -= 1
        for at in (start, stop):
            for size in range(min(BOUNDS_LONGEST, at - floor), 0, -1):
                bound = BOUNDS_BEFORE.get(tuple(words[at - size : at]))
                if bound is not None:
                    start = at - size
                    bounds.insert(0, bound)
                    break
            else:
                continue
            break
        else:
            return start, tuple(bounds)
    return start, tuple(bounds)


def _bound_after(words: Sequence[str], last: int, end: int) -> tuple[int, tuple[Bound, ...]]:
    for size in range(BOUNDS_AFTER_LONGEST, 0, -1):
        bound = BOUNDS_AFTER.get(tuple(words[last : min(last + size, end)]))
        if bound is not None and last + size <= end:
            return last + size, (bound,)
    return last, ()


def _apply(
    numeral: Numeral, words: Sequence[str], bounds: tuple[Bound, ...], is_range: bool
) -> tuple[float | None, float | None, bool]:
    """As the codebook writes bounds: "at least" opens the top, "up to" the bottom, "about" only marks."""
    low: float | None = numeral.low
    high: float | None = numeral.high
    approx = numeral.rough or "approx" in bounds
    if "low" in bounds:
        # "more than a dozen" is 13 and up, while "more than 6,500" keeps 6,500 (codebook section 9)
        dozen = (
            words[numeral.first : numeral.last] in (["a", "dozen"], ["one", "dozen"])
            and numeral.first > 0
            and words[numeral.first - 1] in ("than", "over")
        )
        return (_MORE_THAN_A_DOZEN if dozen else low), None, approx
    if "high" in bounds:
        return (low if is_range else None), high, approx
    return low, high, approx
