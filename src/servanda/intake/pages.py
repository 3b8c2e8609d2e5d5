"""HTML -> Document: main text by trafilatura, tied to the page's source; title, outlet and dates."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from servanda.errors import InputError, Issue
from servanda.intake.alignment import align
from servanda.intake.dates import parse_date
from servanda.intake.decoding import decode
from servanda.intake.documents import Meta, build_document, hash_bytes
from servanda.intake.limits import DEFAULT_LIMITS, Limits
from servanda.intake.markup import SourceText, measure_depth, read_markup
from servanda.intake.tracing import TracedText
from servanda.model import Document

_LONG: Final = 500_000
"""Characters of text beyond which a page is no article but a book: all its paragraphs are read, quickly."""

_TAGS: Final = 40_000
"""Tags beyond which the same holds."""

_LINKED_DATA: Final = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_END: Final = re.compile(r"</script", re.IGNORECASE)
_META: Final = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DATE_NAMES: Final = frozenset(
    [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "cxenseparse:recs:publishtime",
    ]
)
_ENTITY: Final = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_OPENING: Final = re.compile(r"<(html|body)\b", re.IGNORECASE)


def read_html(
    html: str | bytes,
    *,
    id: str | None = None,  # noqa: A002  # the field's name everywhere else
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a report out of a web page; what is given as an argument outranks what the page says.

    Raises:
        InputError: I003 if the page is empty, I005 if it is too large, I006 if it holds no main text, I012 if
            elements stand too deep inside one another or the page declares entities.
    """
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    dates = (("given", published),) if published else ()
    meta = Meta(id=id, title=title, source=source, url=url, dates=dates)
    if isinstance(html, str):
        return build_page(html, hash_bytes(data), meta, limits=limits)
    return read_html_bytes(data, meta, limits=limits)


def read_html_bytes(data: bytes, meta: Meta, *, limits: Limits, charset: str | None = None) -> Document:
    """Read a page's bytes; ``charset`` as a server declares it."""
    source, issues = decode(data, declared=charset)
    return build_page(source, hash_bytes(data), replace(meta, issues=meta.issues + issues), limits=limits)


def build_page(source: str, sha256: str, meta: Meta, *, limits: Limits) -> Document:
    """Common to pages given as text and as bytes."""
    _check(source, meta, limits)
    page = read_markup(source)
    if not page.text.strip("\x00\ufeff "):
        message = "page shows no words (they may be put there by a script)"
        raise InputError(
            "I006", message, where=meta.where, remedy="save the page from a browser, or give its text"
        )
    long = len(page.text) > _LONG or source.count("<") > _TAGS
    found = None if long else _extract(source, meta.url)
    meta = _describe(source, meta, found)
    traced = _main_text(found, page)
    if meta.title and traced.text.startswith(meta.title + "\n"):
        traced = traced.cut(((0, len(meta.title)),)).strip()
        meta = replace(meta, removed=(*meta.removed, ("title", meta.title)))
    return build_document(traced, source, sha256, meta, limits=limits, plain=False)


def _check(source: str, meta: Meta, limits: Limits) -> None:
    if not source.strip("\ufeff\x00 \t\r\n"):
        raise InputError("I003", "input is empty", where=meta.where, remedy="give a page")
    if len(source) > limits.html_bytes:
        message = f"page has {len(source):,} characters, more than the limit of {limits.html_bytes:,}"
        raise InputError("I005", message, where=meta.where, remedy="give its text, or raise html_bytes")
    if _ENTITY.search(source):
        raise InputError(
            "I012",
            "markup declares entities of its own",
            where=meta.where,
            remedy="take the <!ENTITY …> declarations out",
        )
    if measure_depth(source, limits.markup_depth) > limits.markup_depth:
        message = f"elements stand more than {limits.markup_depth} deep inside one another"
        raise InputError(
            "I012", message, where=meta.where, remedy="give the page's text, or raise markup_depth"
        )


def _extract(source: str, url: str | None) -> object:
    """Trafilatura's document, or ``None`` if it finds nothing: then all paragraphs of the body are read."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to load, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            source.replace("\x00", ""), url=url, with_metadata=True, include_comments=False
        )
    except Exception:  # noqa: BLE001 - its parsers raise many kinds; none may stop the reading of other reports
        return None


def _main_text(found: object, page: SourceText) -> TracedText:
    text = (getattr(found, "text", None) or "").strip()
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if not paragraphs:
        paragraphs = [page.text[start:end] for start, end in page.body] or [page.text]
    # trafilatura marks the items of lists with a dash of its own
    paragraphs = [line.removeprefix("- ").strip() for line in paragraphs[:20_000]]
    return align(paragraphs, page)


def _describe(source: str, meta: Meta, found: object) -> Meta:
    """Title, outlet, address, dates, and whether the page was cut off."""
    dates = meta.dates + tuple(_find_dates(source))
    if day := parse_date(getattr(found, "date", None) or ""):
        dates += (("trafilatura", day),)
    url = meta.url or getattr(found, "url", None)
    host = urlsplit(url).hostname if url and url.isprintable() and "[" not in url else None
    issues = meta.issues
    if (opened := _OPENING.search(source)) and f"</{opened[1].lower()}" not in source[-4096:].lower():
        issues += (Issue(code="I020", message="page ends before its own end; what is there was read"),)
    return replace(
        meta,
        title=meta.title or getattr(found, "title", None) or None,
        source=meta.source
        or getattr(found, "sitename", None)
        or (host.removeprefix("www.") if host else None),
        url=url,
        dates=dates,
        issues=issues,
        media_type="text/html",
    )


def _find_dates(source: str) -> Iterator[tuple[str, date]]:
    """The dates that the page itself declares: in its metadata, then in its linked data."""
    for tag in _META.finditer(source):
        attributes = {m[1].lower(): m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(tag[0])}
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name in _DATE_NAMES and (day := parse_date(attributes.get("content", ""))):
            yield "metadata", day
    for script in islice(_LINKED_DATA.finditer(source), 50):
        end = _END.search(source, script.end())
        try:
            data = json.loads(source[script.end() : end.start()] if end else "")
        except (ValueError, RecursionError):
            continue
        for value in _published(data, 0):
            if day := parse_date(value):
                yield "linked data", day


def _published(data: object, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _published(item, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for key in ("@graph", "mainEntity"):
            yield from _published(data.get(key), depth + 1)
