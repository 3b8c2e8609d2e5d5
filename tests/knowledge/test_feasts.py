"""Feasts and fasts by public calendars."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.knowledge.feasts import feast_spellings, load_feasts


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("Ramadan", 2022, "2022-04-02", "2022-05-01"),
        ("Eid al-Adha", 2022, "2022-07-09", "2022-07-12"),
        ("Easter", 2016, "2016-03-27", "2016-03-27"),
        ("Orthodox Easter", 2016, "2016-05-01", "2016-05-01"),
        ("Yom Kippur", 2023, "2023-09-25", "2023-09-25"),
        ("Christmas", 1914, "1914-12-25", "1914-12-25"),
    ],
)
def test_the_days_of_a_year(name: str, year: int, first: str, last: str) -> None:
    found = load_feasts()[name].in_year(year)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_movable_feast_has_no_day_beyond_the_table() -> None:
    assert load_feasts()["Ramadan"].in_year(1914) is None


def test_every_row_begins_before_it_ends_and_has_a_name() -> None:
    feasts = load_feasts()
    assert all(first <= last for feast in feasts.values() for first, last in feast.falls)
    assert {name for rows in feast_spellings().values() for _, name in rows} == set(feasts)
    assert all(feast.month or feast.falls for feast in feasts.values())
