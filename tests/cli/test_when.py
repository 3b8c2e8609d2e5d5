"""``servanda when``."""

from __future__ import annotations

import json

import pytest

from servanda.cli.main import main


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["when", *words])
    return int(left.value.code or 0)


def test_it_prints_days_value_and_what_they_were_counted_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("last Friday", "--from", "2022-10-31") == 0
    out = capsys.readouterr().out
    assert out.startswith("2022-10-28  last Friday")
    assert "the day given, 2022-10-31" in out


def test_without_a_day_to_count_from_it_stays_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("last Friday") == 0
    out = capsys.readouterr().out
    assert out.startswith("unresolved")
    assert "counted from the day given, and none is" in out


def test_words_that_are_no_time_are_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("the Kremlin") == 0
    assert "no time expression" in capsys.readouterr().out


def test_json_has_first_and_last_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("from March to May 2016", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["resolved"]
    assert [t["value"] for t in record["times"]] == ["2016-03", "2016-05"]
    assert {t["date"] for t in record["times"]} == {"2016-03/2016-05"}


def test_a_day_to_count_from_that_is_none_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("last Friday", "--from", "2022-02-30") == 4
    assert "I021" in capsys.readouterr().err
