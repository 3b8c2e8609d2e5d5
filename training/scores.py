"""Counting what is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Names ``(first, last, type)``, words ``[first, last)``; a stray inside label begins a name."""
    found, start, kind = set(), 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return found


def f1(right: int, said: int, true: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / max(1, said + true)


def names_f1(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """F1 of exact names over pairs of said and true BIO labels."""
    right = said = true = 0
    for ours, theirs in pairs:
        a, b = spans(ours), spans(theirs)
        right, said, true = right + len(a & b), said + len(a), true + len(b)
    return f1(right, said, true)
