"""What a view can be found by, and what filters ask for, in the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from servanda.errors import RecordError
from servanda.model import Actor
from servanda.model.account import Account, Where
from servanda.model.asking import Filters
from servanda.model.days import Days
from servanda.model.views import Contradiction, CopyGroup, Incident, Pledge, Tally
from servanda.reconciliation.contradictions import marks_of as contradiction_marks
from servanda.run.recording_areas import Box, box_term
from servanda.run.recording_lanes import lanes_of
from servanda.run.recording_things import clean, named_in

_WORD: Final = re.compile(r"\w+")
_COUNTRY: Final = re.compile(r"[A-Z]{3}")
_MONTHS: Final = 24
"""What lies in more months than these is found in each."""

_SHARED: Final = "mark:"
PAIR: Final = "pair:"
"""Of two countries between which a promise stands."""
INSTRUMENT: Final = "instrument:any"
"""Of a commitment that may belong to an instrument: told with a name of one, or beside other commitments."""

Stored = Incident | Tally | Contradiction | Pledge | CopyGroup
"""Views that lie in the derived tables."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a view can be found by: terms, days, box (south, north, west, east), lanes (by, lane)."""

    terms: frozenset[str]
    happened: Days | None
    box: Box | None
    lanes: frozenset[tuple[str, str]] = frozenset()


def marks_of(view: Stored, accounts: Mapping[str, Account]) -> Marks:
    """Terms, days and place of a view; ``accounts`` are those it rests on, by id."""
    marks = _marks_of(view, accounts)
    if isinstance(view, Incident | Pledge):
        marks = replace(marks, lanes=lanes_of(view, accounts))
    return replace(marks, terms=marks.terms | {box_term(marks.box)}) if marks.box else marks


def _marks_of(view: Stored, accounts: Mapping[str, Account]) -> Marks:
    if isinstance(view, Incident):
        return _of_incident(view, accounts)
    if isinstance(view, Pledge):
        return _of_pledge(view, accounts)
    if isinstance(view, Tally):
        return _of_tally(view, accounts)
    if isinstance(view, Contradiction):
        return _of_contradiction(view, accounts)
    terms = {f"source:{_plain(view.agency)}"} if view.agency else set()
    return Marks(frozenset(terms | {f"report:{r}" for r in view.reports}), None, None)


def _of_incident(view: Incident, accounts: Mapping[str, Account]) -> Marks:
    told = [accounts[a] for a in view.accounts]
    terms = {f"type:{view.type}", *(f"status:{s}" for s, _ in view.statuses)}
    if view.mode:
        terms.add(f"mode:{view.mode}")
    terms |= _of_actors((*view.actors, *view.recipients))
    terms |= _of_accounts(told)
    return Marks(frozenset(terms | _months(view.when)), view.when, _box(a.where for a in told))


def _of_pledge(view: Pledge, accounts: Mapping[str, Account]) -> Marks:
    told = [accounts[a] for a in view.accounts]
    terms = {f"act:{view.act}", *_of_actors((*view.obligors, *view.beneficiaries)), *_of_accounts(told)}
    if any(getattr(a.claim, "instrument", None) for a in told):
        terms.add(INSTRUMENT)
    for account in told:
        terms |= _of_lands(account)
    terms |= sides_of(view, (land for account in told for land in account.lands))
    return Marks(frozenset(terms | _months(view.made)), view.made, _box([view.where]))


def sides_of(view: Pledge, lands: Iterable[str]) -> set[str]:
    """Each two countries between which a promise stands: one bound, the other bound, promised to or meant.

    Whom it is promised to is often left unsaid: then it is whoever the report speaks of. A promise with one
    country alone is its own.
    """
    bound = {a.country for a in view.obligors} - {"", "INT"}
    toward = {a.country for a in view.beneficiaries} - {"", "INT"}
    others = bound | (toward or set(lands))
    pairs = {f"{PAIR}{min(a, b)}|{max(a, b)}" for a in bound or toward for b in others if a != b}
    return pairs or {f"alone:{a}" for a in bound | toward}


def _of_tally(view: Tally, accounts: Mapping[str, Account]) -> Marks:
    told = [accounts[c.account] for c in view.counts]
    terms = {f"measure:{view.measure}", *_of_accounts(told), *_of_actors(c.by for c in view.counts if c.by)}
    if view.side:
        terms |= _of_actors([Actor(view.side, view.side if _COUNTRY.fullmatch(view.side) else "")])
    for account in told:
        terms |= _of_lands(account)
    return Marks(frozenset(terms | _months(view.when)), view.when, _box(a.where for a in told))


def _of_contradiction(view: Contradiction, accounts: Mapping[str, Account]) -> Marks:
    told = [accounts[s.account] for s in view.sides if s.account in accounts]
    terms = {f"kind:{view.kind}", *_of_accounts(told), *shared_terms(view)}
    for account in told:
        terms |= _of_actors(named_in(account))
        terms |= _of_lands(account)
    days = [a.when for a in told if a.when]
    happened = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    return Marks(frozenset(terms | _months(happened)), happened, _box(a.where for a in told))


def shared_terms(view: Contradiction) -> set[str]:
    """Terms that two contradictions share which may be one; see :func:`marks_of` of contradictions."""
    return {
        f"{_SHARED}{hashlib.blake2b(repr(mark).encode('utf-8', 'replace'), digest_size=9).hexdigest()}"
        for mark in contradiction_marks(view)
    }


