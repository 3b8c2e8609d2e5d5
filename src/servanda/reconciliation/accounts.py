"""From a coding to accounts: each claim with its days, its place and the stable ids of who takes part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from servanda.knowledge import ISO_INTERNATIONAL, find_land
from servanda.model import (
    Actor,
    ActorMention,
    Claim,
    Coding,
    Commitment,
    Event,
    PlaceMention,
    Span,
    Statement,
)
from servanda.model.account import Account, Report, Where
from servanda.model.days import days_of
from servanda.model.json import claim_id

_RADIUS_KM: Final = {1: 3.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 150.0, 6: 500.0}
"""How far a place may reach from its centre, by UCDP's precision, where the coding does not say."""

_MOST: Final = 4
_WIDE: Final = 6
"""Precision of a country; what is wider or as wide tells no places apart."""
_LEAD: Final = 300
_NAME: Final = re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)?")

_END: Final = re.compile(r"\n+|(?<=[.!?])[”\"’')]*\s+(?=[“\"‘'(]*[A-Z0-9])")


def report_of(coding: Coding, *, licence: str = "", redistributable: bool = False) -> Report:
    """What a record keeps of the report itself."""
    doc = coding.document
    return Report(
        id=doc.id,
        version=doc.sha256,
        source=doc.source,
        title=doc.title,
        published=doc.published,
        written=coding.written,
        url=doc.url,
        licence=licence,
        redistributable=redistributable,
    )


def accounts_of(coding: Coding, report: Report | None = None) -> tuple[Account, ...]:
    """Every claim of a coding as an account, in the order of the codebook's kinds.

    Places and stable ids need a coding with its mentions; without them they stay open.
    """
    teller = report or report_of(coding)
    claims: list[Claim] = [*coding.events, *coding.statements, *coding.figures, *coding.commitments]
    ends = [0, *(m.end() for m in _END.finditer(coding.document.text)), len(coding.document.text)]
    ids = {m.actor: m.id for m in reversed(coding.mentions or ()) if isinstance(m, ActorMention) and m.actor}
    places = [m for m in coding.mentions or () if isinstance(m, PlaceMention)]
    towns = _most_often(_site(coding, m) for m in places)
    about = _About(_lands(coding.document.text, claims), towns, _lead(coding))
    return tuple(_account(coding, teller, claim, ends, ids, places, about) for claim in claims)


def retold(account: Account, claim: Claim, coding: Coding | None) -> Account:
    """The account telling ``claim`` instead, which somebody corrected: days, place and stable ids anew.

    Args:
        account: as coded.
        claim: of the same kind, on the same words.
        coding: with its mentions; a corrected place, and corrected actors, are looked up among them.
    """
    mentions = (coding.mentions or ()) if coding else ()
    before = dict(zip(_everybody(account.claim), (*account.actor_ids, *account.recipient_ids), strict=False))
    ids = {m.actor: m.id for m in reversed(mentions) if isinstance(m, ActorMention) and m.actor}
    doers, others = _parties(claim)
    return replace(
        account,
        claim=claim,
        when=None if isinstance(claim, Statement) else days_of(claim.date),
        where=_where_now(account, claim, coding, [m for m in mentions if isinstance(m, PlaceMention)]),
        actor_ids=tuple(before.get(a, ids.get(a)) for a in doers),
        recipient_ids=tuple(before.get(a, ids.get(a)) for a in others),
    )


def _everybody(claim: Claim) -> tuple[Actor, ...]:
    doers, others = _parties(claim)
    return (*doers, *others)


def _where_now(
    account: Account, claim: Claim, coding: Coding | None, places: Iterable[PlaceMention]
) -> Where | None:
    """The same place as before, or the one that the report calls so."""
    if isinstance(claim, Statement | Commitment) or claim.place is None:
        return None
    if not isinstance(account.claim, Statement | Commitment) and account.claim.place == claim.place:
        return account.where
    wanted = claim.place.casefold()
    called = [
        m
        for m in places
        if m.id
        and coding
        and wanted in ((m.name or "").casefold(), m.span.of(coding.document.text).casefold())
    ]
    found = replace(claim, provenance=replace(claim.provenance, fields=()))
    return _where(replace(found, place=called[0].name or claim.place) if called else found, called)


