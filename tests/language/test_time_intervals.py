"""Properties of intervals: order, containment, addition; what is counted does not hang on its company."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.language.flat import flat

from servanda.language.times import find_times
from servanda.language.timing.dates import (
    Period,
    make_day,
    make_decade,
    make_interval,
    make_month,
    make_season,
    make_week,
    make_weekend,
    make_year,
    shift_day,
    shift_month,
    span_periods,
)
from servanda.language.when import look_up_time

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
SEASONS = st.sampled_from(["SP", "SU", "FA", "WI"])
EDGES = st.sampled_from(["START", "MID", "END"])
FULL_DATES = st.dates(date(1950, 1, 1), date(2030, 12, 31))
RELATIVE = st.sampled_from(
    [
        "last Friday",
        "on Monday",
        "yesterday",
        "last week",
        "last month",
        "next year",
        "two days ago",
        "three months ago",
        "in the past four days",
        "the third quarter",
        "last summer",
        "Ramadan",
        "in March",
    ]
)


def inside(part: Period, whole: Period) -> bool:
    return whole.earliest <= part.earliest and part.latest <= whole.latest


@given(DAYS, SEASONS, EDGES)
def test_every_period_begins_before_it_ends(day: date, season: str, edge: str) -> None:
    made = [make_day(day), make_week(day), make_weekend(day), make_month(day.year, day.month, edge)]
    made += [make_year(day.year, edge), make_season(day.year, season), make_decade(day.year // 10 * 10, edge)]
    made.append(make_season(day.year, season, south=True))
    assert all(period.earliest <= period.latest for period in made)


@given(DAYS, EDGES)
def test_day_month_year_decade_contain_each_other(day: date, edge: str) -> None:
    chain = [
        make_day(day),
        make_month(day.year, day.month),
        make_year(day.year),
        make_decade(day.year // 10 * 10),
    ]
    assert all(inside(part, whole) for part, whole in itertools.pairwise(chain))
    assert inside(make_month(day.year, day.month, edge), chain[1])
    assert inside(make_year(day.year, edge), chain[2])


@given(DAYS)
def test_a_day_is_in_its_week_and_a_weekend_too(day: date) -> None:
    week = make_week(day)
    assert inside(make_day(day), week)
    assert inside(make_weekend(day), week)


@given(DAYS, DAYS)
def test_a_span_holds_both_its_ends(a: date, b: date) -> None:
    first, last = make_day(min(a, b)), make_month(max(a, b).year, max(a, b).month)
    whole = span_periods(first, last)
    assert whole.earliest == first.earliest
    assert whole.latest == max(first.earliest, last.latest)


@given(DAYS, DAYS)
def test_an_interval_of_one_day_is_that_day(a: date, b: date) -> None:
    period = make_interval(min(a, b), max(a, b))
    assert (period.granularity == "day") == (a == b)


@given(st.integers(1900, 2090), st.integers(1, 12), st.integers(-600, 600), st.integers(-600, 600))
def test_months_add_up(year: int, month: int, a: int, b: int) -> None:
    assert shift_month(*shift_month(year, month, a), b) == shift_month(year, month, a + b)
    assert shift_month(*shift_month(year, month, a), -a) == (year, month)


@given(DAYS, st.integers(0, 120))
def test_a_later_day_stays_later_when_months_are_added(day: date, months: int) -> None:
    assert shift_day(day, months, "M") <= shift_day(day + timedelta(days=1), months, "M")


@given(RELATIVE, FULL_DATES)
def test_relative_words_are_no_more_exact_than_they_say(words: str, day: date) -> None:
    for time in look_up_time(words, (day, day)).times:
        if time.earliest and time.latest and ("month" in words or "quarter" in words or "March" in words):
            assert (time.latest - time.earliest).days >= 27


@given(RELATIVE, FULL_DATES, st.integers(1, 5))
def test_a_day_unsure_by_some_days_gives_no_other_day_than_its_ends(words: str, day: date, days: int) -> None:
    unsure = look_up_time(words, (day, day + timedelta(days=days))).times
    last = look_up_time(words, (day + timedelta(days=days), day + timedelta(days=days))).times
    assert [t.iso for t in unsure if t.iso] in ([], [t.iso for t in last])


@given(st.permutations(["on 3 May 2016", "in June 2017", "in the 1990s", "on 2020-02-29", "in fall 2020"]))
def test_dates_in_full_mean_the_same_in_any_order(words: list[str]) -> None:
    found = find_times(flat("\n".join(f"They met {w}" for w in words), "2022-10-31"))
    meant = dict(zip(words, [t.iso for t in found], strict=True))
    assert meant == {
        "on 3 May 2016": "2016-05-03",
        "in June 2017": "2017-06",
        "in the 1990s": "1990/1999",
        "on 2020-02-29": "2020-02-29",
        "in fall 2020": "2020-09/2020-11",
    }


@given(st.permutations(["yesterday", "on Monday", "last week", "last month", "two days ago", "last year"]))
def test_days_counted_from_the_report_mean_the_same_in_any_order(words: list[str]) -> None:
    found = find_times(flat("\n".join(f"They met {w}" for w in words), "2022-10-31"))
    meant = dict(zip(words, [t.iso for t in found], strict=True))
    assert meant == {
        "yesterday": "2022-10-30",
        "on Monday": "2022-10-31",
        "last week": "2022-10-24/2022-10-30",
        "last month": "2022-09",
        "two days ago": "2022-10-29",
        "last year": "2021",
    }


@given(st.text(max_size=80), st.none() | FULL_DATES)
def test_no_words_raise_anything(words: str, day: date | None) -> None:
    answer = look_up_time(words, (day, day) if day else None)
    assert answer.reason or answer.times
