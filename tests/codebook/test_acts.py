"""The lexicon of commitments: patterns, classes, and what is refused."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from servanda.codebook.acts import ACTS, load_acts, read_acts
from servanda.codebook.load import read_yaml
from servanda.errors import ConfigError


@pytest.fixture
def data() -> dict[str, Any]:
    return deepcopy(read_yaml("commitments.yaml"))


def test_every_act_of_the_codebook_has_patterns_and_an_example() -> None:
    assert {act for act, _ in load_acts().examples} >= ACTS


def test_classes_are_spelt_out(data: dict[str, Any]) -> None:
    data["acts"] = [{"act": "disarm", "verbs": ["hand @arms AND over"], "example": "They handed over arms."}]
    data["classes"] = {"arms": ["rifle", "gun"]}
    pattern = read_acts(data).verbs["hand"][0]
    assert pattern.groups == (frozenset({"rifle", "gun"}), frozenset({"over"}))


def test_patterns_with_more_groups_come_first() -> None:
    ranks = [p.rank for p in load_acts().verbs["withdraw"]]
    assert ranks == sorted(ranks)
    assert len(load_acts().verbs["withdraw"][-1].groups) == 0


def test_a_pattern_with_a_negation_is_negative() -> None:
    assert any(p.negative for p in load_acts().verbs["use"])
    assert not any(p.negative for p in load_acts().verbs["hold"])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("acts", [{"act": "sing", "verbs": ["sing"], "example": "They sang."}], id="no such act"),
        pytest.param(
            "acts", [{"act": "disarm", "verbs": ["hand @flowers"], "example": "x"}], id="no such class"
        ),
        pytest.param("standing", None, id="a part is missing"),
    ],
)
def test_a_broken_file_is_refused(data: dict[str, Any], key: str, value: object) -> None:
    data[key] = value
    with pytest.raises(ConfigError, match="C002"):
        read_acts(data)
