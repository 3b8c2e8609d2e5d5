from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.record.reports import AT, report

from servanda.record.store import open_store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store, store.writing() as work:
        work.add_reports([(report(n), "", False) for n in range(3)], at=AT)
    return path


def spoil(record: Path) -> None:
    with closing(sqlite3.connect(record)) as connection, connection:
        connection.execute("UPDATE documents SET licence = 'mine' WHERE number = 3")


def test_a_whole_record_is_said_to_be_whole(servanda: Run, record: Path) -> None:
    done = servanda("verify", SERVANDA_RECORD=str(record))

    assert (done.returncode, done.stderr) == (0, "")
    assert "3 documents, 3 codings, 0 judgements, 6 claims, 6 rows of the log" in done.stdout
    assert "The record is as it was written." in done.stdout


def test_what_was_altered_is_named(servanda: Run, record: Path) -> None:
    spoil(record)

    done = servanda("verify", "--record", record)
    told = servanda("verify", "--record", record, "--json")

    assert done.returncode == told.returncode == 6
    assert "altered    documents 3 (made-0001): was altered" in done.stdout
    assert done.stderr.startswith("servanda: [R010] 1 findings")
    assert [(f["table"], f["row"]) for f in json.loads(told.stdout)["findings"]] == [("documents", "3")]


def test_a_head_that_was_noted_is_looked_for(servanda: Run, record: Path) -> None:
    head = json.loads(servanda("verify", "--record", record, "--json").stdout)["head"]
    other = f"{head[:-1]}{'0' if head[-1] != '0' else '1'}"

    assert servanda("verify", "--record", record, "--expect", head).returncode == 0
    assert servanda("verify", "--record", record, "--expect", other).returncode == 6
    assert "R011" in servanda("verify", "--record", record, "--expect", "6").stderr


def test_a_record_goes_through_a_backup(servanda: Run, record: Path, tmp_path: Path) -> None:
    out = servanda("backup", "copy", "--record", record, "--json")
    back = servanda("restore", "copy", "--record", "again.db")
    looked = [servanda("verify", "--record", r, "--json").stdout for r in (record, "again.db")]

    assert (out.returncode, back.returncode) == (0, 0), out.stderr + back.stderr
    assert json.loads(out.stdout)["rows"] == {"documents": 3, "codings": 3, "judgements": 0}
    assert json.loads(out.stdout)["size"] == (tmp_path / "copy").stat().st_size
    assert "3 documents, 3 codings, 0 judgements restored from copy" in back.stdout
    assert looked[0] == looked[1]


def test_a_file_that_is_there_is_replaced_only_by_force(servanda: Run, record: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("something else", "utf-8")

    refused = servanda("backup", "copy", "--record", record)
    kept = (tmp_path / "copy").read_text("utf-8")
    forced = servanda("backup", "copy", "--record", record, "--force")
    back = servanda("restore", "copy", "--record", "again.db")

    assert (refused.returncode, kept) == (3, "something else")
    assert "--force replaces it" in refused.stderr
    assert (forced.returncode, back.returncode) == (0, 0), forced.stderr + back.stderr


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["backup", "copy", "--record", "record.db"], "C004", 3),
        (["verify"], "R001", 6),
        (["verify", "--record", "nothing.db"], "R001", 6),
        (["verify", "--record", "text"], "R001", 6),
        (["backup", "record.db", "--record", "record.db"], "C004", 3),
        (["backup", "no/folder", "--record", "record.db"], "C004", 3),
        (["restore", "text", "--record", "new.db"], "R006", 6),
        (["restore", "nothing", "--record", "new.db"], "I001", 4),
        (["restore", "copy", "--record", "record.db"], "R003", 6),
        (["restore", "cut", "--record", "new.db"], "R006", 6),
        (["verify", "--record", "postgresql://nobody@localhost:1/nothing"], "R005", 6),
        (["verify", "--record", "postgresql://nobody@localhost:port/nothing"], "R001", 6),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    servanda: Run, record: Path, tmp_path: Path, words: list[str], code: str, exit_code: int
) -> None:
    servanda("backup", "copy", "--record", record)
    (tmp_path / "cut").write_bytes((tmp_path / "copy").read_bytes()[:-100])
    (tmp_path / "text").write_text("no record, " * 1000)
    before = sorted(p.name for p in tmp_path.iterdir())

    done = servanda(*words)

    assert (done.returncode, done.stdout) == (exit_code, "")
    assert done.stderr.startswith(f"servanda: [{code}] ")
    assert done.stderr.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == before
