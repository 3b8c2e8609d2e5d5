"""A site for the browser: accounts of each role, keys, hidden names, and a long audit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from servanda.api.hiding import hide
from servanda.api.record import open_record
from servanda.web.people import open_site
from servanda.web.people.cookies import COOKIE
from servanda.web.people.signing import create_key, revoke_key, start_in

PASSWORD: Final = "four words nobody guesses"

MEMBERS: Final = {"rosa": "admin", "rey": "reviewer", "cora": "coder", "lea": "reader"}
"""Of the record; ``ann`` is admin of the site, ``otto`` is nobody anywhere."""

REPORT: Final = "courier-2022-09-13"


@dataclass(frozen=True)
class SiteAt:
    """A served site: its address, its file, and who is signed in to a window on it."""

    address: str
    file: Path

    def anew(self) -> None:
        """Make its accounts, members and keys again as they were at first, under the server."""
        with closing(sqlite3.connect(_first(self.file))) as first, closing(sqlite3.connect(self.file)) as now:
            first.backup(now)

    def as_(self, name: str) -> dict[str, Any]:
        """What a window is opened with in which somebody is signed in, without counting as a try."""
        site = open_site(str(self.file))
        with site.writing() as work:
            token = start_in(site, work, site.user_in(work, name), how="password")
        site.close()
        cookies = [{"name": COOKIE, "value": token, "url": self.address}]
        return {"at": self.address, "storage_state": {"cookies": cookies, "origins": []}}


def _first(file: Path) -> Path:
    """Where a site lies as it was at first."""
    return file.with_suffix(".first")


def made_site(folder: Path, record: Path) -> Path:
    """The file of a site that holds a record as ``karabakh``."""
    path = folder / "site.db"
    site = open_site(str(path), create=True)
    site.add_user("command line", "ann", label="Ann Perera", password=PASSWORD, everywhere=True)
    site.add_record("ann", "karabakh", str(record), name="Karabakh")
    for name, role in MEMBERS.items():
        site.add_user("ann", name, label=name.capitalize(), password=PASSWORD)
        site.set_member("ann", "karabakh", name, role)  # type: ignore[arg-type]
    site.add_user("ann", "otto", password=PASSWORD)
    site.add_user("ann", "zoe")
    site.change_user("ann", "zoe", disabled=True)
    for name in ("ann", "rosa"):
        create_key(site, name, name, label="nightly export", scopes=["read"], record="karabakh", days=30)
        old, _ = create_key(site, name, name, label="a try", scopes=["read", "judge", "ingest", "admin"])
        revoke_key(site, name, old.id)
    for n in range(60):
        site.change_user("ann", "lea", label=f"Lea {n}")
    site.close()
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(_first(path))) as first:
        now.backup(first)
    with open_record(str(record), create=False) as opened:
        hide(
            opened,
            REPORT,
            ["Tamar Olusanya", "T. Olusanya"],
            author="rey",
            reasons=["the family asked for it"],
        )
    return path
