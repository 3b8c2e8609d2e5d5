"""How much of an input is read before we stop: every limit in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what one input may cost. The defaults let through any real report and stop what is not one.

    Attributes:
        file_bytes: bytes of one text or PDF file, of one JSON document, or of one body fetched from the web.
        html_bytes: bytes of one HTML page; pages are parsed whole, and slower than text.
        line_bytes: bytes of one line of a JSONL file (one report).
        words: words of one report; the text is cut after the last whole word (I019).
        characters: characters of one report, for texts without spaces; cut likewise.
        folder_depth: folders below the one given.
        markup_depth: elements inside one another in HTML, objects inside one another in JSON.
        pages: pages of a PDF; later ones are left out (I019).
        seconds: time to read one file, or to fetch one address, redirects included.
        redirects: hops from the address given to the page.
        knowledge_rows: rows of a file of own knowledge.
    """

    file_bytes: int = 64 * 1024 * 1024
    html_bytes: int = 8 * 1024 * 1024
    line_bytes: int = 16 * 1024 * 1024
    words: int = 250_000
    characters: int = 2_000_000
    folder_depth: int = 16
    markup_depth: int = 200
    pages: int = 500
    seconds: float = 30.0
    redirects: int = 5
    knowledge_rows: int = 100_000


DEFAULT_LIMITS: Final = Limits()
"""The limits that hold unless others are given."""
