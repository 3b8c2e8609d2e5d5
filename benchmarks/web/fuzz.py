"""Schemathesis on the whole description, against the real server: ``python -m benchmarks.web.fuzz``.

All checks, all phases (examples, coverage, fuzzing, stateful), for some minutes; it leaves with the number
that schemathesis does, 0 if it found nothing. The two streams are asked apart, for a second each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from tests.record.recorded import fed, made

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STREAMS = ("watch_job", "watch_record")


def main() -> int:
    """Make a record, serve it, ask everything."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=int, default=600, help="for the main run")
    words.add_argument("--reports", type=int, default=60, help="in the record")
    words.add_argument("--port", type=int, default=8919)
    words.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    given = words.parse_args()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    with tempfile.TemporaryDirectory(prefix="servanda-fuzz-") as folder:
        record = Path(folder) / "fuzz.record"
        fed(str(record), made(given.reports)).close()
        server = [sys.executable, "-m", "benchmarks.web.server", str(record), str(given.port)]
        with subprocess.Popen(server, env=env) as running:
            try:
                address = f"http://127.0.0.1:{given.port}"
                wait(address)
                apart = [w for one in STREAMS for w in ("--exclude-operation-id", one)]
                code = fuzz(address, env, folder, given.phases, given.seconds, apart)
                only = [w for one in STREAMS for w in ("--include-operation-id", one)]
                code = fuzz(address, env, folder, "fuzzing", 60, [*only, "--max-examples", "10"]) or code
            finally:
                running.terminate()
                running.wait(30)
    return code


def fuzz(address: str, env: dict[str, str], folder: str, phases: str, seconds: int, more: list[str]) -> int:
    """One run; what schemathesis leaves with."""
    command = [str(Path(sys.executable).parent / "schemathesis")]
    command += ["--config-file", str(HERE / "schemathesis.toml"), "run", f"{address}/api/v1/openapi.json"]
    command += ["--phases", phases, "--max-time", str(seconds), "--continue-on-failure", "--no-color"]
    command += ["--request-timeout", "30", *more]
    hooks = {"SCHEMATHESIS_HOOKS": "benchmarks.web.hooks"}
    return subprocess.run(command, env={**env, **hooks}, cwd=folder, check=False).returncode


def wait(address: str) -> None:
    """Until the server answers."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    sys.exit(main())
