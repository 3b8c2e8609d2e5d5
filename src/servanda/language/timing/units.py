"""Weeks, months, years and the like from a day: the calendar unit so many on, and stretches up to a day."""

from __future__ import annotations

from datetime import date, timedelta

from servanda.language.timing.dates import (
    Period,
    make_day,
    make_decade,
    make_interval,
    make_month,
    make_months,
    make_week,
    make_weekend,
    make_year,
    make_years,
    shift_day,
    shift_month,
)


def unit_period(base: date, unit: str, by: int, tense: int) -> Period | None:
    """The calendar week, month, year … ``by`` units from the one that holds ``base``."""
    if unit == "D":
        return make_day(base + timedelta(days=by))
    if unit == "W":
        return make_week(base + timedelta(weeks=by))
    if unit == "WE":
        if (by == 0 and tense <= 0 and base.weekday() < 5) or (by == -1 and base.weekday() >= 5):
            by = -1
        elif by == 1 and base.weekday() < 5:
            by = 0
        return make_weekend(base + timedelta(weeks=by))
    if unit == "M":
        return make_month(*shift_month(base.year, base.month, by))
    if unit == "Q":
        year, month = shift_month(base.year, (base.month - 1) // 3 * 3 + 1, 3 * by)
        return make_months(year, month, month + 2, value=f"{year}-Q{(month + 2) // 3}")
    if unit == "Y":
        return make_year(base.year + by)
    if unit == "10Y":
        return make_decade(base.year // 10 * 10 + 10 * by)
    if unit == "100Y":
        first = base.year // 100 * 100 + 100 * by
        return make_years(first, first + 99, "century", f"{first // 100:02}")
    return None


def move(base: date, amount: float, unit: str) -> Period | None:
    """So many units from a day, no more exact than the unit: weeks give a week, years a year."""
    if unit in ("S", "MIN"):
        return make_day(base)
    if unit == "H":
        return make_day(base + timedelta(days=int(amount / 24)))
    if unit == "D":
        return make_day(base + timedelta(days=int(amount)))
    if unit in ("W", "2W"):
        return make_week(base + timedelta(days=int(amount * (14 if unit == "2W" else 7))))
    if unit == "M":
        return make_month(*shift_month(base.year, base.month, int(amount)))
    if unit == "Y":
        return make_year(base.year + int(amount))
    if unit == "10Y":
        year = base.year + int(amount * 10)
        return make_years(year - 1, year + 1, "interval", f"{year}")
    return None


def back(day: date, amount: float, unit: str, sign: int = -1) -> Period | None:
    """From so many units before a day up to it (or on from it)."""
    if unit in ("H", "MIN", "S"):
        other = day + timedelta(days=sign * max(1, int(amount / 24))) if unit == "H" else day
    elif unit in ("D", "W", "2W"):
        other = day + timedelta(days=sign * int(amount * {"D": 1, "W": 7, "2W": 14}[unit]))
    elif unit in ("M", "Y"):
        other = shift_day(day, sign * int(amount), unit)
    elif unit == "10Y":
        other = shift_day(day, sign * int(amount * 10), "Y")
    else:
        return None
    return between(day, other)


def between(a: date, b: date) -> Period:
    """The days from the earlier to the later of two."""
    return make_interval(min(a, b), max(a, b))
