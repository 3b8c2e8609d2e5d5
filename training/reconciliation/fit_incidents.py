"""Fit the weights by which event accounts are held to tell one act; say how well they do.

usage: python -m training.reconciliation.fit_incidents CODED [--pairs FILE] [--out FILE] [--show]

CODED are the reports of ``syria_pairs.tsv`` as ``servanda code REPORTS -o CODED --mentions`` writes them. The
pairs were labelled by reading: each names two events by report, first and last character of their words, and
type. A coder that has changed since may cut the words otherwise: the event of that report that overlaps them
most is meant, one of the same type first; a pair whose event is no longer found is left out and counted.

``fit`` pairs shape the weights (logistic, drawn towards ``PRIOR``, no random numbers:
:func:`training.coding.train_heads.fit`); penalty and threshold are those with the best F1 in
cross-validation over months among them that join at most ``FALSE`` of the pairs of two acts. ``held`` pairs
are of reports of which no ``fit`` pair has one, read after the features were settled; they only measure: the
scores alone, and what the grouping does with all reports at once (keys, scores, clustering). ``drawn`` says
how a pair was chosen: ``edge`` from among those near the threshold of an earlier score, ``plain`` by chance
from all that share a key, at most a day apart and of one type, without places or kinds that exclude each
other.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from training.coding.train_heads import SMALLEST, Example, predict
from training.coding.train_heads import fit as fit_logistic

from servanda.model import Event
from servanda.model.account import Account
from servanda.model.json import from_json
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.incidents import INCIDENTS
from servanda.reconciliation.incidents_features import features_of
from servanda.reconciliation.incidents_sketch import sketch

HERE = Path(__file__).parent
PAIRS = HERE / "syria_pairs.tsv"
OUT = HERE.parents[1] / "src/servanda/codebook/data/incident_pairs.json"
PENALTIES = (2.0, 4.0, 8.0)
FOLDS = 8
RAREST = 1
PRIOR = {
    "when:day": 1.5, "when:next": -0.5, "when:off": -3, "when:span": -1, "when:long": -1.5,
    "when:equal": 0.5, "when:open": -1.5, "where:spot": 1, "where:spot of report": 0.7,
    "where:city, other parts": -1.5, "where:apart": -2, "where:apart, wide": -0.7,
    "where:apart of report": -0.5, "spot+time": 1, "day+rare": 2.5, "near+rare": 1.2, "kind:rare": 0.7,
    "kind:same": 0.5, "kind:shared": 0.3, "kind:other": -0.8, "kind:apart": -1.5, "target:same": 0.6,
    "target+time": 0.6, "target:other": -0.5, "type:other": -1, "dead:same": 0.7, "dead+time": 1,
    "dead:close": 0.5, "dead:far": -0.8, "hurt:same": 1, "hurt:far": -0.7, "actors:same": 0.6,
    "actors:bloc": 0.1, "actors:land": -0.6, "actors:apart": -1, "recipients:same": 0.4,
    "recipients:bloc": 0.1, "recipients:land": -0.8, "recipients:apart": -0.3, "doer:other": -1,
    "together+day": 1.5, "quotes>=0.15": 0.3, "quotes>=0.3": 0.3, "quotes>=0.5": 0.3,
    "sentence>=0.1": 0.3, "sentence>=0.2": 0.3, "sentence>=0.3": 0.4, "sentence>=0.45": 0.5,
    "sentence>=0.65": 0.7, "story>=0.15": 0.2, "story>=0.3": 0.3, "story>=0.5": 0.5, "series": -0.5,
    "history:one": -0.3, "history:both": 0.3, "history:equal": 1, "sum:one": -0.6,
}  # fmt: skip
"""What one expects before any pair is seen, in log-odds; the weights are drawn towards it."""
FALSE = 0.05
"""Share of the pairs of two acts that may be joined: the issue's limit."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of accounts with what a reader said of it."""

    a: Account
    b: Account
    same: bool
    hard: bool
    held: bool
    drawn: str


def read_events(coded: Path) -> dict[str, list[Account]]:
    """The event accounts of each report."""
    events: dict[str, list[Account]] = {}
    with coded.open(encoding="utf-8") as lines:
        for line in lines:
            coding = from_json(json.loads(line))
            events[coding.document.id] = [a for a in accounts_of(coding) if isinstance(a.claim, Event)]
    return events


def read_pairs(path: Path, events: Mapping[str, Sequence[Account]]) -> tuple[list[Labelled], int]:
    """The labelled pairs whose events are found, and how many are not."""
    pairs, lost = [], 0
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            a, b = (
                _find(
                    events.get(row[f"{side}_report"], ()),
                    int(row[f"{side}_start"]),
                    int(row[f"{side}_end"]),
                    row[f"{side}_type"],
                )
                for side in ("left", "right")
            )
            if a is None or b is None:
                lost += 1
                continue
            held, hard = row["part"] == "held", bool(row["hard"])
            pairs.append(Labelled(a, b, row["label"] == "same", hard, held, row["drawn"]))
    return pairs, lost


def _find(events: Sequence[Account], start: int, end: int, kind: str) -> Account | None:
    best, most = None, (False, 0)
    for account in events:
        words = account.claim.provenance.evidence[0]
        both = min(end, words.end) - max(start, words.start)
        told = (isinstance(account.claim, Event) and account.claim.type == kind, both)
        if both > 0 and told > most:
            best, most = account, told
    return best


