"""Offices and who held them when: heads of state and government, ministers, heads of bodies and groups.

Two tables of one shape: ``offices.tsv``, written from public facts, and ``offices_compiled.tsv``, compiled
from Wikidata for offices that the first leaves out. A term's days are as exact as its source: a term that
began in some month *may* hold from that month's first day and holds *for certain* from its last. Whoever
asks for a day gets a holder only if one alone can have held the office then, and that for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from servanda.knowledge.actors import find_known
from servanda.knowledge.countries import country_name
from servanda.knowledge.tables import read_rows

Days = tuple[date, date]
"""First and last day of an interval, both in it."""
Tense = Literal["holding", "former", "next", "outgoing", "incoming", "once"]
"""Which holder is meant: of the day, an earlier one, the next, or either side of a change; ``once``: of some
day up to the day ("then-president")."""

CURRENT_TO = date(2025, 6, 30)
"""Day to which the hand-written table was brought up: for later days an open term may have ended."""
_NEVER = date.max
_DAY = timedelta(days=1)
_AWAITED = {"elect": timedelta(days=200), "designate": timedelta(days=21)}
"""How long before he takes office somebody is called so; many designated never do."""


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """An office; ``of`` is the code of a state, or the name of a territory or body."""

    of: str
    kind: str

    @property
    def id(self) -> str:
        """``RUS:president``, ``NATO:head``."""
        return f"{self.of}:{self.kind}"

    @property
    def plain_title(self) -> str:
        """In the table's words: "foreign minister of United States"."""
        return f"{self.kind.replace('-', ' ')} of {country_name(self.of) or self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One holder's time in one office.

    Attributes:
        holder: name as the table has it.
        first, last: as exact as known, ISO 8601: day, month or year; ``last`` is empty if he held it on
            :data:`CURRENT_TO` and ends in ``+`` if he is known to have held it at least until then.
        acting: for the time being only.
        founder: nobody held it before him.
        source: where the row comes from.
        earliest, settled: first day on which he may, and certainly does, hold it.
        leaving, latest: last day on which he certainly does, and may, hold it.
    """

    office: Office
    holder: str
    first: str
    last: str
    acting: bool
    founder: bool
    source: str
    earliest: date
    settled: date
    leaving: date
    latest: date

    def may_hold(self, days: Days) -> bool:
        """Whether he may hold it on some of these days."""
        return self.earliest <= days[1] and days[0] <= self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The answer to who held an office: one term, or none with the reason; and all that were weighed."""

    term: Term | None
    reason: str
    candidates: tuple[Term, ...] = ()


def holders(
    office: Office, days: Days | None, tense: Tense = "holding", *, acting: bool = False, wait: str = "elect"
) -> Holding:
    """Who held an office within some days.

    Args:
        office: which.
        days: the interval within which the holder is asked for; ``None`` if no day is known.
        tense: which holder is meant.
        acting: only those who held it for the time being.
        wait: for ``next``: called ``elect`` or ``designate``.
    """
    terms = terms_of(office)
    if not terms:
        return Holding(term=None, reason=f"the table has no {office.plain_title}")
    if days is None:
        return _undated(terms, tense)
    if tense == "former":
        return _former(terms, days)
    if tense == "next":
        return _next(terms, days, _AWAITED[wait])
    if tense == "once":
        return _only([t for t in terms if t.earliest <= days[1]], "who held it up to then", terms)
    found = [t for t in terms if t.may_hold(days)]
    if acting:
        kept = [t for t in found if t.acting]
        if found and not kept:
            reason = f"{found[0].holder} held it, but not as acting"
            return Holding(term=None, reason=reason, candidates=tuple(found))
        found = kept
    if tense in {"outgoing", "incoming"} and len(found) > 1:
        chosen = found[0] if tense == "outgoing" else found[-1]
        return Holding(term=chosen, reason=f"{tense} on that day", candidates=tuple(found))
    return _holding(found, days)


def _holding(found: list[Term], days: Days) -> Holding:
    """The one of ``found`` who held it on all of the days, or why there is none."""
    names = _names(found)
    if not names:
        return Holding(term=None, reason="the table has no holder for that time")
    if len(names) > 1:
        reason = f"{len(names)} held it within that time: {', '.join(names)}"
        return Holding(term=None, reason=reason, candidates=tuple(found))
    if found[-1].latest == _NEVER and found[-1].leaving < days[1]:
        reason = f"{names[0]} is known to have held it until {found[-1].leaving}; the table knows no more"
        return Holding(term=None, reason=reason, candidates=tuple(found))
    if not _covers(found, days):
        reason = f"not known for all of that time; {names[0]} held it for part of it"
        return Holding(term=None, reason=reason, candidates=tuple(found))
    return Holding(term=found[0], reason="held it then", candidates=tuple(found))


def _covers(terms: list[Term], days: Days) -> bool:
    """Whether the terms certainly fill the days."""
    day = days[0]
    for term in terms:
        if term.settled <= day <= term.leaving:
            if term.leaving >= days[1]:
                return True
            day = term.leaving + _DAY
    return False


