"""The model's outputs: scores to trees with one root, and to names that do not overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

UNLIKELY: Final = -40.0
"""What is added to the log-probability of an arc whose relation the graph does not name."""


def are_trees(heads: Ints, words: Ints) -> npt.NDArray[np.bool_]:
    """Which sentences' heads form a tree with one root.

    Args:
        heads: ``[sentence, position]``; position 0 is the root, those after ``words`` are padding.
        words: number of words of each sentence.
    """
    position = np.arange(heads.shape[1])[None, :]
    real = (position > 0) & (position <= words[:, None])
    up = np.where(real, heads, 0)
    roots = ((up == 0) & real).sum(1)
    reach = 1
    while reach < heads.shape[1]:  # doubling: after k rounds ``up`` is the ancestor 2**k steps above
        up = np.take_along_axis(up, up, axis=1)
        reach *= 2
    trees: npt.NDArray[np.bool_] = (roots == 1) & (up == 0).all(1)
    return trees


def joint_scores(arcs: Floats, joint: Floats, candidates: Ints) -> Scores:
    """How likely each arc is together with the best relation it could carry.

    Args:
        arcs: ``[dependent, head]`` scores of the graph, position 0 the root.
        joint: ``[dependent, 8]`` scores of arc and relation together, to the likeliest heads.
        candidates: ``[dependent, 8]`` which heads these are.

    Returns:
        ``[dependent, head]``, log-probabilities but for the share that relations have in them.
    """
    scores = arcs.astype(np.float64)
    top = scores.max(1, keepdims=True)
    total = top + np.log(np.exp(scores - top).sum(1, keepdims=True))
    scores += UNLIKELY - total
    for row, (values, heads) in enumerate(zip(joint[: len(arcs)], candidates[: len(arcs)], strict=True)):
        near = heads < len(arcs)
        scores[row, heads[near]] = values[near] - total[row]
    return scores


def best_tree(scores: Scores) -> Ints:
    """The tree with one root whose arcs have the highest sum (Chu-Liu/Edmonds).

    Args:
        scores: ``[dependent, head]`` log-probabilities over the root (0) and the words.

    Returns:
        The head of every position; that of the root is 0.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -1e12)
    heads = _arborescence(scores)
    if np.count_nonzero(heads[1:] == 0) > 1:
        scores[1:, 0] -= 1e6  # as few words under the root as can be: one
        heads = _arborescence(scores)
    return heads


def _arborescence(scores: Scores) -> Ints:
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    merged = len(rest)  # the cycle becomes one node, the last
    smaller = np.full((merged + 1, merged + 1), -1e12)
    smaller[:merged, :merged] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[merged, :merged] = entering.max(0)
    leaving = scores[np.ix_(rest, cycle)]
    smaller[:merged, merged] = leaving.max(1)
    solved = _arborescence(smaller)
    for index, node in enumerate(rest[1:], start=1):
        head = solved[index]
        heads[node] = cycle[leaving[index].argmax()] if head == merged else rest[head]
    entry = solved[merged]
    heads[cycle[entering[:, entry].argmax()]] = rest[entry]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    """The positions of some cycle, or ``None``."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle, walk = [node], int(heads[node])
            while walk != node:
                cycle.append(walk)
                walk = int(heads[walk])
            return np.array(cycle)
    return None


@cache
def _forbidden(labels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """``[before, after]``: whether label ``after`` may not follow ``before``."""
    return np.array([[b.startswith("I-") and a[2:] != b[2:] for b in labels] for a in labels])


@dataclass(frozen=True, slots=True)
class EntityHead:
    """One labelling of names the model gives: its BIO labels and where their columns start."""

    labels: tuple[str, ...]
    start: int

    @property
    def stop(self) -> int:
        """End of the head's columns."""
        return self.start + len(self.labels)

    def allowed(self) -> Floats:
        """``[before, after]``: 0 where label ``after`` may follow ``before``, else minus a large number."""
        return np.where(_forbidden(self.labels), np.float32(-1e6), np.float32(0))

    def spans(self, log_probabilities: Floats) -> list[tuple[int, int, str, float]]:
        """The best names: an inside label only ever continues a name of its type.

        Args:
            log_probabilities: ``[word, label]`` of this head.
        """
        best = log_probabilities.argmax(1)
        if not best.any() and self.labels[0] == "O":
            return []
        if not self._is_allowed(best):
            best = self._viterbi(log_probabilities)
        names: list[tuple[int, int, str, float]] = []
        labels = [self.labels[i] for i in best.tolist()]
        word = 0
        while word < len(labels):
            label = labels[word]
            first, word = word, word + 1
            if label == "O":
                continue
            while word < len(labels) and labels[word] == f"I-{label[2:]}":
                word += 1
            chosen = log_probabilities[np.arange(first, word), best[first:word]]
            names.append((first, word, label[2:], round(float(np.exp(chosen).mean()), 2)))
        return names

    def _is_allowed(self, path: Ints) -> bool:
        forbidden = _forbidden(self.labels)
        before = np.concatenate(([self.labels.index("O")], path[:-1]))
        return not forbidden[before, path].any()

    def _viterbi(self, scores: Floats) -> Ints:
        allowed = self.allowed()
        start = np.array([-1e6 if label.startswith("I-") else 0.0 for label in self.labels], dtype=np.float32)
        total = scores[0] + start
        back = np.zeros(scores.shape, dtype=np.int64)
        for word in range(1, len(scores)):
            ways = total[:, None] + allowed
            back[word] = ways.argmax(0)
            total = ways.max(0) + scores[word]
        path = np.zeros(len(scores), dtype=np.int64)
        path[-1] = total.argmax()
        for word in range(len(scores) - 1, 0, -1):
            path[word - 1] = back[word, path[word]]
        return path


NAMES_FIRST: Final = "uner"
"""The head whose PER, ORG and LOC are always kept."""
NAMES_BESIDE: Final = (
    ("gmb", {"gpe": "NORP", "eve": "EVENT"}),
    ("politics", {"event": "EVENT", "election": "EVENT"}),
)
"""Heads that add names where none stands yet, and what their labels are called."""


def merge_names(
    found: Mapping[str, Sequence[tuple[int, int, str, float]]],
) -> tuple[tuple[int, int, str, float], ...]:
    """Names without overlaps out of what the heads found: the first head's, then what others add."""
    kept = list(found.get(NAMES_FIRST, ()))
    taken = {word for first, last, _, _ in kept for word in range(first, last)}
    for head, types in NAMES_BESIDE:
        for first, last, kind, score in found.get(head, ()):
            words = range(first, last)
            if kind in types and taken.isdisjoint(words):
                kept.append((first, last, types[kind], score))
                taken.update(words)
    return tuple(sorted(kept))
