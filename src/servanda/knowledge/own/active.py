"""Which file of own knowledge is in use: a context variable, so that threads do not mix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from servanda.knowledge.own.records import OwnKnowledge

_IN_USE: Final[ContextVar[OwnKnowledge | None]] = ContextVar("own_knowledge", default=None)


def active() -> OwnKnowledge | None:
    """The file in use, or ``None``."""
    return _IN_USE.get()


@contextmanager
def using(own: OwnKnowledge | None) -> Iterator[None]:
    """Within the block, the rows of ``own`` come before those of the tables; ``None``: the tables alone."""
    token = _IN_USE.set(own)
    try:
        yield
    finally:
        _IN_USE.reset(token)
