"""Plain text -> Document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from servanda.errors import InputError
from servanda.intake.decoding import decode
from servanda.intake.documents import Meta, build_document, hash_bytes
from servanda.intake.limits import DEFAULT_LIMITS, Limits
from servanda.intake.tracing import TracedText
from servanda.model import Document


def read_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002  # the field's name everywhere else
    title: str | None = None,
    source: str | None = None,
    published: date | None = None,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a report given as text.

    A first line that is short, has no final mark and stands apart is its title, unless ``title`` is another
    one.

    Raises:
        InputError: I003 if it is empty, I006 if no main text is left when boilerplate is taken out.
    """
    dates = (("given", published),) if published else ()
    meta = Meta(id=id, title=title, source=source, url=url, dates=dates)
    return build_plain(text, hash_bytes(text.encode("utf-8", "surrogatepass")), meta, limits=limits)


def read_text_bytes(data: bytes, meta: Meta, *, limits: Limits, charset: str | None = None) -> Document:
    """Read a plain-text file's bytes."""
    text, issues = decode(data, declared=charset)
    meta = replace(meta, issues=meta.issues + issues, media_type="text/plain")
    return build_plain(text, hash_bytes(data), meta, limits=limits)


def build_plain(text: str, sha256: str, meta: Meta, *, limits: Limits) -> Document:
    """Common to text given as words and as bytes."""
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise InputError("I003", "input is empty", where=meta.where, remedy="give a text")
    return build_document(TracedText.whole(text), text, sha256, meta, limits=limits, plain=True)
