"""Mediation tracks: who mediates, whose talks are one round, what came of them."""

from __future__ import annotations

from dataclasses import replace

from tests.reconciliation.deedtales import CHILE, NORWAY, event, incident, pledge, undertaking

from servanda.model import Actor
from servanda.model.account import Account, Where
from servanda.model.views import Pledge, Track
from servanda.reconciliation.tracks import build_tracks

EU = Actor("European Union", "INT", "IGO")
RUSSIA = Actor("Russian foreign minister", "RUS", "GOV")
PEACE = "Norway and Chile held peace talks."


def meeting(words: str, on: str, *by: Actor, place: str | None = None, **more: object) -> Account:
    where = Where(name=place) if place else None
    given = {"context": f"{words} for peace.", "reported": on, **more}
    told = event("CONSULT", words, on=on, by=by, place=where, **given)  # type: ignore[arg-type]
    return replace(told, lands=("NOR", "CHL"))


def tracks(*accounts: Account, pledges: tuple[Pledge, ...] = ()) -> tuple[Track, ...]:
    return build_tracks([incident(a) for a in accounts], {a.id: a for a in accounts}, pledges)


def named(found: tuple[Track, ...]) -> list[tuple[str | None, list[str], int]]:
    return [
        (t.mediator.name if t.mediator else None, [p.country for p in t.parties], len(t.rounds))
        for t in found
    ]


def test_each_mediator_has_a_track_of_its_own() -> None:
    found = tracks(
        meeting("The Russian foreign minister met both sides", "2030-05-02", RUSSIA, NORWAY, CHILE),
        meeting("Norway and Chile met under the European Union", "2030-06-02", EU, NORWAY, CHILE),
        meeting("The Russian foreign minister met both sides", "2030-07-02", RUSSIA, NORWAY, CHILE),
        meeting("Norway and Chile met alone", "2030-08-02", NORWAY, CHILE),
    )
    assert named(found) == [
        ("Russia", ["CHL", "NOR"], 2),
        ("European Union", ["CHL", "NOR"], 1),
        (None, ["CHL", "NOR"], 1),
    ]
    assert len({t.id for t in found}) == 3


def test_a_sentence_may_name_the_mediator() -> None:
    told = meeting("a French-mediated meeting of Norway and Chile", "2030-05-02", NORWAY, CHILE)
    assert named(tracks(told)) == [("France", ["CHL", "NOR"], 1)]


def test_who_mediates_alone_mediates_between_those_spoken_of() -> None:
    told = meeting("Russian mediation went on", "2030-05-02", RUSSIA, mode="third-party")
    assert named(tracks(told)) == [("Russia", ["CHL", "NOR"], 1)]


def test_two_tellings_of_one_day_and_report_are_one_round() -> None:
    first = meeting(
        "The Russian foreign minister met both sides", "2030-05-02", RUSSIA, NORWAY, CHILE, report="one"
    )
    again = meeting("The three held talks on peace", "2030-05-02", RUSSIA, NORWAY, CHILE, report="one")
    (track,) = tracks(first, again)
    assert len(track.rounds) == 1
    assert set(track.rounds[0].accounts) == {first.id, again.id}


def test_a_meeting_told_elsewhere_without_its_mediator_stands_once() -> None:
    with_host = meeting(
        "The Russian foreign minister met both sides", "2030-05-02", RUSSIA, NORWAY, CHILE, report="one"
    )
    without = meeting("Norway and Chile met", "2030-05-02", NORWAY, CHILE, report="two")
    assert named(tracks(with_host, without)) == [("Russia", ["CHL", "NOR"], 1)]


def test_what_was_promised_there_and_then_came_of_it() -> None:
    told = meeting(
        "The Russian foreign minister met both sides", "2030-05-02", RUSSIA, NORWAY, CHILE, report="one"
    )
    vow = pledge(
        undertaking("ceasefire", "Norway and Chile agreed to stop", reported="2030-05-02", report="one")
    )
    other = pledge(
        undertaking("ceasefire", "Norway and Chile agreed once more", reported="2030-09-02", report="two")
    )
    (track,) = tracks(told, pledges=(vow, other))
    assert track.rounds[0].commitments == (vow.id,)


def test_a_ceremony_and_planned_talks_are_no_mediation() -> None:
    ball = meeting("Guests met", "2030-05-02", NORWAY, CHILE, context="Norway and Chile met at a ball.")
    plan = meeting(
        "The Russian foreign minister will meet both", "2030-05-02", RUSSIA, NORWAY, CHILE, status="planned"
    )
    assert tracks(ball, plan) == ()


def test_a_power_that_hosts_two_others_mediates() -> None:
    hosted = meeting("talks hosted near the capital", "2030-05-02", NORWAY, CHILE, place="Washington")
    alone = meeting("talks near the capital", "2030-05-02", NORWAY, CHILE, place="Washington")
    assert named(tracks(hosted)) == [("United States", ["CHL", "NOR"], 1)]
    assert named(tracks(alone)) == [(None, ["CHL", "NOR"], 1)]
