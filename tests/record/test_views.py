"""Views of a record: the same for any order and batch, on both stores, rebuilt, and as of any day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.record.conftest import MakeAddress
from tests.record.recorded import AT, digest, fed, made, seen

from servanda.errors import RecordError
from servanda.model.asking import Filters
from servanda.model.json import from_json
from servanda.run.recording import Recorder
from servanda.run.recording_judging import Ruling, judge

REPORTS = made(60)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    """A record of all reports, in order."""
    with_all = fed(str(tmp_path_factory.mktemp("record") / "whole.db"), REPORTS, batch=60)
    yield with_all
    with_all.close()


@pytest.mark.parametrize("seed", range(2))
def test_order_and_batch_change_nothing(whole: Recorder, new_address: MakeAddress, seed: int) -> None:
    shuffled = list(REPORTS)
    random.Random(seed).shuffle(shuffled)
    other = fed(new_address(), shuffled, batch=(2, 13)[seed])
    assert seen(other) == seen(whole)
    if other.store.dialect == "sqlite":
        assert digest(other) == digest(whole)
    other.close()


def test_rebuild_gives_the_same_bytes(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS, batch=9)
    before = digest(recorder)
    assert recorder.rebuild() == len(REPORTS)
    assert digest(recorder) == before
    recorder.close()


def test_a_view_of_a_day_is_that_of_a_record_fed_up_to_it(whole: Recorder, tmp_path: Path) -> None:
    days = sorted({date.fromisoformat(p["published"]) for p in REPORTS})
    for number, day in enumerate(days):
        known = [p for p in REPORTS if date.fromisoformat(p["published"]) <= day]
        fed_up_to = fed(str(tmp_path / f"{number}.db"), known, batch=60)
        assert seen(whole, day) == seen(fed_up_to, day)
        fed_up_to.close()
    assert seen(whole, days[0] - timedelta(days=1))["incidents"] == "[]"


def test_pages_hold_everything_once(whole: Recorder) -> None:
    for name in ("incidents", "figures", "commitments", "timeline", "contradictions", "copies", "reports"):
        everything, _ = whole.page(name, Filters(), 10_000, None)
        found: list[Any] = []
        cursor: str | None = None
        while True:
            items, cursor = whole.page(name, Filters(), 3, cursor)
            found += items
            if cursor is None:
                break
        assert tuple(found) == everything, name
        assert everything, name


def test_filters_leave_what_they_say(whole: Recorder) -> None:
    everything = whole.page("incidents", Filters(), 10_000, None)[0]
    assaults = whole.page("incidents", Filters(type="ASSAULT"), 10_000, None)[0]
    assert assaults == tuple(i for i in everything if i.type == "ASSAULT")
    denied = whole.page("incidents", Filters(status="denied"), 10_000, None)[0]
    assert denied == tuple(i for i in everything if "denied" in dict(i.statuses))
    one = next(i for i in everything if i.where and i.type == "ASSAULT" and i.actors)
    country = one.actors[0].country
    of_country = whole.page("incidents", Filters(actor=country), 10_000, None)[0]
    assert of_country == tuple(
        i for i in everything if country in {a.country for a in (*i.actors, *i.recipients)}
    )
    assert one.where
    there = whole.page("incidents", Filters(place=one.where.name), 10_000, None)[0]
    assert one in there
    assert all(i.where and i.where.name == one.where.name for i in there)
    assert one.where.lat is not None
    assert one.where.lon is not None
    box = (one.where.lat - 0.01, one.where.lon - 0.01, one.where.lat + 0.01, one.where.lon + 0.01)
    assert one in whole.page("incidents", Filters(box=box), 10_000, None)[0]
    assert one.when
    during = whole.page("incidents", Filters(between=one.when), 10_000, None)[0]
    expected = [i for i in everything if i.when and i.when[0] <= one.when[1] and i.when[1] >= one.when[0]]
    assert list(during) == expected


@pytest.mark.parametrize(
    "filters",
    [
        Filters(pair=("ARM", "ARM")),
        Filters(pair=("Armenia", "AZE")),
        Filters(between=(date(2022, 2, 1), date(2022, 1, 1))),
        Filters(box=(10, 0, 5, 1)),
        Filters(km=5),
        Filters(place="Zzyzxville-on-Nowhere", km=5),
    ],
)
def test_filters_that_mean_nothing_are_refused(whole: Recorder, filters: Filters) -> None:
    with pytest.raises(RecordError) as error:
        whole.page("incidents", filters, 10, None)
    assert error.value.code == "R011"


def test_nobody_has_a_name_without_a_letter(whole: Recorder) -> None:
    for kind in ("incidents", "figures", "commitments", "timeline"):
        assert whole.page(kind, Filters(actor="…"), 10, None) == ((), None)


@pytest.mark.parametrize("cursor", ["", "!!!", "aGVsbG8", "é"])
def test_a_cursor_of_nothing_is_refused(whole: Recorder, cursor: str) -> None:
    with pytest.raises(RecordError) as error:
        whole.page("incidents", Filters(), 10, cursor)
    assert error.value.code == "R014"


def test_people_join_and_part_and_take_it_back(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS[:40], batch=40)
    before = digest(recorder)
    incidents = recorder.page("incidents", Filters(), 10_000, None)[0]
    large = next(i for i in incidents if len(i.accounts) > 1)
    other = next(i for i in incidents if i.id != large.id and i.type == large.type)

    merged = judge(recorder, _ruling("same", large.id, other.id))
    joined = next(
        i for i in recorder.page("incidents", Filters(), 10_000, None)[0] if other.accounts[0] in i.accounts
    )
    assert set(joined.accounts) == {*large.accounts, *other.accounts}
    parted = judge(recorder, _ruling("different", joined.id, other.accounts[0]))
    assert not any(
        {large.accounts[0], other.accounts[0]} <= set(i.accounts)
        for i in recorder.page("incidents", Filters(), 10_000, None)[0]
    )
    now = digest(recorder)
    recorder.rebuild()
    assert digest(recorder) == now

    judge(recorder, _ruling("undo", parted.id))
    judge(recorder, _ruling("undo", merged.id))
    assert digest(recorder) == before
    recorder.close()


def test_people_correct_reject_and_withdraw(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS[:40], batch=40)
    before = digest(recorder)
    incident = next(i for i in recorder.page("incidents", Filters(), 10_000, None)[0] if len(i.accounts) > 1)
    account = incident.accounts[0]

    corrected = judge(recorder, _ruling("correct", account, field="mode", value='"drone"'))
    assert recorder.accounts([account])[0].claim.mode == "drone"  # type: ignore[union-attr]
    rejected = judge(recorder, _ruling("reject", account))
    assert recorder.accounts([account]) == ()
    withdrawn = judge(recorder, _ruling("withdraw", incident.reports[-1]))
    left = recorder.page("reports", Filters(), 10_000, None)[0]
    assert incident.reports[-1] not in {r.id for r in left}
    assert all(
        incident.reports[-1] not in i.reports for i in recorder.page("incidents", Filters(), 9999, None)[0]
    )
    now = digest(recorder)
    recorder.rebuild()
    assert digest(recorder) == now

    for one in (withdrawn, rejected, corrected):
        judge(recorder, _ruling("undo", one.id))
    assert digest(recorder) == before
    recorder.close()


@pytest.mark.parametrize(
    ("verdict", "pick", "code"),
    [
        ("same", lambda i: (i[0].id, i[0].id), "R008"),
        ("same", lambda i: (i[0].id, i[0].accounts[0]), "R008"),
        ("different", lambda i: (i[0].accounts[0], i[1].accounts[0]), "R009"),
        ("different", lambda i: (i[0].id, i[1].id), "R009"),
        ("accept", lambda i: ("E-0000000000000000",), "R007"),
        ("undo", lambda i: ("J-0000000000000000",), "R007"),
    ],
)
def test_judgements_that_make_no_sense_are_refused(
    whole: Recorder, verdict: Any, pick: Any, code: str
) -> None:
    incidents = whole.page("incidents", Filters(), 10, None)[0]
    with pytest.raises(RecordError) as error:
        judge(whole, _ruling(verdict, *pick(incidents)))
    assert error.value.code == code


def test_a_record_that_others_wrote_catches_up(new_address: MakeAddress) -> None:
    address = new_address()
    recorder = fed(address, REPORTS[:20], batch=20)
    recorder.store.add_report(REPORTS[20], at=AT)
    more = fed(new_address(), REPORTS[:21], batch=21)
    assert seen(recorder) == seen(more)
    recorder.close()
    more.close()


def test_an_undated_report_is_placed_and_unplaced(new_address: MakeAddress) -> None:
    recorder = fed(new_address(), REPORTS[:20], batch=20)
    before = digest(recorder)
    undated = dict(REPORTS[25], id="undated", published=None, written=None)
    with recorder.writing() as (work, decisions):
        work.add_report(undated, at=AT)
        recorder.keeper.put(work, [("undated", from_json(undated))], decisions)
    shown = {r.id for r in recorder.page("reports", Filters(as_of=date(2100, 1, 1)), 10_000, None)[0]}
    assert "undated" not in shown
    assert "undated" in {r.id for r in recorder.page("reports", Filters(), 10_000, None)[0]}
    judge(recorder, _ruling("withdraw", "undated"))
    assert digest(recorder) == before
    recorder.close()


def _ruling(verdict: Any, *things: str, field: str = "", value: str = "") -> Ruling:
    return Ruling(verdict=verdict, things=things, author="somebody", at=AT, field=field, value=value)


def test_reports_between_two_days(whole: Recorder) -> None:
    everything = whole.page("reports", Filters(), 10_000, None)[0]
    days = sorted({r.published for r in everything if r.published})
    during = whole.page("reports", Filters(between=(days[1], days[3])), 10_000, None)[0]
    assert during == tuple(r for r in everything if r.published and days[1] <= r.published <= days[3])
    assert 0 < len(during) < len(everything)


def test_the_same_bytes_under_two_ids_are_one_telling(new_address: MakeAddress) -> None:
    twin = {**REPORTS[3], "id": "twin-of-it"}
    one = fed(new_address(), [*REPORTS[:8], twin], batch=20)
    other = fed(new_address(), [twin, *reversed(REPORTS[:8])], batch=2)
    assert seen(one) == seen(other)
    assert {r.id for r in one.page("reports", Filters(), 100, None)[0]} == {
        p["id"] for p in [*REPORTS[:8], twin]
    }
    judge(one, _ruling("withdraw", REPORTS[3]["id"]))
    judge(one, _ruling("withdraw", "twin-of-it"))
    now = digest(one)
    one.rebuild()
    assert digest(one) == now
    one.close()
    other.close()


def test_around_accounts_stand_the_copies_of_their_reports_and_what_contradicts_them(whole: Recorder) -> None:
    groups, _ = whole.page("copies", Filters(), 1000, None)
    clashes = [
        c for c in whole.page("contradictions", Filters(), 1000, None)[0] if c.kind in ("whether", "denial")
    ]
    assert groups
    assert clashes
    incidents, _ = whole.page("incidents", Filters(), 1000, None)
    for incident in incidents:
        found = whole.around(incident.accounts, None)
        assert {g.id for g in found.copies} == {
            g.id for g in groups if set(g.reports) & set(incident.reports)
        }
        sides = {c.id for c in clashes if {s.account for s in c.sides} & set(incident.accounts)}
        assert sides <= {c.id for c in found.contradictions}
    before = min(date.fromisoformat(p["published"]) for p in REPORTS) - timedelta(days=1)
    early = whole.around(incidents[0].accounts, before)
    assert early.copies == early.contradictions == ()
