"""Pages that took long to make are kept until anything in the record changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select

from servanda.errors import RecordError
from servanda.model.asking import Filters, Line
from servanda.model.views import Contradiction, Episode, Instrument, Ledger, Pledge, SourceLink, Track
from servanda.record.index_codec import layout_of, pack, unpack
from servanda.record.index_schema import pages
from servanda.record.store import Reading, Store, Writing, open_store

SLOW: Final = 0.15
"""Seconds from which on a page is worth keeping."""
_WAIT: Final = 0.02
"""Seconds to wait for a writer: who reads is not to be held up."""


@dataclass(frozen=True, slots=True)
class _Pledges:
    items: tuple[Pledge, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Tracks:
    items: tuple[Track, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Ledgers:
    items: tuple[Ledger, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Episodes:
    items: tuple[Episode, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Instruments:
    items: tuple[Instrument, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Links:
    items: tuple[SourceLink, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Clashes:
    items: tuple[Contradiction, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Lines:
    items: tuple[Line, ...]
    cursor: str | None


_KEPT: Final[dict[str, Any]] = {
    "commitments": _Pledges,
    "tracks": _Tracks,
    "ledgers": _Ledgers,
    "episodes": _Episodes,
    "instruments": _Instruments,
    "sources": _Links,
    "contradictions": _Clashes,
    "timeline": _Lines,
}
"""Listings that are computed when they are asked for."""

LAYOUT: Final = layout_of(*_KEPT.values())
"""Changes when pages can no longer be read back."""

Answer = tuple[tuple[Any, ...], str | None]


def key_of(kind: str, filters: Filters, limit: int, cursor: str | None) -> str:
    """What a page is kept under."""
    return hashlib.sha256(repr((kind, filters, limit, cursor)).encode()).hexdigest()


def kept(work: Reading, kind: str, key: str) -> Answer | None:
    """The page as it was made before, if it was kept."""
    if kind not in _KEPT:
        return None
    data = work.connection.execute(select(pages.c.data).where(pages.c.key == key)).scalar()
    if data is None:
        return None
    page = unpack(_KEPT[kind], data)
    return page.items, page.cursor


def keep(store: Store, head: str, kind: str, key: str, answer: Answer) -> None:
    """Keep a page, unless the record changed or somebody is writing."""
    if kind not in _KEPT:
        return
    data = pack(_KEPT[kind](*answer))
    try:
        with open_store(store.address, wait=_WAIT) as quick, quick.writing() as work:
            if str(work.head) == head:
                work.connection.execute(delete(pages).where(pages.c.key == key))
                work.connection.execute(insert(pages).values(key=key, data=data))
    except RecordError:
        return  # read-only, or busy: the page is made anew next time


def drop(work: Writing) -> None:
    """Something changed: no page is certain any more."""
    work.connection.execute(delete(pages))
