"""The table of what keeps and breaks promises."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import ROOT

from servanda.codebook.acts import ACTS
from servanda.codebook.load import read_yaml
from servanda.codebook.standing import read_standing, standing_table
from servanda.codebook.tracks import read_tracks, track_table
from servanda.errors import ConfigError


def test_every_act_has_a_line_and_all_but_the_last_name_deeds() -> None:
    table = standing_table()
    assert set(table.acts) == ACTS
    assert [a.act for a in table.acts.values() if not a.rules] == ["other"]


def test_prohibitions_are_those_that_are_never_done_with() -> None:
    found = {a.act for a in standing_table().acts.values() if a.prohibition}
    assert {"non_use_of_force", "ceasefire", "no_reinforcement", "non_proliferation"} <= found
    assert not {"release_prisoners", "withdraw_forces", "negotiate"} & found


def test_modes_listed_and_left_out() -> None:
    truce = next(r for r in standing_table().acts["ceasefire"].rules if r.name == "ceasefire/breaks-1")
    assert truce.fits("ASSAULT", "aerial")
    assert truce.fits("ASSAULT", None)
    assert not truce.fits("ASSAULT", "crowd-control")
    freed = next(r for r in standing_table().acts["release_prisoners"].rules if r.bearing == "keeps")
    assert freed.fits("RETREAT", "release")
    assert not freed.fits("RETREAT", "withdraw")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"duty": "sometimes"}, "unknown value"),
        ({"due": "soon"}, "unknown value"),
        ({"about": "weather"}, "weather"),
        ({"colour": "red"}, "unknown key"),
        (
            {"breaks": [{"deed": ["DANCE"], "by": "obligor", "to": "other", "score": 1, "why": "x"}]},
            "no such deed",
        ),
        (
            {"breaks": [{"deed": ["ASSAULT"], "by": "him", "to": "other", "score": 1, "why": "x"}]},
            "unknown value",
        ),
        (
            {"breaks": [{"deed": ["ASSAULT"], "by": "obligor", "to": "other", "score": 7, "why": "x"}]},
            "score",
        ),
    ],
)
def test_a_bad_line_is_refused(change: dict[str, Any], complaint: str) -> None:
    data = read_yaml("data/standing.yaml")
    acts = {**data["acts"], "ceasefire": {**data["acts"]["ceasefire"], **change}}
    with pytest.raises(ConfigError, match=complaint):
        read_standing({**data, "acts": acts})


def test_a_missing_act_is_refused() -> None:
    data = read_yaml("data/standing.yaml")
    acts = {name: row for name, row in data["acts"].items() if name != "demine"}
    with pytest.raises(ConfigError, match="demine"):
        read_standing({**data, "acts": acts})


def test_mediators() -> None:
    table = track_table()
    named = {b.actor.name: b for b in table.bodies}
    assert named["OSCE"].called.search("the Minsk Group's co-chairs")
    assert not named["United Nations"].called.search("the UN General Assembly")
    data = read_yaml("data/tracks.yaml")
    with pytest.raises(ConfigError, match="members"):
        read_tracks({**data, "bodies": [{"actor": "OSCE|INT|IGO", "called": ["osce"]}]})


def test_the_page_has_every_line_of_the_table() -> None:
    page = (ROOT / "docs" / "record" / "standing.md").read_text("utf-8")
    for act in standing_table().acts.values():
        assert f"`{act.act}`: {act.says}" in page
        assert all(rule.why in page for rule in act.rules)
