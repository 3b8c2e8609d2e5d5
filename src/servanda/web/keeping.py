"""Answers that took long to make, kept for as long as the record stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

SLOW: Final = 0.01
"""Seconds from which on an answer is worth keeping."""
MOST: Final = 64 * 1024 * 1024
"""Bytes that are kept."""
TURNS: Final = 64
"""Answers that are made at once, at most."""
LARGEST: Final = 8 * 1024 * 1024
"""Bytes of one answer that is kept."""


class Kept:
    """Bodies by entity tag, which says which record in which state was asked what by whom."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = tuple(threading.Lock() for _ in range(TURNS))

    def turn(self, tag: str) -> threading.Lock:
        """Whoever makes an answer holds this: who asks the same meanwhile waits, and finds it made."""
        return self._turns[hash(tag) % TURNS]

    def get(self, tag: str) -> bytes | None:
        """The body, if it is kept."""
        with self._lock:
            found = self._bodies.get(tag)
            if found is not None:
                self._bodies.move_to_end(tag)
            return found

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body; those not asked for longest go."""
        if len(body) > min(LARGEST, self._most):
            return
        with self._lock:
            self._size += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._size > self._most:
                _, gone = self._bodies.popitem(last=False)
                self._size -= len(gone)
