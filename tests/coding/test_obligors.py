"""Who can be bound."""

from __future__ import annotations

import pytest

from servanda.coding.obligors import as_states, can_bind
from servanda.model import Actor


@pytest.mark.parametrize(
    ("sector", "expected"), [("GOV", True), ("REB", True), ("CVL", False), ("MED", False)]
)
def test_bystanders_cannot_be_bound(sector: str, expected: bool) -> None:
    assert can_bind(Actor("somebody", "FRA", sector)) is expected


def test_soldiers_stand_for_the_state_that_sends_them() -> None:
    assert as_states((Actor("French peacekeepers", "FRA", "MIL"),)) == (Actor("France", "FRA", "GOV"),)


def test_forces_of_a_body_stay_as_they_are() -> None:
    force = Actor("African Union force", "INT", "MIL")
    assert as_states((force,)) == (force,)
