"""The lexicon of reporting words: what is in it, and what is refused."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from servanda.codebook.load import read_yaml
from servanda.codebook.reporting import FRAMES, load_reporting, read_reporting
from servanda.errors import ConfigError


@pytest.fixture
def data() -> dict[str, Any]:
    return deepcopy(read_yaml("reporting.yaml"))


def test_every_frame_has_a_group() -> None:
    assert {f for g in load_reporting().groups for f in g.frames} == FRAMES


def test_frames_of_a_verb_in_several_groups_add_up() -> None:
    assert {"clause", "infinitive", "object"} <= load_reporting().verbs["vow"]


def test_a_group_may_attribute_without_making_statements() -> None:
    lexicon = load_reporting()
    assert "clause" in lexicon.verbs["think"]
    assert ("think", "clause") not in lexicon.statements


def test_an_unknown_frame_is_refused(data: dict[str, Any]) -> None:
    data["groups"][0]["frames"] = ["sung"]
    with pytest.raises(ConfigError, match="sung"):
        read_reporting(data)


def test_a_missing_list_is_refused(data: dict[str, Any]) -> None:
    del data["nouns"]
    with pytest.raises(ConfigError, match="C002"):
        read_reporting(data)
