"""Resolution of place names against LGL and GeoVirus: how often within 161 km of where the annotators say.

usage: places.py DATA [--misses N]

Gold spans are given; only resolution is measured. Beside the names themselves the resolver sees the text
around each span and, as in a reading, how often the report names countries by their people ("Georgian").
Such words count as mentions, too, where the gold links them to a place; those that it does not link are left
out. Open is wrong. Prints accuracy, the share left open, and the median error; ends with 1 below what is due.

DATA is a folder with lgl.jsonl.gz and geovirus.jsonl.gz (github.com/geoai-lab/EUPEG), one report a line:
``{"text", "toponyms": [{"start", "end", "text", "lat", "lon"}]}``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from servanda.knowledge import country_place, find_land, find_places, kilometres
from servanda.resolution.locate import decide
from servanda.resolution.place_choice import PlaceName, choose_places
from servanda.resolution.place_phrases import names_within

KM = 161.0
DUE = {"lgl": 0.80, "geovirus": 0.88}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def people_of(name: str) -> str:
    """The country of "Georgian" or "Palestinians" that is no place's name, or empty."""
    land = find_land(name)
    if land is None or land.by not in {"adjective", "people"}:
        return ""
    return land.country


def resolve(report: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[float, float, str] | None, str]]:
    """Each linked gold mention with the point found, and why."""
    text = report["text"]
    gold = [t for t in report["toponyms"] if t.get("lat") is not None]
    countries: Counter[str] = Counter()
    names: list[PlaceName] = []
    held = {name for t in gold for name in names_within(text, t["start"], t["end"])}
    for index, t in enumerate(gold):
        iso = people_of(t["text"])
        if iso:
            countries[iso] += 1
        else:
            names.append(
                PlaceName(
                    index,
                    t["text"],
                    names_within(text, t["start"], t["end"]),
                    t["text"] in held and text[max(0, t["start"] - 2) : t["start"]] == ", ",
                    t["start"],
                )
            )
    chosen = choose_places(names, countries)
    out: list[tuple[dict[str, Any], tuple[float, float, str] | None, str]] = []
    for index, t in enumerate(gold):
        iso = people_of(t["text"])
        if iso:
            place = country_place(iso)
            out.append((t, (place.lat, place.lon, place.name) if place else None, "people"))
            continue
        scored = chosen.get(index, ())
        won = decide(scored)
        point = (won.place.lat, won.place.lon, won.place.name) if won else None
        out.append((t, point, "unknown" if not scored else "open" if won is None else "wrong"))
    return out


def measure(path: Path, misses: int) -> float:
    """Print the figures of one set; its accuracy."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        reports = [json.loads(line) for line in stream]
    started = time.process_time()
    results = [(r, row) for r in reports for row in resolve(r)]
    spent = time.process_time() - started
    errors: list[float] = []
    missed: Counter[tuple[str, str, str]] = Counter()
    causes: Counter[str] = Counter()
    for _, (t, point, why) in results:
        if point is None:
            causes[why] += 1
            missed[why, t["text"], ""] += 1
            continue
        errors.append(kilometres(t["lat"], t["lon"], point[0], point[1]))
        if errors[-1] > KM:
            reachable = any(
                kilometres(t["lat"], t["lon"], p.lat, p.lon) <= KM for p in find_places(t["text"])[0]
            )
            cause = why if reachable or why == "people" else "not in the gazetteer"
            causes[cause] += 1
            missed[cause, t["text"], point[2]] += 1
    total, right = len(results), sum(e <= KM for e in errors)
    accuracy = right / total
    _say(
        f"{path.name.partition('.')[0]}: {total} mentions, accuracy within {KM:.0f} km {accuracy:.3f}, "
        f"open or unknown {1 - len(errors) / total:.3f}, median error {statistics.median(errors):.1f} km, "
        f"{spent:.1f} s"
    )
    _say(f"  misses by cause: {dict(causes.most_common())}")
    for (why, text, name), count in missed.most_common(misses):
        _say(f"  {count:4} {why:22} {text} {'→ ' + name if name else ''}")
    return accuracy


def main() -> int:
    """Measure both sets."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("data", type=Path)
    options.add_argument("--misses", type=int, default=0, help="print the most frequent misses")
    given = options.parse_args()
    met = [
        measure(given.data / f"{name}.jsonl.gz", given.misses) >= due
        for name, due in DUE.items()
        if (given.data / f"{name}.jsonl.gz").exists()
    ]
    return 0 if met and all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
