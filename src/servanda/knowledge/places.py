"""The gazetteer: what places a name may stand for, and what holds them.

Towns, districts and provinces are GeoNames' (CC BY 4.0) in ``places.sqlite``, which is opened read-only when
a place is first looked up and shared between processes by the page cache. Countries have points of their own
(``country_points.tsv``); what GeoNames lacks or spells otherwise is in the overlay
(``places_overlay.tsv``). Look-ups are cached.
"""

from __future__ import annotations

import math
import os
import sqlite3
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from servanda.knowledge.countries import country_name
from servanda.knowledge.own.active import active, cached_with_own
from servanda.knowledge.place_names import fold_name, sound_of, strip_admin_words, strip_direction
from servanda.knowledge.tables import normalise_name, read_rows, split_names

_SCALE = 1000
_UNIT_KINDS = ("country", "admin1", "admin2")
_CITY_RADIUS_KM = ((1_000_000, 20.0), (100_000, 10.0), (10_000, 5.0), (0, 2.5))
"""Least population, and the radius a town of that many people has, roughly."""
_PER_DEGREE = 111.2
_TOWNS = frozenset({"city", "town", "village"})
_ABBREVIATED = 3
"""Capitals of at most so many letters are an abbreviation: "EU" is no town in France."""
_WELL_KNOWN = 100_000
_MOST = 60
"""Candidates of one name that are looked at, the most populous first."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may stand for; fields as in :class:`servanda.model.PlaceCandidate`.

    ``alias``: found under another spelling than its usual one. ``capital``: of a state. ``venue``: news tells
    of it far beyond its country.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    hierarchy: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    population: int = 0
    alias: bool = False
    capital: bool = False
    venue: bool = False


@cached_with_own(maxsize=16384)
def find_places(name: str) -> tuple[tuple[Place, ...], str]:
    """All places that a name may stand for, the most populous first, and the kind that its words say.

    "Idlib province" gives places named Idlib with the kind ``admin1``; the kind is empty if no word says it.
    """
    if own := _own_place(name):
        return (own,), ""
    key = fold_name(name)
    short = len(name) <= _ABBREVIATED and name.isupper()
    found = _find(key, towns=not short)
    bare, kind = strip_admin_words(key)
    if bare != key:
        known = {p.id for p in found}
        others = [p for p in _find(bare) if p.id not in known]
        if not found:
            found = tuple(others)
        elif kind != "city":
            found = (*found, *(replace(p, alias=True) for p in others if p.kind not in _TOWNS))
    if not found and not short:
        found = _respelled(key) or _respelled(bare) or _find(strip_direction(bare))
    return found, kind


def _respelled(key: str) -> tuple[Place, ...]:
    """Places of a name that lost its apostrophe ("Syrias"), or that is written otherwise ("Urum al-Joz")."""
    if key.endswith("s") and len(key) > _ABBREVIATED + 2:
        owned = tuple(p for p in _find(key[:-1]) if p.kind != "city" or p.population >= _WELL_KNOWN)
        if owned:
            return owned
    keys = dict.fromkeys(_sounding(sound_of(key)))
    return tuple(replace(p, alias=True) for k in list(keys)[:4] for p in _find(k))


def _own_place(name: str) -> Place | None:
    """The place of that name in the user's own file, if it says where that is."""
    own = active()
    row = own.places_by_name.get(normalise_name(name)) if own else None
    if own is None or row is None or row.lat is None or row.lon is None:
        return None
    above = [*own.places_above(row), country_name(row.country)]
    return Place(
        id=row.id,
        name=row.name,
        kind=row.kind or "place",
        countries=(row.country,) if row.country else (),
        hierarchy=tuple(name for name in above if name),
        lat=row.lat,
        lon=row.lon,
        radius_km=row.radius_km,
    )


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on the ground between two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=512)
def country_place(iso: str) -> Place | None:
    """A country as a place, by ISO 3166-1 alpha-3; ``None`` for codes that stand for no territory."""
    row = _country_points().get(iso)
    if row is None:
        return None
    lat, lon, radius = row
    people = _country_people().get(iso, 1_000_000)
    return Place(f"iso:{iso}", country_name(iso) or iso, "country", (iso,), (), lat, lon, radius, people)


def _find(key: str, *, towns: bool = True) -> tuple[Place, ...]:
    """Places of a folded name: countries and overlay first; of the rest the most populous come first."""
    if not key:
        return ()
    found = list(_overlay().get(key, ()))
    iso = _country_keys().get(key)
    country = country_place(iso) if iso else None
    named = country is not None and fold_name(country.name) == key
    if country and (named or all(p.alias for p in found)):  # "England" is more than a word for the kingdom
        found.insert(0, country)
    rest = [*_units_of(key), *_cities_of(key)] if towns else []
    for place in sorted(rest, key=lambda p: (-p.population, p.id)):
        if len(found) >= _MOST:
            break
        if not any(_same(place, other) for other in found[:8]):
            found.append(place)
    return tuple(found)


def _same(place: Place, other: Place) -> bool:
    """Whether the overlay already has a place of GeoNames."""
    town = place.kind == "city" and other.kind in _TOWNS
    if not other.id.startswith("servanda:") or not (town or place.kind == other.kind):
        return False
    near = kilometres(place.lat, place.lon, other.lat, other.lon)
    return near <= max(other.radius_km, 15.0)


# -- countries and overlay


