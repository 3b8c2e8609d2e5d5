"""Paragraphs: where reading starts anew, whatever the marks say."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•·▪▫◦‣►*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_STAMP = re.compile(r"\s*\d{1,2}[:.h]\d\d\b")
_FINAL = re.compile(r"[.!?…:;][\"”’')\]»]*\s*$")

_WRAP = range(45, 111)
"""Lengths of a full line in text that was wrapped by hand or by a wire's printer."""


def paragraph_starts(text: str, breaks: Iterable[int] = ()) -> list[int]:
    """Offsets at which a paragraph starts, in order, the first one being that of the first line.

    A line break ends a paragraph unless the text is wrapped there: the line is as long as a wrapped line and
    the next one goes on with it. An empty line always ends one, and so does each of ``breaks``.
    """
    starts = set(breaks)
    previous: re.Match[str] | None = None
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        if (
            previous is None
            or text.find("\n", previous.end(), line.start()) < 0
            or not _goes_on(text, previous, line)
        ):
            starts.add(line.start())
        previous = line
    return sorted(s for s in starts if s < len(text))


def _goes_on(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    """Whether ``following`` continues the sentence or the paragraph of ``line``."""
    if text[line.end() : following.start()].count("\n") > 1:
        return False
    first = following[0]
    if _BULLET.match(first) or _STAMP.match(first) or first[0].isspace():
        return False
    if first[0].islower() and not _FINAL.search(line[0][-8:]):
        return True
    return len(line[0].strip()) in _WRAP and len(first.strip()) <= _WRAP.stop and _is_wrapped(text, line)


def _is_wrapped(text: str, line: re.Match[str]) -> bool:
    """Whether ``line`` was broken because it was full: the first word of the next line had no room on it."""
    end = line.end()
    word = text[end + 1 : end + 41].split(maxsplit=1)
    return bool(word) and len(line[0]) + 1 + len(word[0]) > _WRAP.start + 15
