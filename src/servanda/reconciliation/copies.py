"""Copies: reports that carry one text, as agency copy does in several outlets (`docs/record/copies.md`).

A copy may be shortened, given another headline, reworded here and there or have a paragraph added. What
shares only its form, as daily market reports do, is none; nor is a later version that gives another number
where the earlier gave one: it tells something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from servanda.model.days import gap
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.model.view_json import group_id
from servanda.model.views import CopyGroup
from servanda.reconciliation.copies_alignment import Likeness, liken, shared_of
from servanda.reconciliation.copies_retelling import other_subjects, retells
from servanda.reconciliation.copies_texts import Text, keys_of, text_from, text_of
from servanda.reconciliation.grouping import split as split_groups

__all__ = ["COPIES", "Copies", "Text", "build_copy_group", "text_from", "text_of"]

_LEAST_SHARED: Final = 0.15
"""Below this share of the shorter text nothing is kept of a comparison."""
_TOLD: Final = 0.6
"""From this share on the shorter text is a copy, if nothing speaks against it;"""
THRESHOLD: Final = 0.5
_RETOLD: Final = THRESHOLD
_REOPENED: Final = 0.35
"""from this one, if most of its words (``_RICH``) and its first sentences (``_OPENING``) stand in the other;
less of these (``_REOPENED``) if many of its names and numbers do (``_FIRM``, ``_RICH``)."""
_RICH: Final = 0.75
_OPENING: Final = 0.6
_EVERY: Final = 0.9
"""Share of the words of a digest that the other has, beside each of its names and numbers (``_ANCHORS``)."""
_SLIPS: Final = 0.04
"""So many numbers and days in like places may differ, for each that agrees: slips of the pen."""
_NUMBERS: Final = 0.75
_FEW_NUMBERS: Final = 0.6
_FEW: Final = 4
"""Share of the shorter text's numbers that the other must have; of fewer than four the lower share."""
_NAMES: Final = 0.5
"""Share of the shorter text's names, four or more, that the other must have."""
_OTHER_NAMES: Final = 0.2
_SURE: Final = 0.7
_OTHERS: Final = 3
"""So many names in like places may differ, for each that agrees, in texts that share less than this; in those
that share more, two may."""
_SOON: Final = 4
"""Days; what comes later must be long (``_FIRM`` names and numbers agree) and nearly the same."""
_FIRM: Final = 20
_NEARLY: Final = 0.8
_LEAST_FIRM: Final = 7
_MUCH: Final = 60
"""So many names and numbers must agree in their places, unless texts are nearly the same or share much."""
_ONE: Final = 0.9
_WHOLLY: Final = 0.98
"""Share of all shingles that two runs of one correction have in common; or of the shorter's, if one says at
its foot what it corrects."""
_ANCHORS: Final = 10
"""Names and numbers that a reworded text must have."""
_FORBIDS: Final = 0.5
"""Texts this like that are no copies are also held apart in groups with others."""


class Copies:
    """The grouping of texts into copies; see :class:`servanda.model.pair.Grouping`."""

    name: Final = "copies"

    def keys(self, thing: Text, /) -> tuple[str, ...]:
        """At most about 50 keys, from a sketch of the text with its days, and from its first words."""
        return keys_of(thing)

    def compare(self, a: Text, b: Text, /) -> Pair | None:
        """How much of the shorter text stands in the other, and what differs where they say the same."""
        if a.id == b.id:
            return None
        shared = shared_of(a, b)
        if shared < _LEAST_SHARED:
            return None
        retold = shared < _RETOLD and _retold(a, b)
        if shared < _RETOLD and not retold and not _may_reword(a, b):
            return None
        left, right = (a, b) if a.id < b.id else (b, a)
        alike = liken(left, right)
        against = _against(left, right, alike)
        told = not against and (_carried(alike) or _reworded(left, right, alike))
        if not told and (retold or (shared >= _RETOLD and _retold(a, b))):
            against = _denied(left, right, alike)
            told = not against
        if told:
            score = max(alike.shared, alike.words_found)
            return Pair(left.id, right.id, round(score, 3), _reasons(alike), True)
        if against and alike.shared >= _FORBIDS:
            return Pair(left.id, right.id, 0.0, (against, *_reasons(alike)), False)
        return None

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """Groups of reports; one pair suffices, as two shortened copies may have nothing in common."""
        return split_groups(ids, pairs, decided, support=0.0)