@cache
def _country_points() -> dict[str, tuple[float, float, float]]:
    rows = read_rows("country_points", 4)
    return {iso: (float(lat), float(lon), float(radius)) for iso, lat, lon, radius in rows}


@cache
def _country_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for iso, name, others in read_rows("countries", 3):
        for word in (name, *split_names(others)):
            keys.setdefault(fold_name(word), iso)
    return keys


@cache
def _country_people() -> dict[str, int]:
    rows = _base(os.getpid()).execute("SELECT code, population FROM unit WHERE kind = 0")
    return dict(rows.fetchall())


@cache
def _overlay() -> dict[str, tuple[Place, ...]]:
    """Places of the overlay by folded name, those with that name as their usual one first."""
    out: dict[str, tuple[Place, ...]] = {}
    rows = read_rows("places_overlay", 8)
    for usual in (True, False):
        for name, others, kind, countries, lat, lon, radius, _ in rows:
            states = tuple(split_names(countries))
            place = Place(
                f"servanda:{fold_name(name).replace(' ', '-')}" + (f"-{states[0].lower()}" if states else ""),
                name,
                kind,
                states,
                tuple(filter(None, map(country_name, states))),
                float(lat),
                float(lon),
                float(radius),
                alias=not usual,
            )
            for key in dict.fromkeys(fold_name(n) for n in ([name] if usual else split_names(others))):
                before = out.get(key, ())
                if all(p.id != place.id for p in before):
                    out[key] = (*before, place)
    return out


# -- GeoNames


@cache
def _base(process: int) -> sqlite3.Connection:  # noqa: ARG001 - a connection must not outlive a fork
    path = Path(str(files("servanda.knowledge") / "data" / "places.sqlite")).absolute()
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    name: str
    kind: str
    country: str
    hierarchy: tuple[str, ...]
    lat: float
    lon: float
    radius: float
    population: int


@lru_cache(maxsize=4096)
def _unit(number: int) -> _Unit:
    row = (
        _base(os.getpid())
        .execute(
            "SELECT code, name, kind, parent, lat, lon, radius, population FROM unit WHERE id = ?", (number,)
        )
        .fetchone()
    )
    code, name, kind, parent, lat, lon, radius, population = row
    if not parent:
        named = country_name(code) or name
        return _Unit(code, named, "country", code, (), 0.0, 0.0, 0.0, population)
    above = _unit(parent)
    return _Unit(
        code,
        name,
        _UNIT_KINDS[kind],
        above.country,
        (above.name, *above.hierarchy),
        lat / _SCALE,
        lon / _SCALE,
        float(radius),
        population,
    )


def _units_of(key: str) -> list[Place]:
    rows = _base(os.getpid()).execute("SELECT unit FROM unit_name WHERE key = ?", (key,)).fetchall()
    return [
        Place(
            f"geonames:{unit.code.replace(' ', '_')}",
            unit.name,
            unit.kind,
            (unit.country,),
            unit.hierarchy,
            unit.lat,
            unit.lon,
            unit.radius,
            unit.population,
            alias=unit.kind == "admin2" and fold_name(unit.name) != key,
        )
        for unit in (_unit(number) for (number,) in rows)
    ]


def _cities_of(key: str) -> list[Place]:
    rows = _base(os.getpid()).execute(
        "SELECT id, name, unit, lat, lon, population FROM place WHERE key = ?"
        " ORDER BY population DESC LIMIT ?",
        (key, _MOST),
    )
    found: dict[int, Place] = {}
    for number, name, unit, lat, lon, population in sorted(rows.fetchall(), key=lambda r: (-r[0], r[1])):
        if abs(number) in found:
            continue
        held = _unit(unit)
        found[abs(number)] = Place(
            f"geonames:{abs(number)}",
            name or key.title(),
            "city",
            (held.country,),
            (held.name, *held.hierarchy),
            lat / _SCALE,
            lon / _SCALE,
            next(radius for least, radius in _CITY_RADIUS_KM if population >= least),
            population,
            alias=number < 0,
        )
    capital_of = set(_capitals().get(key, ()))
    for place in sorted(found.values(), key=lambda p: -p.population):
        if place.countries[0] in capital_of:  # the largest of that name only
            capital_of.remove(place.countries[0])
            found[int(place.id.partition(":")[2])] = replace(place, capital=True)
    venue_of = set(_venues().get(key, ()))
    for place in sorted(found.values(), key=lambda p: -p.population):
        if place.countries[0] in venue_of:
            venue_of.remove(place.countries[0])
            found[int(place.id.partition(":")[2])] = replace(place, venue=True)
    return list(found.values())


def _sounding(sound: str) -> list[str]:
    """Folded names of one sound."""
    if not sound:
        return []
    rows = _base(os.getpid()).execute("SELECT key FROM sound WHERE sound = ? ORDER BY key", (sound,))
    return [key for (key,) in rows]


@cache
def _venues() -> dict[str, tuple[str, ...]]:
    """Countries of the venues by their folded names."""
    out: dict[str, tuple[str, ...]] = {}
    for name, iso in read_rows("venues", 2):
        out[fold_name(name)] = (*out.get(fold_name(name), ()), iso)
    return out


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    """States by the folded names of their capitals."""
    out: dict[str, tuple[str, ...]] = {}
    for iso, _, _, _, _, capitals in read_rows("countries", 6):
        for name in split_names(capitals):
            key = fold_name(name)
            out[key] = (*out.get(key, ()), iso)
    return out
