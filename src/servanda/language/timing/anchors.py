"""What a time is counted from where that is no day of the calendar, and why some times stay open.

"A month after the Lockerbie bombing" counts from a dated world event. The codebook dates claims by the report
and the calendar alone (section 3), so such a time has bounds and a value but no date for claims (``iso`` is
``None``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from servanda.knowledge.world_events import WorldEvent, find_events
from servanda.language.timing.matching import Expression
from servanda.language.timing.resolution import Context
from servanda.language.timing.units import move
from servanda.model import Analysis, Timex

REACH: Final = 10
"""Tokens behind an offset that may name the act it counts from."""
STOPS: Final = frozenset({",", ";", ".", "and", "but", "when", "which", "who"})


def why_open(expression: Expression, context: Context, *, dated: bool) -> str:
    """Why an expression has no days, in words."""
    parts = expression.parts
    reasons = {
        "duration": "a length of time, not a date",
        "set": "comes again and again, not a date",
        "vague": "says no day",
        "ancient": "before the calendar of dates begins",
    }
    if expression.kind in reasons:
        return reasons[expression.kind]
    if "event" in parts:
        return "counted from an act, not from a day"
    if expression.kind == "clock":
        return "says no day"
    if "story" in parts and context.story is None:
        return "counted from a day told before, and none was"
    if not dated and not _is_whole(expression):
        return "counted from the day of the report, which is not known"
    if "iso" in parts or "day" in parts or "dd" in parts:
        return "the calendar has no such day"
    return "the calendar has no such date"


def _is_whole(expression: Expression) -> bool:
    """Whether the words name a date in full, so that it is the calendar that lacks it."""
    return expression.kind in ("date", "span") and bool(expression.parts.keys() & {"year", "iso"})


def count_from_event(analysis: Analysis, expression: Expression, timex: Timex) -> Timex:
    """The time counted from the one dated world event that the words behind it name; else as it was."""
    parts = expression.parts
    amount, sign = float(parts.get("num", 0)), int(parts.get("dir", 0))
    event = _event_behind(analysis, timex) if amount > 0 and sign else None
    if event is None:
        return timex
    base = event.end if expression.rule == "after" else event.start
    period = move(base, sign * amount, str(parts["unit"]))
    if period is None:
        return timex
    return replace(
        timex,
        type="DATE",
        value=period.value,
        earliest=period.earliest,
        latest=period.latest,
        granularity=period.granularity,
        anchor=f"{event.name} ({_days(event.start, event.end)}) of the table of world events",
    )


def _event_behind(analysis: Analysis, timex: Timex) -> WorldEvent | None:
    last = analysis.sentence_of(timex.first).last
    positions: dict[str, int] = {}
    for token in analysis.tokens[timex.last : min(last, timex.last + REACH)]:
        if token.text.lower() in STOPS:
            break
        positions.setdefault(token.text.lower(), token.index)
        positions.setdefault(token.lemma.lower(), token.index)
    found = [event for event, _ in find_events(positions)]
    return found[0] if len(found) == 1 else None


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
