"""Look-ups of offices: those of the tests, and the middle day of each term of a second source.

usage: python -m benchmarks.offices [OFFICEHOLDERS.csv.gz]

The look-ups of ``tests/knowledge/lookups.tsv`` are right, open or wrong; ends with 1 if fewer than 95 in a
hundred are right or one is wrong that should have stayed open. With OFFICEHOLDERS.csv.gz (every-politician-
scrapers, CC0) also: who held each office of ``offices.tsv`` on the middle day of each term of that source,
counting only hand-written rows. Where the two disagree the line says so; the source errs, too.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from training.knowledge.compile_officeholders import BREAKAWAY, COUNTRIES
from training.knowledge.compile_offices import AS_OF, kind_of

from servanda.knowledge.offices import Office, bounds, terms_of
from servanda.knowledge.people import fold_name
from servanda.resolution.offices import look_up

LOOKUPS = Path(__file__).parents[1] / "tests" / "knowledge" / "lookups.tsv"
OPEN = "unresolved"
DUE = 0.95


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def measure_lookups() -> bool:
    """Print how many of the tests' look-ups are right; whether that is enough."""
    rows = [line.split("\t") for line in LOOKUPS.read_text("utf-8").splitlines() if line[:1] not in {"", "#"}]
    counts: Counter[str] = Counter()
    for phrase, when, due in rows:
        actor = look_up(phrase, bounds(when) if when else None).actor
        given = actor.name if actor else OPEN
        kind = "right" if given == due else "open" if given == OPEN else "guessed" if due == OPEN else "wrong"
        counts[kind] += 1
        if kind != "right":
            _say(f"{kind}: {phrase} on {when or 'no day'}: {given}, due {due}")
    _say(f"look-ups: {len(rows)}, {dict(counts)}")
    return counts["right"] >= DUE * len(rows) and not counts["guessed"]


def measure_against(source: Path) -> None:
    """Print how often hand-written terms name whom another source has for the middle of his term."""
    counts: Counter[str] = Counter()
    with gzip.open(source) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            kind = kind_of(row["position"])
            if kind is None or row["country"] in BREAKAWAY or len(row["start"]) < len("2000-01-01"):
                continue
            first, last = date.fromisoformat(row["start"]), bounds(row["end"] or AS_OF)[0]
            if last <= first:
                continue
            middle = first + (last - first) / 2
            written = [t for t in terms_of(Office(COUNTRIES[row["country"]], kind)) if "Wiki" not in t.source]
            held = {t.holder for t in written if t.may_hold((middle, middle))}
            if not written:
                continue
            alike = any(set(fold_name(h).split()) & set(fold_name(row["person"]).split()) for h in held)
            counts["open" if not held else "same" if alike else "other"] += 1
            if held and not alike:
                _say(f"{COUNTRIES[row['country']]} {kind} {middle}: {', '.join(held)}; there {row['person']}")
    _say(f"middle days: {dict(counts)}")


if __name__ == "__main__":
    enough = measure_lookups()
    if sys.argv[1:]:
        measure_against(Path(sys.argv[1]))
    sys.exit(not enough)
