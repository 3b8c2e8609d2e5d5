"""Pins the scores on the development gold as floors: ``make floors``.

Reads gold at ``$SERVANDA_SHARED/gold/dev``, writes ``tests/evaluation/floors.json``. A floor is what was
measured, rounded down to two places; it is lowered only with ``--allow-lower``.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import sys
from pathlib import Path

from servanda import api
from servanda.evaluation.gold import load_codings
from servanda.evaluation.scoring import Evaluation

FLOORS = Path(__file__).resolve().parent.parent / "tests" / "evaluation" / "floors.json"


def measured(result: Evaluation) -> dict[str, float]:
    """The figures that have floors."""
    scores = result.to_json()
    out = {kind: scores[kind]["f1"] for kind in ("events", "statements", "figures", "commitments")}
    return {**out, "actors_of_events": scores["events"]["actor_f1"], "written": scores["written_accuracy"]}


def fingerprint(gold: Path) -> str:
    """A hash of the gold that the floors hold for."""
    digest = hashlib.sha256()
    for key, report in sorted(load_codings(gold).items()):
        digest.update(json.dumps([key, report], sort_keys=True).encode())
    return digest.hexdigest()[:16]


def main() -> int:
    """Measure and pin."""
    gold = Path(os.environ.get("SERVANDA_SHARED", "")) / "gold" / "dev"
    if not gold.is_dir():
        print("SERVANDA_SHARED names no folder with gold/dev", file=sys.stderr)
        return 2
    now = measured(api.evaluate(gold))
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"gold": "", "floors": {}}
    floors = {name: math.floor(score * 100) / 100 for name, score in now.items()}
    same_gold = pinned["gold"] == fingerprint(gold)
    lower = [n for n, floor in floors.items() if same_gold and floor < pinned["floors"].get(n, 0.0)]
    for name, score in now.items():
        print(f"{name:18} {score:.4f}  floor {pinned['floors'].get(name, 0.0):.2f} -> {floors[name]:.2f}")
    if lower and "--allow-lower" not in sys.argv:
        print(f"not pinned: {', '.join(lower)} would be lowered (--allow-lower)", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"gold": fingerprint(gold), "floors": floors}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
