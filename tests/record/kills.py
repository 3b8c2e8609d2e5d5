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
    start: float = 0.0,
    seed: int = 0,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Outcome:
    """Start a command and kill it ``times`` times, each after a random while, then let it go through.

    Args:
        words: the command; it must be one that can be given again to go on.
        times: kills.
        check: called after each kill with its number; raises if what was left is not whole.
        longest: seconds after which it is killed at the latest; the work should take longer than that.
        start: seconds that it takes until its work begins, such as imports.
        seed: of the moments.
        env: its variables, beside ours.
        cwd: its folder.

    Returns:
        What happened. A start that ended by itself before the kill came counts as ``early`` and is tried
        again, at most ``times`` times.
    """
    chance, kills, early = random.Random(seed), 0, 0
    whole = {**os.environ, **(env or {})}
    while kills < times and early <= times:
        with subprocess.Popen(
            [str(w) for w in words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=whole,
            cwd=cwd,
            start_new_session=True,
        ) as process:
            time.sleep(start + chance.random() * longest)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # workers of the command as well
                kills += 1
            else:
                early += 1
            process.wait()
        check(kills)
    done = subprocess.run(
        [str(w) for w in words], capture_output=True, text=True, env=whole, cwd=cwd, check=False, timeout=600
    )
    return Outcome(kills, early, done.returncode, done.stdout + done.stderr)
