"""Event accounts by hand, for tests of what is joined."""

from __future__ import annotations

from datetime import date

from servanda.model import Actor, Event, Provenance, Span
from servanda.model.account import Account, Report, Where
from servanda.model.days import days_of

ARMY = Actor("Ruritanian army", "SYR", "MIL")
REBELS = Actor("rebels", "SYR", "REB")
PEOPLE = Actor("civilians", "SYR", "CVL")
ARMENIA = Actor("Armenia", "ARM", "GOV")
AZERBAIJAN = Actor("Azerbaijan", "AZE", "GOV")
ZENDA = Where(name="Zenda", id="test:zenda", lat=35.5, lon=36.5, radius_km=3.0, precision=1)
STRELSAU = Where(name="Strelsau", id="test:strelsau", lat=33.0, lon=40.0, radius_km=3.0, precision=1)


def account(
    name: str,
    report: str = "a",
    *,
    said: str = "2016-06-05",
    words: str = "an air strike on Zenda killed 12 civilians",
    context: str = "",
    kind: str = "ASSAULT",
    mode: str | None = "aerial",
    when: str | None = "2016-06-05",
    where: Where | None = ZENDA,
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (PEOPLE,),
    status: str = "happened",
    background: bool = False,
    score: float = 0.8,
) -> Account:
    event = Event(
        type=kind,
        mode=mode,
        actors=actors,
        recipients=recipients,
        status=status,  # type: ignore[arg-type]
        background=background,
        date=when,
        place=where.name if where else None,
        provenance=Provenance(evidence=(Span(0, len(words)),), coder="test", score=score),
    )
    return Account(
        id=name,
        report=Report(id=report, version=report, published=date.fromisoformat(said)),
        claim=event,
        quotes=(words,),
        context=context or words,
        when=days_of(when),
        where=where,
        sites=(where.name,) if where else (),
        towns=(where.name,) if where else (),
        lead=context or words,
    )
