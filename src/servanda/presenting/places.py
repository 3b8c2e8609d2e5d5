"""Where things happened: incidents as places on a map, each as precise as the claims are.

A pure function of views. A place stands for all incidents told of it; what is told only of a region or a
country stays a circle or a country, and is never drawn as a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor
from typing import Any, Final

from servanda.model.account import Where
from servanda.model.asking import DrawnSpot
from servanda.model.views import Incident

MOST_PLACES: Final = 2000
"""More places than this are put together by squares of a grid."""
IDS: Final = 20
"""Ids named of a place; ``count`` is of all."""
SQUARES: Final = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Sides of the grid's squares in degrees; the first that leaves few enough places is taken."""

_COUNTRY: Final = 6
"""The precision of what is told of a country and no nearer (codebook section 4)."""


@dataclass(slots=True)
class _Place:
    where: Where
    incidents: int = 0
    ids: list[str] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    denied: int = 0
    first: date | None = None
    last: date | None = None
    places: int = 1

    def add(self, incident: Incident | DrawnSpot) -> None:
        self.incidents += 1
        self.types[incident.type] += 1
        self.denied += any(status == "denied" for status, _ in incident.statuses)
        if len(self.ids) < IDS:
            self.ids.append(incident.id)
        if incident.when:
            first, last = incident.when
            self.first = min(self.first or first, first)
            self.last = max(self.last or last, last)

    def take(self, other: _Place) -> None:
        """Everything of another place, which loses its name to this one."""
        self.incidents += other.incidents
        self.types.update(other.types)
        self.denied += other.denied
        self.ids = [*self.ids, *other.ids][:IDS]
        self.first = min((d for d in (self.first, other.first) if d), default=None)
        self.last = max((d for d in (self.last, other.last) if d), default=None)
        self.places += other.places


def places_of(incidents: Iterable[Incident | DrawnSpot], *, most: int = MOST_PLACES) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of the places of incidents, as JSON values.

    Args:
        incidents: those without a place, or with one that is not located, are counted only.
        most: places at most; beyond, those of a square are one feature with ``places`` > 1.

    Returns:
        ``{type, features, total, nowhere, square}``: ``total`` incidents on the map, ``nowhere`` the others,
        ``square`` the side of the grid's squares in degrees, ``null`` if nothing was put together. Each
        feature is a point with properties ``id, name, precision, radius_km, countries, area, count, types,
        denied, first, last, ids, places``. ``area``: ``point``, ``circle`` (``radius_km`` around it),
        ``country`` or ``cluster``.
    """
    found: dict[str, _Place] = {}
    nowhere = total = 0
    for incident in incidents:
        where = incident.where
        if where is None or where.lat is None or where.lon is None:
            nowhere += 1
            continue
        total += 1
        found.setdefault(_key(where), _Place(where)).add(incident)
    square, shown = _together(found, most)
    return {
        "type": "FeatureCollection",
        "features": [_feature(key, shown[key]) for key in _ranked(shown)],
        "total": total,
        "nowhere": nowhere,
        "square": square,
    }


def area_of(where: Where) -> str:
    """How a place is to be drawn: as precise as it is told."""
    if where.precision is not None and where.precision >= _COUNTRY:
        return "country" if where.countries else "circle"
    return "point" if where.precision == 1 else "circle"


def _key(where: Where) -> str:
    return where.id or f"{where.name}@{where.lat:.3f},{where.lon:.3f}"


def _together(found: dict[str, _Place], most: int) -> tuple[float | None, dict[str, _Place]]:
    """Places by squares, if they are too many; what is told of countries stays apart."""
    if len(found) <= most:
        return None, found
    for side in SQUARES:
        shown: dict[str, _Place] = {}
        for key in _ranked(found):
            place = found[key]
            where = place.where
            cell = f"square:{side}:{floor((where.lat or 0) / side)}:{floor((where.lon or 0) / side)}"
            if area_of(where) == "country":
                cell = key
            if cell in shown:
                shown[cell].take(place)
            else:
                shown[cell] = _copy(place)
        if len(shown) <= most:
            break
    return side, shown


def _copy(place: _Place) -> _Place:
    return _Place(
        place.where,
        place.incidents,
        list(place.ids),
        Counter(place.types),
        place.denied,
        place.first,
        place.last,
    )


def _ranked(places: dict[str, _Place]) -> Sequence[str]:
    """Most incidents first."""
    return sorted(places, key=lambda k: (-places[k].incidents, k))


def _feature(key: str, place: _Place) -> dict[str, Any]:
    where = place.where
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]},
        "properties": {
            "id": key,
            "name": where.name,
            "precision": where.precision,
            "radius_km": where.radius_km,
            "countries": list(where.countries),
            "area": "cluster" if place.places > 1 else area_of(where),
            "count": place.incidents,
            "types": [[t, n] for t, n in sorted(place.types.items(), key=lambda p: (-p[1], p[0]))],
            "denied": place.denied,
            "first": place.first.isoformat() if place.first else None,
            "last": place.last.isoformat() if place.last else None,
            "ids": place.ids,
            "places": place.places,
        },
    }
