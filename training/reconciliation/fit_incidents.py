"""Fit the weights by which event accounts are held to tell one act; say how well they do.

usage: python -m training.reconciliation.fit_incidents CODED [--pairs F] [--reports F] [--out F] [--show]
       [--as-shipped]

CODED are the reports of ``syria_pairs.tsv`` as ``servanda code REPORTS -o CODED --mentions`` writes
them. The pairs were labelled by reading: each names two events by report, first and last character of
their words, and type. A coder that has changed since may cut the words otherwise: the event of that
report that overlaps them most is meant, one of the same type first; a pair whose event is no longer
found is left out and counted.

``fit`` pairs shape the weights (logistic, drawn towards ``PRIOR``, no random numbers:
:func:`training.coding.train_heads.fit`), with the penalty that gives labels not seen the greatest
likelihood in cross-validation over months. ``held`` pairs are of reports of which no ``fit`` pair has
one, read after the first features were settled; they only measure. ``drawn`` says how a pair was chosen:
``edge`` from among those near the threshold of an earlier score, ``plain`` by chance from all that share
a key, at most a day apart and of one type, without places or kinds that exclude each other.

Pairs of reports (``syria_reports.tsv``): all reports of some weeks, drawn by a hash, each with the acts
it tells in its first 1,500 to 1,900 characters; two reports tell one incident if they share an act.
``open`` names reports with which that could not be said. ``tune`` weeks give the threshold: the best F1
with at most ``FALSE`` of the other pairs joined, both of reports and of ``fit`` accounts. ``held`` weeks
were read before anything was computed on them, and no ``fit`` pair with one of their reports shapes the
weights. Found is what the grouping joins, history of long times apart.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
from training.coding.train_heads import SMALLEST, Example, predict
from training.coding.train_heads import fit as fit_logistic

from servanda.codebook.heads import Head
from servanda.model import Event
from servanda.model.account import Account
from servanda.model.json import from_json
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.incidents import Incidents
from servanda.reconciliation.incidents_features import features_of
from servanda.reconciliation.incidents_sketch import sketch

HERE = Path(__file__).parent
PAIRS = HERE / "syria_pairs.tsv"
REPORTS = HERE / "syria_reports.tsv"
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
LEAST = 0.5
"""What is joined is to be one act rather than not."""
HISTORY = 45
"""Days; what is told as history of a longer time is in many reports and tells of no one act."""


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
    for account in events:  # an event told several times has the words of each telling
        quoted = account.claim.provenance.evidence
        both = max(min(end, words.end) - max(start, words.start) for words in quoted)
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


def choose(pairs: Sequence[Labelled]) -> float:
    """The penalty under which labels not seen are most likely, in cross-validation over months."""
    examples, folds = [example(p) for p in pairs], folds_of(pairs)
    right = np.array([p.same for p in pairs])
    best = (-np.inf, 0.0)
    for penalty in PENALTIES:
        scores = np.zeros(len(pairs))
        for k in range(FOLDS):
            weights, bias = fit([e for e, f in zip(examples, folds, strict=True) if f != k], penalty)
            at = [i for i, f in enumerate(folds) if f == k]
            scores[at] = predict([examples[i] for i in at], weights, bias)
        likely = float(np.log(np.where(right, scores, 1 - scores) + 1e-9).mean())
        f1, _, _, false = figures(list(right), list(scores >= LEAST))
        print(f"penalty {penalty:g}: log-likelihood {likely:.4f}, F1 at {LEAST} {f1:.3f}, {false:.1%} false")
        best = max(best, (likely, -penalty))
    return -best[1]


def example(pair: Labelled) -> Example:
    """Features and label."""
    return features_of(sketch(pair.a), sketch(pair.b)), pair.same


@dataclass(frozen=True, slots=True)
class Week:
    """Reports of one week, with the acts each tells and the pairs that stay open."""

    part: str
    acts: Mapping[str, frozenset[str]]
    open: frozenset[frozenset[str]]

    def pairs(self) -> list[tuple[str, str, bool]]:
        """Each two reports, and whether they tell one act."""
        return [
            (a, b, bool(self.acts[a] & self.acts[b]))
            for a, b in combinations(sorted(self.acts), 2)
            if frozenset((a, b)) not in self.open
        ]


def read_weeks(path: Path) -> list[Week]:
    """All weeks of ``syria_reports.tsv``."""
    by_week: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            by_week[row["part"], row["week"]].append(row)
    return [
        Week(
            part,
            {r["report"]: frozenset(r["acts"].split()) for r in rows},
            frozenset(frozenset((r["report"], other)) for r in rows for other in r["open"].split()),
        )
        for (part, _), rows in by_week.items()
    ]


def of_reports(
    weeks: Sequence[Week], events: Mapping[str, Sequence[Account]], head: Head
) -> tuple[list[bool], list[bool]]:
    """Of each pair of reports whether they tell one act, and whether the grouping says so."""
    inside = {r: events.get(r, ()) for week in weeks for r in week.acts}
    group, _, _ = joined_together(inside, head)
    homes = {r: {group[a.id] for a in told if not is_history(a)} for r, told in inside.items()}
    told = [pair for week in weeks for pair in week.pairs()]
    return [same for _, _, same in told], [bool(homes[a] & homes[b]) for a, b, _ in told]


def is_history(account: Account) -> bool:
    """Whether it is told as history of a long time."""
    days, event = account.likely, account.claim
    long = days is None or (days[1] - days[0]).days > HISTORY
    return isinstance(event, Event) and event.background and long


def joined_together(events: Mapping[str, Sequence[Account]], head: Head) -> tuple[dict[str, int], int, int]:
    """The group of each account, how many accounts there are, how many pairs were compared."""
    grouping = Incidents(head)
    accounts = {a.id: a for told in events.values() for a in told}
    sharing: dict[str, list[str]] = defaultdict(list)
    for one in sorted(accounts):
        for key in grouping.keys(accounts[one]):
            sharing[key].append(one)
    met = sorted({(a, b) for ids in sharing.values() for k, b in enumerate(ids) for a in ids[:k]})
    pairs = [p for a, b in met if (p := grouping.compare(accounts[a], accounts[b]))]
    groups = grouping.split(sorted(accounts), pairs, ())
    return {one: k for k, group in enumerate(groups) for one in group}, len(accounts), len(met)


def threshold_by(
    weeks: Sequence[Week], pairs: Sequence[Labelled], events: Mapping[str, Sequence[Account]], head: Head
) -> float:
    """The threshold of the best F1 on pairs of reports, with few false joins among both kinds of pairs."""
    best = (-1.0, 0.0)
    inside = {a.report.id: events[a.report.id] for p in pairs for a in (p.a, p.b)}
    for threshold in (t / 100 for t in range(round(100 * LEAST), 90, 5)):
        tried = replace(head, threshold=threshold)
        f1, _, _, false = figures(*of_reports(weeks, events, tried))
        group, _, _ = joined_together(inside, tried)
        _, _, _, wrong = figures([p.same for p in pairs], [group[p.a.id] == group[p.b.id] for p in pairs])
        print(
            f"threshold {threshold:.2f}: reports F1 {f1:.3f}, {false:.1%} false; accounts {wrong:.1%} false"
        )
        if max(false, wrong) <= FALSE and (f1, -threshold) > best:
            best = (f1, -threshold)
    return -best[1]


def fitted(seen: Sequence[Labelled], tune: Sequence[Week], events: Mapping[str, Sequence[Account]]) -> Head:
    """Weights, bias and threshold out of the pairs that may shape them."""
    weights, bias = fit([example(p) for p in seen], choose(seen))
    head = Head({name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}, bias, LEAST)
    return replace(head, threshold=threshold_by(tune, seen, events, head))


def tell(name: str, right: Sequence[bool], joined: Sequence[bool]) -> None:
    """Print the figures of some pairs."""
    f1, precision, recall, false = figures(right, joined)
    print(
        f"{name}: {len(right)} pairs, {sum(right)} the same; F1 {f1:.3f} "
        f"(P {precision:.3f}, R {recall:.3f}); of the pairs of two acts {false:.1%} joined"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("coded", type=Path)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--show", action="store_true", help="the fit pairs that come out wrong")
    parser.add_argument("--as-shipped", action="store_true", help="fit nothing: measure the weights of --out")
    chosen = parser.parse_args()
    events, weeks = read_events(chosen.coded), read_weeks(chosen.reports)
    tune, apart = ([w for w in weeks if w.part == part] for part in ("tune", "held"))
    pairs, lost = read_pairs(chosen.pairs, events)
    kept_apart = {r for week in apart for r in week.acts}
    held = [p for p in pairs if p.held]
    seen = [p for p in pairs if not p.held and not {p.a.report.id, p.b.report.id} & kept_apart]
    print(f"{len(pairs)} pairs found, {lost} lost; {len(seen)} to fit, {len(held)} held apart")
    if chosen.as_shipped:
        made = json.loads(chosen.out.read_text("utf-8"))
        head = Head(made["weights"], made["bias"], made["threshold"])
    else:
        head = fitted(seen, tune, events)
        data = {"bias": head.bias, "threshold": head.threshold, "weights": dict(head.weights)}
        chosen.out.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", "utf-8")
    if chosen.show:
        for pair, (features, _) in zip(seen, map(example, seen), strict=True):
            if ((score := head.score(features)) >= head.threshold) != pair.same:
                print(f"  {score:.2f} {pair.same} {pair.a.report.id} {pair.a.quotes[0][:90]!r}")
                print(f"       {pair.b.report.id} {pair.b.quotes[0][:90]!r}")
    for name, some in (("tune", tune), ("held", apart)):
        tell(f"pairs of reports, {name}", *of_reports(some, events, head))
    group, number, met = joined_together(events, head)
    print(f"grouping: {number} accounts, {met} compared, {met / number:.2f} an account")
    parts = [("fit", seen), ("held", held), ("held, hard", [p for p in held if p.hard])]
    parts += [(f"held, {how}", [p for p in held if p.drawn == how]) for how in ("plain", "edge")]
    for name, part in parts:
        right, joined = [p.same for p in part], [group[p.a.id] == group[p.b.id] for p in part]
        tell(f"pairs of accounts, {name}", right, joined)


if __name__ == "__main__":
    main()
