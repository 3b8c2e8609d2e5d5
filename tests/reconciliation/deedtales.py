"""Accounts and promises by hand, in sentences of ours about states that do not exist on any side of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from servanda.model import Actor, Commitment, Event, Figure, Provenance, Span, Statement
from servanda.model.account import Account, Report, Where
from servanda.model.claim import Link
from servanda.model.days import Days, days_of
from servanda.model.view_json import group_id
from servanda.model.views import Incident, Pledge

NORWAY = Actor("Norway", "NOR", "GOV")
CHILE = Actor("Chile", "CHL", "GOV")
TROOPS = Actor("Norwegian troops", "NOR", "MIL")
CROWD = Actor("Norwegian protesters", "NOR", "CVL")
GHANA = Actor("Ghana", "GHA", "GOV")
OBSERVERS = Actor("joint monitoring mission", "INT", "IGO")
OUTLET = "The Harbour Post"


def day(text: str) -> date:
    return date.fromisoformat(text)


def _report(reported: str, outlet: str, name: str) -> Report:
    return Report(
        id=name or f"r-{reported}-{outlet[:7]}", version="0", source=outlet, published=day(reported)
    )


def _because(words: str, chain: tuple[Link, ...] = ()) -> Provenance:
    return Provenance(evidence=(Span(0, len(words)),), coder="hand", score=1.0, chain=chain)


def event(
    type_: str,
    words: str,
    *,
    on: str | None,
    reported: str,
    by: tuple[Actor, ...] = (),
    to: tuple[Actor, ...] = (),
    mode: str | None = None,
    says: Actor | None = None,
    place: Where | None = None,
    outlet: str = OUTLET,
    report: str = "",
    context: str = "",
    **more: Any,
) -> Account:
    claim = Event(
        type=type_,
        mode=mode,
        actors=by,
        recipients=to,
        date=on,
        says=says,
        provenance=_because(words),
        **more,
    )
    told = _report(reported, outlet, report)
    return Account(
        id=group_id("c", told.id, type_, words, on, str(says)),
        report=told,
        claim=claim,
        quotes=(words,),
        context=context or words + ".",
        when=days_of(on),
        where=place,
    )


def saying(words: str, speaker: Actor, *, reported: str, report: str = "") -> Account:
    told = _report(reported, OUTLET, report)
    claim = Statement(speaker=speaker, form="indirect", provenance=_because(words))
    return Account(
        id=group_id("c", told.id, words),
        report=told,
        claim=claim,
        quotes=(words,),
        context=f"X said {words}.",
    )


def count(
    measure: str, number: float, words: str, *, reported: str, context: str, report: str = ""
) -> Account:
    told = _report(reported, OUTLET, report)
    claim = Figure(measure=measure, low=number, high=number, provenance=_because(words))
    return Account(
        id=group_id("c", told.id, words, measure), report=told, claim=claim, quotes=(words,), context=context
    )


def undertaking(
    act: str,
    words: str,
    *,
    reported: str,
    made: str | None = None,
    force: str = "agreed",
    obligors: tuple[Actor, ...] = (NORWAY, CHILE),
    beneficiaries: tuple[Actor, ...] = (),
    report: str = "",
    context: str = "",
    **more: Any,
) -> Account:
    told = _report(reported, OUTLET, report)
    claim = Commitment(
        act=act,
        obligors=obligors,
        beneficiaries=beneficiaries,
        force=force,  # type: ignore[arg-type]
        date=made,
        provenance=_because(words),
        **more,
    )
    return Account(
        id=group_id("c", told.id, act, words),
        report=told,
        claim=claim,
        quotes=(words,),
        context=context or words + ".",
        when=days_of(made),
        lands=tuple(dict.fromkeys(a.country for a in (*obligors, *beneficiaries) if a.country)),
    )


def pledge(account: Account, **more: Any) -> Pledge:
    """The promise of one undertaking."""
    claim = account.claim
    assert isinstance(claim, Commitment)
    reported = account.report.reported
    given: dict[str, Any] = {
        "made": account.when or (reported, reported),
        "phase": "offered" if claim.force == "offered" else "agreed",
        "lands": account.lands,
        "instrument": claim.instrument,
    }
    return Pledge(
        id=group_id("K", account.id),
        accounts=(account.id,),
        act=claim.act,
        obligors=claim.obligors,
        beneficiaries=claim.beneficiaries,
        force=claim.force,
        quotes=account.quotes,
        conditions=((claim.condition, "unknown"),) if claim.condition else (),
        first_reported=reported,
        last_reported=reported,
        reports=(account.report.id,),
        **{**given, **more},
    )


def incident(*accounts: Account) -> Incident:
    """One act by these accounts."""
    first = accounts[0].claim
    assert isinstance(first, Event)
    days = [a.when for a in accounts if a.when]
    when: Days | None = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    return Incident(
        id=group_id("I", accounts[0].id),
        accounts=tuple(a.id for a in accounts),
        type=first.type,
        mode=first.mode,
        actors=first.actors,
        recipients=first.recipients,
        statuses=((first.status, len(accounts)),),
        when=when or accounts[0].likely,
        where=accounts[0].where,
        words=accounts[0].quotes[0],
        reports=tuple(dict.fromkeys(a.report.id for a in accounts)),
    )


def later(text: str, days: int) -> str:
    return (day(text) + timedelta(days=days)).isoformat()


def believing(account: Account, *links: Link) -> Account:
    """The same, told on somebody's word."""
    because = replace(account.claim.provenance, chain=links)
    return replace(account, claim=replace(account.claim, provenance=because))
