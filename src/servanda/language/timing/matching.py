"""From tokens to unresolved time expressions: the rules of ``rules.py`` laid over the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from servanda.knowledge.feasts import feast_spellings
from servanda.language.quantities.words import word_set
from servanda.language.timing.classes import CLASSES, DIGIT_CLASSES, STARTS, STORED
from servanda.language.timing.rules import Kind, Rule, load_rules
from servanda.language.timing.text import Text, Value
from servanda.language.timing.words import CAPITALISED, DIRECTIONS
from servanda.model import Analysis

_BEFORE_LENGTH: Final = word_set(
    """for in within of after nearly about over than almost least to once just around during barely under only
    roughly lasted lasting last takes take took every"""
)
"""Words before "a month" and the like that make it a length of time."""


SHORT_DAYS: Final = frozenset({"sun", "sat", "mon", "wed", "thu", "fri", "tue"})
"""Names of days cut short that stand alone for other things far more often: papers, firms, people."""
_TIME_BEFORE: Final = frozenset(
    {"of", "in", "for", "during", "through", "throughout", "by", "within", "over"}
)
_ONLY_AFTER: Final = {
    "units": frozenset({"for", "in", "of", "after", "over", "within"}),
    "the-unit": _TIME_BEFORE,
    "the-quarter": _TIME_BEFORE,
    "part": frozenset({"at", "by", "the", "until", "during", "after", "before", "each", "every"}),
    "this-time": frozenset({"at", "during", "throughout", "by", "from", "for", "until", "in"}),
}
"""Rules whose words are times only after one of these words."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time as written, over tokens ``[first, last)``: the rule, its kind, and what the words gave.

    ``opens`` is ``since`` or ``until`` if such a word stands before it; ``to`` is the other end of a range
    in words ("from March to May").
    """

    first: int
    last: int
    rule: str
    kind: Kind
    parts: Mapping[str, Value]
    opens: str = ""
    to: Expression | None = None


def match_expressions(analysis: Analysis) -> list[Expression]:
    """Every time expression of the document, in order, ranges joined, without overlaps."""
    text = Text(analysis)
    by_word, by_digit = _index()
    out: list[Expression] = []
    for sentence in analysis.sentences:
        found: list[Expression] = []
        i = sentence.first
        while i < sentence.last:
            word = text.words[i]
            digits = word[0].isdecimal() or word[0] in "'’" or word.startswith("mid-")
            fiscal = word.startswith("fy") and word[-1].isdecimal()
            rules = by_digit if digits else by_word.get("fy" if fiscal else word, ())
            if rules and (expression := _longest(text, rules, i, sentence.last)):
                found.append(_with_apostrophe(text, expression, sentence.first))
                i = expression.last
            else:
                i += 1
        out.extend(_join(text, found, sentence.first))
    return out


def _with_apostrophe(text: Text, found: Expression, floor: int) -> Expression:
    """The day of a noun whose apostrophe is lost: "Tuesdays attack", but not "on Tuesdays markets open"."""
    after = text.tokens[found.last] if found.last < len(text.tokens) else None
    if found.rule != "weekdays" or after is None or after.upos not in ("NOUN", "ADJ"):
        return found
    if found.first > floor and text.words[found.first - 1] in ("on", "and", ","):
        return found
    return replace(found, rule="weekday", kind="weekday")


@cache
def _index() -> tuple[Mapping[str, Parsed], Parsed]:
    """Rules by each word they may start with, and those that may start with digits."""
    by_word: dict[str, list[tuple[Rule, tuple[_Item, ...]]]] = {}
    by_digit: list[tuple[Rule, tuple[_Item, ...]]] = []
    starts = {**STARTS, "feast": frozenset(feast_spellings())}
    for rule in load_rules():
        items = tuple(_item(word) for word in rule.pattern.split())
        words: set[str] = set()
        digits = False
        for item in items:
            words |= item.words.union(*(starts.get(name, frozenset()) for name in item.classes))
            digits = digits or bool(DIGIT_CLASSES & set(item.classes))
            if not item.optional:
                break
        for word in sorted(words):
            by_word.setdefault(word, []).append((rule, items))
        if digits:
            by_digit.append((rule, items))
    return {word: tuple(rules) for word, rules in by_word.items()}, tuple(by_digit)


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a pattern: literal words or classes, of which one must match."""

    words: frozenset[str]
    classes: tuple[str, ...]
    optional: bool


