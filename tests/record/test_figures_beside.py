"""The seed's figures held against Crisis Group's: side by side, nothing added, nothing averaged."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.figures import write_rows

from servanda.api.record import Filters, Record, open_record
from servanda.model.views import Tally

pytestmark = [pytest.mark.shared, pytest.mark.weights, pytest.mark.slow]


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The seed, Crisis Group's entries of that autumn and its rows of losses of September 2022."""
    folder = tmp_path_factory.mktemp("beside")
    write_rows(shared / "data" / "karabakh", folder / "all.jsonl")
    rows = (folder / "all.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "rows.jsonl").write_text("".join(r for r in rows if '"published": "2022-09' in r), "utf-8")
    (folder / "entries.jsonl").write_text("".join(_entries(shared)), "utf-8")
    with open_record(folder / "beside.record") as made:
        for source in (folder / "entries.jsonl", folder / "rows.jsonl", shared / "seed"):
            made.ingest(source)
        yield made


def _entries(shared: Path) -> Iterator[str]:
    path = shared / "data" / "karabakh" / "timeline-of-events-nk-timeline.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if (row["Year"], row["Month"]) in {("2022", "9"), ("2022", "10")}:
                told = {
                    "id": f"entry-{number}",
                    "title": row["Headline"].strip(),
                    "source": "International Crisis Group",
                    "published": f"2022-{int(row['Month']):02}-{int(row['Day'] or 1):02}",
                    "text": f"{row['Headline'].strip()}\n\n{row['Text'].strip()}",
                }
                yield json.dumps(told) + "\n"


def test_286_beside_crisis_groups_counts(record: Record) -> None:
    tallies = record.figures(Filters(measure="killed"), limit=200).items
    of_seed = next(t for t in tallies if [c.low for c in t.counts] == [286])
    shown = record.show(of_seed.id).thing
    assert isinstance(shown, Tally)
    assert (shown.low, shown.best, shown.high) == (286, 286, 286)
    by_id = {t.id: t for t in tallies}
    beside = [c for i in shown.beside for c in by_id[i].counts]
    assert {c.outlet for c in beside} == {"International Crisis Group"}
    assert {80, 8, 202} <= {c.low for c in beside}
    assert (200, 999) in {(c.low, c.high) for c in beside}  # "hundreds of soldiers"
    told = {v for t in tallies for c in t.counts for v in (c.low, c.high)}
    assert {v for t in tallies for v in (t.low, t.best, t.high)} <= told | {None}
    assert not {288, 290, 293, 295} & told  # sums of Crisis Group's rows are nobody's count


def test_the_war_of_2020_stands_by_itself(record: Record) -> None:
    tallies = record.figures(Filters(measure="killed"), limit=200).items
    war = next(t for t in tallies if [c.low for c in t.counts] == [6500])
    assert (war.low, war.best, war.high) == (6500, 6500, None)
    assert war.cumulative
