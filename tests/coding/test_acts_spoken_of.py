"""Whom praise, blame and denial concern: the doers of the act they speak of."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import ELBONIA, REBELS, RURITANIA, read_acts

from servanda.coding.events import propose_events
from servanda.model import Actor, Analysis

RAIDED = "Rebels/NOUN/NNS/2/nsubj raided/VERB/VBD/0/root Strelsau/PROPN/NNP/2/obj ./PUNCT/./2/punct"


def recipients(analysis: Analysis, kind: str) -> tuple[Actor, ...]:
    return next(event.recipients for event, _ in propose_events(analysis)[0] if event.type == kind)


def test_blame_for_the_raid_is_of_the_raiders() -> None:
    table = f"{RAIDED}\nRuritania/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root the/DET/DT/4/det raid/NOUN/NN/2/obj ./PUNCT/./2/punct"
    assert recipients(read_acts(table), "ACCUSE") == (REBELS,)


def test_the_move_is_the_last_act_told() -> None:
    table = f"{RAIDED}\nRuritania/PROPN/NNP/2/nsubj welcomed/VERB/VBD/0/root the/DET/DT/4/det move/NOUN/NN/2/obj ./PUNCT/./2/punct"
    assert recipients(read_acts(table), "SUPPORT") == (REBELS,)


def test_a_denial_answers_who_spoke_last() -> None:
    said = "Elbonia/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/5/mark people/NOUN/NNS/5/nsubj starve/VERB/VBP/2/ccomp ./PUNCT/./2/punct"
    denied = "Ruritania/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root the/DET/DT/4/det allegations/NOUN/NNS/2/obj ./PUNCT/./2/punct"
    assert recipients(read_acts(f"{said}\n{denied}"), "REJECT") == (ELBONIA,)


def test_an_inquiry_does_not_know_the_doers() -> None:
    table = f"{RAIDED}\nRuritania/PROPN/NNP/2/nsubj investigated/VERB/VBD/0/root the/DET/DT/4/det raid/NOUN/NN/2/obj ./PUNCT/./2/punct"
    assert recipients(read_acts(table), "ACCUSE") == ()


def test_nobody_blames_his_own_raid() -> None:
    table = f"{RAIDED}\nRebels/NOUN/NNS/2/nsubj condemned/VERB/VBD/0/root the/DET/DT/4/det raid/NOUN/NN/2/obj ./PUNCT/./2/punct"
    assert RURITANIA not in recipients(read_acts(table), "ACCUSE")
    assert REBELS not in recipients(read_acts(table), "ACCUSE")
