"""Learn which acts a careful reader codes, and which of them as history: the heads of ``servanda.coding``.

usage: python training/coding/train_heads.py GOLD_TRAIN [GOLD_DEV] [--out DIR] [--only selection|background]

GOLD_TRAIN is a folder of coded reports that may shape what ships (public-domain texts; see the
attributions). GOLD_DEV only measures. ``selection``: an event that the rules find counts as right if the
scorer pairs it with a coded one; the threshold is the one with the best F1 in five-fold cross-validation
over reports. ``background``: of the paired events that no date decides, whether the reader called them
history. ``--only`` trains one of them. Both are
logistic models, L2-regularised, fitted by Newton steps. No random numbers: the same input gives the same
file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.coding.events import propose_events
from servanda.coding.history import history_features, is_old, place_in_time
from servanda.coding.selection import features
from servanda.evaluation.scoring import score_codings
from servanda.language.model import LanguageModel
from servanda.model import Document, OffsetMap
from servanda.pipeline import Annotator, Tools, analyse

PENALTY = 4.0
"""Strength of the L2 penalty; chosen by cross-validation on GOLD_TRAIN."""
RAREST = 4
"""Features seen in fewer events than this are left out."""
FOLDS = 5
STEPS = 25

SMALLEST = 0.01
"""Weights nearer to nothing are not written."""

Floats = NDArray[np.float64]
Example = tuple[frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One event that the rules found: its report, its features, and whether a reader coded it."""

    report: str
    features: frozenset[str]
    right: bool
    history: frozenset[str] | None
    """Features of the background head; ``None`` if a date decides."""
    background: bool | None
    """What the reader said, if the event was coded."""


def read_rows(folder: Path, model: Annotator) -> tuple[list[Row], int]:
    """The events found in all reports of ``folder``, and how many events their readers coded."""
    tools = Tools(model=model)
    gold: dict[str, dict[str, Any]] = {}
    found: dict[str, dict[str, Any]] = {}
    told: dict[tuple[str, int], tuple[frozenset[str], frozenset[str] | None]] = {}
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text("utf-8"))
        analysis = analyse(make_document(report), tools)
        claims = []
        proposed = propose_events(analysis)[0]
        for number, (event, tellings) in enumerate(place_in_time(analysis, proposed)):
            quotes = [span.of(report["text"]) for span in event.provenance.evidence]
            roles = {role: [str(a) for a in getattr(event, role)] for role in ("actors", "recipients")}
            claims.append({"type": event.type, "quotes": quotes, "number": number, **roles})
            before = proposed[number][
                0
            ]  # as it is when news is told from history: before days are carried on
            open_ = is_old(analysis, before) is None
            told[report["id"], number] = (
                frozenset(features(analysis, event, tellings)),
                frozenset(history_features(analysis, before, tellings)) if open_ else None,
            )
        gold[report["id"]] = {**report, "statements": [], "figures": [], "commitments": []}
        found[report["id"]] = {"id": report["id"], "text": report["text"], "events": claims}
    scored = score_codings(gold, found).kinds["events"]
    coded = {
        (pair.report, pair.predicted["number"]): bool(pair.gold.get("background")) for pair in scored.pairs
    }
    rows = [
        Row(key[0], names, key in coded, history, coded.get(key)) for key, (names, history) in told.items()
    ]
    return rows, scored.gold


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


def fit(
    examples: Sequence[Example],
    *,
    penalty: float = PENALTY,
    rarest: int = RAREST,
    prior: Mapping[str, float] = MappingProxyType({}),
) -> tuple[dict[str, float], float]:
    """Weights and bias of the logistic model; features seen in fewer than ``rarest`` examples are left out.

    The penalty draws each weight towards that of ``prior``, or towards nothing.
    """
    seen = Counter(name for names, _ in examples for name in names)
    kept = sorted(name for name, times in seen.items() if times >= rarest)
    column = {name: k for k, name in enumerate(kept)}
    x = np.zeros((len(examples), len(kept) + 1))
    x[:, -1] = 1.0
    for k, (names, _) in enumerate(examples):
        x[k, [column[name] for name in names if name in column]] = 1.0
    y = np.array([right for _, right in examples], dtype=float)
    pull = np.full(len(kept) + 1, penalty)
    pull[-1] = 0.01
    aim: Floats = np.array([*(prior.get(name, 0.0) for name in kept), 0.0])
    w: Floats = np.zeros(len(kept) + 1)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        slope = x.T @ (p - y) + pull * (w - aim)
        bend = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(pull)
        w = w - np.linalg.solve(bend, slope)
    return {name: round(float(w[column[name]]), 4) for name in kept}, round(float(w[-1]), 4)


