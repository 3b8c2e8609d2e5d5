"""Ingestions: one after the other, each in a process of its own, so that readers do not wait for them."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, get_args

from servanda.errors import RequestError
from servanda.model.job import ENDED, Failure, Job, State
from servanda.settings import Settings

log: Final = logging.getLogger("servanda.web.jobs")

KEPT: Final = 500
"""Jobs that are remembered; of those that have ended the oldest are forgotten."""
FAILURES: Final = 100
"""Reports that could not be read and are named with their reasons."""
PATIENCE: Final = 20.0
"""Seconds that a job which is to stop has to finish the report in hand."""


@dataclass(slots=True)
class _Work:
    """What a job needs, and its process while it runs."""

    address: str
    source: str
    licence: str
    redistributable: bool
    folder: Path | None
    process: subprocess.Popen[str] | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be ingested.

    Attributes:
        address: of the record.
        source: a path or an ``http(s)`` address.
        shown: what people read instead of the path.
        folder: is removed once the job has ended.
    """

    record: str
    address: str
    source: str
    shown: str
    by: str
    licence: str = ""
    redistributable: bool = False
    folder: Path | None = None


class Jobs:
    """All ingestions of a server."""

    def __init__(self, settings: Settings, most: int, seconds: float) -> None:
        self._settings = settings
        self._most = most
        self._seconds = seconds
        self._jobs: dict[str, Job] = {}
        self._work: dict[str, _Work] = {}
        self._waiting: queue.Queue[str | None] = queue.Queue()
        self._lock = threading.Lock()
        self._stopped = False
        self._thread: threading.Thread | None = None

    def start(self, order: Order) -> Job:
        """Put an ingestion at the end of the line.

        Raises:
            RequestError: W005 if too many wait, W010 if the server is stopping.
        """
        with self._lock:
            if self._stopped:
                raise RequestError("W010", "the server is stopping")
            open_ = [j for j in self._jobs.values() if j.record == order.record and j.state not in ENDED]
            if len(open_) >= self._most:
                raise RequestError("W005", f"{len(open_)} ingestions of this record wait already")
            job = Job(
                id=f"job-{token_hex(8)}",
                record=order.record,
                source=order.shown,
                by=order.by,
                created=_now(),
            )
            self._forget()
            self._jobs[job.id] = job
            self._work[job.id] = _Work(
                order.address, order.source, order.licence, order.redistributable, order.folder
            )
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
                self._thread.start()
        self._waiting.put(job.id)
        return job

    def of(self, record: str) -> list[Job]:
        """The jobs of a record, the newest first."""
        with self._lock:
            return [j for j in reversed(self._jobs.values()) if j.record == record]

    def get(self, record: str, job: str) -> Job:
        """One of them.

        Raises:
            RequestError: W002 if the record has no such job.
        """
        with self._lock:
            found = self._jobs.get(job)
        if found is None or found.record != record:
            raise RequestError("W002", "there is no such job")
        return found

    def cancel(self, record: str, job: str) -> Job:
        """Stop a job; what it added stays. One that has ended stays as it is.

        Raises:
            RequestError: W002.
        """
        found = self.get(record, job)
        with self._lock:
            work = self._work.get(job)
            if work is None:
                return found
            work.cancelled = True
            process = work.process
            if process is None:
                self._change(job, state="cancelled", ended=_now(), code="X001", message="stopped")
        if process is not None:
            process.terminate()
        return self.get(record, job)

    def stop(self) -> None:
        """Stop all; waits for the one that runs."""
        with self._lock:
            self._stopped = True
            running = []
            for one, work in self._work.items():
                work.cancelled = True
                if work.process is not None:
                    running.append(work.process)
                else:
                    self._change(one, state="cancelled", ended=_now(), code="X001", message="stopped")
        for process in running:
            process.terminate()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(PATIENCE + 5)

    def counts(self) -> dict[State, int]:
        """How many there are of each state."""
        with self._lock:
            states = Counter(job.state for job in self._jobs.values())
        return {state: states[state] for state in get_args(State)}

    def _forget(self) -> None:
        ended = [i for i, j in self._jobs.items() if j.state in ENDED]
        for one in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[one]

    def _change(self, job: str, **changes: Any) -> None:  # noqa: ANN401 - fields of a job
        now = self._jobs[job]
        self._jobs[job] = replace(now, version=now.version + 1, **changes)

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                self._one(job)
            except Exception:
                log.exception("job %s failed", job)
                with self._lock:
                    message = "something unexpected failed"
                    self._change(job, state="failed", ended=_now(), code="M004", message=message)
            finally:
                with self._lock:
                    work = self._work.pop(job, None)
                if work and work.folder:
                    shutil.rmtree(work.folder, ignore_errors=True)
        with self._lock:
            left = list(self._work.values())
            self._work.clear()
        for work in left:
            if work.folder:
                shutil.rmtree(work.folder, ignore_errors=True)

    def _one(self, job: str) -> None:
        with self._lock:
            work = self._work[job]
            if work.cancelled or self._stopped:
                return
            process = subprocess.Popen(
                [sys.executable, "-m", "servanda.web.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
            work.process = process
            self._change(job, state="running", started=_now())
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(self._seconds, process.terminate)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(json.dumps(self._told(work)) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                self._hear(job, line)
        except BrokenPipeError:
            pass
        finally:
            timer.cancel()
            _end(process)
        with self._lock:
            if self._jobs[job].state == "running":
                state: State = "cancelled" if work.cancelled else "failed"
                code, message = (
                    ("X001", "stopped") if work.cancelled else ("M004", "the process ended by itself")
                )
                self._change(job, state=state, ended=_now(), code=code, message=message)

    def _told(self, work: _Work) -> dict[str, Any]:
        return {
            "record": work.address,
            "source": work.source,
            "licence": work.licence,
            "redistributable": work.redistributable,
            "settings": asdict(self._settings),
        }

    def _hear(self, job: str, line: str) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return
        what = said.pop("what")
        with self._lock:
            now = self._jobs[job]
            failures = [Failure(**one) for one in said.pop("failures", ())]
            changes: dict[str, Any] = {"failures": (*now.failures, *failures)[:FAILURES]}
            counts = ("added", "earlier", "failed", "done", "all", "claims")
            changes |= {key: said[key] for key in counts if key in said}
            if what == "issue":
                changes["failed"] = max(1, now.failed)
            if what == "done":
                changes |= {"state": "done", "ended": _now()}
            if what == "failed":
                stopped = said["code"] == "X001"
                changes |= {
                    "state": "cancelled" if stopped and self._work[job].cancelled else "failed",
                    "ended": _now(),
                    "code": said["code"],
                    "message": said["message"],
                }
            self._change(job, **changes)


def _end(process: subprocess.Popen[str]) -> None:
    """Wait for a process that has said all it had to say; end one that does not end."""
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
