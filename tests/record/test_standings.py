"""Commitments judged ahead read as those judged when they are asked for, whatever changed in between."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from benchmarks.record.generator import Maker
from sqlalchemy import func, select
from tests.conftest import ROOT
from tests.record.conftest import MakeAddress
from tests.record.recorded import AT, made, unbound

from servanda import api
from servanda.model.asking import Filters
from servanda.model.json import from_json, to_json
from servanda.model.views import Pledge, StandingName
from servanda.record import index_judged
from servanda.record.index_codec import unpack
from servanda.record.index_schema import ALWAYS, bounds, judged, stale
from servanda.record.index_views import Ask, ask
from servanda.run.recording import Recorder
from servanda.run.recording_judging import Ruling, judge
from servanda.run.recording_promises import Promises

SAMPLES = ROOT / "src" / "servanda" / "samples" / "record"


@pytest.fixture(scope="module")
def samples() -> list[dict[str, Any]]:
    """The sample reports, coded."""
    read = api.read(SAMPLES, mentions=True)
    return [dict(to_json(one, original=True, versions=api.versions())) for one in read]


def feed(recorder: Recorder, payloads: Sequence[dict[str, Any]], patience: float) -> None:
    with recorder.writing(patience) as (work, decisions):
        work.add_reports([(p, "", False) for p in payloads], at=AT)
        recorder.keeper.put(work, [(p["id"], from_json(p)) for p in payloads], decisions)


def judged_now(recorder: Recorder) -> tuple[Pledge, ...]:
    """All commitments, without what was judged ahead."""
    with recorder.reading() as work:
        promises = Promises(work, ALWAYS)
        rows = ask(work.connection, Ask(kind="commitments", day=ALWAYS), None, 10_000)
        pledges = promises.among([unpack(Pledge, row.data) for row in rows])
        return tuple(promises.judge(p) for p in pledges)


def listed(recorder: Recorder, **filters: Any) -> tuple[Pledge, ...]:
    return recorder.page("commitments", Filters(**filters), 10_000, None)[0]


def waiting(recorder: Recorder) -> int:
    """How many are to be judged again."""
    with recorder.reading() as work:
        return work.connection.execute(select(func.count()).select_from(stale)).scalar_one()


def check(recorder: Recorder) -> None:
    """The listing, and that of each standing."""
    now = judged_now(recorder)
    assert listed(recorder) == now
    for name in sorted({p.standing.name for p in now if p.standing}):
        assert listed(recorder, standing=name) == tuple(
            p for p in now if p.standing and p.standing.name == name
        )


def batches(payloads: Sequence[dict[str, Any]], seed: int, size: int) -> Iterator[list[dict[str, Any]]]:
    shuffled = list(payloads)
    random.Random(seed).shuffle(shuffled)
    for start in range(0, len(shuffled), size):
        yield shuffled[start : start + size]


@pytest.mark.parametrize("seed", range(2))
def test_in_any_order_and_with_any_patience(new_address: MakeAddress, seed: int) -> None:
    recorder = Recorder(new_address())
    for number, some in enumerate(batches(made(150, seed=3), seed, 25)):
        feed(recorder, some, patience=(0, 0.001, 60)[(number + seed) % 3])
        check(recorder)
    recorder.settle()
    assert waiting(recorder) == 0
    check(recorder)
    recorder.close()


def test_day_by_day(tmp_path: Path) -> None:
    """Terms end while reports come that say nothing of them."""
    recorder = Recorder(str(tmp_path / "days.db"))
    reports = made(900, seed=5)
    by_day: dict[str, list[dict[str, Any]]] = {}
    for one in reports:
        by_day.setdefault(one["published"], []).append(one)
    phases = set()
    for number, (_, some) in enumerate(sorted(by_day.items())):
        feed(recorder, some, patience=60)
        if number % 20 == 0:
            check(recorder)
            phases |= {(p.id, p.phase) for p in listed(recorder)}
    assert len(phases) > len({one for one, _ in phases})  # some ended under our eyes
    recorder.close()


@pytest.mark.weights
def test_samples_with_what_people_decide(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "samples.db"))
    for some in batches(samples, 7, 9):
        feed(recorder, some, patience=60)
        check(recorder)
    evidence = [e for p in listed(recorder) for e in p.evidence]
    assert evidence
    chosen = random.Random(1).sample(sorted({e.account for e in evidence}), 4)
    for number, account in enumerate(chosen):
        ruling = Ruling(verdict="reject", things=(account,), author="ann", at=AT, reasons=("no deed",))
        made_of = judge(recorder, ruling)
        check(recorder)
        if number % 2:
            judge(
                recorder, Ruling(verdict="undo", things=(made_of.id,), author="ann", at=AT, reasons=("is",))
            )
            check(recorder)
    recorder.close()


def test_a_page_takes_what_is_judged_and_judges_the_rest(new_address: MakeAddress) -> None:
    recorder = Recorder(new_address())
    feed(recorder, made(60), patience=0)
    assert waiting(recorder) == len(listed(recorder)) > 0
    recorder.settle()
    with recorder.writing(patience=0) as (work, _):  # were it not taken from there, this would not show
        data = work.connection.execute(select(judged.c.data).limit(1)).scalar_one()
        one = unpack(Pledge, data)
        work.connection.execute(judged.delete().where(judged.c.id != one.id))
        work.connection.execute(judged.update().values(data=data.replace(one.act, "withdraw_forces")))
    acts = {p.id: p.act for p in listed(recorder)}
    assert acts.pop(one.id) == "withdraw_forces"
    assert set(acts.values()) == {"ceasefire"}
    recorder.close()


def test_what_is_gone_leaves_nothing(tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "gone.db"))
    feed(recorder, made(60), patience=60)
    for one in listed(recorder):
        for account in one.accounts:
            judge(recorder, Ruling(verdict="reject", things=(account,), author="ann", at=AT, reasons=("no",)))
    assert listed(recorder) == ()
    with recorder.reading() as work:
        for table in (judged, bounds, stale):
            assert work.connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    recorder.close()


def test_a_new_truce_replaces_the_one_before(new_address: MakeAddress) -> None:
    """Nothing is told of the first any more: its life follows from the second."""
    maker = Maker(9)
    one, other, *apart = maker._states[:4]
    first, second = (maker._truce(one, other, day)[0][1](day) for day in (0, 20))
    recorder = Recorder(new_address())
    feed(recorder, first, patience=60)
    feed(recorder, maker._truce(*apart, 25)[0][1](25), patience=60)  # no day is to pass with the second
    assert [p.phase for p in listed(recorder)] == ["in_force", "in_force"]
    feed(recorder, second, patience=0)
    assert [p.phase for p in listed(recorder)] == ["replaced", "in_force", "in_force"]
    recorder.settle()
    check(recorder)
    recorder.close()


def test_parties_that_an_instrument_brings(tmp_path: Path) -> None:
    """Who is not told to be bound is by the truce beside it, and then has more sides than its words say."""
    recorder = Recorder(str(tmp_path / "bare.db"))
    feed(recorder, [unbound()], patience=60)
    assert waiting(recorder) == 0
    acts = {p.act: p for p in listed(recorder)}
    assert acts["open_transport"].obligors == acts["ceasefire"].obligors != ()
    with recorder.writing(patience=60) as (work, _):
        index_judged.mark(work.connection, [acts["open_transport"].id])
    assert waiting(recorder) == 0
    check(recorder)
    recorder.close()


def test_a_standing_as_of_a_day_is_looked_for_where_it_can_be(tmp_path: Path) -> None:
    """What is left out ahead has another standing on that day too."""
    recorder = Recorder(str(tmp_path / "days.db"))
    feed(recorder, made(400, seed=8), patience=60)
    days = sorted({date.fromisoformat(p["published"]) for p in made(400, seed=8)})
    left_out = 0
    for day in days[::4]:
        everything = listed(recorder, as_of=day)
        for name in get_args(StandingName):
            of_it = tuple(p for p in everything if p.standing and p.standing.name == name)
            assert listed(recorder, as_of=day, standing=name) == of_it
        with recorder.reading() as work:
            query = select(func.count()).select_from(judged).where(judged.c.holds <= day.toordinal())
            left_out += work.connection.execute(query).scalar_one()
    assert left_out > 0
    recorder.close()
