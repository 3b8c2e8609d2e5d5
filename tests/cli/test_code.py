"""``servanda code`` from outside."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import ROOT, Run

import servanda as package


def write(path: Path, count: int) -> None:
    rows = (
        {"id": f"r{n}", "text": f"The rebels killed {n + 2} soldiers in Dellin on Monday."}
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_every_line_fits_the_schema(servanda: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 3)

    done = servanda("code", "in.jsonl", "-o", "out.jsonl", "--workers", "1")

    assert done.returncode == 0
    assert "3 reports" in done.stderr
    for row in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
        jsonschema.validate(json.loads(row), package.json_schema())


def test_mentions_are_listed_on_request(servanda: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 1)

    servanda("code", "in.jsonl", "-o", "out.jsonl", "--workers", "1", "--mentions")

    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    jsonschema.validate(record, package.json_schema())
    assert ("number", "2") in [(m["kind"], m["text"]) for m in record["mentions"]]


def test_no_mentions_unless_asked_for(servanda: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 1)

    servanda("code", "in.jsonl", "-o", "out.jsonl", "--workers", "1")

    assert "mentions" not in json.loads((tmp_path / "out.jsonl").read_text("utf-8"))


def test_streams(servanda: Run) -> None:
    done = servanda(
        "code",
        "-",
        "-o",
        "-",
        "-q",
        "--workers",
        "1",
        stdin='{"id": "a", "text": "Alland attacked Borland."}\n',
    )

    assert json.loads(done.stdout)["id"] == "a"
    assert done.stderr == ""


def test_nothing_but_failures_is_its_own_exit_code(servanda: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{broken\n")

    done = servanda("code", "in.jsonl", "-o", "out.jsonl", "--workers", "1")

    assert done.returncode == 4
    assert "[I007] in.jsonl:1: " in done.stderr


def test_a_file_without_any_report_is_told_once(servanda: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("\n" + "These are notes about a truce.\n" * 40)

    done = servanda("code", "notes.txt", "-o", "out.jsonl", "-q", "--workers", "1")

    assert done.returncode == 4
    [told] = done.stderr.splitlines()
    assert told.startswith("servanda: [I007] notes.txt:2: line cannot be read as JSON")
    assert "40 lines" in told


def test_of_many_lines_that_cannot_be_read_the_first_are_named(servanda: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 2)
    whole = (tmp_path / "in.jsonl").read_text()
    (tmp_path / "in.jsonl").write_text("{cut\n" * 4 + whole + "{cut\n" * 8 + '{"id": "empty"}\n')

    done = servanda("code", "in.jsonl", "-o", "out.jsonl", "-q", "--workers", "1", "--errors", "bad.jsonl")

    assert done.returncode == 1
    *named, more = done.stderr.splitlines()
    assert [line.split()[2] for line in named] == [f"in.jsonl:{n}:" for n in (1, 2, 3, 4, 7)]
    assert more == "servanda: and 8 more (13 lines in all, I007: 12, I017: 1)"
    assert len((tmp_path / "bad.jsonl").read_text().splitlines()) == 13


def is_gone(group: int) -> bool:
    """Whether the group has no process, or has none soon: what has ended stays listed until it is reaped."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def _listen_to_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_an_interrupt_leaves_whole_lines_no_traceback_and_no_process(servanda: Run, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 12_000)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SERVANDA_MODEL": "tests.standin:Standin"}
    command = [sys.executable, "-m", "servanda", "code", "in.jsonl", "-o", "out.jsonl", "--workers", "2"]
    partial = tmp_path / "out.jsonl.partial"
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=env, cwd=tmp_path, start_new_session=True
    ) as process:
        assert process.stderr is not None
        for _ in range(600):
            if partial.exists() and partial.stat().st_size:
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        errors = process.stderr.read().decode()
        process.wait(60)

    assert process.returncode == 130
    assert "[X001]" in errors
    assert "Traceback" not in errors
    assert partial.read_bytes().endswith(b"\n")
    assert is_gone(process.pid)
