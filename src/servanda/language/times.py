"""Time expressions and the days they mean (codebook section 3).

Relative words are counted from the report's own date: what it bears, else the interval in which it must
have been written. Where that interval is too wide to tell one day from another, the expression stays
without a date: precision is never invented.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from servanda.knowledge.places import find_places
from servanda.language.quantities.units import duration_value
from servanda.language.timing.anchors import count_from_event, why_open
from servanda.language.timing.dates import Period
from servanda.language.timing.matching import Expression, match_expressions
from servanda.language.timing.resolution import Context, clock_value, resolve_expression
from servanda.language.timing.tense import tense_at
from servanda.language.timing.text import Value
from servanda.model import Analysis, Document, Span, Timex, Token

FAR_DAYS: Final = 330
"""A story told of days longer ago than this is of another year than the report's."""
STORY_KINDS: Final = frozenset({"date", "weekday", "deictic", "offset"})
"""Expressions that set the time of the story, from which "a week later" counts."""
HISTORY_YEARS: Final = 8
HISTORY_SHARE: Final = 0.8
"""A text that names so many years, and so large a share of them old ones, is a history."""
NARROW_DAYS: Final = 7
"""A reference interval of at most so many days gives relative words a date.

As wide as the interval makes it.
"""


LINKS: Final = frozenset({"to", "until", "till", "through", "and", "or", "-", "–", "—", "/"})
"""Words that join the two dates of a range."""


@dataclass(frozen=True, slots=True)
class Reference:
    """From where relative words are counted: the days it may be, and in words how it is known."""

    earliest: date
    latest: date
    words: str


def find_times(analysis: Analysis) -> tuple[Timex, ...]:
    """Every time expression of the document, in order, with the days it means as far as they can be told."""
    reference = find_reference(analysis)
    expressions = match_expressions(analysis)
    history = reference is not None and _tells_history(expressions, reference)
    south = _is_southern(analysis, expressions)
    story: Period | None = None
    story_at = -1
    out: list[Timex] = []
    for expression in expressions:
        sentence = analysis.tokens[expression.first].sentence
        tense = tense_at(analysis, expression.first, expression.last)
        carried = story is not None and (tense < 0 or reference is None or history)
        context = Context(
            tense=tense,
            story=story,
            lead=analysis.tokens[expression.first].text.lower(),
            carries=carried
            and story is not None
            and (history or _carries(analysis, reference, story, story_at, sentence))
            and not (reference is not None and _earlier_in(analysis, expression) and story_at != sentence),
            south=south,
        )
        period, anchor = _resolve(expression, reference, context)
        if period is None and "event" in expression.parts:
            open_ = _timex(analysis, expression, None, anchor, story)
            out.append(count_from_event(analysis, expression, open_))
            continue
        out.extend(_timexes(analysis, expression, period, anchor, story))
        if period is not None and expression.kind in STORY_KINDS and not expression.opens:
            story, story_at = period, sentence
    return tuple(out)


def _earlier_in(analysis: Analysis, expression: Expression) -> bool:
    """Whether the words are those of news on its own month or week: "earlier in the month"."""
    before = [t.text.lower() for t in analysis.tokens[max(0, expression.first - 2) : expression.first]]
    return (
        expression.rule == "the-unit"
        and expression.parts["unit"] != "D"
        and before in (["earlier", "in"], ["later", "in"])
    )


def _tells_history(expressions: Sequence[Expression], reference: Reference) -> bool:
    """Whether the document is a history: nearly all years it names lie well before its own."""
    years = [int(e.parts["year"]) for e in expressions if e.kind == "date" and "year" in e.parts]
    old = sum(year < reference.earliest.year - 1 for year in years)
    return len(years) >= HISTORY_YEARS and old >= HISTORY_SHARE * len(years)


def _is_southern(analysis: Analysis, expressions: Sequence[Expression]) -> bool:
    """Whether the dateline's place lies south of the equator, where summer begins in December."""
    dateline = analysis.document.dateline
    if dateline is None or dateline.place is None or not any("season" in e.parts for e in expressions):
        return False
    places, _ = find_places(dateline.place)
    return bool(places) and places[0].lat < 0


def _carries(
    analysis: Analysis, reference: Reference | None, story: Period, story_at: int, sentence: int
) -> bool:
    """Whether a bare month belongs to the year of the story.

    In a text without a date of its own, always; in a dated report only where the sentence before told of a
    day or month of another year, in the same paragraph.
    """
    if reference is None:
        return True
    same = analysis.sentences[story_at].paragraph == analysis.sentences[sentence].paragraph
    exact = story.granularity in ("day", "month")
    return exact and same and sentence - story_at <= 1 and (reference.latest - story.latest).days > FAR_DAYS


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
    if reference is not None and _is_own_unit(expression, reference, context):
        context = replace(context, story=None)  # "the month" of the report, not of what was told before
    absolute = resolve_expression(expression, None, context)
    if reference is None:
        return absolute, "the words alone" if absolute else why_open(expression, context, dated=False)
    last = resolve_expression(expression, reference.latest, context)
    if last is None:
        return None, why_open(expression, context, dated=True)
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


