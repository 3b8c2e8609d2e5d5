"""How the store does on both databases: rows a second, bytes a report, writers side by side, kills.

``python -m benchmarks.store speed CODED.jsonl…`` adds the codings (made with ``servanda code --mentions``),
reads them, verifies, backs up and restores. ``python -m benchmarks.store kills 50`` kills adding and backing
up so often and looks at what is left after each. ``python -m benchmarks.store writers 4`` lets several add at
once. PostgreSQL runs as a server of its own in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.record.reports import AT
from tests.record.server import Server
from tests.record.test_processes import ADD, ENV, kill_adding, kill_backup, kill_restoring, whole

from servanda.record.backup import restore, write_backup
from servanda.record.store import open_store
from servanda.record.verify import verify

BATCH = 100


def tell(*words: object) -> None:
    """One line of the outcome."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def timed(name: str, count: int, work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes, told along with its rate."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    taken, busy = time.perf_counter() - start, time.process_time() - busy
    tell(f"  {name:<28}{count / taken:>10,.0f} reports/s   ({taken:.2f} s, {busy:.2f} s of them ours)")
    return taken


def speed(address: str, again: str, payloads: list[dict[str, Any]], folder: Path) -> dict[str, float]:
    """Seconds of each kind of work on one store."""
    count, target = len(payloads), folder / "backup"
    taken: dict[str, float] = {}
    with open_store(address, create=True) as store:

        def fill() -> None:
            for start in range(0, count, BATCH):
                with store.writing() as work:
                    some = payloads[start : start + BATCH]
                    work.add_reports([(p, "", False) for p in some], at=AT)

        def singly() -> None:
            for payload in payloads[:200]:
                store.add_report({**payload, "id": f"again-{payload['id']}"}, at=AT)

        def read() -> None:
            with store.reading() as look:
                for _ in look.codings():
                    pass

        def check() -> None:
            with store.reading() as look:
                assert not verify(look.connection).findings

        def copy() -> None:
            with store.reading() as look:
                write_backup(look, target)

        taken["add"] = timed(f"add, {BATCH} a transaction", count, fill)
        taken["again"] = timed("add again (nothing new)", count, fill)
        taken["read"] = timed("read with texts and mentions", count, read)
        taken["verify"] = timed("verify", count, check)
        taken["backup"] = timed("backup", count, copy)
        tell(f"  {target.stat().st_size / count:,.0f} bytes a report in the backup")
        taken["one"] = timed("add, one a transaction", min(200, count), singly)
    if Path(again).parent.is_dir():
        restore(target, again + ".size")
        tell(f"  {Path(again + '.size').stat().st_size / count:,.0f} bytes a report in a file without views")
    taken["restore"] = timed("restore (no views)", count, lambda: restore(target, again))
    return taken


def writers(address: str, count: int, reports: int = 200) -> None:
    """Several processes add at once; when each of them ended tells whether one starves."""
    start = time.perf_counter()
    running = [
        subprocess.Popen(  # noqa: S603 - our own program
            [*ADD, address, str(reports * n), str(reports * (n + 1))],
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            env=ENV,
        )
        for n in range(count)
    ]
    ends: dict[int, float] = {}
    while len(ends) < count:
        for number, process in enumerate(running):
            if number not in ends and process.poll() is not None:
                assert process.returncode == 0
                ends[number] = time.perf_counter() - start
        time.sleep(0.01)
    assert len(whole(address)) == count * reports
    told = ", ".join(f"{seconds:.1f}" for seconds in ends.values())
    tell(f"  {count} writers, {reports} reports each, ended after {told} s")


def kills(address: str, again: str, third: str, times: int, folder: Path) -> None:
    """Kill adding and backing up; both raise if what was left is not whole."""
    for name, done in (
        ("adding", kill_adding(address, times)),
        ("backup", kill_backup(again, folder, times)),
        ("restore", kill_restoring(third, folder, times)),
    ):
        tell(f"  {name}: {done.kills} kills, {done.early} too late; whole after each, complete at last")


def main(words: list[str]) -> None:
    """See the head of this module."""
    parser = argparse.ArgumentParser(prog="benchmarks.store")
    parser.add_argument("what", choices=("speed", "kills", "writers"))
    parser.add_argument("given", nargs="+")
    chosen = parser.parse_args(words)
    folder = Path(tempfile.mkdtemp(prefix="servanda-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "pg").mkdir()
    server = Server(folder / "pg")
    try:
        server.make(fsync=True)
        places = {
            "SQLite": [str(folder / f"{name}.db") for name in "abc"],
            "PostgreSQL": [server.new_schema(name) for name in "abc"],
        }
        taken = {}
        for name, (address, again, third) in places.items():
            tell(name)
            work = folder / name
            work.mkdir()
            if chosen.what == "speed":
                taken[name] = speed(address, again, list(_payloads(chosen.given)), work)
            elif chosen.what == "kills":
                kills(address, again, third, int(chosen.given[0]), work)
            else:
                writers(address, int(chosen.given[0]))
        if taken:
            one, two = taken["SQLite"], taken["PostgreSQL"]
            tell("time of PostgreSQL by that of SQLite:", *(f"{k} {two[k] / one[k]:.1f}" for k in one))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _payloads(names: Iterable[str]) -> Iterable[dict[str, Any]]:
    for name in names:
        with Path(name).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
