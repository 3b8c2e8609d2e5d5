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
    OBSERVERS,
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
        ("provide_aid", "Norway agreed to a moratorium on further aid", ""),
        ("negotiate", "Norway decided to withdraw from the talks", ""),
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
        ("provide_aid", "Norway agreed to end its suspension of aid"),
        ("negotiate", "Norway agreed to stop the raids and to hold talks"),
        ("withdraw_forces", "Norway announced the withdrawal of its troops"),
        ("withdraw_forces", "Norway announced its withdrawal from Chile"),
    ],
)
def test_what_is_vowed_binds(act: str, words: str) -> None:
    promise = undertaking(act, words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,))
    assert name(held(promise)) == "no_breach_reported"


def test_who_withdraws_without_forces_or_ground_promises_no_withdrawal_of_forces() -> None:
    minister = Actor("Ola Nordmann", "NOR", "GOV")
    for words, standing in (
        ("the minister announced his withdrawal", "unknown"),
        ("the minister announced the withdrawal of the troops", "no_breach_reported"),
    ):
        promise = undertaking("withdraw_forces", words, reported=MADE, made=MADE, obligors=(minister,))
        assert name(held(promise)) == standing


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norway and Chile agreed to meet today", "unknown"),
        ("Norway and Chile agreed to talk of today's raid", "no_breach_reported"),
    ],
)
def test_a_meeting_agreed_for_a_day_that_passed_in_silence_is_unknown(words: str, standing: str) -> None:
    assert name(held(undertaking("negotiate", words, reported=MADE, made=MADE))) == standing


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
    assert name(judge(pledge(promise), [], {promise.id: promise}, date(2030, 5, 4))) == "not_due"


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


@pytest.mark.parametrize(
    ("act", "words", "context"),
    [
        ("accept_monitors", "Norway floats a plan to count the shells", ""),
        ("demine", "Norway is considering a clearing of the bay", ""),
        ("political_reform", "she would try to have the charter changed", ""),
        ("lift_sanctions", "Norway hopes to drop the tariff", ""),
        (
            "recognise_territory",
            "Norway will recognise the isles",
            "Should the attacks go on, Norway will recognise the isles.",
        ),
        ("humanitarian_access", "the permits still needed for the convoy", ""),
        ("settle_disputes", "its calls to found a league", ""),
        ("provide_aid", "Norway backed withholding the relief fund", ""),
        ("ceasefire", "the port decided to end its shifts because of the shelling of that week", ""),
    ],
)
def test_plans_wishes_threats_and_lacks_bind_nobody(act: str, words: str, context: str) -> None:
    promise = undertaking(
        act, words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,), context=context
    )
    assert name(held(promise)) == "unknown"


@pytest.mark.parametrize(
    ("act", "words", "context"),
    [
        ("demine", "Norway agreed to float the mines off the bay", ""),
        ("humanitarian_access", "Norway pledged to stop blocking convoys", ""),
        (
            "guarantee_security",
            "Norway will send help",
            "If Chile is attacked, Norway will send help to its ports.",
        ),
        (
            "ceasefire",
            "Norway will lay down its weapons",
            "If the attacks stop, Norway will lay down its weapons.",
        ),
        ("ceasefire", "Norway will stop all attacks", ""),
    ],
)
def test_a_vow_help_for_the_case_of_an_attack_and_an_end_of_fighting_bind(
    act: str, words: str, context: str
) -> None:
    promise = undertaking(
        act, words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,), context=context
    )
    assert name(held(promise)) == "no_breach_reported"


def test_inspectors_who_are_only_named_are_promised_by_nobody() -> None:
    told: dict[str, Any] = {"reported": MADE, "made": MADE, "force": "in_force", "obligors": (OBSERVERS,)}
    named = undertaking(
        "accept_monitors", "the inspectors", context="The inspectors may report soon.", **told
    )
    there = undertaking(
        "accept_monitors", "the inspectors", context="The inspectors arrived in Oslo.", **told
    )
    assert name(held(named, phase="in_force")) == "unknown"
    assert name(held(there, phase="in_force")) == "kept"


def test_an_offer_beside_a_floated_plan_binds_nobody_either() -> None:
    words = "Norway floats a plan to count the shells"
    plan = undertaking("accept_monitors", words, reported=MADE, force="declared", obligors=(NORWAY,))
    offer = undertaking(
        "accept_monitors", "its plan for a mission", reported=MADE, force="offered", obligors=(NORWAY,)
    )
    both = replace(pledge(plan), accounts=(plan.id, offer.id))
    assert name(judge(both, [], {a.id: a for a in (plan, offer)}, LATER)) == "unknown"


