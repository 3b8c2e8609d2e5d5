"""``python -m benchmarks.record.search``: how quick searches are, and what their index costs at ingestion.

Builds a record of made-up coded reports (10,000, unless told otherwise; ``--record`` keeps it, and uses one
that is there), asks the searches below three times each and prints the slowest answer of each: seconds by the
clock, and of this processor (all of the work on SQLite; on a busy machine the two differ).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.record.generator import BEGIN, Maker

TIMES = 3


def build(address: str, size: int) -> dict[str, float]:
    """Ingest so many reports; seconds of all of it, and of what the search takes of them."""
    from servanda.api.record import open_record
    from servanda.record import search
    from servanda.run import recording_update

    spent = [0.0]

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*given)
            finally:
                spent[0] += time.perf_counter() - began

        return call

    kept = search.add, search.remove, recording_update.entries_of
    search.add, search.remove = timed(kept[0]), timed(kept[1])
    recording_update.entries_of = timed(kept[2])
    try:
        with tempfile.TemporaryDirectory() as folder, open_record(address) as record:
            file = Path(folder) / "made.jsonl"
            with file.open("w", encoding="utf-8") as lines:
                for payload in islice(Maker(seed=1).reports(size), size):
                    lines.write(json.dumps(payload) + "\n")
            began = time.perf_counter()
            record.ingest(file)
            whole = time.perf_counter() - began
    finally:
        search.add, search.remove, recording_update.entries_of = kept
    return {"ingest_s": whole, "index_s": spent[0], "index_ms_a_report": spent[0] / size * 1000}


def searches(size: int) -> dict[str, Any]:
    """What is asked, by name."""
    from servanda.api.record import Filters

    maker = Maker(seed=1)
    state = maker._states[0]  # noqa: SLF001 - names that the reports speak of
    town = state.towns[0]
    middle = BEGIN + timedelta(days=size // 20)
    month = (middle, middle + timedelta(days=30))
    box = (town[1] - 5, town[2] - 5, town[1] + 5, town[2] + 5)
    return {
        "nothing": Filters(),
        "the most usual word": Filters(text="the"),
        "a usual word": Filters(text="shelled"),
        "a usual word as of the middle": Filters(text="people", as_of=middle),
        "three words": Filters(text=f"{state.name} shelled people"),
        "a usual phrase": Filters(text='"people died when"'),
        "a name": Filters(text=town[0]),
        "a beginning": Filters(text=f"{town[0][:3]}*"),
        "either of two": Filters(text="shelled OR ceasefire"),
        "all without a word": Filters(text="-ceasefire"),
        "a type": Filters(type="ASSAULT"),
        "a type and a word": Filters(type="ASSAULT", text="army"),
        "an actor in a month": Filters(actor=state.code, between=month),
        "a month": Filters(between=month),
        "reported in a month": Filters(reported=month, text="army"),
        "a box": Filters(box=box),
        "the whole world": Filters(box=(-90, -180, 90, 180), text="people"),
        "a pair": Filters(pair=("DEU", "FRA")),
        "claims of a kind": Filters(kind="figure"),
        "a word that is not there": Filters(text="zzyzx"),
    }


def ask(address: str, size: int) -> dict[str, tuple[float, float, int]]:
    """For each search the slowest of three answers, page after page, and how much was found."""
    from servanda.api.record import open_record

    out: dict[str, tuple[float, float, int]] = {}
    with open_record(address, create=False) as record:
        for name, filters in searches(size).items():
            slowest, busiest, total = 0.0, 0.0, 0
            cursor = None
            for _ in range(TIMES):
                began, busy = time.perf_counter(), time.process_time()
                page = record.search(filters, limit=50, cursor=cursor)
                slowest = max(slowest, time.perf_counter() - began)
                busiest = max(busiest, time.process_time() - busy)
                cursor, total = page.cursor, page.total
            out[name] = (slowest, busiest, total)
    return out


def main() -> None:
    """Build, unless it is there, and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--record", help="address of the record, else a temporary file")
    parser.add_argument("--built", action="store_true", help="the record is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = given.record or str(Path(folder) / "record.db")
        if not given.built:
            print(json.dumps({k: round(v, 2) for k, v in build(address, given.size).items()}), flush=True)
        answers = ask(address, given.size)
    for name, (seconds, busy, total) in sorted(answers.items(), key=lambda a: -a[1][1]):
        print(f"{seconds:6.3f} s  {busy:6.3f} s  {total:7,d}  {name}")


if __name__ == "__main__":
    main()
