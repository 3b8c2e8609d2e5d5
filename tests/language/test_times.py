"""Time expressions: each rule by its example, and what days the words mean."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import assert_linear
from tests.language.flat import flat

from servanda.language.times import find_times
from servanda.language.timing.rules import Rule, load_rules
from servanda.model import Entity, Timex


def last(text: str, published: str | None = "2022-10-31") -> Timex:
    found = find_times(flat(text, published))
    assert found, text
    return found[-1]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    readings = []
    for lead in ("They met ", "They met for ", "They met in ", "They met at ", "They met 5 times "):
        found = find_times(flat(lead + rule.example, "2022-10-31"))
        whole = (lead + rule.example)[found[0].span.start : found[-1].span.end] if found else ""
        readings.append(({t.rule for t in found}, whole))
    assert ({f"times/{rule.name}"}, rule.example) in readings


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on October 31, 2022", "2022-10-31"),
        ("on 31 October 2022", "2022-10-31"),
        ("on Oct. 31st, 2022", "2022-10-31"),
        ("on 2022-10-31", "2022-10-31"),
        ("on 31/10/2022", "2022-10-31"),
        ("on the 31st of October 2022", "2022-10-31"),
        ("in September 2020", "2020-09"),
        ("in fall 2020", "2020-09/2020-11"),
        ("in the winter of 1993", "1993-12/1994-02"),
        ("in the 1990s", "1990/1999"),
        ("in the early 1990s", "1990/1993"),
        ("in the mid-1990s", "1994/1996"),
        ("in late 2007", "2007-09/2007-12"),
        ("in early October 2022", "2022-10-01/2022-10-10"),
        ("in mid-October 2022", "2022-10-11/2022-10-20"),
        ("in 2015-16", "2015/2016"),
        ("on September 12-14, 2022", "2022-09-12/2022-09-14"),
        ("from March to May 2016", "2016-03/2016-05"),
        ("between 2010 and 2012", "2010/2012"),
        ("in the 19th century", "1800/1899"),
        ("in the second quarter of 2010", "2010-04/2010-06"),
    ],
)
def test_dates_that_need_no_reference(words: str, iso: str) -> None:
    assert last(f"They met {words}", None).iso == iso


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on Monday", "2022-10-31"),
        ("on Saturday", "2022-10-29"),
        ("on Tuesday night", "2022-10-25"),
        ("last Friday", "2022-10-28"),
        ("next Tuesday", "2022-11-01"),
        ("on Monday last week", "2022-10-24"),
        ("yesterday", "2022-10-30"),
        ("today", "2022-10-31"),
        ("the day before yesterday", "2022-10-29"),
        ("overnight", "2022-10-30/2022-10-31"),
        ("last week", "2022-10-24/2022-10-30"),
        ("last month", "2022-09"),
        ("last year", "2021"),
        ("late last year", "2021-09/2021-12"),
        ("earlier this month", "2022-10-01/2022-10-31"),
        ("two days ago", "2022-10-29"),
        ("two months ago", "2022-08"),
        ("four years ago", "2018"),
        ("in August", "2022-08"),
        ("in December", "2021-12"),
        ("on September 12", "2022-09-12"),
        ("in October of last year", "2021-10"),
        ("in the past four days", "2022-10-27/2022-10-31"),
        ("over the last three months", "2022-07-31/2022-10-31"),
        ("over the weekend", "2022-10-29/2022-10-30"),
        ("recently", "2022-09-30/2022-10-31"),
        ("since 2011", "2011/2022-10-31"),
        ("since June 2007", "2007-06/2022-10-31"),
    ],
)
def test_words_counted_back_from_the_report(words: str, iso: str) -> None:
    assert last(f"They met {words}").iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("They will meet on Friday", "2022-11-04"),
        ("They will meet in March", "2023-03"),
        ("They will meet tomorrow", "2022-11-01"),
        ("They met until Friday", "2022-11-04"),
        ("They met before talks due to start on Friday", "2022-11-04"),
        ("They will meet within the next two weeks", "2022-10-31/2022-11-14"),
    ],
)
def test_the_tense_decides_which_day_ahead(text: str, iso: str) -> None:
    assert last(text).iso == iso


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("for eight months", "P8M"),
        ("for a week", "P1W"),
        ("for 72 hours", "PT72H"),
        ("for several days", "PXD"),
    ],
)
def test_lengths_have_no_date(words: str, value: str) -> None:
    timex = last(f"They met {words}")
    assert (timex.type, timex.value, timex.iso) == ("DURATION", value, None)


def test_the_story_carries_the_date_on() -> None:
    found = find_times(flat("They met on October 10, 2020\nA week later they met", "2022-10-31"))
    assert found[-1].iso == "2020-10-12/2020-10-18"


def test_without_a_date_of_its_own_a_text_takes_years_from_the_story() -> None:
    found = find_times(flat("They met in March 1776\nIn July they met"))
    assert found[-1].iso == "1776-07"


def test_an_undated_text_leaves_weekdays_open() -> None:
    assert last("They met on Monday", None).iso is None


def test_a_wide_reference_leaves_weekdays_open_but_not_years() -> None:
    written = (date(2005, 10, 1), date(2005, 12, 1))
    monday, year = find_times(flat("They met on Monday and last year", written=written))
    assert (monday.iso, year.iso) == (None, "2004")


def test_a_narrow_reference_counts_from_its_last_day() -> None:
    written = (date(2022, 10, 31), date(2022, 11, 1))
    assert find_times(flat("They met on Monday", written=written))[0].iso == "2022-10-31"


@pytest.mark.parametrize(
    "text",
    [
        "They may march",
        "He was 12 years old",
        "A second attack was met",
        "three-quarters was lost",
        "It cost 40 a month",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert find_times(flat(text, "2022-10-31")) == ()


@pytest.mark.parametrize("text", ["They met (1625 UTC)", "They met at 2030 GMT", "They met at 1500 hours"])
def test_an_hour_of_four_digits_is_no_year(text: str) -> None:
    assert [t for t in find_times(flat(text, "2022-10-31")) if t.granularity == "year"] == []


@pytest.mark.parametrize(
    ("text", "years"), [("The number of patients is 1501", 0), ("The year of the trial is 2015", 1)]
)
def test_a_number_that_something_is_said_to_be_is_no_year(text: str, years: int) -> None:
    assert len([t for t in find_times(flat(text, "2022-10-31")) if t.granularity == "year"]) == years


@pytest.mark.parametrize("words", ["February 31, 2020", "on 31/02/2020", "on 2020-13-45"])
def test_days_that_do_not_exist_have_no_date(words: str) -> None:
    assert all(t.granularity != "day" for t in find_times(flat(f"They met {words}", "2022-10-31")))


@given(st.text(alphabet="0123456789 -/',.adehlnorstuvwyMJFO\n", max_size=60))
def test_odd_text_raises_nothing_and_intervals_are_in_order(text: str) -> None:
    for timex in find_times(flat(text, "2022-10-31")):
        assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest


def test_a_long_text_costs_what_its_parts_cost() -> None:
    def finding(times: int) -> Callable[[], object]:
        analysis = flat("They met on Monday after the talks of last week.\n" * times, "2022-10-31")
        return lambda: find_times(analysis)

    assert_linear(finding, 200, 2000)


def test_a_month_in_the_name_of_a_person_is_no_time() -> None:
    analysis = flat("Officials met Theresa May on Friday", "2022-10-31")
    assert [t.rule for t in find_times(analysis)] == ["times/month", "times/weekday"]
    named = replace(analysis, entities=(Entity(2, 4, "person", 1.0),))
    assert [t.rule for t in find_times(named)] == ["times/weekday"]
