"""Offices, their holders and their days."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from servanda.knowledge import country_name, find_known, find_land
from servanda.knowledge.offices import (
    CURRENT_TO,
    Office,
    all_terms,
    bounds,
    holders,
    leading_offices,
    offices_of,
    terms_of,
)
from servanda.knowledge.tables import read_rows

US = Office("USA", "president")
KOREA = Office("KOR", "president")
DEFENCE = Office("USA", "defence-minister")


def _day(text: str) -> tuple[date, date]:
    return bounds(text)


def _holder(office: Office, when: str, **how: object) -> str | None:
    term = holders(office, _day(when), **how).term  # type: ignore[arg-type]
    return term.holder if term else None


def test_a_day_has_its_holder() -> None:
    assert _holder(US, "1999-06-10") == "Bill Clinton"


def test_a_day_of_change_has_none() -> None:
    found = holders(US, _day("2017-01-20"))
    assert found.term is None
    assert [t.holder for t in found.candidates] == ["Barack Obama", "Donald Trump"]


@pytest.mark.parametrize(("tense", "who"), [("outgoing", "Barack Obama"), ("incoming", "Donald Trump")])
def test_a_day_of_change_has_one_who_goes_and_one_who_comes(tense: str, who: str) -> None:
    assert _holder(US, "2017-01-20", tense=tense) == who


def test_an_interval_within_one_term_has_its_holder() -> None:
    assert _holder(US, "2014") == "Barack Obama"


def test_an_interval_over_two_terms_has_none() -> None:
    assert _holder(US, "2017") is None


def test_two_terms_of_one_holder_are_one() -> None:
    assert _holder(Office("RUS", "president"), "2000") == "Vladimir Putin"


def test_no_day_has_a_holder_only_if_there_was_ever_one() -> None:
    assert holders(US, None).term is None
    found = holders(Office("BLR", "president"), None).term
    assert found is not None
    assert found.holder == "Alexander Lukashenko"


def test_the_only_former_holder_of_an_office_that_was_new() -> None:
    assert _holder(Office("SUN", "president"), "2000-01-01", tense="former") == "Mikhail Gorbachev"


def test_several_former_holders_are_told_not_chosen() -> None:
    found = holders(US, _day("2010-01-01"), "former")
    assert found.term is None
    assert len(found.candidates) > 1


def test_whoever_holds_it_is_not_former() -> None:
    assert _holder(Office("BLR", "president"), "2010-01-01", tense="former") is None


@pytest.mark.parametrize(
    ("day", "wait", "who"),
    [
        pytest.param("2008-11-20", "elect", "Barack Obama", id="elected"),
        pytest.param("2008-01-20", "elect", None, id="long before"),
        pytest.param("2009-01-10", "designate", "Barack Obama", id="designated"),
        pytest.param("2008-11-20", "designate", None, id="many designated never come"),
    ],
)
def test_the_next_holder(day: str, wait: str, who: str | None) -> None:
    assert _holder(US, day, tense="next", wait=wait) == who


def test_acting_holders_count_and_can_be_asked_for() -> None:
    assert _holder(DEFENCE, "2019-03-01") == "Patrick Shanahan"
    assert _holder(DEFENCE, "2019-03-01", acting=True) == "Patrick Shanahan"
    assert _holder(DEFENCE, "2018-03-01", acting=True) is None


def test_an_acting_holder_beside_one_suspended_leaves_it_open() -> None:
    assert _holder(KOREA, "2017-01-15") is None
    assert _holder(KOREA, "2017-01-15", acting=True) == "Hwang Kyo-ahn"


def test_a_month_is_certain_only_from_its_end() -> None:
    office = Office("Rapid Support Forces", "head")
    (term,) = terms_of(office)
    assert term.earliest < term.settled
    assert holders(office, (term.earliest, term.earliest)).term is None
    assert holders(office, (term.settled, term.settled)).term is term


def test_after_the_table_ends_nobody_is_known() -> None:
    found = holders(US, _day("2031-01-01"))
    assert found.term is None
    assert "knows no more" in found.reason


def test_an_office_that_ended_with_its_state_has_no_holder() -> None:
    assert _holder(Office("SUN", "president"), "1994-01-01") is None


def test_an_unknown_office_has_no_holder_but_a_reason() -> None:
    assert holders(Office("XXX", "president"), _day("2000-01-01")).reason


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-10-31", date(2022, 10, 31), date(2022, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("1999-12", date(1999, 12, 1), date(1999, 12, 31)),
    ],
)
def test_bounds_of_a_date(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


# -- the tables


def test_terms_have_their_days_in_order() -> None:
    for term in all_terms():
        assert term.earliest <= term.settled, term
        assert term.leaving <= term.latest, term
        assert term.earliest <= term.latest, term


def test_cells_are_dates_flags_and_sources() -> None:
    day = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?\+?)?")
    for table in ("offices", "offices_compiled"):
        for row in read_rows(table, 7):
            assert day.fullmatch(row[3]), row
            assert day.fullmatch(row[4]), row
            assert row[5] in {"", "acting", "first"}, row
            assert row[6], row


def test_open_terms_began_before_the_table_was_closed() -> None:
    for row in read_rows("offices", 7):
        assert row[4] or row[3] <= CURRENT_TO.isoformat(), row


def test_owners_are_states_territories_or_bodies() -> None:
    for row in (*read_rows("offices", 1), *read_rows("offices_compiled", 1)):
        known = country_name(row[0]) or find_land(row[0]) or find_known(row[0])
        assert known or row[0] == "High Representative in Bosnia", row


def test_few_holders_of_one_office_overlap() -> None:
    """Two at once are told as two; many such rows would be mistakes."""
    overlaps = 0
    for office in {t.office for t in all_terms()}:
        terms = terms_of(office)
        for before, after in pairwise(terms):
            longer = (min(before.leaving, after.leaving) - after.settled).days > 31
            overlaps += longer and before.holder != after.holder and not (before.acting or after.acting)
    assert overlaps <= 12


def test_leading_offices_are_in_the_table() -> None:
    for of, kind, *_ in read_rows("office_leads", 4):
        assert Office(of, kind) in offices_of(of), (of, kind)


def test_a_state_may_have_had_different_leading_offices() -> None:
    kinds = [office.kind for office, _ in leading_offices("TUR")]
    assert sorted(kinds) == ["president", "prime-minister"]
