"""Whom phrases mean, what lost, and when it stays open."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Entity
from servanda.resolution import resolve_mentions
from servanda.resolution.offices import look_up, sure_holder

DAY = date(2022, 10, 31)


def _on(text: str) -> tuple[date, date]:
    day = date.fromisoformat(text)
    return day, day


def test_an_office_gives_actor_id_and_term() -> None:
    answer = look_up("the Turkish leader", (DAY, DAY))
    assert str(answer.actor) == "Recep Tayyip Erdogan|TUR|GOV"
    assert answer.id == "person:tur:recep-tayyip-erdogan"
    assert answer.term is not None
    assert answer.term.first == "2014-08-28"


def test_namesakes_lose_with_a_reason() -> None:
    answer = look_up("Bush", _on("2003-03-20"))
    assert answer.actor is not None
    assert answer.actor.name == "George W. Bush"
    assert [(lost.name, lost.reason) for lost in answer.rejected] == [
        ("George H.W. Bush", "in no office of the table then")
    ]


def test_two_that_fit_leave_it_open() -> None:
    answer = look_up("President Bush")
    assert answer.actor is None
    assert {one.name for one in answer.rejected} == {"George H.W. Bush", "George W. Bush"}
    assert answer.reason


@pytest.mark.parametrize(
    ("phrase", "when", "actor"),
    [
        pytest.param("the NATO chief", "2022-10-31", "Jens Stoltenberg|INT|IGO", id="body"),
        pytest.param("the Hamas leader", "2014-07-20", "Khaled Meshaal|PSE|REB", id="group"),
        pytest.param("the Taliban leader", "2022-10-31", "Hibatullah Akhundzada|AFG|GOV", id="in power"),
        pytest.param("the Taliban leader", "2019-10-31", "Hibatullah Akhundzada|AFG|REB", id="not yet"),
        pytest.param("the Abkhaz president", "2022-10-31", "Aslan Bzhania|GEO|SEP", id="breakaway"),
        pytest.param("former Soviet president", "1995-01-01", "Mikhail Gorbachev|SUN|CVL", id="former"),
    ],
)
def test_country_and_sector_are_those_of_the_office(phrase: str, when: str, actor: str) -> None:
    assert str(look_up(phrase, _on(when)).actor) == actor


def test_a_family_name_is_nobody_before_his_time() -> None:
    assert look_up("Stubb", _on("1985-01-01")).actor is None


def test_a_title_somebody_never_had_leaves_a_family_name_open() -> None:
    assert look_up("Prime Minister Obama", _on("2010-01-01")).actor is None


def test_a_description_has_the_id_of_its_holder() -> None:
    holder = sure_holder("Turkish president", "TUR", (DAY, DAY))
    assert holder is not None
    assert holder.id == "person:tur:recep-tayyip-erdogan"
    assert not holder.rules_out("person:tur:abdullah-gul")
    assert holder.rules_out("person:tur:mevlut-cavusoglu")


@pytest.mark.parametrize(
    ("name", "country", "on"),
    [
        pytest.param("Turkish president", "TUR", None, id="no day"),
        pytest.param("Turkish president", "CYP", DAY, id="another country"),
        pytest.param("former Turkish president", "TUR", DAY, id="several"),
        pytest.param("Turkish officials", "TUR", DAY, id="no office"),
        pytest.param("British prime minister", "GBR", date(2022, 10, 25), id="day of change"),
    ],
)
def test_what_is_not_sure_has_no_id(name: str, country: str, on: date | None) -> None:
    assert sure_holder(name, country, (on, on) if on else None) is None


REPORT = (
    "The/DET/DT/3/det Turkish/ADJ/JJ/3/amod president/NOUN/NN/4/nsubj spoke/VERB/VBD/0/root "
    "./PUNCT/./4/punct\n"
    "Later/ADV/RB/3/advmod Erdogan/PROPN/NNP/3/nsubj left/VERB/VBD/0/root ./PUNCT/./3/punct"
)
ERDOGAN = Entity(6, 7, "person", 1.0)


@pytest.mark.parametrize(
    ("published", "actor", "person"),
    [
        pytest.param("2022-10-31", "Erdogan|TUR|GOV", "person:tur:recep-tayyip-erdogan", id="he held it"),
        pytest.param("2013-10-31", "Turkish president|TUR|GOV", "person:tur:abdullah-gul", id="another did"),
    ],
)
def test_an_office_is_whoever_held_it_on_the_day_of_the_report(
    published: str, actor: str, person: str
) -> None:
    table = make_analysis(REPORT, published=published, entities=(ERDOGAN,))
    mention = resolve_mentions(find_mentions(table)).mention_at(2)
    assert mention is not None
    assert [str(a) for a in mention.actors] == [actor]
    assert mention.ids == (person,)


def test_a_counterpart_need_not_hold_the_same_office() -> None:
    table = make_analysis(
        "The/DET/DT/3/det Azerbaijani/ADJ/JJ/3/amod president/NOUN/NN/4/nsubj met/VERB/VBD/0/root "
        "his/PRON/PRP$/7/nmod:poss Armenian/ADJ/JJ/7/amod counterpart/NOUN/NN/4/obj ./PUNCT/./4/punct",
        published="2021-01-11",
    )
    mention = resolve_mentions(find_mentions(table)).mention_at(6)
    assert mention is not None
    assert not any(one.startswith("person:") for one in mention.ids)
