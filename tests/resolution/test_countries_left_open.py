"""Whose country the words say, whose the place tells, and whose stays open."""

from __future__ import annotations

from datetime import date

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


ABOUT = "\nPeru/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root"
"""A second sentence that makes the report one about Peru."""


def test_a_name_without_words_beside_it_has_no_country_and_says_why() -> None:
    analysis = resolve(
        "Ole/PROPN/NNP/3/nsubj Dorn/PROPN/NNP/1/flat smiled/VERB/VBD/0/root" + ABOUT,
        Entity(0, 2, "person", 1.0),
        Entity(3, 4, "country", 1.0),
    )
    assert actors(analysis, 0) == ["Ole Dorn||CVL"]
    mention = analysis.mention_at(0)
    assert mention is not None
    assert mention.reason == "country left open: no words of the report say it"
    lost = [(str(c.actors[0]), c.reason) for c in mention.candidates[1:]]
    assert lost == [("Ole Dorn|PER|CVL", "country of the report")]
    assert mention.candidates[0].score > mention.candidates[1].score


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Judge", "PER|JUD"),
        ("Governor", "PER|GOV"),
        ("Voter", "PER|CVL"),
        ("Bishop", "PER|REL"),
        ("Lawyer", "|CVL"),
        ("Professor", "|EDU"),
        ("Reporter", "|MED"),
    ],
)
def test_offices_and_residents_are_of_the_place_others_are_not(title: str, end: str) -> None:
    analysis = resolve(
        f"{title}/PROPN/NNP/4/nsubj Ole/PROPN/NNP/1/flat Dorn/PROPN/NNP/1/flat smiled/VERB/VBD/0/root"
        + ABOUT,
        Entity(1, 3, "person", 1.0),
        Entity(4, 5, "country", 1.0),
    )
    assert actors(analysis, 0) == [f"Ole Dorn|{end}"]


@pytest.mark.parametrize(("verb", "country"), [("lives", "NOR"), ("waits", "")])
def test_whoever_lives_somewhere_is_of_its_country(verb: str, country: str) -> None:
    analysis = resolve(
        f"Ole/PROPN/NNP/7/nsubj Dorn/PROPN/NNP/1/flat who/PRON/WP/4/nsubj {verb}/VERB/VBZ/1/acl:relcl "
        "in/ADP/IN/6/case Oslo/PROPN/NNP/4/obl smiled/VERB/VBD/0/root" + ABOUT,
        Entity(0, 2, "person", 1.0),
        Entity(5, 6, "city", 1.0),
        Entity(7, 8, "country", 1.0),
    )
    assert actors(analysis, 0) == [f"Ole Dorn|{country}|CVL"]


@pytest.mark.parametrize(
    ("sentence", "token", "end"),
    [
        ("Reporters/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass hurt/VERB/VBN/0/root", 0, "PER|MED"),
        ("Reporters/NOUN/NNS/2/nsubj said/VERB/VBD/0/root so/ADV/RB/2/advmod", 0, "|MED"),
        ("She/PRON/PRP/2/nsubj told/VERB/VBD/0/root reporters/NOUN/NNS/2/obj", 2, "|MED"),
        ("Scientists/NOUN/NNS/2/nsubj said/VERB/VBD/0/root so/ADV/RB/2/advmod", 0, "|CVL"),
        ("Witnesses/NOUN/NNS/2/nsubj said/VERB/VBD/0/root so/ADV/RB/2/advmod", 0, "PER|CVL"),
    ],
)
def test_the_place_tells_of_whom_something_is_done_to_but_not_of_strangers(
    sentence: str, token: int, end: str
) -> None:
    analysis = resolve(sentence + ABOUT, Entity(3, 4, "country", 1.0))
    assert [a.partition("|")[2] for a in actors(analysis, token)] == [end]


