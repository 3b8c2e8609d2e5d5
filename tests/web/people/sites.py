"""What tests of sites share: a clock, and a served site with two records and an account of each role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from tests.web.running import Running, running

from servanda.web.config import Service
from servanda.web.people import Site, SiteDoor, open_site

PASSWORD = "correct horse battery"
OTHER = "staple of another sort"
ROLES = ("reader", "coder", "reviewer", "admin")


class Clock:
    """Says the time that a test wants."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Person:
    """Somebody at a browser of his own; changes are sent with the token of his session."""

    def __init__(self, address: str, name: str) -> None:
        self.name = name
        self.client = httpx2.Client(base_url=f"{address}/api/v1", timeout=60, trust_env=False)
        self.csrf = ""

    def sign_in(self, password: str = PASSWORD) -> httpx2.Response:
        got = self.client.post("/session", json={"name": self.name, "password": password})
        if got.status_code == 200:
            self.csrf = got.json()["csrf"]
        return got

    def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        headers = {"X-CSRF-Token": self.csrf, **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def get(self, path: str, **more: Any) -> httpx2.Response:
        return self.ask("GET", path, **more)


@dataclass
class Served:
    """A served site: ``root`` manages it, ``reader`` … are members of ``one``, ``other`` of ``two``."""

    running: Running
    site: Site
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        if name not in self.people:
            made = Person(self.running.address, name)
            assert made.sign_in().status_code == 200
            self.people[name] = made
        return self.people[name]

    def anybody(self) -> Person:
        return Person(self.running.address, "nobody")

    def with_key(self, key: str) -> Person:
        made = Person(self.running.address, "key")
        made.client.headers["Authorization"] = f"Bearer {key}"
        return made


@contextmanager
def served_site(folder: Path, one: Path, two: Path) -> Iterator[Served]:
    """Serve a site that holds two records."""
    site = open_site(str(folder / "site.db"), create=True)
    site.add_user("t", "root", password=PASSWORD, everywhere=True)
    site.add_record("t", "one", str(one), name="First")
    site.add_record("t", "two", str(two), name="Second")
    for role in ROLES:
        site.add_user("t", role, password=PASSWORD)
        site.set_member("t", "one", role, role)  # type: ignore[arg-type]
    site.add_user("t", "other", password=PASSWORD)
    site.set_member("t", "two", "other", "admin")
    site.add_user("t", "stranger", password=PASSWORD)
    with running(Service(records={}, door=SiteDoor(site))) as server:
        yield Served(server, site)
    site.close()
