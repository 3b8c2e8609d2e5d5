"""What is no record, cannot be written, is full, lost or newer: one clear line, nothing half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.conftest import ROOT
from tests.record.conftest import MakeAddress
from tests.record.reports import AT, report
from tests.record.server import Server

from servanda.errors import RecordError
from servanda.record.store import Store, open_store
from servanda.record.verify import verify


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.db"
    with open_store(str(made), create=True) as store:
        store.add_report(report(1), at=AT)
    return made


def ids(store: Store) -> list[str]:
    with store.reading() as look:
        return [r.id for r in look.reports()]


def test_there_is_no_record_until_one_is_made(new_address: MakeAddress) -> None:
    address = new_address()

    with pytest.raises(RecordError, match="R001"):
        open_store(address)
    open_store(address, create=True).close()
    open_store(address).close()
    open_store(address, create=True).close()


@pytest.mark.parametrize("content", [b"no database" * 500, b"", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_database_is_no_record(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)

    with pytest.raises(RecordError, match=r"R001|R010") as told:
        open_store(str(path))
    assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_another_database_is_no_record_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('schema', '1')")
        connection.commit()
    before = path.read_bytes()

    for create in (False, True):
        with pytest.raises(RecordError, match="R001"):
            open_store(str(path), create=create)
    assert path.read_bytes() == before


def test_a_schema_with_other_tables_is_no_record(server: Server) -> None:
    address = server.new_schema("others")
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE orders (x INTEGER)"))
    engine.dispose()

    for create in (False, True):
        with pytest.raises(RecordError, match="R001"):
            open_store(address, create=create)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="R001"):
        open_store(str(tmp_path), create=True)
    with pytest.raises(RecordError, match="R003"):
        open_store(str(tmp_path / "no" / "a.db"), create=True)


def test_a_record_of_a_newer_schema_is_left_alone(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with store.writing() as work:
            work.set_meta("schema", "99")

    with pytest.raises(RecordError, match="R002") as told:
        open_store(address)
    assert "schema 99" in str(told.value)


@pytest.mark.parametrize("name", ["a b.db", "a?mode=ro#x%20y.db", "zażółć.db", "postgresql.db", "-x.db"])
def test_names_of_files_are_free(tmp_path: Path, name: str) -> None:
    with open_store(str(tmp_path / name), create=True) as store:
        store.add_report(report(1), at=AT)

    assert [p.name for p in tmp_path.iterdir()] == [name]
    with open_store(str(tmp_path / name), readonly=True) as store:
        assert ids(store) == ["made-0001"]


@pytest.mark.parametrize("address", ["mysql://localhost/x", "sqlite:///x.db", "https://example.org/x.db"])
def test_other_kinds_of_databases_are_told(address: str) -> None:
    with pytest.raises(RecordError, match="R001"):
        open_store(address, create=True)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(RecordError, match="R005") as told:
        open_store("postgresql://ana:secret@localhost:1/record")
    assert "secret" not in str(told.value)


def test_a_server_without_such_a_database_or_user(server: Server) -> None:
    with pytest.raises(RecordError, match=r"R001|R005"):
        open_store(f"postgresql://servanda@/nothing?host={server.folder}")
    with pytest.raises(RecordError, match=r"R001|R005"):
        open_store(f"postgresql://nobody@/postgres?host={server.folder}")


_AS_NOBODY = """
import os, sys
from servanda.errors import RecordError
from servanda.record.store import open_store
os.setgid(65534); os.setuid(65534)
with open_store(sys.argv[1]) as store:
    with store.reading() as look:
        print([r.id for r in look.reports()])
    try:
        with store.writing() as work:
            work.set_meta("x", "y")
    except RecordError as error:
        print(error.code)
try:
    open_store(sys.argv[1] + ".new", create=True)
except RecordError as error:
    print(error.code)
