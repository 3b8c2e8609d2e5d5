"""Which kinds of promise an account may bear on, from the account alone: so that few need be looked at."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.claim import Commitment, Event, Figure, Statement
from servanda.reconciliation.closeness import close
from servanda.reconciliation.deeds import MEETS, asked_for, is_mere, worded

CONDITIONS: Final = "conditions"
"""Stands beside the acts for deeds that may meet a condition, whatever the promise."""


def bears_on(account: Account) -> tuple[str, ...]:
    """Acts of promises for which :func:`servanda.reconciliation.standing.judge` may get something out of it.

    A necessary condition: without its act among these an account changes nothing. Sorted. ``conditions`` is
    among them for deeds that may meet a condition of any promise that has one.
    """
    claim = account.claim
    acts = standing_table().acts.values()
    if isinstance(claim, Figure):
        return tuple(sorted(a.act for a in acts if a.counts == claim.measure))
    if isinstance(claim, Commitment):
        return (claim.act,) if claim.force in ("broken", "ended") else ()
    if isinstance(claim, Statement):
        return tuple(sorted(_spoken(" ".join((*account.quotes, account.context)))))
    if claim.status not in ("happened", "denied"):
        return ()
    found = set(_spoken(account.context))
    if not is_mere(account) and not asked_for(account):
        found |= {a.act for a in acts if _done(a, claim, account)}
    if claim.type in MEETS:
        found.add(CONDITIONS)
    return tuple(sorted(found))


def _done(act: ActStanding, event: Event, account: Account) -> bool:
    return any(r.fits(event.type, event.mode) and worded(r, account) for r in act.rules)


@lru_cache(maxsize=4096)
def _spoken(text: str) -> tuple[str, ...]:
    """Acts of which a text may say that they were broken or are over."""
    table = standing_table()
    broken = table.broken.search(text) is not None
    over = table.collapsed.search(text) is not None
    if not broken and not over:
        return ()
    if (broken and close(table.names, table.broken, text)) or (
        over and close(table.names, table.collapsed, text)
    ):
        return tuple(table.acts)
    return tuple(
        a.act
        for a in table.acts.values()
        if (broken and close(a.about, table.broken, text)) or (over and close(a.about, table.collapsed, text))
    )
