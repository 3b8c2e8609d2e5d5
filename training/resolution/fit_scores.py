"""Fit the scores of resolved mentions, ``src/servanda/resolution/scores.json``, and say how well they hold.

usage: python training/resolution/fit_scores.py GOLD [GOLD …] [--model FOLDER] [--out FILE] [--diagram FILE]

GOLD are folders of reports coded by hand (codebook section 8). Each report is read by the program. A mention
counts if an event that the scorer pairs with a coded one has its actor in a role, or a paired statement has
it as its speaker. It is right if the coded record has an actor of that country and sector (by name where no
country decides) in the same role, wrong if the coded record has somebody else there; if it has nobody more,
the role was wrong and not the mention, which is left out.

The model is logistic (Platt's scaling) over the way by which a mention came to its actors and the lead over
the next candidate, L2-regularised, fitted by Newton steps; no random numbers. What is printed is
cross-validated: each report is scored by weights from the other four fifths. ``--diagram`` draws that table
as a reliability diagram (``docs/reading/reliability.svg``) and leaves the weights as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from reliability_diagram import draw

from servanda.evaluation.agreement import actor_key
from servanda.evaluation.scoring import Pair, score_codings
from servanda.language import find_mentions
from servanda.language.model import LanguageModel
from servanda.model import Analysis, Document, OffsetMap, Span
from servanda.model.json import to_json
from servanda.pipeline import Annotator, Tools, analyse, code_document
from servanda.resolution.actors import read_mentions
from servanda.resolution.discourse import Resolved
from servanda.resolution.scores import FAR, Doubt, Weights, lead_of

PENALTY = 1.0
FOLDS = 5
STEPS = 30
SURE = Doubt(least=0.0, lead=0.0)
"""Nothing is left open while scores are fitted."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
OUT = Path(__file__).parents[2] / "src/servanda/resolution/scores.json"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One mention that a claim uses: its way, its lead, and whether the coder meant the same."""

    report: str
    way: str
    lead: float
    right: bool


def read_rows(folder: Path, model: Annotator) -> list[Row]:
    """The mentions of all reports of a folder that can be judged."""
    tools = Tools(model=model, doubt=SURE)
    rows = []
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text("utf-8"))
        document = make_document(report)
        ours = to_json(code_document(document, tools))
        scored = score_codings({report["id"]: report}, {report["id"]: ours}).kinds
        analysis = find_mentions(replace(analyse(document, tools), mentions=(), chains=(), mention_of={}))
        resolved = read_mentions(analysis, SURE)
        for kind, roles in (("events", ("actors", "recipients")), ("statements", ("speaker",))):
            for pair in scored[kind].pairs:
                rows += list(_judge(report["id"], pair, roles, analysis, resolved))
    return rows


def _judge(
    report: str, pair: Pair, roles: tuple[str, ...], analysis: Analysis, resolved: dict[int, Resolved]
) -> Iterator[Row]:
    for role in roles:
        gold = {actor_key(a) for a in _listed(pair.gold.get(role))}
        ours = _listed(pair.predicted.get(role))
        lacking = gold - {actor_key(a) for a in ours}
        for actor in ours:
            right = actor_key(actor) in gold
            found = _source(analysis, resolved, pair.predicted, role, actor)
            if found and (right or lacking):
                yield Row(report, found.way, lead_of(found), right)


def _source(
    analysis: Analysis, resolved: dict[int, Resolved], claim: dict[str, Any], role: str, actor: str
) -> Resolved | None:
    """The mention that gave a claim its actor: the field's own, else the first in the evidence."""
    tokens = analysis.tokens
    own = [Span(*s) for s in claim["fields"].get(role, ())]
    for spans in (own, [Span(*claim["spans"][0])]):
        for mention in analysis.mentions:
            span = Span(tokens[mention.first].start, tokens[mention.last - 1].end)
            found = resolved[mention.id]
            named = actor in {str(a) for a in found.actors}
            if named and any(span.overlaps(s) for s in spans):
                return found
    return None


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def make_document(report: dict[str, Any]) -> Document:
    """The document of one coded report."""
    text, day = report["text"], report.get("published")
    return Document(
        id=report["id"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        title=report.get("title"),
        source=report.get("source"),
        published=date.fromisoformat(day) if day else None,
        language="en",
    )


def fit(rows: Sequence[Row]) -> Weights:
    """Log-odds of each way, and what a tie costs."""
    ways = sorted({r.way for r in rows})
    x = np.array([[*(r.way == w for w in ways), -(1.0 - min(r.lead, FAR) / FAR)] for r in rows], float)
    y = np.array([r.right for r in rows], float)
    mean = float(np.log((y.sum() + 1) / (len(y) - y.sum() + 1)))
    # Ways are drawn towards the mean of all, the lead towards nothing.
    prior = np.array([mean] * len(ways) + [0.0])
    w = prior.copy()
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + PENALTY * (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        w = w - np.linalg.solve(hessian, gradient)
    odds = dict(zip(ways, (round(float(v), 3) for v in w[:-1]), strict=True))
    return Weights({**odds, "": round(mean, 3)}, round(max(float(w[-1]), 0.0), 3))


def cross_validate(rows: Sequence[Row]) -> Floats:
    """Each row's score by weights that have not seen its report."""
    reports = sorted({r.report for r in rows})
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        weights = fit([r for r in rows if fold[r.report] != k])
        for i, r in enumerate(rows):
            if fold[r.report] == k:
                out[i] = weights.score(r.way, r.lead)
    return out


def reliability(rows: Sequence[Row], scores: Floats) -> Iterator[tuple[str, int, float, float]]:
    """For each bin of scores: its bounds, mentions, mean score, share that is right."""
    right = np.array([r.right for r in rows], float)
    for low, high in pairwise(BINS):
        held = (scores >= low) & (scores < high)
        if held.any():
            yield f"{low:.2f}-{high:.2f}", int(held.sum()), scores[held].mean(), right[held].mean()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--diagram", type=Path)
    chosen = parser.parse_args()
    model = LanguageModel.load(chosen.model) if chosen.model else LanguageModel.load()
    rows = [row for folder in chosen.gold for row in read_rows(folder, model)]
    write(rows, None if chosen.diagram else chosen.out)
    if chosen.diagram:
        points = [(mean, share, count) for _, count, mean, share in reliability(rows, cross_validate(rows))]
        chosen.diagram.write_text(draw(points, "How well the scores of actors hold"), "utf-8")


def write(rows: Sequence[Row], out: Path | None) -> None:
    """Fit on all rows, write the weights if ``out`` is given, print ways and the cross-validated table."""
    weights, scores = fit(rows), cross_validate(rows)
    right = np.array([r.right for r in rows], float)
    print("| way | mentions | right | log-odds |\n|---|---|---|---|")
    for way in sorted({r.way for r in rows}, key=lambda w: -weights.ways[w]):
        mine = [r.right for r in rows if r.way == way]
        print(f"| {way} | {len(mine)} | {sum(mine) / len(mine):.2f} | {weights.ways[way]:.2f} |")
    print("\n| score | mentions | mean score | right |\n|---|---|---|---|")
    error = 0.0
    for name, count, mean, share in reliability(rows, scores):
        error += count / len(rows) * abs(mean - share)
        print(f"| {name} | {count} | {mean:.2f} | {share:.2f} |")
    brier = float(((scores - right) ** 2).mean())
    base = float(((right.mean() - right) ** 2).mean())
    print(f"\n{len(rows)} mentions; calibration error {error:.3f}")
    print(f"Brier {brier:.3f}, of the mean alone {base:.3f}")
    if out is not None:
        data = {"lead": weights.lead, "ways": dict(sorted(weights.ways.items()))}
        out.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
