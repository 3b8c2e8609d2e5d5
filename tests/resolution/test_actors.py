"""Actors of names, descriptions and pronouns."""

from __future__ import annotations

from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity
from servanda.resolution import resolve_mentions


def resolve(table: str, *entities: Entity, published: str | None = None) -> Analysis:
    """Mentions found and resolved."""
    return resolve_mentions(find_mentions(make_analysis(table, published=published, entities=entities)))


def actors(analysis: Analysis, token: int) -> list[str]:
    """Actors of the mention at a token."""
    mention = analysis.mention_at(token)
    return [str(actor) for actor in mention.actors] if mention else []


def test_a_capital_stands_for_its_government() -> None:
    analysis = resolve("Baku/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root ./PUNCT/./2/punct")
    assert actors(analysis, 0) == ["Azerbaijan|AZE|GOV"]


def test_adjective_gives_the_country_and_noun_the_sector() -> None:
    analysis = resolve(
        "Azerbaijani/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj advanced/VERB/VBD/0/root ./PUNCT/./3/punct"
    )
    assert actors(analysis, 1) == ["Azerbaijani forces|AZE|MIL"]


def test_each_of_two_nationalities_has_its_own_leaders() -> None:
    analysis = resolve(
        "Armenian/ADJ/JJ/4/amod and/CCONJ/CC/3/cc Azerbaijani/ADJ/JJ/1/conj leaders/NOUN/NNS/5/nsubj "
        "met/VERB/VBD/0/root ./PUNCT/./5/punct"
    )
    assert [a.split("|", 1)[1] for a in actors(analysis, 3)] == ["ARM|GOV", "AZE|GOV"]


def test_an_official_belongs_to_his_body() -> None:
    analysis = resolve(
        "A/DET/DT/3/det Hezbollah/PROPN/NNP/3/compound official/NOUN/NN/4/nsubj spoke/VERB/VBD/0/root"
    )
    assert actors(analysis, 2) == ["Hezbollah official|LBN|REB"]


def test_powers_that_are_foreign_have_no_country() -> None:
    analysis = resolve(
        "Foreign/ADJ/JJ/2/amod powers/NOUN/NNS/3/nsubj pressed/VERB/VBD/0/root Syria/PROPN/NNP/3/obj"
    )
    assert actors(analysis, 1) == ["Foreign powers||GOV"]


def test_victims_belong_to_the_place_of_the_act() -> None:
    analysis = resolve(
        "Turkey/PROPN/NNP/2/nsubj bombed/VERB/VBD/0/root civilians/NOUN/NNS/2/obj in/ADP/IN/5/case "
        "Syria/PROPN/NNP/2/obl ./PUNCT/./2/punct"
    )
    assert actors(analysis, 2) == ["civilians|SYR|CVL"]


def test_breakaway_officials() -> None:
    analysis = resolve(
        "Nagorno-Karabakh/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case leaders/NOUN/NNS/4/nsubj "
        "met/VERB/VBD/0/root"
    )
    assert actors(analysis, 2)[0].endswith("|AZE|SEP")


def test_an_unknown_person_is_what_his_title_says() -> None:
    table = (
        "Syrian/ADJ/JJ/2/amod General/PROPN/NNP/3/nmod:desc Otto/PROPN/NNP/5/nsubj Kessel/PROPN/NNP/3/flat "
        "spoke/VERB/VBD/0/root ./PUNCT/./5/punct\n"
        "He/PRON/PRP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"
    )
    analysis = resolve(table, Entity(2, 4, "person", 1.0))
    assert actors(analysis, 2) == ["Otto Kessel|SYR|MIL"]
    assert actors(analysis, 6) == ["Otto Kessel|SYR|MIL"]


def test_pronoun_joins_the_chain() -> None:
    table = (
        "Otto/PROPN/NNP/3/nsubj Kessel/PROPN/NNP/1/flat spoke/VERB/VBD/0/root ./PUNCT/./3/punct\n"
        "He/PRON/PRP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"
    )
    analysis = resolve(table, Entity(0, 2, "person", 1.0))
    pronoun = analysis.mention_at(4)
    assert pronoun is not None
    assert pronoun.id in analysis.chains[pronoun.chain].mentions


def test_first_person_stays_unresolved() -> None:
    analysis = resolve("We/PRON/PRP/2/nsubj agreed/VERB/VBD/0/root ./PUNCT/./2/punct")
    mention = analysis.mention_at(0)
    assert mention is not None
    assert mention.actors == ()
    assert mention.reason == "first or second person"


