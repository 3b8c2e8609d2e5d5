"""Opening a record: is it one, is it ours to read, is it new enough, and making one."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select

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
from servanda.record.schema import APPLICATION_ID, FORMAT, REVISION, SCHEMA, alembic_version, meta, metadata


def open_engine(address: str, *, create: bool, readonly: bool, wait: float) -> Engine:
    """See :func:`servanda.record.store.open_store`."""
    if is_foreign(address):
        raise RecordError("R001", "no such kind of database", remedy="give a path, or postgresql://…")
    if not is_server(address):
        readonly = _look_at(Path(address), create=create, readonly=readonly)
    engine = connect_to(address, readonly=readonly, wait=wait)
    try:
        with told(address):
            schema = schema_of(engine, address)
            if schema is None and create and not readonly:
                _make(engine, wait)
                schema = schema_of(engine, address)
            _accept(schema, name_of(address), readonly=readonly)
            if schema != SCHEMA:
                _bring_up(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _accept(schema: int | None, where: str, *, readonly: bool) -> None:
    if schema is None:
        raise RecordError("R001", "this is no record", where=where, remedy="servanda ingest makes one")
    if schema > SCHEMA:
        raise RecordError(
            "R002",
            f"the record was made by a newer version (schema {schema}, this one knows {SCHEMA})",
            where=where,
            remedy="install that version",
        )
    if schema < SCHEMA and readonly:
        raise RecordError(
            "R003",
            "the record is of an older version and read-only",
            where=where,
            remedy="open it once where it can be written",
        )


def _look_at(path: Path, *, create: bool, readonly: bool) -> bool:
    """Whether the file can only be read."""
    where = str(path)
    if path.is_dir():
        raise RecordError("R001", "this is no record but a folder", where=where)
    if not path.exists():
        if create and not readonly:
            if not path.absolute().parent.is_dir():
                raise RecordError("R003", "no such folder", where=where)
            if not os.access(path.absolute().parent, os.W_OK):
                raise RecordError("R003", "the folder cannot be written", where=where)
            return False
        raise RecordError("R001", "no record here", where=where, remedy="servanda ingest makes one")
    if not os.access(path, os.R_OK):
        raise RecordError("R003", "the file cannot be read", where=where, remedy="look at its rights")
    return readonly or not os.access(path, os.W_OK)


def schema_of(engine: Engine, address: str) -> int | None:
    """The schema of the record; ``None`` if the database is empty."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if connection.dialect.name == "sqlite":
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
            if mark not in (APPLICATION_ID, 0) or (mark == 0 and tables):
                raise RecordError("R001", "this is a database, but no record", where=address)
        if not tables:
            return None
        if "meta" not in tables:
            raise RecordError("R001", "this is a database, but no record", where=name_of(address))
        marks = {c["name"] for c in inspect(connection).get_columns("meta")}
        if not {"key", "value"} <= marks:
            raise RecordError("R001", "this is a database, but no record", where=name_of(address))
        found = {row.key: row.value for row in connection.execute(select(meta))}
    if found.get("format") != FORMAT or not found.get("schema", "").isdigit():
        raise RecordError("R001", "this is a database, but no record", where=name_of(address))
    return int(found["schema"])


def _make(engine: Engine, wait: float) -> None:
    """All tables in one transaction; of two that make it at once, the second finds it made."""
    if engine.dialect.name == "sqlite":
        switch_to_wal(engine, wait)
    with engine.connect() as fresh:
        connection = for_writing(fresh)
        make_tables(connection)
        connection.commit()


def make_tables(connection: Connection) -> None:
    """An empty record, in the transaction of ``connection``; nothing if there is one."""
    lock_for_making(connection)
    if inspect(connection).has_table("meta"):
        return
    metadata.create_all(connection, checkfirst=False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    marks = {"format": FORMAT, "schema": str(SCHEMA), "head": str(Head())}
    connection.execute(insert(meta), [{"key": key, "value": value} for key, value in marks.items()])
    connection.execute(insert(alembic_version).values(version_num=REVISION))


def _bring_up(engine: Engine) -> None:
    """Bring a record of an older schema up to date, in one transaction."""
    from servanda.record.migrating import upgrade  # noqa: PLC0415 - Alembic is seldom needed and slow to load

    with engine.connect() as fresh:
        connection = for_writing(fresh)
        lock_for_making(connection)
        upgrade(connection)
        connection.commit()
