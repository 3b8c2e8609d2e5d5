"""Tying a text that was extracted from a page back to the page's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from servanda.intake.markup import SourceText
from servanda.intake.tracing import Run, TracedText
from servanda.model import OffsetMap

_SEARCHES: Final = 400
"""Searches through the whole page for paragraphs not where they are expected: keeps odd pages linear."""
_NEAR: Final = 4000
"""Characters ahead in which single words are looked for when their paragraph is not found whole."""

_WORD: Final = re.compile(r"\S+")


def align(paragraphs: list[str], page: SourceText) -> TracedText:
    """Join paragraphs with empty lines and tie every word to the source.

    Words are compared without the white space between them. A paragraph is looked for whole, from the end of
    the last one; if it is not there, its words are looked for one by one. A word that the source does not
    have in this form stands for whatever lies between its neighbours.
    """
    return _Aligner(page).align(paragraphs)


class _Aligner:
    def __init__(self, page: SourceText) -> None:
        words = [page.text[t : t + length] for t, _, _, length in page.runs]
        self.squeezed = "".join(words)
        self.source = page.runs
        self.starts = [0, *accumulate(len(w) for w in words)][:-1]
        self.at = 0
        self.searches = _SEARCHES
        self.out: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.reached = 0

    def align(self, paragraphs: list[str]) -> TracedText:
        for paragraph in paragraphs:
            if self.length:
                self._gap("\n\n")
            self._paragraph(paragraph)
        return TracedText("".join(self.out), OffsetMap(self._closed()))

    def _paragraph(self, paragraph: str) -> None:
        squeezed = "".join(paragraph.split())
        at = self.squeezed.find(squeezed, self.at, self.at + _NEAR + len(squeezed))
        if at < 0 and self.searches:
            self.searches -= 1
            at = self.squeezed.find(squeezed)
        last = 0
        for match in _WORD.finditer(paragraph):
            if match.start() > last:
                self._gap(paragraph[last : match.start()])
            word, last = match.group(), match.end()
            found = at if at >= 0 else self.squeezed.find(word, self.at, self.at + _NEAR)
            if found < 0:
                self._gap(word)
                continue
            self._place(word, found)
            self.at = found + len(word)
            at = self.at if at >= 0 else -1

    def _place(self, word: str, found: int) -> None:
        """Emit the runs of the source that lie under squeezed characters ``[found, found + len(word))``."""
        i, end = bisect_right(self.starts, found) - 1, found + len(word)
        while i < len(self.starts) and self.starts[i] < end:
            _, original, original_length, text_length = self.source[i]
            skip = max(0, found - self.starts[i])
            take = min(end - self.starts[i], text_length) - skip
            if original_length == text_length:
                self._add(original + skip, take, take)
            else:
                self._add(original, original_length, take)
            i += 1
        self.out.append(word)

    def _gap(self, text: str) -> None:
        """Text without a counterpart: closed up in :meth:`_closed`, when what follows is known."""
        self.out.append(text)
        self._add(-1, 0, len(text))

    def _add(self, original: int, original_length: int, text_length: int) -> None:
        self.runs.append((self.length, original, original_length, text_length))
        self.length += text_length

    def _closed(self) -> tuple[Run, ...]:
        """Let each gap stand for what lies between the words around it; join runs that go on one to one."""
        ends = 0
        closed: list[Run] = []
        following = self._following()
        for (text, original, original_length, text_length), after in zip(self.runs, following, strict=True):
            start, covered = (original, original_length) if original >= 0 else (ends, max(0, after - ends))
            ends = start + covered
            if closed and covered == text_length:
                t, o, before, length = closed[-1]
                if before == length and o + before == start:
                    closed[-1] = (t, o, before + covered, length + text_length)
                    continue
            closed.append((text, start, covered, text_length))
        return tuple(closed)

    def _following(self) -> list[int]:
        following, after = [0] * len(self.runs), 0
        for i in range(len(self.runs) - 1, -1, -1):
            following[i] = after
            if self.runs[i][1] >= 0:
                after = self.runs[i][1]
        return following
