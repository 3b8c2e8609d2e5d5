"""Copies: reports that carry one text, as agency copy does in several outlets (`docs/record/copies.md`).

A copy may be shortened, given another headline, reworded here and there or have a paragraph added. What
shares only its form, as daily market reports do, is none; nor is a later version that gives another number
where the earlier gave one: it tells something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.model.view_json import group_id
from servanda.model.views import CopyGroup
from servanda.reconciliation.copies_alignment import Likeness, liken
from servanda.reconciliation.copies_texts import Text, keys_of, text_from, text_of
from servanda.reconciliation.grouping import split as split_groups

__all__ = ["COPIES", "Copies", "Text", "build_copy_group", "text_from", "text_of"]

_LEAST_SHARED: Final = 0.3
"""Below this share of the shorter text nothing is kept of a comparison."""
_COPIED: Final = 0.5
"""From this share on the shorter text is a copy, if nothing speaks against it."""
_CLASH_SHARE: Final = 0.1
"""So many of the numbers and names in like places of both texts may differ: slips, spellings."""


class Copies:
    """The grouping of texts into copies; see :class:`servanda.model.pair.Grouping`."""

    name: Final = "copies"

    def keys(self, thing: Text, /) -> tuple[str, ...]:
        """At most about 40 keys, from a sketch of the text with its days, and from its first words."""
        return keys_of(thing)

    def compare(self, a: Text, b: Text, /) -> Pair | None:
        """How much of the shorter text stands in the other, and what differs where they say the same."""
        if a.id == b.id:
            return None
        left, right = (a, b) if a.id < b.id else (b, a)
        alike = liken(left, right)
        if alike.shared < _LEAST_SHARED:
            return None
        clashes = alike.numbers_differ + alike.names_differ
        allowed = _CLASH_SHARE * (alike.numbers_agree + alike.names_agree)
        same = alike.shared >= _COPIED and clashes <= allowed
        if not same and not clashes:
            return None
        score = alike.shared if same else min(alike.shared, 0.4)
        return Pair(left.id, right.id, round(score, 3), _reasons(alike), same)

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """Groups of reports; one pair suffices, as two shortened copies may have nothing in common."""
        return split_groups(ids, pairs, decided, support=0.0)


COPIES: Final = Copies()


def _reasons(alike: Likeness) -> tuple[str, ...]:
    said = [f"{alike.shared:.0%} of the shorter text stands in the other"]
    if alike.numbers_agree:
        said.append(f"{alike.numbers_agree} numbers and days agree in their places")
    said += [f"“{a}” in one where the other has “{b}”" for a, b in alike.differences[:3]]
    return tuple(said)


def build_copy_group(texts: Iterable[Text], pairs: Iterable[Pair] = ()) -> CopyGroup:
    """The view of a group that :meth:`Copies.split` gave.

    Args:
        texts: of the reports of one group, at least one, in any order.
        pairs: comparisons among them, for the reasons.

    The original is the agency's own report if one of the group is by the agency that the others name; else
    the earliest, of equals the longest. The group's id comes from the report first by day and id, so that it
    does not change as later copies arrive.
    """
    members = sorted(texts, key=_age)
    agency = _agency(members)
    own = [t for t in members if agency and t.outlet_agency == agency]
    first = min(members, key=lambda t: (t.day or date.max, -len(t.words), t.id))
    original = own[0] if own else first
    ids = {t.id: t for t in members}
    reasons = [
        f"{p.left} and {p.right}: {'; '.join(p.reasons)}"
        for p in sorted(pairs, key=lambda p: (p.left, p.right))
        if p.same and p.left in ids and p.right in ids
    ]
    return CopyGroup(
        id=group_id("D", members[0].id),
        original=original.id,
        reports=tuple(t.id for t in members),
        agency=agency,
        reasons=tuple(reasons),
    )


def _age(text: Text) -> tuple[date, str]:
    return text.day or date.max, text.id


def _agency(members: Sequence[Text]) -> str | None:
    """The agency most of the texts are signed with, of equals the one signed first."""
    counts: dict[str, int] = {}
    for text in members:
        if text.agency:
            counts[text.agency] = counts.get(text.agency, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None


def original_of(groups: Iterable[CopyGroup]) -> Mapping[str, str]:
    """For each report that is in a group its original; reports that are no copies are not in it."""
    return {report: group.original for group in groups for report in group.reports}
