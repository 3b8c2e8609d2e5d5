"""Sites for tests: on both stores, with a clock that tests move, and passwords that are quick to hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.record.conftest import new_address, server
from tests.web.conftest import copied
from tests.web.people.sites import Clock, Served, served_site

from servanda.web.people import secrecy
from servanda.web.people.site import Site, open_site

__all__ = ["new_address", "server"]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Argon2id as ever, with the least work; what the real parameters are has a test of its own."""
    before = secrecy._HASHER
    secrecy._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    secrecy._nobody.cache_clear()
    yield
    secrecy._HASHER = before
    secrecy._nobody.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(new_address: Callable[[], str], clock: Clock) -> Iterator[Site]:
    made = open_site(new_address(), create=True, clock=clock)
    yield made
    made.close()


@pytest.fixture(scope="module")
def served(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site over two copies of a record that tests of one module share."""
    one, two = (copied(small, tmp_path_factory.mktemp(name)) for name in ("one", "two"))
    with served_site(tmp_path_factory.mktemp("site"), one, two) as made:
        yield made


@pytest.fixture
def own_site(small: Path, tmp_path: Path) -> Iterator[Served]:
    """The same for one test that changes things."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    with served_site(tmp_path, copied(small, folders[0]), copied(small, folders[1])) as made:
        yield made
