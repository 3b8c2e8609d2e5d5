"""Bodies, seats and states by name: one answer, or none with those who share the name."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.resolution.bodies import look_up_body

DAY = (date(2016, 5, 1), date(2016, 5, 1))


@pytest.mark.parametrize(
    ("name", "actor", "id"),
    [
        ("Hezbollah", "Hezbollah|LBN|REB", "org:lbn:hezbollah"),
        ("the Kremlin", "Russia|RUS|GOV", "state:RUS"),
        ("Armenia", "Armenia|ARM|GOV", "state:ARM"),
    ],
)
def test_one_of_a_name_is_meant(name: str, actor: str, id: str) -> None:  # noqa: A002 - the record's word
    answer = look_up_body(name, DAY)

    assert answer is not None
    assert (str(answer.actor), answer.id) == (actor, id)


def test_namesakes_stay_open_until_a_country_is_named() -> None:
    answer, near_china = look_up_body("PLA", DAY), look_up_body("PLA", DAY, ["CHN"])

    assert answer is not None
    assert answer.actor is None
    assert len(answer.rejected) == 3
    assert near_china is not None
    assert str(near_china.actor) == "People's Liberation Army|CHN|MIL"


def test_a_change_within_the_days_leaves_it_open() -> None:
    answer = look_up_body("Taliban", (date(2021, 1, 1), date(2021, 12, 31)))

    assert answer is not None
    assert answer.actor is None


def test_unknown_names_have_no_answer() -> None:
    assert look_up_body("Ruritanian Liberation Front", DAY) is None
