"""The Karabakh timeline, each entry a report of its day, and the seed: what the record must show of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.real_reports import CRISIS_GROUP as OUTLET
from benchmarks.real_reports import write_reports

from servanda.api.record import Filters, Record, open_record
from servanda.codebook.standing import standing_table
from servanda.model.views import Pledge, Track

pytestmark = [pytest.mark.shared, pytest.mark.weights, pytest.mark.slow]

STATEMENT = date(2020, 11, 9)
SUMMIT = date(2022, 10, 31)
PAIR = ("ARM", "AZE")


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("karabakh")
    entries = write_reports("karabakh", shared / "data", folder / "timeline.jsonl")
    with open_record(folder / "karabakh.record") as made:
        assert made.ingest(folder / "timeline.jsonl").added == entries == 327
        assert made.ingest(shared / "seed").added == 1
        yield made


def every(record: Record, listing: str, as_of: date | None = None, **filters: Any) -> list[Any]:
    items: list[Any] = []
    cursor: str | None = None
    while True:
        page = getattr(record, listing)(Filters(as_of=as_of, **filters), limit=200, cursor=cursor)
        items += page.items
        cursor = page.cursor
        if cursor is None:
            return items


def promises(record: Record, act: str, made: date, as_of: date | None = None) -> list[Pledge]:
    found = every(record, "commitments", as_of, act=act)
    return [p for p in found if p.made and p.made[0] == made]


def parties(pledge: Pledge) -> set[str]:
    return {a.country for a in (*pledge.obligors, *pledge.beneficiaries)}


def test_the_vow_of_sochi_with_its_parties(record: Record) -> None:
    (vow,) = promises(record, "non_use_of_force", SUMMIT)
    assert {str(a) for a in vow.obligors} == {"Armenia|ARM|GOV", "Azerbaijan|AZE|GOV"}
    assert "not to use force" in vow.quotes[0]
    assert vow.standing is not None
    assert vow.standing.name == "no_breach_reported"


def test_the_mandate_is_that_of_the_statement_with_its_expiry_and_renewal(record: Record) -> None:
    mandates = promises(record, "deploy_peacekeepers", STATEMENT)
    (mandate,) = (m for m in mandates if m.term)
    assert {a.country for a in mandate.obligors} == {"RUS"}
    assert (mandate.term, mandate.renewal) == ("P5Y", "automatic")
    assert mandate.expiry is not None
    assert (mandate.expiry[1].year, mandate.expiry[1].month) == (2025, 11)
    assert [(t.number, t.end[1].year if t.end else None, t.renewal) for t in mandate.terms] == [
        (1, 2025, None),
        (2, 2030, "automatic"),
    ]
    told = {r.partition("-")[0] for r in mandate.reports}
    assert told == {"icg", next(r for r in mandate.reports if not r.startswith("icg")).partition("-")[0]}
    offers = [p for p in every(record, "commitments", act="deploy_peacekeepers") if p.force == "offered"]
    assert [o.standing.name for o in offers if o.standing and o.term == "P20Y"] == ["not_due"]


def test_the_statement_is_an_instrument_that_holds_the_mandate_and_the_transport_undertaking(
    record: Record,
) -> None:
    (mandate,) = (m for m in promises(record, "deploy_peacekeepers", STATEMENT) if m.term)
    (transport,) = promises(record, "open_transport", STATEMENT)
    holding = [i for i in every(record, "instruments") if mandate.id in i.commitments]
    assert any(transport.id in i.commitments and i.made == (STATEMENT, STATEMENT) for i in holding)


def test_the_road_blocked_and_the_checkpoint_against_the_transport_undertaking(record: Record) -> None:
    (transport,) = promises(record, "open_transport", STATEMENT)
    by_report = {e.report: e for e in transport.evidence}
    blocked, checkpoint = by_report["icg-317"], by_report["icg-321"]
    assert "blocked the only road" in blocked.quote
    assert (blocked.kind, blocked.by, blocked.bearing) == ("observed", OUTLET, "doubts")
    assert any("not its state" in r for r in blocked.reasons)
    assert (checkpoint.kind, checkpoint.by, checkpoint.bearing) == ("observed", OUTLET, "breaks")
    assert checkpoint.incident is not None
    assert transport.standing is not None
    assert transport.standing.by == (OUTLET,)


def test_nothing_later_shows_in_an_earlier_view(record: Record) -> None:
    (transport,) = promises(record, "open_transport", STATEMENT, as_of=date(2021, 6, 30))
    assert transport.evidence == ()
    assert transport.standing is not None
    assert transport.standing.name == "no_breach_reported"
    (transport,) = promises(record, "open_transport", STATEMENT, as_of=date(2022, 12, 31))
    assert "icg-317" in {e.report for e in transport.evidence}
    assert "icg-321" not in {e.report for e in transport.evidence}


def test_the_ceasefires_of_october_2020_collapsed_in_the_order_they_came(record: Record) -> None:
    october = [
        p
        for p in every(record, "commitments", act="ceasefire", pair=PAIR)
        if p.made and date(2020, 10, 1) <= p.made[0] and p.made[1] <= date(2020, 10, 31)
    ]
    collapsed = [p for p in october if p.standing and p.standing.name == "collapsed"]
    assert len(collapsed) >= 2
    began = [p.made[0] for p in sorted(collapsed, key=lambda p: p.made or ())]
    ended = [p.standing.since for p in sorted(collapsed, key=lambda p: p.made or ()) if p.standing]
    assert began == sorted(began)
    assert ended == sorted(d for d in ended if d)
    assert all(p.standing and p.standing.by == (OUTLET,) for p in collapsed)


def test_prisoners_promised_and_handed_over(record: Record) -> None:
    ledgers = every(record, "ledgers", kind="prisoners")
    (between,) = (x for x in ledgers if {a.country for a in x.parties} == set(PAIR))
    numbers = {(line.what, line.low) for line in between.lines}
    assert {("promised", 15), ("done", 59), ("done", 6), ("done", 3), ("done", 25), ("done", 2)} <= numbers
    assert all(line.quote and line.report and line.by for line in between.lines)
    (exchange,) = promises(record, "release_prisoners", STATEMENT)
    assert exchange.id in between.commitments
    assert exchange.standing is not None
    assert exchange.standing.name == "partly_kept"
    assert {e.bearing for e in exchange.evidence} >= {"keeps"}


def test_tracks_of_russia_the_eu_the_osce_and_the_us_apart(record: Record) -> None:
    tracks = [t for t in every(record, "tracks") if {a.country for a in t.parties} == set(PAIR)]
    by_name: dict[str, Track] = {t.mediator.name: t for t in tracks if t.mediator}
    assert {"Russia", "European Union", "OSCE", "United States"} <= set(by_name)
    assert len({by_name[n].id for n in ("Russia", "European Union", "OSCE", "United States")}) == 4
    sochi = [r for r in by_name["Russia"].rounds if r.where and r.where.name == "Sochi"]
    assert any(r.commitments for r in sochi)
    brussels = [r for r in by_name["European Union"].rounds if r.where and r.where.name == "Brussels"]
    assert brussels
    assert all(r.words and r.parties for t in tracks for r in t.rounds if r.accounts)


def test_no_prohibition_is_kept_and_every_standing_says_by_whom(record: Record) -> None:
    table = standing_table()
    for pledge in every(record, "commitments"):
        assert pledge.standing is not None
        if table.acts[pledge.act].prohibition:
            assert pledge.standing.name not in ("kept", "partly_kept")
        if pledge.standing.name not in ("not_due", "unknown", "no_breach_reported"):
            assert pledge.standing.by
        assert pledge.standing.reasons
