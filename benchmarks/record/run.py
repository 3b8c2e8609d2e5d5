"""``python -m benchmarks.record.run``: how ingestion and rebuild grow, what is found, how quick listings are.

For each size a record of made-up coded reports is built in a process of its own (so that its memory is its
own), measured and thrown away. Prints one JSON line a size, then the slopes of the log-log curves.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.record.generator import BEGIN, Maker, Plants

LISTINGS = (
    "incidents",
    "figures",
    "contradictions",
    "commitments",
    "tracks",
    "ledgers",
    "copies",
    "timeline",
    "reports",
)


def measure(size: int, address: str, *, rebuild: bool) -> dict[str, Any]:
    """One size: ingestion, what is found, one report more, listings, rebuild, memory."""
    from servanda.api.record import Filters, open_record

    maker = Maker(seed=1)
    out: dict[str, Any] = {"reports": size}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.jsonl"
        extra = Path(folder) / "extra.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            reports = maker.reports(size + 1)
            for payload in islice(reports, size):
                lines.write(json.dumps(payload) + "\n")
            out["days"] = (date.fromisoformat(payload["published"]) - BEGIN).days
        extra.write_text(json.dumps(next(reports)) + "\n", "utf-8")
        with open_record(address) as record:
            began = time.process_time()
            out["ingest_s"] = _timed(lambda: record.ingest(file))
            out["ingest_cpu_s"] = time.process_time() - began
            out["one_more_s"] = _timed(lambda: record.ingest(extra))
            out |= found(record, maker.plants)
            middle = BEGIN + timedelta(days=out["days"] // 2)
            month = (middle, middle + timedelta(days=30))
            asked = {
                "": Filters(),
                " as of the middle": Filters(as_of=middle),
                " of a pair": Filters(pair=("DEU", "FRA")),
                " of an actor in a month": Filters(actor="ITA", between=month),
            }
            wanted = {
                name + words: (getattr(record, name), filters)
                for name in LISTINGS
                for words, filters in asked.items()
            }
            breached = Filters(standing="breach_reported", as_of=middle)
            wanted["commitments breached as of the middle"] = (record.commitments, breached)
            first, cpu, again = {}, {}, {}
            for name, (listing, filters) in wanted.items():
                began = time.process_time()
                first[name] = _timed(partial(listing, filters, limit=50))
                cpu[name] = time.process_time() - began
                again[name] = _timed(partial(listing, filters, limit=50))
            for name, given in (("slowest", first), ("slowest_cpu", cpu), ("slowest_again", again)):
                out[name] = sorted(((round(s, 3), n) for n, s in given.items()), reverse=True)[:5]
            if rebuild:
                began = time.process_time()
                out["rebuild_s"] = _timed(record.rebuild)
                out["rebuild_cpu_s"] = time.process_time() - began
    out["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {k: round(v, 3) if isinstance(v, float) else v for k, v in out.items()}


def found(record: Any, plants: Plants) -> dict[str, Any]:
    """Share of what was planted that the record shows; of breaches the first 300 are looked at."""
    home: dict[str, str] = {}
    for view in _all(record.incidents):
        home.update(dict.fromkeys(view.accounts, view.id))
    copied: dict[str, str] = {}
    for view in _all(record.copies):
        copied.update(dict.fromkeys(view.reports, view.id))
    against = {s.account for view in _all(record.contradictions) for s in view.sides}
    promise = record.groups(plants.breaches[:300])
    broken = []
    for one in plants.breaches[:300]:
        pledge = next((i for i in promise.get(one, ()) if i.startswith("K-")), None)
        standing = record.show(pledge).thing.standing if pledge else None
        broken.append(
            standing is not None and standing.name in ("breach_reported", "breach_alleged", "collapsed")
        )
    return {
        "incidents_found": _share([len({home.get(a, a) for a in group}) == 1 for group in plants.incidents]),
        "copies_found": _share([copied.get(a, a) == copied.get(b, b) for a, b in plants.copies]),
        "contradictions_found": _share([account in against for _, account in plants.contradictions]),
        "breaches_found": _share(broken),
    }


def _all(listing: Any) -> Any:
    cursor = None
    while True:
        page = listing(limit=1000, cursor=cursor)
        yield from page.items
        if page.cursor is None:
            return
        cursor = page.cursor


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Of the line of least squares through the logarithms."""
    xs, ys = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 3000, 10000])
    parser.add_argument("--one", action="store_true", help="measure one size in this process")
    parser.add_argument("--no-rebuild", action="store_true")
    parser.add_argument("--record", help="address of the record, else a temporary file")
    given = parser.parse_args()
    if given.one:
        with tempfile.TemporaryDirectory() as folder:
            address = given.record or str(Path(folder) / "record.db")
            print(json.dumps(measure(given.sizes[0], address, rebuild=not given.no_rebuild)), flush=True)
        return
    results = []
    for size in given.sizes:
        words = [sys.executable, "-m", "benchmarks.record.run", "--one", str(size)]
        words += ["--no-rebuild"] if given.no_rebuild else []
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        print(done.stdout.strip(), flush=True)
        results.append(json.loads(done.stdout))
    if len(results) > 1:
        sizes = [r["reports"] for r in results]
        for name in ("ingest_s", "ingest_cpu_s", "rebuild_s", "rebuild_cpu_s"):
            if all(name in r for r in results):
                print(f"slope of {name}: {slope(sizes, [r[name] for r in results]):.3f}")


if __name__ == "__main__":
    main()