def test_a_promise_for_a_day_that_passed_in_silence_is_unknown() -> None:
    plan = undertaking(
        "settle_disputes",
        "the envoy agreed to end the dispute by the end of May",
        reported="2030-05-02",
        made="2030-05-21/2030-05-31",
        obligors=(GHANA,),
    )
    assert name(held(plan)) == "unknown"
    early = judge(pledge(plan), [], {plan.id: plan}, date(2030, 5, 25))
    assert name(early) == "not_due"


@pytest.mark.parametrize(
    ("words", "context"),
    [
        ("Norway would probably be asked to talk", ""),
        ("Norway may decide to lend money", ""),
        ("help for the islands", "Ghana tabled a draft resolution on help for the islands."),
        (
            "Norway approved the sale of boats",
            "Chile sees strong evidence Norway approved the sale of boats.",
        ),
        ("Norway allegedly accepted a loan", ""),
        ("terms for help", "Norway said it would push for a new accord setting out terms for help."),
    ],
)
def test_what_is_likely_a_draft_or_hearsay_binds_nobody(words: str, context: str) -> None:
    told: dict[str, Any] = {"reported": MADE, "made": MADE, "obligors": (NORWAY,)}
    assert name(held(undertaking("provide_aid", words, context=context, **told))) == "unknown"
    plain = undertaking("provide_aid", "Norway approved help for the islands", **told)
    assert name(held(plain)) == "no_breach_reported"


def test_a_refusal_of_something_else_breaks_no_promise_made_to_nobody() -> None:
    reform = undertaking(
        "political_reform",
        "Norway decided upon a reform of its fishing quotas",
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
    )
    refused: dict[str, Any] = {
        "mode": "change",
        "on": "2030-06-20",
        "reported": "2030-06-21",
        "by": (NORWAY,),
    }
    other = event("REJECT", "Norway opposed the reform of the harbour court", **refused)
    same = event("REJECT", "Norway dropped the reform of fishing", **refused)
    assert name(held(reform, other)) == "no_breach_reported"
    assert name(held(reform, same)) == "breach_reported"


def test_a_refusal_shares_two_words_with_a_promise_of_many() -> None:
    talks = undertaking(
        "negotiate",
        "Norway planned to discuss the growing quarrel over herring quotas and salmon prices",
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
    )
    refused: dict[str, Any] = {"on": "2030-06-20", "reported": "2030-06-21", "by": (NORWAY,), "mode": "meet"}
    other = event("REJECT", "Norway refused talks on a growing leak", **refused)
    same = event("REJECT", "Norway refused talks on herring quotas", **refused)
    assert name(held(talks, other)) == "no_breach_reported"
    assert name(held(talks, same)) == "breach_reported"


def test_a_meeting_with_somebody_else_keeps_no_promise_to_talk() -> None:
    talks = undertaking(
        "negotiate",
        "Norway promised to negotiate on the herring dispute",
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
    )
    met: dict[str, Any] = {"on": "2030-05-20", "reported": "2030-05-21", "by": (NORWAY,), "to": (GHANA,)}
    assert (
        name(held(talks, event("CONSULT", "Norway met Ghana on satellites", **met))) == "no_breach_reported"
    )
    assert name(held(talks, event("CONSULT", "Norway met Ghana on herring", **met))) == "kept"


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norway promised to talk on herring", "no_breach_reported"),
        ("Norway promised to talk on herring with Chile", "kept"),
    ],
)
def test_a_meeting_with_a_country_that_the_promise_does_not_name_must_be_of_its_matter(
    words: str, standing: str
) -> None:
    talks = undertaking("negotiate", words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,))
    met: dict[str, Any] = {"on": "2030-05-20", "reported": "2030-05-21", "by": (NORWAY,), "to": (CHILE,)}
    assert (
        name(held(talks, event("CONSULT", "Norway met Chile on satellites", **met), lands=("CHL",)))
        == standing
    )


