"""What a server is told when it is made: one frozen record, so that tests make their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from servanda.settings import Settings
    from servanda.web.caller import Door

PREFIX: Final = "/api/v1"
"""What all addresses of the API begin with."""

LOCAL: Final = "main"
"""The id of a record that is served alone."""

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one caller may ask.

    Attributes:
        body: bytes of a request's body, uploads apart.
        upload: bytes of an upload.
        query: bytes of an address with its query.
        page: things on a page of a listing, at most.
        quote: characters of a quotation from a text that may not be passed on.
        reads, writes: requests of one caller in a minute, as the package ``limits`` writes it; empty for any.
        jobs: ingestions of one record that may wait or run at a time.
        fetch_seconds: how long one ingestion may run.
    """

    body: int = MIB
    upload: int = 64 * MIB
    query: int = 16 * 1024
    page: int = 500
    quote: int = 300
    reads: str = "6000/minute"
    writes: str = "600/minute"
    jobs: int = 20
    fetch_seconds: float = 6 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A server.

    Attributes:
        records: addresses of records by their ids; ids are letters, digits, ``-`` and ``_``.
        names: what they are called; else their ids.
        host, port: where it listens; port 0 takes a free one.
        hosts: names by which it may be asked, beside those of ``host``; ``*`` for any (behind a proxy that
            checks them).
        door: who may ask what; ``None`` for one user on one machine.
        bounds: see :class:`Bounds`.
        settings: of coding, for ingestions; ``None`` for the defaults.
        page: folder of the built page; ``None`` for the one in the package.
        quiet: no line a request in the log.
        trust_proxy: whether ``X-Forwarded-*`` of a proxy on the same machine is believed.
    """

    records: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    door: Door | None = None
    bounds: Bounds = field(default_factory=Bounds)
    settings: Settings | None = None
    page: Path | None = None
    quiet: bool = False
    trust_proxy: bool = False
