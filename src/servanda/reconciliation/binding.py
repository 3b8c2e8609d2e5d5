"""Whether the words of a promise bind anybody: what is asked for, refused, foretold or vetoed does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.claim import Commitment
from servanda.model.views import Pledge

_SOON: Final = ((2, "day"), (14, "week"), (45, "month"))
"""Days after which what is due "today", "this week", "this month" is surely past, and the words' name."""


def unbound(act: ActStanding, own: Sequence[Account]) -> str:
    """Why the promise's own sentences bind nobody, in words; empty if one of them may.

    Args:
        act: its line of the table.
        own: its accounts, those known on the day.
    """
    offers = ("offered", "demanded")
    told = [a for a in own if isinstance(a.claim, Commitment) and a.claim.force not in offers]
    reasons = [_lack(a, act) for a in told]
    return reasons[0] if reasons and all(reasons) else ""


def _lack(account: Account, act: ActStanding) -> str:
    claim, table = account.claim, standing_table()
    if not isinstance(claim, Commitment) or claim.force in ("broken", "ended"):
        return ""
    words, text = account.quotes[0], account.context
    vowed = table.vows.search(words) is not None
    if table.lacking.search(words):
        return "told as lacking"
    if not vowed and (lack := _unmeant(claim, account, act)):
        return lack
    if table.unmade.search(text):
        return "told as a draft that was stopped"
    if table.foretold.search(text):
        return "told as foretold, not as promised"
    if not act.prohibition and table.refuses.search(words):
        return "its words refuse rather than promise"
    if not vowed and table.asks.search(words):
        return "its words ask for it and promise nothing"
    if act.duty == "once" and not vowed and table.adopted.search(words):
        return "told as done already"
    if act.named and not any(p.search(text) for p in (act.about, table.stops)):
        return "its words name nothing of the kind"
    return ""


def _unmeant(claim: Commitment, account: Account, act: ActStanding) -> str:
    """Why words without a vow are a plan, a wish, a threat or a lack rather than a promise."""
    table, words = standing_table(), account.quotes[0]
    if table.floated.search(words):
        return "told as a plan that somebody floats"
    if table.tries.search(words):
        return "told as what somebody will try or would like"
    if claim.force == "declared" and not act.answers and table.threatens.search(account.context):
        return "told as a threat for the case of an attack"
    if not act.prohibition and table.against.search(words):
        return "its words are against it"
    only_named = all(table.bare.search(q) for q in account.quotes) and not table.came.search(account.context)
    if claim.force == "in_force" and only_named:
        return "its words name only who may come"
    return ""


def due_day(pledge: Pledge, act: ActStanding) -> date | None:
    """The day by which something is to be done; ``None`` if none is told or it binds at once and lasts.

    What lasts is due only where somebody alone announced it for a day.
    """
    if act.prohibition:
        return None
    told = pledge.first_reported
    if told and pledge.made and pledge.made[0] > told and pledge.phase == "agreed":
        return pledge.made[1]  # no promise is made after it is told: that is the day it was made for
    if act.duty == "lasting" and pledge.force != "declared":
        return None
    made = pledge.made or ((pledge.first_reported,) * 2 if pledge.first_reported else None)
    if made and pledge.phase in ("agreed", "expired"):
        for days, word in _SOON:
            if any(standing_table().soon[word].search(q) for q in pledge.quotes):
                return made[1] + timedelta(days=days)
    if pledge.expiry is None or (act.due == "at_once" and act.duty == "once") or pledge.phase == "in_force":
        return None
    return pledge.expiry[1]
