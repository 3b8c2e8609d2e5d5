"""Taking out what is not the report: comment forms, share bars, related links, credits, sign-offs.

The rules are data (``boilerplate.yaml``), each with an example that tests run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError
from servanda.intake.paragraphs import find_breaks
from servanda.intake.tracing import TracedText

_PLACES: Final = ("rest", "line", "middle", "end", "start", "inside")
_NAMES: Final = (
    r"(?-i:[A-Z][\w.’'-]*[,;]?(?: (?:[A-Z][\w.’'-]*|al-\w+|and|in|at|of|the|for|from|with|de|van|von|"
    r"newsroom|bureau|correspondents?|staff|&)[,;]?){0,60})"
)
_WINDOW: Final = 2000
"""Characters that the rules for either end of the text look at."""

_ROUNDS: Final = 12
"""How many things one after another are taken off the ends."""

Removed = tuple[tuple[str, str], ...]
"""What was taken out, as ``(name of the rule, words)`` in order of the text."""

_Cut = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``boilerplate.yaml``; see there for ``place``."""

    name: str
    place: str
    pattern: re.Pattern[str]
    example: str


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules in the order of their file.

    Raises:
        ConfigError: C002 if one is not valid.
    """
    import yaml  # noqa: PLC0415 - loaded with the first report

    raw = yaml.safe_load(Path(__file__).with_name("boilerplate.yaml").read_text("utf-8"))
    return tuple(_rule(i, item) for i, item in enumerate(raw))


def _rule(index: int, item: dict[str, Any]) -> Rule:
    where = f"intake/boilerplate.yaml, rule {index + 1}"
    if set(item) != {"name", "place", "pattern", "example"} or item["place"] not in _PLACES:
        raise ConfigError(
            "C002", f"a rule has name, pattern, example, and a place among {', '.join(_PLACES)}", where=where
        )
    around = {"end": r"(?:(?<=[\s.!?\"”’)…])|^)(?:%s)\s*\Z", "start": r"\A\s*(?:%s)\s*", "inside": "%s"}.get(
        item["place"], r"\s*(?:%s)\s*"
    )
    words = item["pattern"].replace("<names>", _NAMES)
    try:
        pattern = re.compile(
            around % words,
            re.IGNORECASE | (re.MULTILINE if item["place"] == "inside" else re.NOFLAG),
        )
    except re.error as error:
        raise ConfigError("C002", f"pattern cannot be read: {error}", where=where) from error
    return Rule(item["name"], item["place"], pattern, item["example"])


def remove_boilerplate(traced: TracedText) -> tuple[TracedText, Removed]:
    """Take out what the rules name. Where a line goes, so does one line break; nothing else changes."""
    removed: list[tuple[str, str]] = []
    for find in (_find_inside, _find_lines, *repeat(_find_ends, _ROUNDS)):
        cuts = list(_in_order(find(traced.text)))
        if not cuts and find is _find_ends:
            break
        removed.extend((name, words) for s, e, name in cuts if (words := traced.text[s:e].strip()))
        traced = traced.cut((s, e) for s, e, _ in cuts)
    return traced, tuple(removed)


def _in_order(cuts: Iterator[_Cut]) -> Iterator[_Cut]:
    end = 0
    for cut in sorted(cuts):
        if cut[0] >= end:
            yield cut
            end = cut[1]


def _rules(place: str) -> list[Rule]:
    return [rule for rule in load_rules() if rule.place == place]


def _find_inside(text: str) -> Iterator[_Cut]:
    for rule in _rules("inside"):
        yield from ((m.start(), m.end(), rule.name) for m in rule.pattern.finditer(text))


def _find_lines(text: str) -> Iterator[_Cut]:
    rest, lines, middle = _rules("rest"), _rules("line"), _rules("middle")
    body = text.rstrip()
    for start, end in _segments(text):
        words = text[start:end].strip()
        if not words or len(words) > _LONGEST or _is_wrapped(text, start, end):
            continue
        if start * 2 >= len(text) - 200 and (rule := _matching(rest, words)):
            yield start, len(text), rule.name
            return
        inner = start > 0 and end < len(body)
        if rule := _matching(lines, words) or (_matching(middle, words) if inner else None):
            yield start, _after_blank(text, end), rule.name


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Whether a line is but a piece of a paragraph that is broken at a fixed width."""
    after = text[end : end + 1]
    if after.islower() and not text[start:end].rstrip().endswith(_MARKS):
        return True
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return (
        text[start : start + 1].islower() and len(before) > _WRAPPED and not before.rstrip().endswith(_MARKS)
    )


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Lines, and the parts of lines that were glued when tags were stripped."""
    starts = sorted({0, *find_breaks(text), *(match.end() for match in _LINE_END.finditer(text))})
    return pairwise([*starts, len(text)])


def _matching(rules: list[Rule], words: str) -> Rule | None:
    return next((rule for rule in rules if rule.pattern.fullmatch(words)), None)


def _after_blank(text: str, end: int) -> int:
    """A line that goes takes the empty lines after it along: those before it go on parting its neighbours."""
    match = _BLANK.match(text, end)
    return match.end() if match else end


_LONGEST: Final = 2000
"""Characters of the longest line that the rules for lines look at."""
_MARKS: Final = tuple('.!?:”"')
_WRAPPED: Final = 40
_LINE_END: Final = re.compile(r"\n")
_BLANK: Final = re.compile(r"(?:[ \t]*\n)*")


def _find_ends(text: str) -> Iterator[_Cut]:
    at = max(0, len(text) - _WINDOW)
    for rule in _rules("end"):
        if (match := rule.pattern.search(text, at)) and match[0].strip():
            yield match.start(), len(text), rule.name
            return
    for rule in _rules("start"):
        if (match := rule.pattern.match(text, 0, _WINDOW)) and match[0].strip():
            yield 0, match.end(), rule.name
            return
