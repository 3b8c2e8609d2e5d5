"""Which file of own knowledge is in use: a context variable, so that threads do not mix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Final, ParamSpec, TypeVar

from servanda.knowledge.own.records import OwnKnowledge, WordClass

_P = ParamSpec("_P")
_T = TypeVar("_T")
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


def like(lemma: str, pos: WordClass) -> str:
    """The word as which a lemma tells events: that of the user's rule, if there is one, else itself."""
    own = _IN_USE.get()
    return own.likes.get((pos, lemma), lemma) if own else lemma


def cached_with_own(maxsize: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """``lru_cache`` for look-ups: what was found with one file is not given with another."""

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @lru_cache(maxsize=maxsize)
        def found(own: OwnKnowledge | None, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            del own
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            return found(_IN_USE.get(), *args, **kwargs)  # type: ignore[arg-type]

        return call

    return decorate
