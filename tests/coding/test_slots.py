"""Whom a slot names: lists, things and whose they are."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import ELBONIA, REBELS, RURITANIA, at, read_acts

from servanda.coding.events import propose_events
from servanda.coding.frames import counted
from servanda.coding.slots import listed
from servanda.model import Actor, Analysis


def parties(analysis: Analysis) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    event = propose_events(analysis)[0][0][0]
    return event.actors, event.recipients


def test_states_behind_a_dash_are_those_meant() -> None:
    table = "states/NOUN/NNS/6/nsubj -/PUNCT/,/3/punct Ruritania/PROPN/NNP/1/appos and/CCONJ/CC/5/cc Elbonia/PROPN/NNP/3/conj agreed/VERB/VBD/0/root"
    analysis = read_acts(table)
    assert [analysis.tokens[i].text for i in listed(analysis, at(analysis, "states"))] == [
        "Ruritania",
        "Elbonia",
    ]


def test_a_weapon_is_of_who_threw_it() -> None:
    table = "people/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass killed/VERB/VBN/0/root by/ADP/IN/5/case grenades/NOUN/NNS/3/obl:agent thrown/VERB/VBN/5/acl by/ADP/IN/8/case rebels/NOUN/NNS/6/obl:agent"
    assert parties(read_acts(table))[0] == (REBELS,)


def test_an_indirect_object_alone_is_whom_one_urges() -> None:
    table = "Ruritania/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root Elbonia/PROPN/NNP/2/iobj to/PART/TO/5/mark leave/VERB/VB/2/xcomp"
    assert parties(read_acts(table)) == ((RURITANIA,), (ELBONIA,))


def test_each_other_makes_both_do_and_suffer() -> None:
    table = "Ruritania/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Elbonia/PROPN/NNP/1/conj blamed/VERB/VBD/0/root each/DET/DT/4/obj other/ADJ/JJ/5/fixed"
    assert parties(read_acts(table)) == ((RURITANIA, ELBONIA), (RURITANIA, ELBONIA))


def test_what_is_counted_is_meant() -> None:
    analysis = read_acts("dozens/NOUN/NNS/0/root of/ADP/IN/3/case hostages/NOUN/NNS/1/nmod")
    assert analysis.tokens[counted(analysis, 0)].text == "hostages"


def test_what_several_agree_on_is_toward_nobody() -> None:
    table = "Ruritania/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Elbonia/PROPN/NNP/1/conj promised/VERB/VBD/0/root aid/NOUN/NN/4/obj to/ADP/IN/7/case rebels/NOUN/NNS/4/obl"
    assert parties(read_acts(table)) == ((RURITANIA, ELBONIA), ())
