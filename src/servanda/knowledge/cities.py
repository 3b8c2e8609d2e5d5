"""Cities and the countries they lie in (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import cache

from servanda.knowledge.tables import normalise_name, read_rows


@cache
def _cities() -> dict[str, list[tuple[str, int]]]:
    cities: dict[str, list[tuple[str, int]]] = {}
    for name, country, population in read_rows("cities", 3):
        cities.setdefault(normalise_name(name), []).append((country, int(population)))
    return cities


def city_countries(name: str) -> tuple[str, ...]:
    """Countries that have a city of that name, the most populous first; empty if it is no known city."""
    found = _cities().get(normalise_name(name), ())
    return tuple(country for country, _ in sorted(found, key=lambda c: (-c[1], c[0])))
