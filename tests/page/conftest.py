"""The page in a real browser, on a real server, over the record of the sample reports."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.page.looking import AXE, SHOTS, Look
from tests.page.sites import SiteAt, made_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "servanda" / "web" / "static"
REPORTS = ROOT / "src" / "servanda" / "samples" / "record"

Open = Callable[..., Look]


def _chromium() -> str:
    """The browser's program, or skip: Debian's, which .ci/run installs."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no chromium here (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def built() -> Path:
    """The built page."""
    if not (STATIC / "index.html").is_file():
        pytest.skip("the page is not built (make page)")
    return STATIC


@pytest.fixture(scope="session")
def browser(built: Path) -> Iterator[Browser]:
    """One browser for all tests of a process."""
    program = _chromium()
    playwright = pytest.importorskip("playwright.sync_api")
    SHOTS.mkdir(exist_ok=True)
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


def servanda(*words: str | Path) -> list[str]:
    """The command, as a process of its own is started."""
    return [sys.executable, "-m", "servanda", *map(str, words)]


def environment() -> dict[str, str]:
    """What a servanda of its own is started with."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "SERVANDA_AUTHOR": "Tester"}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample reports, made once a run; PAGE_RECORD names a ready one."""
    if ready := os.environ.get("PAGE_RECORD"):
        return Path(ready)
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    record = folder / "sample.record"
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            making = folder / "making.record"
            command = servanda("ingest", REPORTS, "--record", making)
            subprocess.run(command, check=True, capture_output=True, env=environment(), timeout=600)
            for file in folder.glob("making.record*"):
                file.rename(folder / file.name.replace("making", "sample"))
    return record


@contextmanager
def serving(*what: str | Path) -> Iterator[str]:
    """The address of a ``servanda serve`` on a free port, which is ended with the block."""
    command = servanda("serve", *what, "--port", "0")
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    )
    try:
        assert server.stdout
        yield next(
            found[0].rstrip("/") for line in server.stdout if (found := re.search(r"http://\S+", line))
        )
    finally:
        server.terminate()
        server.wait(30)


def copied(record: Path, folder: Path) -> Path:
    """A copy of a record with what lies beside it."""
    for file in record.parent.glob(f"{record.name}*"):
        shutil.copy(file, folder / file.name)
    return folder / record.name


@pytest.fixture(scope="session")
def address(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that no test writes to."""
    with serving("--record", copied(sample, tmp_path_factory.mktemp("read"))) as at:
        yield at


@pytest.fixture
def ending() -> Iterator[ExitStack]:
    """What is ended after a test, when its windows are closed."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def own_address(sample: Path, tmp_path: Path, ending: ExitStack) -> str:
    """A server for one test that writes."""
    return ending.enter_context(serving("--record", copied(sample, tmp_path)))


@pytest.fixture(scope="session")
def _site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteAt]:
    """A server with accounts, see :mod:`tests.page.sites`."""
    folder = tmp_path_factory.mktemp("site")
    file = made_site(folder, copied(sample, folder))
    with serving("--site", file) as at:
        yield SiteAt(at, file)


@pytest.fixture
def site(_site: SiteAt) -> SiteAt:
    """The same for one test: whatever others did to accounts, members and keys is gone."""
    _site.anew()
    return _site


@pytest.fixture
def look(browser: Browser, address: str, ending: ExitStack) -> Iterator[Open]:
    """Opens the page in a window of its own.

    Checks afterwards that it asked nobody but the server, broke no rule of its policy and threw nothing.
    """
    del ending  # only so that windows are closed before it
    opened: list[Look] = []

    def start(
        path: str = "/", *, width: int = 1280, theme: str = "light", at: str = address, **more: object
    ) -> Look:
        one = Look(browser, at, width, theme, **more)
        opened.append(one)
        one.go(path)
        return one

    yield start
    for one in opened:
        one.close()
    for one in opened:
        assert one.faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that finds what hinders people with disabilities, from the page's npm packages."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there (make page)")
    return AXE.read_text()
