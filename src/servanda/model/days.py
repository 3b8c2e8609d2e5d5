"""Intervals of days: what the codebook's ISO dates mean, and how far two of them are apart.

An interval is a pair ``(first, last)`` of inclusive days; ``None`` where nothing is known.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

Days = tuple[date, date]
"""First and last day, both included."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def days_of(value: str | None) -> Days | None:
    """The days a date of the codebook means: ``2022``, ``2022-08``, ``2022-10-31`` or ``FIRST/LAST``.

    ``None`` for ``None`` and for what is no date of the codebook, reversed intervals included.
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    start, end = _one(first), _one(last or first)
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def iso_of(days: Days | None) -> str | None:
    """The codebook's way to write an interval: a day alone, or ``FIRST/LAST``."""
    if days is None:
        return None
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def gap(a: Days, b: Days) -> int:
    """Days between two intervals; 0 if they touch or overlap."""
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)


def overlap(a: Days, b: Days) -> Days | None:
    """The days both hold."""
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None


def _one(text: str) -> Days | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        if year is None:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return (date(year, month, day),) * 2
    except ValueError:
        return None
