"""Bytes to text: by byte order mark, by what the input declares, and by guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from servanda.errors import Issue

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)

_NOISE: Final = re.compile("[ÿþ]")
_LETTER: Final = re.compile(rb"[A-Za-z]")
_HIGH: Final = bytes(range(128, 256))

_SAMPLE: Final = 256 * 1024
"""Bytes looked at when guessing: charset-normalizer's time grows with every one."""


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    """Decode a document.

    The order is: a byte order mark; UTF-16 seen by its zero bytes; valid UTF-8; what was declared
        (``declared``, from
    a server, else a ``<meta charset>``); a guess by charset-normalizer. Text that is neither is read as UTF-8
    with the bytes that do not fit replaced by U+FFFD.

    Returns:
        The text, and one ``I014`` if bytes were replaced.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if wide := _wide(data):
        return _decode_as(data, wide)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.end >= len(data) and error.reason == "unexpected end of data":
            return _decode_as(data, "utf-8")  # cut within its last character
    encoding = _known(declared) or _known(_declaration(data)) or ""
    if encoding and encoding != "utf-8":
        return _decode_as(data, encoding)
    # A document that is UTF-8 but for a few bytes is damaged UTF-8, not another encoding.
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for _ in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]", data))
    if encoding == "utf-8" or sound >= damaged:
        return _decode_as(data, "utf-8")
    return _decode_as(data, _guess(data))


def _decode_as(data: bytes, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    before = text.find("\ufffd")
    count = text.count("\ufffd")
    message = f"{count} places could not be decoded as {encoding} and were replaced, first at {before}"
    return text, (Issue(code="I014", message=message),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even * 10 < odd:
        return "utf-16-le"
    if even > len(sample) // 5 and odd * 10 < even:
        return "utf-16-be"
    return None


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding:  # noqa: SLF001 - the only way to tell "rot13" and "zip" from encodings
        return None
    # Browsers read Latin-1 as Windows-1252, and so do we: the codes between are controls in one, quotes in
    # the other.
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found.name, found.name)


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    letters = sum(1 for _ in _LETTER.finditer(sample))
    if letters * 4 >= 3 * (letters + len(sample) - len(sample.translate(None, _HIGH))):
        # Latin letters with a few others among them: English, whose marks and accents are Windows-1252's
        encoding = "cp1252"
    else:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - few texts need it

        best = from_bytes(sample).best()
        encoding = _known(best.encoding if best else None) or "utf-8"
    # bytes FE and FF mean something in other scripts, but in the Latin one they are damage
    return "utf-8" if _NOISE.search(sample.decode(encoding, "replace")) else encoding
