"""What days an expression means, counted from one reference day (codebook section 3.

Use only report and calendar).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from servanda.knowledge.feasts import load_feasts
from servanda.language.timing.dates import (
    SEASON_MONTHS,
    Period,
    make_day,
    make_decade,
    make_fiscal_year,
    make_interval,
    make_month,
    make_months,
    make_season,
    make_year,
    make_years,
    span_periods,
)
from servanda.language.timing.matching import Expression
from servanda.language.timing.text import Value
from servanda.language.timing.units import back, between, move, unit_period

_STORY_BACK_MONTHS: Final = 4
"""A story may step back by so many months; a month farther back in the calendar is the next year's."""
_FEW_DAYS: Final[dict[str, int]] = {"D": 7, "W": 31, "M": 183}
"""How far back "recent days", "recent weeks", "recent months" reach at most."""
_RECENT_DAYS: Final = 31
_AGAINST_TENSE_DAY: Final = 4
_AGAINST_TENSE_MONTH: Final = 6
"""How many times farther a date counts that lies on the other side of the report than its tense says."""
_VAGUE_MOST: Final = 3
"""A vague number of units ("several", "a few") is taken to reach at most so many times its lower bound."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence and the story give.

    Attributes:
        tense: -1 past, 0 present or unknown, 1 future, of the clause.
        story: the last date the text gave before this expression, for "the next day", "a week later".
        lead: the expression's first word.
        carries: whether bare months and days take their year from the story.
        south: whether the report is from south of the equator, where summer begins in December.
    """

    tense: int = -1
    story: Period | None = None
    lead: str = ""
    carries: bool = False
    south: bool = False


def resolve_expression(expression: Expression, day: date | None, context: Context) -> Period | None:
    """The days meant, counted from ``day``; ``None`` if they cannot be told."""
    try:
        period = _RESOLVERS[expression.kind](expression, day, context)
        if expression.to is not None and period is not None:
            return _range(expression, period, day, context)
    except (ValueError, OverflowError):  # 31 February, the year 10000
        return None
    if period is not None and expression.opens == "since" and day is not None and period.earliest <= day:
        # the value stays that of the words, the days run on to the report's
        return replace(
            span_periods(period, make_day(day)),
            value=period.value,
            granularity=period.granularity,
            ends=None,
        )
    return period


def _range(expression: Expression, start: Period, day: date | None, context: Context) -> Period | None:
    """From one date to another; a year given once holds for both."""
    assert expression.to is not None
    end = expression.to
    year = end.parts.get("year")
    if year is not None and "year" not in expression.parts and "month" in expression.parts:
        shared = Expression(expression.first, expression.last, "", "date", {**expression.parts, "year": year})
        start = _date(shared, day, context) or start
    if end.kind == "vague":
        return span_periods(start, make_day(day)) if day else start
    last = _RESOLVERS[end.kind](end, day, replace(context, story=start, carries=True))
    if last is None or last.latest < start.earliest:
        return None
    return span_periods(start, last)


def _whole(value: Value) -> int:
    return int(value)


def _date(expression: Expression, day: date | None, context: Context) -> Period | None:
    parts, edge = expression.parts, str(expression.parts.get("edge", ""))
    if "iso" in parts:
        return make_day(date.fromordinal(_whole(parts["iso"])))
    if "decade" in parts:
        return make_decade(_whole(parts["decade"]), edge)
    if expression.rule == "century":
        first = (_whole(parts["ord"]) - 1) * 100
        return make_years(first, first + 99, "century", f"{first // 100:02}")
    year = _year(expression, day, context)
    if year is None:
        return None
    if "fiscal" in parts and "ord" not in parts:
        return make_fiscal_year(year)
    if "ord" in parts:
        size = 6 if "half" in parts else 3
        first = (_whole(parts["ord"]) - 1) * size + 1
        return make_months(
            year, first, first + size - 1, value=f"{year}-{'H' if size == 6 else 'Q'}{parts['ord']}"
        )
    if "season" in parts:
        season = make_season(year, str(parts["season"]), south=context.south)
        if "season2" in parts:
            return span_periods(season, make_season(year, str(parts["season2"]), south=context.south))
        return season
    month = _whole(parts.get("month", parts.get("mm", 0)))
    if not month:
        return make_year(year, edge)
    number = _whole(parts.get("day", parts.get("dd", 0)))
    return make_day(date(year, month, number)) if number else make_month(year, month, edge)


