"""PDF with a text layer -> Document."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from servanda.errors import InputError, Issue
from servanda.intake.documents import Meta, build_document, hash_bytes
from servanda.intake.limits import DEFAULT_LIMITS, Limits
from servanda.intake.tracing import Edit, TracedText
from servanda.model import Document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PAGE: Final = "\f"
_EDGE: Final = 2
"""Lines at the top and at the foot of a page that may be running heads."""
_REPEATS: Final = 3
"""Pages on which a line must stand to be a running head."""
_SENTENCE: Final = re.compile(r".{100}|\S+ \S+ \S+ \S+.*[.!?]$", re.DOTALL)
_DIVIDED: Final = re.compile("[\x02\ufffe](?P<small>[a-z]?)")
"""Where pdfium itself joined two lines that a hyphen divides."""
_MARKS: Final = '.!?”"’)]:'


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    page: int
    edge: bool
    words: str


def read_pdf(
    data: bytes,
    *,
    id: str | None = None,  # noqa: A002  # the field's name everywhere else
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read the text layer of a PDF.

    Words divided at line ends are joined; running heads and page numbers are taken out.

    Raises:
        InputError: I009 if it cannot be opened, I008 if its pages are pictures, I006 if no main text is left.
    """
    dates = (("given", published),) if published else ()
    return read_pdf_bytes(data, Meta(id=id, title=title, source=source, url=url, dates=dates), limits=limits)


def read_pdf_bytes(data: bytes, meta: Meta, *, limits: Limits) -> Document:
    """Read a PDF's bytes; ``Document.original`` is its text layer, pages parted by form feeds."""
    original, issues = _text_layer(data, meta, limits)
    meta = replace(meta, media_type="application/pdf", issues=meta.issues + issues)
    lines = list(_lines(original))
    heads = _running_heads(lines)
    dropped = [line for line in lines if _is_furniture(line, heads)]
    kept = [line for line in lines if line.words and not _is_furniture(line, heads)]
    removed = tuple(("running head", line.words) for line in dropped)
    traced = TracedText.whole(original).edit(_joins(original, kept))
    traced = traced.edit(_hyphens(traced.text))
    meta = replace(meta, removed=removed)
    return build_document(traced, original, hash_bytes(data), meta, limits=limits, plain=True)


def _text_layer(data: bytes, meta: Meta, limits: Limits) -> tuple[str, tuple[Issue, ...]]:
    import pypdfium2  # noqa: PLC0415 - only PDFs need it

    began = time.monotonic()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except (pypdfium2.PdfiumError, ValueError) as error:
        protected = "password" in str(error).lower()
        message = "PDF is protected by a password" if protected else "PDF is damaged and cannot be opened"
        remedy = "give a copy without a password" if protected else "give another copy, or its text"
        raise InputError("I009", message, where=meta.where, remedy=remedy) from error
    try:
        count = len(pdf)
        pages: list[str] = []
        for index in range(min(count, limits.pages)):
            if time.monotonic() - began > limits.seconds:
                break
            pages.append(_page_text(pdf, index))
    finally:
        pdf.close()
    issues: tuple[Issue, ...] = ()
    if len(pages) < count:
        code = "I019" if len(pages) == limits.pages else "I016"
        issues = (Issue(code=code, message=f"only the first {len(pages)} of {count} pages were read"),)
    text = _PAGE.join(pages)
    if not text.strip():
        message = f"PDF has no text layer: its {count} pages are pictures or empty"
        raise InputError("I008", message, where=meta.where, remedy="run it through text recognition first")
    return text, issues


def _page_text(pdf: PdfDocument, index: int) -> str:
    import pypdfium2  # noqa: PLC0415 - only PDFs need it

    try:
        page = pdf[index]
        words = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:  # one damaged page: the others are read
        return ""
    return str(words).replace(_PAGE, " ")


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for number, page in enumerate(text.split(_PAGE)):
        rows = page.splitlines(keepends=True)
        filled = [i for i, row in enumerate(rows) if row.strip()]
        edge = _EDGE if len(filled) >= 4 * _EDGE else 1
        edges = {*filled[:edge], *filled[-edge:]}
        for i, row in enumerate(rows):
            words = row.strip()
            start = at + len(row) - len(row.lstrip()) if words else at
            yield _Line(start, start + len(words), number, i in edges, words)
            at += len(row)
        at += len(_PAGE)


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", words).casefold()


def _running_heads(lines: list[_Line]) -> frozenset[str]:
    pages: Counter[str] = Counter()
    for shape, _ in sorted({(_shape(line.words), line.page) for line in lines if line.edge and line.words}):
        pages[shape] += 1
    return frozenset(
        shape for shape, count in pages.items() if count >= _REPEATS and not _SENTENCE.match(shape)
    )


def _is_furniture(line: _Line, heads: frozenset[str]) -> bool:
    if not line.edge or not line.words:
        return False
    return (
        _shape(line.words) in heads
        or re.fullmatch(r"(?i)(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", line.words)
        is not None
    )


def _joins(text: str, lines: list[_Line]) -> Iterator[Edit]:
    """From one kept line to the next: a space, nothing (a word goes on) or an empty line (a paragraph)."""
    if not lines:
        return
    width = median(len(line.words) for line in lines)
    yield 0, lines[0].start, ""
    for line, after in pairwise(lines):
        if (
            line.words[-1] in "-\xad"
            and len(line.words) > 1
            and line.words[-2].isalpha()
            and after.words[0].islower()
        ):
            yield line.end - 1, after.start, ""
        elif _ends_paragraph(text, line, after, width):
            yield line.end, after.start, "\n\n"
        else:
            yield line.end, after.start, " "
    yield lines[-1].end, len(text), ""


def _hyphens(text: str) -> Iterator[Edit]:
    """A word that goes on in small letters was divided; a name that goes on in capitals has its hyphen."""
    for match in _DIVIDED.finditer(text):
        yield match.start(), match.start() + 1, "" if match["small"] else "-"


def _ends_paragraph(text: str, line: _Line, after: _Line, width: float) -> bool:
    between = text[line.end : after.start]
    if between.count("\n") > 1 and line.page == after.page:
        return True
    if line.words[-1] in _MARKS:
        return len(line.words) < 0.85 * width
    # a short line without a final mark before a capital: a title or a heading
    return len(line.words) < 0.6 * width and not after.words[0].islower() and line.words[-1] not in ",;–—"