def _is_own_unit(expression: Expression, reference: Reference, context: Context) -> bool:
    """Whether "the month", "the day" is the report's own: the story told of no day close to it."""
    if expression.rule != "the-unit" or context.carries or context.story is None:
        return False
    close = abs(reference.latest - context.story.latest) <= timedelta(days=NARROW_DAYS)
    return not (close and expression.parts["unit"] == "D" and context.story.granularity == "day")


def _timexes(
    analysis: Analysis, expression: Expression, period: Period | None, anchor: str, story: Period | None
) -> list[Timex]:
    """One record; for a range two, each over its own words, both with the days of the whole as date."""
    link = _link(analysis, expression)
    if link < 0:
        return [_timex(analysis, expression, period, anchor, story)]
    parts = ((expression.first, link), (link + 1, expression.last))
    if period is None or period.ends is None:
        ends = (replace(expression, to=None), expression.to or expression)
        return [
            _timex(analysis, replace(end, first=first, last=last), None, anchor, story)
            for end, (first, last) in zip(ends, parts, strict=True)
        ]
    return [
        _timex(
            analysis,
            replace(expression, first=first, last=last),
            replace(end, iso=period.iso),
            anchor,
            story,
        )
        for end, (first, last) in zip(period.ends, parts, strict=True)
    ]


def _link(analysis: Analysis, expression: Expression) -> int:
    """The token that joins the two dates of a range ("to", "-", "and"), or -1."""
    if expression.to is not None:
        return expression.to.first - 1
    if expression.kind != "span" and "season2" not in expression.parts:
        return -1
    for token in analysis.tokens[expression.first + 1 : expression.last - 1]:
        if token.text.lower() in LINKS:
            return token.index
    return -1


def _timex(
    analysis: Analysis, expression: Expression, period: Period | None, anchor: str, story: Period | None
) -> Timex:
    tokens = analysis.tokens
    span = Span(tokens[expression.first].start, tokens[expression.last - 1].end)
    kind = expression.kind
    if kind in ("duration", "set"):
        type_: Literal["DATE", "TIME", "DURATION", "SET"] = "DURATION" if kind == "duration" else "SET"
    elif kind == "stretch":
        type_ = "DURATION"
    else:
        type_ = "TIME" if kind == "clock" or "part" in expression.parts else "DATE"
    if period is None:
        return Timex(
            first=expression.first,
            last=expression.last,
            span=span,
            type=type_,
            value=_open_value(expression, tokens, story),
            rule=f"times/{expression.rule}",
            anchor=anchor,
        )
    return Timex(
        first=expression.first,
        last=expression.last,
        span=span,
        type=type_,
        value=_stretch_value(expression) if kind == "stretch" else period.value,
        iso=period.iso,
        earliest=period.earliest,
        latest=period.latest,
        granularity=period.granularity,
        rule=f"times/{expression.rule}",
        anchor=anchor,
    )


def _stretch_value(expression: Expression) -> str:
    """TIMEX3 value of a stretch: its length, or that it only points to the past or future."""
    parts = expression.parts
    if expression.rule in ("recent-units", "coming-units"):
        return "PAST_REF" if parts.get("dir") == -1 else "FUTURE_REF"
    return _length(float(parts.get("num", -1)), str(parts["unit"]))


def _open_value(expression: Expression, tokens: Sequence[Token], story: Period | None) -> str:
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
        return {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[int(parts.get("dir", 0))]
    if expression.kind == "clock":
        day = story.iso if story is not None and story.granularity == "day" else "XXXX-XX-XX"
        return day + clock_value(expression)
    if expression.kind == "ancient":
        return _before_christ(parts)
    if expression.kind == "stretch":
        return _stretch_value(expression)
    if expression.kind == "deictic" and parts.get("deictic") == 0:
        return "PRESENT_REF"
    if expression.kind == "date" and "season" in parts:
        return f"XXXX-{parts['season']}"
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


def _before_christ(parts: Mapping[str, Value]) -> str:
    """TIMEX3 value of a year, month or century before Christ: ``BC0411``, ``BC0480-09``, ``BC04``."""
    if parts.get("unit") == "100Y":
        return f"BC{int(parts['ord']) - 1:02}"
    tail = (
        f"-{int(parts['month']):02}"
        if "month" in parts
        else f"-{parts['season']}"
        if "season" in parts
        else ""
    )
    return f"BC{int(parts['bcyear']):04}{tail}"


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