def predict(examples: Sequence[Example], weights: dict[str, float], bias: float) -> Floats:
    """The score of each example."""
    logits = np.array([bias + sum(weights.get(name, 0.0) for name in names) for names, _ in examples])
    scores: Floats = 1.0 / (1.0 + np.exp(-logits))
    return scores


def cross_validate(reports: Sequence[str], examples: Sequence[Example]) -> Floats:
    """The score of each example by a model that has not seen its report."""
    fold = {report: k % FOLDS for k, report in enumerate(sorted(set(reports)))}
    scores: Floats = np.zeros(len(examples))
    for k in range(FOLDS):
        seen = [e for e, report in zip(examples, reports, strict=True) if fold[report] != k]
        at = [i for i, report in enumerate(reports) if fold[report] == k]
        weights, bias = fit(seen)
        scores[at] = predict([examples[i] for i in at], weights, bias)
    return scores


def f1_at(examples: Sequence[Example], scores: Floats, threshold: float, gold: int) -> float:
    """F1 of keeping what scores at least ``threshold``."""
    kept = scores >= threshold
    right = sum(right for (_, right), keep in zip(examples, kept, strict=True) if keep)
    return 2.0 * right / max(1, gold + int(kept.sum()))


def accuracy(examples: Sequence[Example], scores: Floats) -> float:
    """Share of examples on the right side of one half."""
    return float(np.mean((scores >= 0.5) == np.array([right for _, right in examples])))


def train(model: Annotator, train_folder: Path, dev_folder: Path | None, out: Path, only: str = "") -> None:
    """Fit the heads, or ``only`` one, write them, print what was measured."""
    rows, gold = read_rows(train_folder, model)
    dev, coded = read_rows(dev_folder, model) if dev_folder is not None else ([], 0)
    if only != "background":
        _train_selection(rows, gold, dev, coded, out / "selection.json")
    if only != "selection":
        _train_background(rows, dev, out / "background.json")


def _train_selection(rows: Sequence[Row], gold: int, dev: Sequence[Row], coded: int, out: Path) -> None:
    examples = [(row.features, row.right) for row in rows]
    held_out = cross_validate([row.report for row in rows], examples)
    best = max(
        (k / 100 for k in range(5, 70)), key=lambda t: (round(f1_at(examples, held_out, t, gold), 4), -t)
    )
    weights, bias = fit(examples)
    print(f"selection: {len(rows)} found, {sum(r.right for r in rows)} right, {gold} coded")
    without, chosen = (f1_at(examples, held_out, at, gold) for at in (0.0, best))
    print(f"  F1 {without:.4f} without, {chosen:.4f} held out at {best}")
    if dev:
        measured = [(row.features, row.right) for row in dev]
        scores = predict(measured, weights, bias)
        without, chosen = (f1_at(measured, scores, at, coded) for at in (0.0, best))
        print(f"  dev {without:.4f} without, {chosen:.4f} with")
    _write(out, weights, bias, best)


def _history_of(rows: Sequence[Row]) -> list[Example]:
    return [
        (row.history, row.background)
        for row in rows
        if row.history is not None and row.background is not None
    ]


def _train_background(rows: Sequence[Row], dev: Sequence[Row], out: Path) -> None:
    paired = [row for row in rows if row.background is not None and row.history is not None]
    examples = _history_of(paired)
    held_out = cross_validate([row.report for row in paired], examples)
    weights, bias = fit(examples)
    print(f"background: {len(paired)} coded events that no date decides")
    print(f"  held out {accuracy(examples, held_out):.4f}")
    measured = _history_of(dev)
    if measured:
        print(f"  dev {accuracy(measured, predict(measured, weights, bias)):.4f}")
    _write(out, weights, bias, 0.5)


def _write(out: Path, weights: dict[str, float], bias: float, threshold: float) -> None:
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    out.write_text(
        json.dumps({"bias": bias, "threshold": threshold, "weights": kept}, indent=0, sort_keys=True) + "\n",
        "utf-8",
    )
    print(f"  {len(kept)} weights -> {out}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold_train", type=Path)
    parser.add_argument("gold_dev", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=Path("src/servanda/codebook/data"))
    parser.add_argument("--only", choices=("selection", "background"), default="")
    args = parser.parse_args()
    train(LanguageModel.load(), args.gold_train, args.gold_dev, args.out, args.only)


if __name__ == "__main__":
    main()
