"""The tables of knowledge agree with themselves, with each other and with the codebook."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from servanda.knowledge import find_land, find_namesakes, find_places, is_english_word
from servanda.knowledge.actors import ALWAYS, LEADING, NAMED
from servanda.knowledge.cities import city_countries
from servanda.knowledge.organisations import KINDS, load_bodies
from servanda.knowledge.own.validating import SECTORS
from servanda.knowledge.tables import read_rows, split_names
from servanda.knowledge.usage import all_usages

DATA = files("servanda.knowledge") / "data"
TABLES = sorted(path.name for path in DATA.iterdir() if path.name.endswith((".tsv", ".sqlite")))
CODES = frozenset(row[0] for row in read_rows("countries", 1))
DATED = {
    "organisations": (4, 5),
    "people": (4, 5),
    "countries": (6, 7),
    "territories": (5, 6),
    "capitals": (2, 3),
    "seats": (4, 5),
    "usage": (3, 4),
}
"""Tables with the columns of first and last day."""
DAY = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
KNOWN_WORDS = frozenset(
    [
        "Amnesty",
        "Apple",
        "Commonwealth",
        "Conservatives",
        "Dawn",
        "Fano",
        "Labour",
        "LeT",
        "Marines",
        "Memorial",
        "Quartet",
        "Saba",
        "Sana",
        "Shell",
        "Solidarity",
        "Total",
        "Xinhua",
    ]
)
"""Single words that name a body and are also a common word or a city: looked at one by one."""


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_source(table: str) -> None:
    assert f"`{table}`" in (files("servanda.knowledge") / "SOURCES.md").read_text("utf-8")


def test_every_source_has_its_table() -> None:
    named = re.findall(r"`(\w+\.(?:tsv|sqlite))`", (files("servanda.knowledge") / "SOURCES.md").read_text())
    assert sorted(set(named)) == TABLES


@pytest.mark.parametrize("table", [table for table in TABLES if table.endswith(".tsv")])
def test_every_table_begins_with_what_it_is(table: str) -> None:
    assert (DATA / table).read_text("utf-8").startswith("# ")


@pytest.mark.parametrize(("table", "columns"), DATED.items(), ids=str)
def test_days_are_days_in_order(table: str, columns: tuple[int, int]) -> None:
    wrong = []
    for row in read_rows(table, max(columns) + 1):
        first, last = (row[c] for c in columns)
        if not DAY.fullmatch(first) or not DAY.fullmatch(last) or (first and last and first > last + "-99"):
            wrong.append(row)
    assert wrong == []


@pytest.mark.parametrize(
    ("table", "column"),
    [("organisations", 2), ("people", 2), ("territories", 3), ("seats", 2), ("capitals", 0)],
)
def test_country_codes_are_known(table: str, column: int) -> None:
    found = {code for row in read_rows(table, column + 1) for code in row[column].split("/")}
    assert found - CODES <= {"", "INT"}


def test_claims_name_states() -> None:
    assert {code for row in read_rows("territories", 9) for code in split_names(row[8])} <= CODES


@pytest.mark.parametrize(("table", "column"), [("organisations", 3), ("people", 3), ("seats", 3)])
def test_sectors_are_the_codebooks(table: str, column: int) -> None:
    assert {row[column] for row in read_rows(table, column + 1)} <= set(SECTORS)


def test_bodies_are_of_a_known_kind() -> None:
    assert {body.kind for body in load_bodies()} == KINDS


def test_there_are_enough_bodies() -> None:
    assert sum(1 for _ in load_bodies()) >= 1_500


def test_no_two_rows_are_the_same_body() -> None:
    rows = Counter((row[0], row[4]) for row in read_rows("organisations", 5))
    assert [row for row, count in rows.items() if count > 1] == []


def test_no_cell_repeats_a_name() -> None:
    assert [b.name for b in load_bodies() if len({name for name, _ in b.names}) < len(b.names)] == []


def test_no_name_stands_for_two_bodies_unless_the_country_decides() -> None:
    strong = defaultdict(set)
    for body in load_bodies():
        for name, weak in body.names:
            if not weak:
                strong[name].add(body.name)
    assert {name: bodies for name, bodies in strong.items() if len(bodies) > 1} == {}


def test_names_of_one_word_are_no_common_words_or_cities() -> None:
    words = {name for body in load_bodies() for name, _ in body.names if name.isalpha()}
    doubtful = {w for w in words if is_english_word(w.lower()) and w != w.upper()}
    doubtful |= {w for w in words if city_countries(w) and len(w) > 3}
    assert sorted(doubtful - KNOWN_WORDS) == []


def test_metonyms_say_when() -> None:
    assert {row[6] for row in read_rows("seats", 7)} == {ALWAYS, NAMED, LEADING}


def test_states_have_a_status_and_a_name_of_their_own() -> None:
    rows = read_rows("countries", 9)
    assert {row[8] for row in rows} == {"state", "dependency", "disputed", "defunct"}
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)


def test_names_shown_as_written_are_names() -> None:
    rows = read_rows("countries", 10)
    assert [row[0] for row in rows if not set(split_names(row[9])) <= {row[1], *split_names(row[2])}] == []


def test_states_that_are_no_more_have_a_last_day() -> None:
    assert [r[0] for r in read_rows("countries", 9) if (r[8] == "defunct") != bool(r[7])] == []


def test_disputed_land_of_several_claims_is_of_no_one_country_or_says_who_claims_it() -> None:
    rows = read_rows("territories", 9)
    assert [row[0] for row in rows if row[7] == "disputed" and not split_names(row[8])] == []


def test_no_land_has_two_rows() -> None:
    names = Counter(name for row in read_rows("territories", 2) for name in [row[0], *split_names(row[1])])
    assert [name for name, count in names.items() if count > 1] == []


def test_usages_are_told_once_and_with_a_source() -> None:
    usages = all_usages()
    assert all(usage.users and usage.source for usage in usages)
    assert len({(usage.what, usage.name) for usage in usages}) == len(usages)


def test_usages_are_of_what_has_several_names() -> None:
    names = Counter(usage.what for usage in all_usages())
    single = {what for what, count in names.items() if count == 1}
    known = {
        u.what for u in all_usages() if find_land(u.what) or find_namesakes(u.what) or find_places(u.what)[0]
    }
    # One row is enough where the other name is the one that the tables use.
    alone = {u.what for u in all_usages() if u.what in single and u.name == u.what and u.what not in known}
    assert alone == set()
