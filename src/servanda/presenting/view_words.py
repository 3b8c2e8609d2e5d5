"""Views of a record as JSON that leads to words: the view's own keys, then the accounts it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servanda.model.account import Account
from servanda.model.asking import Shown
from servanda.model.claim import Event, Figure, Statement
from servanda.model.days import iso_of
from servanda.model.pledge_json import pledge_to_json
from servanda.model.view_json import view_to_json
from servanda.model.views import Pledge
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


def shown_json(shown: Shown, groups: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """``kind``, the thing's own keys under ``thing``, ``told``, ``judgements``; ``text`` of a report.

    ``moved``, if the group that was asked for is now part of this one: by whose judgement.
    """
    thing = shown.thing
    own = pledge_to_json(thing) if isinstance(thing, Pledge) else view_to_json(thing)
    found: dict[str, Any] = {
        "kind": type(thing).__name__.lower(),
        "thing": own,
        "told": [{**account_words(a), "in": list(groups.get(a.id, ()))} for a in shown.accounts],
        "judgements": [view_to_json(j) for j in shown.judgements],
    }
    if shown.moved:
        found["moved"] = shown.moved
    return {**found, "text": shown.text} if shown.text else found
