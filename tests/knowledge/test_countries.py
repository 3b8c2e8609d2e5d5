"""Names, adjectives, people, capitals and territories."""

from __future__ import annotations

import pytest

from servanda.knowledge import (
    city_countries,
    country_name,
    country_of,
    demonym_country,
    find_land,
    is_country,
)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        pytest.param("Burma", "MMR", id="historic name"),
        pytest.param("Türkiye", "TUR", id="new name"),
        pytest.param("DR Congo", "COD", id="short form"),
        pytest.param("Soviet Union", "SUN", id="state that is no more"),
        pytest.param("Baku", "AZE", id="capital"),
        pytest.param("N’Djamena", "TCD", id="curly apostrophe"),
        pytest.param("Abkhazia", "GEO", id="breakaway territory"),
        pytest.param("SYRIA", "SYR", id="capitals of a headline"),
        pytest.param("Kosovo", "XKX", id="decided case"),
    ],
)
def test_country_of_a_name(word: str, country: str) -> None:
    assert country_of(word) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [("Syrian", "SYR"), ("Syrians", "SYR"), ("Turks", "TUR"), ("Dutch", "NLD"), ("Poles", "POL")],
)
def test_country_of_people(word: str, country: str) -> None:
    assert demonym_country(word) == country


def test_an_adjective_is_no_country_name() -> None:
    assert country_of("Syrian") is None
    assert demonym_country("Syria") is None


def test_a_capital_is_no_country() -> None:
    assert is_country("Armenia")
    assert not is_country("Yerevan")


def test_breakaway_territories_are_actors_and_plain_regions_are_not() -> None:
    karabakh, kashmir = find_land("Artsakh"), find_land("Kashmir")
    assert karabakh is not None
    assert (karabakh.country, karabakh.sector) == ("AZE", "SEP")
    assert kashmir is not None
    assert kashmir.sector == ""


def test_unknown_words_are_no_land() -> None:
    assert find_land("Ruritania") is None
    assert country_name("XXX") == ""


def test_cities_of_one_name_come_by_size() -> None:
    assert city_countries("Tripoli")[:2] == ("LBY", "LBN")
    assert city_countries("Nowhereville") == ()
