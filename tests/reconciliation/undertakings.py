"""Undertakings by hand: what outlets tell of promises between states that promise each other nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from servanda.model import Actor, Commitment, Provenance, Span
from servanda.model.account import Account, Report
from servanda.model.days import days_of
from servanda.model.pair import Pair
from servanda.model.views import Pledge
from servanda.reconciliation.pledges import COMMITMENTS, build_pledge

NORWAY = Actor("Norway", "NOR", "GOV")
CHILE = Actor("Chile", "CHL", "GOV")
GHANA = Actor("Ghana", "GHA", "GOV")
PREMIER = Actor("Ingrid Solberg", "NOR", "GOV")
ISLANDERS = Actor("Island Council", "CHL", "SEP")


def undertaking(
    words: str,
    *,
    reported: str | None,
    act: str = "ceasefire",
    force: Any = "agreed",
    by: tuple[Actor, ...] = (NORWAY, CHILE),
    on: str | None = None,
    said: bool = True,
    report: str = "",
    outlet: str = "The Harbour Post",
    lands: tuple[str, ...] = ("NOR", "CHL"),
    context: str = "",
    to: tuple[Actor, ...] = (),
    **more: Any,
) -> Account:
    """One telling; ``said`` is whether its words name the day ``on``, which else is the report's own."""
    fields = (("date", Span(0, 1)),) if on and said else ()
    claim = Commitment(
        act=act,
        obligors=by,
        beneficiaries=to,
        force=force,
        date=on,
        provenance=Provenance(evidence=(Span(0, len(words)),), coder="hand", score=0.8, fields=fields),
        **more,
    )
    name = report or f"{outlet.split()[1].lower()}-{reported}"
    published = date.fromisoformat(reported) if reported else None
    return Account(
        id=f"C-{name}-{act}-{force}-{on}-{len(words)}",
        report=Report(id=name, version="v", source=outlet, published=published),
        claim=claim,
        quotes=(words,),
        context=context or words,
        when=days_of(on),
        actor_ids=tuple(None for _ in by),
        recipient_ids=tuple(None for _ in to),
        lands=lands,
    )


def pairs_of(accounts: Iterable[Account]) -> list[Pair]:
    """Comparisons of all accounts that share a key."""
    blocks: dict[str, list[Account]] = {}
    for account in accounts:
        for key in COMMITMENTS.keys(account):
            blocks.setdefault(key, []).append(account)
    found: dict[tuple[str, str], Pair] = {}
    for block in blocks.values():
        for a in block:
            for b in block:
                if a.id < b.id and (a.id, b.id) not in found:
                    pair = COMMITMENTS.compare(a, b)
                    if pair is not None:
                        found[a.id, b.id] = pair
    return list(found.values())


def grouped(accounts: Iterable[Account]) -> list[list[Account]]:
    """The accounts by commitment, in the order of their keys."""
    ordered = sorted(accounts, key=lambda a: a.key)
    by_id = {a.id: a for a in ordered}
    groups = COMMITMENTS.split([a.id for a in ordered], pairs_of(ordered), ())
    return [[by_id[i] for i in group] for group in groups]


def pledges(accounts: Iterable[Account], as_of: date | None = None) -> list[Pledge]:
    """What a record shows of the accounts as of a day."""
    known = [a for a in accounts if as_of is None or (a.report.reported or date.max) <= as_of]
    return [build_pledge(group, as_of) for group in grouped(known)]
