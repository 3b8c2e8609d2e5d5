"""Undertakings of several reports joined into commitments, and what a commitment shows of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconciliation.undertakings import (
    CHILE,
    GHANA,
    ISLANDERS,
    NORWAY,
    PREMIER,
    grouped,
    pairs_of,
    pledges,
    undertaking,
)

from servanda.codebook.load import read_yaml
from servanda.codebook.pledges import pledge_table, read_pledge_table
from servanda.errors import ConfigError
from servanda.model import Actor
from servanda.model.account import Account
from servanda.reconciliation.pledges import COMMITMENTS, build_pledge
from servanda.reconciliation.pledges_marks import marks_of, side_of
from servanda.reconciliation.pledges_weighing import weigh

FORCE = "non_use_of_force"
KEEP = "deploy_peacekeepers"
ALL_THREE = ("NOR", "CHL", "GHA")
VOW = [
    undertaking("Norway and Chile vowed not to use force", reported="2030-05-02", on="2030-05-01", act=FORCE),
    undertaking(
        "The two sides renounced force at their summit",
        reported="2030-05-02",
        on="2030-05-02",
        said=False,
        act=FORCE,
        outlet="The Fjord Herald",
        by=(PREMIER, CHILE),
    ),
    undertaking(
        "Chile and Norway promised not to attack each other",
        reported="2030-05-03",
        on="2030-05-01",
        act=FORCE,
        outlet="The Andes Mirror",
    ),
    undertaking(
        "a vow not to use force",
        reported="2030-05-04",
        on="2030-05-01",
        act=FORCE,
        by=(),
        outlet="The Cape Courier",
    ),
    undertaking(
        "last May's promise not to use force",
        reported="2031-03-01",
        on="2030-05",
        act=FORCE,
        outlet="The Delta Times",
    ),
]
TRUCES = [
    undertaking("Norway and Chile agreed to a truce", reported="2030-10-10", on="2030-10-10", force="broken"),
    undertaking("the sides agreed to another truce", reported="2030-10-18", on="2030-10-17"),
    undertaking("they announced a third truce", reported="2030-10-26", on="2030-10-26", said=False),
    undertaking(
        "the ceasefire was holding",
        reported="2030-11-02",
        force="in_force",
        by=(),
        instrument="the ceasefire",
    ),
]
MANDATE = [
    undertaking(
        "Ghana will deploy 900 peacekeepers for five years, automatically renewed",
        reported="2030-11-10",
        on="2030-11-09",
        act=KEEP,
        by=(GHANA,),
        lands=ALL_THREE,
        term="P5Y",
        renewal="automatic",
        condition="unless a side gives notice six months before it expires",
        instrument="the statement",
    ),
    undertaking(
        "the peacekeepers from Ghana",
        reported="2031-06-01",
        act=KEEP,
        force="in_force",
        by=(GHANA,),
        lands=ALL_THREE,
        instrument="peacekeepers",
    ),
    undertaking(
        "The contract signed in 2030 runs for five years",
        reported="2032-10-31",
        on="2030",
        start="2030",
        force="in_force",
        act=KEEP,
        by=(GHANA,),
        lands=ALL_THREE,
        term="P5Y",
        instrument="The contract",
    ),
    undertaking(
        "the peacekeepers",
        reported="2033-01-05",
        act=KEEP,
        force="in_force",
        by=(),
        lands=ALL_THREE,
        instrument="peacekeepers",
    ),
]
ENDED = undertaking(
    "the mission of Ghana's peacekeepers ended",
    reported="2034-06-13",
    on="2034-06-12",
    act=KEEP,
    force="ended",
    by=(GHANA,),
    lands=ALL_THREE,
    instrument="mission",
)
OFFER = undertaking(
    "Norway was ready to extend the stay of Ghana's peacekeepers by 20 years",
    reported="2032-10-30",
    on="2032-10-29",
    act=KEEP,
    force="offered",
    by=(NORWAY,),
    lands=ALL_THREE,
    term="P20Y",
    renewal="offered",
)


def names(groups: list[list[Account]]) -> list[list[str]]:
    return [[a.report.id for a in group] for group in groups]


def test_one_vow_told_by_five_outlets_is_one_commitment() -> None:
    (group,) = grouped(VOW)
    assert len(group) == 5
    pledge = build_pledge(group)
    assert pledge.obligors == (CHILE, NORWAY)
    assert pledge.made == (date(2030, 5, 1), date(2030, 5, 1))
    assert (pledge.act, pledge.force, pledge.phase) == ("non_use_of_force", "agreed", "in_force")
    assert len(pledge.reports) == 5


def test_truces_of_different_days_stay_apart_and_a_bare_mention_means_the_last() -> None:
    assert names(grouped(TRUCES)) == [
        ["harbour-2030-10-10"],
        ["harbour-2030-10-18"],
        ["harbour-2030-10-26", "harbour-2030-11-02"],
    ]


def test_a_bare_mention_means_what_was_made_before_it_was_reported() -> None:
    early = replace(
        TRUCES[3], id="C-early", report=replace(TRUCES[3].report, id="early", published=date(2030, 10, 12))
    )
    found = names(grouped([*TRUCES[:3], early]))
    assert ["harbour-2030-10-10", "early"] in found


def test_later_mentions_belong_to_the_mandate_they_speak_of() -> None:
    (group,) = grouped(MANDATE)
    pledge = build_pledge(group, date(2033, 1, 5))
    assert pledge.obligors == (GHANA,)
    assert pledge.made == (date(2030, 11, 9), date(2030, 11, 9))
    assert (pledge.term, pledge.renewal, pledge.phase) == ("P5Y", "automatic", "in_force")
    assert pledge.expiry == (date(2035, 11, 9), date(2035, 11, 9))
    assert [(t.number, t.renewal, t.notice) for t in pledge.terms] == [
        (1, None, date(2035, 5, 9)),
        (2, "automatic", date(2040, 5, 9)),
    ]
    assert pledge.conditions == (("unless a side gives notice six months before it expires", "unknown"),)
    assert [v.instrument for v in pledge.versions] == ["the statement", "peacekeepers", "The contract"]


def test_renewals_come_by_arithmetic() -> None:
    (pledge,) = pledges(MANDATE, date(2036, 1, 1))
    assert pledge.phase == "extended"
    assert pledge.expiry == (date(2040, 11, 9), date(2040, 11, 9))
    assert pledge.steps[-1].account is None
    assert "no notice" in pledge.steps[-1].why


def test_without_renewal_a_term_runs_out() -> None:
    once = replace(MANDATE[0], claim=replace(MANDATE[0].claim, renewal=None))  # type: ignore[call-arg]
    (pledge,) = pledges([once], date(2036, 1, 1))
    assert (pledge.phase, pledge.expiry) == ("expired", (date(2035, 11, 9), date(2035, 11, 9)))


def test_an_end_told_before_the_term_stops_renewals() -> None:
    (pledge,) = pledges([*MANDATE, ENDED], date(2037, 1, 1))
    assert (pledge.phase, len(pledge.terms)) == ("ended", 1)
    assert pledge.steps[-1].quote == "the mission of Ghana's peacekeepers ended"
    (before,) = pledges([*MANDATE, ENDED], date(2034, 6, 12))
    assert before.phase == "in_force"


def test_an_offer_to_lengthen_is_no_part_of_what_it_would_lengthen() -> None:
    found = {p.force: p for p in pledges([*MANDATE, OFFER])}
    assert found["offered"].phase == "offered"
    assert found["offered"].obligors == (NORWAY,)
    assert found["offered"].expiry is None
    assert found["agreed"].term == "P5Y"


DIFFERENT = {
    "another act": ({"act": "ceasefire"}, {"act": "negotiate"}),
    "others are bound": ({"by": (NORWAY,)}, {"by": (CHILE,)}),
    "a breakaway land is not its state": ({"by": (CHILE,)}, {"by": (ISLANDERS,)}),
    "five days apart": ({"on": "2030-05-01"}, {"on": "2030-05-06"}),
    "wide acts in other words": ({"act": "other"}, {"act": "other", "words": "they will share a stadium"}),
    "about other countries": (
        {"by": (GHANA,), "lands": ("GHA", "NOR")},
        {"by": (GHANA,), "lands": ("GHA", "PER")},
    ),
    "parties unsaid, other countries": (
        {"by": (), "lands": ("NOR", "CHL")},
        {"by": (), "lands": ("PER", "GHA")},
    ),
    "an offer and what runs": ({"force": "offered"}, {"force": "in_force", "on": None}),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_is_not_the_same(case: str) -> None:
    accounts = []
    for outlet, changes in zip(("The Harbour Post", "The Fjord Herald"), DIFFERENT[case], strict=True):
        fields: dict[str, Any] = {"on": "2030-05-01", "reported": "2030-05-06", "outlet": outlet, **changes}
        words = fields.pop("words", "they agreed to stop the fighting at sea")
        accounts.append(undertaking(words, **fields))
    assert len(grouped(accounts)) == 2


def test_two_undertakings_of_one_report_stay_two() -> None:
    told: dict[str, Any] = {
        "reported": "2030-05-02",
        "on": "2030-05-01",
        "act": "open_transport",
        "report": "one",
    }
    first = undertaking("Chile guaranteed safe movement on the pass", by=(CHILE,), **told)
    second = undertaking("they agreed to reopen the railway", **told)
    assert len(grouped([first, second])) == 2


def test_who_sends_and_who_lets_in_tell_one_mission() -> None:
    told: dict[str, Any] = {"on": "2030-05-01", "act": "accept_monitors", "lands": ("GHA", "NOR")}
    sends = undertaking("Ghana will send observers", reported="2030-05-02", by=(GHANA,), **told)
    lets = undertaking("Norway agreed to accept observers", reported="2030-05-03", by=(NORWAY,), **told)
    assert len(grouped([sends, lets])) == 1


def test_comparison_is_symmetric_and_says_why() -> None:
    for a in [*VOW, *TRUCES, *MANDATE]:
        for b in [*VOW, *TRUCES, *MANDATE]:
            found = COMMITMENTS.compare(a, b)
            assert found == COMMITMENTS.compare(b, a)
            assert found is None or found.reasons
    assert COMMITMENTS.compare(VOW[0], VOW[0]) is None


def test_what_is_joined_shares_a_key() -> None:
    accounts = [*VOW, *TRUCES, *MANDATE]
    keyed = {(p.left, p.right) for p in pairs_of(accounts) if p.same}
    for a in accounts:
        for b in accounts:
            pair = COMMITMENTS.compare(a, b) if a.id < b.id else None
            if pair is not None and pair.same:
                assert (pair.left, pair.right) in keyed


@settings(max_examples=30, deadline=None)
@given(st.permutations([*VOW, *TRUCES, *MANDATE]))
def test_order_changes_nothing(accounts: list[Account]) -> None:
    assert pledges(accounts) == pledges([*VOW, *TRUCES, *MANDATE])


@pytest.mark.parametrize("day", ["2030-05-02", "2030-10-12", "2030-10-26", "2031-12-31", "2033-01-05"])
def test_an_earlier_day_is_what_it_was_then(day: str) -> None:
    accounts = [*VOW, *TRUCES, *MANDATE]
    as_of = date.fromisoformat(day)
    fed = [a for a in accounts if a.report.reported is not None and a.report.reported <= as_of]
    assert pledges(accounts, as_of) == pledges(fed, as_of)
    for pledge in pledges(accounts, as_of):
        whole = build_pledge([a for a in accounts if a.id in pledge.accounts], as_of)
        assert whole == pledge


def test_ids_stay_as_later_reports_arrive() -> None:
    before = {p.id for p in pledges(MANDATE[:2])}
    assert before == {p.id for p in pledges(MANDATE)}


def test_keys_are_few() -> None:
    for account in [*VOW, *TRUCES, *MANDATE]:
        assert len(COMMITMENTS.keys(account)) <= 1 + 4 * 10


def test_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was known"):
        build_pledge(VOW, date(2020, 1, 1))


def test_copies_are_counted_once() -> None:
    pledge = build_pledge(VOW, None, {VOW[1].report.id: VOW[0].report.id})
    assert pledge.originals == 4


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        (Actor("Norwegian army", "NOR", "MIL"), "NOR"),
        (ISLANDERS, "CHL/SEP"),
        (Actor("Free Sea Union", "INT", "IGO"), "free sea union"),
    ],
)
def test_sides(actor: Actor, side: str) -> None:
    assert side_of(actor) == side
    assert side_of(Actor("union", "INT", "IGO"), "body:fsu") == "body:fsu"


@pytest.mark.parametrize(
    "change",
    [
        {"lasting": ["juggle"]},
        {"extends": []},
        {"kinds": {"song": ["ode"]}},
        {"kind_of_act": {"juggle": "truce"}},
        {"undoes": {"ceasefire": ["juggle"]}},
        {"undoes": "ceasefire"},
        {"more": 1},
    ],
)
def test_a_wrong_table_is_refused(change: dict[str, Any]) -> None:
    data = read_yaml("data/pledges.yaml")
    assert read_pledge_table(data).wide == pledge_table().wide
    with pytest.raises(ConfigError, match="C002"):
        read_pledge_table({**data, **change})


def test_the_truce_of_the_morning_is_not_the_one_of_the_next_evening() -> None:
    """A report cannot tell of a truce that is made after it came out."""
    first = undertaking(
        "they agreed to a ceasefire from 9 a.m.", reported="2030-05-13", on="2030-05-13", said=False
    )
    later = undertaking("Norway and Chile agreed to a ceasefire", reported="2030-05-15", on="2030-05-14")
    assert grouped([first, later]) == [[first], [later]]
    # but one that is told to begin on the next day is that one
    ahead = undertaking(
        "they agreed to a ceasefire from Tuesday", reported="2030-05-13", on="2030-05-13", start="2030-05-14"
    )
    assert grouped([ahead, later]) == [[ahead, later]]


def test_what_had_been_promised_is_the_promise_made_before() -> None:
    made = undertaking(
        "Norway guarantees safe movement along the pass", reported="2030-05-02", on="2030-05-01",
        act="open_transport", force="declared", by=(NORWAY,),
    )  # fmt: skip
    told = undertaking(
        "Norway had guaranteed free movement", reported="2031-02-02", act="open_transport", force="declared",
        by=(NORWAY,), outlet="The Andes Mirror",
    )  # fmt: skip
    assert grouped([made, told]) == [[made, told]]
    news = replace(told, quotes=("Norway guaranteed free movement",))
    assert len(grouped([made, news])) == 2


@pytest.mark.parametrize(
    ("called", "made"),
    [
        ("the May 3 truce", date(2031, 5, 3)),
        ("the 9 November truce", date(2030, 11, 9)),
        ("the June 31 truce", None),
        ("the truce", None),
    ],
)
def test_a_truce_called_by_its_day_was_made_on_it(called: str, made: date | None) -> None:
    told = undertaking(called, reported="2031-07-01", force="in_force", by=(), instrument=called)
    assert marks_of(told).made == ((made, made) if made else None)


@pytest.mark.parametrize(("town", "joined"), [("Bergen", True), ("Tromso", False)])
def test_truces_of_two_towns_of_one_war_are_two(town: str, joined: bool) -> None:
    made = undertaking("the army declared a truce", reported="2031-05-03", on="2031-05-03", by=(NORWAY,))
    later = undertaking(
        "the truce", reported="2031-05-09", by=(NORWAY,), force="in_force", instrument="the truce"
    )
    pair = weigh(
        marks_of(replace(made, sites=("Bergen",))), marks_of(replace(later, sites=(town,))), together=False
    )
    assert (pair is not None) == joined