class _About(NamedTuple):
    """What all accounts of a report share."""

    lands: tuple[str, ...]
    towns: tuple[str, ...]
    lead: str


def _account(
    coding: Coding,
    report: Report,
    claim: Claim,
    ends: list[int],
    ids: dict[Actor, str | None],
    places: list[PlaceMention],
    about: _About,
) -> Account:
    text, evidence = coding.document.text, claim.provenance.evidence
    context = _sentences(text, evidence[0], ends)
    doers, others = _parties(claim)
    return Account(
        id=claim_id(coding.document, claim),
        report=report,
        claim=claim,
        quotes=tuple(s.of(text) for s in evidence),
        context=context.of(text).strip(),
        position=evidence[0].start,
        when=None if isinstance(claim, Statement) else days_of(claim.date),
        where=_where(claim, places),
        actor_ids=tuple(ids.get(a) for a in doers),
        recipient_ids=tuple(ids.get(a) for a in others),
        lands=about.lands,
        sites=tuple(dict.fromkeys(n for m in places if m.span.overlaps(context) and (n := _site(coding, m)))),
        towns=about.towns,
        lead=about.lead,
    )


def _lead(coding: Coding) -> str:
    """Headline and first words; the last word is whole."""
    title, text = coding.document.title or "", coding.document.text
    whole = text if text.startswith(title) else f"{title} {text}"
    words = " ".join(whole[: 2 * _LEAD].split())
    return words if len(words) <= _LEAD else words[:_LEAD].rpartition(" ")[0]


def _lands(text: str, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The countries a report speaks of, by its words and by who acts; most often named first."""
    named = Counter(a.country for claim in claims for side in _parties(claim) for a in side)
    named.update(land.country for w in _NAME.findall(text) if (land := find_land(w)) is not None)
    return _most_often(c for c in named.elements() if c != ISO_INTERNATIONAL)


def _most_often(names: Iterable[str]) -> tuple[str, ...]:
    """The most frequent first, then by the alphabet; empty ones left out."""
    named = Counter(n for n in names if n)
    return tuple(sorted(named, key=lambda n: (-named[n], n))[:_MOST])


def _site(coding: Coding, mention: PlaceMention) -> str:
    """The name of a place below a country: its own, or as the report writes it; empty for others."""
    if mention.precision is not None and mention.precision >= _WIDE:
        return ""
    return mention.name or mention.span.of(coding.document.text)


def _parties(claim: Claim) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    if isinstance(claim, Event):
        return claim.actors, claim.recipients
    if isinstance(claim, Commitment):
        return claim.obligors, claim.beneficiaries
    if isinstance(claim, Statement):
        return (claim.speaker,), claim.addressees
    return (), ()


def _where(claim: Claim, places: Iterable[PlaceMention]) -> Where | None:
    """The place of the claim, as its words were resolved."""
    if isinstance(claim, Statement | Commitment) or claim.place is None:
        return None
    spans = [span for name, span in claim.provenance.fields if name == "place"]
    found = [m for m in places if m.id and any(m.span.overlaps(s) for s in spans)]
    if not found:  # the field's words lie elsewhere: a mention of the same name serves
        found = [m for m in places if m.id and m.name == claim.place]
    if not found:
        return Where(name=claim.place)
    best = min(found, key=lambda m: (m.precision or 9, m.span))
    return Where(
        name=best.name or claim.place,
        id=best.id,
        lat=best.lat,
        lon=best.lon,
        radius_km=_RADIUS_KM.get(best.precision or 0),
        precision=best.precision,
        countries=(best.id.removeprefix("iso:"),) if best.id and best.id.startswith("iso:") else (),
    )


def _sentences(text: str, span: Span, ends: list[int]) -> Span:
    """The sentence or sentences that hold a span."""
    start = max((e for e in ends if e <= span.start), default=0)
    end = min((e for e in ends if e >= span.end), default=len(text))
    return Span(start, end)
