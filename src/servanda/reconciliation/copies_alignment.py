"""Two texts side by side: how much of the shorter stands in the longer, and what differs in like places.

Linear in the length of the texts: passages are aligned at the shingles that each text has once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from servanda.reconciliation.copies_numbers import numbers_of, unmatched, values_of
from servanda.reconciliation.copies_texts import COMMON, SHINGLE, Text, anchors_of, shingles_of

_WIDEST_GAP: Final = 10
"""Words; what stands between two shared passages is a change of wording up to this length."""
_HEADER: Final = 8
_OPENING: Final = 58
_FIRST: Final = 35
_SUBJECT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common.

    Attributes:
        shared: share of the shorter text's shingles that the other has, 0 to 1.
        common: how many shingles both have.
        mutual: share of all shingles of both that both have (Jaccard), 0 to 1.
        numbers_agree, names_agree: numbers and days, names that stand in shared passages.
        numbers_differ, names_differ: those for which the other text has others between the same passages.
        differences: these as ``(words of one, words of the other)``, in the order of the text.
        passage: length in words of the longest passage that stands in both.
        numbers: how many numbers, dates apart, the shorter text has; ``numbers_found`` the share of them
            that the other has anywhere, 1 if it has none.
        openings_differ: whether each starts with a number that the other has nowhere;
        subjects_differ: with a name that the other has nowhere.
        names: how many different names the shorter text has; ``names_found`` the share the other has.
        opening: share of the shingles of the shorter text's first sentences that the other has.
        words_found: share of the shorter text's words, the commonest apart, that the other has anywhere.
        anchors: how many names and numbers the shorter text has; ``anchors_kept`` the share of them that
            stand in the same order in the other: what is left of a text that was translated and back.
        lengths: words of the shorter text for each word of the longer, 0 to 1.
    """

    shared: float
    common: int
    mutual: float
    numbers_agree: int
    numbers_differ: int
    names_agree: int
    names_differ: int
    differences: tuple[tuple[str, str], ...]
    passage: int
    numbers: int
    numbers_found: float
    openings_differ: bool
    subjects_differ: bool
    names: int
    names_found: float
    opening: float
    words_found: float
    anchors: int
    anchors_kept: float
    lengths: float


def shared_of(a: Text, b: Text) -> float:
    """Share of the shorter text's shingles that the other has, 0 to 1; quick."""
    least = min(len(a.shingles), len(b.shingles))
    return len(a.shingles & b.shingles) / least if least else 0.0


def liken(a: Text, b: Text) -> Likeness:
    """Compare two texts; give them in the order of their ids, so that the answer is one."""
    shorter, longer = (a, b) if len(a.shingles) <= len(b.shingles) else (b, a)
    both = len(a.shingles & b.shingles)
    every = len(a.shingles) + len(b.shingles) - both
    runs = _runs(a.words, b.words) if both else []
    numbers = names = 0
    for i, _, size in runs:
        passage = a.kinds[i : i + size]
        numbers += passage.count("d") + passage.count("t")
        names += passage.count("n")
    numbers_differ = names_differ = 0
    differences = []
    for here, there in _gaps(runs, len(a.words), len(b.words)):
        counted, named = _differing(a, b, here, there)
        named = 0 if counted else named
        numbers_differ += counted
        names_differ += named
        if counted or named:
            differences.append((" ".join(a.words[slice(*here)]), " ".join(b.words[slice(*there)])))
    counts = values_of(shorter)
    return Likeness(
        shared=shared_of(a, b),
        common=both,
        mutual=both / every if every else 0.0,
        numbers_agree=numbers,
        numbers_differ=numbers_differ,
        names_agree=names,
        names_differ=names_differ,
        differences=tuple(differences),
        passage=max((size for _, _, size in runs), default=0),
        numbers=len(counts),
        numbers_found=1 - len(unmatched(counts, numbers_of(longer))) / len(counts) if counts else 1.0,
        openings_differ=_other_numbers(shorter, longer) and _other_numbers(longer, shorter),
        subjects_differ=_other_name(shorter, longer) and _other_name(longer, shorter),
        names=len(_of_kind(shorter, "n")),
        names_found=_found(_spelt(_of_kind(shorter, "n")), _spelt(longer.words)),
        opening=_opening(shorter, longer),
        words_found=_found(_telling(shorter), _telling(longer)),
        anchors=len(anchors_of(shorter)),
        anchors_kept=kept_in_order(anchors_of(shorter), anchors_of(longer)),
        lengths=len(shorter.words) / len(longer.words) if longer.words else 0.0,
    )


