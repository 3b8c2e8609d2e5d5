"""Undated reports: placed by dated reports that tell the same, never by each other, and never in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconciliation.telling import ARM, AZE, Told

from servanda.model import Actor, Commitment
from servanda.model.account import Account, Report
from servanda.model.days import Days
from servanda.reconciliation.placing import Placement, keys, place_reports

RUS = Actor(name="Russia", country="RUS", sector="GOV")
TALKS = "Armenia and Azerbaijan met with Russia in Wesk on Monday"
MONDAY = date(2022, 10, 31)
WIDE: Days = (date(2022, 9, 20), date(2022, 11, 20))


def _tell(
    name: str,
    day: str | None,
    *,
    on: str | None = "2022-10-31",
    words: str = TALKS,
    place: str = "Wesk",
    acts: Sequence[str] = ("non_use_of_force", "settle_disputes", "negotiate"),
    killed: int | None = 286,
    written: Days | None = WIDE,
) -> list[Account]:
    told = Told(
        f"{words}. They swore peace. Fighting in September killed {killed} people.", name=name, day=day
    )
    told.report = replace(told.report, written=None if day else written)
    dated = on if day else None
    told.event(words, "CONSULT", actors=(ARM, AZE, RUS), place=place, date=dated)
    for act in acts:
        told._add(
            Commitment(
                act=act, obligors=(ARM, AZE), force="agreed", provenance=told._from("They swore peace")
            ),
            "They swore peace",
        )
    if killed:
        told.figure(f"killed {killed} people", low=killed, of="people")
    return told.accounts


def _place(*tellings: list[Account]) -> dict[str, Placement]:
    accounts = [a for telling in tellings for a in telling]
    reports: dict[str, Report] = {a.report.id: a.report for a in accounts}
    return dict(place_reports(reports.values(), accounts))


def test_its_monday_is_the_monday_of_the_dated_report() -> None:
    placed = _place(_tell("undated", None), _tell("wire", "2022-10-31"))

    assert set(placed) == {"undated"}
    assert placed["undated"].days == (MONDAY, MONDAY)
    assert placed["undated"].reports == ("wire",)
    assert "its Monday is 2022-10-31 by wire of 2022-10-31" in placed["undated"].reasons[0]
    assert "both name Wesk" in placed["undated"].reasons[0]


def test_without_the_dated_report_it_is_undone() -> None:
    assert _place(_tell("undated", None)) == {}


def test_a_report_of_the_next_day_that_tells_as_much_leaves_the_week_open() -> None:
    placed = _place(_tell("undated", None), _tell("wire", "2022-10-31"), _tell("paper", "2022-11-01"))

    assert placed["undated"].days == (MONDAY, date(2022, 11, 6))
    assert placed["undated"].reports == ("wire", "paper")


def test_undated_reports_never_support_each_other() -> None:
    assert _place(_tell("one", None), _tell("two", None)) == {}
    placed = _place(_tell("one", None), _tell("two", None), _tell("wire", "2022-10-31"))
    assert {p.reports for p in placed.values()} == {("wire",)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"words": TALKS.replace("Monday", "Tuesday"), "on": "2022-11-01"}, id="weekday"),
        pytest.param({"place": "Tovk", "acts": (), "killed": None}, id="nothing but parties"),
        pytest.param({"on": "2022-05-02"}, id="old"),
    ],
)
def test_what_does_not_agree_places_nothing(other: dict[str, object]) -> None:
    day = "2022-11-01" if other.get("on") == "2022-11-01" else "2022-10-31"

    assert _place(_tell("undated", None), _tell("wire", day, **other)) == {}  # type: ignore[arg-type]


def test_another_weeks_monday_is_not_meant() -> None:
    last = TALKS.replace("on Monday", "last Monday")

    assert _place(_tell("undated", None, words=last), _tell("wire", "2022-10-31")) == {}


def test_two_days_that_fit_place_nothing() -> None:
    week_before = _tell("before", "2022-10-24", on="2022-10-24")

    assert _place(_tell("undated", None), week_before, _tell("wire", "2022-10-31")) == {}


def test_few_signs_place_nothing() -> None:
    few = {"acts": ("negotiate",), "killed": None}
    undated, wire = _tell("undated", None, **few), _tell("wire", "2022-10-31", **few)  # type: ignore[arg-type]

    assert _place(undated, wire) == {}


def test_days_stay_within_what_its_own_words_leave() -> None:
    placed = _place(_tell("undated", None, written=(MONDAY, date(2022, 11, 1))), _tell("wire", "2022-10-31"))

    assert placed["undated"].days == (MONDAY, MONDAY)
    outside = _tell("undated", None, written=(date(2022, 11, 12), date(2022, 11, 20)))
    assert _place(outside, _tell("wire", "2022-10-31")) == {}
    assert _place(_tell("undated", None, written=None), _tell("wire", "2022-10-31")) == {}


def test_a_supporter_shares_a_key() -> None:
    undated, wire = _tell("undated", None), _tell("wire", "2022-10-31")

    shared = set(keys(undated[0].report, undated)) & set(keys(wire[0].report, wire))
    assert "2022-10-31|ARM,AZE" in shared


@given(st.permutations(range(4)), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(order: list[int], random: object) -> None:
    tellings = [
        _tell("undated", None),
        _tell("wire", "2022-10-31"),
        _tell("paper", "2022-11-01"),
        _tell("other", "2022-10-05", on="2022-10-03", place="Tovk", acts=(), killed=49),
    ]
    accounts = [a for k in order for a in tellings[k]]
    random.shuffle(accounts)  # type: ignore[attr-defined]

    placed = place_reports([tellings[k][0].report for k in order], accounts)

    assert placed == _place(*tellings)
