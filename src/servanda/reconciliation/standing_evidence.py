"""What deeds and words are held against a promise, each mouth once: copies are no second witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from servanda.model.views import Evidence
from servanda.reconciliation.copies_texts import words_in
from servanda.reconciliation.sources import mouth
from servanda.reconciliation.standing_words import BY_NAME

COUNTS: Final = 0.5
"""From this score on a deed or word counts; below it is shown as a doubt."""

SHOWN: Final = 0.3
"""From this score on a doubt is worth showing."""

MEANT: Final = "the same report tells a deed that bears on what was promised"

_LONG: Final = timedelta(days=30)
_REWORDED: Final = 0.6
"""Share of the shorter quote's words that the other has, if two copies tell the same in them."""


def once(evidence: Iterable[Evidence], original_of: Mapping[str, str]) -> list[Evidence]:
    """In the order of the days told, each mouth and each text once.

    What one mouth says of one incident, or in one sentence, stands once. What several copies of one text tell
    stands once, too: by the original if it is among them, else by the first; its reasons name the others.

    Args:
        evidence: in any order.
        original_of: report id → id of the report it is a copy of; what it leaves out is no copy.
    """
    seen: set[tuple[object, ...]] = set()
    out: list[Evidence] = []
    copies: dict[int, list[str]] = {}
    originals_first = sorted(evidence, key=lambda e: (e.report in original_of, _order(e)))
    for e in originals_first:
        key = (e.incident or e.account, e.bearing, mouth(e.by), e.kind)
        again = any(
            (o.report, o.bearing, o.by) == (e.report, e.bearing, e.by)
            and (o.quote in e.quote or e.quote in o.quote)
            for o in out
        )
        text = next((k for k, o in enumerate(out) if _one_text(o, e, original_of)), None)
        if text is not None:
            copies.setdefault(text, []).append(e.outlet or e.report)
        elif key not in seen and not again:
            out.append(e)
        seen.add(key)
    told = [
        replace(e, reasons=(*e.reasons, _carried(copies[k]))) if k in copies else e for k, e in enumerate(out)
    ]
    return sorted(told, key=_order)


def _one_text(one: Evidence, other: Evidence, original_of: Mapping[str, str]) -> bool:
    """Whether two reports that carry one text tell the same in it."""
    if one.report == other.report or one.bearing != other.bearing:
        return False
    if original_of.get(one.report, one.report) != original_of.get(other.report, other.report):
        return False
    if one.incident and one.incident == other.incident:
        return True
    mine, theirs = words_in(one.quote), words_in(other.quote)
    return len(mine & theirs) >= _REWORDED * max(1, min(len(mine), len(theirs)))


def _carried(outlets: Iterable[str]) -> str:
    return f"the same text, no further witness: {', '.join(dict.fromkeys(outlets))}"


def _order(e: Evidence) -> tuple[object, ...]:
    last = (date.max, date.max)
    return (e.day or last, e.reported or date.max, e.report, e.account, e.bearing)


def told_together(evidence: list[Evidence]) -> list[Evidence]:
    """What names the instrument alone means the deed that the same report tells, if it tells one.

    Then an accusation is one of a breach; a denial counts only then.
    """
    bears = [e for e in evidence if e.bearing in ("breaks", "doubts") and BY_NAME not in e.reasons]
    told = {e.report for e in bears if e.incident}
    out = []
    for e in evidence:
        if BY_NAME not in e.reasons:
            out.append(e)
        elif e.report in told and e.bearing == "doubts":
            out.append(
                replace(e, bearing="breaks", score=round(e.score + 0.1, 3), reasons=(*e.reasons, MEANT))
            )
        elif e.report in told or e.bearing == "doubts":
            out.append(e)
    return out


def until_collapse(evidence: list[Evidence]) -> list[Evidence]:
    """A promise that has collapsed binds nobody: deeds of more than a month later are not held against it."""
    ends = [e.day[1] for e in evidence if e.bearing == "collapses" and e.score >= COUNTS and e.day]
    if not ends:
        return evidence
    last = min(ends) + _LONG
    return [e for e in evidence if e.day is None or e.day[0] <= last]
