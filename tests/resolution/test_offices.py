"""Whom phrases mean, what lost, and when it stays open."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.resolution.offices import look_up, office_holder_id

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
    assert office_holder_id("Turkish president", "TUR", DAY) == "person:tur:recep-tayyip-erdogan"


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
    assert office_holder_id(name, country, on) is None
