"""Firms and their officers, committees of parliaments, parties, peoples without a state."""

from __future__ import annotations

import pytest
from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity
from servanda.resolution import resolve_mentions


def resolve(table: str, *entities: Entity) -> Analysis:
    """Mentions found and resolved."""
    return resolve_mentions(find_mentions(make_analysis(table, entities=entities)))


def actors(analysis: Analysis, token: int) -> list[str]:
    """Actors of the mention at a token."""
    mention = analysis.mention_at(token)
    return [str(actor) for actor in mention.actors] if mention else []


def test_the_president_of_a_bank_is_of_its_country() -> None:
    analysis = resolve(
        "Robert/PROPN/NNP/8/nsubj Hale/PROPN/NNP/1/flat president/NOUN/NN/1/appos of/ADP/IN/5/case "
        "Bank/PROPN/NNP/3/nmod of/ADP/IN/7/case Toronto/PROPN/NNP/5/nmod praised/VERB/VBD/0/root "
        "Brazil/PROPN/NNP/8/obj",
        Entity(0, 2, "person", 1.0),
        Entity(4, 7, "organisation", 1.0),
        Entity(8, 9, "country", 1.0),
    )
    assert actors(analysis, 0) == ["Robert Hale|CAN|BUS"]


def test_a_president_who_is_chief_executive_too_is_no_head_of_state() -> None:
    analysis = resolve(
        "Paul/PROPN/NNP/11/nsubj Dorn/PROPN/NNP/1/flat president/NOUN/NN/1/appos and/CCONJ/CC/6/cc "
        "chief/ADJ/JJ/6/amod executive/NOUN/NN/3/conj of/ADP/IN/10/case Dorn/PROPN/NNP/10/compound "
        "Motors/PROPN/NNPS/10/compound Inc/PROPN/NNP/6/nmod accused/VERB/VBD/0/root Chad/PROPN/NNP/11/obj",
        Entity(0, 2, "person", 1.0),
        Entity(7, 10, "organisation", 1.0),
        Entity(11, 12, "country", 1.0),
    )
    assert actors(analysis, 0)[0].endswith("|BUS")


VICE_PRESIDENT = (
    "Vice/NOUN/NN/2/compound president/NOUN/NN/3/nmod:desc Ray/PROPN/NNP/4/nsubj left/VERB/VBD/0/root "
    "Dorn/PROPN/NNP/7/compound Motors/PROPN/NNPS/7/compound Inc/PROPN/NNP/4/obj ./PUNCT/./4/punct"
)


def test_titles_of_state_are_a_firms_where_a_report_names_firms_and_no_country() -> None:
    found = (Entity(2, 3, "person", 1.0), Entity(4, 7, "organisation", 1.0))
    assert actors(resolve(VICE_PRESIDENT, *found), 2) == ["Ray||BUS"]
    chad = "\nChad/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root"
    assert actors(resolve(VICE_PRESIDENT + chad, *found, Entity(8, 9, "country", 1.0)), 2) == ["Ray|TCD|GOV"]


def test_a_name_short_for_a_firms_is_the_firm() -> None:
    table = (
        "Dorn/PROPN/NNP/3/compound South/PROPN/NNP/3/compound Utilities/PROPN/NNPS/4/nsubj "
        "left/VERB/VBD/0/root "
        "./PUNCT/./4/punct\nDorn/PROPN/NNP/2/compound South/PROPN/NNP/3/nsubj waited/VERB/VBD/0/root"
    )
    analysis = resolve(table, Entity(0, 3, "organisation", 1.0), Entity(5, 7, "organisation", 1.0))
    assert actors(analysis, 6)[0].endswith("|BUS")


def test_a_committee_of_a_chamber_is_parliaments() -> None:
    table = (
        "House/PROPN/NNP/3/compound Budget/PROPN/NNP/3/compound Committee/PROPN/NNP/4/nsubj "
        "met/VERB/VBD/0/root"
    )
    assert actors(resolve(table, Entity(0, 3, "organisation", 1.0)), 2)[0].endswith("|LEG")


@pytest.mark.parametrize(
    ("phrase", "end"),
    [
        ("State/NOUN/NN/2/compound representatives/NOUN/NNS/3/nsubj", "|LEG"),
        ("Social/ADJ/JJ/2/amod Democrats/PROPN/NNPS/3/nsubj", "|PTY"),
        ("Fire/NOUN/NN/2/compound brigade/NOUN/NN/3/nsubj", "|GOV"),
    ],
)
def test_sectors_by_two_words(phrase: str, end: str) -> None:
    assert actors(resolve(f"{phrase} left/VERB/VBD/0/root"), 1)[0].endswith(end)


def test_forces_of_a_people_without_a_state_are_an_armed_group() -> None:
    table = (
        "Kurdish/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj left/VERB/VBD/0/root towns/NOUN/NNS/3/obj "
        "in/ADP/IN/6/case {}/PROPN/NNP/3/obl"
    )
    for land, end in (("Syria", "SYR|REB"), ("Iraq", "IRQ|MIL")):
        analysis = resolve(table.format(land), Entity(5, 6, "country", 1.0))
        assert actors(analysis, 1) == [f"Kurdish forces|{end}"]
