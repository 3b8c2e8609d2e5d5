"""From tokens to unresolved time expressions: the rules of ``rules.py`` laid over the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from servanda.language.quantities.numerals import read_numeral
from servanda.language.timing.rules import RULES, Kind, Rule
from servanda.language.timing.words import (
    CAPITALISED,
    DEICTIC_DAYS,
    DIRECTIONS,
    EDGES,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from servanda.model import Analysis, Token

Value = str | int | float
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGIT_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DECADE: Final = re.compile(r"['’]?(\d{3}0|\d0)['’]?s")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_BEFORE_LENGTH: Final = frozenset(
    {"for", "in", "within", "of", "after", "nearly", "about", "over", "than", "almost", "least", "to", "once", "just", "around",
     "during", "barely", "under", "only", "roughly", "lasted", "lasting", "last", "takes", "take", "took", "every"}
)  # fmt: skip
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2099


@dataclass(frozen=True, slots=True)
class Expression:
    """A time as written, over tokens ``[first, last)``: the rule, its kind, and what the words gave.

    ``opens`` is ``since`` or ``until`` if such a word stands before it; ``to`` is the other end of a range in words
    ("from March to May").
    """

    first: int
    last: int
    rule: str
    kind: Kind
    parts: Mapping[str, Value]
    opens: str = ""
    to: Expression | None = None


class Text:
    """Tokens of a document with their lower-case words and the token ranges of its counts (which are no years)."""

    __slots__ = ("counted", "tokens", "words")

    def __init__(self, analysis: Analysis) -> None:
        self.tokens: Sequence[Token] = analysis.tokens
        self.words = [token.text.lower() for token in analysis.tokens]
        self.counted = {
            i
            for q in analysis.quantities
            if q.kind in ("count", "money", "percent", "measure")
            for i in range(q.first, q.last)
        }


def match_expressions(analysis: Analysis) -> list[Expression]:
    """Every time expression of the document, in order, ranges joined, without overlaps."""
    text = Text(analysis)
    by_first, starts = _index()
    out: list[Expression] = []
    for sentence in analysis.sentences:
        found: list[Expression] = []
        i = sentence.first
        while i < sentence.last:
            word = text.words[i]
            if word in starts or word[0].isdigit() or word[0] in "'’" or word.startswith("mid-"):
                if expression := _longest(text, by_first, i, sentence.last):
                    found.append(expression)
                    i = expression.last
                    continue
            i += 1
        out.extend(_join(text, found, sentence.first))
    return out


@cache
def _index() -> tuple[tuple[tuple[Rule, tuple[_Item, ...]], ...], frozenset[str]]:
    """Rules with their parsed patterns, and every word that may start one."""
    parsed = tuple((rule, tuple(_item(word) for word in rule.pattern.split())) for rule in RULES)
    starts: set[str] = {"the", "a", "an", "half", "couple", "several"}
    for _, items in parsed:
        for item in items:
            starts.update(item.words)
            if not item.optional:
                break
    for table in (
        MONTHS,
        WEEKDAYS,
        SEASONS,
        PARTS,
        EDGES,
        DIRECTIONS,
        ORDINALS,
        DEICTIC_DAYS,
        UNITS,
        _DECADE_WORDS,
    ):
        starts.update(table)
    starts.update(_NUMBER_WORDS)
    return parsed, frozenset(starts)


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a pattern: literal words or classes, of which one must match."""

    words: frozenset[str]
    classes: tuple[str, ...]
    optional: bool


def _item(source: str) -> _Item:
    optional = source.endswith("?")
    choices = source.removesuffix("?").split("|")
    return _Item(
        frozenset(c for c in choices if not c.startswith("<")),
        tuple(c[1:-1] for c in choices if c.startswith("<")),
        optional,
    )


def _longest(
    text: Text, rules: tuple[tuple[Rule, tuple[_Item, ...]], ...], i: int, end: int
) -> Expression | None:
    best: Expression | None = None
    for rule, items in rules:
        got = _match(text, items, 0, i, end, {})
        if got is not None and (best is None or got[0] > best.last):
            best = Expression(i, got[0], rule.name, rule.kind, {**got[1], **rule.set})
    return best if best and not _is_word_use(text, best) else None


def _match(
    text: Text, items: tuple[_Item, ...], k: int, i: int, end: int, got: dict[str, Value]
) -> tuple[int, dict[str, Value]] | None:
    """Match items ``k`` and on at token ``i``: where the match ends, and what was captured."""
    if k == len(items):
        return i, got
    item = items[k]
    if i < end:
        if text.words[i] in item.words and (found := _match(text, items, k + 1, i + 1, end, got)):
            return found
        for name in item.classes:
            read = _CLASSES[name.rstrip("2")](text, i, end)
            stored = _STORED.get(name, name)
            if read is not None and (
                found := _match(text, items, k + 1, read[0], end, {**got, stored: read[1]})
            ):
                return found
    return _match(text, items, k + 1, i, end, got) if item.optional else None


