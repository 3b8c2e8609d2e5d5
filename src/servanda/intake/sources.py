"""From whatever a person names (a path, a folder, an address, standard input) to documents and issues."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from servanda.errors import InputError, Issue
from servanda.intake.documents import Meta
from servanda.intake.limits import DEFAULT_LIMITS, Limits
from servanda.intake.pages import read_html_bytes
from servanda.intake.pdfs import read_pdf_bytes
from servanda.intake.plain import read_text_bytes
from servanda.intake.records import read_jsonl
from servanda.intake.sniffing import HEAD_BYTES, sniff
from servanda.intake.web import Fetcher
from servanda.model import Document

_SCHEME: Final = re.compile(
    r"[a-zA-Z][a-zA-Z0-9+.-]+:(?://|$|[^\\/ ]*/)|(?:file|data|ftp|javascript|mailto|gopher):", re.IGNORECASE
)


def read_source(
    source: str | Path | bytes | BinaryIO,
    *,
    limits: Limits = DEFAULT_LIMITS,
    media_type: str | None = None,
    name: str = "",
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Issue]:
    """Read every report a source holds.

    Args:
        source: a path to a file (text, HTML, PDF, JSON lines, JSON), a folder (read with its folders, in
            order of names), an ``http(s)`` address, ``"-"`` for standard input, bytes, or an open binary
            file.
        limits: what one input may cost.
        media_type: what bytes or standard input are, if known; their content outranks it.
        name: what to call bytes or an open file in messages and ids.
        fetcher: how addresses are fetched, if not with these limits and our own name.

    Yields:
        A document for each report that was read, and for each that was not an issue of level ``error`` with
        what, where and what to do. Nothing is raised for bad input. A report whose id an earlier one has gets
        an id of its own (``…-2``) and an issue of its own (I018).
    """
    ids = _Ids()
    if isinstance(source, bytes):
        where, read = (
            name or "bytes",
            lambda: _read_stream(io.BytesIO(source), name or "bytes", limits, media_type),
        )
        yield from _guarded(where, read, ids)
    elif source == "-":
        where, read = "standard input", lambda: _read_stream(sys.stdin.buffer, where, limits, media_type)
        yield from _guarded(where, read, ids)
    elif not isinstance(source, (str, Path)):
        label = name or str(getattr(source, "name", "") or "stream")
        yield from _guarded(label, lambda: _read_stream(source, label, limits, media_type), ids)
    elif isinstance(source, str) and _SCHEME.match(source):
        yield from _guarded(source[:200], lambda: _read_address(source, limits, fetcher), ids)
    else:
        yield from _read_path(Path(source), limits, ids)


class _Ids:
    """The ids of one call: a report whose id is taken gets the next free one."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def settle(self, document: Document, where: str) -> Document:
        """The document itself, or with an id and an issue of its own."""
        old = document.id
        count = self.seen.get(old, 0) + 1
        self.seen[old] = count
        if count == 1:
            return document
        while (new := f"{old}-{count}") in self.seen:
            count += 1
        self.seen[old], self.seen[new] = count, 1
        message = f"id {old!r} was taken by an earlier report; this one is {new!r}"
        return replace(
            document, id=new, issues=(*document.issues, Issue(code="I018", message=message, where=where))
        )


def _guarded(
    where: str, read: Callable[[], Iterator[Document | Issue]], ids: _Ids
) -> Iterator[Document | Issue]:
    """Turn what stops one input into an issue; other inputs are not concerned."""
    try:
        for item in read():
            if isinstance(item, Document):
                yield ids.settle(item, where)
            else:
                yield item if item.where else replace(item, where=where)
    except InputError as error:
        issue = Issue.from_error(error)
        yield issue if issue.where else replace(issue, where=where)
    except (OSError, ValueError) as error:
        # permissions, a disk that fails, a path that no system takes (NUL in it)
        detail = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"cannot be opened: {detail} (check the path and its permissions)"
        yield Issue(code="I001", message=message, level="error", where=where)