Parsed = tuple[tuple[Rule, tuple[_Item, ...]], ...]
"""Rules with their patterns taken apart, in the order of the table."""


def _item(source: str) -> _Item:
    optional = source.endswith("?")
    choices = source.removesuffix("?").split("|")
    return _Item(
        frozenset(c for c in choices if not c.startswith("<")),
        tuple(c[1:-1] for c in choices if c.startswith("<")),
        optional,
    )


def _longest(text: Text, rules: Parsed, i: int, end: int) -> Expression | None:
    best: Expression | None = None
    for rule, items in rules:
        got = _match(text, items, 0, i, end, {})
        if got is not None and (best is None or got[0] > best.last):
            found = Expression(i, got[0], rule.name, rule.kind, {**got[1], **rule.set})
            best = best if _is_word_use(text, found) else found
    return best


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
            read = CLASSES[name.rstrip("2")](text, i, end)
            stored = STORED.get(name, name)
            if read is not None and (
                found := _match(text, items, k + 1, read[0], end, {**got, stored: read[1]})
            ):
                return found
    return _match(text, items, k + 1, i, end, got) if item.optional else None


_SOMEBODYS: Final = frozenset({"his", "her", "their", "my", "your", "our"})


def _is_word_use(text: Text, found: Expression) -> bool:
    """Words that look like times and are none: "may", "march", "a second attack", "three-quarters"."""
    words = text.words[found.first : found.last]
    before = text.words[found.first - 1] if found.first else ""
    after = text.words[found.last] if found.last < len(text.words) else ""
    if found.rule in ("weekday", "dir-weekday") and words[-1] in SHORT_DAYS:
        return True
    if "month" in found.parts or "weekday" in found.parts:
        return _is_person(text, found) or _is_common_word(text, found)
    if found.rule in ("decade", "edge-decade") and before in _SOMEBODYS:
        return True  # "a man in his forties"
    if found.rule == "hyphen-duration" and text.tokens[found.last - 1].text[0].isupper():
        return True  # "the Six-Day War"
    if found.rule in ("duration", "hyphen-duration"):
        aged = after == "old" or text.words[found.last : found.last + 2] == ["-", "old"]
        if words[-1].startswith("quarter") or words == ["one", "day"] or aged:
            return True
        # "for a month", but not "358,000 a month"
        return words[0] in ("a", "an") and (before not in _BEFORE_LENGTH or words[-1] == "second")
    if (allowed := _ONLY_AFTER.get(found.rule)) is not None:
        return before not in allowed
    if "season" in found.parts and "year" not in found.parts:
        return _is_common_season(words, before, after)
    if found.rule == "per-unit":
        return words[0] == "a" and before not in ("once", "twice", "times")
    if found.kind == "feast":
        name = text.words[found.first] in DIRECTIONS
        return not text.tokens[found.first + name].text[:1].isupper()
    return found.rule == "now" and text.tokens[found.first].upos != "ADV"


def _is_common_season(words: list[str], before: str, after: str) -> bool:
    """Whether "fall" or "spring" is the common word: "the fall of Kabul", "they fall", "spring water"."""
    if words[-1] == "fall" and after == "of":
        return True
    if len(words) > 1 or words[-1] not in ("fall", "spring"):
        return False
    return before not in ("in", "by", "during", "until", "since", "of", "from", "this", "last", "next")


def _is_person(text: Text, found: Expression) -> bool:
    """Whether the month stands in somebody's name: "Theresa May", "May said"."""
    inside = all(i in text.people for i in range(found.first, found.last))
    return inside or {found.first - 1, found.first} <= text.people


def _is_common_word(text: Text, found: Expression) -> bool:
    """Whether the name of a month or day is the common word: "may", "march", "sun"."""
    for token in text.tokens[found.first : found.last]:
        if token.text.lower() in CAPITALISED:
            bare = found.rule in ("month", "weekday") and token.upos not in ("PROPN", "NOUN")
            return not token.text[0].isupper() or token.upos in ("AUX", "VERB") or bare
    return False


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
