"""Dates as reports and their records write them: in fields, addresses, datelines and first lines."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY: Final = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"

DATE: Final = (
    rf"(?:(?:{WEEKDAY})[.,]?\s+)?(?:"
    rf"(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:{MONTH})\.?,?[\s-]\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?"
    r"|\d{1,2}[.-]\d{1,2}[.-]\d{4}(?!\d))"
)
"""Pattern of a date with its year, as it stands in running text (no groups, match with ``re.IGNORECASE``)."""

_ISO: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_WORDS: Final = re.compile(
    rf"\b(?:({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|th)?[\s-]({MONTH})\.?),?[\s-]*(\d{{4}})\b",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_YEAR_FIRST: Final = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_IN_ADDRESS: Final = re.compile(
    r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_-]|$)|[/_-](\d{4})(\d{2})(\d{2})(?=\D|$)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"(?:({MONTH})\.?\s+(\d{{1,2}})|(\d{{1,2}})\s+({MONTH})\.?)(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)


def parse_date(value: str) -> date | None:
    """Read a date with its year in any of the usual forms; ``None`` if it is none or can be read in two ways.

    ``7/5/2016`` is two dates, ``7/25/2016``, ``7.5.2016`` and ``7-5-2016`` (day first wherever no strokes are
    used) are one.
    """
    value = value.strip()[:80]
    if match := _ISO.match(value):
        return _day(match[1], match[2], match[3])
    if match := _WORDS.search(value):
        month = match[1] or match[4]
        return _day(match[5], str(_MONTHS[month.lower()]), match[2] or match[3])
    if match := _YEAR_FIRST.search(value):
        return _day(match[1], match[2], match[3])
    found = possible_dates(value)
    return found[0] if len(found) == 1 else None


def possible_dates(value: str) -> tuple[date, ...]:
    """The one or two days that a date in numbers may mean: read day first, then month first."""
    match = _NUMBERS.search(value[:80])
    if match is None:
        return ()
    first, second, year = match[1], match[3], match[4]
    readings = [_day(year, second, first)]
    if match[2] == "/":
        readings.append(_day(year, first, second))
    return tuple(dict.fromkeys(day for day in readings if day is not None))


def date_in_address(url: str) -> date | None:
    """The day that stands in a report's address: ``/2022/10/31/``, ``/2022/oct/31/``, ``-20221031``."""
    for match in _IN_ADDRESS.finditer(url):
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        found = _day(year, str(_MONTHS.get(month.lower(), month)), day)
        if found is not None and 1990 <= found.year <= 2100:
            return found
    return None


def day_near(value: str, published: date | None) -> date | None:
    """Read "Oct. 31" or "31 October" with the year that brings it nearest to ``published``."""
    match = _DAY.fullmatch(value.strip())
    if match is None:
        return None
    month, day = str(_MONTHS[(match[1] or match[4]).lower()]), match[2] or match[3]
    if match[5]:
        return _day(match[5], month, day)
    if published is None:
        return None
    near = [
        found
        for year in (published.year, published.year - 1, published.year + 1)
        if (found := _day(str(year), month, day))
    ]
    return min(near, key=lambda d: abs((d - published).days), default=None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