def test_captives_are_not_of_the_place_where_they_are_held() -> None:
    table = (
        "{}/NOUN/NNS/2/nsubj waited/VERB/VBD/0/root in/ADP/IN/4/case Oslo/PROPN/NNP/2/obl ./PUNCT/./2/punct\n"
        "Peru/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Chad/PROPN/NNP/1/conj waited/VERB/VBD/0/root"
    )
    found = (Entity(3, 4, "city", 1.0), Entity(5, 6, "country", 1.0), Entity(7, 8, "country", 1.0))
    assert actors(resolve(table.format("Hostages"), *found), 0) == ["Hostages||CVL"]
    assert actors(resolve(table.format("Villagers"), *found), 0) == ["Villagers|NOR|CVL"]


def test_neighbours_of_a_state_are_states_others_live_next_door() -> None:
    own = resolve(
        "Peru/PROPN/NNP/2/nsubj warned/VERB/VBD/0/root its/PRON/PRP$/4/nmod:poss neighbours/NOUN/NNS/2/obj",
        Entity(0, 1, "country", 1.0),
    )
    assert actors(own, 3) == ["neighbours||GOV"]
    plain = resolve(
        "Neighbours/NOUN/NNS/2/nsubj smiled/VERB/VBD/0/root" + ABOUT,
        Entity(2, 3, "country", 1.0),
    )
    assert actors(plain, 0) == ["Neighbours|PER|CVL"]


def test_whoever_works_in_the_capital_is_of_its_country() -> None:
    analysis = resolve(
        "Ole/PROPN/NNP/12/nsubj Dorn/PROPN/NNP/1/flat who/PRON/WP/4/nsubj works/VERB/VBZ/1/acl:relcl "
        "as/ADP/IN/6/case farmer/NOUN/NN/4/obl in/ADP/IN/9/case the/DET/DT/9/det capital/NOUN/NN/6/nmod "
        ",/PUNCT/,/11/punct Oslo/PROPN/NNP/9/appos smiled/VERB/VBD/0/root" + ABOUT,
        Entity(0, 2, "person", 1.0),
        Entity(10, 11, "city", 1.0),
        Entity(12, 13, "country", 1.0),
    )
    assert actors(analysis, 0) == ["Ole Dorn|NOR|CVL"]


@pytest.mark.parametrize(("noun", "country"), [("lawyer", ""), ("minister", "PER")])
def test_whoever_is_hired_need_not_be_of_his_masters_country(noun: str, country: str) -> None:
    analysis = resolve(
        f"Peru/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case {noun}/NOUN/NN/6/nsubj Ole/PROPN/NNP/3/appos "
        "Dorn/PROPN/NNP/4/flat smiled/VERB/VBD/0/root\n"
        "Chad/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root",
        Entity(0, 1, "country", 1.0),
        Entity(3, 5, "person", 1.0),
        Entity(6, 7, "country", 1.0),
    )
    assert actors(analysis, 3)[0].split("|")[1] == country


def test_who_speaks_for_a_body_of_which_nothing_is_known_is_no_official() -> None:
    analysis = resolve(
        "A/DET/DT/2/det spokesman/NOUN/NN/5/nsubj for/ADP/IN/4/case Dornia/PROPN/NNP/2/nmod "
        "smiled/VERB/VBD/0/root" + ABOUT,
        Entity(3, 4, "organisation", 1.0),
        Entity(5, 6, "country", 1.0),
    )
    assert [a.partition("|")[2] for a in actors(analysis, 1)] == ["|UNK"]


@pytest.mark.parametrize(
    ("title", "day", "sector"),
    [
        ("Mr.", "2012-05-01", "GOV"),
        ("Mr.", "2019-05-01", "CVL"),
        ("Minister", "2019-05-01", "GOV"),
        ("Candidate", "2007-05-01", "PTY"),
        ("Mr.", "2007-05-01", "GOV"),
    ],
)
def test_who_is_out_of_all_his_offices_is_no_official(title: str, day: str, sector: str) -> None:
    analysis = resolve_mentions(
        find_mentions(
            make_analysis(
                f"{title}/PROPN/NNP/4/nsubj Barack/PROPN/NNP/1/flat Obama/PROPN/NNP/1/flat "
                "smiled/VERB/VBD/0/root",
                entities=(Entity(1, 3, "person", 1.0),),
                published=date.fromisoformat(day),
            )
        )
    )
    assert [a.partition("|")[2] for a in actors(analysis, 1)] == [f"USA|{sector}"]