def test_a_refusal_that_went_on_when_the_promise_was_made_does_not_break_it() -> None:
    talks = undertaking(
        "negotiate", "Norway announced talks with Chile", reported=MADE, made=MADE, force="declared"
    )
    day: dict[str, Any] = {"mode": "meet", "on": MADE, "reported": MADE, "by": (NORWAY,), "to": (CHILE,)}
    still = event("REJECT", "Norway continued to oppose a summit with Chile", **day)
    then = event("REJECT", "hours after the agreement Norway refused talks with Chile", **day)
    assert name(held(talks, still)) == "no_breach_reported"
    assert name(held(talks, then)) == "breach_reported"


@pytest.mark.parametrize(
    ("act", "words", "rest", "before", "after"),
    [
        ("negotiate", "Norway's envoy would go to Chile next month for talks", "", "not_due", "unknown"),
        ("hold_elections", "Norway plans to hold a ballot in September", "", "not_due", "unknown"),
        (
            "political_reform",
            "Norway decided upon a reform",
            ", which would begin in 2031",
            "not_due",
            "not_due",
        ),
        ("provide_aid", "Norway promised to pay by 20 May", "", "not_due", "unknown"),
        (
            "provide_aid",
            "Norway pledged in April to pay",
            "",
            "no_breach_reported",
            "no_breach_reported",
        ),
    ],
)
def test_a_day_in_the_promise_is_when_it_is_due(
    act: str, words: str, rest: str, before: str, after: str
) -> None:
    promise = undertaking(
        act,
        words,
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
        context=f"{words}{rest}.",
    )
    for day, standing in ((date(2030, 5, 10), before), (date(2030, 12, 1), after)):
        assert name(judge(pledge(promise), [], {promise.id: promise}, day)) == standing


def test_what_binds_only_once_something_has_come_is_not_due() -> None:
    told: dict[str, Any] = {"reported": MADE, "made": MADE, "force": "declared", "obligors": (NORWAY,)}
    siege = undertaking(
        "lift_blockade",
        "Norway would only lift its blockade",
        context="Norway would only lift its blockade after the boats had left the port.",
        **told,
    )
    assert name(held(siege)) == "not_due"
    free = undertaking("lift_blockade", "Norway would lift its blockade", **told)
    assert name(held(free)) == "no_breach_reported"


@pytest.mark.parametrize(
    ("act", "words", "rest", "standing"),
    [
        (
            "safe_passage",
            "a plan of Norway to evacuate the wounded",
            " failed because of the storm",
            "collapsed",
        ),
        ("withdraw_forces", "the withdrawal of troops leaving the hill in Chilean hands", "", "kept"),
        ("negotiate", "Norway and Chile are set to conclude the latest round of talks", "", "kept"),
    ],
)
def test_its_own_sentence_tells_what_came_of_it(act: str, words: str, rest: str, standing: str) -> None:
    promise = undertaking(act, words, reported=MADE, made=MADE, context=f"{words}{rest}.")
    assert name(held(promise)) == standing


def test_words_over_the_end_of_a_line_and_whole_words() -> None:
    table = standing_table()
    assert table.acts["ceasefire"].about.search("a peace\ntreaty")
    assert table.acts["deploy_forces"].about.search("two units")
    assert not table.acts["deploy_forces"].about.search("United")
    assert not table.acts["release_prisoners"].about.search("a powerful computer")


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norway scraps the accord on its embassy in Chile", "collapsed"),
        ("Norway annulled the treaty on ties with Chile", "collapsed"),
        ("Norway's term of the treaty on ties with Chile ran out", "no_breach_reported"),
    ],
)
def test_an_instrument_given_up_has_collapsed(words: str, standing: str) -> None:
    ended = undertaking("normalise_relations", words, reported=MADE, force="ended", obligors=(NORWAY,))
    assert name(held(ended, phase="ended")) == standing


def test_a_plan_told_as_scuttled_has_collapsed() -> None:
    words = "the raid scuttled a plan to let the villagers leave"
    broken = undertaking("safe_passage", words, reported=MADE, force="broken")
    plain = undertaking("safe_passage", "the promise of a safe exit", reported=MADE, force="broken")
    assert name(held(broken)) == "collapsed"
    assert name(held(plain)) == "breach_reported"


