"""Arithmetic of terms: properties over the whole calendar, and the cases that reports bring."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.days import Days
from servanda.reconciliation.terms import (
    Duration,
    add,
    add_to_days,
    duration_of,
    end_days,
    expiry,
    last_day,
    notice_day,
    notice_in,
    running,
    unroll,
    waits_for_entry,
)

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
MONTHS = st.integers(min_value=0, max_value=600)
DURATIONS = st.builds(Duration, MONTHS, st.integers(min_value=0, max_value=2000)).filter(
    lambda d: not d.nothing
)


def on(day: date) -> Days:
    return day, day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P5Y", Duration(60, 0)),
        ("P1Y6M", Duration(18, 0)),
        ("P2W", Duration(0, 14)),
        ("P1M10D", Duration(1, 10)),
        ("PT48H", Duration(0, 2)),
        ("PT36H", Duration(0, 2)),
        ("PT10M", Duration(0, 1)),
        ("P", None),
        ("PT", None),
        ("P0D", None),
        ("5Y", None),
        ("P999999Y", None),
        ("", None),
        (None, None),
    ],
)
def test_durations_are_read(value: str | None, expected: Duration | None) -> None:
    assert duration_of(value) == expected


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2021, 1, 31), "P1M", date(2021, 2, 28)),
        (date(2020, 1, 31), "P1M", date(2020, 2, 29)),
        (date(2021, 1, 31), "P2M", date(2021, 3, 31)),
        (date(2020, 2, 29), "P1Y", date(2021, 2, 28)),
        (date(2020, 2, 29), "P4Y", date(2024, 2, 29)),
        (date(2020, 11, 10), "P5Y", date(2025, 11, 10)),
        (date(2020, 12, 31), "P2M", date(2021, 2, 28)),
        (date(2020, 12, 15), "P1M20D", date(2021, 2, 4)),
    ],
)
def test_month_ends_and_leap_days(day: date, duration: str, expected: date) -> None:
    found = duration_of(duration)
    assert found is not None
    assert add(day, found) == expected


@given(DAYS, MONTHS)
def test_months_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    found = add(day, Duration(months))
    assert found is not None
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(min_value=-2000, max_value=2000))
def test_days_are_counted_one_by_one(day: date, days: int) -> None:
    assert add(day, Duration(0, days)) == day + timedelta(days=days)


@given(DAYS, DAYS, DURATIONS)
def test_the_later_day_never_ends_earlier(a: date, b: date, duration: Duration) -> None:
    first, last = sorted((a, b))
    moved = add_to_days((first, last), duration)
    assert moved is not None
    assert moved[0] <= moved[1]
    assert moved[0] > first


@given(DAYS, DURATIONS, st.integers(min_value=0, max_value=8), st.integers(min_value=0, max_value=4))
def test_a_longer_or_more_frequent_term_ends_no_earlier(
    day: date, duration: Duration, times: int, more: int
) -> None:
    one, other = add(day, duration, times), add(day, duration, times + more)
    if one is not None and other is not None:
        assert one <= other


def test_beyond_the_calendar_is_no_day() -> None:
    assert add(date(9999, 12, 1), Duration(1)) is None
    assert add(date(1, 1, 1), Duration(0, 1), -1) is None
    assert unroll(start=on(date(9990, 1, 1)), duration=Duration(120), renewal="automatic")[0].end is None


def test_until_and_until_the_end_of() -> None:
    assert last_day("2022") == date(2022, 12, 31)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("soon") is None
    assert end_days("2025", "it runs until 2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert end_days("2022", "to stay until the end of 2022") == on(date(2022, 12, 31))
    assert end_days("2022-12", "till the end of the year") == on(date(2022, 12, 31))
    assert end_days(None, "until the end of the year") is None


def test_an_end_said_vaguely_is_narrowed_by_the_length() -> None:
    whole_year = (date(2025, 1, 1), date(2025, 12, 31))
    assert expiry(on(date(2020, 11, 10)), Duration(60), whole_year) == on(date(2025, 11, 10))
    assert expiry(on(date(2020, 11, 10)), Duration(12), whole_year) == whole_year  # what is said stands
    assert expiry(None, Duration(60)) is None
    assert expiry(None, Duration(60), whole_year) == whole_year


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("unless either side gives six months' notice", Duration(6)),
        ("with 90 days’ written notice", Duration(0, 90)),
        ("unless a party notifies the others of its intention six months before it expires", Duration(6)),
        ("unless one of them objects a year before the end", Duration(12)),
        ("six months before the term ends each may give notice", Duration(6)),
        ("the six-month truce was noticed by nobody", None),
        ("", None),
    ],
)
def test_notice_is_found_in_words(words: str, expected: Duration | None) -> None:
    assert notice_in(words) == expected


def test_notice_counts_to_the_day_the_term_may_first_end() -> None:
    assert notice_day(on(date(2025, 11, 10)), Duration(6)) == date(2025, 5, 10)
    assert notice_day((date(2025, 8, 31), date(2025, 12, 31)), Duration(6)) == date(2025, 2, 28)
    assert notice_day(None, Duration(6)) is None


def test_five_years_then_again_unless_notice_is_given() -> None:
    terms = unroll(
        start=on(date(2020, 11, 10)),
        duration=duration_of("P5Y"),
        renewal="automatic",
        notice=Duration(6),
        as_of=date(2022, 11, 30),
    )
    assert [(t.number, t.start, t.end, t.renewal, t.notice) for t in terms] == [
        (1, on(date(2020, 11, 10)), on(date(2025, 11, 10)), None, date(2025, 5, 10)),
        (2, on(date(2025, 11, 10)), on(date(2030, 11, 10)), "automatic", date(2030, 5, 10)),
    ]
    now = running(terms, date(2022, 11, 30))
    assert now is not None
    assert now.number == 1


@pytest.mark.parametrize(
    ("as_of", "numbers", "current"),
    [
        (None, [1, 2], 1),
        (date(2020, 1, 1), [1, 2], 1),
        (date(2025, 11, 10), [1, 2], 2),
        (date(2025, 11, 11), [1, 2, 3], 2),
        (date(2036, 1, 1), [1, 2, 3, 4, 5], 4),
    ],
)
def test_renewals_reach_the_day_asked_and_one_on(
    as_of: date | None, numbers: list[int], current: int
) -> None:
    terms = unroll(start=on(date(2020, 11, 10)), duration=Duration(60), renewal="automatic", as_of=as_of)
    assert [t.number for t in terms] == numbers
    now = running(terms, as_of)
    assert now is not None
    assert now.number == current


def test_what_was_ended_is_not_renewed() -> None:
    terms = unroll(
        start=on(date(2020, 11, 10)),
        duration=Duration(60),
        renewal="automatic",
        as_of=date(2031, 1, 1),
        ended=on(date(2024, 4, 17)),
    )
    assert [t.number for t in terms] == [1]


@pytest.mark.parametrize("renewal", ["by_consent", "offered", None])
def test_nothing_but_automatic_renewal_is_unrolled(renewal: str | None) -> None:
    terms = unroll(
        start=on(date(2020, 11, 10)), duration=Duration(60), renewal=renewal, as_of=date(2030, 1, 1)
    )
    assert [t.number for t in terms] == [1]


def test_an_unknown_start_leaves_the_term_open() -> None:
    assert waits_for_entry("for a year from its entry into force")
    (term,) = unroll(start=None, duration=Duration(12), renewal="automatic", as_of=date(2030, 1, 1))
    assert (term.start, term.end) == (None, None)


def test_no_term_said_is_none() -> None:
    assert unroll(start=None, duration=None) == ()
    assert running((), date(2020, 1, 1)) is None


@given(DAYS, st.integers(min_value=0, max_value=400), DURATIONS, st.dates(date(1800, 1, 1), date(2300, 1, 1)))
def test_terms_follow_each_other_without_a_gap(
    day: date, vague: int, duration: Duration, as_of: date
) -> None:
    start = (day, day + timedelta(days=vague))
    terms = unroll(start=start, duration=duration, renewal="automatic", as_of=as_of)
    assert [t.number for t in terms] == list(range(1, len(terms) + 1))
    for before, after in pairwise(terms):
        assert after.start == before.end
        assert before.end is not None
        assert after.end is not None
        assert after.end[0] >= before.end[0]
        assert after.end[1] >= before.end[1]
    assert len(terms) <= 201


@given(
    DAYS, DURATIONS, st.dates(date(1800, 1, 1), date(2300, 1, 1)), st.integers(min_value=0, max_value=4000)
)
def test_a_later_day_only_adds_terms(day: date, duration: Duration, as_of: date, later: int) -> None:
    early = unroll(start=(day, day), duration=duration, renewal="automatic", as_of=as_of)
    late = unroll(
        start=(day, day), duration=duration, renewal="automatic", as_of=as_of + timedelta(days=later)
    )
    assert late[: len(early)] == early
