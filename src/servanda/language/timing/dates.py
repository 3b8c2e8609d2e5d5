"""Calendar arithmetic for the time grammar.

Intervals of days with a granularity, and how they are written.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Granularity = Literal[
    "time", "day", "week", "month", "season", "year", "decade", "century", "interval", "unknown"
]

SEASON_MONTHS: Final[dict[str, int]] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SOUTHERN_MONTHS: Final[dict[str, int]] = {"SP": 9, "SU": 12, "FA": 3, "WI": 6}
"""The first month of each season north and south of the equator."""
_YEAR_EDGES: Final[dict[str, tuple[int, int]]] = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_DECADE_EDGES: Final[dict[str, tuple[int, int]]] = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``earliest`` to ``latest`` inclusive, what they are called in TIMEX3.

    And in the codebook's dates.
    """

    earliest: date
    latest: date
    granularity: Granularity
    value: str
    iso: str
    ends: tuple[Period, Period] | None = None
    """The two dates of a range in words, for each stands apart in the text."""


def make_day(day: date, part: str = "") -> Period:
    """One day, or a part of it."""
    value = day.isoformat() + (f"T{part}" if part else "")
    return Period(day, day, "day", value, day.isoformat())


def make_month(year: int, month: int, edge: str = "") -> Period:
    """A month, or its early, middle or late third."""
    last = monthrange(year, month)[1]
    name = f"{year:04}-{month:02}"
    if not edge:
        return Period(date(year, month, 1), date(year, month, last), "month", name, name)
    first, end = {"START": (1, 10), "MID": (11, 20), "END": (21, last)}[edge]
    return make_interval(date(year, month, first), date(year, month, end), name)


def make_year(year: int, edge: str = "") -> Period:
    """A year, or its early, middle or late third."""
    if not edge:
        return Period(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}", f"{year:04}")
    return make_months(year, *_YEAR_EDGES[edge], value=f"{year:04}")


def make_months(year: int, first: int, last: int, *, value: str) -> Period:
    """Some months of one year, as an interval of months."""
    start, end = make_month(year, first), make_month(year, last)
    return Period(start.earliest, end.latest, "interval", value, f"{start.iso}/{end.iso}")


def make_season(year: int, season: str, *, south: bool = False) -> Period:
    """A season of three months; one that runs over the new year is named after the year it starts in."""
    first = (SOUTHERN_MONTHS if south else SEASON_MONTHS)[season]
    start = make_month(year, first)
    end = make_month(year + (first + 2) // 13, (first + 1) % 12 + 1)
    return Period(start.earliest, end.latest, "season", f"{year:04}-{season}", f"{start.iso}/{end.iso}")


def make_fiscal_year(year: int) -> Period:
    """A fiscal year: where it begins differs by country, from July of the year before to April of the year.

    The days it may be, from the earliest beginning to the latest end, so that nothing is made exact.
    """
    start, end = make_month(year - 1, 7), make_month(year + 1, 3)
    return Period(start.earliest, end.latest, "interval", f"FY{year:04}", f"{start.iso}/{end.iso}")


def make_years(first: int, last: int, granularity: Granularity, value: str) -> Period:
    """Whole years, as an interval of years."""
    return Period(date(first, 1, 1), date(last, 12, 31), granularity, value, f"{first:04}/{last:04}")


def make_decade(year: int, edge: str = "") -> Period:
    """A decade by its first year, or its early, middle or late part."""
    low, high = _DECADE_EDGES[edge] if edge else (0, 9)
    return make_years(year + low, year + high, "decade", f"{year // 10}")


def make_week(day: date) -> Period:
    """The week from Monday to Sunday that holds a day."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return make_interval(monday, monday + timedelta(days=6), f"{year}-W{week:02}", "week")


def make_weekend(day: date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    year, week, _ = day.isocalendar()
    return make_interval(saturday, saturday + timedelta(days=1), f"{year}-W{week:02}-WE", "interval")


def make_interval(first: date, last: date, value: str = "", granularity: Granularity = "interval") -> Period:
    """Days from first to last; one day if they are the same."""
    if first == last:
        return make_day(first)
    iso = f"{first.isoformat()}/{last.isoformat()}"
    return Period(first, last, granularity, value or iso, iso)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month so many months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_day(day: date, by: int, unit: str) -> date:
    """A day so many months or years on, at the end of the month if it has no such day."""
    year, month = shift_month(day.year, day.month, by * (12 if unit == "Y" else 1))
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def span_periods(a: Period, b: Period) -> Period:
    """From the start of one period to the end of another, each written with its own precision."""
    first, last = a.iso.partition("/")[0], b.iso.rpartition("/")[2]
    iso = first if first == last else f"{first}/{last}"
    return Period(a.earliest, max(a.earliest, b.latest), "interval", iso, iso, (a, b))
