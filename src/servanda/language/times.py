"""Time expressions and the days they mean (codebook section 3).

Relative words are counted from the report's own date: what it bears, else the interval in which it must
have been written. Where that interval is too wide to tell one day from another, the expression stays
without a date: precision is never invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.language.quantities.units import duration_value
from servanda.language.timing.dates import Period
from servanda.language.timing.matching import Expression, match_expressions
from servanda.language.timing.resolution import Context, resolve_expression
from servanda.language.timing.tense import tense_at
from servanda.model import Analysis, Document, Span, Timex, Token

FAR_DAYS: Final = 330
"""A story told of days longer ago than this is of another year than the report's."""
NARROW_DAYS: Final = 7
"""A reference interval of at most so many days gives relative words a date.

As wide as the interval makes it.
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """From where relative words are counted: the days it may be, and in words how it is known."""

    earliest: date
    latest: date
    words: str


def find_times(analysis: Analysis) -> tuple[Timex, ...]:
    """Every time expression of the document, in order, with the days it means as far as they can be told."""
    reference = find_reference(analysis)
    story: Period | None = None
    told_in = -1
    out: list[Timex] = []
    for expression in match_expressions(analysis):
        sentence = analysis.tokens[expression.first].sentence
        tense = tense_at(analysis, expression.first, expression.last)
        carried = story is not None and (tense < 0 or reference is None)
        context = Context(
            tense=tense,
            story=story,
            lead=analysis.tokens[expression.first].text.lower(),
            carries=carried and story is not None and _carries(analysis, reference, story, told_in, sentence),
        )
        period, anchor = _resolve(expression, reference, context)
        out.append(_timex(analysis, expression, period, anchor))
        if (
            period is not None
            and expression.kind in ("date", "weekday", "deictic", "offset")
            and not expression.opens
        ):
            story, told_in = period, sentence
    return tuple(out)


def _carries(
    analysis: Analysis, reference: Reference | None, story: Period, told_in: int, sentence: int
) -> bool:
    """Whether a bare month belongs to the year of the story.

    In a text without a date of its own, always; in a dated report only where the sentence before told of a
    day or month of another year, in the same paragraph.
    """
    if reference is None:
        return True
    same = analysis.sentences[told_in].paragraph == analysis.sentences[sentence].paragraph
    exact = story.granularity in ("day", "month")
    return exact and same and sentence - told_in <= 1 and (reference.latest - story.latest).days > FAR_DAYS


def find_reference(analysis: Analysis) -> Reference | None:
    """The report's own date: when it must have been written, else what it bears, else its dateline's day."""
    if analysis.written is not None:
        earliest, latest = analysis.written
        words = "the day of the report" if earliest == latest else "when the report must have been written"
        return Reference(earliest, latest, words)
    if (day := document_day(analysis.document)) is not None:
        return Reference(day, day, "the day of the report")
    return None


def document_day(document: Document) -> date | None:
    """The date the document bears: as published, else in its dateline."""
    if document.published is not None:
        return document.published
    return document.dateline.day if document.dateline else None


def _resolve(
    expression: Expression, reference: Reference | None, context: Context
) -> tuple[Period | None, str]:
    """The period meant and what it was counted from; an uncertain reference gives an interval or nothing."""
    absolute = resolve_expression(expression, None, context)
    if reference is None:
        return absolute, "the words alone" if absolute else ""
    last = resolve_expression(expression, reference.latest, context)
    if last is None:
        return None, ""
    if absolute is not None and not expression.opens:
        return absolute, "the words alone"
    anchor = f"{reference.words}, {reference.latest.isoformat()}"
    if reference.earliest == reference.latest:
        return last, anchor
    first = resolve_expression(expression, reference.earliest, context)
    if first is not None and (first.earliest, first.latest) == (last.earliest, last.latest):
        return last, reference.words
    if reference.latest - reference.earliest <= timedelta(days=NARROW_DAYS):
        # the later day of a narrow interval: a report is dated by the last day it can have been written on
        return last, anchor
    if first is not None and expression.opens and absolute is not None:
        return absolute, "the words alone"
    return None, f"{reference.words} leaves the day open"


def _timex(analysis: Analysis, expression: Expression, period: Period | None, anchor: str) -> Timex:
    tokens = analysis.tokens
    span = Span(tokens[expression.first].start, tokens[expression.last - 1].end)
    kind = {"duration": "DURATION", "set": "SET"}.get(expression.kind, "DATE")
    if period is None:
        return Timex(
            first=expression.first,
            last=expression.last,
            span=span,
            type="DURATION" if kind == "DURATION" else "SET" if kind == "SET" else "DATE",
            value=_open_value(expression, tokens),
            rule=f"times/{expression.rule}",
            anchor=anchor,
        )
    return Timex(
        first=expression.first,
        last=expression.last,
        span=span,
        type="TIME" if "part" in expression.parts else "DATE",
        value=period.value,
        iso=period.iso,
        earliest=period.earliest,
        latest=period.latest,
        granularity=period.granularity,
        rule=f"times/{expression.rule}",
        anchor=anchor,
    )


def _open_value(expression: Expression, tokens: Sequence[Token]) -> str:
    """TIMEX3 value of what has no place on the calendar: lengths, sets, and dates without their year."""
    parts = expression.parts
    unit = str(parts.get("unit", ""))
    if expression.kind == "duration":
        if expression.rule == "units":
            unit = {"d": "D", "w": "W", "m": "M", "y": "Y"}.get(
                tokens[expression.first].text[0].lower(), "10Y"
            )
        number = float(parts.get("num", 1 if "one" in parts else -1))
        return _length(number, unit)
    if expression.kind == "vague":
        return "PAST_REF" if parts.get("dir") == -1 else "PRESENT_REF"
    if expression.kind == "date" and "month" in parts:
        day = f"-{int(parts['day']):02}" if "day" in parts else ""
        return f"XXXX-{int(parts['month']):02}{day}"
    if expression.kind == "weekday":
        return f"XXXX-WXX-{int(parts['weekday']) + 1}"
    if expression.kind == "set" and "weekday" in parts:
        return f"XXXX-WXX-{int(parts['weekday']) + 1}"
    if expression.kind == "set" and unit:
        return _length(1, unit)
    return ""


def _length(number: float, unit: str) -> str:
    """ISO 8601 duration; ``X`` for a number left vague."""
    letter, factor = {
        "S": ("TS", 1),
        "MIN": ("TM", 1),
        "H": ("TH", 1),
        "2W": ("W", 2),
        "10Y": ("Y", 10),
        "100Y": ("Y", 100),
        "Q": ("M", 3),
    }.get(unit, (unit, 1))
    if unit in ("WE", ""):
        return ""
    if number < 0:
        clock, name = ("T", letter[1]) if letter.startswith("T") else ("", letter)
        return f"P{clock}X{name}"
    return duration_value(number, letter, factor)
