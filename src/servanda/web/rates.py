"""How many requests one caller may make in a minute."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from servanda.web.config import PREFIX
from servanda.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from servanda.web.config import Bounds

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Rates:
    """Refuses whoever asks too much, by the address he comes from; the page's own files are free."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self._app = app
        self._reads = parse(bounds.reads) if bounds.reads else None
        self._writes = parse(bounds.writes) if bounds.writes else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 429."""
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            item = self._reads if scope["method"] in _READS else self._writes
            who = (scope.get("client") or ("unknown",))[0]
            if item is not None and not self._limiter.hit(item, who):
                await self._refuse(item, who, scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _refuse(
        self, item: RateLimitItem, who: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        until = self._limiter.get_window_stats(item, who).reset_time
        wait = max(1, round(until - time.time()))
        answer = problem(
            "W005",
            f"more than {item.amount} in {item.get_expiry()} seconds",
            request_id=str(scope.get("servanda.id", "")),
            headers={"Retry-After": str(wait)},
        )
        await answer(scope, receive, send)
