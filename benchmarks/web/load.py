"""Readers and writers at once on a real server: ``python -m benchmarks.web.load``.

Fifty readers ask listings and the search over and over, without a pause unless one is asked for; two writers
judge: a remark, a rejection, its claim accepted again, a grade. Then the server is asked to stop
in the middle (SIGTERM): every request under way must be answered, and it must leave with 0. Then it is killed
in the middle of writing (SIGKILL): what was acknowledged must be there, and the record be whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from benchmarks.web.fuzz import ROOT, wait
from tests.record.recorded import fed, made

from servanda.api.record import open_record
from servanda.api.record_store import verify

PATHS = (
    "/incidents?limit=20",
    "/incidents?limit=20&type=ASSAULT",
    "/figures?limit=20",
    "/commitments?limit=20",
    "/timeline?limit=20",
    "/reports?limit=20",
    "/search?text=people&limit=10",
    "/incidents?limit=20&as_of=1990-01-20",
)


@dataclass
class Told:
    """What the callers saw."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, path: str, seconds: float, status: str) -> None:
        with self.lock:
            self.waits.setdefault(path, []).append(seconds)
            self.statuses[status] += 1


def main() -> int:
    """Measure, stop, kill; 0 if nothing was lost and nothing failed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--reports", type=int, default=2000, help="in the record, made up")
    words.add_argument("--record", type=Path, help="a record that is there; it is changed")
    words.add_argument("--readers", type=int, default=50)
    words.add_argument("--writers", type=int, default=2)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument(
        "--pause", type=float, default=0, help="seconds a reader looks at an answer, on average"
    )
    words.add_argument("--port", type=int, default=8929)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="servanda-load-") as folder:
        record = given.record or Path(folder) / "load.record"
        if given.record is None:
            fed(str(record), made(given.reports), batch=200).close()
        claims = claims_of(record)
        out = measured(record, given, claims)
        out |= killed(record, given, claims)
    print(json.dumps(out, indent=1))
    whole = out["kill"]["lost"] == 0 and out["kill"]["whole"] and out["stop"]["left_with"] == 0
    return 0 if whole and not out["errors"] and not out["stop"]["broken"] else 1


def measured(record: Path, given: argparse.Namespace, claims: list[str]) -> dict:
    """Load, then SIGTERM in the middle of it."""
    running = served(record, given.port)
    told, stop = Told(), threading.Event()
    callers = started(told, stop, given, claims)
    memory = []
    until, busy = time.monotonic() + given.seconds, processor(running.pid)
    while time.monotonic() < until:
        memory.append(resident(running.pid))
        time.sleep(1)
    busy = processor(running.pid) - busy
    errors = dict(told.statuses)
    with told.lock:
        waits_until_then = {path: sorted(waits) for path, waits in told.waits.items()}
    before = sum(map(len, waits_until_then.values()))
    running.send_signal(signal.SIGTERM)
    left_with = running.wait(60)
    stop.set()
    for one in callers:
        one.join(60)
    after = Counter(told.statuses) - Counter(errors)
    reads = sorted(w for path, waits in waits_until_then.items() if path != "POST" for w in waits)
    minute = min(60, max(1, len(memory) // 4))
    return {
        "requests": before,
        "seconds": given.seconds,
        "pause": given.pause,
        "processor_s": round(busy, 1),
        "errors": {k: v for k, v in errors.items() if k[0] not in "23"},
        "reading": figures(reads),
        "by_path": {path: figures(waits) for path, waits in sorted(waits_until_then.items())},
        "judgements": len(told.acknowledged),
        # Of the first and the last minute, or a quarter of what was measured.
        "memory_mb": {
            "first": round(statistics.mean(memory[:minute])),
            "last": round(statistics.mean(memory[-minute:])),
            "most": max(memory),
            "by_minute": [round(statistics.mean(memory[k : k + 60])) for k in range(0, len(memory), 60)],
        },
        # A connection that finds nobody is no broken answer; one that was begun and not ended is.
        "stop": {"left_with": left_with, "broken": after["broken"], "answers_after": dict(after)},
    }


def figures(waits: list[float]) -> dict[str, int]:
    """Of sorted seconds."""
    return {
        "number": len(waits),
        "p50_ms": round(1000 * statistics.median(waits)),
        "p95_ms": round(1000 * waits[int(0.95 * len(waits))]),
    }


def killed(record: Path, given: argparse.Namespace, claims: list[str]) -> dict:
    """Writers alone, then SIGKILL; what was acknowledged must be there."""
    running = served(record, given.port + 1)
    told, stop = Told(), threading.Event()
    given = argparse.Namespace(**{**vars(given), "readers": 4, "writers": 4, "port": given.port + 1})
    callers = started(told, stop, given, claims)
    time.sleep(8)
    running.kill()
    running.wait()
    stop.set()
    for one in callers:
        one.join(60)
    with open_record(record, create=False) as held:
        there = {j.id for j in held.judgements()}
    lost = [one for one in told.acknowledged if one not in there]
    whole = not verify(record).findings
    return {"kill": {"acknowledged": len(told.acknowledged), "lost": len(lost), "whole": whole}}


def claims_of(record: Path) -> list[str]:
    """Ids of claims that may be judged."""
    with open_record(record, create=False) as held:
        return [a for i in held.incidents(limit=200).items for a in i.accounts]


def served(record: Path, port: int) -> subprocess.Popen:
    """A server in a process of its own, once it answers."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    running = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.web.server", str(record), str(port)], env=env
    )
    wait(f"http://127.0.0.1:{port}")
    return running


