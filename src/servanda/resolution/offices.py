"""Who a phrase means, by the offices and people of the tables: one answer, or none with the reason.

"The Turkish leader" on 31 October 2022 is whoever held the office that led Turkey on that day; "Bush" in
1991 is the one Bush in office then. Two who fit, a change of office on the very day, or an interval longer
than one term leave the phrase open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from servanda.knowledge import country_name, find_known, find_land
from servanda.knowledge.office_phrases import OfficePhrase, office_title, parse_office
from servanda.knowledge.offices import CURRENT_TO, Days, Holding, Office, Term, holders, terms_of
from servanda.knowledge.people import Person, find_people, person_name
from servanda.model import Actor, Analysis
from servanda.resolution.identity import actor_id, known_id, person_id

_RARE = 4
"""How many holders of offices may bear a family name that is to mean the only one in office."""
_SHOWN = 6
"""How many candidates that lost are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCandidate:
    """Somebody who was weighed.

    Attributes:
        name: as the tables have it.
        office: in words ("president of Russia"); empty if he is known without an office.
        first, last: of his term, as exact as known; ``last`` ends in ``+`` if it may have gone on.
        acting: he held it for the time being.
        reason: why he lost.
    """

    name: str
    office: str = ""
    first: str = ""
    last: str = ""
    acting: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer:
    """Whom a phrase means.

    Attributes:
        phrase: as asked.
        days: the interval for which it was asked; ``None`` if no day is known.
        actor: who it is; ``None`` if it stays open.
        id: his stable id; ``None`` if it stays open.
        term: the term of office that decided, if one did.
        reason: why he, or why nobody.
        rejected: the candidates that lost.
    """

    phrase: str
    days: Days | None
    actor: Actor | None = None
    id: str | None = None
    term: Term | None = None
    reason: str = ""
    rejected: tuple[OfficeCandidate, ...] = ()

    @property
    def candidate(self) -> OfficeCandidate | None:
        """The one who won with his term, if a term decided."""
        return _weighed([self.term], reason=self.reason)[0] if self.term else None


def look_up(phrase: str, days: Days | None = None, *, owner: str = "") -> OfficeAnswer:
    """Who a phrase means within some days.

    Args:
        phrase: an office ("the Turkish leader"), a name ("Bush"), or both ("Secretary of State Rice").
        days: the interval within which it was said; ``None`` if nothing is known of it.
        owner: state's code, territory or body that is meant if the phrase names none.
    """
    parsed = parse_office(phrase, owner)
    if parsed.problem:
        return OfficeAnswer(phrase=phrase, days=days, reason=parsed.problem)
    if parsed.name:
        return _by_name(phrase, parsed, days)
    if not parsed.offices:
        return OfficeAnswer(phrase=phrase, days=days, reason=f"whose {parsed.title} is not said")
    return _by_office(phrase, parsed, days)


def days_of(analysis: Analysis) -> Days | None:
    """The days within which a report was written: its own day, else the interval that its words allow."""
    day = analysis.document.published
    return (day, day) if day else analysis.written


def out_of_office(name: str, days: Days | None) -> Literal["", "before", "after"]:
    """Whether the days of a report lie before or after all terms that the tables have of somebody.

    Empty if they lie within or between, or if it is not sure who is meant.
    """
    people, full = find_people(name)
    if days is None or not full or len(people) != 1 or not people[0].terms:
        return ""
    known = find_known(name, days[0])
    if known and known.holds(days[0]) and (known.since or known.until):
        return ""  # an office that only the table of officeholders has
    terms = people[0].terms
    if max(term.latest for term in terms) < days[0]:
        return "after"
    return "before" if days[1] < min(term.earliest for term in terms) else ""


@dataclass(frozen=True, slots=True)
class SureHolder:
    """The one person who held an office on the days of a report.

    Attributes:
        id: his stable id.
        ever: names within the ids of all who had held it by then; somebody of two states has two ids.
    """

    id: str
    ever: frozenset[str]

    def rules_out(self, other: str) -> bool:
        """Whether a person of the tables, by his id, never held the office; a bare family name may have."""
        name = name_in_id(other)
        return "-" in name and name not in self.ever


@lru_cache(maxsize=4096)
def sure_holder(name: str, country: str, days: Days | None) -> SureHolder | None:
    """The one person whom a description such as "Turkish president" means, if that is sure.

    Args:
        name: the description, as an actor's name.
        country: ISO 3166-1 alpha-3 of the actor; the answer must be of the same.
        days: the days within which the report was written.
    """
    if days is None or " " not in name:
        return None
    parsed = parse_office(name)
    if parsed.problem or parsed.name or not parsed.offices:
        return None
    found = _by_office(name, parsed, days)
    if found.id is None or found.actor is None or found.actor.country != country:
        return None
    ever = (t for office, _ in parsed.offices for t in terms_of(office) if t.earliest <= days[1])
    ids = (person_id(person_name(t.holder), country) for t in ever)
    return SureHolder(found.id, frozenset(name_in_id(one) for one in (found.id, *ids)))


