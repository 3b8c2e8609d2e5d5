"""What listings cost, who may ask for them, and the timeline in numbers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from benchmarks.record.generator import BEGIN
from sqlalchemy import Engine, event
from tests.record.conftest import MakeAddress
from tests.record.recorded import LISTINGS, fed, made, seen

from servanda.api.record import Record, open_record
from servanda.model.asking import Filters
from servanda.run.recording import Recorder

SMALL, LARGE = 120, 600
EARLY = BEGIN + timedelta(days=4)
MONTH = (BEGIN + timedelta(days=3), BEGIN + timedelta(days=9))
ASKED = {
    "everything": Filters(),
    "as of a day": Filters(as_of=EARLY),
    "of an actor in a month": Filters(actor="ITA", between=MONTH),
}
PAGED = tuple(n for n in (*LISTINGS, "reports") if n not in ("tracks", "ledgers", "instruments"))
"""Listings of which a page costs the same in a record of any size."""


def briefly(count: int) -> list[dict[str, Any]]:
    """Made reports whose truces end after three days: what bears on them is all told early on."""
    brief = [{**c, "term": "P3D"} for p in made(LARGE) for c in p["commitments"]]
    terms = iter(brief)
    return [{**p, "commitments": [next(terms) for _ in p["commitments"]]} for p in made(LARGE)][:count]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    recorder = fed(str(tmp_path_factory.mktemp("listings") / "small.db"), briefly(SMALL), batch=120)
    yield recorder
    recorder.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    recorder = fed(str(tmp_path_factory.mktemp("listings") / "large.db"), briefly(LARGE), batch=200)
    yield recorder
    recorder.close()


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Counts statements and what they read while it is open."""
    counts: Counter[str] = Counter()

    def begun(*_: Any) -> None:
        counts["statements"] += 1

    event.listen(Engine, "before_cursor_execute", begun)
    try:
        yield counts
    finally:
        event.remove(Engine, "before_cursor_execute", begun)


def cost(recorder: Recorder, name: str, filters: Filters) -> tuple[int, int]:
    """Statements and steps of SQLite's machine (in hundreds) for the first page."""
    steps = 0
    connected: Any = None

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with recorder.reading() as work:
        connected = work.connection.connection.driver_connection
    connected.set_progress_handler(step, 100)
    try:
        with counted() as counts:
            recorder.page(name, filters, 5, None)
    finally:
        connected.set_progress_handler(None, 0)
    return counts["statements"], steps


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", PAGED)
def test_a_page_of_a_larger_record_reads_no_more(
    small: Recorder, large: Recorder, name: str, asked: str
) -> None:
    filters = ASKED[asked]
    few, many = cost(small, name, filters), cost(large, name, filters)
    assert few[0] > 0
    assert many[0] <= few[0] * 1.5 + 6, "statements"
    # sources are counted along an index; of the rest, a page reads its neighbours and nothing else
    room = 5 if name == "sources" else 2
    assert many[1] <= few[1] * room + 60, "steps"


def test_threads_read_while_another_writes(new_address: MakeAddress) -> None:
    """Each answer is that of some state that was committed, whole."""
    address, reports = new_address(), made(60)
    steps = [fed(address, reports[:20])]
    states = [seen(steps[0], names=("incidents", "commitments", "sources"))]
    for end in (40, 60):
        other = fed(new_address(), reports[:end])
        states.append(seen(other, names=("incidents", "commitments", "sources")))
        other.close()
    recorder = steps[0]
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                for name in ("incidents", "commitments", "sources"):
                    told = seen(recorder, names=(name,))[name]
                    if told not in {state[name] for state in states}:
                        wrong.append(name)
            except Exception as error:  # noqa: BLE001 - whatever a thread meets is told at the end
                wrong.append(error)
                return

    def write(some: Any) -> None:
        with recorder.writing() as (work, decisions):
            work.add_reports([(p, "", False) for p in some], at="2024-05-01T12:00:00+00:00")
            recorder.keeper.put(work, [(p["id"], None) for p in some], decisions)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for some in (reports[20:40], reports[40:]):
        write(some)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert seen(recorder, names=states[-1]) == states[-1]
    recorder.close()


def test_threads_that_write_stand_in_line(new_address: MakeAddress) -> None:
    reports = made(60)[:24]
    recorder = Recorder(new_address())
    errors: list[BaseException] = []

    def write(some: Any) -> None:
        try:
            with recorder.writing() as (work, decisions):
                work.add_reports([(p, "", False) for p in some], at="2024-05-01T12:00:00+00:00")
                recorder.keeper.put(work, [(p["id"], None) for p in some], decisions)
        except BaseException as error:  # noqa: BLE001 - whatever a thread meets is told at the end
            errors.append(error)

    writers = [threading.Thread(target=write, args=(reports[k::4],)) for k in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    whole = fed(new_address(), reports)
    assert seen(recorder) == seen(whole)
    recorder.close()
    whole.close()


@pytest.fixture(scope="module")
def record(large: Recorder) -> Iterator[Record]:
    with open_record(large.store.address, create=False, readonly=True) as opened:
        yield opened


def test_the_head_changes_with_every_addition(tmp_path: Path) -> None:
    recorder = fed(str(tmp_path / "head.db"), made(60)[:3])
    with open_record(tmp_path / "head.db") as record:
        before = record.head()
        assert record.head() == before
        record.judge("withdraw", [made(60)[0]["id"]], author="somebody", reasons=["a test"])
        assert record.head() != before
        assert int(record.head().partition(":")[0]) == int(before.partition(":")[0]) + 1
    recorder.close()
