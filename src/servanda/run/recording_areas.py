"""Parts of the map that a filter asks for: a box, or a circle around a place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from servanda.errors import RecordError
from servanda.model.asking import Filters
from servanda.resolution import locate_words

Box = tuple[float, float, float, float]
"""South, north, west, east, in degrees."""

_DEGREE_KM: Final = 111.195
"""Kilometres of a degree of latitude, on a sphere of 6,371 km."""


@dataclass(frozen=True, slots=True)
class Area:
    """A box; with a centre and a radius the circle inside it."""

    box: Box
    centre: tuple[float, float] | None = None
    km: float = 0.0

    def meets(self, box: Box) -> bool:
        """Whether some of ``box`` lies in it."""
        south, north, west, east = box
        if south > self.box[1] or north < self.box[0] or west > self.box[3] or east < self.box[2]:
            return False
        if self.centre is None:
            return True
        lat, lon = self.centre
        nearest = min(max(lat, south), north), min(max(lon, west), east)
        return distance_km(self.centre, nearest) <= self.km


def areas_of(filters: Filters) -> tuple[Area, ...]:
    """What a filter's box and place with kilometres mean.

    Raises:
        RecordError: R011 if a box is reversed, or nobody knows where the place is.
    """
    areas = []
    if filters.box:
        south, west, north, east = filters.box
        if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
            raise RecordError("R011", "a box is south, west, north, east in degrees, each below the other")
        areas.append(Area((south, north, west, east)))
    if filters.km is not None:
        if not filters.place:
            raise RecordError("R011", "kilometres need a place around which they lie")
        found = locate_words(filters.place)
        if found.lat is None or found.lon is None:
            raise RecordError("R011", f"it is not known where “{filters.place}” is")
        high = filters.km / _DEGREE_KM
        wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(found.lat) + high))))
        box = (found.lat - high, found.lat + high, found.lon - wide, found.lon + wide)
        areas.append(Area(box, (found.lat, found.lon), filters.km))
    return tuple(areas)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along a great circle, between points of latitude and longitude."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2
    h += math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(h)))


def box_term(box: Box) -> str:
    """A box among the terms of a view."""
    return "box:" + ",".join(f"{v:.5f}" for v in box)


def read_box(term: str) -> Box:
    """The box of :func:`box_term`."""
    south, north, west, east = (float(v) for v in term.removeprefix("box:").split(","))
    return south, north, west, east
