"""The stretch of a text that shows best why it was found, and where in it the words stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from servanda.record.search_query import Query
from servanda.record.search_words import Word, words_in

_BLANK: Final = re.compile(r"\s")
_BEFORE: Final = 6
"""The first word found stands after at most an n-th of the snippet."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a text on one line, ``…`` where it goes on; ``marks``: first and last+1 character of hits."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def snippet(text: str, query: Query, most: int) -> Snippet:
    """The stretch with most of the words looked for; the beginning if it has none of them.

    Args:
        text: any.
        query: what was searched for.
        most: characters, without the marks of omission.
    """
    terms, beginnings = frozenset(query.terms), query.beginnings
    hits = [w for w in words_in(text) if w.term in terms or (beginnings and w.term.startswith(beginnings))]
    start, end = _stretch(text, hits, most)
    line = _BLANK.sub(" ", text[start:end])
    head, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(head) - start
    marks = tuple((w.start + shift, w.end + shift) for w in hits if w.start >= start and w.end <= end)
    return Snippet(f"{head}{line}{tail}", marks)


def best_of(texts: tuple[str, ...], query: Query, most: int) -> Snippet:
    """The snippet of the text that shows most of the words."""
    made = [snippet(text, query, most) for text in texts]
    return max(made, key=lambda s: len(s.marks), default=Snippet(""))


def _stretch(text: str, hits: list[Word], most: int) -> tuple[int, int]:
    """First and last+1 character."""
    if len(text) <= most:
        return 0, len(text)
    start = max(0, _densest(hits, most - most // _BEFORE) - most // _BEFORE) if hits else 0
    start = min(start, len(text) - most)
    if start:
        blank = text.find(" ", start, start + most // _BEFORE)
        start = blank + 1 if blank >= 0 else start
    end = start + most
    if end < len(text):
        blank = text.rfind(" ", end - most // _BEFORE, end)
        end = blank if blank >= 0 else end
    return start, min(end, len(text))


def _densest(hits: list[Word], width: int) -> int:
    """Where the stretch of this width begins that has most different words, then most words."""
    best, where, low = (0, 0), hits[0].start, 0
    inside: Counter[str] = Counter()
    for high, word in enumerate(hits):
        inside[word.term] += 1
        while word.end - hits[low].start > width and low < high:
            inside[hits[low].term] -= 1
            if not inside[hits[low].term]:
                del inside[hits[low].term]
            low += 1
        score = (len(inside), high - low + 1)
        if score > best:
            best, where = score, hits[low].start
    return where
