"""The rules of the time grammar, as data: patterns over word classes, and what kind of time each makes.

A pattern is a row of items. ``word`` or ``word|word`` matches lower-case tokens, ``<class>`` a word class
that is captured under its name, a trailing ``?`` makes an item optional. Classes:

| class | matches |
|---|---|
| ``<month>``, ``<weekday>``, ``<season>``, ``<unit>`` | the tables of ``words.py`` |
| ``<part>``, ``<edge>``, ``<dir>`` | the same |
| ``<day>`` | 1 to 31 in digits, with or without "st", "nd", "rd", "th"; "first" to "twentieth" after "the" |
| ``<year>`` | four digits, 1500 to 2099, that count nothing |
| ``<yy>`` | two or four digits that complete a span of years |
| ``<midmonth>``, ``<midyear>``, ``<middecade>`` | the same after "mid-" |
| ``<single>`` | a unit in the singular |
| ``<iso>`` | a whole date in digits |
| ``<mm>``, ``<dd>`` | one or two digits in the range of months or days |
| ``<num>`` | a numeral in digits or words, or "a", "several", "a few" … |
| ``<decade>`` | "1990s", "'90s", "nineties" |
| ``<ord>`` | an ordinal |
| ``<deictic>`` | "today", "yesterday" … |

The longest match at a token wins; of equal ones the first in the table. ``set`` gives values the words do
not show. A second value of one class is captured as ``day2``, ``month2``, ``year2``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal[
    "date",  # parts of a calendar date; missing years are found from the reference
    "span",  # a date to a date, both in one expression
    "weekday",  # a day of the week, with or without last, this, next
    "deictic",  # days from the reference
    "period",  # last, this, next week, month, year …
    "offset",  # so many units before or after the reference or the story's time
    "stretch",  # the past or next so many units, up to or from the reference
    "duration",
    "set",
    "vague",  # recently, now
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time. ``example`` is parsed by the tests."""

    name: str
    pattern: str
    kind: Kind
    example: str
    set: dict[str, str | int] = field(default_factory=dict)


