"""Denied acts are events where somebody says that a deed was not done; days ahead are plans."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.coding.acts import read_acts

from servanda.coding.events import propose_events

CASES = {
    "denied that": (
        "Elbonia/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root that/SCONJ/IN/6/mark rebels/NOUN/NNS/6/nsubj had/AUX/VBD/6/aux attacked/VERB/VBN/2/ccomp the/DET/DT/8/det army/NOUN/NN/6/obj ./PUNCT/./2/punct",
        ["denied"],
    ),
    "said it had not": (
        "Elbonia/PROPN/NNP/2/nsubj said/VERB/VBD/0/root rebels/NOUN/NNS/6/nsubj had/AUX/VBD/6/aux not/PART/RB/6/advmod attacked/VERB/VBN/2/ccomp the/DET/DT/8/det army/NOUN/NN/6/obj ./PUNCT/./2/punct",
        ["denied"],
    ),
    "denied reports that": (
        "Elbonia/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root reports/NOUN/NNS/2/obj that/SCONJ/IN/6/mark rebels/NOUN/NNS/6/nsubj attacked/VERB/VBD/3/acl the/DET/DT/8/det army/NOUN/NN/6/obj ./PUNCT/./2/punct",
        ["denied"],
    ),
    "have yet to": (
        "Rebels/NOUN/NNS/2/nsubj have/VERB/VBP/0/root yet/ADV/RB/2/advmod to/PART/TO/5/mark attack/VERB/VB/2/xcomp the/DET/DT/7/det army/NOUN/NN/5/obj ./PUNCT/./2/punct",
        ["denied"],
    ),
    "the report's own voice without a sign that it might have been": (
        "Rebels/NOUN/NNS/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod attack/VERB/VB/0/root the/DET/DT/6/det army/NOUN/NN/4/obj ./PUNCT/./4/punct",
        [],
    ),
    "told not to": (
        "Elbonia/PROPN/NNP/2/nsubj told/VERB/VBD/0/root rebels/NOUN/NNS/2/obj not/PART/RB/6/advmod to/PART/TO/6/mark attack/VERB/VB/2/xcomp the/DET/DT/8/det army/NOUN/NN/6/obj ./PUNCT/./2/punct",
        [],
    ),
    "those who were not": (
        "Elbonia/PROPN/NNP/2/nsubj named/VERB/VBD/0/root people/NOUN/NNS/2/obj who/PRON/WP/7/nsubj:pass were/AUX/VBD/7/aux:pass not/PART/RB/7/advmod attacked/VERB/VBN/3/acl:relcl ./PUNCT/./2/punct",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "statuses"), CASES.values(), ids=CASES.keys())
def test_denied_attacks(table: str, statuses: list[str]) -> None:
    events = [event for event, _ in propose_events(read_acts(table))[0] if event.type == "ASSAULT"]
    assert [event.status for event in events] == statuses
