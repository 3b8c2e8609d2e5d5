"""Server-sent events: what changed, told while the connection stands."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from servanda.errors import ServandaError

if TYPE_CHECKING:
    import threading

MEDIA_TYPE: Final = "text/event-stream"
BEAT: Final = 15.0
"""Seconds after which a line is sent even if nothing happened, so that dead connections are found out."""
LONGEST: Final = 3600.0
"""Seconds a stream lives; browsers connect again by themselves."""


def event(name: str, data: Any, number: str = "") -> bytes:  # noqa: ANN401 - JSON
    """One event."""
    head = f"id: {number}\n" if number else ""
    return f"{head}event: {name}\ndata: {json.dumps(data)}\n\n".encode()


async def watched(
    look: Callable[[], tuple[str, Any, bool]],
    name: str,
    stopping: threading.Event,
    every: float,
    longest: float = LONGEST,
) -> AsyncIterator[bytes]:
    """An event whenever what ``look`` gives has another mark, until it says that this was the last.

    Args:
        look: mark, what to tell, and whether it is the last; called in a thread.
        name: of the events.
        stopping: ends the stream.
        every: seconds between two looks.
        longest: seconds after which the stream ends.
    """
    began = last = time.monotonic()
    mark = None
    yield b"retry: 2000\n\n"
    while not stopping.is_set() and time.monotonic() - began < longest:
        try:
            now, told, ended = await run_in_threadpool(look)
        except ServandaError as error:
            yield event("problem", {"code": error.code, "detail": error.message})
            return
        if now != mark:
            mark = now
            yield event(name, told, now)
            last = time.monotonic()
        if ended:
            yield event("end", {})
            return
        if time.monotonic() - last > BEAT:
            last = time.monotonic()
            yield b": still here\n\n"
        await asyncio.sleep(every)


def stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The answer that sends them."""
    return StreamingResponse(
        events, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
