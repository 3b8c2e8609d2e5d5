"""Runs the server until somebody stops it: requests under way are answered, then records are let go."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import uvicorn

from servanda.errors import ConfigError
from servanda.web.app import create_app
from servanda.web.config import Service
from servanda.web.telemetry import write_logs

if TYPE_CHECKING:
    from types import FrameType

PATIENCE: Final = 30
"""Seconds that requests under way have when the server is stopped."""
LINGER: Final = 1.0
"""Seconds that callers who keep a connection have to learn, with their next answer, that it ends."""
_LOOK: Final = 0.05
"""Seconds between two looks whether they have gone."""


class Server(uvicorn.Server):
    """Tells the application that it is to stop, so that streams end by themselves."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal asks to stop."""
        self._stopping()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let callers go before connections are closed: one closed while a request comes in breaks it off.

        Who has asked to be let in comes in, nobody after him. Who asks meanwhile is told, with his answer,
        that the connection ends. What is idle after that is closed from our side first, so that whoever asks
        just now reads the end and not an error.
        """
        waiting = [connection for one in sockets or [] for connection in _waiting_at(one)]
        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        for made in waiting:
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, made)
        until = time.monotonic() + LINGER
        while self.server_state.connections and time.monotonic() < until and not self.force_exit:
            await asyncio.sleep(_LOOK)
        for connection in list(self.server_state.connections):
            cycle: Any = getattr(connection, "cycle", None)
            if (cycle is None or cycle.response_complete) and connection.transport.can_write_eof():
                connection.transport.write_eof()
        await asyncio.sleep(_LOOK)
        await super().shutdown(sockets)

    def _protocol(self) -> asyncio.Protocol:
        kind: Any = self.config.http_protocol_class
        made: asyncio.Protocol = kind(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


def _waiting_at(listening: socket.socket) -> Iterator[socket.socket]:
    """Connections that nobody has taken yet; when the socket is closed, they are reset."""
    listening.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            made, _ = listening.accept()
            made.setblocking(False)
            yield made


def listen(service: Service) -> socket.socket:
    """A socket that listens where the service says.

    Raises:
        ConfigError: C001 if the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in service.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((service.host, service.port))
        made.listen(2048)  # whoever is told the address may come at once
    except (OSError, OverflowError) as error:
        made.close()
        where = f"{service.host}:{service.port}"
        what = getattr(error, "strerror", None) or str(error)
        raise ConfigError("C001", f"cannot listen there: {what}", where=where, remedy="--port N") from error
    return made


def server_of(service: Service, **more: Any) -> Server:  # noqa: ANN401 - uvicorn's own settings
    """A server that is not running yet."""
    app = create_app(service)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=service.trust_proxy,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=PATIENCE,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 * 1024,
        **more,
    )
    return Server(config, app.state.stopping.set)


def serve(service: Service, told: Callable[[str], None]) -> None:
    """Listen and answer until a signal comes.

    Args:
        service: what is served.
        told: is told the address of the page once the server listens.

    Raises:
        ConfigError: C001 if it cannot listen there.
    """
    write_logs(quiet=service.quiet)
    with listen(service) as bound:
        server = server_of(service)
        host = f"[{service.host}]" if ":" in service.host else service.host
        told(f"http://{host}:{bound.getsockname()[1]}/")
        # What uvicorn does with a signal once everything has ended: it raises it again.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.run(sockets=[bound])
        except KeyboardInterrupt:  # uvicorn passes the signal on once everything has ended
            return
