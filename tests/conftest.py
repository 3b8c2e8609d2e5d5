"""What every test may use."""

from __future__ import annotations

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
def servanda(tmp_path: Path) -> Run:
    """Runs the command in a process of its own, in an empty folder, with the stand-in model."""

    def run(
        *words: str | Path, model: str = "tests.standin:Standin", **env: str
    ) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
        stdin = env.pop("stdin", "")
        return subprocess.run(
            [sys.executable, "-m", "servanda", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            input=stdin,
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": str(ROOT), "SERVANDA_MODEL": model, "COLUMNS": "120", **env},
            timeout=120,
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
