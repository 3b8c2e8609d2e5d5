"""When a report must have been written."""

from datetime import date

import pytest
from tests.language.flat import flat

from servanda.api import code, document
from servanda.language.dating import infer_written
from servanda.model.json import to_json

Interval = tuple[date, date] | None


def written(text: str, published: str | None = None) -> Interval:
    return infer_written(flat(text, published))[0]


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_report_that_bears_a_date_was_written_then() -> None:
    assert written("They met on Monday", "2022-10-31") == (day("2022-10-31"), day("2022-10-31"))


def test_a_date_the_text_opens_with_outranks_the_filed_one() -> None:
    assert written("10 September 2016\nThey met", "2016-09-13") == (day("2016-09-10"), day("2016-09-10"))


def test_a_date_after_a_preposition_is_not_the_reports_own() -> None:
    assert written("On 3 May 2016 they met", "2016-09-13") == (day("2016-09-13"), day("2016-09-13"))


def test_a_day_ahead_told_in_the_past_tense_moves_nothing() -> None:
    assert written("They extended the curfew to 1 June", "2016-05-05") == (
        day("2016-05-05"),
        day("2016-05-05"),
    )


def test_offices_bound_an_undated_report() -> None:
    text = "Secretary of State Condoleezza Rice flew home after President Mahmoud Abbas had left"
    assert written(text) == (day("2005-01-26"), day("2009-01-20"))


def test_a_former_holder_bounds_nothing() -> None:
    assert written("Former Secretary of State Condoleezza Rice plays the piano") is None


def test_a_length_of_time_is_counted_from_a_world_event() -> None:
    first, last = written(
        "For eight months Moscow was stuck in its attack on Ukraine after the 2020 talks"
    ) or (None, None)
    assert first is not None
    assert last is not None
    assert first < day("2022-10-24") < last
    assert (last - first).days < 60


def test_a_weekday_beside_a_dated_summit_gives_the_days() -> None:
    text = "Armenia and Azerbaijan met Putin at a summit in Sochi on Monday"
    assert written(text) == (day("2022-10-31"), day("2022-11-01"))


def test_a_month_without_its_year_is_less_than_a_year_back() -> None:
    first, last = written("Police said of the July train bombings in Mumbai that a man was held") or (
        None,
        None,
    )
    assert (first, last) == (day("2006-07-11"), day("2007-06-11"))


def test_windows_that_contradict_what_is_known_are_left_out() -> None:
    text = "Barack Obama was president in 2010\nFor eight months Moscow was stuck in its attack on Ukraine"
    analysis = flat(text)
    interval, _ = infer_written(analysis)
    assert interval is None or interval[0] >= day("2010-01-01")


@pytest.mark.parametrize("text", ["", "They met", "Troops fired on Monday", "."])
def test_nothing_to_go_by_gives_nothing(text: str) -> None:
    assert written(text) is None


def test_every_step_is_told() -> None:
    _, reasons = infer_written(flat("Armenia and Azerbaijan met Putin at a summit in Sochi on Monday"))
    assert any("Sochi summit" in reason for reason in reasons)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "written_on"),
    [
        ("The ministers met in Vienna on 31 May. They met again on 2 June.", "2016-06-02/2016-07-02"),
        ("The court announced a trial on June 19.", "2016-05-31"),
        ("The preacher was accused of the July 15 coup attempt.", "2016-05-31"),
        ("All rivals eyed the next vote on June 20.", "2016-05-31"),
        ("Outbreaks were declared in 2015 in Tonga on June 6 and in Fiji on July 8.", "2016-05-31"),
    ],
)
def test_only_a_day_on_which_something_was_done_moves_the_writing_on(text: str, written_on: str) -> None:
    (coding,) = code([document(text, published="2016-05-31")])
    assert to_json(coding)["written"] == written_on