def _is_word_use(text: Text, found: Expression) -> bool:
    """Words that look like times and are none: "may", "march", "second", a bare "fall" or "past"."""
    token = text.tokens[found.first]
    if found.rule in ("month", "weekday", "month-day", "day-month", "dir-month", "month-year"):
        for name in ("month", "weekday"):
            if name in found.parts:
                for i in range(found.first, found.last):
                    word = text.tokens[i]
                    if word.text.lower() in CAPITALISED:
                        return (
                            not word.text[0].isupper()
                            or word.upos in ("AUX", "VERB")
                            or (found.rule in ("month", "weekday") and word.upos not in ("PROPN", "NOUN"))
                        )
    if found.rule == "duration" and text.words[found.first] in ("a", "an"):
        # "for a month", not "358,000 a month"; "a second attack" is no time at all
        before = text.words[found.first - 1] if found.first else ""
        after = text.words[found.last] if found.last < len(text.words) else ""
        return before not in _BEFORE_LENGTH or text.words[found.last - 1] == "second" or after == "ago"
    if found.rule == "duration" and text.words[found.last - 1].startswith("quarter"):
        return True
    if found.rule == "duration" and text.words[found.first : found.last] == ["one", "day"]:
        return True
    if found.rule in ("duration", "hyphen-duration") and text.words[found.last : found.last + 1] == ["old"]:
        return True  # an age
    if found.rule == "units":
        before = text.words[found.first - 1] if found.first else ""
        return before not in ("for", "in", "of", "after", "over", "within")
    return found.rule == "now" and token.upos != "ADV"


# word classes: each reads one class at a token and gives the token after it with the value


def _read_table(table: Mapping[str, Value]) -> Callable[[Text, int, int], tuple[int, Value] | None]:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001 - one shape for all classes
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
    if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
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
        return None


def _read_mid(table: Mapping[str, Value]) -> Callable[[Text, int, int], tuple[int, Value] | None]:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        value = table.get(text.words[i][4:]) if text.words[i].startswith("mid-") else None
        return None if value is None else (i + 1, value)

    return read


def _read_mid_year(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    word = text.words[i]
    return (
        (i + 1, int(word[4:])) if word.startswith("mid-") and word[4:].isdigit() and len(word) == 8 else None
    )


def _read_mid_decade(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
    found = _DECADE.fullmatch(text.words[i][4:]) if text.words[i].startswith("mid-") else None
    return None if found is None else (i + 1, _decade_year(found[1]))


def _read_year(text: Text, i: int, end: int) -> tuple[int, Value] | None:
    word = text.words[i]
    if i in text.counted or len(word) != 4 or not word.isdigit():
        return None
    if not _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return None
    if i + 1 < end and text.words[i + 1] == "s" and text.tokens[i + 1].start == text.tokens[i].end:
        return None
    before = text.words[i - 1] if i else ""
    if before in ("$", "£", "€", "resolution", "no.", "/", "flight", "article") and before:
        return None
    return i + 1, int(word)


def _read_two_digits(
    low: int, high: int, *, four: bool = False
) -> Callable[[Text, int, int], tuple[int, Value] | None]:
    def read(text: Text, i: int, end: int) -> tuple[int, Value] | None:  # noqa: ARG001
        word = text.words[i]
        if not word.isdigit() or len(word) not in ((2, 4) if four else (1, 2)):
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
    if found is None or (len(found[1]) == 2 and word[0].isdigit() and found[1] in ("10", "00")):
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


_STORED: Final = {"midmonth": "month", "midyear": "year", "middecade": "decade", "single": "unit"}
"""Classes whose value is kept under the name of another."""

_CLASSES: Final[dict[str, Callable[[Text, int, int], tuple[int, Value] | None]]] = {
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
}


def _join(text: Text, found: list[Expression], floor: int) -> Iterator[Expression]:
    """Ranges in words ("from March to May", "between 2010 and 2012") as one, and what opens an expression."""
    k = 0
    while k < len(found):
        a = found[k]
        before = text.words[a.first - 1] if a.first > floor else ""
        b = found[k + 1] if k + 1 < len(found) else None
        if (
            b is not None
            and b.first - a.last == 1
            and a.kind in ("date", "weekday")
            and b.kind in ("date", "weekday", "vague")
        ):
            link = text.words[a.last]
            if (before == "between" and link == "and") or link in (
                "to",
                "until",
                "till",
                "through",
                "-",
                "–",
                "—",
            ):
                yield replace(a, last=b.last, to=b, rule=f"{a.rule}-to-{b.rule}")
                k += 2
                continue
        if before in ("since", "from") and (
            before == "since" or text.words[a.last : a.last + 1] in (["onward"], ["onwards"], ["on"])
        ):
            a = replace(a, opens="since")
        elif before in ("until", "till", "by", "before"):
            a = replace(a, opens="until")
        yield a
        k += 1
