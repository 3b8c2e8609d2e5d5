"""Whether the words of a promise bind anybody: what is asked for, refused, foretold or vetoed does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from servanda.codebook.standing import ActStanding, standing_table
from servanda.knowledge import find_land
from servanda.model.account import Account
from servanda.model.claim import Commitment
from servanda.reconciliation.pledges_marks import lands_in

_GO_ON: Final = frozenset(
    {"negotiate", "provide_aid", "provide_arms", "hold_elections", "deploy_peacekeepers", "accept_monitors"}
)
"""Acts that are to be done, so that to end them is the contrary."""
_FORCES: Final = frozenset({"MIL", "REB", "SEP"})
_CLAUSE: Final = re.compile(r",|\b(?:and|or|to)\b")
_NEAR: Final = 35
_UNDONE: Final = 20
"""Characters after a word of ending in which it is told what ends, and before it another that undoes it."""


def unbound(act: ActStanding, own: Sequence[Account]) -> str:
    """Why the promise's own sentences bind nobody, in words; empty if one of them may.

    Args:
        act: its line of the table.
        own: its accounts, those known on the day.
    """
    offers = ("offered", "demanded")
    claims = [a for a in own if isinstance(a.claim, Commitment)]
    if claims and all(standing_table().likely.search(a.quotes[0]) for a in claims):
        return "told as likely, not as promised"  # what somebody "could decide" is not even an offer
    told = [a for a in claims if isinstance(a.claim, Commitment) and a.claim.force not in offers]
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
    if act.act in _GO_ON and _ceases(words, act):
        return "its words are of ending it rather than of doing it"
    if act.act == "withdraw_forces" and not (table.armed.search(text) or _has_ground(claim, account)):
        return "its words name neither forces nor ground"
    return ""


def _ceases(words: str, act: ActStanding) -> bool:
    """Whether it is the ending of the act that is promised: "a moratorium on aid", "to quit the talks"."""
    table = standing_table()
    for found in table.ceases.finditer(words):
        what = _CLAUSE.split(words[found.end() : found.end() + _NEAR])[0]
        before = words[max(0, found.start() - _UNDONE) : found.start()]
        undone = any(table.ceases.search(w) for w in (before, what))
        if act.about.search(what) and not undone:
            return True
    return False


def _has_ground(claim: Commitment, account: Account) -> bool:
    """Whether a country or a force withdraws, or its sentence names a place or another country to leave."""
    own = any(o.sector in _FORCES or find_land(o.name) is not None for o in claim.obligors)
    return own or bool(account.sites or lands_in(account.context) - {o.country for o in claim.obligors})


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
