"""A page of prose as of a day: sentences from templates over views, each with the words it rests on.

A sentence without an account behind it is not written. Nothing is weighed or guessed: what a sentence says is
in its view, and what happened is told in the reports' own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from servanda.model.account import Account
from servanda.model.claim import Event
from servanda.model.days import Days
from servanda.model.views import Contradiction, Count, Incident, Pledge, Tally, Track
from servanda.presenting.blocks import Told, bare, full_names, quoted, teller, those
from servanda.presenting.brief_promises import promise_sentences
from servanda.presenting.called import called
from servanda.presenting.cards import count_words
from servanda.presenting.happenings import KINDS
from servanda.presenting.prose import listed, long_day, on_days, opened_with, stopped
from servanda.presenting.sentences import Sentence
from servanda.presenting.view_words import account_words

_T = TypeVar("_T")

MOST: Final = {"incidents": 10, "promises": 10, "figures": 6, "contradictions": 6, "tracks": 6}
"""Things of each sort on the page; what is told by most originals comes first."""

MOST_NOTES: Final = 3
"""Footnotes of a sentence; ``servanda show`` has all accounts."""

MOST_COUNTS: Final = 6
"""Numbers of a series; each is noted."""

_FEWEST_WORDS: Final = 6
"""Words that a promise of no named act must have to be told."""

_DEEDS: Final = frozenset(
    {"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE", "SANCTION", "CONCEDE", "AID"}
)
"""Event types of deeds; words and meetings have their own sections."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences; one paragraph for each thing told of.

    ``left``: how many things of the sort are not on the page, for others are told by more.
    """

    heading: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    left: int = 0

    @property
    def rest(self) -> str:
        """The line that says so; empty if nothing is left out."""
        if not self.left:
            return ""
        return (
            f"{self.left:,} more {'is' if self.left == 1 else 'are'} left out: fewer accounts bear on them."
        )


@dataclass(frozen=True, slots=True)
class Brief:
    """A page.

    Attributes:
        title: what it is about.
        lead: what it was made from.
        sections: those that have something.
        notes: the accounts that sentences point to; a sentence's ``notes`` are places in this, from 1.
    """

    title: str
    lead: str
    sections: tuple[Section, ...]
    notes: tuple[Account, ...]

    def numbers(self, sentence: Sentence) -> tuple[int, ...]:
        """Footnotes of a sentence."""
        places = {a.id: n for n, a in enumerate(self.notes, 1)}
        return tuple(sorted(places[i] for i in sentence.accounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a brief is written from: views as of the day, and the accounts behind them."""

    about: str
    as_of: date | None
    reports: int
    incidents: Sequence[Incident] = ()
    pledges: Sequence[Pledge] = ()
    tallies: Sequence[Tally] = ()
    contradictions: Sequence[Contradiction] = ()
    tracks: Sequence[tuple[Track, tuple[str, ...]]] = ()
    between: Days | None = None


def write_brief(material: Material, told: Told) -> Brief:
    """The page; the same material gives the same page."""
    day = f" as of {long_day(material.as_of)}" if material.as_of else ""
    count = f"{material.reports} {'report' if material.reports == 1 else 'reports'}"
    lead = (
        f"Written by rules from {count} of the record. Everything is as reported, by whose account is said "
        "or noted, and nothing was checked against the world."
    )
    if material.between:
        first, last = (long_day(day) for day in material.between)
        lead += f" What happened, how many and what is disputed is of {first} to {last}."
    promises, left_promises = _promises(material.pledges)
    deeds, left_deeds = _deeds(material.incidents)
    counted, left_counted = _counted(material.tallies)
    disputed, left_disputed = _disputed(material.contradictions)
    tracks = material.tracks[: MOST["tracks"]]
    drafts = [
        ("What was promised", [promise_sentences(p, material.as_of, told) for p in promises], left_promises),
        ("What happened", [_incident(i, told) for i in deeds], left_deeds),
        ("How many", [_tally(t) for t in counted], left_counted),
        ("What is disputed", [_contradiction(c) for c in disputed], left_disputed),
        ("Who talked with whom", [_track(t, ids) for t, ids in tracks], len(material.tracks) - len(tracks)),
    ]
    sections = []
    order: dict[str, None] = {}
    for heading, paragraphs, left in drafts:
        kept = [tuple(s for s in _known(p, told) if s.accounts) for p in paragraphs]
        kept = [p for p in kept if p]
        if kept:
            sections.append(Section(heading, tuple(kept), left))
            order.update((i, None) for p in kept for s in p for i in s.accounts)
    return Brief(f"{material.about}{day}", lead, tuple(sections), those(order, told))


