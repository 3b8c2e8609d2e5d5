"""Which record, which day, which pair: bad input is told in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from servanda.cli.main import main
from servanda.cli.record_options import day_of, days_between, filters_of, pair_of, record_address
from servanda.errors import RecordError


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return int(left.value.code or 0)


def test_days_and_pairs() -> None:
    assert day_of("2022-11-30", "--as-of") == date(2022, 11, 30)
    assert days_between("2022-09") == (date(2022, 9, 1), date(2022, 9, 30))
    assert days_between("2022-09-13/2022-09-14") == (date(2022, 9, 13), date(2022, 9, 14))
    assert pair_of("arm, AZE") == ("ARM", "AZE")
    assert pair_of("Armenia,azerbaijan") == ("ARM", "AZE")
    assert pair_of("ARM,North Korea") == ("ARM", "PRK")
    assert filters_of(as_of=None, between=None, pair=None).as_of is None


@pytest.mark.parametrize("wrong", ["yesterday", "2022-11", "2022-02-30", "2022-11-30/2022-12-01", ""])
def test_what_is_no_day(wrong: str) -> None:
    with pytest.raises(RecordError, match=r"\[R011\] --as-of: .* is no day \(write it as 2022-11-30\)"):
        day_of(wrong, "--as-of")


@pytest.mark.parametrize(
    "wrong", ["ARM", "ARM,ARM", "ARM,AZE,RUS", "Armenia,ARM", "Armenla,AZE", "Baku,ARM", ","]
)
def test_what_is_no_pair(wrong: str) -> None:
    with pytest.raises(RecordError, match="R011"):
        pair_of(wrong)


def test_reversed_days_are_none() -> None:
    with pytest.raises(RecordError, match="are no days"):
        days_between("2022-09-14/2022-09-13")


def test_kilometres_need_a_place() -> None:
    with pytest.raises(RecordError, match="--km needs --place"):
        filters_of(km=3.0)


def test_the_environment_names_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_RECORD", "there.record")

    assert record_address(None) == "there.record"
    assert record_address("here.record") == "here.record"


COMMANDS = [
    ["timeline"],
    ["incidents"],
    ["figures"],
    ["commitments"],
    ["contradictions"],
    ["tracks"],
    ["ledgers"],
    ["sources"],
    ["brief"],
    ["show", "I-00000000000000aa"],
    ["merge", "E-1", "E-2", "--reason", "alike"],
    ["undo", "J-1"],
    ["diff", "2022-11-30", "2023-09-20"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_no_record_named_or_none_there(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("SERVANDA_RECORD", raising=False)
    assert _run(*command) == 6
    assert capsys.readouterr().err == (
        "servanda: [R001] no record is named (use --record FILE, or set SERVANDA_RECORD)\n"
    )

    missing = tmp_path / "none.record"
    assert _run(*command, "--record", str(missing)) == 6
    assert capsys.readouterr().err == (
        f"servanda: [R001] {missing}: no record here ('servanda ingest' makes one)\n"
    )
    assert not missing.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["commitments", "--as-of", "soon"], "--as-of: 'soon' is no day"),
        (["commitments", "--pair", "ARM"], "--pair: 'ARM' is no pair"),
        (["commitments", "--standing", "fine"], "--standing: 'fine' is none of not_due"),
        (["commitments", "--act", "sing"], "--act: 'sing' is none of"),
        (["incidents", "--type", "SHOUT"], "--type: 'SHOUT' is none of"),
        (["incidents", "--mode", "loud"], "--mode: 'loud' is none of"),
        (["incidents", "--status", "maybe"], "--status: 'maybe' is none of"),
        (["figures", "--measure", "wet"], "--measure: 'wet' is none of"),
        (["ledgers", "--kind", "wine"], "--kind: 'wine' is none of"),
        (["contradictions", "--kind", "wine"], "--kind: 'wine' is none of"),
        (["diff", "2022-11-30", "x.record"], "are no two days and no two records"),
        (["diff", "2022-11-30", "2022-12-01", "--kind", "wine"], "--kind: 'wine' is none of"),
    ],
)
def test_wrong_words_are_refused_before_anything_is_opened(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(*words, "--record", "/nowhere/at.all") == 6
    err = capsys.readouterr().err
    assert err.startswith("servanda: [R011] ")
    assert said in err
    assert err.count("\n") == 1
