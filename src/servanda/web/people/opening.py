"""Opening a site's database, making one, and bringing an older one up to date."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from servanda.errors import RecordError
from servanda.record.engine import (
    connect_to,
    for_writing,
    is_foreign,
    is_server,
    lock_for_making,
    name_of,
    switch_to_wal,
    told,
)
from servanda.record.log import Head
from servanda.web.people.tables import APPLICATION_ID, FORMAT, SCHEMA, meta, metadata

WAIT: Final = 10.0
"""Seconds that a writer waits for another: what a site writes is small."""

STEPS: Final[Mapping[int, Callable[[Connection], None]]] = {}
"""From which schema to the next: what has to be done to the tables. None was released yet."""

_NO_SITE: Final = "this is a database, but no site"


def open_engine(address: str, *, create: bool = False, wait: float = WAIT) -> Engine:
    """An engine on a site that is there and up to date.

    Args:
        address: a path, or ``postgresql://…``.
        create: make it if there is none. A new file can be read by nobody else.
        wait: seconds that a writer waits for another.

    Raises:
        RecordError: R001 if there is none, R002 if a newer version made it, R003 to R005, R010.
    """
    if is_foreign(address):
        raise RecordError("R001", "no such kind of database", remedy="give a path, or postgresql://…")
    if not is_server(address):
        _look_at(Path(address), create=create)
    engine = connect_to(address, readonly=False, wait=wait)
    try:
        with told(address):
            schema = _schema_of(engine, address)
            if schema is None and create:
                _make(engine, wait)
                schema = _schema_of(engine, address)
            if _accepted(schema, name_of(address)) < SCHEMA:
                bring_up(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


_MAKE: Final = "'servanda site create-admin NAME' makes one"


def _look_at(path: Path, *, create: bool) -> None:
    where = str(path)
    if path.is_dir():
        raise RecordError("R001", "this is no site but a folder", where=where)
    if path.exists():
        return
    if not create:
        raise RecordError("R001", "there is no site here", where=where, remedy=_MAKE)
    try:  # before SQLite makes it with the rights that the machine gives by default
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise RecordError("R003", f"cannot be made: {error.strerror}", where=where) from error


def _accepted(schema: int | None, where: str) -> int:
    if schema is None:
        raise RecordError("R001", "there is no site here", where=where, remedy=_MAKE)
    if schema > SCHEMA:
        words = f"the site was made by a newer version (schema {schema}, this one knows {SCHEMA})"
        raise RecordError("R002", words, where=where, remedy="install that version")
    return schema


def _schema_of(engine: Engine, address: str) -> int | None:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if connection.dialect.name == "sqlite":
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
            if mark not in (APPLICATION_ID, 0) or (mark == 0 and tables):
                raise RecordError("R001", _NO_SITE, where=name_of(address))
        if not tables:
            return None
        if "meta" not in tables or {"key", "value"} - {
            c["name"] for c in inspect(connection).get_columns("meta")
        }:
            raise RecordError("R001", _NO_SITE, where=name_of(address))
        found = {row.key: row.value for row in connection.execute(select(meta))}
    if found.get("format") != FORMAT or not found.get("schema", "").isdigit():
        raise RecordError("R001", _NO_SITE, where=name_of(address))
    return int(found["schema"])


def _make(engine: Engine, wait: float) -> None:
    """All tables in one transaction; of two that make it at once, the second finds it made."""
    if engine.dialect.name == "sqlite":
        switch_to_wal(engine, wait)
    with engine.connect() as fresh:
        connection = for_writing(fresh)
        lock_for_making(connection)
        if not inspect(connection).has_table("meta"):
            metadata.create_all(connection, checkfirst=False)
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            marks = {"format": FORMAT, "schema": str(SCHEMA), "head": str(Head())}
            marks["secret"] = secrets.token_hex(32)
            connection.execute(insert(meta), [{"key": k, "value": v} for k, v in marks.items()])
        connection.commit()


def bring_up(engine: Engine, steps: Mapping[int, Callable[[Connection], None]] = STEPS) -> None:
    """Run every step after the site's own schema, in one transaction."""
    with engine.connect() as fresh:
        connection = for_writing(fresh)
        lock_for_making(connection)
        stored = select(meta.c.value).where(meta.c.key == "schema")
        schema = int(connection.execute(stored).scalar_one())
        while schema in steps:  # another process may have been quicker: then none is left
            steps[schema](connection)
            schema += 1
        connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(schema)))
        connection.commit()
