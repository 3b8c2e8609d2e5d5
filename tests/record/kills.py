"""Kills a command with SIGKILL in the middle of its work, again and again, until it has gone through.

For tests and benchmarks of whatever writes to a record::

    outcome = kill_until_done([sys.executable, "-m", "servanda", "ingest", …], times=50, check=check)
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """How often it was killed, how often it ended before the kill came, and how it ended at last."""

    kills: int
    early: int
    code: int
    output: str


def kill_until_done(
    words: Sequence[str | Path],
    *,
    times: int,
    check: Callable[[int], None],
    longest: float,
    lines: int = 0,
    ready: Callable[[], bool] | None = None,
    seed: int = 0,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Outcome:
    """Start a command and kill it ``times`` times, each at a random moment, then let it go through.

    Args:
        words: the command; it must be one that can be given again to go on.
        times: kills.
        check: called after each kill with its number; raises if what was left is not whole.
        longest: the kill comes at most so many seconds after what the next two say, or after the start.
        lines: it comes after a random number of lines of output, at most so many.
        ready: it comes when this is true, such as that a file is there.
        seed: of the moments.
        env: its variables, beside ours.
        cwd: its folder.

    Returns:
        What happened. A start that ended by itself before the kill came counts as ``early`` and is tried
        again, at most ``times`` times.
    """
    chance, kills, early = random.Random(seed), 0, 0
    told = [str(w) for w in words]
    whole = {**os.environ, **(env or {})}
    while kills < times and early <= times:
        with subprocess.Popen(
            told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=whole,
            cwd=cwd,
            start_new_session=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(0, lines)):
                if not process.stdout.readline():
                    break
            while ready and process.poll() is None and not ready():
                time.sleep(0.001)
            time.sleep(chance.random() * longest)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # workers of the command as well
                kills += 1
            else:
                early += 1
            process.wait()
        check(kills)
    done = subprocess.run(told, capture_output=True, text=True, env=whole, cwd=cwd, check=False, timeout=900)
    return Outcome(kills, early, done.returncode, done.stdout + done.stderr)
