"""What a file of own knowledge changes, told before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.knowledge.own.active import using
from servanda.knowledge.own.checking import OwnCheck, check_own

ROWS = (
    "record,id,name,aliases,country,sector,word,like\n"
    "actor,,Alland Front,Hezbollah;front,SYR,REB,,\n"
    "actor,,Peace,,SYR,REB,,\n"
    "place,,Crimea,,UKR,,,\n"
    "rule,,,,,,attack,meet\n"
)


@pytest.fixture
def checked(tmp_path: Path) -> OwnCheck:
    path = tmp_path / "own.csv"
    path.write_text(ROWS, "utf-8")
    return check_own(path)


def test_names_taken_over_say_what_they_were(checked: OwnCheck) -> None:
    before = {effect.name: effect.before for effect in checked.shadowed}

    assert before["Hezbollah"] == "Hezbollah|LBN|REB"
    assert before["Crimea"] == "Crimea (UKR)"
    assert before["attack"].startswith("assault.")


def test_new_names_are_told_with_their_line(checked: OwnCheck) -> None:
    assert ("Alland Front", "line 2") in [(effect.name, effect.where) for effect in checked.added]


def test_common_words_are_doubtful(checked: OwnCheck) -> None:
    assert any("'front' is a common word" in doubt for doubt in checked.doubts)
    assert any("'Peace' is also a common word" in doubt for doubt in checked.doubts)


def test_what_is_in_use_does_not_matter(checked: OwnCheck, tmp_path: Path) -> None:
    with using(checked.knowledge):
        again = check_own(tmp_path / "own.csv")
    assert again.shadowed == checked.shadowed


def test_limits_hold(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(ROWS, "utf-8")
    with pytest.raises(ConfigError, match="more than 2 rows"):
        check_own(path, 2)
