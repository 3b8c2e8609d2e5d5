"""Compile the terms of office that matter in conflict news into ``knowledge/data/officeholders.tsv``.

usage: compile_officeholders.py OFFICEHOLDERS.csv.gz OUT.tsv

Source: every-politician-scrapers (GitHub), CC0; 17,354 terms of office of 48 countries to October 2022.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

COUNTRIES = {
    "armenia": "ARM",
    "artsakh": "AZE",
    "azerbaijan": "AZE",
    "belarus": "BLR",
    "bosnia-herzegovina": "BIH",
    "burkina-faso": "BFA",
    "canada": "CAN",
    "central-african-republic": "CAF",
    "china": "CHN",
    "congo-kinshasa": "COD",
    "egypt": "EGY",
    "ethiopia": "ETH",
    "france": "FRA",
    "georgia": "GEO",
    "india": "IND",
    "iran": "IRN",
    "iraq": "IRQ",
    "israel": "ISR",
    "italy": "ITA",
    "japan": "JPN",
    "jordan": "JOR",
    "kazakhstan": "KAZ",
    "kosovo": "XKX",
    "kyrgyzstan": "KGZ",
    "luhansk": "UKR",
    "moldova": "MDA",
    "myanmar": "MMR",
    "nigeria": "NGA",
    "north-korea": "PRK",
    "pakistan": "PAK",
    "poland": "POL",
    "russia": "RUS",
    "rwanda": "RWA",
    "saudi": "SAU",
    "serbia": "SRB",
    "somalia": "SOM",
    "south-korea": "KOR",
    "south-ossetia": "GEO",
    "south-sudan": "SSD",
    "sudan": "SDN",
    "syria": "SYR",
    "tajikistan": "TJK",
    "turkey": "TUR",
    "uae": "ARE",
    "ukraine": "UKR",
    "united-kingdom": "GBR",
    "us": "USA",
    "yemen": "YEM",
}
"""The source's names of countries, ISO 3166-1 alpha-3."""
BREAKAWAY = frozenset({"artsakh", "luhansk", "south-ossetia"})
KEPT = re.compile(
    r"president|prime minister|premier|chancellor|king|emir|supreme leader|foreign|external|defen[cs]e|"
    r"interior|internal affairs|home (affairs|secretary)|secretary of (state|war)|national security|chief of|"
    r"joint chiefs|permanent representative|ambassador to (the )?(united|russia|usa)|speaker|intelligence|"
    r"attorney general|prosecutor general",
    re.IGNORECASE,
)
"""Offices whose holders occur in conflict news."""
MILITARY = re.compile(
    r"chief of (the )?(general|army|air|naval|defen|staff of|\w+ staff)|joint chiefs|chiefs of staff|"
    r"commander",
    re.IGNORECASE,
)
LEGISLATIVE = re.compile(r"speaker|president of the (senate|national assembly|parliament)", re.IGNORECASE)
JUDICIAL = re.compile(r"prosecutor general|justice of|chief justice", re.IGNORECASE)


def sector_of(country: str, position: str) -> str:
    """Codebook sector of an office."""
    if country in BREAKAWAY:
        return "SEP"
    for pattern, sector in ((MILITARY, "MIL"), (LEGISLATIVE, "LEG"), (JUDICIAL, "JUD")):
        if pattern.search(position):
            return sector
    return "GOV"


def main(source: Path, target: Path) -> None:
    """Write one line for each person, country and sector, with the first and last day in any kept office."""
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    with gzip.open(source) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            name = row["person"].strip()
            # One-word and bracketed names would match ordinary words.
            if KEPT.search(row["position"]) and " " in name and "(" not in name:
                key = (name, COUNTRIES[row["country"]], sector_of(row["country"], row["position"]))
                terms.setdefault(key, []).append((row["start"], row["end"] or "9999"))
    with target.open("w", encoding="utf-8") as out:
        out.write(
            "# People who held office: name, country, sector, first day, last day (empty: open or unknown).\n"
        )
        out.write(
            "# From every-politician-scrapers, CC0, through training/knowledge/compile_officeholders.py.\n"
        )
        for (name, country, sector), spans in sorted(terms.items()):
            last = max(end for _, end in spans)
            out.write(
                "\t".join(
                    (name, country, sector, min(start for start, _ in spans), "" if last == "9999" else last)
                )
                + "\n"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