COPIES: Final = Copies()


def _against(a: Text, b: Text, alike: Likeness) -> str:
    """What forbids that two texts are one, in words; empty if nothing does."""
    if denied := _denied(a, b, alike):
        return denied
    if alike.openings_differ:
        return "each starts with a number that the other does not have"
    if alike.numbers_found < (_NUMBERS if alike.numbers >= _FEW else _FEW_NUMBERS):
        return f"only {alike.numbers_found:.0%} of the shorter text's numbers stand in the other"
    if alike.names >= _FEW and alike.names_found < _NAMES:
        return f"only {alike.names_found:.0%} of the shorter text's names stand in the other"
    doubted = alike.shared < _SURE or alike.names_differ >= _OTHERS
    if alike.shared >= _NEARLY and alike.names_found == 1:
        doubted = other_subjects(a, b)  # said of another elsewhere: a title here, the name there
    if doubted and alike.names_differ > _OTHER_NAMES * alike.names_agree:
        return f"{alike.names_differ} names differ where the texts are alike"
    firm = alike.numbers_agree + alike.names_agree
    if alike.subjects_differ and firm < _FIRM:
        return "each starts with a name that the other does not have, as in texts of one form"
    if alike.shared < _NEARLY and firm < _LEAST_FIRM and alike.common < _MUCH:
        return f"only {firm} names and numbers agree, as in texts of one form"
    if _apart(a, b) > _SOON and (firm < _FIRM or alike.shared < _NEARLY):
        return f"{_apart(a, b)} days lie between them, as in a series of reports of one form"
    return ""


def _denied(a: Text, b: Text, alike: Likeness) -> str:
    """What forbids it even if one retells the other sentence by sentence."""
    if a.corrects != b.corrects or (a.corrects and alike.mutual < _ONE and alike.shared < _WHOLLY):
        return "a text that says it corrects an earlier one is none of its copies"
    if alike.numbers_differ > _SLIPS * alike.numbers_agree:
        return f"{alike.numbers_differ} numbers or days differ where the texts are alike"
    return ""


def _carried(alike: Likeness) -> bool:
    """Whether the words of the shorter text are those of the other."""
    if alike.shared < _RETOLD:
        return False
    if alike.shared >= _TOLD or _digested(alike):
        return True
    rich = alike.numbers_agree + alike.names_agree >= _FIRM and alike.numbers_found >= _RICH
    return alike.words_found >= _RICH and alike.opening >= (_REOPENED if rich else _OPENING)


def _digested(alike: Likeness) -> bool:
    """Whether the shorter text has no name and no number of its own, and hardly a word."""
    every = alike.names_found == 1 and alike.numbers_found == 1
    return every and alike.anchors >= _ANCHORS and alike.words_found >= _EVERY


def _may_reword(a: Text, b: Text) -> bool:
    """Whether :func:`_reworded` can hold, told at once: most comparisons end here."""
    short, long = sorted((len(a.words), len(b.words)))
    return _apart(a, b) <= 1 and short >= 0.5 * long and min(_named(a), _named(b)) >= _ANCHORS


def _retold(a: Text, b: Text) -> bool:
    """Whether one retells the other, within a few days."""
    apart = _apart(a, b)
    return apart <= _SOON and retells(a, b, apart)


def _named(text: Text) -> int:
    return text.kinds.count("n") + text.kinds.count("d")


def _reworded(a: Text, b: Text, alike: Likeness) -> bool:
    """Whether one tells the whole of the other in other words: the same names and numbers, in their order."""
    return (
        _apart(a, b) <= 1
        and alike.anchors >= _ANCHORS
        and alike.anchors_kept >= 0.85
        and alike.names_found >= 0.85
        and alike.numbers_found >= 0.9
        and not alike.numbers_differ
        and not alike.names_differ
        and alike.words_found >= 0.7
        and alike.lengths >= 0.5
    )


def _apart(a: Text, b: Text) -> int:
    """Days between two texts, as far as their days tell."""
    return gap(a.days, b.days) if a.days and b.days else 0


def _reasons(alike: Likeness) -> tuple[str, ...]:
    said = [f"{alike.shared:.0%} of the shorter text stands in the other"]
    if alike.shared < _RETOLD and alike.anchors_kept >= 0.85:
        said.append(f"{alike.anchors_kept:.0%} of its names and numbers stand there in the same order")
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
