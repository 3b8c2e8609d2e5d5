"""Measure the reading of times against documents marked with TIMEX2 or TIMEX3.

    python benchmarks/times.py MODEL_FOLDER DATA.jsonl.gz … [--undated] [--errors N]

DATA holds a document a line: ``text``, ``dct`` (its date) and ``timex3`` with ``start``, ``end``, ``type``
and ``value``, or ``timex2`` with ``val`` (``shared/data/times``). Scored as in TempEval-3, task A: an
expression of ours and one of theirs match *strictly* if their extents are equal, *relaxed* if they overlap,
each counted once; *value* is the share of the relaxed matches whose value is the same, letter for letter but
for case. ``--undated`` withholds the documents' dates, which for histories are only the day they were
collected.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from servanda.language import find_quantities, find_quotations, find_times, infer_written, parse
from servanda.language.model import LanguageModel
from servanda.model import Analysis, Document, OffsetMap, Timex


@dataclass
class Tally:
    """Counts over the documents of one file, and what went wrong."""

    gold: int = 0
    ours: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """F1 of so many hits."""
        return 2 * hits / (self.gold + self.ours) if self.gold + self.ours else 0.0

    def line(self, name: str) -> str:
        """One row of the table of results."""
        matched = max(1, self.relaxed)
        cells = (
            self.relaxed / max(1, self.ours),
            self.relaxed / max(1, self.gold),
            self.f1(self.relaxed),
            self.f1(self.strict),
            self.type / matched,
            self.value / matched,
        )
        return f"{name:24}{self.gold:7}{self.ours:7}" + "".join(f"{cell:9.3f}" for cell in cells)


HEAD = f"{'file':24}{'gold':>7}{'ours':>7}" + "".join(
    f"{name:>9}" for name in ("P", "R", "relaxed", "strict", "type", "value")
)


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file of JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "timex2" in row:
                row["timex3"] = [{"type": None, **t, "value": t.get("val")} for t in row.pop("timex2")]
            yield row


def read(row: dict[str, Any], model: LanguageModel, *, undated: bool) -> Analysis:
    """What of a document the reading of times needs: trees, quotations and numbers."""
    text = row["text"]
    borne = None if undated or not row.get("dct") else date.fromisoformat(row["dct"][:10])
    document = Document(
        id=row["doc_id"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        published=borne,
        language="en",
    )
    analysis = parse(document, model)
    return replace(analysis, quotations=find_quotations(analysis), quantities=find_quantities(analysis))


def times_of(analysis: Analysis) -> tuple[Timex, ...]:
    """The time expressions of a document read by :func:`read`."""
    written, reasons = infer_written(analysis)
    return find_times(replace(analysis, written=written, written_reasons=reasons))


def score(row: dict[str, Any], ours: Sequence[Timex], tally: Tally) -> None:
    """Match a document's expressions with those of its readers, the greatest overlap first."""
    gold = row["timex3"]
    tally.gold += len(gold)
    tally.ours += len(ours)
    overlaps = sorted(
        (
            (min(g["end"], t.span.end) - max(g["start"], t.span.start), -i, -j)
            for i, g in enumerate(gold)
            for j, t in enumerate(ours)
            if g["start"] < t.span.end and t.span.start < g["end"]
        ),
        reverse=True,
    )
    paired: dict[int, int] = {}
    for _, i, j in overlaps:
        if -i not in paired and -j not in paired.values():
            paired[-i] = -j
    text, name = row["text"], row["doc_id"]
    for i, g in enumerate(gold):
        if i not in paired:
            tally.errors.append(
                f"missed\t{name}\t{g['text']!r}\t{g['type']} {g['value']}\t{_around(text, g)}"
            )
            continue
        t = ours[paired[i]]
        tally.relaxed += 1
        tally.strict += (g["start"], g["end"]) == (t.span.start, t.span.end)
        tally.type += g["type"] in (t.type, None)
        same = (g["value"] or "").upper() == t.value.upper()
        tally.value += same
        if not same:
            words = f"{g['text']!r} {t.span.of(text)!r}\t{g['value']} not {t.value} ({t.rule})"
            tally.errors.append(f"value\t{name}\t{words}\t{_around(text, g)}")
    found = set(paired.values())
    for j, t in enumerate(ours):
        if j not in found:
            near = text[max(0, t.span.start - 40) : t.span.end + 40].replace("\n", " ")
            tally.errors.append(f"extra\t{name}\t{t.span.of(text)!r}\t{t.value} ({t.rule})\t{near}")


def _around(text: str, gold: dict[str, Any]) -> str:
    return text[max(0, gold["start"] - 40) : gold["end"] + 40].replace("\n", " ")


def main(arguments: Sequence[str]) -> int:
    """Print a row a file, and on demand the differences."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="folder of the language model")
    parser.add_argument("data", type=Path, nargs="+", help="files of marked documents")
    parser.add_argument("--undated", action="store_true", help="withhold the documents' dates")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N differences a file")
    options = parser.parse_args(arguments)
    model = LanguageModel.load(options.model)
    sys.stdout.write(HEAD + "\n")
    for path in options.data:
        tally = Tally()
        for row in documents(path):
            score(row, times_of(read(row, model, undated=options.undated)), tally)
        sys.stdout.write(tally.line(path.name.partition(".")[0]) + "\n")
        sys.stdout.writelines(f"{error}\n" for error in tally.errors[: options.errors])
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
