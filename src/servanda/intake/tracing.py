"""A text that is edited while every character stays tied to where it stood in the original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.model import OffsetMap

Edit = tuple[int, int, str]
"""``(start, end, replacement)``: what stands in ``[start, end)`` gives way to ``replacement``."""

Run = tuple[int, int, int, int]
"""A run of an ``OffsetMap``: ``(text_start, original_start, original_length, text_length)``."""


@dataclass(frozen=True, slots=True)
class TracedText:
    """A text and the map from its offsets to those of the original it was made from.

    Every edit gives a new text with a new map, in time linear in the number of runs and edits; the map of a
    text that was cut or mended in a few places stays a few runs long.
    """

    text: str
    offsets: OffsetMap

    @classmethod
    def whole(cls, original: str) -> TracedText:
        """The original itself, before any edit."""
        return cls(original, OffsetMap.identity(len(original)))

    def edit(self, edits: Iterable[Edit]) -> TracedText:
        """Apply edits given in order of their start; one that overlaps an earlier one is left out."""
        pieces: list[str] = []
        builder = _RunBuilder(self.offsets.runs)
        at = 0
        for start, end, replacement in edits:
            if start < at:
                continue
            pieces.append(self.text[at:start])
            builder.keep(at, start)
            pieces.append(replacement)
            builder.replace(start, end, len(replacement))
            at = end
        if not pieces:
            return self
        pieces.append(self.text[at:])
        builder.keep(at, len(self.text))
        return TracedText("".join(pieces), OffsetMap(tuple(builder.runs)))

    def cut(self, spans: Iterable[tuple[int, int]]) -> TracedText:
        """Take out stretches given in order."""
        return self.edit((start, end, "") for start, end in spans)

    def slice(self, start: int, end: int) -> TracedText:
        """Only what stands in ``[start, end)``."""
        return self.cut(((0, start), (end, len(self.text))))

    def strip(self) -> TracedText:
        """Without white space at either end."""
        end = len(self.text.rstrip())
        return self.slice(min(len(self.text) - len(self.text.lstrip()), end), end)


class _RunBuilder:
    """Reads the old runs once, from left to right, and writes the new ones."""

    def __init__(self, old: tuple[Run, ...]) -> None:
        self.old = old
        self.at = 0
        self.length = 0
        self.runs: list[Run] = []

    def keep(self, start: int, end: int) -> None:
        """Old text ``[start, end)`` stays."""
        if start >= end:
            return
        for text, original, original_length, text_length in self._overlapping(start, end):
            low, high = max(start, text), min(end, text + text_length)
            if original_length == text_length:
                self._add(original + low - text, high - low, high - low)
            else:
                self._add(original, original_length, high - low)

    def replace(self, start: int, end: int, length: int) -> None:
        """Old text ``[start, end)`` gives way to ``length`` new characters."""
        if not length:
            return
        low, high = None, 0
        for text, original, original_length, text_length in self._overlapping(start, end):
            aligned = original_length == text_length
            first = original + max(start - text, 0) if aligned else original
            last = original + min(end - text, text_length) if aligned else original + original_length
            low = first if low is None else min(low, first)
            high = max(high, last)
        if low is None:  # an insertion: it stands for nothing, between what was before and what comes after
            low = high = self.runs[-1][1] + self.runs[-1][2] if self.runs else 0
        self._add(low, high - low, length)

    def _overlapping(self, start: int, end: int) -> Iterable[Run]:
        while self.at < len(self.old) and self.old[self.at][0] + self.old[self.at][3] <= start:
            self.at += 1
        i = self.at
        while i < len(self.old) and self.old[i][0] < end:
            yield self.old[i]
            i += 1

    def _add(self, original: int, original_length: int, text_length: int) -> None:
        if self.runs:
            text, before, before_length, before_text_length = self.runs[-1]
            joins = before + before_length == original and before_length == before_text_length
            if joins and original_length == text_length:
                self.runs[-1] = (text, before, before_length + original_length, before_length + text_length)
                self.length += text_length
                return
        self.runs.append((self.length, original, original_length, text_length))
        self.length += text_length
