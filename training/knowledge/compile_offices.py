"""Compile terms in offices that reports name by title into ``knowledge/data/offices_compiled.tsv``.

usage: compile_offices.py OFFICEHOLDERS.csv.gz WRITTEN.tsv OUT.tsv

Source: every-politician-scrapers (GitHub), CC0, from Wikidata; 17,354 terms of office of 48 countries to
October 2022. Offices that the hand-written table ``offices.tsv`` has are left to it. Kept are terms with a
first day that is not after the last; one that the source leaves open lasted at least to its day.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

from compile_officeholders import BREAKAWAY, COUNTRIES

AS_OF = "2022-10-26"
"""Day of the source."""
KINDS = {
    "president": r"President",
    "prime-minister": r"Prime Minister",
    "monarch": r"King",
    "defence-minister": r"(Federal )?Minister (of|for) (National )?Defen[cs]e( and Armed Forces Logistics)?",
    "foreign-minister": r"(Federal )?Minister (of|for) (Foreign|External)( Affairs( and .*)?)?|"
    r"Minister of Europe and Foreign Affairs",
}
"""Kinds of office and the titles by which the source knows them."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def kind_of(position: str) -> str | None:
    """The kind of an office by its title, or ``None`` if it is none of those kept."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(position)), None)


def written_offices(table: Path) -> set[tuple[str, str]]:
    """Country and kind of each office that the hand-written table has."""
    lines = table.read_text("utf-8").splitlines() if table.exists() else []
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(row[0], row[1]) for row in rows}


def main(source: Path, written: Path, target: Path) -> None:
    """Write one line for each term, by country, office and first day."""
    left_out = written_offices(written)
    rows: set[tuple[str, str, str, str, str, str, str]] = set()
    with gzip.open(source) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            kind, country = kind_of(row["position"]), COUNTRIES[row["country"]]
            if kind is None or row["country"] in BREAKAWAY or (country, kind) in left_out:
                continue
            name, first, last = row["person"].strip(), row["start"], row["end"] or f"{AS_OF}+"
            if " " in name and "(" not in name and _DAY.fullmatch(first) and first <= last:
                rows.add((country, kind, name, first, last, "", f"Wikidata {row['qid']}"))
    with target.open("w", encoding="utf-8") as out:
        out.write(
            "# Terms of office; columns as in offices.tsv. From every-politician-scrapers (Wikidata), CC0,\n"
            f"# of {AS_OF}, by training/knowledge/compile_offices.py; what offices.tsv has is left to it.\n"
        )
        for line in sorted(rows, key=lambda r: (r[0], r[1], r[3], r[2])):
            out.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