"""


@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o777), (0o444, 0o555)])
def test_a_read_only_file_can_be_read(path: Path, of_file: int, of_folder: int) -> None:
    if os.geteuid():
        pytest.skip("only root can become another user")
    for folder in [path.parent, *path.parent.parents]:
        if folder.stat().st_uid == os.geteuid() and folder not in (Path("/"), Path("/tmp")):
            folder.chmod(folder.stat().st_mode | 0o055)
    path.chmod(of_file)
    path.parent.chmod(of_folder)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(path)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
            timeout=60,
        )
    finally:
        path.parent.chmod(0o700)

    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[:2] == ["['made-0001']", "R003"]
    assert lines[2:] == ([] if of_folder == 0o777 else ["R003"])


def test_writing_what_was_opened_for_reading_is_refused(address: str) -> None:
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)

    with open_store(address, readonly=True) as store:
        with store.reading() as look, pytest.raises(RecordError, match="R003"), _told(store):
            look.connection.execute(text("DELETE FROM log"))
        assert ids(store) == ["made-0001"]


def test_an_account_that_may_only_read_can_read(server: Server) -> None:
    address = server.new_schema("to_read")
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
    server.sql(
        "CREATE ROLE reader LOGIN",
        "GRANT USAGE ON SCHEMA to_read TO reader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA to_read TO reader",
    )

    with open_store(address.replace("servanda@", "reader@")) as store:
        assert ids(store) == ["made-0001"]
        with store.reading() as look:
            assert verify(look.connection).findings == ()
        with pytest.raises(RecordError, match="R003"):
            store.add_report(report(2), at=AT)


def _told(store: Store):
    from servanda.record.engine import told

    return told(store.address)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "servanda", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no small file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_finished(small_disk: Path) -> None:
    address = str(small_disk / "a.db")
    big = os.urandom(60_000).hex()
    with open_store(address, create=True) as store:
        store.add_report(report(0), at=AT)
        done = ["made-0000"]
        with pytest.raises(RecordError, match="R004") as told:  # noqa: PT012
            for number in range(1, 1000):
                store.add_report(report(number, words=big), at=AT)
                done.append(f"made-{number:04}")
        assert "\n" not in str(told.value)
        assert ids(store) == done
    with open_store(address) as store, store.reading() as look:
        assert len(done) > 1
        assert verify(look.connection).findings == ()


def test_a_full_disk_of_the_server_keeps_what_was_finished(small_disk: Path, server: Server) -> None:
    for folder in [small_disk.parent, *small_disk.parent.parents]:
        if folder.stat().st_uid == os.geteuid() and folder not in (Path("/"), Path("/tmp")):
            folder.chmod(folder.stat().st_mode | 0o055)
    address = server.new_schema("on_small")
    shutil.chown(small_disk, "postgres", "postgres")
    server.sql(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    address = address.replace("options=", "options=-cdefault_tablespace%3Dsmall%20")
    big = os.urandom(60_000).hex()
    try:
        with open_store(address, create=True) as store:
            store.add_report(report(0), at=AT)
            done = ["made-0000"]
            with pytest.raises(RecordError, match="R004") as told:  # noqa: PT012
                for number in range(1, 1000):
                    store.add_report(report(number, words=big), at=AT)
                    done.append(f"made-{number:04}")
            assert "\n" not in str(told.value)
            assert ids(store) == done
            with store.reading() as look:
                assert verify(look.connection).findings == ()
        assert len(done) > 1
    finally:
        server.sql("DROP SCHEMA on_small CASCADE", "CHECKPOINT", "DROP TABLESPACE small")


def test_a_record_at_its_limit_of_pages_keeps_what_was_finished(path: Path) -> None:
    """The same without a file system of our own."""
    with open_store(str(path)) as store:
        with pytest.raises(RecordError, match="R004"), store.writing() as work:  # noqa: PT012
            pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar()
            work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            work.add_report(report(2, words=os.urandom(60_000).hex()), at=AT)
        assert ids(store) == ["made-0001"]


def test_a_lost_connection_is_told_and_found_again(server: Server) -> None:
    address = server.new_schema("lost")
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with pytest.raises(RecordError, match="R005") as told, store.writing() as work:  # noqa: PT012
            work.add_report(report(2), at=AT)
            pid = work.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            with store.reading() as other:
                other.connection.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
            work.add_report(report(3), at=AT)
        assert "\n" not in str(told.value)
        assert ids(store) == ["made-0001"]
        with pytest.raises(RecordError, match="R005"), store.reading() as look:  # noqa: PT012
            pid = look.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            with store.reading() as other:
                other.connection.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
            list(look.codings())
        store.add_report(report(2), at=AT)
        assert ids(store) == ["made-0001", "made-0002"]


def test_a_server_that_stops_in_the_middle_of_adding(server: Server) -> None:
    address = server.new_schema("stopped")
    with open_store(address, create=True) as store:
        store.add_report(report(1), at=AT)
        with pytest.raises(RecordError, match="R005"), store.writing() as work:  # noqa: PT012
            work.add_report(report(2), at=AT)
            server.stop()
            work.add_report(report(3), at=AT)
        with pytest.raises(RecordError, match="R005"):
            ids(store)
        server.start()
        assert ids(store) == ["made-0001"]
        with store.reading() as look:
            assert verify(look.connection).findings == ()
