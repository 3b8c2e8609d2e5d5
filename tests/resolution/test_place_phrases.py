"""What the words beside a place's name say."""

from __future__ import annotations

import pytest

from servanda.knowledge import kilometres
from servanda.resolution.place_phrases import move_point, names_within, offset_before


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("It burned in Paris, Texas, on Monday", "Paris", ("Texas",)),
        ("Fighting in Pandi, Bulacan, Philippines", "Pandi", ("Philippines",)),
        ("He lives in London, Ont., with her", "London", ("Ont.",)),
        ("Syria's Homs was shelled", "Homs", ("Syria",)),
        ("the northern Lebanese city of Tripoli was calm", "Tripoli", ("Lebanon",)),
        ("shells fell on Saraqeb in Idlib province", "Saraqeb", ("Idlib",)),
        ("Texas Governor Ann Doe flew to Paris", "Paris", ()),
        ("Syrian troops in Paris", "Paris", ()),
    ],
)
def test_containers_beside_a_name(text: str, name: str, within: tuple[str, ...]) -> None:
    start = text.index(name)
    found = names_within(text, start, start + len(name))
    assert found[-1:] == within[-1:]


def test_distance_and_direction() -> None:
    found = offset_before("a village 40 km north-east of Homs", len("a village 40 km north-east of "))
    assert found is not None
    assert (found.km, found.bearing) == (40.0, 45)


def test_miles_are_converted() -> None:
    found = offset_before("ten miles west of Goma", len("ten miles west of "))
    assert found is not None
    assert found.km == pytest.approx(16.09)


def test_nearness_has_no_distance() -> None:
    found = offset_before("near the town of Kidal", len("near the town of "))
    assert found is not None
    assert (found.km, found.bearing) == (None, None)


def test_no_offset_without_its_words() -> None:
    assert offset_before("in Homs", 3) is None


@pytest.mark.parametrize("bearing", range(0, 360, 45))
def test_a_point_moves_by_the_distance(bearing: int) -> None:
    lat, lon = move_point(34.7, 36.7, 40, bearing)
    assert kilometres(34.7, 36.7, lat, lon) == pytest.approx(40, rel=0.02)


def test_points_stay_on_the_globe() -> None:
    lat, lon = move_point(89.9, 179.9, 500, 45)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
