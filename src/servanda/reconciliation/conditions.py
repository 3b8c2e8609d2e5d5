"""Conditions attached to a promise, and whether they are reported as met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from servanda.model.account import Account
from servanda.model.claim import Commitment, Event
from servanda.model.views import Pledge
from servanda.reconciliation.deeds import MEETS, life
from servanda.reconciliation.witnesses import outlet

State = Literal["met", "not_met", "unknown"]

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_EMPTY: Final = frozenset(
    {
        "after",
        "also",
        "been",
        "before",
        "being",
        "both",
        "condition",
        "conditions",
        "could",
        "exchange",
        "first",
        "from",
        "have",
        "into",
        "only",
        "other",
        "parties",
        "party",
        "provided",
        "return",
        "same",
        "shall",
        "should",
        "side",
        "sides",
        "take",
        "taken",
        "takes",
        "than",
        "that",
        "their",
        "then",
        "these",
        "they",
        "this",
        "those",
        "unless",
        "until",
        "were",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "would",
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the words of a report, its state, and why."""

    words: str
    state: State
    reasons: tuple[str, ...] = ()


def conditions_of(pledge: Pledge, own: Sequence[Account], events: Iterable[Account]) -> tuple[Condition, ...]:
    """Each condition that a report attaches, with what is reported of it later.

    A condition is met if a deed that happened after the promise shares most of its words; not met if it was
    refused or denied in such words; else unknown. Words of the promise's own sentence decide nothing.

    Args:
        pledge: with the conditions that its tellings attach.
        own: the promise's own accounts; each may bring a condition.
        events: event accounts of the time after.
    """
    told = [words for words, _ in pledge.conditions]
    told += [a.claim.condition for a in own if isinstance(a.claim, Commitment) and a.claim.condition]
    if not told:
        return ()
    later = sorted((a for a in events if _later(a, pledge)), key=lambda a: a.key)
    out: list[Condition] = []
    for words in dict.fromkeys(told):
        stems = _stems(words)
        if any(_stems(c.words) >= stems for c in out):
            continue
        out.append(_judged(words, stems, own, later))
    return tuple(out)


def _judged(words: str, stems: frozenset[str], own: Sequence[Account], later: Iterable[Account]) -> Condition:
    contexts = {a.context for a in own}
    state: State = "unknown"
    reasons: tuple[str, ...] = ()
    for account in later:
        event = account.claim
        if not isinstance(event, Event) or account.context in contexts or event.type not in MEETS:
            continue
        shared = stems & _stems(account.context)
        if len(shared) < 2 or len(shared) < 0.5 * len(stems):
            continue
        refused = event.type == "REJECT" or event.status == "denied"
        if event.status not in ("happened", "denied"):
            continue
        state = "not_met" if refused else "met"
        how = "refused" if refused else "met"
        told = f"“{account.quotes[0]}” ({outlet(account)}, {account.report.id})"
        reasons = (f"condition “{words}” reported as {how}: {told}",)
    return Condition(words, state, reasons)


def _later(account: Account, pledge: Pledge) -> bool:
    since = life(pledge)[0]
    when = account.likely
    return bool(since and when and when[1] >= since[0])


def _stems(text: str) -> frozenset[str]:
    """Words of four letters and more, without the empty ones, cut to six letters."""
    return frozenset(w.casefold()[:6].rstrip("s") for w in _WORD.findall(text) if w.casefold() not in _EMPTY)
