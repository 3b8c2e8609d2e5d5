"""Ingestion and rebuild: from files of codings and of reports, stopped, killed, gone on with."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from tests.record.conftest import MakeAddress
from tests.record.kills import kill_until_done
from tests.record.recorded import digest, fed, made, seen

from servanda.api.record import IngestStep, open_record
from servanda.errors import InputError, Interrupted
from servanda.model.asking import Filters
from servanda.record.verify import verify
from servanda.run.recording import Recorder

REPORTS = made(60)
KILLS = int(os.environ.get("KILLS", "2"))
"""Fifty of each by ``KILLS=50 pytest tests/record/test_ingest.py -k kills``."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """All reports as a file of codings."""
    path = tmp_path / "made.jsonl"
    path.write_text("".join(json.dumps(p) + "\n" for p in REPORTS), "utf-8")
    return path


def test_a_file_of_codings_is_added_once(new_address: MakeAddress, file: Path) -> None:
    address = new_address()
    with open_record(address) as record:
        first = record.ingest(file, licence="CC0", redistributable=True)
        assert (first.added, first.earlier, first.failed) == (60, 0, 0)
        assert first.claims == sum(
            len(p[kind]) for p in REPORTS for kind in ("events", "statements", "figures", "commitments")
        )
        again = record.ingest(file)
        assert (again.added, again.earlier, again.failed) == (0, 60, 0)
        report = record.reports(limit=1).items[0]
        assert (report.licence, report.redistributable) == ("CC0", True)
        assert record.counts()["reports"] == 60
    whole = fed(new_address(), REPORTS, batch=60)
    there = Recorder(address)
    assert seen(there) == seen(whole)
    there.close()
    whole.close()


def test_what_cannot_be_read_is_named_and_the_rest_is_added(tmp_path: Path) -> None:
    path, errors = tmp_path / "mixed.jsonl", tmp_path / "errors.jsonl"
    lines = [json.dumps(REPORTS[0]), "{", json.dumps({**REPORTS[1], "events": 7}), json.dumps(REPORTS[2])]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    told: list[IngestStep] = []
    with open_record(tmp_path / "record.db") as record:
        done = record.ingest(path, errors=errors, progress=told.append)
        assert (done.added, done.failed) == (2, 2)
        assert record.counts()["reports"] == 2
    named = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert [n["code"] for n in named] == ["I007", "I007"]
    assert [n["where"].rpartition(":")[2] for n in named] == ["2", "3"]
    assert (told[-1].added, told[-1].failed) == (2, 2)


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("{\n", "utf-8")
    with open_record(tmp_path / "record.db") as record, pytest.raises(InputError):
        record.ingest(path)


def test_stopped_by_the_user_whole_reports_stay(file: Path, tmp_path: Path) -> None:
    def stop(step: IngestStep) -> None:
        if step.done > file.stat().st_size // 2:
            raise KeyboardInterrupt

    with open_record(tmp_path / "record.db") as record:
        with pytest.raises(Interrupted, match="were added and are whole"):
            record.ingest(file, progress=stop)
        there = record.counts()["reports"]
        assert 0 < there < 60
        assert record.ingest(file).added == 60 - there


def test_a_record_of_another_layout_is_made_again(tmp_path: Path) -> None:
    recorder = fed(str(tmp_path / "record.db"), REPORTS[:20], batch=20)
    before = digest(recorder)
    with recorder.store.writing() as work:
        work.set_meta("derived.layout", "older")
    assert digest(recorder) == before
    recorder.close()


def test_pages_that_were_kept_go_when_anything_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.run.recording_pages.SLOW", 0.0)
    recorder = fed(str(tmp_path / "record.db"), REPORTS[:30], batch=30)
    first, again = seen(recorder), seen(recorder)
    assert first == again
    with recorder.store.reading() as work:
        assert work.connection.exec_driver_sql("SELECT count(*) FROM d_pages").scalar_one() > 0
    more = fed(str(tmp_path / "record.db"), REPORTS[30:], batch=30)
    with more.store.reading() as work:
        assert work.connection.exec_driver_sql("SELECT count(*) FROM d_pages").scalar_one() == 0
    whole = fed(str(tmp_path / "whole.db"), REPORTS, batch=60)
    assert seen(more) == seen(whole)
    for one in (recorder, more, whole):
        one.close()


@pytest.mark.parametrize("command", ["ingest", "rebuild"])
def test_kills_in_the_middle_lose_nothing(new_address: MakeAddress, file: Path, command: str) -> None:
    address = new_address()
    whole = fed(new_address(), REPORTS[:25], batch=60)
    file.write_text("".join(json.dumps(p) + "\n" for p in REPORTS[:25]), "utf-8")
    words = [sys.executable, str(Path(__file__).with_name("feeding.py")), command, address, str(file)]
    if command == "rebuild":
        fed(address, REPORTS[:25], batch=60).close()

    def check(number: int) -> None:
        with Recorder(address).store as store, store.reading() as work:
            assert verify(work.connection).findings == (), number

    done = kill_until_done(words, times=KILLS, check=check, longest=0.4, lines=4)
    assert done.code == 0, done.output
    there = Recorder(address)
    assert there.page("reports", Filters(), 1000, None) == whole.page("reports", Filters(), 1000, None)
    assert seen(there) == seen(whole)
    there.close()
    whole.close()
