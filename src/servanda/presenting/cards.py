"""A claim in a few plain words: what every face of the program shows beside the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from servanda.model import Actor, Claim, Coding, Commitment, Event, Figure, Link, Provenance, Span, Statement

Kind = Literal["event", "statement", "figure", "commitment"]

FORCES: Final = {
    "agreed": "agreed",
    "declared": "declared by one side",
    "offered": "offered, nobody bound yet",
    "in_force": "in force",
    "ended": "ended",
    "broken": "broken",
    "demanded": "demanded",
}

RENEWALS: Final = {
    "automatic": "renewed automatically",
    "by_consent": "renewed by consent",
    "offered": "renewal offered",
}

_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_MARKS: Final = re.compile(r"[\"“”„«»]")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one claim.

    Attributes:
        number: position in the report, from 1, over all kinds in their order.
        kind: which of the four.
        label: the sort: event type and mode, form of a statement, measure, act.
        title: who, or how many; the line one reads first.
        facts: short remarks that follow: day, place, status, source, term …
        claim: the claim itself.
    """

    number: int
    kind: Kind
    label: str
    title: str
    facts: tuple[str, ...]
    claim: Claim

    @property
    def provenance(self) -> Provenance:
        """What it rests on."""
        return self.claim.provenance

    def quotes(self, text: str) -> Iterator[str]:
        """The claim's words on one line each, in quotation marks unless they hold some of their own."""
        for span in self.spans:
            words = " ".join(span.of(text).split())
            yield words if self.kind == "statement" or _MARKS.search(words) else f"“{words}”"

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its words stand."""
        return self.claim.provenance.evidence


def make_cards(coding: Coding) -> list[Card]:
    """One card a claim, numbered: events, statements, figures, commitments."""
    claims: tuple[Claim, ...] = (*coding.events, *coding.statements, *coding.figures, *coding.commitments)
    return [_card(number, claim) for number, claim in enumerate(claims, 1)]


def names(actors: tuple[Actor, ...], empty: str = "") -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    words = [a.name for a in actors]
    if len(words) < 2:
        return words[0] if words else empty
    return f"{', '.join(words[:-1])} and {words[-1]}"


def date_words(value: str) -> str:
    """``31 Oct 2022``, ``Aug 2022``, ``2020``, ``27 Sep – 10 Nov 2020`` for the codebook's dates."""
    start, _, end = value.partition("/")
    first, last = _part_words(start), _part_words(end) if end else ""
    if not last or first == last:
        return first
    year = f" {start[:4]}"
    if start[:4] == end[:4] and first.endswith(year) and first != year.strip():
        first = first.removesuffix(year)
    return f"{first} – {last}"


def days_words(days: tuple[date, date]) -> str:
    """The same for an interval of days."""
    return date_words(f"{days[0].isoformat()}/{days[1].isoformat()}")


def term_words(value: str) -> str:
    """``5 years`` for ``P5Y``; what is no ISO 8601 duration of one unit stays as it is."""
    number, unit = value.removeprefix("P").removeprefix("T")[:-1], value[-1:]
    if not number.isdigit() or unit not in _UNITS or not value.startswith("P"):
        return value
    if value.startswith("PT") and unit == "M":
        return f"{number} minutes"
    return f"{number} {_UNITS[unit]}{'' if number == '1' else 's'}"


def count_words(low: float | None, high: float | None, *, approx: bool = False) -> str:
    """``286``, ``about 30,000``, ``at least 6,500``, ``up to 40``, ``24–99``."""
    if low is None and high is None:
        return "some"
    if low is None or high is None:
        bound = f"up to {_number(high)}" if high is not None else f"at least {_number(low)}"
        return f"{bound}, roughly" if approx else bound
    if low != high:
        return f"{_number(low)}–{_number(high)}"
    return f"about {_number(low)}" if approx else _number(low)


