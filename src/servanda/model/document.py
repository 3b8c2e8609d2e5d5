"""The report as it came, and its main text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from servanda.errors import Issue
from servanda.model.span import Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From offsets of the main text back to offsets of the verbatim original.

    Stored as runs ``(text_start, original_start, original_length, text_length)`` in order of
    ``text_start``; inside a run of equal lengths
    characters correspond one to one, in any other run the whole run corresponds to the whole original
    stretch.
    """

    runs: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that was not changed."""
        return cls(((0, 0, length, length),) if length else ())

    def to_original(self, span: Span) -> Span:
        """The smallest stretch of the original that holds what ``span`` holds of the text."""
        return Span(self._low(span.start), max(self._low(span.start) + 1, self._high(span.end - 1)))

    def _run(self, offset: int) -> tuple[int, int, int, int]:
        i = bisect_right(self.runs, (offset, float("inf"), 0, 0)) - 1
        return self.runs[max(i, 0)]

    def _low(self, offset: int) -> int:
        t, o, olen, tlen = self._run(offset)
        return o + min(offset - t, olen) if olen == tlen else o

    def _high(self, offset: int) -> int:
        t, o, olen, tlen = self._run(offset)
        return o + min(offset - t, olen - 1) + 1 if olen == tlen else o + olen


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening "SOCHI, Oct 31 (Reuters) –": where, when and by which agency, as found."""

    span: Span
    place: str | None = None
    day: date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report: its bytes' hash, its verbatim text, and the main text that is read.

    Attributes:
        id: the id given by the input, else derived from ``sha256``.
        sha256: hex digest of the bytes as they came.
        original: the decoded input, verbatim (HTML source, text layer of a PDF, the text itself).
        text: main text only (codebook section 7); every later offset refers to it.
        offsets: from ``text`` to ``original``.
        title, source, published, url: as the input says, else ``None``. ``published`` is the date
            the report bears.
        dates: every date found for ``published``, as ``(where it was found, date)``, the one chosen first.
        dateline: if the text opens with one.
        language: ISO 639-1 code, or ``None`` if undecided.
        media_type: what the bytes were: ``text/plain``, ``text/html``, ``application/pdf``,
            ``application/json``.
        removed: what was taken out of the main text and why, as ``(reason, words)``.
        breaks: offsets in ``text`` at which a paragraph starts for reading though the text shows no
            line break there.
        issues: problems met while reading.
    """

    id: str
    sha256: str
    original: str
    text: str
    offsets: OffsetMap
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None
    dates: tuple[tuple[str, date], ...] = ()
    dateline: Dateline | None = None
    language: str | None = None
    media_type: str = "text/plain"
    removed: tuple[tuple[str, str], ...] = ()
    breaks: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
