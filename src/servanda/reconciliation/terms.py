"""Arithmetic of terms: durations added to vague days, expiry, notice, renewals unrolled.

All of it is done here. Days are inclusive; an interval says that the day meant is one of its days. A
duration added to an interval moves both ends, so that what was vague stays as vague as it was. Months are
calendar months: a day that the month reached does not have becomes its last (31 January and a month is the
last of February; 29 February and a year is 28 February).

A term that runs five years from 10 November 2020 ends on 10 November 2025: the day of the same name, as
the sources write it ("expires in November 2025"), not the day before.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.model.days import Days, days_of
from servanda.model.views import Term

_DURATION: Final = re.compile(
    r"P(?!$)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_MOST_TERMS: Final = 200
"""Renewals unrolled at most; a daily truce "renewed automatically" does not fill a view."""
_LONGEST: Final = 500 * 12
"""Months; no term that a report gives is longer, and dates beyond the calendar cannot be written."""
_WORDS: Final = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_NUMBER: Final = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NOTICE: Final = (
    re.compile(
        rf"\b{_NUMBER}[\s-]+(?P<unit>day|week|month|year)s?['’]?\s+(?:(?:prior|advance|written)\s+)*notice\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:notif\w+|notice|objects?|objections?|declares? (?:its|their|the) intention|terminat\w+)\b"
        rf"[^.;]{{0,80}}?\b{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+"
        rf"(?:before|prior to|ahead of|in advance)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+(?:before|prior to|ahead of)\b"
        rf"[^.;]{{0,80}}?\b(?:notif\w+|notice|objects?|objections?|intention)\b",
        re.IGNORECASE,
    ),
)
_END_OF: Final = re.compile(
    r"\b(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:year|month|week|\d{4}|[A-Z][a-z]+)|\byear['’]s\s+end\b",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(
    r"\b(?:entry|enter(?:s|ed|ing)?|com(?:es?|ing)|came)\s+into\s+(?:force|effect)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """An ISO 8601 duration: calendar months, and days (weeks are seven; a part of a day counts as a day)."""

    months: int = 0
    days: int = 0

    @property
    def nothing(self) -> bool:
        """Whether it is no time at all."""
        return not self.months and not self.days


def duration_of(value: str | None) -> Duration | None:
    """The duration that ``P5Y``, ``P1Y6M``, ``P2W`` or ``PT48H`` writes; ``None`` if it is none, or empty.

    Hours are rounded up to whole days: a truce of 36 hours touches two.
    """
    found = _DURATION.fullmatch(value or "")
    if not found:
        return None
    n = {name: int(number) for name, number in found.groupdict(default="0").items()}
    seconds = (n["hours"] * 60 + n["minutes"]) * 60 + n["seconds"]
    days = n["weeks"] * 7 + n["days"] + -(-seconds // 86_400)
    out = Duration(n["years"] * 12 + n["months"], days)
    too_long = out.months > _LONGEST or out.days > _LONGEST * 31
    return None if out.nothing or too_long else out


def add(day: date, duration: Duration, times: int = 1) -> date | None:
    """``day`` and ``times`` durations after it (before it, if negative); ``None`` beyond the calendar.

    Months are added first, all at once: a day lost to a short month comes back in a longer one (31 January
    and two months is 31 March).
    """
    months = day.year * 12 + day.month - 1 + duration.months * times
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(day.day, last)) + timedelta(days=duration.days * times)
    except OverflowError:
        return None


def add_to_days(days: Days, duration: Duration, times: int = 1) -> Days | None:
    """An interval moved by a duration, as vague as before."""
    first, last = add(days[0], duration, times), add(days[1], duration, times)
    return (first, last) if first is not None and last is not None else None


def last_day(value: str | None) -> date | None:
    """The last day of what a date of the codebook means: "until the end of 2022" is 31 December 2022."""
    days = days_of(value)
    return days[1] if days else None


def end_days(value: str | None, words: str = "") -> Days | None:
    """The days in which something ends that runs until ``value``.

    "Until the end of 2022" ends on the last day; "until 2025" ends on some day of that year.
    """
    days = days_of(value)
    if days is None:
        return None
    return (days[1], days[1]) if _END_OF.search(words) else days


def waits_for_entry(words: str) -> bool:
    """Whether a term is said to run from entry into force, whose day may not be known."""
    return bool(_ENTRY.search(words))


def notice_in(words: str) -> Duration | None:
    """How long before the end notice must be given, where the words say so.

    "Unless either party gives six months' notice", "notifies the other six months before it expires".
    """
    for pattern in _NOTICE:
        found = pattern.search(words)
        if found:
            number = found["number"].lower()
            count = int(number) if number.isdigit() else _WORDS[number]
            return duration_of(f"P{count}{_UNITS[found['unit'].lower()]}")
    return None


def notice_day(end: Days | None, notice: Duration | None) -> date | None:
    """The last day on which notice surely counts: the first day the term may end, less the notice."""
    return add(end[0], notice, -1) if end is not None and notice is not None else None


def expiry(start: Days | None, duration: Duration | None, end: Days | None = None) -> Days | None:
    """When a first term ends: as said, else by its length; ``None`` (open) if the start is unknown.

    An end that is said vaguely ("until 2025") is narrowed to the days that the length allows, if they meet.
    """
    told = add_to_days(start, duration) if start is not None and duration is not None else None
    if end is None or told is None:
        return end or told
    first, last = max(end[0], told[0]), min(end[1], told[1])
    return (first, last) if first <= last else end


def unroll(
    *,
    start: Days | None,
    duration: Duration | None,
    end: Days | None = None,
    renewal: str | None = None,
    notice: Duration | None = None,
    as_of: date | None = None,
    ended: Days | None = None,
) -> tuple[Term, ...]:
    """Periods of validity up to the one that covers ``as_of``, and the one after if renewal is automatic.

    Args:
        start: when the first begins; ``None`` if not known ("from entry into force"): the term is open.
        duration: of each term.
        end: of the first, if it is said.
        renewal: ``automatic`` unrolls; ``by_consent`` and ``offered`` do not, for nobody consented yet.
        notice: how long before an end notice must be given.
        as_of: the day asked; ``None`` gives the first term and the one after.
        ended: when it was ended or denounced; no term begins after that.

    Returns:
        Terms in order, each beginning where the one before ends. Empty if nothing is said of a term.
    """
    first = expiry(start, duration, end)
    if start is None and duration is None and first is None:
        return ()
    terms = [Term(number=1, start=start, end=first, notice=notice_day(first, notice))]
    if renewal != "automatic" or first is None:
        return tuple(terms)
    length = duration or _length(start, first)
    if length is None:
        return tuple(terms)
    for number in range(2, _MOST_TERMS + 2):
        begins = terms[-1].end
        covered = as_of is not None and begins is not None and as_of <= begins[1]
        if begins is None or (ended is not None and ended[0] <= begins[1]):
            break
        ends = add_to_days(first, length, number - 1)
        if ends is None:
            break
        terms.append(
            Term(number=number, start=begins, end=ends, renewal="automatic", notice=notice_day(ends, notice))
        )
        if as_of is None or covered:
            break
    return tuple(terms)


def running(terms: tuple[Term, ...], as_of: date | None) -> Term | None:
    """The term that covers a day: the last that has surely begun; the first if none has."""
    if not terms:
        return None
    if as_of is None:
        return terms[0]
    begun = [t for t in terms if t.start is None or t.start[1] <= as_of]
    return begun[-1] if begun else terms[0]


def _length(start: Days | None, end: Days) -> Duration | None:
    """The length of a term whose start and end are known to the day."""
    if start is None or start[0] != start[1] or end[0] != end[1] or end[0] <= start[0]:
        return None
    months = (end[0].year - start[0].year) * 12 + end[0].month - start[0].month
    if months and add(start[0], Duration(months)) == end[0]:
        return Duration(months)
    return Duration(0, (end[0] - start[0]).days)
