"""Whether one text tells another sentence by sentence in other words: few rows of words are left in common.

Two desks that reword one release, or a translation and back, keep the order of what is told, who it begins
with and what the first sentences say; reports of one form begin with another name or number, and later ones
with other news. Linear in the length of the texts but for one search in a sorted row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from servanda.reconciliation.copies_alignment import kept_in_order, shared_of, skeleton
from servanda.reconciliation.copies_numbers import numbers_of, unmatched, values_of
from servanda.reconciliation.copies_texts import COMMON, Text

_STEM: Final = 5
"""Letters by which two forms of a word are one: "acquired", "acquisition"."""
_LEAD: Final = 18
"""Telling words of the first sentences; the other text has them among twice as many if it is the longer."""
_FOUND: Final = 0.65
"""Share of the shorter text's telling words that the other has, in any order;"""
_PAIRED: Final = 0.33
"""of each two in a row that stand beside each other there, or with one between;"""
_LEAD_SHARED: Final = 0.6
"""of each text's first sentences;"""
_ORDERED: Final = 0.5
_NEXT_DAY: Final = 0.52
"""in the same order. More of them in order (``_STRICTLY``) if fewer of the first sentences are there
(``_LEAD_LEAST``), if each begins with a name of its own or the longer gives more numbers at its head."""
_LEAD_LEAST: Final = 0.5
_STRICTLY: Final = 0.64
_DIGEST: Final = 0.65
"""Words of the shorter for each of the longer; a digest begins with who the longer begins with."""
_BRIEF: Final = 0.5
_BRIEF_SHARED: Final = 0.25
"""A shorter digest yet has so many of its shingles in the longer."""
_OWN_NUMBERS: Final = 2
"""So many numbers of the shorter text may be wanting in the other: sums, rounded otherwise."""
_NEWS: Final = 1
"""Numbers at the head of the longer that the shorter has not; none if the shorter has own ones, too."""
_FIRST: Final = 35
_HEAD: Final = 4
_BEGINNING: Final = 30
"""Words; a name among the first four of a text that the other has not among so many is another subject."""
_SPEAKER: Final = 5
_OWN_WORDS: Final = {0: 1000, 1: 13}
_OWN_LATER: Final = 8
"""How many different words of its own the shorter text may have, by the days between them: the next day
another may tell more of it, two days later it is the same only if few words are new."""
_NAMED: Final = 10
"""Names and numbers that both must have if a day lies between them."""


def retells(a: Text, b: Text, apart: int) -> bool:
    """Whether the shorter text tells in its order what the other tells, in whichever words.

    Args:
        a: one text.
        b: the other, in any order.
        apart: days between them.
    """
    if apart and min(_named(a), _named(b)) < _NAMED:
        return False
    shorter, longer = (a, b) if len(a.shingles) <= len(b.shingles) else (b, a)
    some, others = _telling(shorter), _telling(longer)
    lead = _lead_shared(some, others)
    if lead < _LEAD_LEAST or sum((Counter(some) & Counter(others)).values()) < _FOUND * len(some):
        return False
    if len(set(some) - set(others)) > _OWN_WORDS.get(apart, _OWN_LATER) or _paired(some, others) < _PAIRED:
        return False
    own = len(unmatched(values_of(shorter), numbers_of(longer)))
    news = len(unmatched(values_of(longer, 0, min(_FIRST, len(longer.words))), numbers_of(shorter)))
    if own > (_OWN_NUMBERS if apart <= 1 else 0) or (own and news) or (news > _NEWS and apart):
        return False
    speaker, lengths = _one_speaker(a, b), len(shorter.words) / len(longer.words)
    if lengths < (_BRIEF if speaker else _DIGEST) and not (speaker and shared_of(a, b) >= _BRIEF_SHARED):
        return False
    strictly = lead < _LEAD_SHARED or news > _NEWS or not speaker
    least = _STRICTLY if strictly else _NEXT_DAY if apart else _ORDERED
    return kept_in_order(some, others) >= least and not other_subjects(a, b)


def _named(text: Text) -> int:
    return text.kinds.count("n") + text.kinds.count("d")


def _telling(text: Text) -> tuple[str, ...]:
    """The words of a text but the commonest, as far as their forms agree; numbers whole."""
    return tuple(w if w[0].isdigit() else w[:_STEM] for w in text.words if w not in COMMON)


def _lead_shared(some: Sequence[str], others: Sequence[str]) -> float:
    """Share of the first sentences of each text that stands in the other; the less of the two."""
    ours, theirs = set(some[:_LEAD]), set(others[:_LEAD])
    if not ours or not theirs:
        return 0.0
    return min(len(ours & set(others[: 2 * _LEAD])) / len(ours), len(theirs & set(some)) / len(theirs))


def _paired(some: Sequence[str], others: Sequence[str]) -> float:
    pairs = {frozenset(two) for two in pairwise(some)}
    there = {frozenset(two) for step in (1, 2) for two in zip(others, others[step:], strict=False)}
    return len(pairs & there) / len(pairs) if pairs else 0.0


def other_subjects(a: Text, b: Text) -> bool:
    """Whether each text begins with a name of its own, as the notices of two companies do."""
    return _other_subject(a, b) and _other_subject(b, a)


def _other_subject(a: Text, b: Text) -> bool:
    return not _first_named(a, _HEAD) <= {skeleton(word) for word in b.words[:_BEGINNING]}


def _one_speaker(a: Text, b: Text) -> bool:
    """Whether the first words of the texts have a name in common, or none has any."""
    ours, theirs = _first_named(a, _SPEAKER), _first_named(b, _SPEAKER)
    return not (ours or theirs) or bool(ours & theirs)


def _first_named(text: Text, count: int) -> set[str]:
    """Names among the first words of a text, and what may be one: it has a capital."""
    first = zip(text.words[:count], text.kinds[:count], strict=True)
    return {skeleton(word) for word, kind in first if kind in "nc" and word not in COMMON}
