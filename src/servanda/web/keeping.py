"""Answers that were made, kept for as long as the record stays as it is; the same one is made once."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool

MOST: Final = 32 * 1024 * 1024
"""Bytes that are kept."""
LARGEST: Final = 8 * 1024 * 1024
"""Bytes of one answer that is kept."""
SMALL: Final = 1024
"""Bytes below which an answer is not worth packing."""
LEVEL: Final = 4
"""How hard it is packed: most of what can be had, for half of the time."""


@dataclass(frozen=True, slots=True)
class Body:
    """An answer's bytes, packed if that is worth it."""

    data: bytes
    packed: bool

    @classmethod
    def of(cls, plain: bytes) -> Body:
        """From the bytes as they are."""
        if len(plain) < SMALL:
            return cls(plain, packed=False)
        return cls(gzip.compress(plain, LEVEL, mtime=0), packed=True)

    def plain(self) -> bytes:
        """The bytes as they are."""
        return gzip.decompress(self.data) if self.packed else self.data


class Kept:
    """Bodies by entity tag, which says which record in which state was asked what by whom.

    Belongs to the event loop: whoever asks for an answer that is being made waits there, not in a thread.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._bodies: OrderedDict[str, Body] = OrderedDict()
        self._under_way: dict[str, asyncio.Future[Body]] = {}

    async def body(self, tag: str, make: Callable[[], bytes]) -> Body:
        """The body of a tag: as it was kept, or made now, in a thread, for all who ask meanwhile."""
        found = self._bodies.get(tag)
        if found is not None:
            self._bodies.move_to_end(tag)
            return found
        making = self._under_way.get(tag)
        if making is None:
            making = asyncio.ensure_future(run_in_threadpool(lambda: Body.of(make())))
            self._under_way[tag] = making
            making.add_done_callback(lambda done: self._ended(tag, done))
        return await asyncio.shield(making)  # whoever goes away takes it from nobody

    def _ended(self, tag: str, done: asyncio.Future[Body]) -> None:
        del self._under_way[tag]
        if not done.cancelled() and done.exception() is None:
            self._keep(tag, done.result())

    def _keep(self, tag: str, body: Body) -> None:
        """Keep a body; those not asked for longest go."""
        if len(body.data) > min(LARGEST, self._most):
            return
        self._size += len(body.data)
        self._bodies[tag] = body
        while self._size > self._most:
            _, gone = self._bodies.popitem(last=False)
            self._size -= len(gone.data)