def link_words(link: Link, text: str) -> str:
    """A link of the chain: ``Example Agency (“quoted”)``, ``nobody named (“allegedly”: distanced)``."""
    who = link.source.name if link.source else f"“{link.words.of(text)}”" if link.words else "nobody named"
    cue = f"“{link.cue.of(text)}”" if link.cue else ""
    apart = link.hedge is not None and link.hedge != link.cue
    hedge = f"“{link.hedge.of(text)}”" if apart and link.hedge is not None else ""
    told = ", ".join(filter(None, [cue, hedge]))
    told = f"{told}: {link.stance}" if link.stance != "plain" and told else told or link.stance
    return f"{who} ({told})"


def _card(number: int, claim: Claim) -> Card:
    if isinstance(claim, Event):
        label, title, facts = _event(claim)
    elif isinstance(claim, Statement):
        label, title, facts = _statement(claim)
    elif isinstance(claim, Figure):
        label, title, facts = _figure(claim)
    else:
        label, title, facts = _commitment(claim)
    return Card(number, claim.kind, label, title, tuple(facts), claim)


def _event(e: Event) -> tuple[str, str, Iterator[str]]:
    doers = names(e.actors, "(nobody named)")
    title = f"{doers} → {names(e.recipients)}" if e.recipients else doers
    return f"{e.type} · {e.mode}" if e.mode else e.type, title, _event_facts(e)


def _event_facts(e: Event) -> Iterator[str]:
    if e.status != "happened":
        yield e.status
    if e.date:
        yield date_words(e.date)
    if e.place:
        yield e.place
    if e.says:
        yield f"says {e.says.name}"
    if e.background:
        yield "background"


def _statement(s: Statement) -> tuple[str, str, Iterator[str]]:
    to = f" → {names(s.addressees)}" if s.addressees else ""
    return s.form, f"{s.speaker.name}{to}", iter(())


def _figure(f: Figure) -> tuple[str, str, Iterator[str]]:
    measure = f.measure.replace("_", " ")
    if f.measure == "duration":
        title = " ".join(filter(None, [count_words(f.low, f.high, approx=f.approx), _unit_of(f)]))
    else:
        unit = f.unit if f.measure in ("money", "territory") else None
        title = " ".join(filter(None, [count_words(f.low, f.high, approx=f.approx), unit, f.of]))
    return measure, title, _figure_facts(f)


def _unit_of(f: Figure) -> str:
    """``years`` for a duration counted in years."""
    unit = _UNITS.get((f.unit or "")[-1:], f.of or "")
    return unit if f.low == f.high == 1 else f"{unit}s"


def _figure_facts(f: Figure) -> Iterator[str]:
    if f.event:
        yield f.event
    if f.date:
        yield date_words(f.date)
    if f.place:
        yield f.place
    if f.says:
        yield f"counted by {f.says.name}"
    if f.cumulative:
        yield "in all"


def _commitment(c: Commitment) -> tuple[str, str, Iterator[str]]:
    toward = f" → {names(c.beneficiaries)}" if c.beneficiaries else ""
    return c.act.replace("_", " "), f"{names(c.obligors, '(nobody named)')}{toward}", _commitment_facts(c)


def _commitment_facts(c: Commitment) -> Iterator[str]:
    yield FORCES.get(c.force, c.force)
    if c.date:
        yield f"made {date_words(c.date)}"
    if c.start:
        yield f"from {date_words(c.start)}"
    if c.end:
        yield f"until {date_words(c.end)}"
    if c.term:
        yield f"for {term_words(c.term)}"
    if c.renewal:
        yield RENEWALS.get(c.renewal, c.renewal)
    if c.condition:
        yield f"if: {c.condition}"
    if c.instrument:
        yield c.instrument


def _part_words(part: str) -> str:
    bits = part.split("-")
    if len(bits) == 1 or not all(b.isdigit() for b in bits) or not 1 <= int(bits[1]) <= 12:
        return part
    month = f"{_MONTHS[int(bits[1]) - 1]} {bits[0]}"
    return f"{int(bits[2])} {month}" if len(bits) > 2 else month


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
