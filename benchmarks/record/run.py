"""``python -m benchmarks.record.run``: how ingestion and rebuild grow, what is found, how quick listings are.

For each size a record of made-up coded reports is built, measured and thrown away: by ingestion in one
process, by a rebuild in another beside it, and then asked in a third (so that the memory of each is its own).
Prints one JSON line for each, then the slopes of the log-log curves. Times that end in ``cpu`` are of the
processor, for machines that do other things too.
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
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.record.generator import BEGIN, Maker, Plants

LISTINGS = (
    "incidents",
    "episodes",
    "figures",
    "contradictions",
    "commitments",
    "instruments",
    "tracks",
    "ledgers",
    "sources",
    "copies",
    "timeline",
    "reports",
    "search",
)
STANDINGS = ("breach_reported", "no_breach_reported", "kept", "collapsed")


def measure_ingestion(size: int, address: str) -> dict[str, Any]:
    """Ingestion of one size, and of one report more."""
    from servanda.api.record import open_record

    out: dict[str, Any] = {"reports": size, "part": "ingest"}
    with tempfile.TemporaryDirectory() as folder:
        file, extra = Path(folder) / "made.jsonl", Path(folder) / "extra.jsonl"
        reports = Maker(seed=1).reports(size + 1)
        out["days"] = _write(file, islice(reports, size))
        _write(extra, reports)
        with open_record(address) as record:
            out["ingest_s"], out["ingest_cpu"] = _timed(lambda: record.ingest(file))
            out["one_more_s"], out["one_more_cpu"] = _timed(lambda: record.ingest(extra))
    return out


def measure_answers(size: int, address: str) -> dict[str, Any]:
    """Listings of a record of one size asked for the first time, and what is found of what was planted."""
    from servanda.api.record import open_record

    maker = Maker(seed=1)
    for _ in maker.reports(size):
        pass
    with open_record(address, create=False) as record:
        out = {"reports": size, "part": "ask"} | ask(record)
        return out | {"memory_asked_mb": _memory()} | found(record, maker.plants)


def measure_rebuild(size: int, address: str) -> dict[str, Any]:
    """Rebuild of one size, out of reports and claims alone."""
    from servanda.api.record import open_record
    from servanda.record.store import open_store

    out: dict[str, Any] = {"reports": size, "part": "rebuild"}
    with open_store(address, create=True) as store:
        reports = Maker(seed=1).reports(size)
        while some := list(islice(reports, 1000)):
            with store.writing() as work:
                work.add_reports([(p, "", False) for p in some], at="2024-01-01T00:00:00+00:00")
    with open_record(address) as record:
        out["rebuild_s"], out["rebuild_cpu"] = _timed(record.rebuild)
    return out


def ask(record: Any) -> dict[str, Any]:
    """The slowest listings: page after page of each kind, under several filters, each asked for once."""
    from servanda.api.drawings import map_drawn, network_drawn, timeline_drawn
    from servanda.api.record import Filters

    first, last = record.span()
    middle = first + (last - first) // 2
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
    for name in STANDINGS:
        wanted[f"commitments {name}"] = (record.commitments, Filters(standing=name))
        wanted[f"commitments {name} as of the middle"] = (
            record.commitments,
            Filters(standing=name, as_of=middle),
        )
    record.commitments(Filters(act="ceasefire"), limit=1)  # reads the rules, as any program does once
    clock, busy = {}, {}
    for name, (listing, filters) in wanted.items():
        clock[name], busy[name] = _timed(partial(listing, filters, limit=50))
    clock["timeline drawn"], busy["timeline drawn"] = _timed(partial(timeline_drawn, record, Filters(), None))
    for name, draw in (("map", map_drawn), ("network", network_drawn)):
        clock[name], busy[name] = _timed(partial(draw, record, Filters()))
    return {
        name: sorted(((round(s, 3), n) for n, s in given.items()), reverse=True)[:8]
        for name, given in (("slowest_s", clock), ("slowest_cpu", busy))
    }


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


def _write(file: Path, reports: Iterable[Any]) -> int:
    """One report a line; how many days lie between the beginning and the last of them."""
    last = BEGIN
    with file.open("w", encoding="utf-8") as lines:
        for payload in reports:
            last = date.fromisoformat(payload["published"])
            lines.write(json.dumps(payload) + "\n")
    return (last - BEGIN).days


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - busy


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Of the line of least squares through the logarithms."""
    xs, ys = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


PARTS = {"ingest": measure_ingestion, "rebuild": measure_rebuild, "ask": measure_answers}


def _memory() -> float:
    """Megabytes that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _all_parts(size: int) -> dict[str, dict[str, Any]]:
    """Ingestion and rebuild of one size beside each other, then what the record answers."""
    with tempfile.TemporaryDirectory() as folder:

        def start(part: str, name: str) -> subprocess.Popen[str]:
            words = [sys.executable, "-m", "benchmarks.record.run", str(size), "--part", part]
            words += ["--record", str(Path(folder) / name)]
            return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

        def end(process: subprocess.Popen[str]) -> dict[str, Any]:
            said, _ = process.communicate()
            if process.returncode:
                raise SystemExit(process.returncode)
            print(said.strip(), flush=True)
            told: dict[str, Any] = json.loads(said)
            return told

        beside = start("ingest", "grown.db"), start("rebuild", "made.db")
        ingested, rebuilt = map(end, beside)
        return {"ingest": ingested, "rebuild": rebuilt, "ask": end(start("ask", "grown.db"))}


def main() -> None:
    """Measure each size, each part in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 3000, 10000])
    parser.add_argument("--part", choices=PARTS, help="measure one part of one size in this process")
    parser.add_argument("--record", help="address of the record that the part makes, or asks")
    given = parser.parse_args()
    if given.part:
        out = PARTS[given.part](given.sizes[0], given.record) | {"memory_mb": _memory()}
        print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in out.items()}), flush=True)
        return
    results = [_all_parts(size) for size in given.sizes]
    for part, name in (("ingest", "ingest_cpu"), ("rebuild", "rebuild_cpu")):
        if len(results) > 1:
            print(f"slope of {name}: {slope(given.sizes, [r[part][name] for r in results]):.3f}")


if __name__ == "__main__":
    main()
