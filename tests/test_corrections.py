"""What a person types for a field, as a judgement's value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.presenting.records import INCIDENT, RAID, VOW

from servanda.api.corrections import field_value, fields_of, grade_of
from servanda.errors import RecordError


@pytest.mark.parametrize(
    ("thing", "field", "given", "value"),
    [
        (RAID, "type", ["coerce"], "COERCE"),
        (RAID, "status", ["denied"], "denied"),
        (RAID, "background", ["yes"], True),
        (RAID, "date", ["2031-09"], "2031-09"),
        (RAID, "place", [""], None),
        (RAID, "actors", ["Suland|SUL|GOV", "Lee, Ann|SUL|MIL"], ["Suland|SUL|GOV", "Lee, Ann|SUL|MIL"]),
        (RAID, "actors", [], []),
        (RAID, "says", ["Ann Lee|SUL|MIL"], "Ann Lee|SUL|MIL"),
        (VOW, "act", ["ceasefire"], "ceasefire"),
        (VOW, "renewal", ["automatic"], "automatic"),
        (RAID.report, "published", ["2031-09-04"], "2031-09-04"),
        (RAID.report, "source", ["Radio Ford"], "Radio Ford"),
    ],
)
def test_values(thing: Any, field: str, given: list[str], value: object) -> None:
    assert json.loads(field_value(thing, field, given)) == value


@pytest.mark.parametrize(
    ("thing", "field", "given", "words"),
    [
        (RAID, "colour", ["red"], "no field 'colour'"),
        (RAID, "provenance", ["x"], "no field 'provenance'"),
        (RAID, "type", ["SHOUT"], "'SHOUT' is none of"),
        (RAID, "type", [], "cannot be empty"),
        (RAID, "date", ["soon"], "is no date"),
        (RAID, "date", ["2031-01-01", "2031-01-02"], "one value, not 2"),
        (RAID, "background", ["perhaps"], "neither yes nor no"),
        (RAID, "says", ["Ann Lee"], "is no actor"),
        (RAID.report, "published", ["2031"], "is no day"),
        (RAID.report, "text", ["x"], "no field 'text'"),
        (INCIDENT, "type", ["ASSAULT"], "only claims and reports have fields"),
    ],
)
def test_what_cannot_be(thing: Any, field: str, given: list[str], words: str) -> None:
    with pytest.raises(RecordError, match="R011") as caught:
        field_value(thing, field, given)

    assert words in str(caught.value)


def test_numbers_may_have_marks() -> None:
    from servanda.model import Figure
    from servanda.model.account import Account

    figure = Figure(measure="killed", low=1, high=None, provenance=RAID.claim.provenance)
    account = Account(id="F-1", report=RAID.report, claim=figure, quotes=("one",))

    assert field_value(account, "low", ["6,500"]) == "6500"
    assert field_value(account, "high", [""]) == "null"
    for wrong in ("many", "-3", "nan", "inf"):
        with pytest.raises(RecordError, match="is no number"):
            field_value(account, "low", [wrong])


def test_grades_are_of_a_source_or_an_information() -> None:
    assert grade_of(RAID.report, " b ") == "B"
    assert grade_of(RAID, "2") == "2"
    for thing, wrong in ((RAID.report, "2"), (RAID, "B"), (RAID, "7"), (INCIDENT, "2")):
        with pytest.raises(RecordError, match="R011"):
            grade_of(thing, wrong)


def test_fields_of_a_group_are_none() -> None:
    assert fields_of(INCIDENT) == ()
    assert "status" in fields_of(RAID)
