"""When a report was out for certain."""

from datetime import date

from servanda.model.account import Report


def report(published: date | None, written: tuple[date, date] | None) -> Report:
    return Report(id="r", version="v", published=published, written=written)


def test_the_date_it_bears() -> None:
    assert report(date(2020, 10, 10), (date(2020, 10, 10),) * 2).reported == date(2020, 10, 10)


def test_what_tells_of_later_days_was_not_out_before_them() -> None:
    told = report(date(2020, 10, 10), (date(2020, 10, 25), date(2020, 11, 24)))
    assert told.reported == date(2020, 10, 25)


def test_an_undated_report_is_out_by_the_last_day_it_can_be_of() -> None:
    assert report(None, (date(2022, 10, 31), date(2022, 11, 1))).reported == date(2022, 11, 1)
    assert report(None, None).reported is None
