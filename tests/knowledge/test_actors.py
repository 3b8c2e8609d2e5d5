"""Bodies, groups, people and seats, as of a day; roles and word lists."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.knowledge import (
    find_actor,
    find_known,
    find_namesakes,
    find_role,
    is_known,
    longest_name_from,
    word_list,
)
from servanda.knowledge.actors import known_names
from servanda.knowledge.tables import normalise_name, read_rows

SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG PTY OPP REB SEP CRM IGO NGO MED BUS REL EDU CVL REF UNK".split()  # noqa: SIM905
)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        pytest.param("the Kremlin", "Russia|RUS|GOV", id="seat"),
        pytest.param("Hizballah", "Hezbollah|LBN|REB", id="other spelling"),
        pytest.param("U.N. Security Council", "United Nations Security Council|INT|IGO", id="organ"),
        pytest.param("MSF", "Doctors Without Borders|INT|NGO", id="relief body"),
        pytest.param("SANA", "SANA|SYR|MED", id="agency"),
        pytest.param("al - Nusra Front", "Nusra Front|SYR|REB", id="spaces around the hyphen"),
    ],
)
def test_actor_of_a_name(name: str, actor: str) -> None:
    assert str(find_actor(name)) == actor


@pytest.mark.parametrize(
    ("name", "day", "sector", "country"),
    [
        pytest.param("Taliban", date(2010, 1, 1), "REB", "AFG", id="before"),
        pytest.param("Taliban", date(2022, 1, 1), "GOV", "AFG", id="after"),
        pytest.param("Moscow", date(1987, 5, 1), "GOV", "SUN", id="Soviet Moscow"),
        pytest.param("Moscow", date(2020, 5, 1), "GOV", "RUS", id="Russian Moscow"),
        pytest.param("Moscow", None, "GOV", "RUS", id="no day"),
    ],
)
def test_entries_hold_for_their_time(name: str, day: date | None, sector: str, country: str) -> None:
    known = find_known(name, day)
    assert known is not None
    assert (known.sector, known.country) == (sector, country)


def test_groups_may_act_in_several_countries() -> None:
    known = find_known("Islamic State")
    assert known is not None
    assert {"SYR", "IRQ"} <= set(known.countries)


def test_unknown_names_are_unknown() -> None:
    assert find_actor("Ruritanian Liberation Front") is None
    assert not is_known("Ruritania")


def test_names_are_found_from_their_first_word() -> None:
    assert longest_name_from("United") >= 4
    assert longest_name_from("Zyzzyva") == 0


def test_every_table_name_is_found_again() -> None:
    assert all(find_namesakes(name) for name in known_names())


@pytest.mark.parametrize(
    ("near", "found"),
    [
        pytest.param(["IND"], "People's Liberation Army of Manipur", id="one country named"),
        pytest.param(["USA", "CHN"], "People's Liberation Army", id="not the first"),
        pytest.param(["IND", "CHN"], None, id="two named"),
        pytest.param(["USA"], None, id="none named"),
        pytest.param([], None, id="no country in the report"),
        pytest.param(None, None, id="nothing known of the report"),
    ],
)
def test_names_that_several_share_are_decided_by_country_or_left_open(
    near: list[str] | None, found: str | None
) -> None:
    known = find_known("PLA", near=near)
    assert (known.name if known else None) == found


def test_namesakes_are_all_of_a_name() -> None:
    assert {known.country for known in find_namesakes("PLA")} == {"CHN", "IND", "NPL"}


@pytest.mark.parametrize(
    ("near", "actor"),
    [
        (["BEL", "FRA"], "Belgium|BEL|GOV"),
        (["FRA", "BEL"], "European Union|INT|IGO"),
        (None, "European Union|INT|IGO"),
    ],
)
def test_brussels_is_belgium_where_belgium_leads(near: list[str] | None, actor: str) -> None:
    known = find_known("Brussels", near=near)
    assert known is not None
    assert str(known.actor) == actor


@pytest.mark.parametrize(
    ("name", "day", "name_then"),
    [
        pytest.param("Belgrade", date(1999, 5, 1), "Yugoslavia", id="before"),
        pytest.param("Belgrade", date(2005, 5, 1), "Serbia and Montenegro", id="between"),
        pytest.param("Belgrade", date(2015, 5, 1), "Serbia", id="after"),
        pytest.param("Lagos", date(1988, 5, 1), "Nigeria", id="capital then"),
        pytest.param("Bonn", date(1995, 5, 1), "Germany", id="seat of government"),
    ],
)
def test_capitals_stand_for_whom_they_governed_then(name: str, day: date, name_then: str) -> None:
    known = find_known(name, day)
    assert known is not None
    assert known.name == name_then


@pytest.mark.parametrize("name", ["Lagos", "Almaty", "Yangon", "Bonn"])
def test_former_capitals_stand_for_nobody(name: str) -> None:
    assert find_known(name, date(2015, 5, 1)) is None
    assert find_known(name) is None


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("UN Mission in Liberia", "United Nations Mission in Liberia|INT|IGO"),
        ("U.N. Mission in Liberia", "United Nations Mission in Liberia|INT|IGO"),
        ("Al Mayadeen", "Al Mayadeen|LBN|MED"),
        ("Likud party", "Likud|ISR|PTY"),
        ("Kenya Defense Forces", "Kenya Defence Forces|KEN|MIL"),
        ("M.S.F.", "Doctors Without Borders|INT|NGO"),
    ],
)
def test_spellings_follow_by_rule(name: str, actor: str) -> None:
    assert str(find_actor(name)) == actor


def test_groups_hold_for_their_years() -> None:
    known = find_known("Khmer Rouge", date(1999, 12, 31))
    assert known is not None
    assert (known.what, known.until) == ("armed_group", "1999-12-31")


@pytest.mark.parametrize("name", ["Burma", "Myanmar", "Zaire"])
def test_states_of_two_names_are_called_as_the_report_does(name: str) -> None:
    known = find_known(name)
    assert known is not None
    assert known.name == name


@pytest.mark.parametrize(
    "table", [("organisations", 6, 3), ("people", 6, 3), ("officeholders", 5, 2), ("roles", 3, 1)]
)
def test_tables_use_the_codebook_sectors(table: tuple[str, int, int]) -> None:
    name, columns, column = table
    assert {row[column] for row in read_rows(name, columns)} <= SECTORS


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("prime minister", "GOV"),
        ("governor general", "GOV"),
        ("retired general", "MIL"),
        ("senior intelligence official", "SPY"),
        ("riot police", "COP"),
        ("security force", "COP"),
        ("opposition force", "REB"),
        ("lawmaker", "LEG"),
        ("refugee", "REF"),
    ],
)
def test_role_of_the_longest_ending(phrase: str, sector: str) -> None:
    role = find_role(phrase)
    assert role is not None
    assert role.sector == sector


def test_things_have_no_role() -> None:
    assert find_role("wooden table") is None


def test_word_lists_are_named() -> None:
    assert "group" in word_list("groups")
    with pytest.raises(KeyError):
        word_list("no such list")


def test_names_are_normalised_for_look_up() -> None:
    assert normalise_name("Bashar  al – Assad") == "Bashar al-Assad"


def test_outlets_of_one_country_are_told_apart() -> None:
    assert str(find_actor("NDTV")) == "NDTV|IND|MED"


def test_lost_apostrophes_are_forgiven() -> None:
    assert str(find_actor("Moscows")) == "Russia|RUS|GOV"
