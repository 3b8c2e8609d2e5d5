"""Standing: words that bind nobody, deeds that must share kind, place or words with the promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.reconciliation.deedtales import (
    CHILE,
    GHANA,
    NORWAY,
    event,
    incident,
    pledge,
    undertaking,
)

from servanda.codebook.standing import standing_table
from servanda.model import Actor
from servanda.model.account import Account
from servanda.model.claim import Event
from servanda.model.views import Pledge
from servanda.reconciliation.standing import judge

MADE = "2030-05-02"
LATER = date(2031, 5, 2)
REBELS = Actor("rebel fighters", "NOR", "REB")


def held(promise: Account, *accounts: Account, **more: object) -> Pledge:
    events = [a for a in accounts if isinstance(a.claim, Event)]
    by_id = {a.id: a for a in (promise, *events)}
    return judge(pledge(promise, **more), [incident(a) for a in events], by_id, LATER)


def name(judged: Pledge) -> str:
    assert judged.standing is not None
    return judged.standing.name


@pytest.mark.parametrize(
    ("act", "words", "context"),
    [
        ("negotiate", "Norway will not attend the talks", ""),
        ("provide_aid", "Norway called for more help to the islands", ""),
        ("prosecute", "the minister would be tried", "A rival predicted that the minister would be tried."),
        ("ceasefire", "a truce in the fjord", "Ghana vetoed a draft resolution on a truce in the fjord."),
        ("ceasefire", "Norway would cease to be a member of the club", ""),
        ("political_reform", "a new charter, adopted in May", ""),
    ],
)
def test_what_binds_nobody_is_unknown_whatever_is_done(act: str, words: str, context: str) -> None:
    promise = undertaking(
        act, words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,), context=context
    )
    raid = event(
        "ASSAULT",
        "Norway attacked Chile despite the agreement",
        on="2030-05-20",
        reported="2030-05-21",
        by=(NORWAY,),
        to=(CHILE,),
    )
    judged = held(promise, raid)
    assert name(judged) == "unknown"
    assert judged.evidence == ()
    assert judged.standing is not None
    assert judged.standing.reasons


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("negotiate", "Norway vowed to attend the talks"),
        ("ceasefire", "Norway agreed to cease hostilities"),
        ("provide_aid", "Norway pledged help, and called for more of it"),
    ],
)
def test_what_is_vowed_binds(act: str, words: str) -> None:
    promise = undertaking(act, words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,))
    assert name(held(promise)) == "no_breach_reported"


def test_a_promise_about_a_railway_is_not_broken_on_a_road() -> None:
    blocked: dict[str, Any] = {"on": "2030-06-20", "reported": "2030-06-21", "by": (NORWAY,), "to": (CHILE,)}
    road = event("COERCE", "Norway closed the mountain road", mode="restrict", **blocked)
    rails = event("COERCE", "Norway closed the railway", mode="restrict", **blocked)
    railway = undertaking("open_transport", "both agreed to open the railway", reported=MADE, made=MADE)
    ways = undertaking("open_transport", "both agreed to open all routes", reported=MADE, made=MADE)
    assert name(held(railway, road)) == "no_breach_reported"
    assert name(held(railway, rails)) == "breach_reported"
    assert name(held(ways, road)) == "breach_reported"


def test_a_summit_attended_apart_and_talks_of_before_keep_nothing() -> None:
    talks = undertaking("negotiate", "Norway and Chile agreed to talk", reported=MADE, made=MADE)
    day: dict[str, Any] = {"reported": "2030-05-21", "by": (NORWAY,), "to": (CHILE,)}
    apart = event("CONSULT", "Norway and Chile attend the summit of the isles", on="2030-05-20", **day)
    before = event("CONSULT", "the recent talks between Norway and Chile", on=None, **day)
    met = event("CONSULT", "Norway and Chile held talks", on="2030-05-20", **day)
    assert name(held(talks, apart, before)) == "no_breach_reported"
    assert name(held(talks, met)) == "kept"
    news = event("CONSULT", "Norway met Chile on the recent floods", on=None, **day)
    assert name(held(talks, news)) == "kept"


def test_the_meeting_at_which_talks_were_promised_does_not_keep_the_promise() -> None:
    talks = undertaking("negotiate", "Norway and Chile agreed to talk", reported=MADE, made=MADE)
    there = event("CONSULT", "Norway and Chile met", on=MADE, reported=MADE, by=(NORWAY,), to=(CHILE,))
    assert name(held(talks, there)) == "no_breach_reported"


def test_a_lasting_duty_is_not_kept_before_its_term_is_over() -> None:
    promise = undertaking(
        "deploy_peacekeepers",
        "Ghanaian peacekeepers",
        reported=MADE,
        made=MADE,
        force="in_force",
        obligors=(GHANA,),
        context="Ghanaian peacekeepers watched the road.",
    )
    made = date.fromisoformat(MADE)
    later = made.replace(year=made.year + 5)
    told = held(promise, phase="in_force", expiry=(later, later))
    assert name(told) == "no_breach_reported"
    assert told.standing is not None
    assert "kept so far" in told.standing.reasons[0]


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norwegian guns had shelled the village", "breach_reported"),
        ("fifty Norwegian soldiers had been killed in the fighting", "no_breach_reported"),
    ],
)
def test_who_tells_of_his_own_losses_admits_nothing(words: str, standing: str) -> None:
    vow = undertaking("non_use_of_force", "Norway and Chile vowed not to use force", reported=MADE, made=MADE)
    day = "2030-05-20"
    told = event("ASSAULT", words, on=day, reported=day, by=(NORWAY,), to=(CHILE,), says=NORWAY)
    assert name(held(vow, told)) == standing


@pytest.mark.parametrize(
    ("words", "context", "standing"),
    [
        ("Ghanaian peacekeepers", "Ghanaian peacekeepers watched the road.", "kept"),
        ("Ghanaian peacekeepers", "A first group of Ghanaian peacekeepers landed.", "partly_kept"),
        ("an agreement on Ghanaian peacekeepers", "", "no_breach_reported"),
        ("peacekeepers at the election", "", "no_breach_reported"),
        ("peacekeepers to visit the islands", "", "no_breach_reported"),
    ],
)
def test_those_who_were_to_come_are_told_to_be_there(words: str, context: str, standing: str) -> None:
    promise = undertaking(
        "deploy_peacekeepers",
        words,
        reported=MADE,
        made=MADE,
        force="in_force",
        obligors=(GHANA,),
        context=context,
    )
    assert name(held(promise, phase="in_force")) == standing


def test_a_day_named_so_near_is_past_and_nothing_is_told() -> None:
    promise = undertaking(
        "negotiate",
        "Norway announced that it will host talks this week",
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
    )
    assert name(held(promise)) == "unknown"
    assert name(judge(pledge(promise), [], {promise.id: promise}, date(2030, 5, 4))) == "no_breach_reported"


def test_a_treaty_that_ended_a_war_is_not_at_an_end() -> None:
    ended = undertaking("ceasefire", "the treaty that ended the war", reported=MADE, force="ended")
    over = undertaking("ceasefire", "Norway has ended the truce", reported=MADE, force="ended")
    assert name(held(ended, phase="ended")) == "no_breach_reported"
    assert name(held(over, phase="ended")) == "collapsed"
    left = undertaking("ceasefire", "Norway withdrew its word from the truce", reported=MADE, force="ended")
    deal = undertaking(
        "ceasefire", "the last fighters leave under a withdrawal deal", reported=MADE, force="ended"
    )
    assert name(held(left, phase="ended")) == "collapsed"
    assert name(held(deal, phase="ended")) == "no_breach_reported"


def test_in_a_war_within_a_country_a_passage_is_of_one_place() -> None:
    promise = replace(
        undertaking(
            "safe_passage",
            "the government agreed to let the fighters leave Oldtown",
            reported=MADE,
            made=MADE,
            obligors=(NORWAY,),
        ),
        sites=("Oldtown",),
    )
    struck = event(
        "ASSAULT",
        "the army struck buses of evacuees",
        on="2030-05-20",
        reported="2030-05-21",
        by=(NORWAY,),
        to=(REBELS,),
    )
    judged = held(promise, struck)
    assert name(judged) == "no_breach_reported"
    assert name(held(promise, replace(struck, sites=("Oldtown",)))) == "breach_reported"
    assert name(held(promise, replace(struck, sites=("Newtown",)))) == "no_breach_reported"


def test_what_else_is_violated_is_no_breach_of_a_withdrawal() -> None:
    promise = undertaking(
        "withdraw_forces", "Norway vowed to withdraw its forces", reported=MADE, made=MADE, obligors=(NORWAY,)
    )
    accused = event(
        "ACCUSE",
        "Ghana said Norwegian forces violated human rights law",
        on="2030-05-20",
        reported="2030-05-21",
        by=(GHANA,),
        to=(NORWAY,),
    )
    assert name(held(promise, accused)) == "no_breach_reported"


def test_shelling_despite_the_truce_breaks_it_whoever_shells_in_its_own_report() -> None:
    truce = undertaking(
        "ceasefire",
        "a truce deal of Ghana and Chile",
        reported=MADE,
        obligors=(GHANA,),
        beneficiaries=(CHILE,),
        report="r-1",
    )
    told: dict[str, Any] = {"on": None, "reported": MADE, "by": (NORWAY,), "to": (REBELS,)}
    words = "Norway shelled the valley despite the truce"
    assert name(held(truce, event("ASSAULT", words, report="r-1", **told))) == "breach_reported"
    assert name(held(truce, event("ASSAULT", words, report="r-2", **told))) == "no_breach_reported"
    assert (
        name(held(truce, event("ASSAULT", "Norway shelled the valley", report="r-1", **told)))
        == "no_breach_reported"
    )


def test_the_new_keys_are_used() -> None:
    acts = standing_table().acts.values()
    assert {a.act for a in acts if a.present} == {"accept_monitors", "deploy_peacekeepers"}
    assert {a.act for a in acts if a.local} == {"safe_passage", "lift_blockade"}
    assert any(r.tied for a in acts for r in a.rules)
