"""What changed between two predictions for the same gold, with the words: gains and losses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.evaluation.gold import Record
from servanda.evaluation.scoring import Evaluation, quotes_of

Item = tuple[str, Record]
"""Report id and claim."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Claims of one kind by what became of them since the earlier prediction.

    Attributes:
        found: gold claims that were missed before.
        lost: gold claims that were found before.
        invented: predicted claims without gold that were not there before.
        dropped: predicted claims without gold that are gone.
        mended, spoilt: gold claims found both times, with the names of fields that now agree, or no longer
        do.
    """

    kind: str
    found: tuple[Item, ...]
    lost: tuple[Item, ...]
    invented: tuple[Item, ...]
    dropped: tuple[Item, ...]
    mended: tuple[tuple[str, Record, tuple[str, ...]], ...]
    spoilt: tuple[tuple[str, Record, tuple[str, ...]], ...]


def compare_evaluations(now: Evaluation, before: Evaluation) -> dict[str, Changes]:
    """Changes of each kind; both evaluations are against the same gold."""
    return {kind: _changes(kind, now, before) for kind in now.kinds}


def _changes(kind: str, now: Evaluation, before: Evaluation) -> Changes:
    new, old = now.kinds[kind], before.kinds[kind]
    # Gold claims are the same objects in both evaluations, so identity tells equal claims apart.
    missed_before = {id(g) for _, g in old.missed}
    missed_now = {id(g) for _, g in new.missed}
    invented_before = [_key(report, p) for report, p in old.invented]
    invented_now = [_key(report, p) for report, p in new.invented]
    wrong_before = {id(p.gold): set(p.disagree) for p in old.pairs}
    mended, spoilt = [], []
    for pair in new.pairs:
        before_fields = wrong_before.get(id(pair.gold))
        if before_fields is None:
            continue
        if better := tuple(sorted(before_fields - set(pair.disagree))):
            mended.append((pair.report, pair.gold, better))
        if worse := tuple(f for f in pair.disagree if f not in before_fields):
            spoilt.append((pair.report, pair.gold, worse))
    return Changes(
        kind=kind,
        found=tuple((p.report, p.gold) for p in new.pairs if id(p.gold) in missed_before),
        lost=tuple((p.report, p.gold) for p in old.pairs if id(p.gold) in missed_now),
        invented=_not_among(new.invented, invented_before),
        dropped=_not_among(old.invented, invented_now),
        mended=tuple(mended),
        spoilt=tuple(spoilt),
    )


def _not_among(items: Iterable[Item], keys: list[str]) -> tuple[Item, ...]:
    """Items whose key is not in ``keys``, each key standing for one item."""
    left = list(keys)
    out: list[Item] = []
    for report, claim in items:
        key = _key(report, claim)
        if key in left:
            left.remove(key)
        else:
            out.append((report, claim))
    return tuple(out)


def _key(report: str, claim: Record) -> str:
    """What makes two predicted claims the same: report, sort and words."""
    sort = claim.get("type") or claim.get("act") or claim.get("measure") or claim.get("speaker")
    return "\x1f".join([report, str(sort), *quotes_of(claim)])