def _undated(terms: tuple[Term, ...], tense: Tense) -> Holding:
    if tense == "former":
        return _only([t for t in terms if t.last and not t.last.endswith("+")], "who held it", terms)
    if tense == "next":
        return Holding(term=None, reason="no day is known", candidates=terms)
    return _only(list(terms), "who ever held it", terms)


def _former(terms: tuple[Term, ...], days: Days) -> Holding:
    holding = _names(t for t in terms if t.may_hold(days))
    past = [t for t in terms if t.latest < days[0] and t.holder not in holding]
    return _only(past, "who had held it and no longer did", terms)


def _next(terms: tuple[Term, ...], days: Days, wait: timedelta) -> Holding:
    coming = [t for t in terms if days[1] < t.earliest <= days[1] + wait and t.settled == t.earliest]
    coming = [t for t in coming if not t.acting]
    if not coming:
        return Holding(term=None, reason="nobody is known to have taken it soon after")
    return Holding(term=coming[0], reason=f"took it on {coming[0].first}", candidates=tuple(coming))


def _only(found: list[Term], what: str, terms: tuple[Term, ...]) -> Holding:
    """The only holder of ``found``, if nobody can have held the office before the table begins."""
    names = _names(found)
    if len(names) == 1 and terms[0].founder:
        return Holding(term=found[-1], reason=f"the only one {what}", candidates=tuple(found))
    if not names:
        return Holding(term=None, reason=f"the table has nobody {what}")
    count = f"{len(names)} known" if len(names) > 1 else "there may be others than the one known"
    return Holding(term=None, reason=f"{count} {what}", candidates=tuple(found[-5:]))


def _names(terms: Iterable[Term]) -> list[str]:
    return list(dict.fromkeys(t.holder for t in terms))


# -- the tables


@cache
def _rows() -> dict[Office, list[list[str]]]:
    """Rows of both tables by office; bodies under the name that ``organisations.tsv`` has."""
    found: dict[Office, list[list[str]]] = {}
    for table in ("offices", "offices_compiled"):
        for row in read_rows(table, 7):
            found.setdefault(Office(owner_of(row[0]), row[1]), []).append(row[2:])
    return found


@cache
def owner_of(cell: str) -> str:
    """The state's code, or the name of a territory or body, for the first cell of a row."""
    if len(cell) == len("RUS") and country_name(cell):
        return cell
    body = find_known(cell)
    return body.name if body else cell


@cache
def terms_of(office: Office) -> tuple[Term, ...]:
    """All terms in an office by their first day."""
    terms = sorted(
        (_term(office, *row) for row in _rows().get(office, ())), key=lambda t: (t.earliest, t.latest)
    )
    # Who was in office when the source was closed held it at most until the next known holder came.
    for i, term in enumerate(terms[:-1]):
        later = [t for t in terms[i + 1 :] if t.earliest > term.leaving and t.holder != term.holder]
        if later and (term.last.endswith("+") or not term.last):
            terms[i] = replace(term, latest=later[0].settled)
    return tuple(terms)


def _term(office: Office, holder: str, first: str, last: str, flags: str, source: str) -> Term:
    begun, settled = bounds(first) if first else (date.min, date.min)
    leaving, over = bounds(last.removesuffix("+")) if last else (CURRENT_TO, _NEVER)
    return Term(
        office=office,
        holder=holder,
        first=first,
        last=last,
        acting="acting" in flags,
        founder="first" in flags,
        source=source,
        earliest=begun,
        settled=settled,
        leaving=leaving,
        latest=_NEVER if last.endswith("+") else over,
    )


def bounds(value: str) -> Days:
    """First and last day of an ISO 8601 day, month or year."""
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - _DAY
    return date(year, 1, 1), date(year, 12, 31)


def offices_of(of: str) -> tuple[Office, ...]:
    """The offices of a state, territory or body."""
    return _by_owner().get(of, ())


@cache
def _by_owner() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for office in _rows():
        found.setdefault(office.of, []).append(office)
    return {of: tuple(sorted(offices)) for of, offices in found.items()}


def all_terms() -> Iterator[Term]:
    """Every term of the tables, by office."""
    for office in sorted(_rows()):
        yield from terms_of(office)


@cache
def leading_offices(of: str) -> tuple[tuple[Office, Days], ...]:
    """Which office the "leader" of a state holds, and when; all that lead if the table is silent."""
    rows = [row for row in read_rows("office_leads", 4) if row[0] == of]
    if rows:
        return tuple(
            (
                Office(of, kind),
                (bounds(since)[0] if since else date.min, bounds(until)[1] if until else _NEVER),
            )
            for _, kind, since, until in rows
        )
    leading = ("president", "prime-minister", "monarch", "supreme-leader", "head")
    return tuple((o, (date.min, _NEVER)) for o in offices_of(of) if o.kind in leading)
