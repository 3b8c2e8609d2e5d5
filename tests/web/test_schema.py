"""Schemathesis on the description, briefly; ``python -m benchmarks.web.fuzz`` asks all of it for minutes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.web.running import Running

from servanda.web.app import WITH_ACCOUNTS
from servanda.web.describe import description


@pytest.mark.slow
def test_examples_and_edges_are_answered_as_described(served: Running, tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "schemathesis"
    if not program.exists():
        pytest.skip("schemathesis is not installed")
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "SCHEMATHESIS_HOOKS": "benchmarks.web.hooks"}
    config = ROOT / "benchmarks" / "web" / "schemathesis.toml"
    words = ["--config-file", config, "run", f"{served.api}/openapi.json", "--phases", "examples,coverage"]
    words += ["--no-color", "--seed", "1", "--request-timeout", "60"]
    words += ["--exclude-operation-id", "watch_job", "--exclude-operation-id", "watch_record"]
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, env=env, cwd=tmp_path, timeout=600, check=False
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert "0 passed" not in done.stdout


def test_everything_is_described() -> None:
    made = json.loads(description())
    operations = [op for path in made["paths"].values() for op in path.values()]

    assert made["openapi"].startswith("3.1")
    assert len({op["operationId"] for op in operations}) == len(operations)
    for op in operations:
        assert op.get("description") or op.get("summary")
        assert any(status[0] in "23" for status in op["responses"])
        assert {"4XX", "5XX"} <= set(op["responses"])
        for status, told in op["responses"].items():
            assert told["description"], status
    for name, one in made["components"]["schemas"].items():
        assert one.get("description"), name


def test_what_only_a_server_with_accounts_has_is_described_and_marked(served: Running) -> None:
    told = json.loads(description())["paths"]
    alone = served.client.get(f"{served.api}/openapi.json").json()["paths"]
    described = {(address, method): told[address][method] for address in told for method in told[address]}
    with_accounts = {one for one, operation in described.items() if operation.get(WITH_ACCOUNTS)}

    assert ("/api/v1/records/{record}/members/{user}", "put") in with_accounts
    assert set(described) - {(a, m) for a in alone for m in alone[a]} == with_accounts
