"""Places carried on from the sentences around an act."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import at, read_acts

from servanda.coding.act_places import find_place
from servanda.coding.scenes import places_said

IN_TOWN = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root the/DET/DT/4/det army/NOUN/NN/2/obj in/ADP/IN/8/case the/DET/DT/8/det old/ADJ/JJ/8/amod town/NOUN/NN/2/obl of/ADP/IN/10/case Strelsau/PROPN/NNP/8/nmod"  # fmt: skip


def test_a_town_named_by_its_noun_is_where_something_is() -> None:
    analysis = read_acts(IN_TOWN)
    assert [m.place for m in places_said(analysis, 0)] == ["Strelsau"]


def test_a_sentence_outside_the_report_names_nothing() -> None:
    analysis = read_acts(IN_TOWN)
    assert list(places_said(analysis, 1)) == []


def test_control_of_a_town_is_fought_for_there() -> None:
    table = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root for/ADP/IN/4/case control/NOUN/NN/2/obl of/ADP/IN/6/case Zenda/PROPN/NNP/4/nmod"  # fmt: skip
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "attacked"))[0] == "Zenda"


def test_what_is_talked_about_is_not_where_the_talks_are() -> None:
    table = "Ruritania/PROPN/NNP/2/nsubj discussed/VERB/VBD/0/root the/DET/DT/4/det situation/NOUN/NN/2/obj in/ADP/IN/6/case Zenda/PROPN/NNP/4/nmod"  # fmt: skip
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "discussed"))[0] is None


def test_where_somebody_is_who_is_spoken_to_is_no_place_of_the_speech() -> None:
    table = "Elbonia/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root rebels/NOUN/NNS/2/obj in/ADP/IN/5/case Zenda/PROPN/NNP/3/nmod"  # fmt: skip
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "urged"), narrow=True)[0] is None


def test_a_town_that_is_taken_is_the_place() -> None:
    table = "Zenda/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass captured/VERB/VBN/0/root"
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "captured"), frozenset({"obj"}))[0] == "Zenda"


def test_to_take_place_is_one_clause_with_its_subject() -> None:
    table = "talks/NOUN/NNS/2/nsubj are/VERB/VBP/0/root to/PART/TO/4/mark take/VERB/VB/2/xcomp place/NOUN/NN/4/obj in/ADP/IN/7/case Zenda/PROPN/NNP/4/obl"  # fmt: skip
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "talks"))[0] == "Zenda"


def test_what_an_explosion_hits_is_where_it_was() -> None:
    table = "blast/NOUN/NN/2/nsubj hit/VERB/VBD/0/root Zenda/PROPN/NNP/2/obj"
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "blast"), frozenset({"obj"}))[0] == "Zenda"


def test_the_town_is_nearer_than_the_province_it_lies_in() -> None:
    table = "Rebels/NOUN/NNS/2/nsubj struck/VERB/VBD/0/root in/ADP/IN/5/case the/DET/DT/5/det town/NOUN/NN/2/obl of/ADP/IN/7/case Zenda/PROPN/NNP/5/nmod in/ADP/IN/9/case Strelsau/PROPN/NNP/2/obl"  # fmt: skip
    analysis = read_acts(table)
    assert find_place(analysis, at(analysis, "struck"))[0] == "Zenda"
