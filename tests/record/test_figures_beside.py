"""The seed's figures held against Crisis Group's: side by side, nothing added, nothing averaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.collections import write_reports
from benchmarks.figures import write_rows

from servanda.api.record import Filters, Record, open_record
from servanda.model.views import Tally

pytestmark = [pytest.mark.shared, pytest.mark.weights, pytest.mark.slow]


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The seed, Crisis Group's entries of that autumn and its rows of losses of September 2022."""
    folder = tmp_path_factory.mktemp("beside")
    write_reports("karabakh", shared / "data", folder / "all-entries.jsonl")
    write_rows(shared / "data" / "karabakh", folder / "all-rows.jsonl")
    for name in ("entries", "rows"):
        lines = (folder / f"all-{name}.jsonl").read_text("utf-8").splitlines()
        months = ("2022-09", "2022-10") if name == "entries" else ("2022-09",)
        kept = [line for line in lines if any(f'"published": "{m}' in line for m in months)]
        (folder / f"{name}.jsonl").write_text("\n".join(kept) + "\n", "utf-8")
    with open_record(folder / "beside.record") as made:
        for source in (folder / "entries.jsonl", folder / "rows.jsonl", shared / "seed"):
            made.ingest(source)
        yield made


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
