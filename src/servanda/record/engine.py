"""Connections to SQLite and PostgreSQL that behave alike, and what their errors mean for a record."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import QueuePool

from servanda.errors import RecordError

WRITE: Final = "servanda_write"
"""Execution option of a connection that is going to write."""

_PAGES_KIB: Final = {True: 32 * 1024, False: 8 * 1024}
"""Memory an SQLite connection may use for pages, if it writes and if it reads."""

_POOL: Final[dict[str, Any]] = {
    "pool_size": 12,
    "max_overflow": 52,
    "pool_timeout": 120,
    "pool_use_lifo": True,
}
"""Connections that are kept, that are made beside them for many threads, and how long one waits for one."""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

_NO_ROOM: Final = 64 * 1024
"""Bytes free below which an input or output error is taken for a full disk."""


def is_server(address: str) -> bool:
    """Whether the address is one of a PostgreSQL server, else it is a path."""
    return address.startswith(("postgresql:", "postgresql+", "postgres:"))


def is_foreign(address: str) -> bool:
    """Whether it looks like the address of a database that we do not know."""
    return not is_server(address) and _SCHEME.match(address) is not None


def name_of(address: str) -> str:
    """The address as it may be shown: without a password."""
    if not is_server(address):
        return address
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "postgresql://…"


def connect_to(address: str, *, readonly: bool, wait: float) -> Engine:
    """An engine for the record at ``address``; nothing is opened yet.

    Args:
        address: a path, or ``postgresql://…``.
        readonly: open it for reading only.
        wait: seconds to wait for another writer.

    Raises:
        RecordError: R001 if the address cannot be understood, or psycopg is not installed.
    """
    return _server(address, wait) if is_server(address) else _file(Path(address), readonly, wait)


def _server(address: str, wait: float) -> Engine:
    try:
        url: URL = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(
            url,
            pool_pre_ping=True,
            **_POOL,
            connect_args={
                "options": f"{url.query.get('options', '')} -c lock_timeout={int(wait * 1000)}".strip(),
                "application_name": "servanda",
                "client_encoding": "utf8",
            },
        )
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise RecordError(
            "R001", f"the address cannot be understood: {error}", where=name_of(address)
        ) from error
    except ImportError as error:
        raise RecordError(
            "R001",
            "the driver for PostgreSQL is not installed",
            where=name_of(address),
            remedy='pip install "servanda[postgresql]"',
        ) from error
    return engine


def _file(path: Path, readonly: bool, wait: float) -> Engine:
    target = f"file:{quote(str(path.absolute()))}?mode={'ro' if readonly else 'rwc'}"
    if readonly and not _may_write(path.absolute().parent) and not _has_wal(path):
        target += "&immutable=1"  # without this, SQLite wants to make files beside it

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(target, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA foreign_keys = ON")
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA trusted_schema = OFF")
        return made

    # Kept open: whoever closes the last connection folds the write-ahead log into the file, which is slow.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, **_POOL)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = bool(connection.get_execution_options().get(WRITE))
        if connection.info.get(WRITE) is not writes:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_PAGES_KIB[writes]}")
            connection.info[WRITE] = writes
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK)


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turns what a database raises into a :class:`RecordError` with one clear line.

    Raises:
        RecordError: R001, R003, R004, R005 or R010.
    """
    try:
        yield
    except DBAPIError as error:
        raise meaning(error, address) from error
    except sqlite3.Error as error:
        raise _of_file(error, address) from error


def meaning(error: DBAPIError, address: str) -> RecordError:
    """What an error of the database means for the record."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_file(cause, address)
    return _of_server(error, address)


def _of_file(error: sqlite3.Error, address: str) -> RecordError:
    name = getattr(error, "sqlite_errorname", "") or ""
    words, where = str(error), address
    if name.startswith("SQLITE_NOTADB"):
        return RecordError("R001", "this is no record: not an SQLite database", where=where)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")) and (name == "SQLITE_FULL" or _is_full(address)):
        return RecordError(
            "R004", "no room left; what was finished before is whole", where=where, remedy="make room"
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return RecordError(
            "R003", "the record is read-only", where=where, remedy="change the rights, or copy it"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RecordError(
            "R003", "another writer holds the record", where=where, remedy="try again when it has ended"
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return RecordError("R003", "the file cannot be opened", where=where, remedy="look at its rights")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")) and ("malformed" in words or "CORRUPT" in name):
        return RecordError(
            "R010", f"the file is damaged: {words}", where=where, remedy="servanda verify; restore a backup"
        )
    if name.startswith("SQLITE_IOERR"):
        return RecordError("R003", f"the file cannot be read or written: {words}", where=where)
    return RecordError("R010", f"the database refused: {words}", where=where, remedy="servanda verify")


def _is_full(address: str) -> bool:
    try:
        return os.statvfs(Path(address).absolute().parent).f_bavail * 4096 < _NO_ROOM
    except OSError:
        return False


def _of_server(error: DBAPIError, address: str) -> RecordError:
    state = getattr(error.orig, "sqlstate", None) or ""
    words, where = " ".join(str(error.orig).split())[:200], name_of(address)
    away = isinstance(error, OperationalError | InterfaceError) and not state
    if error.connection_invalidated or state[:2] in ("08", "57") or away:
        return RecordError(
            "R005",
            f"the connection to the database was lost: {words}" if words else "the connection was lost",
            where=where,
            remedy="start the server, then run the command again",
        )
    if state[:2] == "53":
        return RecordError("R004", f"no room left on the server: {words}", where=where, remedy="make room")
    if state in ("25006", "42501"):
        return RecordError("R003", f"the record is read-only: {words}", where=where, remedy="ask for rights")
    if state == "55P03":
        return RecordError(
            "R003", "another writer holds the record", where=where, remedy="try again when it has ended"
        )
    if state[:2] in ("28", "3D"):
        return RecordError("R001", f"the server refused: {words}", where=where)
    if state[:2] == "XX":
        return RecordError(
            "R010", f"the database is damaged: {words}", where=where, remedy="restore a backup"
        )
    return RecordError("R010", f"the database refused: {words}", where=where, remedy="servanda verify")


def for_writing(connection: Connection) -> Connection:
    """A fresh connection, so that its transaction sees what is committed when it gets the lock."""
    if connection.dialect.name == "sqlite":
        return connection.execution_options(**{WRITE: True})
    return connection.execution_options(isolation_level="READ COMMITTED")


def for_reading(connection: Connection) -> Connection:
    """A fresh connection, so that its transaction sees one state and cannot write."""
    if connection.dialect.name == "sqlite":
        return connection.execution_options(**{WRITE: False})
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def lock_for_making(connection: Connection) -> None:
    """So that of two who make one record the second waits; ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": 0x53727664})


def switch_to_wal(engine: Engine, wait: float) -> None:
    """Many may read while one writes. SQLite does not wait for the lock this needs, so we do."""
    until = time.monotonic() + wait
    while True:
        try:
            raw: Any = engine.raw_connection()
            with closing(raw):
                raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not (error.sqlite_errorname or "").startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
