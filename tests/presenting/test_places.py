"""Where things happened: places as precise as the claims, and squares when they are too many."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.model.account import Where
from servanda.model.views import Incident
from servanda.presenting.places import IDS, places_of

EASTFORD = Where(name="Eastford", id="x:eastford", lat=10.0, lon=20.0, radius_km=3.0, precision=1)
MARSH = Where(name="the Marsh", id="x:marsh", lat=11.0, lon=21.0, radius_km=150.0, precision=5)
NORLAND = Where(
    name="Norland", id="iso:NOR", lat=12.0, lon=22.0, radius_km=500.0, precision=6, countries=("NOR",)
)


def at(number: int, where: Where | None, day: int = 1, status: str = "happened") -> Incident:
    when = date(2031, 5, day)
    return Incident(
        id=f"I-{number:016x}",
        accounts=(f"E-{number:016x}",),
        type="ASSAULT",
        statuses=((status, 1),),
        when=(when, when),
        where=where,
    )


@pytest.mark.parametrize(
    ("where", "area"),
    [(EASTFORD, "point"), (MARSH, "circle"), (NORLAND, "country")],
    ids=lambda v: str(v)[:12],
)
def test_a_place_is_drawn_as_precise_as_it_is_told(where, area):
    only = places_of([at(1, where)])["features"][0]
    assert only["properties"]["area"] == area
    assert only["properties"]["radius_km"] == where.radius_km
    assert only["geometry"]["coordinates"] == [where.lon, where.lat]


def test_incidents_of_one_place_are_one_feature_with_days_and_denials():
    found = places_of([at(1, EASTFORD, 9), at(2, EASTFORD, 3, "denied"), at(3, MARSH)])
    first = found["features"][0]["properties"]
    assert (first["name"], first["count"], first["denied"]) == ("Eastford", 2, 1)
    assert (first["first"], first["last"]) == ("2031-05-03", "2031-05-09")
    assert found["total"] == 3


def test_what_has_no_place_or_none_that_is_located_is_counted():
    found = places_of([at(1, None), at(2, Where(name="somewhere")), at(3, EASTFORD)])
    assert (found["total"], found["nowhere"]) == (1, 2)


def test_counts_are_of_all_and_ids_of_the_first():
    only = places_of([at(n, EASTFORD) for n in range(IDS + 3)])["features"][0]["properties"]
    assert only["count"] == IDS + 3
    assert len(only["ids"]) == IDS


def test_too_many_places_are_put_together_by_squares_and_countries_stay_apart():
    many = [
        Where(name=f"P{n}", id=f"x:{n}", lat=10 + n / 100, lon=20.0, radius_km=3, precision=1)
        for n in range(20)
    ]
    found = places_of([*(at(n, w) for n, w in enumerate(many)), at(99, NORLAND)], most=3)
    assert found["square"] == 0.25
    areas = {f["properties"]["area"] for f in found["features"]}
    assert areas == {"cluster", "country"}
    assert sum(f["properties"]["count"] for f in found["features"]) == found["total"] == 21
    assert sum(f["properties"]["places"] for f in found["features"]) == 21
    assert sum(len(f["properties"]["ids"]) for f in found["features"]) == 21