def folds_of(pairs: Sequence[Labelled]) -> list[int]:
    """The fold of each pair: those first reported in one month are in one."""
    months = [f"{min(p.a.report.reported or date.max, p.b.report.reported or date.max):%Y-%m}" for p in pairs]
    load, fold = [0] * FOLDS, {}
    for month, number in sorted(Counter(months).items(), key=lambda item: (-item[1], item[0])):
        fold[month] = load.index(min(load))
        load[fold[month]] += number
    return [fold[month] for month in months]


def figures(right: Sequence[bool], joined: Sequence[bool]) -> tuple[float, float, float, float]:
    """F1, precision, recall of joining; share of the pairs of two acts that are joined."""
    both = sum(r and j for r, j in zip(right, joined, strict=True))
    precision, recall = both / max(1, sum(joined)), both / max(1, sum(right))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f1, precision, recall, (sum(joined) - both) / max(1, len(right) - sum(right))


def fit(examples: Sequence[Example], penalty: float) -> tuple[dict[str, float], float]:
    """Weights and bias."""
    return fit_logistic(examples, penalty=penalty, rarest=RAREST, prior=PRIOR)


def choose(pairs: Sequence[Labelled]) -> tuple[float, float]:
    """Penalty and threshold of the best F1 in cross-validation with few false joins."""
    examples = [example(p) for p in pairs]
    folds = folds_of(pairs)
    best = (-1.0, 0.0, 0.0)
    right = [p.same for p in pairs]
    for penalty in PENALTIES:
        scores = np.zeros(len(pairs))
        for k in range(FOLDS):
            weights, bias = fit([e for e, f in zip(examples, folds, strict=True) if f != k], penalty)
            at = [i for i, f in enumerate(folds) if f == k]
            scores[at] = predict([examples[i] for i in at], weights, bias)
        for threshold in (t / 100 for t in range(30, 90)):
            f1, _, _, false = figures(right, list(scores >= threshold))
            if false <= FALSE and (f1, -penalty, threshold) > best:
                best = (f1, -penalty, threshold)
    print(f"cross-validated F1 {best[0]:.3f} at penalty {-best[1]:g}, threshold {best[2]:.2f}")
    return -best[1], best[2]


def example(pair: Labelled) -> Example:
    """Features and label."""
    return features_of(sketch(pair.a), sketch(pair.b)), pair.same


def joined_together(events: Mapping[str, Sequence[Account]]) -> tuple[dict[str, int], int, int]:
    """The group of each account, how many accounts there are, how many pairs were compared."""
    accounts = {a.id: a for told in events.values() for a in told}
    sharing: dict[str, list[str]] = defaultdict(list)
    for one in sorted(accounts):
        for key in INCIDENTS.keys(accounts[one]):
            sharing[key].append(one)
    met = sorted({(a, b) for ids in sharing.values() for k, b in enumerate(ids) for a in ids[:k]})
    pairs = [p for a, b in met if (p := INCIDENTS.compare(accounts[a], accounts[b]))]
    groups = INCIDENTS.split(sorted(accounts), pairs, ())
    return {one: k for k, group in enumerate(groups) for one in group}, len(accounts), len(met)


def tell(name: str, pairs: Sequence[Labelled], joined: Sequence[bool]) -> None:
    """Print the figures of some pairs."""
    f1, precision, recall, false = figures([p.same for p in pairs], joined)
    print(
        f"{name}: {len(pairs)} pairs, {sum(p.same for p in pairs)} the same; F1 {f1:.3f} "
        f"(P {precision:.3f}, R {recall:.3f}); of the pairs of two acts {false:.1%} joined"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("coded", type=Path)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--show", action="store_true", help="the fit pairs that come out wrong")
    chosen = parser.parse_args()
    events = read_events(chosen.coded)
    pairs, lost = read_pairs(chosen.pairs, events)
    seen, held = [p for p in pairs if not p.held], [p for p in pairs if p.held]
    print(f"{len(pairs)} pairs found, {lost} lost; {len(seen)} to fit, {len(held)} held apart")
    penalty, threshold = choose(seen)
    weights, bias = fit([example(p) for p in seen], penalty)
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    data = {"bias": bias, "threshold": threshold, "weights": kept}
    chosen.out.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", "utf-8")
    for name, part in (("fit", seen), ("held", held)):
        scores = predict([example(p) for p in part], weights, bias)
        tell(f"{name}, scores", part, list(scores >= threshold))
        if chosen.show and part is seen:
            for pair, score in zip(part, scores, strict=True):
                if (score >= threshold) != pair.same:
                    print(f"  {score:.2f} {pair.same} {pair.a.report.id} {pair.a.quotes[0][:90]!r}")
                    print(f"       {pair.b.report.id} {pair.b.quotes[0][:90]!r}")
    group, number, met = joined_together(events)
    print(f"grouping: {number} accounts, {met} compared, {met / number:.2f} an account")
    parts = [("fit", seen), ("held", held), ("held, hard", [p for p in held if p.hard])]
    parts += [(f"held, {how}", [p for p in held if p.drawn == how]) for how in ("plain", "edge")]
    for name, part in parts:
        tell(f"{name}, grouped", part, [group[p.a.id] == group[p.b.id] for p in part])


if __name__ == "__main__":
    main()
