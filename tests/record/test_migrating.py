"""Records of every released schema are brought up to date; those made anew and by revisions are alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from tests.record.conftest import MakeAddress
from tests.record.reports import AT, report
from tests.record.server import Server

from servanda.errors import RecordError
from servanda.record import migrating, opening
from servanda.record.backup import restore
from servanda.record.engine import connect_to, for_writing
from servanda.record.schema import REVISION, SCHEMA, metadata
from servanda.record.store import open_store
from servanda.record.verify import verify

RELEASED = Path(__file__).parent / "released"
NUMBERS = sorted(int(p.name.partition(".")[0]) for p in RELEASED.glob("*.backup"))


def load_sqlite(number: int, tmp_path: Path) -> str:
    path = tmp_path / "released.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((RELEASED / f"{number}.sqlite.sql").read_text("utf-8"))
    return str(path)


def load_postgresql(number: int, server: Server) -> str:
    address = server.new_database(f"released_{number}")
    dump = (RELEASED / f"{number}.postgresql.sql").read_text("utf-8")
    plain = "\n".join(line for line in dump.splitlines() if not line.startswith("\\"))  # psql's own commands
    engine = connect_to(address, readonly=False, wait=10)
    with engine.connect() as connection:
        connection.exec_driver_sql(plain.replace("%", "%%"))
        connection.commit()
    engine.dispose()
    return address


def must_be_up_to_date(address: str) -> None:
    with open_store(address) as store:
        with store.reading() as look:
            assert verify(look.connection).findings == ()
            assert look.meta("schema") == str(SCHEMA)
            assert [r.id for r in look.reports()] == ["made-0000", "made-0001", "made-0003"]
            assert look.withdrawn() == {"made-0002"}
            payloads = {s.report.id: s.payload for s in look.codings(withdrawn=True)}
            assert payloads["made-0001"]["versions"]["servanda"] == "0.2.0"
            assert payloads["made-0003"]["text"] == report(3)["text"]
            assert [j.verdict for j in look.judgements()] == ["recode", "withdraw", "same"]
            revision = look.connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            assert revision == REVISION
        assert store.add_report(report(9), at=AT)


def test_every_schema_was_frozen() -> None:
    assert list(range(1, SCHEMA + 1)) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_files_of_released_schemas_are_brought_up_to_date(number: int, tmp_path: Path) -> None:
    must_be_up_to_date(load_sqlite(number, tmp_path))


@pytest.mark.parametrize("number", NUMBERS)
def test_servers_of_released_schemas_are_brought_up_to_date(number: int, server: Server) -> None:
    must_be_up_to_date(load_postgresql(number, server))


@pytest.mark.parametrize("number", NUMBERS)
def test_backups_of_released_schemas_are_restored(number: int, address: str) -> None:
    restore(RELEASED / f"{number}.backup", address)

    must_be_up_to_date(address)


def with_tables(address: str, make: Callable[[Connection], object]) -> tuple[list[object], dict[str, str]]:
    """What differs from the tables as defined, and on SQLite each table's own words."""
    engine = connect_to(address, readonly=False, wait=10)
    try:
        with engine.connect() as fresh:
            connection = for_writing(fresh)
            make(connection)
            connection.commit()
            context = MigrationContext.configure(connection)
            differs = [d for d in compare_metadata(context, metadata) if "alembic_version" not in str(d)]
            if connection.dialect.name != "sqlite":
                return differs, {t: str(inspect(connection).get_columns(t)) for t in metadata.tables}
            rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            return differs, {name: " ".join(sql.split()) for name, sql in rows}
    finally:
        engine.dispose()


def test_revisions_make_the_same_tables(new_address: MakeAddress) -> None:
    differs, revised = with_tables(new_address(), migrating.upgrade_tables)
    none, made = with_tables(new_address(), opening.make_tables)

    assert differs == none == []
    assert {**revised, "alembic_version": ""} == {**made, "alembic_version": ""}
    assert len(made) >= len(metadata.tables)


def test_an_older_record_that_is_read_only_is_not_opened(address: str) -> None:
    with open_store(address, create=True) as store, store.writing() as work:
        work.set_meta("schema", "0")

    with pytest.raises(RecordError, match="R003"):
        open_store(address, readonly=True)
    open_store(address).close()
    open_store(address, readonly=True).close()


def test_bringing_up_that_fails_leaves_the_record_as_it_was(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with store.writing() as work:
            work.set_meta("schema", "0")

    def fail(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE documents ADD COLUMN beside TEXT"))
        connection.execute(text("DELETE FROM claims"))
        raise RecordError("R004", "no room")

    with monkeypatch.context() as changed:
        changed.setattr(migrating, "upgrade", fail)
        with pytest.raises(RecordError, match="R004"):
            open_store(address)
    with open_store(address) as store, store.reading() as look:
        assert verify(look.connection).findings == ()
        assert "beside" not in {c["name"] for c in inspect(look.connection).get_columns("documents")}