def started(told: Told, stop: threading.Event, given: argparse.Namespace, claims: list[str]) -> list:
    """Readers and writers, each in a thread."""
    main_ = f"http://127.0.0.1:{given.port}/api/v1/records/main"
    callers = [
        threading.Thread(target=read, args=(main_, told, stop, seed, given.pause), daemon=True)
        for seed in range(given.readers)
    ]
    callers += [
        threading.Thread(target=write, args=(main_, told, stop, claims, seed), daemon=True)
        for seed in range(given.writers)
    ]
    for one in callers:
        one.start()
    return callers


def read(main_: str, told: Told, stop: threading.Event, seed: int, pause: float) -> None:
    """One reader."""
    chosen = random.Random(seed)
    with httpx2.Client(timeout=60, trust_env=False) as client:
        while not stop.is_set():
            path = chosen.choice(PATHS)
            asked(told, path, lambda path=path: client.get(f"{main_}{path}"), stop)
            stop.wait(2 * pause * chosen.random())


def write(main_: str, told: Told, stop: threading.Event, claims: list[str], seed: int) -> None:
    """One writer: of four decisions two change what listings show."""
    chosen = random.Random(f"w{seed}")
    with httpx2.Client(timeout=60, trust_env=False) as client:
        while not stop.is_set():
            claim, why = chosen.choice(claims), [f"for {time.time_ns()}"]
            for body in (
                {"verdict": "note", "things": [claim], "value": why},
                {"verdict": "reject", "things": [claim], "reasons": why},
                {"verdict": "accept", "things": [claim], "reasons": why},
                {"verdict": "grade", "things": [claim], "value": ["2"], "reasons": why},
            ):
                answer = asked(
                    told, "POST", lambda body=body: client.post(f"{main_}/judgements", json=body), stop
                )
                if answer is not None and answer.status_code == 201:
                    with told.lock:
                        told.acknowledged.append(answer.json()["judgement"]["id"])
                time.sleep(0.2)
                if stop.is_set():
                    return


def asked(told: Told, path: str, ask, stop: threading.Event) -> httpx2.Response | None:  # noqa: ANN001
    """One request, with how long it took and what came of it."""
    began = time.perf_counter()
    try:
        answer = ask()
    except httpx2.ConnectError:
        told.add(path, time.perf_counter() - began, "nobody there")
        stop.wait(0.2)
    except httpx2.HTTPError as error:
        # A kept connection that the server closed between two requests was no answer begun.
        kind = "ended unasked" if "disconnected without" in str(error) else "broken"
        told.add(path, time.perf_counter() - began, kind)
        stop.wait(0.2)
    else:
        told.add(path, time.perf_counter() - began, str(answer.status_code))
        return answer
    return None


def processor(process: int) -> float:
    """Seconds of a processor that a process took so far."""
    told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Memory of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    sys.exit(main())
