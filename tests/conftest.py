"""What every test may use."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

# Machines that run tests are often busy, so no example is too slow; the same examples every time.
hypothesis.settings.register_profile("servanda", deadline=None, derandomize=True)
hypothesis.settings.load_profile("servanda")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "servanda" / "samples" / "reports"
WEIGHTS = ROOT / "src" / "servanda" / "language" / "weights" / "model.onnx"

STANDIN_ENV = {"SERVANDA_MODEL": "tests.standin:Standin", "COLUMNS": "120"}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Tests see the defaults, whatever this machine's variables say."""
    if request.node.get_closest_marker("weights"):
        return
    for name in list(os.environ):
        if name.startswith("SERVANDA_") and name != "SERVANDA_SHARED":
            monkeypatch.delenv(name)


@pytest.fixture
def servanda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, in an empty folder, with the stand-in model."""
    from servanda.cli.main import main

    def run(*words: str | Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as changed:
            changed.chdir(tmp_path)
            for name, value in {**STANDIN_ENV, **env}.items():
                changed.setenv(name, value)
            changed.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            capsys.readouterr()
            with pytest.raises(SystemExit) as left:
                main([str(w) for w in words])
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, int(left.value.code or 0), out, err)

    return run


@pytest.fixture
def servanda_process(tmp_path: Path) -> Run:
    """The same in a process of its own."""

    def run(*words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
        return subprocess.run(
            [sys.executable, "-m", "servanda", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": str(ROOT), **STANDIN_ENV, **env},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold and reports; tests that use it are skipped without it."""
    folder = os.environ.get("SERVANDA_SHARED", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("SERVANDA_SHARED names no folder")
    return Path(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need weights or shared data are skipped where there are none."""
    weights = WEIGHTS.exists() or bool(os.environ.get("SERVANDA_MODEL"))
    shared = bool(os.environ.get("SERVANDA_SHARED"))
    for item in items:
        if item.get_closest_marker("weights") and not weights:
            item.add_marker(pytest.mark.skip(reason="no weights in src/servanda/language/weights"))
        if item.get_closest_marker("shared") and not shared:
            item.add_marker(pytest.mark.skip(reason="SERVANDA_SHARED is not set"))
