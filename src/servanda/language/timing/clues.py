"""Clues to the time of writing of an undated report: bounds, and windows counted from dated world events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.knowledge.world_events import Term, WorldEvent, find_events, load_terms
from servanda.language.timing.matching import Expression
from servanda.language.timing.resolution import Context, resolve_expression
from servanda.language.timing.tense import tense_at
from servanda.model import Analysis, Sentence

_UNIT_DAYS: Final[dict[str, float]] = {"D": 1, "W": 7, "2W": 14, "M": 30.44, "Y": 365.25, "10Y": 3652.5}
_BEFORE: Final = 0.4
"""Numbers of units are rounded: so much of a unit may be missing …"""
_AFTER: Final = 1.1
"""… and so much may be over."""
_NEAR_TITLE: Final = 6
"""Tokens before and after a family name that may hold the title."""
_NEAR_EVENT: Final = 10
_PAST_OFFICE: Final = frozenset({"then", "former", "ex", "late", "was", "predecessor"})
_FORESEEN: Final = frozenset(
    [
        "election",
        "referendum",
        "summit",
        "conference",
        "handover",
        "meeting",
        "G20",
        "withdrawal",
        "disengagement",
        "agreement",
        "Agreement",
        "accord",
        "accords",
        "Accords",
        "Accord",
        "treaty",
        "Treaty",
        "deal",
    ]
)
_FORESEEN_DAYS: Final = 240
"""Votes, summits, withdrawals and deals are written about before they take place."""
_AFTERMATH_DAYS: Final = 1100
"""Only so long is something counted on from an event of one day ("for two years", of a coup's rule)."""
_BRIEF_DAYS: Final = 60
"""Only an event of at most so many days has a month or a year of its own."""
_MONTHS_WITHOUT_YEAR: Final = 335
"""A month named without its year ("the July bombings") lies less than a year back."""
_OPENING_SENTENCES: Final = 2


@dataclass(frozen=True, slots=True)
class Clue:
    """The report was written on or after ``earliest`` and on or before ``latest`` (``None``.

    Open), and why.
    """

    earliest: date | None
    latest: date | None
    reason: str


def bounds_of(analysis: Analysis, expressions: Iterable[Expression]) -> list[Clue]:
    """What cannot be otherwise: dates told as past or as to come, offices held, events that had begun."""
    out = list(_explicit(analysis, expressions))
    for sentence in analysis.sentences:
        out.extend(_offices(analysis, sentence))
        out.extend(_begun(analysis, sentence))
    return out


def windows_of(
    analysis: Analysis, expressions: list[Expression], earliest: date | None, latest: date | None
) -> list[Clue]:
    """Windows counted from world events that agree with the bounds."""
    found: list[tuple[WorldEvent, Clue, str]] = []
    for sentence, here in _by_sentence(analysis, expressions):
        for event, places in find_events(_positions(analysis, sentence.first, sentence.last)):
            if latest is not None and event.start > latest:
                continue
            near = [x for x in here if min(abs(x.first - p) for p in places) <= _NEAR_EVENT]
            clues = ((_from_event(analysis, x, event, sentence), x.kind) for x in near)
            found.extend((event, clue, kind) for clue, kind in clues if clue)
    found.extend((event, clue, "weekday") for event, clue in _opening(analysis, expressions))
    # an event that the text dates by its month is not of this week
    earlier = {event.name for event, _, kind in found if kind == "date"}
    kept = [clue for event, clue, kind in found if kind != "weekday" or event.name not in earlier]
    return [clue for clue in kept if not _outside(clue, earliest, latest)]


def _by_sentence(
    analysis: Analysis, expressions: list[Expression]
) -> Iterator[tuple[Sentence, list[Expression]]]:
    """Sentences that hold time expressions, with these."""
    by_sentence: dict[int, list[Expression]] = {}
    for expression in expressions:
        by_sentence.setdefault(analysis.tokens[expression.first].sentence, []).append(expression)
    for index, here in by_sentence.items():
        yield analysis.sentences[index], here


def _opening(analysis: Analysis, expressions: list[Expression]) -> Iterator[tuple[WorldEvent, Clue]]:
    """The event of the day is told over the first sentences: its words may stand apart from its weekday."""
    opening = analysis.sentences[: _OPENING_SENTENCES + 1]
    if not opening:
        return
    events = list(find_events(_positions(analysis, 0, opening[-1].last)))
    for expression in expressions:
        if expression.first >= opening[-1].last:
            return
        if expression.kind == "weekday" and "dir" not in expression.parts:
            sentence, words = (
                analysis.sentence_of(expression.first),
                analysis.text_of(expression.first, expression.last),
            )
            for event, _ in events:
                if clue := _same_week(analysis, expression, event, sentence, words):
                    yield event, clue


def _outside(clue: Clue, earliest: date | None, latest: date | None) -> bool:
    return bool(
        (earliest and clue.latest and clue.latest < earliest)
        or (latest and clue.earliest and clue.earliest > latest)
    )


def _positions(analysis: Analysis, first: int, last: int) -> dict[str, int]:
    """Words and lemmas of tokens ``[first, last)`` in lower case, with where each stands first."""
    out: dict[str, int] = {}
    for token in analysis.tokens[first:last]:
        out.setdefault(token.text.lower(), token.index)
        out.setdefault(token.lemma.lower(), token.index)
    return out


def _explicit(analysis: Analysis, expressions: Iterable[Expression]) -> Iterator[Clue]:
    for expression in expressions:
        if expression.kind not in ("date", "span") or "year" not in expression.parts:
            continue
        period = resolve_expression(expression, None, Context())
        if period is None:
            continue
        words = analysis.text_of(expression.first, expression.last)
        if tense_at(analysis, expression.first, expression.last) <= 0:
            yield Clue(
                period.earliest, None, f"“{words}” is told as past or present: written from {period.iso} on"
            )
        elif _surely_ahead(analysis, expression):
            yield Clue(None, period.latest, f"“{words}” lies ahead: written by the end of {period.iso}")


def _surely_ahead(analysis: Analysis, expression: Expression) -> bool:
    """Told with "will": "would" and infinitives may stand in a report long after."""
    sentence = analysis.sentence_of(expression.first)
    return any(
        t.text.lower() in ("will", "'ll", "’ll") and t.upos == "AUX"
        for t in analysis.tokens[sentence.first : sentence.last]
    )


def _offices(analysis: Analysis, sentence: Sentence) -> Iterator[Clue]:
    terms = load_terms()
    tokens = analysis.tokens
    for token in tokens[sentence.first : sentence.last]:
        held = terms.get(token.text.lower()) if token.upos == "PROPN" else None
        if held is None:
            continue
        first, last = (
            max(sentence.first, token.index - _NEAR_TITLE),
            min(sentence.last, token.index + _NEAR_TITLE),
        )
        around = {t.text.lower() for t in tokens[first:last]} | {t.lemma.lower() for t in tokens[first:last]}
        fitting = [t for t in held if around & t.near and not around & (t.never | _PAST_OFFICE)]
        if fitting:
            yield _office_clue(fitting)


def _office_clue(terms: list[Term]) -> Clue:
    ends = [t.end for t in terms if t.end is not None]
    start, end = min(t.start for t in terms), max(ends) if len(ends) == len(terms) else None
    until = f" until {end.isoformat()}" if end else " on"
    return Clue(
        start, end, f"{terms[0].name} is named in office, which was so from {start.isoformat()}{until}"
    )


def _begun(analysis: Analysis, sentence: Sentence) -> Iterator[Clue]:
    """The earliest of the events a sentence may speak of had begun."""
    found = [
        (_known_from(event), event)
        for event, _ in find_events(_positions(analysis, sentence.first, sentence.last))
    ]
    if found:
        start, event = min(found, key=lambda pair: pair[0])
        yield Clue(
            start,
            None,
            f"speaks of {event.name} ({event.start.isoformat()}): written from {start.isoformat()} on",
        )


def _known_from(event: WorldEvent) -> date:
    if _FORESEEN & set(event.name.split()):
        return event.start - timedelta(days=_FORESEEN_DAYS)
    return event.start


def _from_event(
    analysis: Analysis, expression: Expression, event: WorldEvent, sentence: Sentence
) -> Clue | None:
    """A window from one time expression beside one event."""
    parts, words = expression.parts, analysis.text_of(expression.first, expression.last)
    unit = _UNIT_DAYS.get(str(parts.get("unit", "")))
    amount = float(parts.get("num", 0) or ("one" in parts))
    if expression.kind == "offset" and unit and amount > 0 and ("event" in parts or parts.get("dir") == -1):
        return _count(event.end if "event" in parts else event.start, event, amount, unit, words)
    if expression.kind == "duration" and unit and amount > 0 and _goes_on(analysis, expression):
        lasted, length = (event.end - event.start).days, amount * unit
        if lasted >= length - unit or (lasted == 0 and length <= _AFTERMATH_DAYS):
            return _count(event.start, event, amount, unit, words)
        return None
    if expression.kind == "weekday" and "dir" not in parts:
        return _same_week(analysis, expression, event, sentence, words)
    if (event.end - event.start).days > _BRIEF_DAYS or tense_at(
        analysis, expression.first, expression.last
    ) > 0:
        return None
    if expression.kind == "date" and "year" not in parts and "dir" not in parts and "month" in parts:
        return _same_month(expression, event, words)
    if (
        expression.kind == "period"
        and parts.get("unit") == "Y"
        and parts.get("dir") in (-1, 0)
        and "story" not in parts
    ):
        year = event.start.year - int(parts["dir"])
        return Clue(date(year, 1, 1), date(year, 12, 31), f"“{words}” of {event.name}: written in {year}")
    return None


def _count(start: date, event: WorldEvent, amount: float, unit: float, words: str) -> Clue:
    first = start + timedelta(days=round((amount - _BEFORE) * unit))
    last = start + timedelta(days=round((amount + _AFTER) * unit))
    span = f"{first.isoformat()} to {last.isoformat()}"
    return Clue(first, last, f"“{words}” from {event.name} ({start.isoformat()}): written {span}")


def _goes_on(analysis: Analysis, expression: Expression) -> bool:
    """Whether a length of time is how long something has gone on.

    "for eight months", "a two-month-old war".
    """
    tokens = analysis.tokens
    before = tokens[expression.first - 1].text.lower() if expression.first else ""
    after = [t.text.lower() for t in tokens[expression.last : expression.last + 2]]
    if tense_at(analysis, expression.first, expression.last) > 0:
        return False
    return (
        before in ("for", "after", "nearly", "than", "almost", "about", "over")
        or after[:1] in (["into"], ["of"], ["old"])
        or (after[-1:] in (["old"], ["long"], ["war"], ["conflict"]))
    )


def _same_week(
    analysis: Analysis, expression: Expression, event: WorldEvent, sentence: Sentence, words: str
) -> Clue | None:
    """A day of the week beside an event of that weekday: the report is of the same week.

    In its opening, of the same days.
    """
    if (event.end - event.start).days > 3 or tense_at(analysis, expression.first, expression.last) > 0:
        return None
    weekday = int(expression.parts["weekday"])
    day = event.start
    while day <= event.end and day.weekday() != weekday:
        day += timedelta(days=1)
    if day > event.end:
        return None
    after = analysis.tokens[expression.last : expression.last + 1]
    fresh = sentence.index < _OPENING_SENTENCES and not (after and after[0].text in ("'s", "’s"))
    last = day + timedelta(days=1 if fresh else 6)
    return Clue(
        day,
        last,
        f"“{words}” fits {event.name} ({day.isoformat()}): written {day.isoformat()} to {last.isoformat()}",
    )


def _same_month(expression: Expression, event: WorldEvent, words: str) -> Clue | None:
    """A month or a day without a year beside an event of that month or day: less than a year ago."""
    parts = expression.parts
    if int(parts["month"]) != event.start.month or ("day" in parts and int(parts["day"]) != event.start.day):
        return None
    last = event.start + timedelta(days=_MONTHS_WITHOUT_YEAR)
    return Clue(
        event.start, last, f"“{words}” without a year is that of {event.name} ({event.start.isoformat()})"
    )