def _read_path(path: Path, limits: Limits, ids: _Ids) -> Iterator[Document | Issue]:
    where = str(path)[:200]
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        yield from _read_folder(path, limits, ids)
    else:
        yield from _guarded(where, lambda: _read_file(path, limits), ids)


def _read_file(path: Path, limits: Limits) -> Iterator[Document | Issue]:
    if not path.exists():
        raise InputError("I001", "nothing at this path", where=str(path), remedy="check the spelling")
    with path.open("rb") as stream:
        yield from _read_stream(stream, str(path), limits, None)


def _read_folder(folder: Path, limits: Limits, ids: _Ids) -> Iterator[Document | Issue]:
    found = False
    for entry in _walk(folder, limits.folder_depth):
        if isinstance(entry, Issue):
            yield entry
            continue
        for item in _read_path(entry, limits, ids):
            found = found or isinstance(item, Document)
            yield item
    if not found:
        message = "no readable report in this folder (give text, HTML, PDF or JSON lines)"
        yield Issue(code="I002", message=message, level="error", where=str(folder))


def _walk(folder: Path, depth: int) -> Iterator[Path | Issue]:
    """Files in order of names, folder by folder; hidden ones and links to folders are passed over."""
    if depth < 0:
        message = "folder lies too deep below the one given (give it by itself, or raise folder_depth)"
        yield Issue(code="I012", message=message, level="error", where=str(folder))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        message = f"folder cannot be opened: {(error.strerror or '').lower()} (check its permissions)"
        yield Issue(code="I001", message=message, level="error", where=str(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), depth - 1)
        elif entry.is_file():
            yield Path(entry.path)


def _read_stream(
    stream: BinaryIO, name: str, limits: Limits, media_type: str | None
) -> Iterator[Document | Issue]:
    head = stream.read(HEAD_BYTES)
    if not head.strip(b"\xef\xbb\xbf\x00 \t\r\n") and len(head) < HEAD_BYTES:
        raise InputError("I003", "input is empty", where=name, remedy="give a file with text in it")
    kind = sniff(head, name=name, media_type=media_type)
    if kind == "json":
        yield from read_jsonl(io.BufferedReader(_Joined(head, stream)), where=name, limits=limits)
        return
    limit = limits.html_bytes if kind == "html" else limits.file_bytes
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        field = "html_bytes" if kind == "html" else "file_bytes"
        raise InputError(
            "I005",
            f"input is larger than the limit of {limit:,} bytes",
            where=name,
            remedy=f"split it, or raise {field}",
        )
    yield _read_bytes(data, kind, Meta(name=Path(name).stem, where=name), limits, None)


def _read_bytes(data: bytes, kind: str, meta: Meta, limits: Limits, charset: str | None) -> Document:
    if kind == "pdf":
        return read_pdf_bytes(data, meta, limits=limits)
    if kind == "html":
        return read_html_bytes(data, meta, limits=limits, charset=charset)
    return read_text_bytes(data, meta, limits=limits, charset=charset)


def _read_address(url: str, limits: Limits, fetcher: Fetcher | None) -> Iterator[Document | Issue]:
    page = (fetcher or Fetcher(limits=limits)).fetch(url)
    if not page.data.strip():
        raise InputError(
            "I003", "server sends an empty page", where=url, remedy="check the address in a browser"
        )
    kind = sniff(page.data[:HEAD_BYTES], name=urlsplit(page.url).path, media_type=page.media_type)
    if kind == "json":
        yield from read_jsonl(io.BytesIO(page.data), where=page.url, limits=limits)
        return
    parts = urlsplit(page.url)
    name = f"{parts.hostname or ''}-{Path(parts.path).stem}"
    yield _read_bytes(page.data, kind, Meta(name=name, url=page.url, where=page.url), limits, page.charset)


class _Joined(io.RawIOBase):
    """The bytes already read, then the rest of their stream: standard input cannot be wound back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = head
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.head[: len(buffer)] or self.stream.read(len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
