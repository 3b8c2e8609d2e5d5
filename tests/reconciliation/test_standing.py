"""Standing: deeds and words against promises, by whose account, with what precedence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconciliation.deedtales import (
    CHILE,
    CROWD,
    GHANA,
    NORWAY,
    OBSERVERS,
    OUTLET,
    TROOPS,
    believing,
    count,
    day,
    event,
    incident,
    later,
    pledge,
    saying,
    undertaking,
)

from servanda.codebook.standing import standing_table
from servanda.model import Actor
from servanda.model.account import Account, Where, known_by
from servanda.model.claim import Event, Link
from servanda.model.views import Pledge, Step
from servanda.reconciliation.bearing import bears_on
from servanda.reconciliation.standing import judge, query

MADE = "2030-05-02"
VOW = undertaking("non_use_of_force", "Norway and Chile vowed not to use force", reported=MADE, made=MADE)
TRUCE = undertaking("ceasefire", "Norway and Chile agreed to a ceasefire", reported=MADE, made=MADE)
RAID = event(
    "ASSAULT",
    "Norwegian troops attacked Chilean posts",
    on="2030-05-20",
    reported="2030-05-21",
    by=(TROOPS,),
    to=(CHILE,),
)


def held(promise: Account, *accounts: Account, as_of: str | None = None, **more: object) -> Pledge:
    """The promise judged by these accounts, each event an incident of its own."""
    events = [a for a in accounts if isinstance(a.claim, Event)]
    by_id = {a.id: a for a in (promise, *events)}
    words = [a for a in accounts if not isinstance(a.claim, Event)]
    day_ = day(as_of) if as_of else None
    return judge(pledge(promise, **more), [incident(a) for a in events], by_id, day_, words)


def name(judged: Pledge) -> str:
    assert judged.standing is not None
    return judged.standing.name


def test_a_deed_told_by_the_report_itself_is_a_breach_reported_by_the_outlet() -> None:
    judged = held(VOW, RAID)
    assert name(judged) == "breach_reported"
    assert judged.standing is not None
    assert judged.standing.by == (OUTLET,)
    (found,) = judged.evidence
    assert (found.kind, found.bearing, found.days_after) == ("observed", "breaks", 18)
    assert found.quote == "Norwegian troops attacked Chilean posts"
    assert found.reported == day("2030-05-21")


@pytest.mark.parametrize(
    ("says", "kind", "standing"),
    [
        (CHILE, "alleged", "breach_alleged"),
        (NORWAY, "admitted", "breach_reported"),
        (OBSERVERS, "found", "breach_reported"),
        (GHANA, "observed", "breach_reported"),
        (Actor("Chilean Radio", "CHL", "MED"), "alleged", "breach_alleged"),
    ],
)
def test_who_says_so_makes_the_kind(says: Actor, kind: str, standing: str) -> None:
    told = event(
        "ASSAULT",
        "Norway attacked Chile",
        on="2030-05-20",
        reported="2030-05-21",
        by=(NORWAY,),
        to=(CHILE,),
        says=says,
    )
    judged = held(VOW, told)
    assert [(e.kind, e.by) for e in judged.evidence] == [(kind, str(says))]
    assert name(judged) == standing


def test_what_is_only_heard_is_an_allegation_of_nobody() -> None:
    judged = held(VOW, believing(RAID, Link(source=None, stance="hearsay")))
    assert [e.kind for e in judged.evidence] == ["alleged"]
    assert name(judged) == "breach_alleged"


def test_a_war_before_the_promise_breaks_nothing() -> None:
    war = event(
        "ASSAULT",
        "Norway attacked Chile",
        on="2029",
        reported="2030-05-21",
        by=(NORWAY,),
        to=(CHILE,),
        background=True,
    )
    assert held(VOW, war).evidence == ()
    assert name(held(VOW, war)) == "no_breach_reported"


def test_nor_does_a_deed_after_its_end() -> None:
    ended = (Step(phase="ended", when=(day("2030-05-10"), day("2030-05-10"))),)
    assert held(VOW, RAID, steps=ended, phase="ended").evidence == ()


@pytest.mark.parametrize(
    ("context", "counts"),
    [("Norway and Chile fought.", False), ("Hours after the truce, Norway and Chile fought.", True)],
)
def test_on_the_day_itself_only_words_tell_what_came_first(context: str, counts: bool) -> None:
    fight = event(
        "ASSAULT", "Norway and Chile fought", on=MADE, reported=MADE, by=(NORWAY, CHILE), context=context
    )
    assert (name(held(TRUCE, fight)) == "breach_reported") is counts


def test_a_war_that_is_only_named_is_no_deed() -> None:
    named = event(
        "ASSAULT", "the conflict between Norway and Chile", on=None, reported="2030-06-01", by=(NORWAY, CHILE)
    )
    assert held(TRUCE, named).evidence == ()


def test_somebody_elses_war_does_not_touch_it() -> None:
    other = event(
        "ASSAULT", "Norway attacked Ghana", on="2030-05-20", reported="2030-05-21", by=(NORWAY,), to=(GHANA,)
    )
    third = event(
        "ASSAULT", "Ghana attacked Chile", on="2030-05-20", reported="2030-05-21", by=(GHANA,), to=(CHILE,)
    )
    assert name(held(VOW, other, third)) == "no_breach_reported"


def test_an_attack_without_a_doer_only_puts_it_in_doubt() -> None:
    shells = event(
        "ASSAULT", "Chilean posts were shelled", on="2030-05-20", reported="2030-05-21", to=(CHILE,)
    )
    judged = held(VOW, shells)
    assert [e.bearing for e in judged.evidence] == ["doubts"]
    assert name(judged) == "no_breach_reported"


def test_alleged_and_denied_by_the_accused_is_disputed() -> None:
    told = event(
        "ASSAULT",
        "Norway attacked Chile",
        on="2030-05-20",
        reported="2030-05-21",
        by=(NORWAY,),
        to=(CHILE,),
        says=CHILE,
    )
    denied = event(
        "REJECT",
        "Norway denied that it had broken its vow not to use force",
        on="2030-05-21",
        reported="2030-05-21",
        by=(NORWAY,),
    )
    judged = held(VOW, told, denied)
    assert name(judged) == "disputed"
    assert {e.bearing for e in judged.evidence} == {"breaks", "denies"}


def test_each_accuses_the_other_is_alleged_by_both() -> None:
    both = event(
        "ACCUSE",
        "Norway and Chile accused each other of violating the ceasefire",
        on="2030-05-20",
        reported="2030-05-20",
        by=(NORWAY, CHILE),
        to=(NORWAY, CHILE),
    )
    judged = held(TRUCE, both)
    assert name(judged) == "breach_alleged"
    assert judged.standing is not None
    assert set(judged.standing.by) == {str(NORWAY), str(CHILE)}


@pytest.mark.parametrize(
    ("words", "speaker", "bearing"),
    [
        ("Norway had violated the ceasefire", CHILE, ["breaks"]),
        ("Norway would answer any violation of the ceasefire", CHILE, []),
        ("it had not violated the ceasefire", NORWAY, ["denies"]),
        ("the ceasefire had collapsed", GHANA, ["collapses"]),
        ("Norway had broken off the talks", CHILE, []),
    ],
)
def test_statements(words: str, speaker: Actor, bearing: list[str]) -> None:
    beside = event(
        "ASSAULT",
        "Chilean posts were shelled",
        on="2030-05-20",
        reported="2030-05-20",
        to=(CHILE,),
        report="one",
    )
    said = saying(words, speaker, reported="2030-05-20", report="one")
    judged = held(TRUCE, beside, said)
    assert [e.bearing for e in judged.evidence if e.incident is None] == bearing


def test_an_instrument_named_by_its_day_is_that_one_and_no_other() -> None:
    access = undertaking(
        "open_transport",
        "Norway guaranteed traffic on the road",
        reported=MADE,
        made=MADE,
        obligors=(NORWAY,),
        beneficiaries=(CHILE,),
        instrument="statement",
    )
    mine, another = (
        event(
            "ACCUSE",
            f"Chile accused Norway of violating the statement of {when}",
            on="2030-06-01",
            reported="2030-06-01",
            by=(CHILE,),
            to=(NORWAY,),
        )
        for when in ("2 May 2030", "7 March 2029")
    )
    closed = event(
        "COERCE",
        "Norway closed the road",
        on="2030-06-01",
        reported="2030-06-01",
        by=(NORWAY,),
        mode="restrict",
        says=CHILE,
    )
    assert [e.bearing for e in held(access, mine).evidence] == ["doubts"]
    assert held(access, another).evidence == ()
    assert [e.bearing for e in held(access, mine, closed).evidence] == ["breaks", "breaks"]


def test_told_to_have_never_held_is_collapsed_and_later_deeds_do_not_count() -> None:
    broken = undertaking(
        "ceasefire",
        "The ceasefire",
        reported="2030-05-09",
        made=MADE,
        force="broken",
        context="The ceasefire was never sustained.",
    )
    war = event(
        "ASSAULT", "Norway attacked Chile", on="2031-01-01", reported="2031-01-02", by=(NORWAY,), to=(CHILE,)
    )
    judged = held(TRUCE, broken, war)
    assert name(judged) == "collapsed"
    assert [e.bearing for e in judged.evidence] == ["collapses"]


def test_an_offer_binds_nobody() -> None:
    offer = undertaking(
        "ceasefire", "Norway offered a ceasefire", reported=MADE, force="offered", obligors=(NORWAY,)
    )
    judged = held(offer, RAID)
    assert name(judged) == "not_due"
    assert judged.evidence == ()


def test_what_begins_later_is_not_due_and_what_was_due_without_news_is_unknown() -> None:
    promise = undertaking(
        "hold_elections", "Norway will hold elections by June", reported=MADE, obligors=(NORWAY,)
    )
    term = {"expiry": (day("2030-06-01"), day("2030-06-30"))}
    assert name(held(promise, as_of="2030-06-15", **term)) == "not_due"
    assert name(held(promise, as_of="2030-07-15", **term)) == "unknown"
    start = {"start": (day("2030-09-01"), day("2030-09-01"))}
    assert name(held(TRUCE, as_of="2030-06-15", **start)) == "not_due"


PRISONERS = undertaking(
    "release_prisoners",
    "Norway agreed to free 40 Chilean prisoners",
    reported=MADE,
    made=MADE,
    obligors=(NORWAY,),
    beneficiaries=(CHILE,),
)
PROMISED = count("released", 40, "40 Chilean prisoners", reported=MADE, context=PRISONERS.context)


def freed(number: int, on: str) -> tuple[Account, Account]:
    words = f"Norway freed {number} Chilean prisoners"
    done = event("RETREAT", words, on=on, reported=on, by=(NORWAY,), to=(CHILE,), mode="release")
    return done, count("released", number, f"{number} Chilean prisoners", reported=on, context=words + ".")


@pytest.mark.parametrize(
    ("numbers", "standing"), [((15,), "partly_kept"), ((15, 25), "kept"), ((), "no_breach_reported")]
)
def test_numbers_are_held_against_the_promised_number(numbers: tuple[int, ...], standing: str) -> None:
    deeds = [a for k, n in enumerate(numbers) for a in freed(n, later(MADE, 5 + 9 * k))]
    assert name(held(PRISONERS, PROMISED, *deeds)) == standing


def test_done_by_one_told_broken_of_it_by_another_is_disputed() -> None:
    denial = saying(
        "Norway had failed to comply with its promise on the prisoners", CHILE, reported="2030-05-20"
    )
    assert name(held(PRISONERS, PROMISED, *freed(40, "2030-05-10"), denial)) == "disputed"


def test_each_of_those_bound_must_do_it() -> None:
    swap = undertaking(
        "release_prisoners", "Norway and Chile agreed to exchange prisoners", reported=MADE, made=MADE
    )
    one = event(
        "RETREAT",
        "Norway freed all its prisoners",
        on="2030-05-09",
        reported="2030-05-09",
        by=(NORWAY,),
        mode="release",
    )
    other = event(
        "RETREAT",
        "Chile freed all its prisoners",
        on="2030-05-09",
        reported="2030-05-09",
        by=(CHILE,),
        mode="release",
    )
    assert name(held(swap, one)) == "partly_kept"
    assert name(held(swap, one, other)) == "kept"


def test_people_of_the_country_bound_put_it_in_doubt_its_state_breaks_it() -> None:
    road = undertaking("open_transport", "Norway and Chile agreed to open the road", reported=MADE, made=MADE)
    crowd, state = (
        event(
            "COERCE",
            "They blocked the road",
            on="2030-06-02",
            reported="2030-06-03",
            by=(doer,),
            mode="restrict",
        )
        for doer in (CROWD, TROOPS)
    )
    assert [e.bearing for e in held(road, crowd).evidence] == ["doubts"]
    assert name(held(road, state)) == "breach_reported"


def test_distance_in_place_counts() -> None:
    port = Where(name="Bergen", lat=60.39, lon=5.32)
    local = undertaking(
        "ceasefire", "a ceasefire in Bergen between Norway and Chile", reported=MADE, made=MADE
    )
    here, far = (
        event(
            "ASSAULT",
            "Norway shelled Chilean posts",
            on="2030-05-20",
            reported="2030-05-21",
            by=(NORWAY,),
            to=(CHILE,),
            place=place,
        )
        for place in (port, Where(name="Tromsø", lat=69.65, lon=18.96))
    )
    near, away = held(local, here, where=port), held(local, far, where=port)
    assert near.evidence[0].distance_km == 0
    assert away.evidence[0].distance_km == pytest.approx(1212, abs=15)
    assert (name(near), name(away)) == ("breach_reported", "no_breach_reported")


def test_parties_that_no_report_names_may_be_those_it_speaks_of() -> None:
    bare = undertaking("ceasefire", "the ceasefire", reported=MADE, made=MADE, force="in_force", obligors=())
    fight = event(
        "ASSAULT", "Norway attacked Chile", on="2030-05-20", reported="2030-05-21", by=(NORWAY,), to=(CHILE,)
    )
    assert name(held(bare, fight)) == "unknown"
    spoken = held(bare, fight, lands=("NOR", "CHL"))
    assert name(spoken) == "unknown"  # for nobody says whom it binds
    assert [e.bearing for e in spoken.evidence] == ["doubts"]
    one_sided = undertaking(
        "ceasefire", "Norway declared a ceasefire", reported=MADE, made=MADE, obligors=(NORWAY,)
    )
    judged = held(one_sided, fight, lands=("NOR", "CHL"))
    assert name(judged) == "breach_reported"
    assert judged.evidence[0].score < held(TRUCE, fight).evidence[0].score


# ---- What must hold whatever is told -----------------------------------------------------------------

ACTORS = (NORWAY, CHILE, TROOPS, CROWD, GHANA, OBSERVERS)
WORDS = (
    "They fired near the road",
    "All prisoners and troops and weapons were handed over in full",
    "They denied that the ceasefire was violated",
    "The ceasefire collapsed",
    "Chile accused Norway of violating the agreement",
    "They met for talks about the border and aid",
)
TYPES = sorted({t for act in standing_table().acts.values() for t in act.types} | {"ACCUSE", "REJECT"})


@st.composite
def tales(draw: st.DrawFn) -> Account:
    if draw(st.integers(0, 3)) == 0:
        told = later(MADE, draw(st.integers(-40, 430)))
        return saying(draw(st.sampled_from(WORDS)), draw(st.sampled_from(ACTORS)), reported=told, report=told)
    type_ = draw(st.sampled_from(TYPES))
    on = later(MADE, draw(st.integers(-40, 400)))
    return event(
        type_,
        draw(st.sampled_from(WORDS)),
        on=draw(st.sampled_from([on, None])),
        reported=later(on, draw(st.integers(0, 30))),
        by=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True))),
        to=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=1))),
        mode=draw(
            st.sampled_from(
                [None, "release", "withdraw", "restrict", "disarm", "troops", "access", "ceasefire"]
            )
        ),
        says=draw(st.sampled_from([None, *ACTORS])),
        status=draw(st.sampled_from(["happened", "happened", "denied", "planned"])),
        report=draw(st.sampled_from(["", later(on, 3)])),
        background=draw(st.booleans()),
        outlet=draw(st.sampled_from([OUTLET, "Radio Two"])),
    )


def promise(act: str) -> Account:
    return undertaking(act, f"Norway and Chile made a promise: {act}", reported=MADE, made=MADE)


def whole(act: str, accounts: Iterable[Account], as_of: date | None) -> Pledge:
    own = promise(act)
    given = {a.id: a for a in accounts}
    events = [a for a in known_by(given.values(), as_of) if isinstance(a.claim, Event)]
    words = [a for a in given.values() if not isinstance(a.claim, Event)]
    return judge(pledge(own), [incident(a) for a in events], {own.id: own, **given}, as_of, words)


@settings(max_examples=60)
@given(st.sampled_from(sorted(standing_table().acts)), st.lists(tales(), max_size=8))
def test_no_prohibition_is_ever_kept(act: str, accounts: list[Account]) -> None:
    judged = whole(act, accounts, None)
    if standing_table().acts[act].prohibition:
        assert name(judged) not in ("kept", "partly_kept")
    assert judged.standing is not None
    assert all(e.by for e in judged.evidence)
    if name(judged) in ("breach_reported", "breach_alleged", "collapsed", "kept", "partly_kept", "disputed"):
        assert judged.standing.by


@settings(max_examples=60)
@given(st.sampled_from(sorted(standing_table().acts)), st.lists(tales(), max_size=8), st.integers(0, 430))
def test_as_of_a_day_is_what_a_record_fed_up_to_it_says(
    act: str, accounts: list[Account], after: int
) -> None:
    as_of = day(later(MADE, after))
    fed = [a for a in accounts if (a.report.reported or date.max) <= as_of]
    assert whole(act, accounts, as_of) == whole(act, fed, as_of)


@settings(max_examples=60)
@given(st.sampled_from(sorted(standing_table().acts)), st.lists(tales(), max_size=8), st.randoms())
def test_order_and_what_the_query_does_not_want_change_nothing(
    act: str, accounts: list[Account], chance: object
) -> None:
    shuffled = list(accounts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    asked = query(pledge(promise(act)))
    judged = whole(act, accounts, None)
    assert judged == whole(act, shuffled, None)
    assert judged == whole(act, [a for a in accounts if asked.wants(a)], None)


@settings(max_examples=60)
@given(st.sampled_from(sorted(standing_table().acts)), st.lists(tales(), max_size=8))
def test_what_bears_on_no_such_promise_changes_nothing(act: str, accounts: list[Account]) -> None:
    bearing = [a for a in accounts if act in bears_on(a)]
    assert whole(act, accounts, None) == whole(act, bearing, None)


def test_in_a_war_within_one_country_a_truce_is_of_its_own_town() -> None:
    rebels = Actor("rebels", "NOR", "REB")
    local = replace(
        undertaking("ceasefire", "a truce in Bergen", reported=MADE, made=MADE, obligors=(NORWAY, rebels)),
        sites=("Bergen",),
    )
    shelled = event(
        "ASSAULT",
        "The army shelled rebels",
        on="2030-05-20",
        reported="2030-05-21",
        by=(TROOPS,),
        to=(rebels,),
    )
    here, there = (replace(shelled, sites=(town,)) for town in ("Bergen", "Hamar"))
    assert name(held(local, here)) == "breach_reported"
    assert name(held(local, there)) == "no_breach_reported"
    assert any("Hamar" in r for e in held(local, there).evidence for r in e.reasons)


@pytest.mark.parametrize(
    ("context", "bearing"),
    [
        ("A crowd blocked the road despite the agreement.", "breaks"),
        ("A crowd blocked the road. Others marched.", "doubts"),
    ],
)
def test_a_sentence_may_hold_a_deed_against_what_was_agreed(context: str, bearing: str) -> None:
    road = undertaking("open_transport", "Norway and Chile agreed to open the road", reported=MADE, made=MADE)
    told = event(
        "COERCE",
        "A crowd blocked the road",
        on="2030-06-02",
        reported="2030-06-03",
        by=(CROWD,),
        mode="restrict",
        context=context,
    )
    assert [e.bearing for e in held(road, told).evidence] == [bearing]


def _carrying(outlet: str, quote: str = "Norwegian troops attacked Chilean posts") -> Account:
    return event(
        "ASSAULT", quote, on="2030-05-20", reported="2030-05-21", by=(TROOPS,), to=(CHILE,), outlet=outlet,
        report=outlet.lower(),
    )  # fmt: skip


def _judged_together(*accounts: Account, original_of: dict[str, str] | None = None) -> Pledge:
    """The vow judged by accounts of one incident."""
    by_id = {a.id: a for a in (VOW, *accounts)}
    return judge(pledge(VOW), [incident(*accounts)], by_id, None, (), original_of)


def test_copies_of_one_text_are_one_witness_the_original() -> None:
    accounts = (_carrying("Courier"), _carrying("Harbour"), _carrying("Tidings"))
    apart = _judged_together(*accounts)
    assert apart.standing is not None
    assert apart.standing.by == ("Courier", "Harbour", "Tidings")
    judged = _judged_together(*accounts, original_of={"courier": "harbour", "tidings": "harbour"})
    assert judged.standing is not None
    assert (judged.standing.name, judged.standing.by) == ("breach_reported", ("Harbour",))
    (found,) = judged.evidence
    assert found.reasons[-1] == "the same text, no further witness: Courier, Tidings"


def test_of_copies_without_their_original_the_first_speaks_for_it() -> None:
    accounts = (_carrying("Courier"), _carrying("Tidings", "Norwegian troops attacked Chilean border posts"))
    lone = {"courier": "elsewhere", "tidings": "elsewhere"}
    assert [e.report for e in _judged_together(*accounts, original_of=lone).evidence] == ["courier"]
    # in no incident together, their words tell that they are one
    judged = judge(
        pledge(VOW), [incident(a) for a in accounts], {a.id: a for a in (VOW, *accounts)}, None, (), lone
    )
    assert [e.report for e in judged.evidence] == ["courier"]


def test_an_outlet_and_one_who_names_it_as_its_source_are_one_mouth() -> None:
    named = event(
        "ASSAULT", "Norwegian troops attacked Chilean posts", on="2030-05-20", reported="2030-05-21",
        by=(TROOPS,), to=(CHILE,), says=Actor("Wayline News Agency", "GHA", "MED"), report="herald",
    )  # fmt: skip
    judged = _judged_together(_carrying("Wayline"), named)
    assert judged.standing is not None
    assert len(judged.standing.by) == 1


def test_an_agency_that_a_party_owns_is_a_party_in_its_own_voice() -> None:
    """Azertac is Azerbaijan's: what it tells of Armenia's deeds is an allegation."""
    baku, yerevan = Actor("Azerbaijan", "AZE", "GOV"), Actor("Armenia", "ARM", "GOV")
    vow = undertaking(
        "non_use_of_force", "Armenia and Azerbaijan vowed not to use force", reported=MADE, made=MADE,
        obligors=(yerevan, baku),
    )  # fmt: skip

    def told_by(outlet: str) -> Account:
        return event(
            "ASSAULT", "Armenia attacked Azerbaijani posts", on="2030-05-20", reported="2030-05-21",
            by=(yerevan,), to=(baku,), outlet=outlet,
        )  # fmt: skip

    assert name(held(vow, told_by("Azertac"))) == "breach_alleged"
    assert name(held(vow, told_by("Reuters"))) == "breach_reported"
    assert name(held(vow, told_by("SANA"))) == "breach_reported"  # Syria is no party here


def test_whoever_is_called_as_an_outlet_is_no_party() -> None:
    """ "Wayline reported", read as somebody of the country that the report comes from."""
    told = event(
        "ASSAULT", "Norwegian troops attacked Chilean posts", on="2030-05-20", reported="2030-05-21",
        by=(TROOPS,), to=(CHILE,), says=Actor("Wayline", "CHL", "GOV"), report="herald",
    )  # fmt: skip
    assert name(held(VOW, told)) == "breach_alleged"
    other = event(
        "CONSULT", "envoys met", on="2030-05-20", reported="2030-05-21", outlet="Wayline News Agency",
        report="wire",
    )  # fmt: skip
    judged = held(VOW, told, other)
    assert name(judged) == "breach_reported"
    assert judged.standing is not None
    assert judged.standing.by == ("Wayline",)


def test_talks_that_somebody_else_says_are_over_are_not_these() -> None:
    talks = undertaking(
        "negotiate", "Norway and Chile agreed to talk", reported="2030-05-02", made="2030-05-02"
    )
    union = Actor("dockers", "NOR", "LAB")
    names_none = saying("the talks had broken down", union, reported="2030-05-20")
    names_one = saying("the talks with Chile had broken down", union, reported="2030-05-20")
    assert name(held(talks, names_none)) == "no_breach_reported"
    assert name(held(talks, names_one)) == "collapsed"


def test_a_breach_of_another_instrument_is_none_of_what_stands_beside_it() -> None:
    lift = undertaking(
        "lift_sanctions", "Norway agreed to lift its sanctions", reported="2030-05-02", made="2030-05-02"
    )
    by_name = saying(
        "Norway keeps sanctions for violations of an accord on salmon", CHILE, reported="2030-05-20"
    )
    itself = saying("Norway had violated the deal on sanctions", CHILE, reported="2030-05-20")
    assert name(held(lift, by_name)) == "no_breach_reported"
    assert name(held(lift, itself)) == "breach_alleged"


def test_what_the_promise_says_will_be_done_is_not_done() -> None:
    told: dict[str, Any] = {"reported": "2030-05-02", "report": "r-1"}
    lift = undertaking(
        "lift_sanctions", "Norway would lift its sanctions soon", obligors=(NORWAY,), force="declared", **told
    )
    promised = event(
        "CONCEDE", "Norway would lift its sanctions", mode="sanctions", on="2030-05-02", by=(NORWAY,), **told
    )
    done = event(
        "CONCEDE", "Norway lifted its sanctions", mode="sanctions", on="2030-05-03", by=(NORWAY,), **told
    )
    assert name(held(lift, promised)) == "no_breach_reported"
    assert name(held(lift, done)) != "no_breach_reported"


def test_what_must_last_and_was_kept_for_a_while_is_broken_and_not_disputed() -> None:
    access = undertaking(
        "humanitarian_access",
        "Norway promised to let help through",
        reported="2030-05-02",
        made="2030-05-02",
        obligors=(NORWAY,),
        force="declared",
    )
    told: dict[str, Any] = {"by": (NORWAY,), "to": (CHILE,)}
    kept = event(
        "RETREAT", "Norway let aid through", mode="access", on="2030-05-10", reported="2030-05-11", **told
    )
    stopped = event(
        "COERCE",
        "Norway stopped an aid convoy",
        mode="restrict",
        on="2030-07-10",
        reported="2030-07-11",
        **told,
    )
    assert name(held(access, kept)) == "kept"
    assert name(held(access, kept, stopped)) == "breach_reported"
