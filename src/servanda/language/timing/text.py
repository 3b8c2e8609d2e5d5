"""The text as the time grammar reads it, and what reads a word class there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from servanda.model import Analysis, Token

Value = str | int | float


class Text:
    """Tokens of a document, their lower-case words, and which are no times.

    Those that belong to counts are no years, those in names of people no months.
    """

    __slots__ = ("counted", "people", "tokens", "words")

    def __init__(self, analysis: Analysis) -> None:
        self.tokens: Sequence[Token] = analysis.tokens
        self.words = [_plain(token.text.lower()) for token in analysis.tokens]
        self.counted = {
            i
            for q in analysis.quantities
            if q.kind in ("count", "money", "percent", "measure")
            for i in range(q.first, q.last)
        }
        self.people = {i for e in analysis.entities if e.type == "person" for i in range(e.first, e.last)}


def _plain(word: str) -> str:
    """A word with the digits of other scripts ("٢٠٢٢", "२०२२") as 0 to 9."""
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


Reader = Callable[[Text, int, int], "tuple[int, Value] | None"]
"""Reads a class at a token before ``end``: the token after it and the value, or ``None``."""
