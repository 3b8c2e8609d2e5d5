"""A record and a server that all tests of one module share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.web.running import Running, running, small_record

from servanda.web.config import Bounds, Service

MakeService = Callable[..., Service]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that nobody changes."""
    return small_record(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def served(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server over a copy of it, for one user who may ask as often as a quick machine can."""
    record = str(copied(small, tmp_path_factory.mktemp("served")))
    with running(Service(records={"main": record}, bounds=Bounds(reads="", writes=""))) as one:
        yield one


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Iterator[Running]:
    """The same for one test that changes things."""
    with running(Service(records={"main": str(copied(small, tmp_path))})) as one:
        yield one


def copied(record: Path, folder: Path) -> Path:
    """A copy of a record with what lies beside it."""
    for file in record.parent.glob(f"{record.name}*"):
        shutil.copy(file, folder / file.name)
    return folder / record.name
