"""Copies among reports of Reuters (1987) and of FA-KES (Syria): how many are found, and how time grows.

usage: copies.py DATA [--pairs TSV] [--sample N] [--misses] [--growth]

``TSV`` (``training/reconciliation/copy_pairs.tsv``) has pairs of reports labelled by reading both, ``same`` =
1 where the words of the shorter text are those of the other, cut, headed anew, reworded here and there or
with paragraphs added, and nothing is told otherwise; a correction, an update with another toll and the next
report of a series are 0. A pair counts as found if both share a key and :data:`COPIES` says ``same``. They
were drawn in twelve samples (``--sample``); the rules were changed after each. Sample 0 was read to find the
rules, not to measure them. ``--growth`` takes the first 1,000, 2,000 … reports of Reuters in the order of
their days: keys, comparisons and groups, in processor time.

DATA is a folder with reports/reuters1987.jsonl.gz (github.com/wuodar) and reports/syria.jsonl.gz (FA-KES).
"""

from __future__ import annotations

import argparse
import calendar
import csv
import gzip
import json
import math
import re
import sys
import time
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from servanda.intake.sources import read_source
from servanda.model import Coding, Document
from servanda.reconciliation.copies import COPIES, Text, text_from, text_of

PAIRS = Path(__file__).parents[1] / "training" / "reconciliation" / "copy_pairs.tsv"
_MONTHS = list(calendar.month_abbr)
SIZES = (1000, 2000, 4000, 8000, 16000)


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--growth", action="store_true")
    asked = parser.parse_args()
    records = {n: _records(asked.data / "reports" / f"{n}.jsonl.gz") for n in ("reuters1987", "syria")}
    if asked.growth:
        _grow(records["reuters1987"])
        return 0
    with asked.pairs.open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if asked.sample in (None, int(r["sample"]))]
    wanted = {r[side] for r in rows for side in ("left", "right")}
    texts = {t.id: t for given in records.values() for t in _texts(given, wanted)}
    return _measure(rows, texts, misses=asked.misses)


def _measure(rows: list[dict[str, str]], texts: dict[str, Text], *, misses: bool) -> int:
    right = wrong = missed = 0
    for row in rows:
        a, b = texts[row["left"]], texts[row["right"]]
        pair = COPIES.compare(a, b)
        found = pair is not None and pair.same and bool(set(COPIES.keys(a)) & set(COPIES.keys(b)))
        same = row["same"] == "1"
        right, wrong, missed = (
            right + (found and same),
            wrong + (found and not same),
            missed + (same and not found),
        )
        if misses and found != same:
            why = "; ".join(pair.reasons) if pair else "nothing in common"
            _say(f"  {row['left']} {row['right']} {'wrong' if found else 'missed'}: {why}")
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    _say(f"{len(rows)} pairs, {right + missed} copies: precision {precision:.3f}, recall {recall:.3f}")
    _say(f"({wrong} wrong, {missed} missed)")
    return 0


def _grow(records: list[dict[str, Any]]) -> None:
    ordered = sorted(records, key=lambda r: (_day(r), r["id"]))
    points = []
    for size in SIZES:
        start = time.process_time()
        blocks: dict[str, list[Text]] = defaultdict(list)
        texts = []
        for record in ordered[:size]:
            day = _day(record)
            texts.append(text_of(record["id"], record["text"], title=record["title"], days=(day, day)))
            for key in COPIES.keys(texts[-1]):
                blocks[key].append(texts[-1])
        met = {(a.id, b.id): (a, b) for block in blocks.values() for a, b in combinations(block, 2)}
        pairs = [p for a, b in met.values() if (p := COPIES.compare(a, b)) is not None]
        groups = [g for g in COPIES.split([t.id for t in texts], pairs, ()) if len(g) > 1]
        spent = time.process_time() - start
        points.append((math.log(size), math.log(spent)))
        _say(f"{size:>6} reports {spent:6.1f} s, {len(met):>7} compared, {len(groups):>4} groups of copies")
    x, y = (sum(p[k] for p in points) / len(points) for k in (0, 1))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    _say(f"slope of the log-log curve {slope:.2f}")


def _records(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _texts(records: list[dict[str, Any]], wanted: set[str]) -> list[Text]:
    """As a record would hold them: read, without boilerplate, with the day their own words give."""
    chosen = {r["id"]: r for r in records if r["id"] in wanted}
    lines = [{k: r.get(k) for k in ("id", "title", "source", "text")} for r in chosen.values()]
    raw = "\n".join(json.dumps(line) for line in lines).encode()
    documents = [d for d in read_source(raw, name="reports.jsonl") if isinstance(d, Document)]
    made = []
    for document in documents:
        day = document.published or _day(chosen[document.id])
        made.append(text_from(Coding(document=document, written=(day, day))))
    return made


def _day(record: dict[str, Any]) -> date:
    if found := re.match(r"\s*(\d+)-([A-Z]{3})-(\d{4})", record["date"]):
        return date(int(found[3]), _MONTHS.index(found[2].title()), int(found[1]))
    month, day, year = (int(part) for part in record["date"].split("/"))
    return date(year, month, day)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
