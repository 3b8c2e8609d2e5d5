"""Named checks of rules: what turns a word down."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import ELBONIA, read_acts

from servanda.coding.triggers import find_candidates
from servanda.model import Actor


def rules(table: str) -> list[str]:
    return [c.trigger.rule.name for c in find_candidates(read_acts(table))[0]]


def test_who_asks_not_to_be_named_asks_nobody() -> None:
    table = "Ruritania/PROPN/NNP/2/nsubj asked/VERB/VBD/0/root to/PART/TO/4/mark leave/VERB/VB/2/xcomp"
    assert "request.urge" not in rules(table)


def test_who_insists_that_something_is_so_asks_for_nothing() -> None:
    table = "Ruritania/PROPN/NNP/2/nsubj insisted/VERB/VBD/0/root that/SCONJ/IN/5/mark it/PRON/PRP/5/nsubj won/VERB/VBD/2/ccomp"
    assert "request.insist" not in rules(table)


def test_who_insists_that_something_be_done_asks_for_it() -> None:
    table = "Ruritania/PROPN/NNP/2/nsubj insists/VERB/VBZ/0/root that/SCONJ/IN/6/mark rebels/NOUN/NNS/6/nsubj be/AUX/VB/6/aux:pass freed/VERB/VBN/2/ccomp"
    assert "request.insist" in rules(table)


def test_a_pipeline_is_not_fought() -> None:
    table = "Rebels/NOUN/NNS/2/nsubj fought/VERB/VBD/0/root the/DET/DT/4/det pipeline/NOUN/NN/2/obj"
    assert "assault.fight" not in rules(table)


def test_a_trade_war_is_no_fight() -> None:
    table = "The/DET/DT/3/det trade/NOUN/NN/3/compound war/NOUN/NN/4/nsubj hurt/VERB/VBD/0/root Ruritania/PROPN/NNP/4/obj"
    assert "assault.fighting-noun" not in rules(table)


def test_water_does_not_attack() -> None:
    table = "Water/NOUN/NN/2/nsubj attacked/VERB/VBD/0/root ice/NOUN/NN/2/obj"
    assert "assault.attack" not in rules(table)


def test_citizens_do_not_threaten_what_their_state_would_do() -> None:
    table = "{}/NOUN/NNS/2/nsubj warned/VERB/VBD/0/root that/SCONJ/IN/6/mark Elbonia/PROPN/NNP/6/nsubj would/AUX/MD/6/aux fall/VERB/VB/2/ccomp"
    assert "threaten.warn" not in rules(table.format("people"))
    lawmakers = {"people": Actor("people", "ELB", "LEG"), "Elbonia": ELBONIA}
    found = find_candidates(read_acts(table.format("people"), actors=lawmakers))[0]
    assert "threaten.warn" not in [c.trigger.rule.name for c in found]
    assert "threaten.warn" in rules(table.format("army"))
