"""Groups from pairs: the clustering that copies, incidents, tallies and commitments share.

Agglomerative: the surest pair first, two groups become one if nothing across them forbids it and enough
across them speaks for it. What people decided comes before any pair, and stronger or newer decisions before
others. The result is a function of the *set* of ids, pairs and judgements; their order changes nothing but
the order of the answer. Pairs and judgements of things that are not among the ids count for nothing, so that
a view of an earlier day is what it was on that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from servanda.model.judgement import Judgement, in_force
from servanda.model.pair import Pair

SUPPORT: Final = 0.5
"""Share of all pairs across two groups that must say ``same`` before the groups become one."""


def split(
    ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement] = (), *, support: float = SUPPORT
) -> tuple[tuple[str, ...], ...]:
    """Groups of ``ids``; what is joined to nothing is a group of its own.

    Args:
        ids: of the things to group. Groups and their members come in this order; repeated ids count once.
        pairs: comparisons, in any order. ``same`` proposes a join, not ``same`` forbids every join that would
            bring the two together. Those that name a thing outside ``ids`` are passed over. Of several
            comparisons of one pair the most doubtful counts.
        decided: judgements in any order, of which those in force that say ``same`` or ``different`` count.
            Their ``things`` are ids of the kind of ``ids`` (groups are to be spelled out as their members);
            with more than two, each two of them are meant. People outrank models, models rules, later
            decisions earlier ones; a weaker one holds as far as the stronger leave room for it.
        support: share of the pairs across two groups, those never compared included, that must say ``same``;
            0 joins on a single pair, 1 asks for all.
    """
    order = {one: k for k, one in enumerate(dict.fromkeys(ids))}
    groups = _Groups(order)
    for one in reversed(in_force(decided)):  # strongest first
        within = sorted({t for t in one.things if t in order})
        for a, b in combinations(within, 2):
            if one.verdict == "same" and not groups.forbidden(a, b):
                groups.join(a, b)
            elif one.verdict == "different":
                groups.forbid(a, b)
    usable = _usable(pairs, order)
    for pair in usable:
        groups.compared(pair)
    proposed = sorted((p for p in usable if p.same), key=lambda p: (-p.score, p.left, p.right))
    joined = True
    while joined:  # a join can lend another the support it lacked
        joined = False
        waiting = []
        for pair in proposed:
            if groups.together(pair.left, pair.right) or groups.forbidden(pair.left, pair.right):
                continue
            if groups.support(pair.left, pair.right) >= support:
                groups.join(pair.left, pair.right)
                joined = True
            else:
                waiting.append(pair)
        proposed = waiting
    return groups.listed()


def _usable(pairs: Iterable[Pair], order: dict[str, int]) -> list[Pair]:
    """One comparison for each two things at hand: the most doubtful, if there are several."""
    kept: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        if pair.left == pair.right or pair.left not in order or pair.right not in order:
            continue
        ends = (min(pair.left, pair.right), max(pair.left, pair.right))
        before = kept.get(ends)
        if before is None or (pair.same, pair.score) < (before.same, before.score):
            kept[ends] = pair
    return list(kept.values())


class _Groups:
    """Groups under way: who is with whom, and what is known across each two groups."""

    def __init__(self, order: dict[str, int]) -> None:
        self._order = order
        self._members: dict[str, list[str]] = {one: [one] for one in order}
        self._home: dict[str, str] = {one: one for one in order}
        # Across two groups: how many pairs say ``same``; -1 once anything forbids a join.
        self._across: dict[str, dict[str, int]] = {one: {} for one in order}

    def together(self, a: str, b: str) -> bool:
        return self._home[a] == self._home[b]

    def forbidden(self, a: str, b: str) -> bool:
        return self._across[self._home[a]].get(self._home[b], 0) < 0

    def support(self, a: str, b: str) -> float:
        a, b = self._home[a], self._home[b]
        return self._across[a].get(b, 0) / (len(self._members[a]) * len(self._members[b]))

    def forbid(self, a: str, b: str) -> None:
        """Keep two groups apart; nothing, if they are one already by a stronger decision."""
        if not self.together(a, b):
            self._note(self._home[a], self._home[b], -1)

    def compared(self, pair: Pair) -> None:
        """Take note of a comparison."""
        if not self.together(pair.left, pair.right):
            a, b = self._home[pair.left], self._home[pair.right]
            self._note(a, b, 1 if pair.same else -1)

    def _note(self, a: str, b: str, what: int) -> None:
        before = self._across[a].get(b, 0)
        now = -1 if before < 0 or what < 0 else before + what
        self._across[a][b] = self._across[b][a] = now

    def join(self, a: str, b: str) -> None:
        """Make one group of two; the larger takes the smaller in, with all that is known of it."""
        a, b = self._home[a], self._home[b]
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for one in self._members[b]:
            self._home[one] = a
        self._members[a] += self._members.pop(b)
        for other, known in self._across.pop(b).items():
            self._across[other].pop(b)
            if other != a:
                self._note(a, other, known)

    def listed(self) -> tuple[tuple[str, ...], ...]:
        """All groups, in the order of the ids."""
        groups = [sorted(g, key=self._order.__getitem__) for g in self._members.values()]
        return tuple(tuple(g) for g in sorted(groups, key=lambda g: self._order[g[0]]))
