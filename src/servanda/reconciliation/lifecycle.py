"""The life of a commitment from dates and acts: offered, agreed, in force … completed, as of a day.

A phase comes from what a report says (an offer, an agreement, the end) or from arithmetic (the start has
come, the term ran out, a renewal nobody gave notice against). Whether it was *kept* is another matter
(:mod:`servanda.reconciliation.standing`): a truce that is broken is in force until somebody ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from servanda.codebook.pledges import pledge_table
from servanda.model import Commitment
from servanda.model.account import Account
from servanda.model.days import Days
from servanda.model.views import Phase, Step, Term
from servanda.reconciliation.pledges_marks import made_days

_TOLD: Final[dict[str, Phase]] = {
    "offered": "offered",
    "demanded": "demanded",
    "agreed": "agreed",
    "declared": "agreed",
    "in_force": "in_force",
    "ended": "ended",
    "broken": "agreed",
}
_ENOUGH: Final = 40
"""Characters from which a quotation says something by itself."""
_OVER: Final = frozenset({"ended", "replaced", "completed", "expired"})


def live(
    accounts: Sequence[Account],
    *,
    act: str,
    made: Days | None,
    start: Days | None,
    terms: tuple[Term, ...],
    as_of: date | None,
) -> tuple[Step, ...]:
    """The steps of a commitment's life, in order.

    ``accounts`` are its undertakings in the order of :attr:`Account.key`, all known by ``as_of``; ``act``,
    ``made``, ``start`` and ``terms`` are the commitment's. ``as_of`` is the day asked; ``None`` means the
    day on which the last of the accounts was reported.
    """
    day = as_of or last_reported(accounts)
    found = [step for account in accounts for step in _told(account, accounts)]
    promised = any(s.phase in ("agreed", "in_force") for s in found)
    begins = start if start is not None else (made if act in pledge_table().at_once else None)
    if promised and begins is not None and day is not None and begins[0] <= day:
        why = "the day it begins" if start is not None else "binds from the day it was made"
        found.append(Step(phase="in_force", when=begins, why=why))
    found.extend(by_terms(terms, day) if promised else ())
    return ordered(found, day)


def ordered(steps: Iterable[Step], day: date | None) -> tuple[Step, ...]:
    """Steps by day, each phase once until another comes between; by arithmetic none after ``day``."""
    known = [s for s in steps if s.account or s.when is None or day is None or s.when[0] <= day]
    known.sort(key=lambda s: (_when(s), _RANK[s.phase], s.account or "", s.why))
    out: list[Step] = []
    for step in known:
        if out and out[-1].phase == step.phase:
            continue
        if out and step.phase in ("offered", "demanded") and out[-1].phase not in ("offered", "demanded"):
            continue  # an offer told again after it was taken up
        if out and step.phase == "agreed" and out[-1].phase in ("in_force", "extended"):
            continue
        if out and out[-1].phase in _OVER and (step.account is None or step.phase == "in_force"):
            continue  # what is over begins, runs out and is renewed no more; mentioned, it does not revive
        out.append(step)
    return tuple(out)


def phase_of(steps: Sequence[Step]) -> Phase:
    """The phase after the last step; ``agreed`` if nothing tells."""
    return steps[-1].phase if steps else "agreed"


def last_reported(accounts: Iterable[Account]) -> date | None:
    """The last day on which one of them was reported; ``None`` if none bears a day."""
    return max((a.report.reported for a in accounts if a.report.reported is not None), default=None)


def ending(accounts: Iterable[Account]) -> Days | None:
    """When it was ended by somebody's word or act; the day of the report, if no other is told."""
    for account in accounts:
        claim = account.claim
        if isinstance(claim, Commitment) and claim.force == "ended" and _ended_phase(account) == "ended":
            reported = account.report.reported
            if account.when is not None:
                return account.when
            if reported is not None:
                return reported, reported
    return None


_RANK: Final[dict[Phase, int]] = {
    "demanded": 0, "offered": 1, "agreed": 2, "in_force": 3, "extended": 4, "suspended": 5, "expired": 6,
    "replaced": 7, "completed": 8, "ended": 9,
}  # fmt: skip
"""Which step comes first of those of one day."""


def _told(account: Account, accounts: Sequence[Account]) -> tuple[Step, ...]:
    claim = account.claim
    if not isinstance(claim, Commitment) or claim.force not in _TOLD:
        return ()
    phase = _TOLD[claim.force]
    if claim.force == "broken" and account.when is None:
        return ()  # that it was broken says nothing of its life; when it was made does
    reported = account.report.reported
    when = (account.when or made_days(account, claim)) if phase != "in_force" else None
    why = f"told as {claim.force.replace('_', ' ')}"
    if phase == "ended":
        phase, when = _ended_phase(account), account.when
    if when is None and reported is not None:
        if phase in ("offered", "agreed", "demanded") and len(accounts) > 1:
            return ()  # when it was made is told by others, or by nobody
        when = (reported, reported)
        why += f", reported on {reported.isoformat()}"
    return (Step(phase=phase, when=when, account=account.id, quote=telling(account), why=why),)


def telling(account: Account) -> str:
    """The words that tell an undertaking; its sentence, where they only name it ("the mandate")."""
    words = account.quotes[0]
    return account.context if len(words) < _ENOUGH and words in account.context else words


def _ended_phase(account: Account) -> Phase:
    words = " ".join((*account.quotes, account.context, *account.claim.provenance.reasons))
    if pledge_table().suspends.search(words):
        return "suspended"
    return "completed" if pledge_table().completes.search(words) else "ended"


def by_terms(terms: tuple[Term, ...], day: date | None) -> list[Step]:
    """Automatic renewals that came, and the end of the last term, by arithmetic."""
    out: list[Step] = []
    if day is None:
        return out
    for term in terms[1:]:
        if term.renewal == "automatic" and term.start is not None and term.start[1] < day:
            why = f"term {term.number} begins: renewed automatically, no notice against it reported"
            out.append(Step(phase="extended", when=term.start, why=why))
    last = terms[-1] if terms else None
    if last is not None and last.end is not None and last.end[1] < day:
        out.append(
            Step(phase="expired", when=last.end, why="the term ran out and nobody reports it extended")
        )
    return out


def _when(step: Step) -> date:
    return step.when[0] if step.when is not None else date.min
