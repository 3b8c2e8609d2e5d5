"""The last part of every reader: main text, what was found around it and problems, as one ``Document``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from servanda.errors import InputError, Issue
from servanda.intake.boilerplate import Removed, remove_boilerplate
from servanda.intake.characters import mend_characters
from servanda.intake.datelines import Opening, read_headers, read_opening
from servanda.intake.dates import date_in_address, parse_date, possible_dates
from servanda.intake.languages import identify_language
from servanda.intake.limits import Limits
from servanda.intake.paragraphs import find_breaks
from servanda.intake.tracing import TracedText
from servanda.model import Document

_FINAL: Final = ".!?…:;,\"”’'"
_TITLE_LENGTH: Final = 200
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the input says of a report beside its text.

    Attributes:
        id: given by the input; if ``None``, one is made of ``name`` and the bytes' hash.
        name: file stem, last part of an address, or empty.
        dates: candidates for the report's date as ``(where it was found, date)``, the most trusted first.
        unclear: a date that was given and can be read in two ways, or not at all.
        where: path, address or line, for messages.
        media_type: what the bytes were.
        issues: problems met before the text was known.
    """

    id: str | None = None
    name: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    dates: tuple[tuple[str, date], ...] = ()
    unclear: str = ""
    where: str = ""
    media_type: str = "text/plain"
    removed: Removed = ()
    issues: tuple[Issue, ...] = field(default=())


def build_document(
    traced: TracedText, original: str, sha256: str, meta: Meta, *, limits: Limits, plain: bool
) -> Document:
    """Clean a main text and describe it.

    Args:
        traced: the main text, traced to ``original``.
        original: the input as decoded, verbatim.
        sha256: of the bytes as they came.
        meta: what else the input says.
        limits: words and characters of one report.
        plain: the text is a whole plain-text file: its first lines may be header lines and a title.

    Raises:
        InputError: I006 if nothing is left to read.
    """
    traced, cut = _shorten(traced, limits)
    traced, issues = mend_characters(traced)
    removed: Removed = ()
    if plain:
        traced, meta, removed = _read_head(traced, meta)
    traced, boilerplate = remove_boilerplate(traced)
    removed += boilerplate
    traced = traced.strip()
    if not traced.text:
        raise _empty(meta, removed)
    dates, opening, unclear = _settle_dates(traced.text, meta)
    issues += unclear
    language = identify_language(traced.text)
    foreign = language not in (None, "en")
    if foreign:
        language_issue = Issue(
            code="I013",
            message=f"text is in another language than English ({language}); it is kept and not coded",
        )
        issues += (language_issue,)
    return Document(
        id=meta.id or make_id(meta.name, sha256),
        sha256=sha256,
        original=original,
        text=traced.text,
        offsets=traced.offsets,
        title=meta.title,
        source=meta.source,
        published=dates[0][1] if dates else None,
        url=meta.url,
        dates=dates,
        dateline=opening.dateline,
        language=language,
        media_type=meta.media_type,
        removed=meta.removed + removed,
        breaks=() if foreign else tuple(sorted({*opening.breaks, *find_breaks(traced.text)})),
        issues=tuple(
            replace(issue, where=issue.where or meta.where) for issue in (*meta.issues, *issues, *cut)
        ),
    )


def make_id(name: str, sha256: str) -> str:
    """An id for a report that brings none: its name, made plain, with the first eight digits of its hash."""
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:80]
    return f"{plain or 'report'}-{sha256[:8]}"


def hash_bytes(data: bytes) -> str:
    """Hex digest by which a document is known to be the same."""
    return hashlib.sha256(data).hexdigest()


def with_date(meta: Meta, value: str, found: str) -> Meta:
    """Add a date that the input gives in words, or keep the words if they do not say which day is meant."""
    if day := parse_date(value):
        return replace(meta, dates=(*meta.dates, (found, day)))
    return replace(meta, unclear=value[:40])


def _settle_dates(text: str, meta: Meta) -> tuple[tuple[tuple[str, date], ...], Opening, tuple[Issue, ...]]:
    """All candidates for the report's date; the text's own date decides how an unclear one is to be read."""
    dates = meta.dates
    if meta.url and (day := date_in_address(meta.url)):
        dates += (("address", day),)
    opening = read_opening(text, title=meta.title, published=dates[0][1] if dates else None)
    if opening.published:
        dates += (("text", opening.published),)
    readings = possible_dates(meta.unclear)
    meant = next((day for _, day in dates if day in readings), None)
    if meant:
        return (("record", meant), *dates), opening, ()
    if not meta.unclear:
        return dates, opening, ()
    message = f"date {meta.unclear!r} is unclear and was left out; write it as YYYY-MM-DD"
    return dates, opening, (Issue(code="I021", message=message),)


def _shorten(traced: TracedText, limits: Limits) -> tuple[TracedText, tuple[Issue, ...]]:
    text, end, full = traced.text, 0, False
    if len(text) <= limits.characters and len(text) <= 2 * limits.words:
        return traced, ()
    for count, match in enumerate(_WORD.finditer(text)):
        full = count >= limits.words
        if full or match.end() > limits.characters:
            end = end or limits.characters
            break
        end = match.end()
    else:
        return traced, ()
    limit = f"{limits.words:,} words" if full else f"{limits.characters:,} characters"
    message = f"text was cut after {end:,} of {len(text):,} characters, at the limit of {limit}"
    return traced.slice(0, end), (Issue(code="I019", message=message),)


def _read_head(traced: TracedText, meta: Meta) -> tuple[TracedText, Meta, Removed]:
    """Header lines ("Date: …") and the title line of a plain-text report."""
    traced = traced.strip()
    removed: list[tuple[str, str]] = []
    headers, end = read_headers(traced.text)
    if headers:
        if "published" in headers:
            meta = with_date(meta, headers["published"], "header line")
        meta = replace(
            meta,
            title=meta.title or headers.get("title"),
            source=meta.source or headers.get("source"),
            url=meta.url or headers.get("url"),
        )
        removed.append(("header lines", traced.text[:end].strip()))
        traced = traced.cut(((0, end),)).strip()
    title = find_title(traced.text)
    if title and (meta.title is None or _same(title, meta.title)):
        meta = replace(meta, title=title)
        removed.append(("title", title))
        traced = traced.cut(((0, len(title)),)).strip()
    return traced, meta, tuple(removed)


def find_title(text: str) -> str | None:
    """The first line, if it is short, has no final mark, and an empty line parts it from more text."""
    match = re.match(r"([^\n]+)\n[ \t]*\n\s*\S", text)
    if match is None:
        return None
    line = match[1].rstrip()
    if (
        len(line) > _TITLE_LENGTH
        or len(line.split()) > 30
        or line[-1] in _FINAL
        or not re.search(r"[^\W\d_]{2}", line)
    ):
        return None
    if parse_date(line) is not None and len(line) < 40:
        return None
    return line


def _same(left: str, right: str) -> bool:
    return re.sub(r"\W+", "", left).casefold() == re.sub(r"\W+", "", right).casefold()


def _empty(meta: Meta, removed: Iterable[tuple[str, str]]) -> InputError:
    reasons = sorted({reason for reason, _ in (*meta.removed, *removed)})
    message = f"no main text found: only {', '.join(reasons)}" if reasons else "no main text found"
    return InputError("I006", message, where=meta.where, remedy="give the report's own words")