RULES: Final[tuple[Rule, ...]] = (
    # calendar dates
    Rule("digits", "<iso>", "date", "2022-10-31"),
    Rule("iso-day", "<year> - <mm> - <dd>", "date", "2022 - 10 - 31"),
    Rule("month-day-year", "<month> the? <day> ,? <year>", "date", "October 31, 2022"),
    Rule("day-month-year", "the? <day> of? <month> ,? <year>", "date", "31 October 2022"),
    Rule(
        "weekday-month-day-year", "<weekday> ,? <month> <day> ,? <year>", "date", "Monday, October 31, 2022"
    ),
    Rule("weekday-day-month-year", "<weekday> ,? <day> <month> ,? <year>", "date", "Monday 31 October 2022"),
    Rule("weekday-month-day", "<weekday> ,? <month> <day>", "date", "Monday, October 31"),
    Rule("weekday-day-month", "<weekday> ,? the? <day> of? <month>", "date", "Monday 31 October"),
    Rule("month-day", "<month> the? <day>", "date", "October 31"),
    Rule("day-month", "the? <day> of? <month>", "date", "31 October"),
    Rule("month-year", "<month> of|,? <year>", "date", "October 2022"),
    Rule("edge-month-year", "the? <edge> of|-? <month> of|,? <year>", "date", "late October 2022"),
    Rule("edge-month", "the? <edge> of|-? <month>", "date", "early October"),
    Rule("dir-month", "<dir> <month>", "date", "last October"),
    Rule("month-of-dir-year", "<month> of|,? <dir> year", "date", "October of last year", {"unit": "Y"}),
    Rule("month-that-year", "<month> of that|the same? year", "date", "October of that year", {"story": 1}),
    Rule("mid-month-year", "<midmonth> of|,? <year>", "date", "mid-October 2022", {"edge": "MID"}),
    Rule("mid-month", "<midmonth>", "date", "mid-October", {"edge": "MID"}),
    Rule("mid-year", "<midyear>", "date", "mid-2022", {"edge": "MID"}),
    Rule("mid-decade", "the? <middecade>", "date", "the mid-1990s", {"edge": "MID"}),
    Rule("month", "<month>", "date", "October"),
    Rule("season-year", "the? <season> of|,? <year>", "date", "fall 2020"),
    Rule("edge-season-year", "the? <edge> <season> of|,? <year>", "date", "early spring 2020"),
    Rule("dir-season", "<dir> <season>", "date", "last summer"),
    Rule("the-season-year", "in the <season> of|,? <year>", "date", "in the summer of 1962"),
    Rule("the-season", "in the <season>", "date", "in the summer"),
    Rule("edge-year", "the? <edge> of|-|the? <year>", "date", "late 2007"),
    Rule("quarter-year", "the? <ord> quarter of? <year>", "date", "second quarter of 2010"),
    Rule("half-year", "the? <ord> half of? <year>", "date", "first half of 2010", {"half": 1}),
    Rule("year", "<year>", "date", "2020"),
    Rule("the-year", "the? year <year>", "date", "the year 2000"),
    Rule("decade", "the? <decade>", "date", "the 1990s"),
    Rule("edge-decade", "the? <edge> of|-|the? the? <decade>", "date", "the early 1990s"),
    Rule("century", "the? <ord> -? century", "date", "the 19th century"),
    # spans written as one
    Rule("month-days", "<month> <day> -|–|—|to|and|through <day2> ,? <year>?", "span", "September 12-14"),
    Rule("days-month", "<day> -|–|—|to|and <day2> <month> ,? <year>?", "span", "12-14 September"),
    Rule("months-year", "<month> -|–|—|to|through <month2> ,? <year>", "span", "September-November 2020"),
    Rule("years", "<year> -|–|—|/ <yy>", "span", "2015-16"),
    # days of the week
    Rule("dir-weekday", "<dir> <weekday> <part>?", "weekday", "last Friday"),
    Rule("edge-weekday", "<edge> on? <weekday> <part>?", "weekday", "late on Monday"),
    Rule("part-weekday", "<part> on <weekday>", "weekday", "dawn on Monday"),
    Rule("weekday-part", "<weekday> <part>", "weekday", "Tuesday night"),
    Rule("weekday-dir-week", "<weekday> of? <dir> week", "weekday", "Monday last week", {"unit": "W"}),
    Rule("dir-week-weekday", "<dir> week on? <weekday>", "weekday", "last week on Monday", {"unit": "W"}),
    Rule("weekday", "<weekday>", "weekday", "Monday"),
    # days from the reference
    Rule("deictic", "<deictic> <part>?", "deictic", "yesterday"),
    Rule("edge-deictic", "<edge>|earlier|later <deictic>", "deictic", "late yesterday"),
    Rule(
        "before-yesterday", "the day before yesterday", "deictic", "the day before yesterday", {"deictic": -2}
    ),
    Rule("after-tomorrow", "the day after tomorrow", "deictic", "the day after tomorrow", {"deictic": 2}),
    Rule("last-night", "last night|evening", "deictic", "last night", {"deictic": -1, "part": "NI"}),
    Rule("this-part", "this <part>", "deictic", "this morning", {"deictic": 0}),
    Rule("overnight", "overnight", "deictic", "overnight", {"deictic": 0, "part": "NI", "edge": "NIGHT"}),
    # weeks, months, years from the reference
    Rule("that-unit", "that <single>", "period", "that year", {"dir": 0, "story": 1}),
    Rule("same-unit", "the same <single>", "period", "the same day", {"dir": 0, "story": 1}),
    Rule("next-unit", "the next|following <single>", "period", "the next day", {"dir": 1, "story": 1}),
    Rule(
        "prior-unit", "the previous|preceding <single>", "period", "the previous day", {"dir": -1, "story": 1}
    ),
    Rule("dir-unit", "the? <dir> <single>", "period", "last week"),
    Rule("edge-of-unit", "the? <edge> of the <single>", "period", "the end of the year", {"dir": 0}),
    Rule("edge-dir-unit", "<edge>|earlier|later of|in? the? <dir> <single>", "period", "earlier this month"),
    Rule("the-weekend", "the weekend", "period", "the weekend", {"unit": "WE", "dir": 0}),
    # so many units away
    Rule("ago", "<num> <unit> ago", "offset", "two days ago", {"dir": -1}),
    Rule("back", "<num> <unit> back", "offset", "two years back", {"dir": -1}),
    Rule("from-now", "<num> <unit> from now", "offset", "a month from now", {"dir": 1}),
    Rule(
        "earlier",
        "<num> <unit> earlier|prior|previously",
        "offset",
        "a day earlier",
        {"dir": -1, "story": 1},
    ),
    Rule("before", "<num> <unit> before", "offset", "a day before", {"dir": -1, "event": 1}),
    Rule(
        "later",
        "<num> <unit> later|afterwards|afterward",
        "offset",
        "three weeks later",
        {"dir": 1, "story": 1},
    ),
    Rule("after", "<num> <unit> after", "offset", "a month after", {"dir": 1, "event": 1}),
    # stretches that touch the reference
    Rule("past-units", "the? last|past|previous <num> <unit>", "stretch", "the past four days", {"dir": -1}),
    Rule(
        "next-units", "the? next|coming|following <num> <unit>", "stretch", "the next two weeks", {"dir": 1}
    ),
    Rule(
        "past-few",
        "the? last|past|previous few|several <unit>",
        "stretch",
        "the past few weeks",
        {"dir": -1, "few": 1},
    ),
    Rule(
        "next-few",
        "the? next|coming few|several <unit>",
        "stretch",
        "the next few weeks",
        {"dir": 1, "few": 1},
    ),
    Rule("recent-units", "recent|past|previous <unit>", "stretch", "recent weeks", {"dir": -1, "few": 1}),
    Rule("coming-units", "coming|following <unit>", "stretch", "coming weeks", {"dir": 1, "few": 1}),
    # lengths of time
    Rule("duration", "<num> more|additional|consecutive|straight|full? <unit>", "duration", "eight months"),
    Rule("hyphen-duration", "<num> - <unit>", "duration", "72-hour"),
    Rule("unit-long", "<unit> - long", "duration", "month-long", {"one": 1}),
    Rule("units", "days|weeks|months|years|decades", "duration", "months", {"few": 1}),
    # repeated
    Rule("daily", "daily|weekly|monthly|yearly|annually", "set", "daily"),
    Rule("every", "every|each <unit>", "set", "every day"),
    Rule("every-weekday", "every|each <weekday>", "set", "every Friday"),
    # vague
    Rule("recently", "recently|lately", "vague", "recently", {"dir": -1}),
    Rule("now", "now|currently|presently", "vague", "now", {"dir": 0}),
    Rule("at-present", "at present", "vague", "at present", {"dir": 0}),
)
