"""Mentions to places, or left open."""

from __future__ import annotations

import pytest

from servanda.knowledge import find_places
from servanda.resolution.locate import locate_words, precision_of


def test_two_nearly_equal_places_stay_open() -> None:
    found = locate_words("Springfield")
    assert found.id is None
    assert found.precision is None
    assert len(found.rejected) > 1


def test_what_is_near_decides() -> None:
    assert locate_words("Tripoli").countries == ("LBY",)
    assert locate_words("Tripoli", ["Lebanon"]).countries == ("LBN",)


def test_an_offset_moves_the_point_and_lowers_the_precision() -> None:
    at, off = locate_words("Homs"), locate_words("40 km east of Homs")
    assert at.id == off.id
    assert at.lat == off.lat
    assert at.lon is not None
    assert off.lon is not None
    assert off.lon - at.lon == pytest.approx(0.44, abs=0.01)
    assert (at.precision, off.precision) == (1, 2)


def test_unknown_places_stay_open_with_the_reason() -> None:
    found = locate_words("Xyzzyville")
    assert (found.id, found.lat) == (None, None)
    assert found.reason == "no place of that name is known"


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Homs", 1),
        ("Aleppo Governorate", 4),
        ("Donbas", 5),
        ("Syria", 6),
        ("Black Sea", 7),
        ("Lamar County, Texas", 3),
    ],
)
def test_precision_is_ucdps(name: str, precision: int) -> None:
    assert locate_words(name).precision == precision


def test_losers_have_reasons() -> None:
    assert all(lost.reason for lost in locate_words("Tripoli").rejected)


def test_every_place_has_a_precision() -> None:
    assert all(
        1 <= precision_of(p) <= 7 for name in ("Georgia", "Kashmir", "Gaza") for p in find_places(name)[0]
    )
