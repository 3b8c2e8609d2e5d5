"""``servanda who``."""

from __future__ import annotations

import json

import pytest

from servanda.cli.main import main


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["who", *words])
    return int(left.value.code or 0)


def test_it_prints_actor_office_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("the Turkish leader", "--on", "2022-10-31") == 0
    out = capsys.readouterr().out
    assert "Recep Tayyip Erdogan|TUR|GOV  person:tur:recep-tayyip-erdogan" in out
    assert "president of Turkey, 2014-08-28 to" in out


def test_what_stays_open_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("President Bush") == 0
    out = capsys.readouterr().out
    assert out.startswith("unresolved")
    assert out.count("might be") == 2


def test_json_has_term_and_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("Bush", "--on", "1991-01", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["actor"] == "George H.W. Bush|USA|GOV"
    assert record["on"] == "1991-01-01/1991-01-31"
    assert record["office"]["last"] == "1993-01-20"
    assert [one["name"] for one in record["candidates"]] == ["George W. Bush"]


@pytest.mark.parametrize(
    "day", ["2022-02-30", "0000-01-01", "2022-13", "someday", "2022-10-31/2022-10-01", ""]
)
def test_a_wrong_date_is_told(capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert _run("Putin", "--on", day) == 4
    assert "[I021]" in capsys.readouterr().err


def test_no_words_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(" ") == 4
    assert "[I003]" in capsys.readouterr().err
