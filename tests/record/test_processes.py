"""Several processes on one record: writers wait for each other, readers for nobody, kills lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.record.adding import main as add
from tests.record.kills import Outcome, kill_until_done
from tests.record.reports import AT, report

from servanda.errors import RecordError
from servanda.record.backup import check_backup, restore, write_backup
from servanda.record.store import open_store
from servanda.record.verify import verify

pytestmark = pytest.mark.slow

ADD = [sys.executable, "-m", "tests.record.adding"]
ENV = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
BACK_UP = "import sys; from servanda.api.record_store import backup; backup(sys.argv[1], sys.argv[2])"
RESTORE = """
import sys
from pathlib import Path
from servanda.record.backup import restore
restore(Path(sys.argv[1]), sys.argv[2], progress=lambda done, whole: print(done, flush=True))
"""


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*ADD, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=ENV,
    )


def whole(address: str) -> list[str]:
    """Ids of the reports of a record with which nothing is wrong."""
    with open_store(address) as store, store.reading() as look:
        assert verify(look.connection).findings == ()
        found = [r.id for r in look.reports()]
        assert len(found) == look.head.number / 2  # each with one coding: nothing twice
        return found


def test_writers_wait_for_each_other_and_none_fails(address: str) -> None:
    """They also make the record at the same time, and add the same reports in part."""
    writers = [start(address, str(20 * n), str(20 * n + 30)) for n in range(2)]
    seen = [0]
    while any(w.poll() is None for w in writers):
        try:
            with open_store(address, readonly=True) as store, store.reading() as look:
                seen.append(len(list(look.reports())))
        except RecordError as error:
            assert error.code == "R001"  # noqa: PT017 - not made yet
    done = [w.communicate(timeout=60) for w in writers]

    assert [w.returncode for w in writers] == [0, 0], done
    assert whole(address) == [f"made-{n:04}" for n in range(50)]
    assert seen == sorted(seen)


def test_who_waits_in_vain_is_told(address: str) -> None:
    with open_store(address, create=True) as one, open_store(address, wait=0.2) as two, one.writing() as work:
        work.add_report(report(1), at=AT)
        with pytest.raises(RecordError, match="R003") as told:
            two.add_report(report(2), at=AT)
        assert "another writer" in str(told.value)
        with two.reading() as look:  # readers do not wait
            assert list(look.reports()) == []
    assert whole(address) == ["made-0001"]


def test_kills_while_reports_are_added(address: str) -> None:
    kill_adding(address, 2)


def test_kills_while_a_backup_is_written(address: str, tmp_path: Path) -> None:
    kill_backup(address, tmp_path, 2)


def test_kills_while_a_record_is_restored(address: str, tmp_path: Path) -> None:
    kill_restoring(address, tmp_path, 1)


def kill_adding(address: str, times: int) -> Outcome:
    """Add 400 reports, seven a transaction, and be killed at it; the record is whole after each kill."""
    last = 0

    def check(_kills: int) -> None:
        nonlocal last
        try:
            found = whole(address)
        except RecordError as error:
            assert (error.code, last) == ("R001", 0)  # noqa: PT017 - killed before the record was made
            return
        assert found == [f"made-{n:04}" for n in range(len(found))]
        assert len(found) % 7 == 0 or len(found) == 400
        assert len(found) >= last
        last = len(found)

    words = [*ADD, address, "0", "400", "7"]
    outcome = kill_until_done(words, times=times, check=check, lines=50, longest=0.02, env=ENV, cwd=ROOT)
    assert (outcome.kills, outcome.code) == (times, 0), outcome.output
    assert len(whole(address)) == 400
    return outcome


def kill_restoring(address: str, folder: Path, times: int) -> Outcome:
    """Restore a backup and be killed at it; there is no record until it is whole."""
    source = folder / "backup"
    with open_store(str(folder / "first.db"), create=True) as store:
        with store.writing() as work:
            work.add_reports([(report(n), "", False) for n in range(900)], at=AT)
        with store.reading() as look:
            write_backup(look, source)

    def check(_kills: int) -> None:
        with pytest.raises(RecordError, match="R001"):
            open_store(address)

    words = [sys.executable, "-c", RESTORE, str(source), address]
    outcome = kill_until_done(words, times=times, check=check, lines=1, longest=0.02, env=ENV, cwd=ROOT)
    assert (outcome.kills, outcome.code) == (times, 0), outcome.output
    assert len(whole(address)) == 900
    assert not list(folder.glob("*.partial*"))
    return outcome


def kill_backup(address: str, folder: Path, times: int) -> Outcome:
    """Back a record up and be killed at it; there is a whole backup or none, and the record is whole."""
    add(address, 0, 300, 100)
    target, partial = folder / "backup", folder / "backup.partial"

    def check(_kills: int) -> None:
        assert not target.exists() or check_backup(target).head.number == 600
        partial.unlink(missing_ok=True)  # so that the next one is seen to begin
        target.unlink(missing_ok=True)

    words = [sys.executable, "-c", BACK_UP, address, str(target)]
    outcome = kill_until_done(
        words, times=times, check=check, ready=partial.exists, longest=0.02, env=ENV, cwd=ROOT
    )
    assert (outcome.kills, outcome.code) == (times, 0), outcome.output
    assert sorted(p.name for p in folder.glob("backup*")) == ["backup"]
    restore(target, str(folder / "again.db"))
    assert whole(str(folder / "again.db")) == whole(address)
    return outcome
