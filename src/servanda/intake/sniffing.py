"""What some bytes are, by their content; a file's name only decides between text and JSON lines."""

from __future__ import annotations

import re
from typing import Final, Literal

from servanda.errors import InputError

Kind = Literal["text", "html", "pdf", "json"]

HEAD_BYTES: Final = 64 * 1024
"""How many bytes of an input :func:`sniff` wants to see."""

_SIGNATURES: Final = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a sound, film or picture (RIFF)"),
    (b"OggS", "a sound or film (Ogg)"),
    (b"ID3", "a sound (MP3)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a Parquet table"),
)

_MARKUP: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|h[1-6]|meta|title|script|table|span|section|main|br)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_XML: Final = re.compile(
    rb"\s*<(?:\?xml|!doctype|(?:rss|feed|rdf:RDF|svg|nitf|urlset|sitemapindex)[\s>])", re.IGNORECASE
)
_ENTITY: Final = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_CONTROL: Final = bytes([*range(9), *range(14, 32), 127])


def sniff(head: bytes, *, name: str = "", media_type: str | None = None) -> Kind:
    """Say what an input is.

    Args:
        head: its first bytes, up to :data:`HEAD_BYTES`.
        name: file name or address; ``.json``, ``.jsonl`` and ``.ndjson`` decide for JSON where the content
            allows it.
        media_type: as a server or the caller declares it; believed only where the content allows it.

    Raises:
        InputError: I004 for archives, pictures, programs and other bytes that are no text; I012 for markup
            that declares entities (the means of an entity bomb).
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise _no_text(f"this is {what}, not text, HTML or PDF", "take the reports out and give those")
    if _looks_binary(head):
        raise _no_text("these bytes are no text", "give text, HTML, a PDF with a text layer, or JSON lines")
    if start.startswith(b"<") and _ENTITY.search(head[:8192]):
        raise InputError(
            "I012", "markup declares entities of its own", remedy="take the <!ENTITY …> declarations out"
        )
    kind = (media_type or "").partition(";")[0].strip().lower()
    suffix = name.rpartition(".")[2].lower()
    if start[:1] in (b"{", b"[") and (
        suffix in ("json", "jsonl", "ndjson", "gold") or "json" in kind or _opens_json(start)
    ):
        return "json"
    if suffix in ("jsonl", "ndjson"):
        return "json"
    if _is_html(start, suffix, kind):
        return "html"
    if _XML.match(start):
        raise _no_text("this is XML that is not HTML", "give the article's page or its text")
    return "text"


def _opens_json(start: bytes) -> bool:
    return re.match(rb'\{\s*"|\{\s*$|\[\s*\{', start) is not None


def _is_html(start: bytes, suffix: str, kind: str) -> bool:
    if not start.startswith(b"<"):
        # a fragment, or a page that opens with a comment of the server's: then markup stands thick
        return len(_MARKUP.findall(start)) >= (1 if suffix in ("html", "htm") or "html" in kind else 6)
    return _MARKUP.search(start) is not None or suffix in ("html", "htm", "xhtml")


def _looks_binary(head: bytes) -> bool:
    if not head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = len(head) - len(head.translate(None, _CONTROL))
    if head.count(0) > len(head) // 5 and odd == head.count(0):
        return False  # UTF-16 or UTF-32 without a mark
    if odd * 20 > len(head):
        return True
    # noise has no more letters and spaces than chance gives; any script in UTF-8 is valid or nearly so
    high = len(head) - len(head.translate(None, bytes(range(128, 256))))
    return high * 3 > len(head) and odd > 0 and len(head.decode("utf-8", "ignore").encode()) < len(head) * 0.9


def _no_text(message: str, remedy: str) -> InputError:
    return InputError("I004", message, remedy=remedy)
