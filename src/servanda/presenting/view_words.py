"""Views of a record as JSON that leads to words: the view's own keys, then the accounts it rests on."""

from __future__ import annotations

from typing import Any

from servanda.model.account import Account
from servanda.model.claim import Event, Figure, Statement
from servanda.model.days import iso_of
from servanda.model.view_json import view_to_json
from servanda.presenting.blocks import Told, outlet, those


def account_words(account: Account) -> dict[str, Any]:
    """One account in short: its id, report, outlet and day, by whose account, and its best quote."""
    report = account.report
    return {
        "account": account.id,
        "report": report.id,
        "outlet": report.source,
        "reported": report.reported.isoformat() if report.reported else None,
        "by": _name(account),
        "day": iso_of(account.when),
        "quote": (account.quotes or ("",))[0],
    }


def _name(account: Account) -> str:
    """By whose account, with the name as the report gives it."""
    claim = account.claim
    if isinstance(claim, Event | Figure) and claim.says:
        return claim.says.name
    return claim.speaker.name if isinstance(claim, Statement) else outlet(account)


def with_words(view: Any, told: Told) -> dict[str, Any]:  # noqa: ANN401 - any view with accounts
    """``view_to_json`` and ``told``: each of its accounts with report, teller and words."""
    found: dict[str, Any] = view_to_json(view)
    ids = getattr(view, "accounts", ())
    return {**found, "told": [account_words(a) for a in those(ids, told)]} if ids else found