def brief_as_json(brief: Brief) -> dict[str, Any]:
    """``title``, ``lead``, ``sections`` of paragraphs of ``{text, notes}``, ``notes`` by number."""
    return {
        "title": brief.title,
        "lead": brief.lead,
        "sections": [
            {
                "heading": section.heading,
                "left": section.left,
                "paragraphs": [
                    [{"text": s.text, "notes": list(brief.numbers(s))} for s in paragraph]
                    for paragraph in section.paragraphs
                ],
            }
            for section in brief.sections
        ],
        "notes": [{"number": n, **account_words(a)} for n, a in enumerate(brief.notes, 1)],
    }


def _known(sentences: Iterable[Sentence], told: Told) -> list[Sentence]:
    """Sentences with the first few of the accounts that are known, one for each report as far as they go."""
    out: list[Sentence] = []
    for sentence in sentences:
        known = [i for i in dict.fromkeys(sentence.accounts) if i in told]
        of_report = {told[i].report.id: i for i in reversed(known)}
        leading = [i for i in known if of_report[told[i].report.id] == i]
        others = [i for i in known if i not in leading]
        noted = known if sentence.each else [*leading, *others][:MOST_NOTES]
        out.append(Sentence(sentence.text, tuple(noted), sentence.each))
    return out


def _top(things: Sequence[_T], most: int, weight: Callable[[_T], int]) -> tuple[list[_T], int]:
    """The weightiest, in the order given, and how many are left."""
    places = sorted(range(len(things)), key=lambda n: (-weight(things[n]), n))[:most]
    return [things[n] for n in sorted(places)], len(things) - len(places)


def _promises(pledges: Sequence[Pledge]) -> tuple[list[Pledge], int]:
    fit = [p for p in pledges if p.act != "other" or len(" ".join(p.quotes[:1]).split()) >= _FEWEST_WORDS]
    top, left = _top(fit, MOST["promises"], lambda p: 3 * bool(p.evidence) + p.originals + (p.act != "other"))
    return sorted(top, key=lambda p: (p.made or (date.max, date.max), p.id)), left


def _deeds(incidents: Sequence[Incident]) -> tuple[list[Incident], int]:
    fit = [i for i in incidents if i.type in _DEEDS and not i.background and dict(i.statuses).get("happened")]
    top, left = _top(fit, MOST["incidents"], lambda i: i.originals)
    return sorted(top, key=lambda i: (i.when or (date.max, date.max), i.id)), left


def _counted(tallies: Sequence[Tally]) -> tuple[list[Tally], int]:
    fit = [t for t in tallies if t.best is not None or len(t.counts) > 1]
    return _top(fit, MOST["figures"], lambda t: len({c.report for c in t.counts if not c.copy_of}))


def _disputed(contradictions: Sequence[Contradiction]) -> tuple[list[Contradiction], int]:
    fit = [c for c in contradictions if len(c.sides) > 1]
    return _top(fit, MOST["contradictions"], lambda c: sum(1 + len(s.others) for s in c.sides))


