"""Learn which acts a careful reader codes: the weights of ``servanda.coding.selection``.

usage: python training/coding/train_selection.py GOLD_TRAIN [GOLD_DEV] [--out src/servanda/codebook/data/selection.json]

GOLD_TRAIN is a folder of coded reports that may shape what ships (public-domain texts; see the attributions). GOLD_DEV only
measures. An event that the rules find counts as right if the scorer pairs it with a coded one. The model is logistic,
L2-regularised, fitted by Newton steps; the threshold is the one with the best F1 in five-fold cross-validation over reports.
No random numbers: the same input gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.coding.events import propose_events
from servanda.coding.selection import features
from servanda.evaluation.scoring import score_codings
from servanda.model import Document, OffsetMap
from servanda.pipeline import Annotator, Tools, analyse

PENALTY = 4.0
"""Strength of the L2 penalty; chosen by cross-validation on GOLD_TRAIN."""
RAREST = 4
"""Features seen in fewer events than this are left out."""
FOLDS = 5
STEPS = 25

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One event that the rules found: its report, its features, and whether a reader coded it."""

    report: str
    features: frozenset[str]
    right: bool


def read_rows(folder: Path, model: Annotator) -> tuple[list[Row], int]:
    """The events found in all reports of ``folder``, and how many events their readers coded."""
    tools = Tools(model=model)
    gold: dict[str, dict[str, Any]] = {}
    found: dict[str, dict[str, Any]] = {}
    told: dict[tuple[str, int], frozenset[str]] = {}
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text("utf-8"))
        analysis = analyse(make_document(report), tools)
        claims = []
        for number, (event, tellings) in enumerate(propose_events(analysis)[0]):
            quotes = [span.of(report["text"]) for span in event.provenance.evidence]
            roles = {role: [str(a) for a in getattr(event, role)] for role in ("actors", "recipients")}
            claims.append({"type": event.type, "quotes": quotes, "number": number, **roles})
            told[report["id"], number] = frozenset(features(analysis, event, tellings))
        gold[report["id"]] = {**report, "statements": [], "figures": [], "commitments": []}
        found[report["id"]] = {"id": report["id"], "text": report["text"], "events": claims}
    scored = score_codings(gold, found).kinds["events"]
    right = {(pair.report, pair.predicted["number"]) for pair in scored.pairs}
    return [Row(report, names, (report, number) in right) for (report, number), names in told.items()], scored.gold


def make_document(report: dict[str, Any]) -> Document:
    """The document of one coded report."""
    text = report["text"]
    published = report.get("published")
    return Document(
        id=report["id"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        title=report.get("title"),
        source=report.get("source"),
        published=date.fromisoformat(published) if published else None,
        language="en",
    )


def fit(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Weights and bias of the logistic model."""
    seen = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, times in seen.items() if times >= RAREST)
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for k, row in enumerate(rows):
        x[k, [column[name] for name in row.features if name in column]] = 1.0
    y = np.array([row.right for row in rows], dtype=float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 0.01
    w: Floats = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        slope = x.T @ (p - y) + penalty * w
        bend = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(penalty)
        w = w - np.linalg.solve(bend, slope)
    return {name: round(float(w[column[name]]), 4) for name in names}, round(float(w[-1]), 4)


def predict(rows: Sequence[Row], weights: dict[str, float], bias: float) -> Floats:
    """The score of each row."""
    logits = np.array([bias + sum(weights.get(name, 0.0) for name in row.features) for row in rows])
    scores: Floats = 1.0 / (1.0 + np.exp(-logits))
    return scores


def f1_at(rows: Sequence[Row], scores: Floats, threshold: float, gold: int) -> float:
    """F1 of keeping what scores at least ``threshold``."""
    kept = scores >= threshold
    right = sum(row.right for row, keep in zip(rows, kept, strict=True) if keep)
    return 2.0 * right / max(1, gold + int(kept.sum()))


def cross_validate(rows: Sequence[Row]) -> Floats:
    """The score of each row by a model that has not seen its report."""
    reports = sorted({row.report for row in rows})
    fold = {report: k % FOLDS for k, report in enumerate(reports)}
    scores: Floats = np.zeros(len(rows))
    for k in range(FOLDS):
        weights, bias = fit([row for row in rows if fold[row.report] != k])
        at = [i for i, row in enumerate(rows) if fold[row.report] == k]
        scores[at] = predict([rows[i] for i in at], weights, bias)
    return scores


def train(model: Annotator, train_folder: Path, dev_folder: Path | None, out: Path) -> None:
    """Fit, choose the threshold, write the weights, print what was measured."""
    rows, gold = read_rows(train_folder, model)
    held_out = cross_validate(rows)
    thresholds = [k / 100 for k in range(5, 70)]
    best = max(thresholds, key=lambda t: (round(f1_at(rows, held_out, t, gold), 4), -t))
    weights, bias = fit(rows)
    print(f"train: {len(rows)} found, {sum(r.right for r in rows)} right, {gold} coded")
    print(f"F1 without choosing {f1_at(rows, held_out, 0.0, gold):.4f}, held out {f1_at(rows, held_out, best, gold):.4f} at {best}")
    if dev_folder is not None:
        dev, coded = read_rows(dev_folder, model)
        scores = predict(dev, weights, bias)
        print(f"dev: without {f1_at(dev, scores, 0.0, coded):.4f}, with {f1_at(dev, scores, best, coded):.4f}")
        print("     " + " ".join(f"{t}:{f1_at(dev, scores, t, coded):.3f}" for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)))
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= 0.01}
    out.write_text(json.dumps({"bias": bias, "threshold": best, "weights": kept}, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{len(kept)} weights -> {out}")


def main() -> None:
    """Command line."""
    from servanda.language.model import LanguageModel

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_train", type=Path)
    parser.add_argument("gold_dev", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=Path("src/servanda/codebook/data/selection.json"))
    args = parser.parse_args()
    train(LanguageModel.load(), args.gold_train, args.gold_dev, args.out)


if __name__ == "__main__":
    main()
