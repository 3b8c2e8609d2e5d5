"""Both stores: a file, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.record.server import PROGRAMS, Server

MakeAddress = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Skipped where PostgreSQL is not installed."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed (package postgresql)")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL does not run as root, and setpriv is not installed")
    # Short, and where another user may enter: a socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="servanda-pg-", dir="/tmp"))
    made = Server(folder)
    try:
        made.make()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> MakeAddress:
    """Makes addresses at which there is no record yet; every test that uses it runs on both stores."""
    count = 0
    if request.param == "sqlite":
        names = iter(range(100))
        return lambda: str(tmp_path / f"record{next(names)}.db")
    server: Server = request.getfixturevalue("server")
    base = f"t{os.getpid()}_{zlib.crc32(request.node.nodeid.encode())}"

    def make() -> str:
        nonlocal count
        count += 1
        return server.new_schema(f"{base}_{count}")

    return make


@pytest.fixture
def address(new_address: MakeAddress) -> str:
    return new_address()
