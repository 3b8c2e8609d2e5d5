"""Times in words, counted from a day."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.language.when import look_up_time

MONDAY = (date(2022, 10, 31), date(2022, 10, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last Friday", "2022-10-28", "2022-10-28"),
        ("the early hours of Tuesday", "2022-10-25", "2022-10-25"),
        ("by the end of March", "2023-03-21", "2023-03-31"),
        ("the third quarter", "2022-07-01", "2022-09-30"),
        ("fiscal 2020", "2019-07-01", "2021-03-31"),
        ("next Christmas", "2022-12-25", "2022-12-25"),
        ("Ramadan 2022", "2022-04-02", "2022-05-01"),
        ("Eid al-Adha 2022", "2022-07-09", "2022-07-12"),
        ("Orthodox Easter 2022", "2022-04-24", "2022-04-24"),
        ("٣١ October ٢٠٢٢", "2022-10-31", "2022-10-31"),
        ("a month after the Lockerbie bombing", "1989-01-01", "1989-01-31"),
    ],
)
def test_the_days_that_words_mean(words: str, first: str, last: str) -> None:
    times = look_up_time(words, MONDAY).times
    days = [(str(t.earliest), str(t.latest)) for t in times if t.earliest]
    assert days == [(first, last)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("30 February", "the calendar has no such day"),
        ("2022-02-30", "the calendar has no such day"),
        ("year 0", "no time expression in these words"),
        ("for eight months", "a length of time, not a date"),
        ("every Friday", "comes again and again, not a date"),
        ("a month after the dinner", "counted from an act, not from a day"),
        ("411 BC", "before the calendar of dates begins"),
        ("", "no time expression in these words"),
    ],
)
def test_what_stays_open_says_why(words: str, reason: str) -> None:
    answer = look_up_time(words, MONDAY)
    assert all(t.earliest is None for t in answer.times)
    assert answer.reason == reason


def test_days_counted_from_a_world_event_date_no_claim() -> None:
    (time,) = look_up_time("a month after the Lockerbie bombing").times
    assert time.iso is None
    assert "world events" in time.anchor


def test_a_season_is_that_of_its_hemisphere() -> None:
    from servanda.language.timing.dates import make_season

    assert make_season(2020, "SU", south=True).iso == "2020-12/2021-02"
    assert make_season(2020, "SU").iso == "2020-06/2020-08"
