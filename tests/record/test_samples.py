"""The sample reports joined: what led to the Sochi summit and what came after, as known on any day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from servanda import api
from servanda.api.record import Filters, Record, open_record
from servanda.model.account import Report
from servanda.model.days import Days
from servanda.model.json import to_json
from servanda.model.pledge_json import pledge_to_json
from servanda.model.view_json import view_to_json
from servanda.model.views import Pledge

pytestmark = pytest.mark.weights

REPORTS = ROOT / "src" / "servanda" / "samples" / "record"
PAIR = ("ARM", "AZE")
SUMMIT = date(2022, 10, 31)
LISTINGS = (
    "incidents",
    "episodes",
    "figures",
    "contradictions",
    "commitments",
    "instruments",
    "tracks",
    "ledgers",
    "sources",
    "copies",
    "timeline",
    "reports",
)


@pytest.fixture(scope="module")
def codings() -> list[dict[str, Any]]:
    """The samples coded once, as ``servanda code --mentions`` writes them."""
    read = api.read(REPORTS, mentions=True)
    return [dict(to_json(one, original=True, versions=api.versions())) for one in read]


def _fed(folder: Path, codings: list[dict[str, Any]]) -> Record:
    source = folder / "codings.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in codings), "utf-8")
    made = open_record(folder / "made.record")
    assert made.ingest(source).added == len(codings)
    return made


@pytest.fixture(scope="module")
def record(codings: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    assert len(codings) == 50
    with _fed(tmp_path_factory.mktemp("samples"), codings) as made:
        yield made


@pytest.fixture(scope="module")
def undated(reports: dict[str, date | None]) -> str:
    (found,) = (name for name in reports if name.startswith("undated"))
    return found


@pytest.fixture(scope="module")
def reports(record: Record) -> dict[str, date | None]:
    """The day each report was out, of all reports that tell of an act."""
    accounts = record.accounts([i for one in _every(record, "incidents") for i in one.accounts])
    return {a.report.id: a.report.reported for a in accounts}


def _every(record: Record, listing: str, as_of: date | None = None, **filters: Any) -> list[Any]:
    items: list[Any] = []
    cursor: str | None = None
    while True:
        page = getattr(record, listing)(Filters(as_of=as_of, **filters), limit=100, cursor=cursor)
        items += page.items
        cursor = page.cursor
        if cursor is None:
            return items


def _vow(record: Record, as_of: date | None) -> Pledge:
    """The vow of Sochi not to use force."""
    pledges = _every(record, "commitments", as_of, act="non_use_of_force", pair=PAIR)
    (found,) = (p for p in pledges if p.made and p.made[0] == SUMMIT)
    assert isinstance(found, Pledge)
    return found


def test_the_undated_monday_is_the_day_of_the_summit(record: Record, undated: str) -> None:
    shown = record.show(undated)
    assert isinstance(shown.thing, Report)

    assert shown.thing.published is None
    assert shown.thing.placed == (SUMMIT, SUMMIT)
    reasons = [r for _, given in record.explain(undated).about for r in given]
    assert any("wayline-2022-10-31" in r.words or r.accounts for r in reasons)


def test_a_placing_is_undone_with_the_report_it_rests_on(
    codings: list[dict[str, Any]], undated: str, tmp_path: Path
) -> None:
    two = [one for one in codings if one["id"] in (undated, "wayline-2022-10-31")]

    with _fed(tmp_path, two) as record:
        assert _placed(record, undated) == (SUMMIT, SUMMIT)
        gone = record.judge("withdraw", ["wayline-2022-10-31"], author="ann", reasons=["a test"])
        assert _placed(record, undated) is None
        record.judge("undo", [gone.id], author="ann")
        assert _placed(record, undated) == (SUMMIT, SUMMIT)


def _placed(record: Record, name: str) -> Days | None:
    report = record.show(name).thing
    assert isinstance(report, Report)
    return report.placed


def test_the_vow_stands_a_month_after(record: Record) -> None:
    vow = _vow(record, date(2022, 11, 30))

    assert vow.standing is not None
    assert vow.standing.name == "no_breach_reported"
    assert [e for e in vow.evidence if e.bearing == "breaks"] == []
    assert {a.country for a in vow.obligors} == {"ARM", "AZE"}


@pytest.mark.parametrize("day", [date(2023, 9, 19), date(2023, 9, 20)])
def test_its_breach_is_reported_with_words_and_by_whose_account(record: Record, day: date) -> None:
    vow = _vow(record, day)
    before = _vow(record, date(2022, 11, 30))

    assert vow.id == before.id
    assert vow.standing is not None
    assert vow.standing.name == "breach_reported"
    assert vow.standing.by
    breaks = [e for e in vow.evidence if e.bearing == "breaks" and e.day and e.day[1] >= date(2023, 9, 19)]
    assert any(e.kind == "observed" and e.report == "wayline-2023-09-19" for e in breaks)
    assert all(e.quote and e.by for e in breaks)


def test_bakus_own_name_for_it_stands_beside_the_others(record: Record) -> None:
    told = json.dumps(pledge_to_json(_vow(record, date(2023, 9, 20))), ensure_ascii=False)

    assert "anti-terrorist measures" in told
    assert "attacked" in told


def test_the_truce_of_the_day_after_is_a_new_commitment(record: Record) -> None:
    day = date(2023, 9, 20)
    now = _every(record, "commitments", day, act="ceasefire")
    before = {p.id for p in _every(record, "commitments", date(2023, 9, 19), act="ceasefire")}

    (truce,) = (p for p in now if p.made and p.made[0] == day)
    assert truce.id not in before
    (later,) = (
        p for p in _every(record, "commitments", date(2023, 9, 21), act="ceasefire") if p.id == truce.id
    )
    assert {"Azerbaijan", "Nagorno-Karabakh"} <= {a.name for a in later.obligors}


def _mandate(record: Record, as_of: date) -> Pledge:
    pledges = _every(record, "commitments", as_of, act="deploy_peacekeepers")
    (found,) = (p for p in pledges if p.made and p.made[0].year == 2020 and p.term == "P5Y")
    assert isinstance(found, Pledge)
    return found


def test_the_mandate_runs_until_november_2025(record: Record) -> None:
    mandate = _mandate(record, date(2022, 11, 30))

    assert mandate.phase == "in_force"
    assert mandate.expiry is not None
    assert mandate.expiry[1].isoformat()[:7] == "2025-11"
    assert mandate.renewal == "automatic"
    assert any(a.country == "RUS" for a in mandate.obligors)


def test_the_mandate_ended_before_its_term(record: Record) -> None:
    assert _mandate(record, date(2023, 12, 31)).phase == "in_force"

    mandate = _mandate(record, date(2024, 6, 20))

    assert mandate.phase == "ended"
    (ended, *_) = (s for s in mandate.steps if s.phase == "ended")
    assert ended.when is not None
    assert date(2024, 4, 1) <= ended.when[1] <= date(2024, 6, 30)
    assert ended.quote


def test_the_offer_to_extend_is_an_offer(record: Record) -> None:
    pledges = _every(record, "commitments", date(2022, 11, 30), act="deploy_peacekeepers")

    offers = [p for p in pledges if p.phase == "offered"]
    assert any(a.country == "ARM" for p in offers for a in p.obligors)


def test_the_tolls_of_september_2022_stand_side_by_side(record: Record) -> None:
    tallies = _every(record, "figures", measure="killed", between=(date(2022, 9, 1), date(2022, 9, 30)))
    lows = {c.low for t in tallies for c in t.counts}

    assert {49, 50, 71, 79, 105, 135, 286} <= lows
    assert 207 not in lows  # killed or gone missing, in one number
    armenian = [[c.low for c in t.counts] for t in tallies if {49, 105} <= {c.low for c in t.counts}]
    assert armenian, "49 and 105 are counts of one tally"
    assert all(t.high is None or t.high <= 286 for t in tallies)


def test_copies_are_known(record: Record) -> None:
    groups = {frozenset(g.reports) for g in _every(record, "copies")}

    assert frozenset({"wayline-2022-09-13", "courier-2022-09-13"}) in groups
    assert frozenset({"wayline-2023-04-23", "courier-2023-04-24"}) in groups


def test_the_garbled_sentence_stands_against_the_others(record: Record, undated: str) -> None:
    found = [c for c in _every(record, "contradictions") if any(s.report == undated for s in c.sides)]

    garbled = [c for c in found if c.kind == "garbled"]
    assert garbled
    others = {s.report[:18] for c in garbled for s in c.sides if s.report != undated}
    assert others & {"courier-2022-11-01", "scheldt-2022-11-01"}


def test_tracks_stand_apart(record: Record) -> None:
    mediators = {t.mediator.name for t in _every(record, "tracks", pair=PAIR) if t.mediator}

    assert any("Russia" in m or "Putin" in m for m in mediators)
    assert any("Europ" in m or "Michel" in m for m in mediators)
    assert any("United States" in m or "Blinken" in m for m in mediators)


def test_prisoners_promised_and_freed(record: Record) -> None:
    (ledger, *_) = _every(record, "ledgers", kind="prisoners", pair=PAIR)
    done = {line.low for line in ledger.lines if line.what == "done"}

    assert {17, 32, 2} <= done


@pytest.mark.parametrize("day", [date(2020, 11, 12), date(2022, 9, 15), date(2022, 11, 1), date(2023, 9, 20)])
@pytest.mark.parametrize("kind", LISTINGS)
def test_nothing_later_shows_in_an_earlier_view(
    record: Record, reports: dict[str, date | None], kind: str, day: date
) -> None:
    told = json.dumps([_said(v) for v in _every(record, kind, day)])
    later = {name for name, out in reports.items() if out is None or out > day}

    assert len(later) >= 8
    assert [name for name in later if json.dumps(name) in told] == []


@pytest.fixture(scope="module")
def early(codings: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record fed only what had been reported by 1 November 2022."""
    kept = [one for one in codings if (one["published"] or one["written"].rpartition("/")[2]) <= "2022-11-01"]
    assert 15 < len(kept) < 30
    with _fed(tmp_path_factory.mktemp("early"), kept) as made:
        yield made


@pytest.mark.parametrize("kind", LISTINGS)
def test_as_of_a_day_is_a_record_fed_up_to_it(record: Record, early: Record, kind: str) -> None:
    day = date(2022, 11, 1)

    assert [_said(v) for v in _every(record, kind, day)] == [_said(v) for v in _every(early, kind, day)]


def _said(view: Any) -> Any:
    return view_to_json(view)


def test_a_vague_time_comes_after_the_days_in_it(record: Record) -> None:
    """ "The war of 2020" is no news of January: it stands behind the truce of that November."""
    lines = [line for line in record.timeline(limit=500).items if line.when]
    assert [line.when[1] for line in lines] == sorted(line.when[1] for line in lines)
    assert any(line.when[0] != line.when[1] for line in lines)
