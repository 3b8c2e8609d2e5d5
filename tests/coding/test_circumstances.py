"""When, where, by whose account."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.coding.acts import ARMY, ELBONIA, RURITANIA, at, read_acts, with_time

from servanda.coding.act_places import find_place
from servanda.coding.circumstances import (
    actors_of,
    find_source,
    interval,
    is_background,
    tense_of,
)

ATTACK = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root the/DET/DT/4/det army/NOUN/NN/2/obj in/ADP/IN/6/case Strelsau/PROPN/NNP/2/obl on/ADP/IN/8/case Monday/PROPN/NNP/2/obl"  # fmt: skip
REPORTED = "Elbonia/PROPN/NNP/2/nsubj said/VERB/VBD/0/root rebels/NOUN/NNS/4/nsubj attacked/VERB/VBD/2/ccomp the/DET/DT/6/det army/NOUN/NN/4/obj"  # fmt: skip


def test_the_place_of_the_act() -> None:
    analysis = read_acts(ATTACK)
    assert find_place(analysis, at(analysis, "attacked"))[0] == "Strelsau"


def test_a_direction_is_a_place_where_the_type_says_so() -> None:
    table = "Elbonia/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case visit/NOUN/NN/0/root to/ADP/IN/5/case Zenda/PROPN/NNP/3/nmod"  # fmt: skip
    analysis = read_acts(table)
    act = at(analysis, "visit")
    assert (find_place(analysis, act)[0], find_place(analysis, act, frozenset({"to"}))[0]) == (None, "Zenda")


def test_the_source_of_reported_content() -> None:
    analysis = read_acts(REPORTED)
    assert find_source(analysis, at(analysis, "attacked")) == ELBONIA


def test_the_report_itself_is_no_source() -> None:
    analysis = read_acts(ATTACK)
    assert find_source(analysis, at(analysis, "attacked")) is None


def test_joined_names_are_all_actors() -> None:
    analysis = read_acts("Ruritania/PROPN/NNP/0/root and/CCONJ/CC/3/cc Elbonia/PROPN/NNP/1/conj")
    assert actors_of(analysis, 0) == (RURITANIA, ELBONIA)


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    analysis = read_acts("army/NOUN/NN/0/root that/PRON/WDT/3/nsubj left/VERB/VBD/1/acl:relcl")
    assert actors_of(analysis, 1) == (ARMY,)


@pytest.mark.parametrize(
    ("when", "background"),
    [
        ("2022-10-31", False),
        ("2022-10-25", False),
        ("2022-10-20", True),
        ("2020", True),
        ("2020/2022-10-31", True),
    ],
    ids=["same day", "six days before", "eleven days before", "years before", "going on for years"],
)
def test_background_by_date(when: str, background: bool) -> None:
    analysis = read_acts(ATTACK, published="2022-10-31")
    assert is_background(analysis, at(analysis, "attacked"), when) is background


def test_background_by_an_old_year() -> None:
    analysis = with_time(read_acts(ATTACK), "Monday", "2020", granularity="year")
    assert is_background(analysis, at(analysis, "attacked"), None)


TENSES = {
    "past": "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root",
    "perfect": "Rebels/NOUN/NNS/3/nsubj have/AUX/VBP/3/aux attacked/VERB/VBN/0/root",
    "pluperfect": "Rebels/NOUN/NNS/3/nsubj had/AUX/VBD/3/aux attacked/VERB/VBN/0/root",
    "present": "Rebels/NOUN/NNS/2/nsubj attack/VERB/VBP/0/root",
    "future": "Rebels/NOUN/NNS/3/nsubj will/AUX/MD/3/aux attack/VERB/VB/0/root",
    "none": "Attack/NOUN/NN/0/root",
}


@pytest.mark.parametrize(("tense", "table"), TENSES.items(), ids=TENSES.keys())
def test_tense(tense: str, table: str) -> None:
    analysis = read_acts(table)
    assert tense_of(analysis, len(analysis.tokens) - 1) == tense


def test_a_date_that_cannot_be_read_has_no_bounds() -> None:
    assert interval("2022-13-45") is None
