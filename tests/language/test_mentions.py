"""Mentions, names and chains of names."""

from __future__ import annotations

from tests.factory import make_analysis

from servanda.language.chains import family_name
from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity

TROOPS = "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj left/VERB/VBD/0/root Minsk/PROPN/NNP/3/obj"
TITLE = (
    "The/DET/DT/3/det Ruritanian/ADJ/JJ/3/amod President/PROPN/NNP/4/nmod:desc Otto/PROPN/NNP/6/nsubj "
    "Kessel/PROPN/NNP/4/flat spoke/VERB/VBD/0/root ./PUNCT/./6/punct\n"
    "Kessel/PROPN/NNP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"
)
KESSEL = (Entity(3, 5, "person", 1.0), Entity(7, 8, "person", 1.0))


def phrases(analysis: Analysis) -> list[str]:
    """Every mention's words."""
    return [analysis.text_of(m.first, m.last) for m in analysis.mentions]


def test_nationality_and_noun_are_mentions_of_their_own() -> None:
    analysis = find_mentions(make_analysis(TROOPS))
    assert phrases(analysis) == ["Russian", "Russian troops", "Minsk"]


def test_mention_at_a_head() -> None:
    analysis = find_mentions(make_analysis(TROOPS))
    mention = analysis.mention_at(1)
    assert mention is not None
    assert mention.kind == "nominal"
    assert analysis.mention_at(2) is None
    assert analysis.mention_at(-1) is None


def test_title_and_every_word_of_a_name_lead_to_the_bearer() -> None:
    analysis = find_mentions(make_analysis(TITLE, entities=KESSEL))
    assert analysis.mention_at(2) == analysis.mention_at(3) == analysis.mention_at(4)


def test_bare_family_name_joins_the_full_name() -> None:
    analysis = find_mentions(make_analysis(TITLE, entities=KESSEL))
    first, second = analysis.mention_at(3), analysis.mention_at(7)
    assert first is not None
    assert second is not None
    assert first.chain == second.chain
    assert analysis.chains[first.chain].name == "Otto Kessel"


def test_two_people_of_one_family_name_stay_apart() -> None:
    table = (
        "Otto/PROPN/NNP/3/nsubj Kessel/PROPN/NNP/1/flat met/VERB/VBD/0/root "
        "Anna/PROPN/NNP/3/obj Kessel/PROPN/NNP/4/flat ./PUNCT/./3/punct"
    )
    entities = (Entity(0, 2, "person", 1.0), Entity(3, 5, "person", 1.0))
    analysis = find_mentions(make_analysis(table, entities=entities))
    assert [chain.name for chain in analysis.chains] == ["Otto Kessel", "Anna Kessel"]


def test_short_name_of_a_body_joins_the_full_one() -> None:
    table = (
        "The/DET/DT/2/det Observatory/PROPN/NNP/7/nsubj for/ADP/IN/5/case Coastal/ADJ/JJ/5/amod "
        "Waters/PROPN/NNPS/2/nmod "
        "has/AUX/VBZ/7/aux reported/VERB/VBN/0/root ./PUNCT/./7/punct\n"
        "The/DET/DT/2/det Observatory/PROPN/NNP/3/nsubj counts/VERB/VBZ/0/root ./PUNCT/./3/punct"
    )
    entities = (Entity(1, 5, "organisation", 1.0), Entity(9, 10, "organisation", 1.0))
    analysis = find_mentions(make_analysis(table, entities=entities))
    assert [chain.name for chain in analysis.chains] == ["Observatory for Coastal Waters"]


def test_initials_join_a_long_name_to_its_acronym_only() -> None:
    table = "\n".join(
        f"{first}/PROPN/NNP/4/nsubj Ministry/PROPN/NNP/1/flat Of/PROPN/NNP/1/flat {last}/PROPN/NNP/1/flat "
        "met/VERB/VBD/0/root"
        for first, last in (("Foreign", "Ibis"), ("Foreign", "Ithaca"))
    ).replace("NNP/4/nsubj", "NNP/5/nsubj")
    table += "\nFMOI/PROPN/NNP/2/nsubj met/VERB/VBD/0/root"
    entities = tuple(Entity(a, b, "organisation", 1.0) for a, b in ((0, 4), (5, 9), (10, 11)))
    analysis = find_mentions(make_analysis(table, entities=entities))
    named = {analysis.text_of(m.first, m.last): m.chain for m in analysis.mentions}
    assert named["Foreign Ministry Of Ibis"] != named["Foreign Ministry Of Ithaca"] == named["FMOI"]


def test_companies_of_one_legal_form_stay_apart() -> None:
    table = (
        "Inc./PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root\n"
        "Ibis/PROPN/NNP/3/nsubj Inc./PROPN/NNP/1/flat agreed/VERB/VBD/0/root\n"
        "Heron/PROPN/NNP/3/nsubj Inc./PROPN/NNP/1/flat agreed/VERB/VBD/0/root"
    )
    analysis = find_mentions(make_analysis(table))
    assert [chain.name for chain in analysis.chains] == ["Ibis Inc.", "Heron Inc."]


def test_years_count_nobody() -> None:
    table = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root in/ADP/IN/4/case 1994/NUM/CD/2/obl"
    assert phrases(find_mentions(make_analysis(table))) == ["Rebels"]


def test_a_text_without_nouns_has_no_mentions() -> None:
    analysis = find_mentions(make_analysis("Go/VERB/VB/0/root !/PUNCT/./1/punct"))
    assert analysis.mentions == ()


def test_family_names_lose_their_particles() -> None:
    assert family_name("Bashar al-Assad") == family_name("Assad") == "assad"
