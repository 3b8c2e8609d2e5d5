"""A server in a process of its own: stopped, killed, and what its log says."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from tests.conftest import ROOT
from tests.web.conftest import copied
from tests.web.test_jobs import codings

from servanda.api.record import open_record
from servanda.api.record_store import verify


@contextmanager
def process(record: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``servanda serve`` and its address."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "servanda", "serve", "--record", str(record), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**clean, "PYTHONPATH": f"{ROOT / 'src'}"},
    )
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        address = line.split(" is at ")[1].split()[0].rstrip("/")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if httpx2.get(f"{address}/readyz", trust_env=False, timeout=5).status_code == 200:
                    break
            except httpx2.HTTPError:
                time.sleep(0.2)
        yield running, address
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


@pytest.mark.slow
def test_sigterm_ends_jobs_and_streams_and_leaves_the_record_whole(small: Path, tmp_path: Path) -> None:
    record = copied(small, tmp_path)
    with process(record) as (running, address):
        main = f"{address}/api/v1/records/main"
        with httpx2.Client(timeout=60, trust_env=False) as client:
            client.post(f"{main}/jobs", files={"file": ("a.jsonl", codings(0, 400))})
            with client.stream("GET", f"{main}/changes") as stream:
                lines = stream.iter_lines()
                assert next(lines).startswith("retry")
                running.send_signal(signal.SIGTERM)
                assert list(lines)[-1:] in ([""], [])
        assert running.wait(60) == 0
        log = [json.loads(line) for line in running.stderr.read().splitlines()] if running.stderr else []

    requests = [one for one in log if one["what"] == "request"]
    assert {one["path"] for one in requests} >= {"/readyz", "/api/v1/records/main/jobs"}
    assert all({"id", "time", "status", "ms", "bytes"} <= set(one) for one in requests)
    assert not verify(record).findings
    with open_record(record, create=False) as held:
        assert held.counts()["reports"] >= 60


@pytest.mark.slow
def test_who_keeps_a_connection_is_answered_once_more_and_told_that_it_ends(
    small: Path, tmp_path: Path
) -> None:
    with process(copied(small, tmp_path)) as (running, address):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as kept:
            asks = f"GET /readyz HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
            kept.sendall(asks)
            before = b""
            while not before.endswith(b"}"):
                before += kept.recv(65536)
            running.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            kept.sendall(asks)
            after = b"".join(iter(lambda: kept.recv(65536), b""))  # up to its end
        assert before.startswith(b"HTTP/1.1 200")
        assert after.startswith(b"HTTP/1.1 503")
        assert b"connection: close" not in before.lower()
        assert b"connection: close" in after.lower()
        assert running.wait(60) == 0


@pytest.mark.slow
def test_sigkill_loses_nothing_that_was_acknowledged(small: Path, tmp_path: Path) -> None:
    record = copied(small, tmp_path)
    with process(record) as (running, address):
        main = f"{address}/api/v1/records/main"
        given = []
        with httpx2.Client(timeout=60, trust_env=False) as client:
            claim = client.get(f"{main}/incidents?limit=1").json()["items"][0]["accounts"][0]
            for number in range(5):
                body = {"verdict": "note", "things": [claim], "value": [f"note {number}"]}
                made = client.post(f"{main}/judgements", json=body)
                given.append(made.json()["judgement"]["id"])
        running.kill()

    with open_record(record, create=False) as held:
        assert {j.id for j in held.judgements()} >= set(given)
    assert not verify(record).findings


def test_only_this_machine_is_listened_to_without_accounts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "servanda", "serve", "--record", "x", "--host", "0.0.0.0"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"},
        check=False,
        timeout=120,
    )

    assert done.returncode == 3
    assert "C001" in done.stderr


def test_the_log_names_no_report() -> None:
    from servanda.web.telemetry import _told

    main = "/api/v1/records/main"
    assert _told(f"{main}/reports/a/petrov-speaks.html") == f"{main}/reports/{{id}}"
    assert _told(f"{main}/things/petrov-speaks/explain") == f"{main}/things/{{id}}/explain"
    assert _told(f"{main}/things/I-0123456789abcdef/explain") == f"{main}/things/I-0123456789abcdef/explain"
    assert _told(f"{main}/jobs") == f"{main}/jobs"


def test_what_a_killed_server_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    from servanda.web.uploads import Folders

    alive = Folders(tmp_path)
    (alive.new() / "report.txt").write_text("still to be read", "utf-8")
    holds = "import sys, time; from pathlib import Path; from servanda.web.uploads import Folders; "
    holds += (
        "f = Folders(Path(sys.argv[1])); (f.new() / 'a.txt').write_text('a'); print(f.path, flush=True); "
    )
    holds += "time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"},
    ) as killed:
        assert killed.stdout is not None
        left = Path(killed.stdout.readline().strip())
        killed.kill()
    assert left.is_dir()
    mine = Folders(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([alive.path, mine.path])
    assert [f.read_text("utf-8") for f in alive.path.glob("*/report.txt")] == ["still to be read"]
    mine.close()
    alive.close()
    assert not list(tmp_path.iterdir())


def test_nothing_that_is_asked_breaks_a_line_of_the_log() -> None:
    import logging

    from servanda.web.telemetry import JsonLines

    record = logging.LogRecord("servanda.web.access", logging.INFO, "", 0, "request", (), None)
    record.told = {"path": '/a\n{"time": "forged"}\x1b[31m\u2028'}
    line = JsonLines().format(record)

    assert "\n" not in line
    assert line.isascii()
    assert json.loads(line)["path"] == record.told["path"]
