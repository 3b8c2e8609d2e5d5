"""Overlapping spans cut into a row of stretches, so that each can be marked once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from servanda.model import Span

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE: Final = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch ``[start, end)`` of one paragraph and the marks over it, the shortest mark first."""

    start: int
    end: int
    marks: tuple[int, ...]


def paragraphs(text: str, breaks: Iterable[int] = ()) -> list[Span]:
    """Paragraphs: at blank lines, or at every line break if there is no blank line; and at ``breaks``."""
    between = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    gaps = [(m.start(), m.end()) for m in between.finditer(text)]
    out: list[Span] = []
    start = 0
    edges = sorted([*gaps, *((b, b) for b in breaks if 0 < b < len(text)), (len(text), len(text))])
    for end, following in edges:
        if end > start and text[start:end].strip():
            out.append(Span(start, end))
        start = max(start, following)
    return out


def cut(within: Span, marks: list[tuple[Span, int]]) -> list[Segment]:
    """``within`` as segments without gaps. ``marks`` are spans with a number, in order of their start.

    Time is linear in the marks that touch ``within`` times how deep they overlap.
    """
    touching = sorted(
        (max(s.start, within.start), min(s.end, within.end), len(s), n)
        for s, n in marks
        if s.overlaps(within)
    )
    edges = sorted({within.start, within.end, *(t[0] for t in touching), *(t[1] for t in touching)})
    out: list[Segment] = []
    active: list[tuple[int, int, int, int]] = []
    following = 0
    for start, end in pairwise(edges):
        active = [t for t in active if t[1] > start]
        while following < len(touching) and touching[following][0] <= start:
            active.append(touching[following])
            following += 1
        by_length = sorted((length, n) for _, _, length, n in active)
        out.append(Segment(start, end, tuple(dict.fromkeys(n for _, n in by_length))))
    return out