def name_in_id(person: str) -> str:
    """The last part of a person's id."""
    return person.rpartition(":")[2]


def actor_or_holder_id(actor: Actor, noun: str, analysis: Analysis, on: date | None) -> str:
    """The id of an actor of a report; the holder's, if he is called only by an office that one held then.

    Args:
        actor: as the mention has it.
        noun: what the mention calls him; a counterpart need not hold the same office.
        analysis: the report.
        on: the day for which the tables are asked, as for :func:`servanda.resolution.identity.actor_id`.
    """
    found = actor_id(actor, analysis.document, on)
    if noun == "counterpart" or not found.startswith("local:"):
        return found
    office = sure_holder(actor.name, actor.country, days_of(analysis))
    return office.id if office else found


# -- by the office alone


def _by_office(phrase: str, parsed: OfficePhrase, days: Days | None) -> OfficeAnswer:
    asked: list[Holding] = []
    for office, within in parsed.offices:
        span = _clip(days, within)
        if days is None or span is not None:
            asked.append(holders(office, span, parsed.tense, acting=parsed.acting, wait=parsed.wait))
    answers = [h for h in asked if h.term or h.candidates] or asked
    if not answers:
        return OfficeAnswer(phrase=phrase, days=days, reason=f"no {parsed.title} at that time")
    found = [h.term for h in answers if h.term]
    candidates = [t for h in answers for t in h.candidates]
    one = len({t.holder for t in found}) == 1 and all(
        h.term or {t.holder for t in h.candidates} <= {found[0].holder} for h in answers
    )
    if not one:
        reason = answers[0].reason
        if len(answers) > 1 and found:
            reason = f"{len(answers)} offices fit: " + ", ".join(
                f"{office_title(t.office)} {t.holder}" for t in found
            )
        return OfficeAnswer(phrase=phrase, days=days, reason=reason, rejected=_weighed(candidates, reason=""))
    term = found[0]
    why = next(h.reason for h in answers if h.term)
    reason = f"{'acting ' if term.acting else ''}{office_title(term.office)}: {why}"
    lost = [t for t in candidates if t.holder != term.holder]
    answer = OfficeAnswer(
        phrase=phrase, days=days, term=term, reason=reason, rejected=_weighed(lost, reason="")
    )
    return _named(answer, term, parsed, days)


def _clip(days: Days | None, within: Days) -> Days | None:
    if days is None:
        return None
    first, last = max(days[0], within[0]), min(days[1], within[1])
    return (first, last) if first <= last else None


# -- by a name


def _by_name(phrase: str, parsed: OfficePhrase, days: Days | None) -> OfficeAnswer:
    people, full = find_people(parsed.name)
    people = tuple(p for p in people if _belongs(p, parsed.owner))
    if not people:
        reason = f"nobody of the tables is called {parsed.name!r}"
        if not parsed.title and parsed.owner:
            reason = f"no office and nobody of the tables is called {parsed.name!r}"
        return OfficeAnswer(phrase=phrase, days=days, reason=reason)
    answer = OfficeAnswer(phrase=phrase, days=days)
    if parsed.title:
        fits = [(p, t) for p in people for t in _titled(p, parsed, days)]
        chosen = list(dict.fromkeys(p.name for p, _ in fits))
        if len(chosen) == 1:
            person, term = fits[-1] if parsed.tense == "former" else fits[0]
            reason = (
                f"the one of that name who is {office_title(term.office)}"
                if not full
                else "full name and office"
            )
            lost = [p for p in people if p.name != person.name]
            answer = replace(answer, term=term, reason=reason, rejected=_others(lost, days))
            return _named(answer, term, parsed, days)
        if len(chosen) > 1:
            reason = f"{len(chosen)} of that name fit: {', '.join(chosen)}"
            return replace(answer, reason=reason, rejected=_weighed([t for _, t in fits], reason=""))
        if not full or len(people) > 1:
            when = "at that time" if days else "at any time known"
            reason = f"nobody called {parsed.name!r} held that office {when}"
            return replace(answer, reason=reason, rejected=_others(people, days))
    return _plain_name(answer, parsed, people, days, full=full)