def _year(expression: Expression, day: date | None, context: Context) -> int | None:
    """The year as written, or the one the tense picks next to the reference day."""
    parts = expression.parts
    if "year" in parts:
        return _whole(parts["year"])
    direction = parts.get("dir")
    if "story" in parts:
        return context.story.earliest.year if context.story else None
    if direction is None and "weekday" not in parts and context.story and context.carries:
        return _year_in_story(context.story, expression)
    if day is None:
        return None
    if "unit" in parts and direction is not None:  # "October of last year"
        return day.year + _whole(direction)
    if "iso" in parts or not parts.keys() & {"month", "season", "ord"}:
        return None
    month, number = _month_of(expression), _whole(parts.get("day", 0))
    if "weekday" in parts and number:
        return _year_of_weekday(month, number, _whole(parts["weekday"]), day)
    if direction == 0:
        return day.year
    if direction is None:
        return _nearest_year(day, month, number, context.tense)
    this = (day.year, month, number) if number else (day.year, month)
    now = (day.year, day.month, day.day) if number else (day.year, day.month)
    if direction == 1:
        return day.year + 1 if this <= now else day.year
    return day.year - 1 if this >= now else day.year


def _nearest_year(day: date, month: int, number: int, tense: int) -> int:
    """The year that puts a bare month or day nearest to the reference, the side against the tense far dearer.

    News leaves the year out where it is the current one, so "on June 2" in a report of May 31 is two days
    ahead.
    """
    against = _AGAINST_TENSE_DAY if number else _AGAINST_TENSE_MONTH

    def cost(year: int) -> float:
        months = (year - day.year) * 12 + month - day.month
        distance = months + (number - day.day) / 31 if number else months
        wrong = distance < 0 if tense > 0 else distance > 0
        return abs(distance) * (against if wrong else 1)

    return min((day.year, day.year - 1, day.year + 1), key=cost)


def _month_of(expression: Expression) -> int:
    """The month named, or the first of the quarter, half or season."""
    month = _whole(expression.parts.get("month", 0))
    if "ord" in expression.parts:
        return (_whole(expression.parts["ord"]) - 1) * (6 if "half" in expression.parts else 3) + 1
    return month or SEASON_MONTHS[str(expression.parts["season"])]


def _year_in_story(story: Period, expression: Expression) -> int:
    """A bare month in a story of another time: the story goes forward, by less than a year."""
    if story.granularity in ("year", "interval", "season"):
        return story.latest.year
    behind = story.latest.month - _month_of(expression)
    return story.latest.year + 1 if behind > _STORY_BACK_MONTHS else story.latest.year


def _year_of_weekday(month: int, number: int, weekday: int, day: date) -> int | None:
    """The year nearest to the reference in which this date falls on this weekday."""
    for distance in range(7):
        for year in (day.year - distance, day.year + distance):
            try:
                if date(year, month, number).weekday() == weekday:
                    return year
            except ValueError:
                continue
    return None


def _span(expression: Expression, day: date | None, context: Context) -> Period | None:
    parts = expression.parts
    if "yy" in parts:
        first, last = _whole(parts["year"]), _whole(parts["yy"])
        last = last if last >= 100 else first - first % 100 + last
        return span_periods(make_year(first), make_year(last)) if first < last else None
    start = _date(expression, day, context)
    if start is None:
        return None
    other = {key: value for key, value in parts.items() if key in ("month", "day")} | {
        "year": start.earliest.year
    }
    other |= {key[:-1]: value for key, value in parts.items() if key in ("month2", "day2")}
    end = _date(Expression(expression.first, expression.last, "", "date", other), day, context)
    return span_periods(start, end) if end and end.latest >= start.earliest else None


def _weekday(expression: Expression, day: date | None, context: Context) -> Period | None:
    if day is None:
        return None
    parts = expression.parts
    weekday, part = _whole(parts["weekday"]), str(parts.get("part", ""))
    direction = parts.get("dir")
    if "unit" in parts:  # "Monday of last week"
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=_whole(direction or 0))
        return make_day(monday + timedelta(days=weekday), part)
    behind, forward = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    if direction == -1:
        return make_day(day - timedelta(days=behind or 7), part)
    if direction == 1:
        return make_day(day + timedelta(days=forward or 7), part)
    if context.tense > 0:
        return make_day(day + timedelta(days=forward), part)
    return make_day(day - timedelta(days=behind), part)


def _deictic(expression: Expression, day: date | None, context: Context) -> Period | None:  # noqa: ARG001
    if day is None:
        return None
    meant = day + timedelta(days=_whole(expression.parts["deictic"]))
    if expression.parts.get("edge") == "NIGHT":
        return make_interval(meant - timedelta(days=1), meant)
    return make_day(meant, str(expression.parts.get("part", "")))