def _incident(incident: Incident, told: Told) -> list[Sentence]:
    accounts = those(incident.accounts, told)
    telling = [a for a in accounts if isinstance(a.claim, Event) and a.claim.status == "happened"]
    denying = [a for a in accounts if isinstance(a.claim, Event) and a.claim.status == "denied"]
    if not telling:
        return []
    best = next((a for a in telling if a.quotes and a.quotes[0] == incident.words), telling[0])
    who = listed([teller(best), *(teller(a) for a in telling)])
    when = on_days(incident.when)
    opening = f"{opened_with(when)}, by account of {who}: " if when else f"By account of {who}: "
    words = [Sentence(stopped(f"{opening}{quoted(best.quotes[0])}"), (best.id, *(a.id for a in telling)))]
    if denying:
        deny = listed([teller(a) for a in denying])
        words.append(
            Sentence(f"{deny} {'denies' if _alone(denying) else 'deny'} it.", tuple(a.id for a in denying))
        )
    return words


def _alone(accounts: Sequence[Account]) -> bool:
    return len({teller(a) for a in accounts}) == 1


def _tally(tally: Tally) -> list[Sentence]:
    bounded = [c for c in tally.counts if c.low is not None or c.high is not None]
    if not bounded:
        return []
    bounded.sort(key=lambda c: c.day or date.max)
    measure = "" if tally.measure == "other" else tally.measure.replace("_", " ")
    what = measure if tally.of == measure else f"{tally.of or ''} {measure}".strip() or "number"
    what += f" ({tally.unit})" if tally.unit else ""
    side = f" on the side of {tally.side}" if tally.side else ""
    about = f", {tally.event}" if tally.event else ""
    series: dict[str, str] = {}
    for c in bounded:
        words = "" if measure else f", {quoted(c.quote)}"  # only the words say what is counted
        number = count_words(c.low, c.high, approx=c.approx)
        series.setdefault(f"{number} ({_counted_by(c)}{words})", c.account)
    accounts = tuple(series.values())[:MOST_COUNTS]
    told = listed(list(series), MOST_COUNTS)
    sentences = [Sentence(f"{opened_with(what)}{side}{about}: {told}.", accounts, each=True)]
    if tally.best is not None and len({(c.low, c.high) for c in bounded}) > 1:
        best = f"By the policy “{tally.policy.replace('_', ' ')}” it is {count_words(tally.best, tally.best)}"
        why = f": {tally.why[1]}" if len(tally.why) > 1 else ""
        chosen = tuple(c.account for c in bounded if tally.best in (c.low, c.high))
        sentences.append(Sentence(stopped(f"{best}{why}"), chosen or accounts))
    return sentences


def _counted_by(count: Count) -> str:
    outlet = count.outlet if count.outlet != count.report else None
    who = called(count.by) if count.by else outlet or f"report {count.report}"
    return f"{who}, {long_day(count.day)}" if count.day else who


def _contradiction(one: Contradiction) -> list[Sentence]:
    kind = KINDS.get(one.kind, one.kind.replace("_", " "))
    alike = len({s.by for s in one.sides}) < len(one.sides)
    sides = "; ".join(
        f"{bare(s.by)}{f', by report {s.report}' if alike else ''}: {quoted(s.quote)}" for s in one.sides
    )
    return [Sentence(stopped(f"Accounts differ ({kind}). {sides}"), tuple(s.account for s in one.sides))]


def _track(track: Track, accounts: tuple[str, ...]) -> list[Sentence]:
    if not track.rounds:
        return []
    under = f"under the mediation of {track.mediator.name}" if track.mediator else "without a mediator"
    times = len(track.rounds)
    last = track.rounds[-1]
    where = f" in {last.where.name}" if last.where else ""
    when = on_days(last.when)
    rounds = "once" if times == 1 else f"{times} times"
    text = f"{full_names(track.parties)} met {rounds} {under}"
    tail = f", {'' if times == 1 else 'last '}{when}{where}".rstrip() if when or where else ""
    return [Sentence(stopped(f"{text}{tail}"), accounts)]
