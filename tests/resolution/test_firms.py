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


def test_whoever_is_said_to_be_of_a_society_is_its() -> None:
    analysis = resolve(
        "Ole/PROPN/NNP/7/nsubj Dorn/PROPN/NNP/1/flat of/ADP/IN/4/case Center/PROPN/NNP/1/nmod "
        "for/ADP/IN/6/case Law/PROPN/NNP/4/nmod spoke/VERB/VBD/0/root",
        Entity(0, 2, "person", 1.0),
        Entity(3, 6, "organisation", 1.0),
    )
    assert actors(analysis, 3) == ["Center for Law||NGO"]
    assert actors(analysis, 0) == ["Ole Dorn||NGO"]


def test_the_country_that_somebody_came_from_is_his() -> None:
    table = (
        "Ole/PROPN/NNP/7/nsubj Dorn/PROPN/NNP/1/flat who/PRON/WP/4/nsubj came/VERB/VBD/1/acl:relcl "
        "{}/ADP/IN/6/case Peru/PROPN/NNP/4/obl praised/VERB/VBD/0/root "
        "Chad/PROPN/NNP/7/obj ./PUNCT/./7/punct\nChad/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root"
    )
    found = (Entity(0, 2, "person", 1.0), Entity(5, 6, "country", 1.0), Entity(7, 8, "country", 1.0))
    assert actors(resolve(table.format("from"), *found), 0) == ["Ole Dorn|PER|CVL"]
    assert actors(resolve(table.format("to"), *found), 0) == ["Ole Dorn||CVL"]


def test_who_leads_a_committee_of_a_chamber_is_of_parliament() -> None:
    table = (
        "House/PROPN/NNP/3/compound Budget/PROPN/NNP/3/compound Committee/PROPN/NNP/4/compound "
        "Chairman/PROPN/NNP/5/nmod:desc Dan/PROPN/NNP/7/nsubj Holt/PROPN/NNP/5/flat spoke/VERB/VBD/0/root"
    )
    assert actors(resolve(table, Entity(4, 6, "person", 1.0)), 4) == ["Dan Holt||LEG"]


def test_a_coalition_of_parties_has_no_troops() -> None:
    coalition = (
        "A/DET/DT/2/det coalition/NOUN/NN/5/nsubj of/ADP/IN/4/case {}/NOUN/NNS/2/nmod won/VERB/VBD/0/root"
    )
    assert actors(resolve(coalition.format("parties")), 1)[0].endswith("|PTY")
    assert actors(resolve(coalition.format("volunteers")), 1)[0].endswith("INT|MIL")
