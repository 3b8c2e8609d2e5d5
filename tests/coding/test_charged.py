"""Attacks that a report tells only by who is accused of them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factory import make_document

from servanda.coding.events import code_events
from servanda.language.model import LanguageModel
from servanda.model import Event
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


def events_of(text: str, tools: Tools) -> list[Event]:
    published = date(2020, 5, 22)  # a Friday
    return list(code_events(analyse(make_document(text, published=published.isoformat()), tools)).events)


def attacks(text: str, tools: Tools) -> list[Event]:
    return [e for e in events_of(text, tools) if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("charge", "mode", "day"),
    [
        ("killing at least 300 civilians with poison gas near Abeche on Wednesday", "unconventional", 20),
        ("gassing hundreds of people near Abeche on Wednesday", "unconventional", 20),
        ("shelling the town of Abeche on Tuesday and killing 40 people", "heavy-weapons", 19),
        ("launching chemical attacks near Abeche on Wednesday", "unconventional", 20),
        ("carrying out a chemical weapons attack near Abeche on Wednesday", "unconventional", 20),
    ],
)
def test_an_attack_of_one_day_is_an_event_without_a_doer(
    charge: str, mode: str, day: int, tools: Tools
) -> None:
    events = events_of(f"The opposition in Chad accused the army of {charge}.", tools)
    assert [e.type for e in events] == ["ACCUSE", "ASSAULT"]
    assert (events[1].actors, events[1].mode, events[1].date) == ((), mode, f"2020-05-{day}")


def test_a_charge_without_a_day_or_victims_is_no_act(tools: Tools) -> None:
    assert attacks("The opposition in Chad accused the army of shelling towns.", tools) == []


def test_the_day_of_what_is_charged_is_not_that_of_the_story(tools: Tools) -> None:
    text = "The opposition in Chad accused the army of gassing hundreds of people near Abeche on Wednesday."
    asked = events_of(f"{text} Peru called for talks.", tools)[-1]
    assert (asked.type, asked.date) == ("REQUEST", "2020-05-22")


def test_the_dead_of_attacks_and_those_who_fall_victim_to_them(tools: Tools) -> None:
    for text in (
        "More than 300 people died on Wednesday from the attacks.",
        "More than 300 people fell victim to the attack on Wednesday.",
    ):
        assert [(e.actors, e.date) for e in attacks(text, tools)] == [((), "2020-05-20")]
