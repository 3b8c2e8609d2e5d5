"""Those who tell a report what happened: sources, monitors, helpers on the spot, spokesmen."""

from __future__ import annotations

import pytest
from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity
from servanda.resolution import resolve_mentions

NORWAY = (
    "Norwegian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj left/VERB/VBD/0/root Bergen/PROPN/NNP/3/obj "
    "./PUNCT/./3/punct\n"
)
BERGEN = Entity(3, 4, "city", 1.0)


def resolve(table: str, *entities: Entity) -> Analysis:
    """Mentions found and resolved."""
    return resolve_mentions(find_mentions(make_analysis(table, entities=entities)))


def actors(analysis: Analysis, token: int) -> list[str]:
    """Actors of the mention at a token."""
    mention = analysis.mention_at(token)
    return [str(actor) for actor in mention.actors] if mention else []


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("security/NOUN/NN/2/compound source/NOUN/NN/3/nsubj", "security source|NOR|COP"),
        ("military/ADJ/JJ/2/amod source/NOUN/NN/3/nsubj", "military source|NOR|MIL"),
        ("local/ADJ/JJ/2/amod sources/NOUN/NNS/3/nsubj", "local sources|NOR|UNK"),
        ("rescue/NOUN/NN/2/compound workers/NOUN/NNS/3/nsubj", "rescue workers|NOR|NGO"),
        # Of no country as long as nothing ties them to the place:
        ("diplomatic/ADJ/JJ/2/amod sources/NOUN/NNS/3/nsubj", "diplomatic sources||UNK"),
        ("aid/NOUN/NN/2/compound workers/NOUN/NNS/3/nsubj", "aid workers||NGO"),
    ],
)
def test_sources_and_helpers_on_the_spot_are_of_the_reports_country(phrase: str, actor: str) -> None:
    analysis = resolve(NORWAY + f"{phrase} spoke/VERB/VBD/0/root ./PUNCT/./3/punct", BERGEN)
    assert actors(analysis, 6) == [actor]


def test_those_listed_keep_the_country_of_the_place_when_told_of_again() -> None:
    analysis = resolve(
        NORWAY + "Children/NOUN/NNS/4/nsubj and/CCONJ/CC/3/cc women/NOUN/NNS/1/conj fled/VERB/VBD/0/root "
        "./PUNCT/./4/punct\nThey/PRON/PRP/2/nsubj wept/VERB/VBD/0/root",
        BERGEN,
    )
    assert actors(analysis, 10) == ["Children|NOR|CVL", "women|NOR|CVL"]


OBSERVATORY = (
    "The/DET/DT/3/det Syrian/ADJ/JJ/3/amod Observatory/PROPN/NNP/4/nsubj spoke/VERB/VBD/0/root "
    "./PUNCT/./4/punct\n"
)


def test_a_monitor_is_the_only_body_that_counts_from_afar() -> None:
    a_monitor = "A/DET/DT/2/det monitor/NOUN/NN/3/nsubj spoke/VERB/VBD/0/root ./PUNCT/./3/punct\n"
    named = resolve(a_monitor + OBSERVATORY, Entity(5, 7, "organisation", 1.0))
    assert actors(named, 1) == ["Syrian Observatory|SYR|NGO"]
    assert actors(resolve(a_monitor), 1) == ["monitor||NGO"]
    sent = resolve("Monitors/NOUN/NNS/2/nsubj left/VERB/VBD/0/root")
    assert actors(sent, 0)[0].endswith("|IGO")


def test_a_spokesman_for_the_group_based_abroad_is_of_that_group() -> None:
    analysis = resolve(
        OBSERVATORY + "A/DET/DT/2/det spokesman/NOUN/NN/8/nsubj for/ADP/IN/7/case the/DET/DT/7/det "
        "UK/PROPN/NNP/6/compound based/ADJ/JJ/7/amod monitor/NOUN/NN/2/nmod spoke/VERB/VBD/0/root",
        Entity(1, 3, "organisation", 1.0),
        Entity(9, 10, "country", 1.0),
    )
    assert actors(analysis, 6) == ["spokesman|SYR|NGO"]


def test_a_spokesman_named_nowhere_is_not_the_president_named_next() -> None:
    tail = "/NOUN/NN/4/nsubj spoke/VERB/VBD/0/root ./PUNCT/./4/punct\nPresident/PROPN/NNP/2/nmod:desc "
    tail += "Kessel/PROPN/NNP/3/nsubj left/VERB/VBD/0/root"
    kessel = Entity(6, 7, "person", 1.0)
    a_norwegian = "A/DET/DT/3/det Norwegian/ADJ/JJ/3/amod "
    assert actors(resolve(f"{a_norwegian}spokesman{tail}", kessel), 2)[0].startswith("Norwegian spokesman|")
    assert actors(resolve(f"{a_norwegian}president{tail}", kessel), 2)[0].startswith("Kessel|")


@pytest.mark.parametrize("name", ["Jaish", "Jaysh", "Jeish", "Jeysh", "Jaesh"])
def test_armies_by_every_spelling_of_the_arabic_word(name: str) -> None:
    table = f"{name}/PROPN/NNP/3/nsubj al-Islam/PROPN/NNP/1/flat fired/VERB/VBD/0/root"
    for kind in ("armed-group", "person"):
        assert [a.split("|", 1)[1] for a in actors(resolve(table, Entity(0, 2, kind, 1.0)), 0)] == ["SYR|REB"]


def test_a_king_of_a_common_name_is_he_whose_country_the_report_names() -> None:
    table = "King/PROPN/NNP/2/nmod:desc Abdullah/PROPN/NNP/3/nsubj met/VERB/VBD/0/root envoys/NOUN/NNS/3/obj "
    king = Entity(0, 2, "person", 1.0)
    for case, country in (("Riyadh", "SAU"), ("Amman", "JOR")):
        rest = f"in/ADP/IN/6/case {case}/PROPN/NNP/3/obl"
        analysis = resolve(table + rest, king, Entity(5, 6, "city", 1.0))
        assert [a.split("|", 1)[1] for a in actors(analysis, 1)] == [f"{country}|GOV"]
