"""When a report must have been written (codebook section 7), with every step of the reasoning in words.

A report that bears a date was written then, unless its own text names another. An undated one is placed by
what it tells: dates it names as past, offices its people hold, and world events it counts from ("eight
months", "a month after", "on Monday"). World knowledge is allowed here only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from servanda.language.times import document_day
from servanda.language.timing.clues import Clue, bounds_of, windows_of
from servanda.language.timing.matching import Expression, match_expressions
from servanda.language.timing.resolution import Context, resolve_expression
from servanda.language.timing.tense import tense_at
from servanda.model import Analysis

OPENING_TOKENS: Final = 14
"""A full date among so many first tokens is the report's own, if no verb stands before it."""
AFTERMATH_DAYS: Final = 30
"""A report that tells of days after the date it bears was written within so many days of the last of them."""
WIDEST_YEARS: Final = 12
"""Bounds wider apart than this say too little to be called a date of writing."""
AHEAD_DAYS: Final = 90
"""A day of the year further ahead than this is one of the year before: "the July 15 coup attempt"."""
_UP_TO: Final = frozenset({"to", "until", "till", "through", "by"})
"""Words before a day that lies ahead, whatever the tense: "extended the curfew to 1 June"."""
_ELSEWHEN: Final = frozenset({"year", "next", "upcoming"})
"""Words that may put a day of their sentence into another year, or ahead."""
_FORETELLING: Final = frozenset({"announce", "schedule", "set", "plan", "call", "expect", "eye", "await"})
"""Verbs whose day may be that of what is foretold: "announced a trial on October 19"."""
_TO_AN_ACT: Final = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod"})

Written = tuple[date, date]


def infer_written(analysis: Analysis) -> tuple[Written | None, tuple[str, ...]]:
    """The interval in which the report must have been written, and how that is known.

    ``None`` if it cannot be told.
    """
    expressions = match_expressions(analysis)
    opening = _opening_date(analysis, expressions)
    if opening is None:
        opening = next((day for found, day in analysis.document.dates if found == "text"), None)
    borne = document_day(analysis.document)
    if opening is not None and opening != borne:
        beside = f", not {borne.isoformat()} as it was filed under" if borne else ""
        return (opening, opening), (f"the text opens with its own date, {opening.isoformat()}{beside}",)
    if opening is not None:
        return (opening, opening), (f"the report bears the date {opening.isoformat()}",)
    if borne is not None:
        return _from_borne(analysis, expressions, borne)
    return _from_clues(analysis, expressions)


def _opening_date(analysis: Analysis, expressions: Iterable[Expression]) -> date | None:
    """A full date that stands before the first verb of the text.

    As in a date line or "Date of publication …".
    """
    for expression in expressions:
        if expression.first >= OPENING_TOKENS:
            return None
        if (
            expression.kind != "date"
            or not {"year"} <= expression.parts.keys()
            or not expression.parts.keys() & {"day", "dd"}
        ):
            continue
        if any(t.upos in ("VERB", "AUX") for t in analysis.tokens[: expression.first]):
            return None
        before = analysis.tokens[expression.first - 1].text.lower() if expression.first else ""
        if before in ("on", "since", "until", "from", "after", "before", "the", "of"):
            return None
        period = resolve_expression(expression, None, Context())
        if period is not None:
            return period.earliest
    return None


def _from_borne(
    analysis: Analysis, expressions: Iterable[Expression], borne: date
) -> tuple[Written, tuple[str, ...]]:
    """The date the report bears; later, if it tells of later days as past."""
    last, words = borne, ""
    for expression in expressions:
        if not _tells_a_day(analysis, expression):
            continue
        tense = tense_at(analysis, expression.first, expression.last)
        period = resolve_expression(expression, borne, Context(tense=tense)) if tense < 0 else None
        if period is not None and last < period.earliest <= borne + timedelta(days=AHEAD_DAYS):
            last, words = period.earliest, analysis.text_of(expression.first, expression.last)
    if last == borne:
        return (borne, borne), (f"the report bears the date {borne.isoformat()}",)
    return (last, last + timedelta(days=AFTERMATH_DAYS)), (
        f"the report bears the date {borne.isoformat()}",
        f"it tells of “{words}” as past",
    )


def _tells_a_day(analysis: Analysis, expression: Expression) -> bool:
    """Whether the expression is the day of an act that a finite verb tells as past.

    Not the day of a noun ("the July 15 attempt", "a trial on October 19"), nor one in a sentence that names a
    year: it may belong there ("in 2019 … on February 6", "March 20 last year").
    """
    tokens = analysis.tokens
    parts = expression.parts.keys()
    if expression.kind != "date" or not parts & {"day", "dd"} or expression.to or expression.opens:
        return False
    if expression.first and tokens[expression.first - 1].text.lower() in _UP_TO:
        return False
    inside = range(expression.first, expression.last)
    top = next((i for i in inside if tokens[i].head not in inside), expression.first)
    verb = tokens[top].head
    if (
        tokens[top].deprel not in _TO_AN_ACT
        or verb < 0
        or tokens[verb].upos != "VERB"
        or tokens[verb].lemma in _FORETELLING
    ):
        return False
    helpers = [tokens[c] for c in analysis.children[verb] if tokens[c].deprel.startswith("aux")]
    if tokens[verb].xpos != "VBD" and not any(h.xpos == "VBD" for h in helpers):
        return False
    sentence = analysis.sentences[tokens[top].sentence]
    around = [tokens[i].text.lower() for i in range(sentence.first, sentence.last) if i not in inside]
    return not _ELSEWHEN & set(around) and not any(len(w) == 4 and w.isdigit() for w in around)


def _from_clues(analysis: Analysis, expressions: list[Expression]) -> tuple[Written | None, tuple[str, ...]]:
    """Bounds first, then windows, the widest first: each is taken if it agrees with what is already known."""
    earliest, latest, reasons = _bound(bounds_of(analysis, expressions))
    windows = windows_of(analysis, expressions, earliest, latest)
    low, high = earliest or date.min, latest or date.max
    placed = False
    for clue in sorted(windows, key=_width, reverse=True):
        first, last = max(low, clue.earliest or date.min), min(high, clue.latest or date.max)
        if first > last:
            continue
        if (first, last) != (low, high):
            low, high = first, last
            reasons.append(clue.reason)
        placed = True
    if not placed and (earliest is None or latest is None):
        return None, tuple(reasons)
    if low == date.min or high == date.max or high - low > timedelta(days=366 * WIDEST_YEARS):
        return None, tuple(reasons)
    return (low, high), tuple(reasons)


def _width(clue: Clue) -> timedelta:
    return (clue.latest or date.max) - (clue.earliest or date.min)


def _bound(clues: list[Clue]) -> tuple[date | None, date | None, list[str]]:
    """Latest of the lower bounds and earliest of the upper ones.

    Where they contradict each other the clue with the earliest end gives way: reports speak of past holders
    of an office more often than of future ones.
    """
    kept = sorted(clues, key=lambda c: (c.latest or date.max, c.earliest or date.min))
    while kept:
        low = max((c.earliest for c in kept if c.earliest), default=None)
        high = min((c.latest for c in kept if c.latest), default=None)
        if low is None or high is None or low <= high:
            break
        kept.pop(0)
    else:
        return None, None, []
    deciding = [c for c in kept if (c.earliest and c.earliest == low) or (c.latest and c.latest == high)]
    return low, high, list(dict.fromkeys(c.reason for c in deciding))
