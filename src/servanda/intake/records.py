"""JSON lines, JSON arrays and single JSON objects -> Documents, one line in memory at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from servanda.errors import InputError, Issue
from servanda.intake.documents import Meta, build_document, hash_bytes, with_date
from servanda.intake.limits import DEFAULT_LIMITS, Limits
from servanda.intake.pages import build_page
from servanda.intake.tracing import TracedText
from servanda.model import Document

_TEXT: Final = ("text", "body", "content", "article", "maintext")
_FIELDS: Final = {
    "id": ("id", "uri", "doc_id"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher"),
    "url": ("url", "link"),
    "published": ("published", "date", "date_published", "published_at", "publication_date", "pubdate"),
}
"""Fields of a report's record, each with the names it goes by; the first that is filled is taken."""

_LINES_SUFFIXES: Final = (".jsonl", ".ndjson")


def read_jsonl(
    stream: BinaryIO, *, where: str = "", limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Issue]:
    """Read reports from JSON lines, or from one JSON array or object.

    Fields: ``text`` or ``html``, and if known ``id``, ``title``, ``source``, ``published``, ``url``; others
        are left
    alone. ``text`` counts as main text: it is cleaned of boilerplate, and otherwise comes through as it is.

    Args:
        stream: bytes, read from where it stands.
        where: its path or address, for messages; ``.jsonl`` at its end says that every line is a report.
        limits: bytes of one line; nothing else of a long file is ever held.

    Yields:
        A document for each report, an issue for each line that is none (I005, I006, I007, I012, I017).
    """
    first, size = _next_line(stream, limits)
    lines_only = where.lower().endswith(_LINES_SUFFIXES)
    if (
        not (lines_only and first.strip() not in (b"{", b"["))
        and not _is_record(first)
        and size <= limits.line_bytes
    ):
        rest = stream.read(limits.file_bytes + 1)
        if len(rest) > limits.file_bytes:
            yield _issue(
                "I005",
                where,
                f"JSON document has more than {limits.file_bytes:,} bytes; write it as JSON lines",
            )
            return
        yield from _read_whole(first + rest, where, limits)
        return
    yield from _read_lines(stream, first, size, where, limits)


def _next_line(stream: BinaryIO, limits: Limits) -> tuple[bytes, int]:
    """The next line and its length; of one that is over the limit only the first bytes."""
    line = stream.readline(limits.line_bytes + 2)
    size = len(line)
    while size > limits.line_bytes + 1 and not line.endswith(b"\n"):
        more = stream.readline(1024 * 1024)
        size += len(more)
        if not more or more.endswith(b"\n"):
            break
    return line, size


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(
    stream: BinaryIO, line: bytes, size: int, where: str, limits: Limits
) -> Iterator[Document | Issue]:
    number = 1
    while line:
        place = f"{where or 'input'}, line {number}"
        if size > limits.line_bytes + 1:
            yield _issue(
                "I005",
                place,
                f"line has {size:,} bytes, over {limits.line_bytes:,}; split it, or raise line_bytes",
            )
        elif line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield from _read_line(line, place, limits)
        line, size = _next_line(stream, limits)
        number += 1


def _read_line(line: bytes, place: str, limits: Limits) -> Iterator[Document | Issue]:
    raw = line.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        record = json.loads(raw.decode("utf-8", "replace"))
    except RecursionError:
        yield _issue("I012", place, "objects stand too deep inside one another; flatten the record")
    except ValueError as error:
        yield _issue("I007", place, f"line cannot be read as JSON{_spot(error)}{_cut_off(line)}")
    else:
        yield _read_record(record, raw, place, limits)


def _read_whole(data: bytes, where: str, limits: Limits) -> Iterator[Document | Issue]:
    raw = data.removeprefix(b"\xef\xbb\xbf")
    try:
        found = json.loads(raw.decode("utf-8", "replace"))
    except RecursionError:
        yield _issue("I012", where, "objects stand too deep inside one another; flatten the records")
        return
    except ValueError as error:
        lines = raw.splitlines()
        if sum(_is_record(line) for line in lines[:20]) > 0:  # JSON lines, the first of them damaged
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _read_line(line + b"\n", f"{where or 'input'}, line {number}", limits)
            return
        yield _issue("I007", where, f"file cannot be read as JSON{_spot(error)}")
        return
    if isinstance(found, dict):
        yield _read_record(found, raw, where, limits)
        return
    records = found if isinstance(found, list) else [found]
    if not records:
        yield _issue("I003", where, "list of reports is empty")
    for number, record in enumerate(records, 1):
        encoded = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield _read_record(record, encoded, f"{where or 'input'}, item {number}", limits)


def _read_record(record: object, raw: bytes, place: str, limits: Limits) -> Document | Issue:
    if not isinstance(record, dict):
        return _issue("I007", place, f"a report is a JSON object, this is {type(record).__name__}")
    try:
        return build_record(record, hash_bytes(raw), place, limits=limits)
    except InputError as error:
        return Issue.from_error(error)


def build_record(record: dict[str, Any], sha256: str, place: str, *, limits: Limits) -> Document:
    """Read one report out of its record.

    Raises:
        InputError: I017 if it has neither text nor HTML, and whatever reading these may raise.
    """
    values = {field: _value(record, names) for field, names in _FIELDS.items()}
    meta = Meta(
        id=values["id"],
        title=values["title"],
        source=values["source"],
        url=values["url"],
        where=place,
        media_type="application/json",
    )
    if values["published"]:
        meta = with_date(meta, values["published"], "record")
    text = next(
        (record[name] for name in _TEXT if isinstance(record.get(name), str) and record[name].strip()), None
    )
    if text is not None:
        return build_document(TracedText.whole(text), text, sha256, meta, limits=limits, plain=False)
    html = record.get("html")
    if isinstance(html, str) and html.strip():
        return replace(build_page(html, sha256, meta, limits=limits), media_type="application/json")
    raise InputError("I017", "record has no text", where=place, remedy="fill the field text or html")


def _value(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = record.get(name)
        if (
            isinstance(value, (str, int))
            and not isinstance(value, bool)
            and (found := str(value).strip()[:2000])
        ):
            return found.encode("utf-8", "replace").decode("utf-8")
    return None


def _spot(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f" ({error.msg.lower()}, character {error.pos + 1})"
    return " (a number in it is too long)"


def _cut_off(line: bytes) -> str:
    return "; the file ends in the middle of it" if not line.endswith(b"\n") else ""


def _issue(code: str, where: str, message: str) -> Issue:
    return Issue(code=code, message=message, level="error", where=where)
