"""Cities and the countries they lie in (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import cache

from servanda.knowledge.tables import normalise_name, read_rows


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    cities: dict[str, tuple[str, ...]] = {}
    for name, countries in read_rows("cities", 2):
        key = name if name.isascii() else normalise_name(name)
        cities[key] = (*cities.get(key, ()), *countries.split(","))
    return cities


def city_countries(name: str) -> tuple[str, ...]:
    """Countries that have a city of that name, the most populous first; empty if it is no known city."""
    return _cities().get(normalise_name(name), ())
