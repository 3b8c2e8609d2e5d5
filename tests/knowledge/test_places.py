"""Look-ups in the gazetteer."""

from __future__ import annotations

import pytest

from servanda.knowledge import country_place, find_places, kilometres
from servanda.knowledge.place_names import fold_name, sound_of, strip_admin_words
from servanda.knowledge.tables import read_rows


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Kâhta", "kahta"),
        ("Ma’arrat al-Nu‘man", "maarrat al numan"),
        ("St. Louis", "saint louis"),
        ("The Hague", "hague"),
        ("", ""),
    ],
)
def test_names_fold_to_plain_letters(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_the_word_province_says_the_kind() -> None:
    assert strip_admin_words("idlib province") == ("idlib", "admin1")
    assert strip_admin_words("province of idlib") == ("idlib", "admin1")
    assert strip_admin_words("idlib") == ("idlib", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [("urum al joz", "ourum al jouz"), ("deir ez zor", "deir al zour"), ("khan sheikhun", "khan shaykhoun")],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other) != ""


def test_names_too_short_have_no_sound() -> None:
    assert sound_of("al ud") == ""


def test_the_largest_town_of_a_name_comes_first() -> None:
    found, _ = find_places("Tripoli")
    cities = [p.countries[0] for p in found if p.kind == "city"]
    assert cities[:2] == ["LBY", "LBN"]


def test_a_town_has_its_hierarchy() -> None:
    paris = next(p for p in find_places("Paris")[0] if p.hierarchy[-2:] == ("Texas", "United States"))
    assert paris.hierarchy[0] == "Lamar County"
    assert kilometres(paris.lat, paris.lon, 33.66, -95.55) < 5


def test_other_spellings_lead_to_the_usual_name() -> None:
    kyiv = next(p for p in find_places("Kiev")[0] if p.kind == "city")
    assert kyiv.name == "Kyiv"
    assert kyiv.alias


def test_a_possessive_without_its_apostrophe_is_the_name() -> None:
    assert find_places("Syrias")[0][0].id == "iso:SYR"


def test_short_capitals_are_no_towns() -> None:
    assert all(p.kind != "city" for p in find_places("EU")[0])


def test_unknown_names_have_no_places() -> None:
    assert find_places("Xyzzyville") == ((), "")
    assert find_places("") == ((), "")


def test_countries_have_points() -> None:
    syria = country_place("SYR")
    assert syria is not None
    assert kilometres(syria.lat, syria.lon, 35, 38) < 100
    assert country_place("INT") is None


def test_every_state_has_a_point() -> None:
    points = {row[0] for row in read_rows("country_points", 4)}
    assert {row[0] for row in read_rows("countries", 1)} <= points


def test_rows_of_the_overlay_are_sound() -> None:
    points = {row[0] for row in read_rows("country_points", 4)}
    rows = read_rows("places_overlay", 8)
    assert len(rows) >= 1500
    for name, _, kind, countries, lat, lon, radius, source in rows:
        codes = [c for c in countries.split(",") if c]
        assert name
        assert kind
        assert source
        assert set(codes) <= points
        assert codes == sorted(codes)
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert float(radius) > 0


def test_disputed_places_name_all_claimants() -> None:
    golan = next(p for p in find_places("Golan")[0] if p.id.startswith("servanda:"))
    assert golan.countries == ("ISR", "SYR")
