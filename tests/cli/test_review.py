"""``servanda review``: the list, keys on a terminal, export, agreement."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.conftest import Run
from tests.record.reports import report

from servanda.api.record import Record, open_record
from servanda.api.review import doubts
from servanda.cli.review_keys import Keyboard, Reviewer
from servanda.model.json import from_json, to_json

Ask = Callable[..., Any]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    lines = [json.dumps(to_json(from_json(report(n)))) for n in range(3)]
    (tmp_path / "codings.jsonl").write_text("\n".join(lines), "utf-8")
    with open_record(tmp_path / "small.record") as record:
        record.ingest(tmp_path / "codings.jsonl", redistributable=True)
    return tmp_path / "small.record"


@pytest.fixture
def ask(servanda: Run, kept: Path) -> Ask:
    def run(*words: str) -> Any:
        done = servanda(*words, "--json", SERVANDA_RECORD=str(kept))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_each_entry_has_words_doubt_and_commands_that_work(servanda: Run, kept: Path, ask: Ask) -> None:
    found = ask("review")
    assert [e["priority"] for e in found] == sorted((e["priority"] for e in found), reverse=True)
    first = found[0]
    assert first["told"][0]["quote"]
    assert first["why"]
    assert first["depends"]
    command = next(c["command"] for c in first["commands"] if c["what"] == "accept")
    done = servanda(*shlex.split(command.replace("…", "so"))[1:], "--record", kept)
    assert done.returncode == 0, done.stderr
    assert first["things"] not in [e["things"] for e in ask("review")]

    people = servanda("review", "--next", "--record", kept)
    assert people.stdout.startswith("Doubts\n")
    assert people.stdout.count("servanda accept") == 1
    assert f"{len(found) - 2} more of less urgency" in people.stdout
    narrow = servanda("review", "--record", kept, COLUMNS="60").stdout
    assert max(map(len, narrow.splitlines())) <= 60


def test_filters_and_kinds(servanda: Run, kept: Path, ask: Ask) -> None:
    whole = ask("review")
    assert ask("review", "--kind", "placement") == []
    assert len(ask("review", "--limit", "1")) == 1
    assert len(ask("review", "--as-of", "2024-01-01")) < len(whole)
    assert len(ask("review", "--pair", "NRL,SDL")) == len(whole)
    assert ask("review", "--pair", "ARM,AZE") == []
    assert servanda("review", "--pair", "ARM,AZE", "--record", kept).stdout == "No doubts of ARM and AZE.\n"
    for words, code in (
        (["--kind", "rumour"], "R011"),
        (["--as-of", "1990-01-01"], "R012"),
        (["--interactive"], "R011"),
    ):
        done = servanda("review", *words, "--record", kept)
        assert done.returncode == 6
        assert done.stderr.startswith(f"servanda: [{code}] ")


def test_a_second_reading_does_not_show_the_first(servanda: Run, kept: Path, ask: Ask) -> None:
    claim = ask("show", "made-0001")["told"][0]["account"]
    first = ["--value", "phone", "--reason", "it was a call", "--author", "ann"]
    ask("correct", claim, "--field", "mode", *first)
    assert "phone" in servanda("show", claim, "--record", kept).stdout
    (entry,) = ask("review", "--second", "--author", "bo")
    assert entry["things"] == [claim]
    people = servanda("review", "--second", "--author", "bo", "--record", kept).stdout
    assert claim in people
    assert "phone" not in people
    assert ask("review", "--second", "--author", "ann") == []
    done = servanda("review", "--second", "--pair", "ARM,AZE", "--record", kept)
    assert done.stderr.startswith("servanda: [R011] a second reading takes --kind and --limit")


def test_export_is_gold_that_evaluate_takes(servanda: Run, kept: Path, ask: Ask, tmp_path: Path) -> None:
    claim = ask("review", "--kind", "claim")[0]["things"][0]
    ask("accept", claim, "--author", "ann")
    assert len(ask("review", "export", "gold")["written"]) == 1
    done = servanda("review", "export", "gold.jsonl", "--record", kept)
    assert done.stdout == "1 report in gold.jsonl\n"
    scored = servanda("evaluate", "gold", "gold.jsonl", "--json", "--no-lists")
    assert scored.returncode == 0, scored.stderr
    assert '"recall": 1.0' in scored.stdout
    (tmp_path / "file").write_text("x", "utf-8")
    done = servanda("review", "export", "file/gold", "--record", kept)
    assert done.returncode == 3
    assert done.stderr == "servanda: [C004] file/gold: cannot be written: Not a directory\n"


def test_agreement(servanda: Run, kept: Path, ask: Ask) -> None:
    claim = ask("show", "made-0001")["told"][0]["account"]
    for author, mode in (("ann", "phone"), ("bo", "visit")):
        ask("correct", claim, "--field", "mode", "--value", mode, "--reason", "so", "--author", author)
    found = ask("review", "agreement", "ann", "bo")
    assert found["fields"]["claim"] == {"items": 1, "same": 1, "percent": 100, "kappa": None}
    assert found["differ"] == [{"things": [claim], "field": "mode", "one": '"phone"', "other": '"visit"'}]
    people = servanda("review", "agreement", "ann", "bo", "--record", kept).stdout
    assert people.startswith("ann and bo\n")
    assert "kappa" in people
    done = servanda("review", "agreement", "ann", "cy", "--record", kept)
    assert done.returncode == 6
    assert done.stderr == "servanda: [R007] 'cy' judged nothing that holds (who did: ann, bo)\n"


class Typing:
    """Keys and lines as if typed; ``raise`` among them is Ctrl-C."""

    def __init__(self, *typed: str) -> None:
        self._typed: Iterator[str] = iter(typed)

    def __call__(self, words: str = "") -> str:
        one = next(self._typed)
        if one == "raise":
            raise KeyboardInterrupt
        return one


def sitting(record: Record, keys: list[str], lines: list[str]) -> int:
    typing = Keyboard(Typing(*keys), Typing(*lines))
    reviewer = Reviewer(record, "ann", typing, Console(quiet=True))
    return reviewer.go([d for d in doubts(record) if d.kind == "claim"])


def verdicts(record: Record) -> list[str]:
    return [j.verdict for j in record.judgements()]


def test_keys_accept_correct_reject_and_undo(kept: Path) -> None:
    with open_record(kept) as record:
        claim = next(d for d in doubts(record) if d.kind == "claim")
        field, value = ("act", "demine") if claim.things[0].startswith("C") else ("status", "denied")
        # a field that there is not is told and asked again; an empty reason takes the key back
        lines = ["colour", "red", field, value, "seen", "", "no such thing", "odd"]
        keys = ["a", "u", "c", "c", "r", "r", "n", "q"]
        assert sitting(record, keys, lines) == 2
        assert verdicts(record) == ["accept", "undo", "correct", "reject", "note"]
        assert {j.author for j in record.judgements()} == {"ann"}


@pytest.mark.parametrize("keys", [["a", "raise"], ["a", "\x03"], ["a", "\x04"], ["a", "r"]])
def test_ctrl_c_keeps_what_was_decided(kept: Path, keys: list[str]) -> None:
    with open_record(kept) as record:
        assert sitting(record, keys, ["raise"]) == 1
        assert verdicts(record) == ["accept"]
