"""Phrases that name an office, taken apart."""

from __future__ import annotations

import pytest

from servanda.knowledge.office_phrases import office_title, parse_office
from servanda.knowledge.offices import Office


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        pytest.param("the Russian president", "RUS:president", id="adjective"),
        pytest.param("the president of Russia", "RUS:president", id="of"),
        pytest.param("Russia's president", "RUS:president", id="possessor"),
        pytest.param("U.S. defense secretary", "USA:defence-minister", id="American spelling"),
        pytest.param("Britain's Foreign Secretary", "GBR:foreign-minister", id="national title"),
        pytest.param("the minister of foreign affairs of Iran", "IRN:foreign-minister", id="long title"),
        pytest.param("NATO secretary-general", "NATO:head", id="body"),
        pytest.param("the embattled Syrian president", "SYR:president", id="words that say nothing"),
        pytest.param("turkish prime minister", "TUR:prime-minister", id="small letters"),
        pytest.param("the secretary of state", "USA:foreign-minister", id="needs no country"),
        pytest.param("US ambassador to the United Nations", "USA:un-ambassador", id="two owners"),
    ],
)
def test_the_office_of_a_phrase(phrase: str, office: str) -> None:
    assert [o.id for o, _ in parse_office(phrase).offices] == [office]


@pytest.mark.parametrize(
    ("phrase", "tense", "acting"),
    [
        ("former Israeli prime minister", "former", False),
        ("ex-Israeli prime minister", "former", False),
        ("the late Israeli prime minister", "former", False),
        ("then-Israeli prime minister", "once", False),
        ("acting Israeli prime minister", "holding", True),
        ("Israeli prime minister-designate", "next", False),
        ("Israel's president-elect", "next", False),
        ("the outgoing Israeli prime minister", "outgoing", False),
        ("the new Israeli prime minister", "incoming", False),
    ],
)
def test_which_holder_is_meant(phrase: str, tense: str, acting: bool) -> None:
    parsed = parse_office(phrase)
    assert parsed.offices
    assert (parsed.tense, parsed.acting) == (tense, acting)


@pytest.mark.parametrize(
    ("phrase", "title", "name"),
    [
        ("President Clinton", "president", "Clinton"),
        ("U.S. Secretary of State Colin Powell", "secretary of state", "Colin Powell"),
        ("Vice President Cheney", "vice president", "Cheney"),
        ("Yeltsin", "", "Yeltsin"),
    ],
)
def test_names_beside_titles(phrase: str, title: str, name: str) -> None:
    parsed = parse_office(phrase)
    assert (parsed.title, parsed.name) == (title, name)


@pytest.mark.parametrize(
    "phrase",
    [
        "the Turkish opposition leader",
        "the Russian deputy foreign minister",
        "the Russian president's spokesman",
        "the president of the Turkish parliament",
        "Russian officials",
        "the leader",
    ],
)
def test_phrases_that_name_no_office(phrase: str) -> None:
    assert not parse_office(phrase).offices


def test_context_gives_an_owner() -> None:
    assert [o.id for o, _ in parse_office("the president", "FRA").offices] == ["FRA:president"]


def test_offices_have_the_title_their_owner_uses() -> None:
    assert office_title(Office("USA", "foreign-minister")) == "secretary of state of the United States"
    assert office_title(Office("RUS", "foreign-minister")) == "foreign minister of Russia"
