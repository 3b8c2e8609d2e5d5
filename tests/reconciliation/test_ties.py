"""Phases of commitments, ties between them, and the instruments they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.reconciliation.undertakings import CHILE, GHANA, NORWAY, pledges, undertaking

from servanda.model.account import Account
from servanda.model.views import Instrument, Pledge
from servanda.reconciliation.instruments import build_instruments, place
from servanda.reconciliation.ties import tie

KEEP = "deploy_peacekeepers"
MANDATE = undertaking(
    "Ghana will deploy peacekeepers for five years",
    reported="2030-11-10",
    on="2030-11-10",
    act=KEEP,
    by=(GHANA,),
    lands=("NOR", "CHL", "GHA"),
    term="P5Y",
    instrument="statement",
)


def tied(accounts: list[Account], as_of: str | None = None) -> dict[str, Pledge]:
    """Commitments by the first words that tell them."""
    day = date.fromisoformat(as_of) if as_of else None
    return {p.quotes[0]: p for p in tie(pledges(accounts, day), day)}


def told(pledge: Pledge) -> list[str]:
    return [step.phase for step in pledge.steps]


@pytest.mark.parametrize(
    ("force", "phase"),
    [
        ("offered", "offered"),
        ("demanded", "demanded"),
        ("agreed", "agreed"),
        ("declared", "agreed"),
        ("in_force", "in_force"),
        ("ended", "ended"),
    ],
)
def test_the_phase_follows_what_is_told(force: Any, phase: str) -> None:
    one = undertaking("they spoke of prisoners", reported="2030-05-02", force=force, act="release_prisoners")
    (pledge,) = pledges([one])
    assert pledge.phase == phase
    assert pledge.steps[0].account == one.id
    assert pledge.steps[0].quote == "they spoke of prisoners"


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("Norway suspended the agreement on prisoners", "suspended"),
        ("the release of the prisoners was completed", "completed"),
        ("Norway left the agreement on prisoners", "ended"),
    ],
)
def test_words_say_how_it_was_over(words: str, phase: str) -> None:
    made = undertaking(
        "an accord on prisoners", reported="2030-05-02", on="2030-05-01", act="release_prisoners"
    )
    over = undertaking(words, reported="2030-07-02", force="ended", act="release_prisoners", instrument="x")
    (pledge,) = pledges([made, over])
    assert told(pledge) == ["agreed", phase]


def test_what_is_suspended_may_run_again() -> None:
    act: dict[str, Any] = {"act": "accept_monitors", "instrument": "mission"}
    made = undertaking("a mission of observers", reported="2030-05-02", on="2030-05-01", **act)
    halted = undertaking("the mission was suspended", reported="2030-06-02", force="ended", **act)
    again = undertaking("the mission patrols", reported="2030-07-02", force="in_force", **act)
    (pledge,) = pledges([made, halted, again])
    assert told(pledge) == ["agreed", "suspended", "in_force"]


def test_what_was_ended_is_not_revived_by_a_mention() -> None:
    over = undertaking(
        "the mission ended",
        context="The mission ended, the ministry said, a year and a half before its term.",
        reported="2033-06-13",
        on="2033-06-12",
        act=KEEP,
        force="ended",
        by=(GHANA,),
        lands=("NOR", "CHL", "GHA"),
        instrument="mission",
    )
    mention = undertaking(
        "Ghana's peacekeepers",
        reported="2033-07-01",
        act=KEEP,
        force="in_force",
        by=(GHANA,),
        lands=("NOR", "CHL", "GHA"),
        instrument="peacekeepers",
    )
    (pledge,) = pledges([MANDATE, over, mention])
    assert told(pledge) == ["agreed", "in_force", "ended"]
    assert pledge.steps[-1].quote == over.quotes[0]
    (spoken,) = pledges([replace(over, context=f"Officials said {over.quotes[0]} on Monday.")])
    assert spoken.steps[-1].quote == "Officials said the mission ended on Monday."


def test_an_offer_taken_up_is_one_commitment() -> None:
    offer = undertaking(
        "Norway offered a truce at sea", reported="2030-05-01", on="2030-05-01", force="offered"
    )
    taken = undertaking("they agreed to the truce at sea", reported="2030-05-03", on="2030-05-02")
    (pledge,) = pledges([offer, taken])
    assert told(pledge) == ["offered", "agreed", "in_force"]
    (before,) = pledges([offer, taken], date(2030, 5, 1))
    assert before.phase == "offered"


def test_what_begins_later_is_agreed_until_then() -> None:
    one = undertaking("a truce from June", reported="2030-05-02", on="2030-05-01", start="2030-06-01")
    assert [p.phase for p in pledges([one], date(2030, 5, 31))] == ["agreed"]
    assert [p.phase for p in pledges([one], date(2030, 6, 1))] == ["in_force"]


def test_an_offer_to_lengthen_points_to_the_mandate_and_changes_nothing() -> None:
    offer = undertaking(
        "Norway is ready to extend the stay of Ghana's peacekeepers",
        reported="2032-10-30",
        on="2032-10-29",
        act=KEEP,
        force="offered",
        by=(NORWAY,),
        renewal="offered",
        term="P20Y",
    )
    found = tied([MANDATE, offer])
    mandate, offered = found[MANDATE.quotes[0]], found[offer.quotes[0]]
    assert [(t.how, t.other) for t in offered.ties] == [("offers_to_extend", mandate.id)]
    assert (mandate.phase, mandate.expiry) == ("in_force", (date(2035, 11, 10), date(2035, 11, 10)))


def test_an_extension_adds_a_term() -> None:
    longer = undertaking(
        "Ghana extended its peacekeepers' mandate by two years",
        reported="2034-10-30",
        on="2034-10-29",
        act=KEEP,
        force="declared",
        by=(GHANA,),
        term="P2Y",
    )
    mandate = tied([MANDATE, longer], "2036-01-01")[MANDATE.quotes[0]]
    assert [t.end for t in mandate.terms] == [
        (date(2035, 11, 10), date(2035, 11, 10)),
        (date(2037, 11, 10), date(2037, 11, 10)),
    ]
    assert mandate.expiry == (date(2037, 11, 10), date(2037, 11, 10))
    assert "extended" in told(mandate)
    assert "expired" not in told(mandate)
    before = tied([MANDATE, longer], "2034-10-01")[MANDATE.quotes[0]]
    assert before.expiry == (date(2035, 11, 10), date(2035, 11, 10))


def test_a_withdrawal_told_beside_a_mandate_ends_it() -> None:
    mention = undertaking(
        "Ghana's peacekeepers",
        reported="2033-04-17",
        act=KEEP,
        force="in_force",
        by=(GHANA,),
        lands=("NOR", "CHL", "GHA"),
        report="early",
        instrument="peacekeepers",
    )
    leave = undertaking(
        "Ghana and Chile decided on an early withdrawal",
        reported="2033-04-17",
        on="2033-04-17",
        act="withdraw_forces",
        by=(GHANA, CHILE),
        report="early",
    )
    found = tied([MANDATE, mention, leave], "2036-01-01")
    mandate = found[MANDATE.quotes[0]]
    assert [t.how for t in found[leave.quotes[0]].ties] == ["ends"]
    assert mandate.phase == "ended"
    assert mandate.steps[-1].account == leave.id
    elsewhere = replace(leave, id="C-else", report=replace(leave.report, id="else"))
    assert tied([MANDATE, mention, elsewhere])[leave.quotes[0]].ties == ()


def test_a_new_truce_takes_the_place_of_the_last() -> None:
    first = undertaking("a truce on the pass", reported="2030-10-10", on="2030-10-10")
    second = undertaking("another truce on the pass", reported="2030-10-18", on="2030-10-17")
    again = undertaking("they reiterated their commitment to a truce", reported="2030-10-26", on="2030-10-25")
    found = tied([first, second, again])
    assert found[first.quotes[0]].phase == "replaced"
    assert [t.how for t in found[second.quotes[0]].ties] == ["supersedes"]
    (last,) = found[again.quotes[0]].ties
    assert (last.how, last.other) == ("reaffirms", found[second.quotes[0]].id)
    assert tied([first, second, again], "2030-10-12")[first.quotes[0]].phase == "in_force"


def test_what_carries_an_accord_out_is_tied_to_it() -> None:
    accord = undertaking(
        "the road accord", reported="2030-05-02", on="2030-05-01", act="open_transport", instrument="accord"
    )
    carried = undertaking(
        "Chile will remove its posts in line with the 2030 accord",
        reported="2031-05-02",
        on="2031-05-02",
        act="lift_blockade",
        force="declared",
        by=(CHILE,),
    )
    assert [t.how for t in tied([accord, carried])[carried.quotes[0]].ties] == ["implements"]


SIGNED: dict[str, Any] = {"reported": "2030-05-02", "on": "2030-05-01", "report": "one"}


def instruments(accounts: list[Account]) -> tuple[tuple[Instrument, ...], list[Pledge]]:
    found = pledges(accounts)
    made = build_instruments(found, {a.id: a for a in accounts})
    return made, list(place(found, made))


def test_what_one_report_tells_as_signed_together_is_one_instrument() -> None:
    force = undertaking(
        "they will not use force",
        act="non_use_of_force",
        instrument="joint declaration",
        context="In the Ghana-brokered joint declaration they will not use force.",
        **SIGNED,
    )
    border = undertaking("they will mark the border", act="delimit_border", **SIGNED)
    other = undertaking(
        "they will mark the border", act="delimit_border", reported="2030-05-03", on="2030-05-01"
    )
    alone = undertaking("Ghana will send grain", act="provide_aid", by=(GHANA,), force="declared", **SIGNED)
    offered = undertaking("they may meet", act="negotiate", force="offered", **SIGNED)
    (made,), placed = instruments([force, border, other, alone, offered])
    assert (made.name, made.kind) == ("joint declaration", "declaration")
    assert made.parties == (CHILE, NORWAY)
    assert [b.country for b in made.brokers] == ["GHA"]
    assert made.made == (date(2030, 5, 1), date(2030, 5, 1))
    assert {p.act for p in placed if p.instrument_id == made.id} == {"non_use_of_force", "delimit_border"}


def test_terms_that_name_nobody_bind_the_parties() -> None:
    truce = undertaking("a truce", instrument="ceasefire", **SIGNED)
    free = undertaking(
        "release of prisoners", act="release_prisoners", by=(), instrument="ceasefire", **SIGNED
    )
    (made,), placed = instruments([truce, free])
    assert made.kind == "truce"
    bound = next(p for p in placed if p.act == "release_prisoners")
    assert bound.obligors == (CHILE, NORWAY)
    assert any("no report says whom it binds" in r for r in bound.reasons)


def test_who_only_sends_a_mission_is_no_party_to_the_rest() -> None:
    keepers = undertaking(
        "Ghana will send peacekeepers", act=KEEP, by=(GHANA,), instrument="statement", **SIGNED
    )
    leave = undertaking(
        "Chile will withdraw", act="withdraw_forces", by=(CHILE,), instrument="statement", **SIGNED
    )
    free = undertaking(
        "release of prisoners", act="release_prisoners", by=(), instrument="statement", **SIGNED
    )
    (made,), placed = instruments([keepers, leave, free])
    assert made.parties == (CHILE, GHANA)
    assert next(p for p in placed if p.act == "release_prisoners").obligors == ()


def test_makings_of_other_days_are_other_instruments() -> None:
    one = undertaking("a truce", instrument="truce", **SIGNED)
    two = undertaking(
        "an accord on roads",
        act="open_transport",
        reported="2030-05-02",
        on="2030-04-01",
        report="one",
        instrument="accord",
    )
    made, _ = instruments([one, two])
    assert [i.name for i in made] == ["accord", "truce"]
    assert instruments([two, one])[0] == made


def test_an_undertaking_alone_and_unnamed_is_no_instrument() -> None:
    assert instruments([undertaking("they will talk", act="negotiate", **SIGNED)])[0] == ()
