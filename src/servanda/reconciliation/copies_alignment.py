"""Two texts side by side: how much of the shorter stands in the longer, and what differs in like places.

Linear in the length of the texts: passages are aligned at the shingles that each text has once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import Final

from servanda.reconciliation.copies_texts import SHINGLE, Text

_WIDEST_GAP: Final = 8
"""Words; what stands between two shared passages is a change of wording up to this length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common.

    Attributes:
        shared: share of the shorter text's shingles that the other has, 0 to 1.
        mutual: share of all shingles of both that both have (Jaccard), 0 to 1.
        numbers_agree, names_agree: numbers and days, names that stand in shared passages.
        numbers_differ, names_differ: those for which the other text has others between the same passages.
        differences: these as ``(words of one, words of the other)``, in the order of the text.
        passage: length in words of the longest passage that stands in both.
    """

    shared: float
    mutual: float
    numbers_agree: int
    numbers_differ: int
    names_agree: int
    names_differ: int
    differences: tuple[tuple[str, str], ...]
    passage: int


def liken(a: Text, b: Text) -> Likeness:
    """Compare two texts; give them in the order of their ids, so that the answer is one."""
    both = len(a.shingles & b.shingles)
    least = min(len(a.shingles), len(b.shingles))
    every = len(a.shingles) + len(b.shingles) - both
    runs = _runs(a.words, b.words) if both else []
    numbers = names = 0
    for i, _, size in runs:
        kinds = a.kinds[i : i + size]
        numbers += kinds.count("d") + kinds.count("t")
        names += kinds.count("n")
    numbers_differ = names_differ = 0
    differences = []
    for (i, i_end), (j, j_end) in _gaps(runs, len(a.words), len(b.words)):
        counted = _differing(a, b, (i, i_end), (j, j_end), "dt")
        named = 0 if counted else _differing(a, b, (i, i_end), (j, j_end), "n")
        numbers_differ += counted
        names_differ += named
        if counted or named:
            differences.append((" ".join(a.words[i:i_end]), " ".join(b.words[j:j_end])))
    return Likeness(
        shared=both / least if least else 0.0,
        mutual=both / every if every else 0.0,
        numbers_agree=numbers,
        numbers_differ=numbers_differ,
        names_agree=names,
        names_differ=names_differ,
        differences=tuple(differences),
        passage=max((size for _, _, size in runs), default=0),
    )


def _runs(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Passages ``(start in a, start in b, words)`` that follow each other in both texts."""
    places = _single(b)
    pairs = [(i, places[s]) for s, i in _single(a).items() if s in places]
    chain = _rising(pairs)
    runs: list[tuple[int, int, int]] = []
    for i, j in chain:
        if runs:
            at, there, size = runs[-1]
            if i - at == j - there and i <= at + size:
                runs[-1] = (at, there, max(size, i - at + SHINGLE))
                continue
            if i < at + size or j < there + size:  # overlaps what was matched otherwise
                continue
        runs.append((i, j, SHINGLE))
    return [_grown(a, b, run, runs, k) for k, run in enumerate(runs)]


def _grown(
    a: tuple[str, ...],
    b: tuple[str, ...],
    run: tuple[int, int, int],
    runs: list[tuple[int, int, int]],
    k: int,
) -> tuple[int, int, int]:
    """The run with the like words after it, up to the next one: shingles that a text has twice."""
    i, j, size = run
    end_a, end_b = (runs[k + 1][0], runs[k + 1][1]) if k + 1 < len(runs) else (len(a), len(b))
    while i + size < end_a and j + size < end_b and a[i + size] == b[j + size]:
        size += 1
    return i, j, size


def _single(words: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """Where each shingle stands that the text has once, in the order of the text."""
    seen: dict[tuple[str, ...], int] = {}
    for i in range(len(words) - SHINGLE + 1):
        shingle = words[i : i + SHINGLE]
        seen[shingle] = -1 if shingle in seen else i
    return {s: i for s, i in seen.items() if i >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises in both places (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(j)
            ends.append(k)
        else:
            tops[at], ends[at] = j, k
    chain = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _gaps(
    runs: list[tuple[int, int, int]], length_a: int, length_b: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of words that stand in like places of both texts and differ; none longer than a clause."""
    ends = [(0, 0), *((i + n, j + n) for i, j, n in runs)]
    starts = [*((i, j) for i, j, _ in runs), (length_a, length_b)]
    found = []
    for (i, j), (i_end, j_end) in zip(ends, starts, strict=True):
        if 0 < i_end - i <= _WIDEST_GAP and 0 < j_end - j <= _WIDEST_GAP:
            found.append(((i, i_end), (j, j_end)))
    return found if runs else []


def _differing(a: Text, b: Text, here: tuple[int, int], there: tuple[int, int], kinds: str) -> int:
    """How many words of these kinds one stretch has where the other has others; 0 if either has none."""
    ours = Counter(w for w, k in zip(a.words[slice(*here)], a.kinds[slice(*here)], strict=True) if k in kinds)
    theirs = Counter(
        w for w, k in zip(b.words[slice(*there)], b.kinds[slice(*there)], strict=True) if k in kinds
    )
    shared = sum((ours & theirs).values())
    return max(0, min(sum(ours.values()), sum(theirs.values())) - shared)
