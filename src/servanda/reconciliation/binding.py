"""Whether the words of a promise bind anybody: what is asked for, refused, foretold or vetoed does not."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.claim import Commitment


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
    if claim.force in ("agreed", "in_force") and not vowed and table.draft.search(text):
        return "told as a draft"
    if table.alleged.search(text.partition(words)[0]) or table.hearsay.search(words):
        return "told of others by hearsay"
    if table.foretold.search(text):
        return "told as foretold, not as promised"
    if not act.prohibition and table.refuses.search(words):
        return "its words refuse rather than promise"
    if not vowed and table.asks.search(words):
        return "its words ask for it and promise nothing"
    if act.adopts and not vowed and table.adopted.search(words):
        return "told as done already"
    if act.named and not any(p.search(text) for p in (act.about, table.stops)):
        return "its words name nothing of the kind"
    return ""


def _unmeant(claim: Commitment, account: Account, act: ActStanding) -> str:
    """Why words without a vow are a plan, a wish, a threat or a lack rather than a promise."""
    table, words = standing_table(), account.quotes[0]
    if table.floated.search(words):
        return "told as a plan that somebody floats"
    if table.likely.search(words):
        return "told as likely, not as promised"
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
