"""Event coreference across the texts of ECB+, gold mentions: CoNLL F1 on dev of a scorer fitted on train.

usage: python -m benchmarks.coreference TRAIN DEV [--topics gold|none] [--due F]

TRAIN and DEV are ``ecbplus_train.jsonl.gz`` and ``ecbplus_dev.jsonl.gz``. The scorer is a logistic model over
the features of :mod:`training.reconciliation.mentions`; penalty, threshold and support are those with the
best mean F1 on train, each topic measured by weights that have not seen it. The clustering is the record's
(:func:`servanda.reconciliation.grouping.split`). With ``--topics gold`` only texts that were collected for
one event (ECB+'s subtopics) are compared; with ``none`` all texts that are a little alike. Singletons are
kept as the data have them. CoNLL F1 is the mean of MUC, B³ and CEAF-e, computed here after Luo (2005) and
Pradhan and others (2014). Ends with 1 if it is below ``--due``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from training.coding.train_heads import fit, predict
from training.reconciliation.mentions import (
    Mention,
    Text,
    cosine,
    known_pairs,
    mention_features,
    read_mentions,
)

from servanda.language.model import LanguageModel
from servanda.model.pair import Pair
from servanda.reconciliation.grouping import split

LEAST = 0.08
"""Texts less alike are not compared."""
FORBIDS = 0.03
"""Pairs that score less keep their groups apart."""
PENALTIES = (8.0, 32.0)
THRESHOLDS = (0.4, 0.5, 0.6)
SUPPORTS = (0.0, 0.2)
FOLDS = 3

Cluster = Sequence[str]


class Compared(NamedTuple):
    """Two mentions with what they have in common."""

    a: Mention
    b: Mention
    features: frozenset[str]


class Scores(NamedTuple):
    """F1 by each measure."""

    muc: float
    b3: float
    ceafe: float

    @property
    def conll(self) -> float:
        """Their mean."""
        return sum(self) / 3


def say(line: str) -> None:
    """Print."""
    sys.stdout.write(line + "\n")


def compare(
    texts: Mapping[str, Text],
    mentions: Sequence[Mention],
    known: Mapping[tuple[str, str], frozenset[str]],
    gold: bool,
) -> list[Compared]:
    """All pairs of mentions worth a score. Heads count as known if another topic knows them."""
    inside: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        inside[one.text].append(one)
    out = []
    names = sorted(inside)
    for k, second in enumerate(names):
        for first in names[: k + 1]:
            mine, theirs = texts[first], texts[second]
            if gold and mine.subtopic != theirs.subtopic:
                continue
            alike = 1.0 if first == second else cosine(mine.bag, theirs.bag)
            if alike < LEAST:
                continue
            here = {mine.topic, theirs.topic}
            for a in inside[first]:
                for b in inside[second]:
                    if first == second and a.id >= b.id:
                        continue
                    heads = (min(a.head, b.head), max(a.head, b.head))
                    features = mention_features(a, b, alike, bool(known.get(heads, frozenset()) - here))
                    if features is not None:
                        out.append(Compared(a, b, features))
    return out


def cluster(
    mentions: Sequence[Mention],
    pairs: Sequence[Compared],
    scores: Sequence[float],
    threshold: float,
    support: float,
) -> list[Cluster]:
    """Mentions put together."""
    told = [
        Pair(min(p.a.id, p.b.id), max(p.a.id, p.b.id), float(score), (), bool(score >= threshold))
        for p, score in zip(pairs, scores, strict=True)
        if score >= threshold or score < FORBIDS
    ]
    return list(split(sorted(m.id for m in mentions), told, (), support=support))


def chains_of(mentions: Sequence[Mention]) -> list[Cluster]:
    """What the annotators put together."""
    chains: dict[str, list[str]] = defaultdict(list)
    for one in mentions:
        chains[one.chain].append(one.id)
    return list(chains.values())


def measure(key: Sequence[Cluster], response: Sequence[Cluster]) -> Scores:
    """MUC, B³ and CEAF-e of two clusterings of the same mentions."""
    return Scores(_muc(key, response), _b_cubed(key, response), _ceaf_e(key, response))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    def links(one: Sequence[Cluster], other: Sequence[Cluster]) -> float:
        home = {m: k for k, group in enumerate(other) for m in group}
        kept = sum(len(group) - len({home[m] for m in group}) for group in one)
        return kept / max(1, sum(len(group) - 1 for group in one))

    return _f1(links(response, key), links(key, response))


def _b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    mine = {m: frozenset(group) for group in key for m in group}
    theirs = {m: frozenset(group) for group in response for m in group}
    recall = sum(len(mine[m] & theirs[m]) / len(mine[m]) for m in sorted(mine)) / len(mine)
    precision = sum(len(mine[m] & theirs[m]) / len(theirs[m]) for m in sorted(mine)) / len(mine)
    return _f1(precision, recall)


def _ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """The best matching of clusters by 2·|shared| / (|one| + |other|)."""
    home = {m: k for k, group in enumerate(key) for m in group}
    alike: dict[int, dict[int, float]] = defaultdict(dict)
    for j, group in enumerate(response):
        for i, shared in Counter(home[m] for m in group).items():
            alike[i][j] = 2 * shared / (len(key[i]) + len(group))
    total = sum(best_matching(rows) for rows in _connected(alike))
    return _f1(total / len(response), total / len(key))


def _connected(alike: Mapping[int, Mapping[int, float]]) -> list[list[list[float]]]:
    """Tables of clusters that share mentions, directly or through others."""
    rows_of: dict[int, set[int]] = defaultdict(set)
    for i, row in alike.items():
        for j in row:
            rows_of[j].add(i)
    seen: set[int] = set()
    tables = []
    for start in sorted(alike):
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for j in alike[waiting.pop()]:
                if j not in columns:
                    columns.add(j)
                    waiting += sorted(rows_of[j] - rows)
                    rows |= rows_of[j]
        seen |= rows
        tables.append([[alike[i].get(j, 0.0) for j in sorted(columns)] for i in sorted(rows)])
    return tables


def best_matching(table: list[list[float]]) -> float:
    """Greatest sum with at most one entry of each row and column (the Hungarian method)."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    rows, columns = len(table), len(table[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        slack, came, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while match[column]:
            used[column] = True
            i, least, following = match[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -table[i - 1][j - 1] - row_price[i] - column_price[j]
                if cost < slack[j]:
                    slack[j], came[j] = cost, column
                if slack[j] < least:
                    least, following = slack[j], j
            for j in range(columns + 1):
                if used[j]:
                    row_price[match[j]] += least
                    column_price[j] -= least
                else:
                    slack[j] -= least
            column = following
        while column:
            match[column] = match[came[column]]
            column = came[column]
    return sum(table[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


def choose(
    texts: Mapping[str, Text], mentions: Sequence[Mention], pairs: Sequence[Compared]
) -> tuple[float, float, float]:
    """Penalty, threshold and support of the best F1 on topics that the weights have not seen."""
    topics = sorted({t.topic for t in texts.values()}, key=int)
    fold = {topic: k % FOLDS for k, topic in enumerate(topics)}
    sums: dict[tuple[float, float, float], float] = defaultdict(float)
    for k in range(FOLDS):
        seen = [p for p in pairs if k not in {fold[texts[m.text].topic] for m in (p.a, p.b)}]
        rest = [p for p in pairs if {fold[texts[m.text].topic] for m in (p.a, p.b)} == {k}]
        inside = [m for m in mentions if fold[texts[m.text].topic] == k]
        for penalty in PENALTIES:
            weights, bias = fit([(p.features, p.a.chain == p.b.chain) for p in seen], penalty=penalty)
            scores = predict([(p.features, False) for p in rest], weights, bias)
            for threshold in THRESHOLDS:
                for support in SUPPORTS:
                    groups = cluster(inside, rest, list(scores), threshold, support)
                    sums[penalty, threshold, support] += measure(chains_of(inside), groups).conll / FOLDS
    best = max(sorted(sums), key=lambda chosen: round(sums[chosen], 4))
    say(
        f"train, topics unseen: {sums[best]:.3f} at penalty {best[0]:g}, "
        f"threshold {best[1]}, support {best[2]}"
    )
    return best


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--topics", choices=("gold", "none"), default="gold")
    parser.add_argument("--due", type=float, default=0.78)
    chosen = parser.parse_args()
    model, gold = LanguageModel.load(), chosen.topics == "gold"
    texts, mentions = read_mentions(chosen.train, model)
    known = known_pairs(texts, mentions)
    pairs = compare(texts, mentions, known, gold)
    penalty, threshold, support = choose(texts, mentions, pairs)
    weights, bias = fit([(p.features, p.a.chain == p.b.chain) for p in pairs], penalty=penalty)
    texts, mentions = read_mentions(chosen.dev, model)
    pairs = compare(texts, mentions, known, gold)
    scores = predict([(p.features, False) for p in pairs], weights, bias)
    key = chains_of(mentions)
    heads: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in mentions:
        heads[texts[one.text].subtopic if gold else texts[one.text].topic, one.head].append(one.id)
    found = measure(key, cluster(mentions, pairs, list(scores), threshold, support))
    say(f"dev: {len(mentions)} mentions, {len(key)} events, {len(pairs)} pairs compared")
    for name, result in (("same head", measure(key, list(heads.values()))), ("scorer", found)):
        say(
            f"{name}: MUC {result.muc:.3f}, B3 {result.b3:.3f}, "
            f"CEAF-e {result.ceafe:.3f}, CoNLL {result.conll:.3f}"
        )
    sys.exit(found.conll < chosen.due)


if __name__ == "__main__":
    main()
