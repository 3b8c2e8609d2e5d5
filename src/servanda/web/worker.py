"""``python -m servanda.web.worker``: one ingestion in a process of its own, told and telling in JSON lines.

The server writes one object to standard input and keeps it open; when it is closed, or on SIGTERM, the work
stops and what was added is whole. Standard output gets an object a line: ``step`` while it goes on, then
``done`` or ``failed``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from servanda.errors import InputError, Interrupted, Issue, ServandaError
from servanda.intake.limits import Limits
from servanda.model.asking import IngestStep
from servanda.settings import Settings

NICE: Final = 10
"""Readers come first."""

EVERY: Final = 0.2
"""Seconds between two steps that are told, unless something failed."""


def main() -> int:
    """Do what standard input says; 0 if the source was read, 1 if not, 130 if stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.nice(NICE)
    told = json.loads(sys.stdin.readline())
    threading.Thread(target=_watch, daemon=True).start()
    try:
        return _work(told)
    except (Interrupted, KeyboardInterrupt):
        _say({"what": "failed", "code": "X001", "message": "stopped; what was added is whole"})
        return 130
    except ServandaError as error:
        _say({"what": "failed", "code": error.code, "message": _plain(error)})
    except Exception as error:  # noqa: BLE001 - whoever waits for the job is told, not shown a traceback
        _say(
            {
                "what": "failed",
                "code": "M004",
                "message": f"something unexpected failed: {type(error).__name__}",
            }
        )
    return 1


def _work(told: Mapping[str, Any]) -> int:
    from servanda.api.record import open_record  # noqa: PLC0415 - what goes wrong from here on is told

    steps = _Steps()
    with open_record(told["record"], create=False) as record:
        try:
            done = record.ingest(
                told["source"],
                settings=settings_of(told["settings"]),
                licence=told["licence"],
                redistributable=told["redistributable"],
                progress=steps.step,
            )
        except InputError as error:
            if not steps.failures:  # else each report was named with its own reason
                steps.fail(Issue.from_error(error))
            raise
    _say({"what": "done", **asdict(done)})
    return 0


class _Steps:
    """Tells how far the work is, not too often."""

    def __init__(self) -> None:
        self.failures = 0
        self._last = 0.0

    def step(self, now: IngestStep) -> None:
        self.failures += len(now.failures)
        if now.failures or time.monotonic() - self._last > EVERY:
            self._last = time.monotonic()
            failures = [_issue(one) for one in now.failures]
            _say({"what": "step", **asdict(now), "failures": failures})

    def fail(self, issue: Issue) -> None:
        _say({"what": "issue", "failures": [_issue(issue)]})


def _issue(issue: Issue) -> dict[str, str]:
    """Where it was is told by the name alone: folders of the server are nobody's business."""
    where = issue.where if "://" in issue.where else issue.where.rsplit("/", 1)[-1]
    return {"code": issue.code, "message": issue.message, "where": where, "level": issue.level}


def _plain(error: ServandaError) -> str:
    return error.message + (f" ({error.remedy})" if error.remedy else "")


def settings_of(given: Mapping[str, Any]) -> Settings:
    """Settings from :func:`dataclasses.asdict` of some."""
    return Settings(**{**given, "limits": Limits(**given["limits"])})


def _watch() -> None:
    """When the server goes away, however it went, so do we."""
    while sys.stdin.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _say(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
