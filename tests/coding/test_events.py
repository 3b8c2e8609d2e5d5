"""Events from sentences: type, mode, parties, status, what is taken back, what is joined."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.coding.acts import ARMY, ELBONIA, REBELS, RURITANIA, at, make_event, read_acts, with_time

from servanda.codebook.heads import Head, load_head
from servanda.coding.act_dates import find_date
from servanda.coding.context import Manner, fill_parties
from servanda.coding.events import code_events, propose_events
from servanda.coding.frames import verb_frame
from servanda.coding.history import place_in_time
from servanda.coding.joining import join
from servanda.coding.modes import first_assault_mode
from servanda.coding.same_events import MOST_TELLINGS, Telling, merge_tellings
from servanda.coding.triggers import find_candidates
from servanda.errors import ConfigError
from servanda.model import Actor, Analysis, Event, Span


def proposed(analysis: Analysis) -> list[Event]:
    return [event for event, _ in propose_events(analysis)[0]]


ATTACK = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root the/DET/DT/4/det army/NOUN/NN/2/obj in/ADP/IN/6/case Strelsau/PROPN/NNP/2/obl ./PUNCT/./2/punct"  # fmt: skip
AGREED = "Ruritania/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Elbonia/PROPN/NNP/1/conj agreed/VERB/VBD/0/root to/PART/TO/6/mark withdraw/VERB/VB/4/xcomp ./PUNCT/./4/punct"  # fmt: skip
MEETING = "Ruritania/PROPN/NNP/2/nsubj held/VERB/VBD/0/root talks/NOUN/NNS/2/obj with/ADP/IN/5/case Elbonia/PROPN/NNP/3/nmod in/ADP/IN/7/case Zenda/PROPN/NNP/3/nmod"  # fmt: skip
MUST = "Ruritania/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/6/mark Elbonia/PROPN/NNP/6/nsubj must/AUX/MD/6/aux withdraw/VERB/VB/2/ccomp"  # fmt: skip
BOMBED = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/4/det army/NOUN/NN/2/obj"  # fmt: skip
KILLED = "Rebels/NOUN/NNS/2/nsubj launched/VERB/VBD/0/root an/DET/DT/4/det attack/NOUN/NN/2/obj that/PRON/WDT/6/nsubj killed/VERB/VBD/4/acl:relcl people/NOUN/NNS/6/obj"  # fmt: skip


def test_who_did_what_to_whom() -> None:
    event = proposed(read_acts(ATTACK))[0]
    assert (event.type, event.actors, event.recipients, event.place) == (
        "ASSAULT",
        (REBELS,),
        (ARMY,),
        "Strelsau",
    )


def test_evidence_is_the_clause() -> None:
    analysis = read_acts(ATTACK)
    span = proposed(analysis)[0].provenance.evidence[0]
    assert span.of(analysis.document.text) == "Rebels attacked the army in Strelsau"


def test_the_promised_act_is_no_event_of_its_own() -> None:
    assert [e.type for e in proposed(read_acts(AGREED))] == ["AGREE"]


def test_parties_of_a_joint_act_are_all_actors() -> None:
    event = proposed(read_acts(MEETING))[0]
    assert (event.type, event.actors, event.recipients) == ("CONSULT", (RURITANIA, ELBONIA), ())


def test_must_in_somebodys_mouth_is_a_request() -> None:
    event = proposed(read_acts(MUST))[0]
    assert (event.type, event.mode, event.actors, event.recipients) == (
        "REQUEST",
        "yield",
        (RURITANIA,),
        (ELBONIA,),
    )


def test_the_rule_gives_the_mode() -> None:
    assert proposed(read_acts(BOMBED))[0].mode == "heavy-weapons"


def test_an_attack_and_its_dead_are_one_event() -> None:
    events = proposed(read_acts(KILLED))
    assert [(e.type, len(e.actors), len(e.recipients)) for e in events] == [("ASSAULT", 1, 1)]


def test_what_is_negated_is_rejected_with_its_reason() -> None:
    analysis = read_acts(
        "Rebels/NOUN/NNS/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod attack/VERB/VB/0/root the/DET/DT/6/det army/NOUN/NN/4/obj"
    )
    events, rejections = propose_events(analysis)
    assert (events, [r.reason for r in rejections]) == ([], ["negated: it did not happen"])


def test_a_name_tells_nothing() -> None:
    analysis = with_time(read_acts("March/PROPN/NNP/0/root"), "March", "2022-03")
    assert find_candidates(analysis) == ([], [])


def test_a_modifier_tells_nothing() -> None:
    analysis = read_acts("war/NOUN/NN/2/compound planes/NOUN/NNS/0/root")
    assert find_candidates(analysis)[0] == []


@pytest.mark.parametrize(
    "table",
    ["./PUNCT/./0/root", "Attack/NOUN/NN/0/root", "the/DET/DT/0/root", "x/X/FW/0/root"],
    ids=["a mark", "a noun", "a determiner", "an unknown word"],
)
def test_odd_texts_do_not_stop_it(table: str) -> None:
    assert code_events(read_acts(table)).statements == ()


def test_every_event_has_score_coder_and_reasons() -> None:
    made = code_events(read_acts(ATTACK)).events[0].provenance
    assert (0 < made.score <= 1, made.coder, bool(made.reasons)) == (True, "events/assault.attack", True)


# Days


def test_a_told_day_carries_on_to_the_next_sentence() -> None:
    second = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Strelsau/PROPN/NNP/2/obj"
    analysis = with_time(
        read_acts(
            ATTACK.replace("Strelsau/PROPN/NNP/2/obl", "Monday/PROPN/NNP/2/obl") + "\n" + second,
            published="2022-11-01",
        ),
        "Monday",
        "2022-10-31",
    )
    told = place_in_time(analysis, propose_events(analysis)[0])
    assert {event.date for event, _ in told} == {"2022-10-31"}


def test_news_without_a_day_is_of_the_reports_day() -> None:
    analysis = read_acts(ATTACK, published="2022-11-01")
    assert [e.date for e, _ in place_in_time(analysis, propose_events(analysis)[0])] == ["2022-11-01"]


def test_the_perfect_in_the_lead_is_of_the_reports_day() -> None:
    analysis = read_acts(
        "Rebels/NOUN/NNS/3/nsubj have/AUX/VBP/3/aux attacked/VERB/VBN/0/root the/DET/DT/5/det army/NOUN/NN/3/obj",
        published="2022-11-01",
    )
    assert [e.date for e, _ in place_in_time(analysis, propose_events(analysis)[0])] == ["2022-11-01"]


def test_a_day_is_not_shared_with_the_clashes_before_it() -> None:
    analysis = with_time(
        read_acts(
            "Before/ADP/IN/2/case clashes/NOUN/NNS/4/obl Ruritania/PROPN/NNP/4/nsubj surrendered/VERB/VBD/0/root Saturday/NOUN/NN/4/obl"
        ),
        "Saturday",
        "2022-10-29",
    )
    assert find_date(analysis, at(analysis, "clashes"))[0] is None


# Tellings


def test_joined_tellings_say_what_either_says() -> None:
    joined = join(
        make_event(actors=(REBELS,), mode="explosives"),
        make_event(recipients=(ARMY,), place="Zenda", mode="aerial"),
    )
    assert (joined.actors, joined.recipients, joined.place, joined.mode) == (
        (REBELS,),
        (ARMY,),
        "Zenda",
        "aerial",
    )


def test_an_act_told_hundreds_of_times_keeps_few_quotes() -> None:
    analysis = read_acts(ATTACK)
    (candidate,) = find_candidates(analysis)[0]
    told = [
        Telling(candidate, make_event(actors=(REBELS,), evidence=Span(i, i + 1))) for i in range(0, 800, 2)
    ]
    ((event, tellings),) = merge_tellings(analysis, told)
    assert (len(event.provenance.evidence), len(tellings)) == (MOST_TELLINGS, 400)


def test_a_quote_inside_another_is_left_out() -> None:
    outer = make_event(evidence=Span(4, 20))
    inner = make_event(evidence=Span(6, 12))
    assert join(inner, outer).provenance.evidence == (Span(4, 20),)


def test_of_several_modes_the_codebooks_first() -> None:
    assert first_assault_mode("firearms", None, "suicide-attack") == "suicide-attack"


# Unsaid parties

WAR = make_event(actors=(REBELS,), recipients=(ELBONIA,))


CLASHES = make_event(coder="events/assault.fighting-noun")


def test_two_pairs_alike_give_none() -> None:
    other = make_event(actors=(RURITANIA,), recipients=(ELBONIA,))
    assert fill_parties([WAR, other, CLASHES])[2] == CLASHES


def test_a_pair_that_talks_more_is_not_displaced_by_one_that_fights_once() -> None:
    talks = make_event("CONSULT", actors=(RURITANIA, ELBONIA), coder="events/consult.meet")
    assert fill_parties([WAR, talks, talks, CLASHES])[3] == CLASHES


def test_clashes_without_parties_are_the_pairs() -> None:
    assert fill_parties([WAR, CLASHES])[1].actors == (REBELS, ELBONIA)


def test_a_war_of_history_is_not_given_the_pair_of_the_news() -> None:
    visit = make_event("CONSULT", actors=(RURITANIA, ELBONIA), coder="events/consult.visit")
    past = make_event(coder="events/assault.fighting-noun", background=True)
    assert fill_parties([WAR, WAR, visit, visit, past])[4] == past


def test_a_war_of_history_is_the_pairs_that_the_report_is_about() -> None:
    visit = make_event("CONSULT", actors=(RURITANIA, ELBONIA), coder="events/consult.visit")
    past = make_event(coder="events/assault.fighting-noun", background=True)
    assert fill_parties([WAR, WAR, visit, past])[3].actors == (REBELS, ELBONIA)


def test_the_dead_of_a_civil_war_are_nobodys_of_its_sides() -> None:
    people = Actor("people", "ELB", "CVL")
    toll = make_event(recipients=(people,), coder="events/assault.kill")
    assert fill_parties([WAR, toll], [Manner(), Manner(fight=True)])[1] == toll


def test_friends_are_no_second_pair_of_foes() -> None:
    raid = make_event(actors=(RURITANIA,), recipients=(ELBONIA,))
    help_given = make_event("AID", actors=(RURITANIA,), recipients=(REBELS,), coder="events/aid.help")
    past = make_event(coder="events/assault.fighting-noun", background=True)
    assert set(fill_parties([raid, raid, help_given, help_given, past])[4].actors) == {RURITANIA, ELBONIA}


def test_who_brokers_a_deal_is_no_side_of_it() -> None:
    talks = make_event("CONSULT", actors=(RURITANIA, ELBONIA), coder="events/consult.meet")
    oman = Actor("Oman", "OMN", "GOV")
    deal = make_event("AGREE", actors=(oman,), coder="events/agree.deal")
    assert set(fill_parties([talks, deal], [Manner(), Manner(brokered=True)])[1].actors) == {
        RURITANIA,
        ELBONIA,
        oman,
    }
    assert fill_parties([talks, deal])[1] == deal


def test_a_band_yields_to_its_government_and_a_government_to_its_crowd() -> None:
    yielded = make_event("CONCEDE", actors=(REBELS,), coder="events/concede.ceasefire")
    assert fill_parties([WAR, yielded])[1].recipients == (ELBONIA,)
    crowd = Actor("students", "ELB", "CVL")
    protest = make_event("PROTEST", actors=(crowd,), coder="events/protest.demonstration")
    eased = make_event("CONCEDE", actors=(ELBONIA,), coder="events/concede.ease")
    assert fill_parties([WAR, protest, eased])[2].recipients == (crowd,)
    assert fill_parties([yielded])[0] == yielded


def test_what_is_said_to_be_between_others_is_given_no_pair() -> None:
    assert fill_parties([WAR, CLASHES], [Manner(), Manner(said=True)])[1] == CLASHES


def test_a_state_fights_not_its_president() -> None:
    president = Actor("Anna Brun", "NOR", "GOV")
    raid = make_event(actors=(REBELS,), recipients=(president,))
    assert Actor("Norway", "NOR", "GOV") in fill_parties([raid, CLASHES])[1].actors


def test_a_named_victim_is_left_alone() -> None:
    attack = make_event(actors=(REBELS,), recipients=(RURITANIA,))
    assert fill_parties([WAR, WAR, attack])[2] == attack


def test_a_fights_losers_are_its_sides() -> None:
    fight = make_event(recipients=(REBELS, ARMY), coder="events/assault.kill")
    filled = fill_parties([fight], [Manner(fight=True)])[0]
    assert (filled.actors, filled.recipients) == ((REBELS, ARMY), ())


def test_between_states_a_brigade_stands_for_its_state() -> None:
    brigade = Actor("Third Brigade", "NOR", "MIL")
    raid = make_event(actors=(brigade,), recipients=(Actor("Peru", "PER", "GOV"),))
    assert Actor("Norway", "NOR", "GOV") in fill_parties([raid, CLASHES])[1].actors


def test_what_was_agreed_is_of_the_pair_that_talks() -> None:
    talks = make_event("CONSULT", actors=(RURITANIA, ELBONIA), coder="events/consult.meet")
    agreed = make_event("AGREE", coder="events/agree.agree")
    assert set(fill_parties([talks, agreed])[1].actors) == {RURITANIA, ELBONIA}


def test_a_bare_noun_that_names_nobody_is_turned_down() -> None:
    claims = code_events(read_acts("The/DET/DT/2/det conflict/NOUN/NN/3/nsubj matters/VERB/VBZ/0/root"))
    assert not claims.events
    assert claims.rejections


# Heads


def test_a_head_adds_up_its_weights() -> None:
    assert Head({"a": 2.0, "b": -2.0}, 0.0, 0.5).score(["a", "b", "unknown"]) == 0.5


def test_unknown_heads_are_an_error() -> None:
    with pytest.raises((ConfigError, OSError)):
        load_head("no-such-head")


def test_prisoners_of_war_are_no_war() -> None:
    analysis = read_acts(
        "Ruritania/PROPN/NNP/2/nsubj counted/VERB/VBD/0/root prisoners/NOUN/NNS/2/obj of/ADP/IN/5/case war/NOUN/NN/3/nmod"
    )
    assert "war" not in [analysis.tokens[c.token].text for c in find_candidates(analysis)[0]]


def test_the_to_of_an_infinitive_is_no_particle() -> None:
    analysis = read_acts(
        "Ruritania/PROPN/NNP/2/nsubj hopes/VERB/VBZ/0/root to/PART/TO/4/mark win/VERB/VB/2/xcomp"
    )
    assert "to" not in verb_frame(analysis, at(analysis, "win")).particles


def test_the_attacked_word_is_found() -> None:
    analysis = read_acts(ATTACK)
    assert [c.token for c in find_candidates(analysis)[0]] == [at(analysis, "attacked")]


@pytest.mark.parametrize(("what", "types"), [("troops", ["RETREAT"]), ("bid", []), ("ambassador", [])])
def test_bids_and_envoys_that_are_withdrawn_are_no_retreat(what: str, types: list[str]) -> None:
    table = f"Ruritania/PROPN/NNP/2/nsubj withdrew/VERB/VBD/0/root/withdraw its/PRON/PRP$/4/nmod:poss {what}/NOUN/NN/2/obj"
    assert [e.type for e in proposed(read_acts(table)) if e.type == "RETREAT"] == types
