"""Real servers for tests: a record of made-up reports, served by uvicorn on a free port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2
from tests.record.recorded import fed, made

from servanda.web.config import PREFIX, Service
from servanda.web.serving import Server, listen, server_of

REPORTS = 60


@dataclass(frozen=True)
class Running:
    """A server that runs: where it is, and a client to ask it."""

    address: str
    client: httpx2.Client
    server: Server
    service: Service

    @property
    def api(self) -> str:
        return f"{self.address}{PREFIX}"

    @property
    def main(self) -> str:
        return f"{self.api}/records/main"

    def get(self, path: str, **more: object) -> httpx2.Response:
        """Of the record ``main``."""
        return self.client.get(f"{self.main}{path}", **more)  # type: ignore[arg-type]


@contextmanager
def running(service: Service) -> Iterator[Running]:
    """Serve until the block is left."""
    service = replace(service, port=0)
    with listen(service) as bound:
        port = bound.getsockname()[1]
        server = server_of(service)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        assert server.started
        address = f"http://127.0.0.1:{port}"
        try:
            with httpx2.Client(timeout=60, trust_env=False) as client:
                yield Running(address, client, server, service)
        finally:
            server.config.app.state.stopping.set()  # type: ignore[union-attr]
            server.should_exit = True
            thread.join(30)
            assert not thread.is_alive()


def small_record(folder: Path, reports: int = REPORTS) -> Path:
    """A record of made-up reports."""
    path = folder / "small.record"
    fed(str(path), made(reports)).close()
    return path
