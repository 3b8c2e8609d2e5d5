"""Sentences: which tokens are read together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Kind = Literal["prose", "headline", "item"]

_FINAL = frozenset({".", "!", "?", "…", "...", "....", ".."})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "»"})
_BREAK = re.compile(r"\n")


class Piece(NamedTuple):
    """Tokens ``[first, last)`` that are one sentence, the paragraph they stand in and their kind."""

    first: int
    last: int
    paragraph: int
    kind: Kind


def split_sentences(text: str, tokens: Sequence[tuple[int, int]], breaks: Sequence[int] = ()) -> list[Piece]:
    """Group ``tokens`` of ``text`` into sentences; no sentence crosses a line break or one of ``breaks``."""
    cuts = sorted({*breaks, *(m.start() for m in _BREAK.finditer(text))})
    pieces: list[Piece] = []
    first, paragraph, cut = 0, 0, 0
    for i, (start, _) in enumerate(tokens):
        moved = False
        while cut < len(cuts) and cuts[cut] <= start:
            cut += 1
            moved = True
        if i and (moved or _ends(text, tokens, first, i)):
            pieces.append(Piece(first, i, paragraph, _kind(text, tokens, first, i)))
            first = i
        if i and moved:
            paragraph += 1
    if tokens:
        pieces.append(Piece(first, len(tokens), paragraph, _kind(text, tokens, first, len(tokens))))
    return pieces


def _ends(text: str, tokens: Sequence[tuple[int, int]], first: int, i: int) -> bool:
    """Whether a sentence ends before token ``i``."""
    k = i - 1
    while k > first and text[slice(*tokens[k])] in _CLOSING:
        k -= 1
    if text[slice(*tokens[k])] not in _FINAL:
        return False
    word = text[slice(*tokens[i])]
    return (
        word not in _CLOSING and not word[0].islower() and word not in {",", ";", ":", "-", "–", "—"} | _FINAL
    )


def _kind(text: str, tokens: Sequence[tuple[int, int]], first: int, last: int) -> Kind:
    k = last - 1
    while k > first and text[slice(*tokens[k])] in _CLOSING:
        k -= 1
    return "prose" if text[slice(*tokens[k])] in _FINAL or last - first > 20 else "headline"