def _telling(text: Text) -> Counter[str]:
    return Counter(word for word in text.words if word not in COMMON)


def kept_in_order(some: Sequence[str], others: Sequence[str]) -> float:
    """Share of ``some`` in the longest row that stands in both in this order."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(others):
        places.setdefault(word, []).append(j)
    tops: list[int] = []
    for word in some:
        for j in reversed(places.get(word, ())):
            at = bisect_left(tops, j)
            tops[at : at + 1] = [j]
    return len(tops) / len(some) if some else 0.0


def _other_numbers(a: Text, b: Text) -> bool:
    """Whether the first sentence of one text has a number that the other has nowhere."""
    return bool(unmatched(set(values_of(a, 0, min(_FIRST, len(a.words)))), set(values_of(b))))


def _other_name(a: Text, b: Text) -> bool:
    """Whether the first words of one text have a name that the other has nowhere."""
    first = zip(a.words[:_SUBJECT], a.kinds[:_SUBJECT], strict=True)
    names = {skeleton(word) for word, kind in first if kind == "n"}
    return bool(names) and not names <= _spelt(b.words).keys()


def _of_kind(text: Text, kind: str) -> Counter[str]:
    return Counter(word for word, k in zip(text.words, text.kinds, strict=True) if k == kind)


def _spelt(words: Iterable[str]) -> Counter[str]:
    """Each name once, as far as transliterations of it agree: "Raqqa", "Raqa"; "Hasakeh", "Hassakah"."""
    return Counter({skeleton(word) for word in words})


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Its consonants, doubled ones once; the name itself if that leaves too little."""
    bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh'’-]", "", name))
    return bare if len(bare) > 1 else name


def _found(some: Counter[str], among: Counter[str]) -> float:
    """Share of ``some`` that is ``among`` others."""
    return sum((some & among).values()) / sum(some.values()) if some else 1.0


def _opening(shorter: Text, longer: Text) -> float:
    """How much of the first sentences, after a line of date and place, stands in the longer text."""
    hashes = shingles_of(shorter.words[_HEADER:_OPENING])
    return sum(h in longer.shingles for h in hashes) / len(hashes) if hashes else 1.0


def longest_passage(a: Text, b: Text) -> tuple[int, int]:
    """Where in ``a`` the longest passage starts that stands in both, and its length in words."""
    runs = _runs(a.words, b.words)
    if not runs:
        return 0, 0
    start, _, size = max(runs, key=lambda run: (run[2], -run[0]))
    return start, size


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


def _differing(a: Text, b: Text, here: tuple[int, int], there: tuple[int, int]) -> tuple[int, int]:
    """How many numbers and days, and how many names, one stretch has where the other has others."""
    start = not here[0] and not there[0]  # each gives its own date at its head
    numbers = _replaced(values_of(a, *here), values_of(b, *there))
    days = 0 if start else _replaced(_within(a, here, "t"), _within(b, there, "t"))
    names = _replaced(map(skeleton, _within(a, here, "n")), map(skeleton, _within(b, there, "n")))
    return numbers + days, names


def _replaced(some: Iterable[str], others: Iterable[str]) -> int:
    """How many of ``some`` have no like among ``others``, as far as others stand for them."""
    ours, theirs = list(some), list(others)
    return max(0, len(unmatched(ours, theirs)) - max(0, len(ours) - len(theirs)))


def _within(text: Text, stretch: tuple[int, int], kind: str) -> list[str]:
    return [text.words[i] for i in range(*stretch) if text.kinds[i] == kind]
