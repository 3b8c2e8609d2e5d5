"""Undertakings of different reports joined into commitments, and what a commitment shows.

Two undertakings are the same commitment if they bind the same sides to the same act by the same making: on
days that agree, or, where one merely speaks of what runs ("the mandate", "the truce"), made before that was
reported. What is told of two makings stays apart: a truce of the 10th and one of the 17th are two, however
alike their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from servanda.codebook.pledges import pledge_table
from servanda.model.account import Account
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.reconciliation.grouping import split
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.pledges_marks import Marks, marks_of
from servanda.reconciliation.pledges_weighing import CLOSE, LOOK_BACK, OFFERS, weigh

__all__ = ["COMMITMENTS", "THRESHOLD", "Commitments", "build_pledge"]

THRESHOLD: Final = 0.5
"""Score from which two undertakings are joined."""
_SUPPORT: Final = 0.0
"""One pair joins two groups unless another forbids it: reports years apart, which all speak of one mandate,
are compared with its making and not with each other, and makings of other days hold each other apart."""
_SIDES: Final = 4
"""Sides of an undertaking that serve as keys."""
_BUCKET: Final = 8
"""Days of a key's bucket."""


class Commitments:
    """How undertakings are joined; things are accounts of commitments."""

    name = "commitments"

    def keys(self, thing: Account, /) -> tuple[str, ...]:
        """Side and act with the days it was made in; for what runs, with each year it may be from.

        At most four sides, each with a few buckets of eight days and up to seven years. One more key for each
        report and act joins tellings within a report.
        """
        marks = marks_of(thing)
        sides = sorted(marks.sides) or list(marks.lands)
        if marks.act in pledge_table().hosted:  # another report may name the other end of it as bound
            sides = list(dict.fromkeys((*sides, *marks.lands)))
        out = [f"{marks.act}|{thing.report.id}"]
        for side in sides[:_SIDES]:
            out.extend(f"{marks.act}|{side}|{bucket}" for bucket in _buckets(marks))
        return tuple(dict.fromkeys(out))

    def compare(self, a: Account, b: Account, /) -> Pair | None:
        """Score and reasons; held apart if the days, the sides or the kind of undertaking differ."""
        if a.id == b.id:
            return None
        left, right = sorted((a, b), key=lambda x: x.id)
        one, other = marks_of(left), marks_of(right)
        if one.act != other.act:
            return None
        together = left.report.id == right.report.id
        found = weigh(one, other, together=together)
        if found is None:
            return None
        score, reasons, apart = found
        if score < THRESHOLD and (not apart or one.act in pledge_table().wide):
            return None  # nothing for it, and nothing that others could wrongly bridge
        return Pair(left.id, right.id, round(score, 5), reasons, same=score >= THRESHOLD and not apart)

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """Commitments, surest pairs first."""
        return split(ids, pairs, decided, support=_SUPPORT)


COMMITMENTS: Final = Commitments()


def _buckets(marks: Marks) -> list[str]:
    """When to look: by days for what was made on a day, by years for what runs on.

    A making stands under the years in which reports may speak of it as running, so that it meets those
    reports, and also every other making that one of them could be taken for.
    """
    if marks.exact and marks.made is not None:
        slack = timedelta(days=CLOSE)
        first, last = (marks.made[0] - slack).toordinal(), (marks.made[1] + slack).toordinal()
        out = [f"d{n}" for n in range(first // _BUCKET, last // _BUCKET + 1)]
        if marks.act in pledge_table().lasting and marks.force not in OFFERS:
            out += [f"y{y}" for y in range(marks.made[0].year, marks.made[1].year + LOOK_BACK + 1)]
        return out
    if marks.made is not None:
        first, last = marks.made[0].year, marks.made[1].year
        return [f"y{y}" for y in range(max(first, last - LOOK_BACK), last + LOOK_BACK + 1)]
    if marks.reported is None or not marks.running:
        return []
    return [f"y{marks.reported.year - 1}", f"y{marks.reported.year}"]