def _plain_name(
    answer: OfficeAnswer, parsed: OfficePhrase, people: tuple[Person, ...], days: Days | None, *, full: bool
) -> OfficeAnswer:
    """The person whom a name means that no title helps to tell from others."""
    if len(people) > 1 and days:
        serving = [(p, [t for t in p.terms if t.may_hold(days)]) for p in people]
        serving = [(p, terms) for p, terms in serving if terms]
        if len(serving) == 1 and parsed.tense == "holding" and sum(bool(p.terms) for p in people) <= _RARE:
            person, terms = serving[0]
            lost = _others([p for p in people if p is not person], days)
            reason = f"the only one of that name in office then, as {office_title(terms[-1].office)}"
            answer = replace(answer, term=terms[-1], reason=reason, rejected=lost)
            return _named(answer, terms[-1], parsed, days)
    if len(people) > 1:
        why = "several are called so" if days else "several are called so and no day is known"
        names = ", ".join(p.name for p in people)
        return replace(answer, reason=f"{why}: {names}", rejected=_others(people, days))
    person = people[0]
    term = next((t for t in person.terms if days and t.may_hold(days)), None)
    begun = min((t.earliest for t in person.terms), default=date.min)
    if not full and days and not person.known and days[1] < begun:
        reason = f"{person.name} held no office yet; somebody else of that name may be meant"
        return replace(answer, reason=reason, rejected=_others(people, days))
    if term:
        reason = f"the only one of that name; {office_title(term.office)} then"
        return _named(replace(answer, term=term, reason=reason), term, parsed, days)
    known = find_known(person.name, days[0] if days else None)
    if known is None or known.kind != "person":
        last = person.terms[-1]
        answer = replace(answer, reason=f"the only one of that name; {_told(last)}")
        return _named(answer, last, parsed, days)
    sector = "CVL" if parsed.tense == "former" and known.sector == "GOV" else known.sector
    told = f"; {_told(person.terms[-1])}" if person.terms else ""
    return replace(
        answer,
        actor=Actor(known.name, known.country, sector),
        id=known_id(known),
        reason=f"the only one of that name{told}",
    )


def _belongs(person: Person, owner: str) -> bool:
    """Whether somebody can be of the state or body that a phrase names."""
    land = find_land(owner)
    return not owner or owner in person.countries or bool(land and land.country in person.countries)


def _titled(person: Person, parsed: OfficePhrase, days: Days | None) -> list[Term]:
    """The terms in which somebody bore the title that a phrase gives him."""
    kinds = parsed.offices
    terms = [t for t in person.terms if _is_meant(t, parsed, days) and (t.acting or not parsed.acting)]
    if days is None or not (kinds or parsed.title):
        return terms
    if parsed.tense == "former":
        return [t for t in terms if t.latest < days[0]]
    if parsed.tense == "once":
        return [t for t in terms if t.earliest <= days[1]]
    if parsed.tense == "next":
        return [t for t in terms if days[1] < t.earliest and (t.earliest - days[1]).days <= 200]
    return [t for t in terms if t.may_hold(days)]


def _is_meant(term: Term, parsed: OfficePhrase, days: Days | None) -> bool:
    """Whether a term is in the office that a phrase names; of whichever owner if it names none."""
    if parsed.offices:
        now = days if parsed.tense not in {"former", "once"} else None
        return any(term.office == o and (not now or _clip(now, w)) for o, w in parsed.offices)
    if parsed.owner:
        return False
    meant = parse_office(parsed.title, term.office.of).offices
    return any(term.office == office for office, _ in meant)


# -- the answer


def _named(answer: OfficeAnswer, term: Term, parsed: OfficePhrase, days: Days | None) -> OfficeAnswer:
    """The answer with the actor: country and sector of the office, ``CVL`` for whoever no longer holds it."""
    name = person_name(term.holder)
    country, sector = _place(term.office, days)
    past = bool(days and term.latest < days[0])
    if (parsed.tense == "former" or past) and sector in {"GOV", "IGO"}:
        sector = "CVL"
    return replace(answer, actor=Actor(name, country, sector), id=person_id(name, country))


def _place(office: Office, days: Days | None) -> tuple[str, str]:
    """Country and sector of whoever holds an office."""
    if country_name(office.of):
        return office.of, "MIL" if office.kind.endswith(("armed-forces", "-army", "army-chief")) else "GOV"
    land = find_land(office.of)
    if land:
        return land.country, land.sector or "GOV"
    known = find_known(office.of, days[0] if days else None)
    return (known.country, known.sector) if known else ("INT", "IGO")


def _weighed(terms: Iterable[Term], *, reason: str) -> tuple[OfficeCandidate, ...]:
    return tuple(
        OfficeCandidate(
            name=person_name(t.holder),
            office=office_title(t.office),
            first=t.first,
            last=t.last or f"{CURRENT_TO}+",
            acting=t.acting,
            reason=reason,
        )
        for t in dict.fromkeys(terms)
    )[-_SHOWN:]


def _others(people: Iterable[Person], days: Days | None) -> tuple[OfficeCandidate, ...]:
    """Namesakes, each with the office he is known by."""
    found = []
    for person in people:
        term = next((t for t in person.terms if days and t.may_hold(days)), None)
        term = term or (person.terms[-1] if person.terms else None)
        if term is None:
            found.append(OfficeCandidate(name=person.name, reason="in no office of the table"))
            continue
        reason = "in office then" if days and term.may_hold(days) else "in no office of the table then"
        (one,) = _weighed([term], reason=reason if days else "")
        found.append(one)
    return tuple(found)[:_SHOWN]


def _told(term: Term) -> str:
    until = "" if not term.last or term.last.endswith("+") else f" to {term.last}"
    return f"{office_title(term.office)} from {term.first}{until}"
