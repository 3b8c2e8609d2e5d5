from datetime import date

import pytest

from servanda.intake.dates import date_in_address, day_near, parse_date, possible_dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-10-31", date(2022, 10, 31)),
        ("2022-10-31T08:00:00+02:00", date(2022, 10, 31)),
        ("20221031", date(2022, 10, 31)),
        ("2022/10/31", date(2022, 10, 31)),
        ("31 October 2022", date(2022, 10, 31)),
        ("Mon, 31 Oct 2022 08:00:00 GMT", date(2022, 10, 31)),
        ("Oct. 31, 2022", date(2022, 10, 31)),
        ("October 31st 2022", date(2022, 10, 31)),
        ("26-FEB-1987 15:14:36.41", date(1987, 2, 26)),
        ("Jul 172015", date(2015, 7, 17)),
        ("31.10.2022", date(2022, 10, 31)),
        ("5.7.2016", date(2016, 7, 5)),
        ("7/25/2016", date(2016, 7, 25)),
        ("25/7/2016", date(2016, 7, 25)),
        ("7/7/2016", date(2016, 7, 7)),
        ("7/5/2016", None),
        ("31/31/2016", None),
        ("2022-02-30", None),
        ("Monday", None),
        ("", None),
    ],
)
def test_parse_date(value, expected):
    assert parse_date(value) == expected


def test_a_date_in_two_readings():
    assert possible_dates("7/5/2016") == (date(2016, 5, 7), date(2016, 7, 5))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/2022/10/31/talks", date(2022, 10, 31)),
        ("https://news.example/world/2022/oct/31/talks", date(2022, 10, 31)),
        ("https://news.example/world/2022-10-31-talks", date(2022, 10, 31)),
        ("https://news.example/talks-20221031", date(2022, 10, 31)),
        ("https://news.example/talks-12345678", None),
        ("https://news.example/2022/talks", None),
    ],
)
def test_date_in_address(url, expected):
    assert date_in_address(url) == expected


@pytest.mark.parametrize(
    ("value", "published", "expected"),
    [
        ("Oct 31", date(2022, 11, 1), date(2022, 10, 31)),
        ("Dec. 31", date(2023, 1, 1), date(2022, 12, 31)),
        ("31 October 2021", date(2022, 11, 1), date(2021, 10, 31)),
        ("Oct 31", None, None),
        ("Feb 30", date(2022, 3, 1), None),
    ],
)
def test_day_near(value, published, expected):
    assert day_near(value, published) == expected
