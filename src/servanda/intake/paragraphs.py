"""Where a new paragraph starts though the text shows no line break: places glued when tags were stripped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from servanda.knowledge import is_english_word

_AFTER_MARK: Final = re.compile(
    r"""(?:[a-z0-9%)\]]{2}|\b[a-z]{2,}|[)\]%’”"'])[.!?…]+[)\]’”"']*(?=(?P<start>[“"‘(]?[A-Z][A-Za-z'’]*))"""
)
"""A sentence ends and the next follows without a space: ``knowledge of it.The envoys said``."""

_IN_WORD: Final = re.compile(
    r"(?<![\w@#/.+=_-])(?P<left>[A-Za-z][a-z]+|\d{4})(?P<right>[A-Z][a-z]*)(?![\w@/=_(]|\.\w)"
)
"""Two words run together without a mark: ``left his homeThe army said``."""

_CAPITALS: Final = re.compile(r"[A-Z]{2}[’'”\"]?(?=(?P<start>[A-Z][a-z]+))")
_CAPITAL_WORDS: Final = re.compile(r"(?:\b[A-Z][A-Z’'-]*[ :,‘“]+){2}[A-Z]+[’'”\"]?$")
"""A headline in capitals that runs into a sentence: ``STORM NEARS THE COASTThe army said``."""

_OPENERS: Final = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "It",
        "He",
        "She",
        "They",
        "We",
        "But",
        "And",
        "For",
        "As",
        "This",
        "That",
        "These",
        "Those",
        "If",
        "His",
        "Her",
        "Its",
        "Their",
        "After",
        "Before",
        "While",
        "When",
        "There",
        "Some",
        "Many",
        "More",
        "Most",
        "By",
        "With",
        "From",
        "To",
        "Also",
        "However",
        "Since",
        "Both",
        "Although",
        "Meanwhile",
        "Earlier",
        "Last",
        "According",
    ]
)
"""Words that open a paragraph and end no name: they part even a name before them (``in GazaThe army``)."""

_ABBREVIATIONS: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "gen",
        "col",
        "lt",
        "maj",
        "sgt",
        "capt",
        "cpl",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "prof",
        "rev",
        "hon",
        "pres",
        "fr",
        "sr",
        "jr",
        "messrs",
        "ft",
        "mt",
        "no",
        "nos",
        "vs",
        "fig",
        "vol",
        "art",
    ]
)

_PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "ad",
        "an",
        "ar",
        "as",
        "at",
        "de",
        "da",
        "di",
        "do",
        "du",
        "la",
        "le",
        "lo",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "bin",
        "ibn",
        "abu",
        "mac",
        "mc",
        "san",
        "the",
    ]
)
"""Small words that stand at the head of names written in one (``alTabqa``, ``vanDyk``)."""

_SUFFIXES: Final = frozenset(["Com", "Net", "Org", "Co", "Uk", "Gov", "Edu", "Js", "Io", "Tv"])


def find_breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a paragraph starts for reading, in order. The text itself stays as it is.

    A break inside a word needs a known English word in small letters before the capital
    (``shelling|Israel``), a year (``2013|Get``), or a word after it that opens a paragraph and ends no name
    (``Gaza|The``). So ``McDonald``,
    ``iPhone``, ``YouTube``, ``EgyptAir`` and ``alTabqa`` stay whole, and so does ``U.S.Army``.
    """
    marks = (match.start("start") for match in _AFTER_MARK.finditer(text) if _ends_sentence(text, match))
    breaks = set(_settle_quotes(text, sorted(marks)))
    breaks.update(
        match.start("right") for match in _IN_WORD.finditer(text) if _is_glued(match["left"], match["right"])
    )
    breaks.update(
        match.end() for match in _CAPITALS.finditer(text) if _CAPITAL_WORDS.search(_before(text, match))
    )
    return tuple(sorted(breaks))


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.end() - 60) : match.end()]


def _settle_quotes(text: str, starts: list[int]) -> Iterator[int]:
    """A straight mark between glued paragraphs closes the first if that has one open, else opens the next."""
    last = 0
    for start in starts:
        begin = start
        if text[start - 1] == '"':
            paragraph = max(last, text.rfind("\n", last, start) + 1)
            begin -= text.count('"', paragraph, start - 1) % 2 == 0
        yield begin
        last = begin


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.end()
    word = re.search(r"[A-Za-z.]*$", text[max(0, match.start() - 24) : match.start() + 2])
    before = word[0].lower() if word else ""
    following = match["start"].lstrip('“"‘(')
    if text[mark - 2 : mark] == "..":
        return False
    if before in _ABBREVIATIONS or "." in before or following in _SUFFIXES:
        return False
    space = re.search(r"\S*$", text[max(0, mark - 60) : mark])
    return not (space and re.match(r"(?:https?:|www\.|pic\.|[@#/])", space[0]))


def _is_glued(left: str, right: str) -> bool:
    if left[0].isdigit():
        return left[:2] in ("19", "20") and len(right) > 2
    if right in _OPENERS:
        return len(left) > 2 and (right != "A" or left[0].islower())
    if left[0].isupper() or len(right) < 2:
        return False
    return left not in _PARTICLES and len(left) > 1 and is_english_word(left)
