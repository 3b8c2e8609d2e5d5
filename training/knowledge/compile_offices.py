"""Compile terms in offices that reports name by title into ``knowledge/data/offices_compiled.tsv``.

usage: python -m training.knowledge.compile_offices OFFICEHOLDERS.csv.gz WRITTEN.tsv OUT.tsv

Source: every-politician-scrapers (GitHub), CC0, from Wikidata; 17,354 terms of office of 48 countries to
October 2022. They fill what the hand-written table ``offices.tsv`` leaves open. Kept are terms with a
first day that is not after the last; one that the source leaves open lasted at least to its day.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

from training.knowledge.compile_officeholders import BREAKAWAY, COUNTRIES

from servanda.knowledge.offices import Days, bounds
from servanda.knowledge.people import fold_name

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
MUDDLED = frozenset(
    {
        ("IND", "foreign-minister"),
        ("IRQ", "prime-minister"),
        ("PAK", "prime-minister"),
        ("SDN", "prime-minister"),
    }
)
"""Offices that the source mixes with others: foreign secretaries, presidents of a council."""
OTHER_NAMES = {
    "Fahd bin Abdulaziz Al Saud": "King Fahd",
    "Abdullah of Saudi Arabia": "King Abdullah bin Abdulaziz",
    "Mohammed bin Rashid Al Maktoum": "Mohammed bin Rashid al-Maktoum",
}
"""Names that our tables have otherwise."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def kind_of(position: str) -> str | None:
    """The kind of an office by its title, or ``None`` if it is none of those kept."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(position)), None)


def written_terms(table: Path) -> dict[tuple[str, str], list[Days]]:
    """First and last possible day of each term of the hand-written table, by country and kind of office."""
    terms: dict[tuple[str, str], list[Days]] = {}
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, kind, _, first, last, *_ = line.split("\t")
            days = bounds(first)[0], bounds(last.removesuffix("+") or AS_OF)[1]
            terms.setdefault((country, kind), []).append(days)
    return terms


def spellings(written: Path) -> dict[str, str]:
    """Names in plain letters as the hand-written tables spell them."""
    found: dict[str, str] = {}
    for table, column in ((written.with_name("people.tsv"), 0), (written, 2)):
        for line in table.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                cells = line.split("\t")
                others = cells[1].split(",") if column == 0 else []
                for name in (cells[column], *others):
                    if " " in name:
                        found.setdefault(fold_name(name), cells[column])
    return found


def is_new(days: Days, written: list[Days]) -> bool:
    """Whether a term fills a gap between hand-written ones: it shares at most its first and last day."""
    return all(days[1] <= first or last <= days[0] for first, last in written)


def main(source: Path, written: Path, target: Path) -> None:
    """Write one line for each term, by country, office and first day."""
    known, spelt = written_terms(written), spellings(written)
    rows: set[tuple[str, str, str, str, str, str, str]] = set()
    with gzip.open(source) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            kind, country = kind_of(row["position"]), COUNTRIES[row["country"]]
            if kind is None or row["country"] in BREAKAWAY or (country, kind) in MUDDLED:
                continue
            name, first, last = row["person"].strip(), row["start"], row["end"] or f"{AS_OF}+"
            if " " not in name or "(" in name or not _DAY.fullmatch(first) or first > last:
                continue
            days = bounds(first)[0], bounds(last.removesuffix("+"))[1]
            if is_new(days, known.get((country, kind), [])):
                name = OTHER_NAMES.get(name) or spelt.get(fold_name(name), name)
                rows.add((country, kind, name, first, last, "", f"Wikidata {row['qid']}"))
    with target.open("w", encoding="utf-8") as out:
        out.write(
            "# Terms of office; columns as in offices.tsv, whose gaps they fill. From\n"
            f"# every-politician-scrapers (Wikidata), CC0, of {AS_OF}; training.knowledge.compile_offices.\n"
        )
        for line in sorted(rows, key=lambda r: (r[0], r[1], r[3], r[2])):
            out.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