def _period(expression: Expression, day: date | None, context: Context) -> Period | None:
    parts = expression.parts
    base = context.story.latest if "story" in parts and context.story else None if "story" in parts else day
    if expression.rule == "the-unit" and day is not None and not context.carries:
        base = day
    if base is None:
        return None
    unit, by = str(parts["unit"]), _whole(parts["dir"])
    edge = str(parts.get("edge", ""))
    if (
        by == -1
        and expression.rule == "dir-unit"
        and context.lead == "the"
        and unit in ("W", "M", "Y", "10Y")
    ):
        return back(base, 1, unit)  # "over the past year"
    whole = unit_period(base, unit, by, context.tense)
    if whole is None or expression.rule not in ("edge-dir-unit", "edge-of-unit"):
        return whole
    if context.lead in ("earlier", "later") and by == 0:
        first, last = (whole.earliest, base) if context.lead == "earlier" else (base, whole.latest)
        return make_interval(min(first, last), max(first, last), whole.value)
    if unit == "Y" and edge:
        return make_year(whole.earliest.year, edge)
    if unit == "M" and edge:
        return make_month(whole.earliest.year, whole.earliest.month, edge)
    return whole


def _offset(expression: Expression, day: date | None, context: Context) -> Period | None:
    parts = expression.parts
    if "event" in parts:
        return None
    story = context.story
    backward = _whole(parts["dir"]) < 0
    if (
        "story" in parts
        and not (backward and story is None)
        and (story is None or story.granularity not in ("day", "month", "year"))
    ):
        return None
    base = story.latest if "story" in parts and story else day
    if base is None:
        return None
    amount, unit, sign = float(parts["num"]), str(parts["unit"]), _whole(parts["dir"])
    if amount < 0:
        far, near = (move(base, sign * -amount * k, unit) for k in (_VAGUE_MOST, 1))
        if far is None or near is None:
            return None
        return make_interval(min(far.earliest, near.earliest), max(far.latest, near.latest))
    if "story" in parts and story and story.granularity != "day" and unit in ("D", "W", "H", "MIN"):
        return None
    return move(base, sign * amount, unit)


def _stretch(expression: Expression, day: date | None, context: Context) -> Period | None:  # noqa: ARG001
    if day is None:
        return None
    parts = expression.parts
    unit, sign = str(parts["unit"]), _whole(parts["dir"])
    if "few" in parts:
        reach = _FEW_DAYS.get(unit)
        return None if reach is None else between(day, day + timedelta(days=sign * reach))
    amount = abs(float(parts["num"])) * (_VAGUE_MOST if float(parts["num"]) < 0 else 1)
    return back(day, amount, unit, sign)


def _feast(expression: Expression, day: date | None, context: Context) -> Period | None:
    """The feast of the year named, else the one nearest to the reference on the side of the tense."""
    parts = expression.parts
    feast = load_feasts()[str(parts["feast"])]
    if "year" in parts:
        fall = feast.in_year(_whole(parts["year"]))
        return between(*fall) if fall else None
    if context.carries and context.story is not None and "dir" not in parts:
        fall = feast.in_year(context.story.latest.year)
        return between(*fall) if fall else None
    if day is None:
        return None
    direction = _whole(parts.get("dir", 0)) or (1 if context.tense > 0 else 0)
    falls = feast.near(day)
    if direction > 0:
        return next((between(*fall) for fall in falls if fall[1] >= day), None)
    if direction < 0:
        return next((between(*fall) for fall in reversed(falls) if fall[1] < day), None)
    return min((between(*fall) for fall in falls), key=lambda p: abs(p.earliest - day), default=None)


def _clock(expression: Expression, day: date | None, context: Context) -> Period | None:
    """An hour or a part of the day named beside it; the day alone if there is none."""
    parts = expression.parts
    if "weekday" not in parts:
        return None
    found = _weekday(expression, day, context)
    return None if found is None else replace(found, value=found.value + clock_value(expression))


def clock_value(expression: Expression) -> str:
    """The TIMEX3 value of an hour or part of a day behind the day it is of: ``T15:30``, ``TNI``."""
    parts = expression.parts
    if "clock" not in parts:
        return f"T{parts.get('part', 'NI')}"
    minutes = _whole(parts["clock"])
    hour, half = minutes // 60, _whole(parts.get("ampm", -1))
    hour = hour % 12 + half if half >= 0 and hour <= 12 else hour
    return f"T{hour:02}:{minutes % 60:02}"


def _vague(expression: Expression, day: date | None, context: Context) -> Period | None:  # noqa: ARG001
    if day is None or expression.parts.get("dir") != -1 or "open" in expression.parts:
        return None
    return make_interval(day - timedelta(days=_RECENT_DAYS), day, "PAST_REF")


def _none(expression: Expression, day: date | None, context: Context) -> Period | None:  # noqa: ARG001
    return None


_RESOLVERS: Final[dict[str, Callable[[Expression, date | None, Context], Period | None]]] = {
    "date": _date,
    "span": _span,
    "weekday": _weekday,
    "deictic": _deictic,
    "period": _period,
    "offset": _offset,
    "stretch": _stretch,
    "feast": _feast,
    "clock": _clock,
    "ancient": _none,
    "duration": _none,
    "set": _none,
    "vague": _vague,
}
