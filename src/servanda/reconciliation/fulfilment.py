"""How much of a promise is told to be done: numbers held against the promised number, steps and wholes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.codebook.standing import ActStanding
from servanda.model.account import Account
from servanda.model.claim import Event, Figure
from servanda.model.views import Evidence
from servanda.reconciliation.sides import Sides

_WHOLE: Final = re.compile(r"\b(?:all|every|the last|complet\w+|full\w*|entire\w*)\b", re.IGNORECASE)
_STEP: Final = re.compile(
    r"\b(?:beg[au]n|begins?|start\w*|some|part\w*|first|several|continu\w*|further|more|another|separate\w*)\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?)\b", re.IGNORECASE
)


_WEEK: Final = 7
STEP: Final = "a step, which alone does not fulfil it"
"""Reason of a deed that does not fulfil the promise by itself."""

PRESENT: Final = "those who were to come are told to be there"
"""Reason of words that tell it done without a deed."""


TOLD_DONE: Final = "the sentence of the promise tells that it was done"
"""The same, of a promise that is told with what came of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """Whether the whole is told to be done, and why."""

    full: bool
    reasons: tuple[str, ...] = ()


def done_of(
    act: ActStanding,
    evidence: Sequence[Evidence],
    deeds: Mapping[str, Account],
    figures: Sequence[Account],
    own: Sequence[Account],
    sides: Sides,
) -> Done:
    """How much is done, by the evidence that keeps the promise.

    Args:
        act: the line of the table.
        evidence: all of it; only ``keeps`` matters.
        deeds: accounts of the deeds, by id.
        figures: figure accounts of the reports concerned.
        own: the promise's own accounts.
        sides: its parties; where several are bound to do something once, each must be told to have done it.
    """
    keeps = [e for e in evidence if e.bearing == "keeps" and e.score >= 0.5 and e.account in deeds]
    if not keeps or act.prohibition:
        return Done(False)
    for said in (TOLD_DONE, PRESENT):
        if any(said in e.reasons and STEP not in e.reasons for e in keeps):
            return Done(True, (said,))
    accounts = [deeds[e.account] for e in keeps]
    if act.counts:
        promised = _promised(own, figures, act.counts, accounts)
        told = _told(keeps, deeds, figures, act.counts)
        if promised and told:
            sum_ = sum(told)
            return Done(sum_ >= promised, (f"{sum_:g} of {promised:g} promised are told",))
        whole = [a for a in accounts if _WHOLE.search(a.quotes[0])]
        if whole:
            return _by_all(whole, act, sides, "told to be done in full")
        told_only = f"{sum(told):g} told; how many were promised is not"
        return Done(False, (told_only,) if told else ("how many is not told",))
    full = [a for e, a in zip(keeps, accounts, strict=True) if fulfilled(a) and STEP not in e.reasons]
    return _by_all(full, act, sides, "told to be done") if full else Done(False, ("only steps are told",))


def _promised(
    own: Sequence[Account], figures: Sequence[Account], measure: str, deeds: Sequence[Account]
) -> float | None:
    """The promised number: of the promise's own sentences, else all that its reports tell of nothing done."""
    found = [n for a in own for n in [number_of(a, figures, measure)] if n is not None]
    if found:
        return max(found)
    done = {(a.report.id, a.context) for a in deeds}
    sums: dict[str, float] = {}
    for account in {a.report.id: a for a in own}.values():
        for figure in figures:
            claim = figure.claim
            if (
                isinstance(claim, Figure)
                and claim.measure == measure
                and claim.low is not None
                and figure.report.id == account.report.id
                and (figure.report.id, figure.context) not in done
            ):
                sums[account.report.id] = sums.get(account.report.id, 0) + claim.low
    return max(sums.values(), default=None)


def _told(
    keeps: Sequence[Evidence], deeds: Mapping[str, Account], figures: Sequence[Account], measure: str
) -> list[float]:
    """The numbers told of deeds: the highest of each incident; one number told within a week counts once."""
    by_incident: dict[str, tuple[float, date]] = {}
    for e in keeps:
        number = number_of(deeds[e.account], figures, measure)
        if number is not None:
            key, day = e.incident or e.account, e.day[0] if e.day else date.min
            by_incident[key] = max((number, day), by_incident.get(key, (0.0, day)))
    out: list[tuple[float, date]] = []
    for number, day in sorted(by_incident.values()):
        if not any(n == number and abs((d - day).days) <= _WEEK for n, d in out):
            out.append((number, day))
    return [n for n, _ in out]


def _by_all(accounts: Sequence[Account], act: ActStanding, sides: Sides, reason: str) -> Done:
    """Done in full, if each of those bound is told to have done it (or it is done together, or lasting)."""
    if not act.each:
        return Done(True, (reason,))
    doers = {
        found[0].name
        for a in accounts
        if isinstance(a.claim, Event)
        for actor in a.claim.actors
        if (found := sides.obligor(actor))
    }
    missing = [o.name for o in sides.obligors if o.name not in doers]
    if doers and missing and len(missing) < len(sides.obligors):
        return Done(False, (f"{reason} by {', '.join(sorted(doers))}, not by {', '.join(missing)}",))
    return Done(True, (reason,))


def fulfilled(account: Account) -> bool:
    """Whether words tell a deed as a whole, not as a beginning or a part."""
    text = account.quotes[0]
    return _WHOLE.search(text) is not None or (_STEP.search(text) is None and _NUMBERED.search(text) is None)


def number_of(account: Account, figures: Sequence[Account], measure: str) -> float | None:
    """The number a deed or promise is told with: of a figure of ``measure`` in its own sentence."""
    found: list[tuple[bool, float]] = []
    for other in figures:
        claim = other.claim
        if not isinstance(claim, Figure) or claim.measure != measure or other.report.id != account.report.id:
            continue
        low = claim.low if claim.low is not None else claim.high
        if low is not None and any(other.quotes[0] in text for text in (*account.quotes, account.context)):
            found.append((any(other.quotes[0] in q for q in account.quotes), low))
    return max(found)[1] if found else None