def is_shared(term: str) -> bool:
    """Whether it is one of :func:`shared_terms`."""
    return term.startswith(_SHARED)


def tags_of(account: Account) -> set[str]:
    """What one account can be found by."""
    claim = account.claim
    terms = _of_accounts([account]) | _of_actors(named_in(account))
    for name in ("type", "mode", "status", "act", "measure"):
        if value := getattr(claim, name, None):
            terms.add(f"{name}:{value}")
    return terms


def _of_accounts(accounts: Iterable[Account]) -> set[str]:
    """Outlets, named sources, places and stable ids."""
    terms = set()
    for account in accounts:
        if account.report.source:
            terms.add(f"source:{_plain(account.report.source)}")
        says = getattr(account.claim, "says", None)
        named = [says] if says else []
        named += [link.source for link in account.claim.provenance.chain if link.source]
        terms |= {f"source:{_plain(actor.name)}" for actor in named}
        terms |= {f"id:{one}" for one in (*account.actor_ids, *account.recipient_ids) if one}
        if account.where:
            terms.add(f"place:{_plain(account.where.name)}")
            if account.where.id:
                terms.add(f"id:{account.where.id}")
    return terms


def _of_lands(account: Account) -> set[str]:
    return {f"land:{code}" for code in account.lands}


def _of_actors(actors: Iterable[Actor]) -> set[str]:
    terms = set()
    for actor in actors:
        if actor.country:
            terms.add(f"country:{actor.country}")
        terms |= {f"word:{w}" for w in _WORD.findall(_plain(actor.name))}
    return terms


def _months(days: Days | None) -> set[str]:
    if days is None:
        return set()
    first, last = (d.year * 12 + d.month - 1 for d in days)
    if last - first > _MONTHS:
        return {"month:any"}
    return {f"month:{m}" for m in range(first, last + 1)}


def _box(places: Iterable[Where | None]) -> Box | None:
    points = [(p.lat, p.lon) for p in places if p and p.lat is not None and p.lon is not None]
    if not points:
        return None
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return min(lats), max(lats), min(lons), max(lons)


def _plain(text: str) -> str:
    return " ".join(clean(text).casefold().split())


ASKABLE: Final[Mapping[str, frozenset[str]]] = {
    "incidents": frozenset({"type", "mode", "status", "actor", "pair", "source", "place"}),
    "figures": frozenset({"measure", "actor", "pair", "source", "place"}),
    "clashes": frozenset({"kind", "actor", "pair", "source", "place"}),
    "commitments": frozenset({"act", "actor", "pair", "source"}),
    "copies": frozenset({"source"}),
    "search": frozenset(
        {"type", "mode", "status", "act", "measure", "kind", "actor", "pair", "source", "place"}
    ),
}
"""Filters that terms answer; what a kind cannot be asked for is passed over."""


def wanted(kind: str, filters: Filters) -> tuple[tuple[str, ...], ...]:
    """For each filter the terms of which a view must have one.

    Raises:
        RecordError: R011 if a filter cannot be understood.
    """
    can = ASKABLE.get(kind, frozenset())
    out: list[tuple[str, ...]] = []
    for name in ("type", "mode", "status", "act", "measure", "kind"):
        value = getattr(filters, name)
        if value and name in can:
            out.append((f"{name}:{value}",))
    if filters.source and "source" in can:
        out.append((f"source:{_plain(filters.source)}",))
    if filters.pair and "pair" in can:
        a, b = filters.pair
        if not (_COUNTRY.fullmatch(a) and _COUNTRY.fullmatch(b)) or a == b:
            raise RecordError("R011", f"a pair is two country codes, not {a},{b}", remedy="as ARM,AZE")
        if kind == "commitments":
            out.append((f"{PAIR}{min(a, b)}|{max(a, b)}",))
        else:
            lands = kind in ("figures", "clashes")  # a figure's parties are seldom named
            out += [(f"country:{code}", f"land:{code}") if lands else (f"country:{code}",) for code in (a, b)]
    if filters.actor and "actor" in can:
        out += _actor_terms(filters.actor)
    if filters.place and "place" in can and filters.km is None:
        out.append((f"place:{_plain(filters.place)}", f"id:{filters.place}"))
    if filters.between:
        out += _between_terms(filters.between)
    return tuple(out)


def _actor_terms(actor: str) -> list[tuple[str, ...]]:
    if _COUNTRY.fullmatch(actor):
        return [(f"country:{actor}",)]
    if ":" in actor:
        return [(f"id:{actor}",)]
    # A name without a letter is nobody's, and so is a term that is no word.
    words = _WORD.findall(actor.casefold()) or [actor]
    return [(f"word:{w}",) for w in dict.fromkeys(words)]


def _between_terms(days: tuple[date, date]) -> list[tuple[str, ...]]:
    if days[0] > days[1]:
        raise RecordError("R011", f"{days[0]} is after {days[1]}")
    first, last = (d.year * 12 + d.month - 1 for d in days)
    if last - first > _MONTHS:
        return []  # the rows' own days decide
    return [("month:any", *(f"month:{m}" for m in range(first, last + 1)))]
