"""Offices and people by the day: look-ups from public facts, some of which have no one answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from servanda.knowledge.offices import Days, bounds
from servanda.resolution.offices import look_up

OPEN = "unresolved"
DUE = 0.95
"""Share of look-ups that must be right."""


def _lookups() -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent / "lookups.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(phrase, when, who) for phrase, when, who in rows]


def _days(when: str) -> Days | None:
    return bounds(when) if when else None


def _answer(phrase: str, when: str) -> str:
    actor = look_up(phrase, _days(when)).actor
    return actor.name if actor else OPEN


def test_enough_is_asked() -> None:
    asked = _lookups()
    years = {date.fromisoformat(f"{when[:4]}-01-01").year for _, when, _ in asked if when}
    assert len(asked) >= 150
    assert min(years) <= 1985
    assert max(years) >= 2024
    assert sum(who == OPEN for *_, who in asked) >= 30


def test_most_are_right() -> None:
    asked = _lookups()
    wrong = [(p, w, who, got) for p, w, who in asked if (got := _answer(p, w)) != who]
    assert 1 - len(wrong) / len(asked) >= DUE, wrong


def test_what_should_stay_open_does() -> None:
    guessed = [(p, w, got) for p, w, who in _lookups() if who == OPEN and (got := _answer(p, w)) != OPEN]
    assert not guessed


def test_nobody_is_taken_for_another() -> None:
    mistaken = [(p, w, who, got) for p, w, who in _lookups() if (got := _answer(p, w)) not in {who, OPEN}]
    assert not mistaken


@pytest.mark.parametrize(
    "phrase", ["", "   ", "the", "\x00\x07", "’s", "president " * 500, "ы" * 5000, "-elect"]
)
def test_odd_words_stay_open(phrase: str) -> None:
    answer = look_up(phrase, (date(2022, 1, 1), date(2022, 1, 1)))
    assert answer.actor is None
    assert answer.reason