def test_the_two_sides_are_those_named_before() -> None:
    table = (
        "Armenia/PROPN/NNP/2/nsubj warned/VERB/VBD/0/root Azerbaijan/PROPN/NNP/2/obj ./PUNCT/./2/punct\n"
        "The/DET/DT/3/det two/NUM/CD/3/nummod sides/NOUN/NNS/4/nsubj met/VERB/VBD/0/root ./PUNCT/./4/punct"
    )
    assert actors(resolve(table), 6) == ["Armenia|ARM|GOV", "Azerbaijan|AZE|GOV"]


def test_his_country_is_the_possessors() -> None:
    table = (
        "Hassan/PROPN/NNP/3/nsubj Rouhani/PROPN/NNP/1/flat said/VERB/VBD/0/root his/PRON/PRP$/5/nmod:poss "
        "country/NOUN/NN/6/nsubj agreed/VERB/VBD/3/ccomp ./PUNCT/./3/punct"
    )
    assert actors(resolve(table, published="2014-01-01"), 4) == ["Iran|IRN|GOV"]


def test_thousands_of_mourners_are_mourners() -> None:
    table = (
        "Thousands/NOUN/NNS/4/nsubj of/ADP/IN/3/case mourners/NOUN/NNS/1/nmod gathered/VERB/VBD/0/root "
        "in/ADP/IN/6/case Aleppo/PROPN/NNP/4/obl ./PUNCT/./4/punct"
    )
    assert actors(resolve(table, Entity(5, 6, "city", 1.0)), 0) == ["mourners|SYR|CVL"]


def test_acronyms_of_bodies_are_written_out() -> None:
    assert actors(resolve("NATO/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root"), 0) == ["NATO|INT|IGO"]
    assert actors(resolve("EU/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root"), 0) == ["European Union|INT|IGO"]


def test_apposition_names_the_official() -> None:
    table = (
        "Israel/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case minister/NOUN/NN/8/nsubj ,/PUNCT/,/5/punct "
        "Otto/PROPN/NNP/3/appos Kessel/PROPN/NNP/5/flat ,/PUNCT/,/5/punct resigned/VERB/VBD/0/root"
    )
    analysis = resolve(table, Entity(4, 6, "person", 1.0))
    assert actors(analysis, 2) == ["Otto Kessel|ISR|GOV"]


def test_places_are_named_as_the_report_has_them() -> None:
    analysis = resolve(
        "Shells/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root Idlib/PROPN/NNP/4/compound province/NOUN/NN/2/obj"
    )
    mention = analysis.mention_at(3)
    assert mention is not None
    assert mention.place == "Idlib province"


def test_things_are_no_actors() -> None:
    analysis = resolve("The/DET/DT/2/det table/NOUN/NN/3/nsubj broke/VERB/VBD/0/root")
    assert actors(analysis, 1) == []


def test_one_of_a_phrase_is_none_of_those_before() -> None:
    analysis = resolve(
        "Rebels/NOUN/NNS/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct\n"
        "One/NUM/CD/5/nsubj of/ADP/IN/4/case her/PRON/PRP$/4/nmod:poss relatives/NOUN/NNS/1/nmod "
        "drowned/VERB/VBD/0/root"
    )
    assert [a for a in actors(analysis, 3) if "REB" in a] == []
    counted = resolve(
        "Rebels/NOUN/NNS/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct\n"
        "Three/NUM/CD/2/nsubj drowned/VERB/VBD/0/root"
    )
    assert [a.split("|")[-1] for a in actors(counted, 3)] == ["REB"]


def test_they_are_the_nearest_even_if_nobody_knows_them() -> None:
    first = "Rebels/NOUN/NNS/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct\n"
    second = "Pianists/NOUN/NNS/2/nsubj watched/VERB/VBD/0/root ./PUNCT/./2/punct\n"
    they = "They/PRON/PRP/2/nsubj spoke/VERB/VBD/0/root ./PUNCT/./2/punct"
    assert actors(resolve(first + second + they), 6) == []
    assert actors(resolve(first + they), 3) == ["Rebels||REB"]


def test_the_two_between_whom_a_war_is_are_no_place() -> None:
    analysis = resolve(
        "War/NOUN/NN/0/root between/ADP/IN/3/case Chad/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc "
        "Libya/PROPN/NNP/3/conj in/ADP/IN/7/case Africa/PROPN/NNP/1/nmod"
    )
    assert [m.place for m in analysis.mentions if m.actors] == [None, None]
    assert actors(analysis, 2) == ["Chad|TCD|GOV"]