@pytest.mark.parametrize(
    ("context", "standing"),
    [
        ("Norway promised to bring its guards home, which took place in spring.", "kept"),
        ("Norway promised to bring its guards home, which pleased the crowd.", "no_breach_reported"),
    ],
)
def test_the_sentence_of_a_promise_may_tell_that_it_was_done(context: str, standing: str) -> None:
    promise = undertaking(
        "provide_aid",
        "Norway promised to bring its guards home",
        reported=MADE,
        made=MADE,
        force="declared",
        obligors=(NORWAY,),
        context=context,
    )
    assert name(held(promise)) == standing


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norway closed the port despite its earlier promise to talk to the crews", "breach_reported"),
        ("The crews sailed despite the promise to talk", "no_breach_reported"),
        ("Norway promised to talk to the crews despite the storm", "no_breach_reported"),
    ],
)
def test_what_one_bound_did_in_spite_of_the_promise_breaks_it(words: str, standing: str) -> None:
    promise = undertaking("negotiate", words, reported=MADE, made=MADE, force="declared", obligors=(NORWAY,))
    assert name(held(promise)) == standing


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Norway rejected the inspectors", "breach_reported"),
        ("Norway rejected the claims of the inspectors as baseless", "no_breach_reported"),
        ("Norway vetoed a draft on inspectors in the fjord", "no_breach_reported"),
        ("Norway opposes Ghanaian participation among the inspectors", "no_breach_reported"),
    ],
)
def test_who_rejects_a_claim_refuses_nothing_that_was_promised(words: str, standing: str) -> None:
    promise = undertaking(
        "accept_monitors", "Norway agreed to let inspectors in", reported=MADE, made=MADE, obligors=(NORWAY,)
    )
    no = event("REJECT", words, on="2030-05-20", reported="2030-05-21", by=(NORWAY,))
    assert name(held(promise, no)) == standing


def test_two_who_are_told_to_talk_talked_with_each_other() -> None:
    talks = undertaking("negotiate", "Norway and Chile agreed to talk", reported=MADE, made=MADE)
    day: dict[str, Any] = {"on": "2030-05-20", "reported": "2030-05-21"}
    both = event("CONSULT", "the ministers sat down in Accra", by=(NORWAY, CHILE), **day)
    third = event("CONSULT", "the ministers sat down in Accra", by=(NORWAY, CHILE, GHANA), **day)
    apart = event("CONSULT", "the ministers also met separately with Ghana", by=(NORWAY, CHILE), **day)
    assert name(held(talks, both)) == "kept"
    assert name(held(talks, third)) == "no_breach_reported"
    assert name(held(talks, apart)) == "no_breach_reported"


def test_a_capital_that_stands_for_its_government_is_no_place_of_the_promise() -> None:
    def passage(words: str) -> Account:
        promise = undertaking("safe_passage", words, reported=MADE, made=MADE, obligors=(NORWAY,))
        return replace(promise, sites=("Oslo",))

    shut = event(
        "COERCE",
        "the army stopped the evacuation",
        mode="restrict",
        on="2030-05-20",
        reported="2030-05-21",
        by=(NORWAY,),
    )
    told = replace(shut, sites=("Oslo",))
    assert name(held(passage("evacuations that Oslo promised"), told)) == "no_breach_reported"
    assert name(held(passage("evacuations promised in Oslo"), told)) == "breach_reported"


def test_words_that_announce_a_withdrawal_are_not_the_withdrawal() -> None:
    words = "Norway announced a withdrawal of its guards"
    told: dict[str, Any] = {"reported": MADE, "report": "r-1"}
    promise = undertaking("withdraw_forces", words, obligors=(NORWAY,), force="declared", **told)
    same = event("RETREAT", words, mode="withdraw", on="2030-05-03", by=(NORWAY,), **told)
    left = event("RETREAT", "Norway's guards left", mode="withdraw", on="2030-05-03", by=(NORWAY,), **told)
    assert name(held(promise, same)) == "no_breach_reported"
    assert name(held(promise, left)) != "no_breach_reported"


def test_what_one_country_orders_may_be_done_by_the_day_it_is_told() -> None:
    order = "Norway signed a decree to free its prisoners"
    told: dict[str, Any] = {"reported": MADE, "report": "r-1"}
    freed = event("RETREAT", "Norway freed ten prisoners", mode="release", on=None, by=(NORWAY,), **told)
    alone = undertaking("release_prisoners", order, made=MADE, obligors=(NORWAY,), **told)
    together = undertaking("release_prisoners", order, made=MADE, **told)
    assert name(held(alone, freed)) == "partly_kept"
    assert name(held(together, freed)) == "no_breach_reported"
