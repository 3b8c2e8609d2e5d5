"""A stretch of a document's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.errors import ModelError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters ``[start, end)`` in ``Document.text``; never empty.

    Raises:
        ModelError: M001 if the range is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ModelError("M001", f"span [{self.start}, {self.end}) is empty or reversed")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is shared."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    @staticmethod
    def cover(spans: Iterable[Span]) -> Span:
        """The smallest span that holds all of ``spans`` (at least one)."""
        items = list(spans)
        return Span(min(s.start for s in items), max(s.end for s in items))
