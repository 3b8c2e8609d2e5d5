"""The commands on a record, on a small one made of codings."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import STANDIN_ENV, Run
from tests.record.reports import report

from servanda.model.json import from_json, to_json

Ask = Callable[..., Any]
LISTINGS = (
    "timeline",
    "incidents",
    "figures",
    "commitments",
    "contradictions",
    "tracks",
    "ledgers",
    "sources",
)
REPORTS = 6


def _line(number: int) -> str:
    """A made-up coding, its claims under the ids that the record gives them."""
    return json.dumps(to_json(from_json(report(number)))) + "\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of six reports of a meeting and a promise each."""
    from servanda.api.record import open_record

    folder = tmp_path_factory.mktemp("made")
    source = folder / "codings.jsonl"
    source.write_text("".join(_line(n) for n in range(REPORTS)), "utf-8")
    with open_record(folder / "small.record") as record:
        assert record.ingest(source).added == REPORTS
    return folder


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    for file in made.glob("small.record*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / "small.record"


@pytest.fixture
def ask(servanda: Run, kept: Path) -> Ask:
    """Runs a command on it with ``--json`` and reads what it says."""

    def run(*words: str) -> Any:
        done = servanda(*words, "--json", SERVANDA_RECORD=str(kept))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_for_people_and_as_json(command: str, servanda: Run, kept: Path, ask: Ask) -> None:
    people = servanda(command, "--record", kept)
    assert people.returncode == 0, people.stderr
    assert people.stdout
    assert isinstance(ask(command), list)


@pytest.mark.parametrize("words", [["incidents", "--episodes"], ["commitments", "--instruments"]])
def test_what_they_belong_to(words: list[str], servanda: Run, kept: Path, ask: Ask) -> None:
    people = servanda(*words, "--record", kept)

    assert people.returncode == 0, people.stderr
    assert all(one["id"][:2] in ("P-", "A-") for one in ask(*words))


def test_json_of_commitments_has_the_codebooks_keys_and_the_records(ask: Ask) -> None:
    (first, *_) = found = ask("commitments")

    assert found
    keys = [
        "act",
        "obligors",
        "beneficiaries",
        "force",
        "date",
        "start",
        "end",
        "term",
        "renewal",
        "condition",
    ]
    keys += ["instrument", "quotes", "id", "lifecycle", "standing", "expiry", "renewals", "evidence"]
    assert set(keys) <= set(first)
    assert first["act"] == "release_prisoners"
    assert first["id"].startswith("K-")
    assert isinstance(first["standing"], str)
    assert isinstance(first["lifecycle"], str)


def test_a_table_of_commitments_is_as_wide_as_it_needs(servanda: Run, kept: Path) -> None:
    wide = servanda("commitments", "--short", "--record", kept, COLUMNS="120").stdout.splitlines()
    narrow = servanda("commitments", "--short", "--record", kept, COLUMNS="60").stdout.splitlines()

    assert wide[0] == "Commitments"
    rows = [line for line in wide if line.startswith("K-")]
    assert rows[0].split()[2:4] == ["Jan", "2024"]
    assert "release prisoners: NRL, SDL" in rows[0]
    assert len(rows) == len([line for line in narrow if line.startswith("K-")])
    assert max(map(len, narrow)) <= 60


def test_pages_follow_each_other(servanda: Run, kept: Path, ask: Ask) -> None:
    whole = [one["id"] for one in ask("incidents")]
    seen: list[str] = []
    words = ["incidents", "--limit", "2", "--json", "--record", str(kept)]
    cursor: list[str] = []
    while True:
        done = servanda(*words, *cursor)
        seen += [one["id"] for one in json.loads(done.stdout)]
        if not done.stderr:
            break
        cursor = ["--cursor", done.stderr.strip().rpartition(" ")[2]]

    assert len(whole) > 2
    assert seen == whole


def test_filters_narrow(ask: Ask) -> None:
    assert ask("incidents", "--type", "ASSAULT") == []
    assert len(ask("incidents", "--as-of", "2024-02-28")) < len(ask("incidents"))
    assert ask("incidents", "--between", "2023") == []
    assert ask("commitments", "--act", "ceasefire") == []
    assert len(ask("commitments", "--pair", "NRL,SDL")) == len(ask("commitments"))


def test_a_pair_of_countries_that_are_none_is_refused(servanda: Run, kept: Path) -> None:
    for words in (
        ["commitments"], ["incidents"], ["tracks"], ["search", "met"], ["brief"], ["review"],
        ["diff", "2024-01-01", "2024-12-01"],
    ):  # fmt: skip
        done = servanda(*words, "--pair", "ARM,ARZ", "--record", kept)
        assert done.returncode == 6, words
        assert done.stderr == "servanda: [R011] pair: 'ARZ' is no country (name two, as in ARM,AZE)\n"
        by_name = servanda(*words, "--pair", "Armenia,Azerbaijan", "--record", kept)
        assert by_name.returncode == 0, by_name.stderr
    own = servanda("commitments", "--pair", "NRL,SDL", "--record", kept)  # the record holds these
    assert own.returncode == 0


def test_nothing_found_is_said(servanda: Run, kept: Path) -> None:
    done = servanda("incidents", "--type", "assault", "--record", kept)

    assert done.returncode == 0
    assert done.stdout == "No incidents (ASSAULT).\n"


def test_before_anything(servanda: Run, kept: Path) -> None:
    for command in (*LISTINGS, "brief"):
        done = servanda(command, "--as-of", "1990-01-01", "--record", kept)
        assert done.returncode == 6
        assert done.stdout == ""
        assert done.stderr == (
            "servanda: [R012] nothing had been reported by 1990-01-01; the first report is of 2024-01-01\n"
        )


def test_an_empty_record(servanda: Run, tmp_path: Path) -> None:
    from servanda.api.record import open_record

    with open_record(tmp_path / "empty.record"):
        pass

    for command in ("commitments", "brief", "show"):
        words = ["made-0001"] if command == "show" else []
        done = servanda(command, *words, "--record", tmp_path / "empty.record")
        assert done.returncode == 6
        assert done.stderr.startswith("servanda: [R013] the record holds no reports")


def test_show_takes_any_id(servanda: Run, kept: Path, ask: Ask) -> None:
    incident = ask("incidents")[0]
    claim = incident["told"][0]["account"]

    assert ask("show", incident["id"])["kind"] == "incident"
    assert ask("show", claim)["kind"] == "account"
    assert claim in [one["account"] for one in ask("show", incident["id"])["told"]]
    shown = ask("show", "made-0001")
    assert shown["kind"] == "report"
    assert "Envoys of Northland met for round 1" in shown["text"]
    assert any(one["in"] for one in shown["told"])
    assert ask("show", ask("commitments")[0]["id"])["thing"]["act"] == "release_prisoners"

    done = servanda("show", "I-ffffffffffffffff", "--record", kept)
    assert done.returncode == 6
    assert done.stderr == "servanda: [R007] there is no 'I-ffffffffffffffff' in this record\n"


def test_explain_takes_an_id_or_a_file(servanda: Run, kept: Path, ask: Ask, tmp_path: Path) -> None:
    incident = ask("incidents")[0]["id"]

    assert ask("explain", incident)["id"] == incident
    people = servanda("explain", incident, SERVANDA_RECORD=str(kept))
    assert people.stdout.startswith(incident)
    (tmp_path / "report.txt").write_text("Envoys met on 2 May 2024.", "utf-8")
    done = servanda("explain", "report.txt", SERVANDA_RECORD=str(kept))
    assert done.returncode == 0, done.stderr
    assert "dated:" in done.stdout
    done = servanda("explain", "nothing.txt")
    assert done.returncode == 4


def test_merge_split_and_undo(servanda: Run, kept: Path, ask: Ask) -> None:
    one, two = (i["id"] for i in ask("incidents")[:2])
    before = len(ask("incidents"))

    made = ask("merge", one, two, "--reason", "one meeting", "--author", "ann")
    assert (made["verdict"], made["author"], made["reasons"]) == ("same", "ann", ["one meeting"])
    joined = ask("incidents")
    assert len(joined) == before - 1
    members = [m["account"] for m in next(i for i in joined if len(i["told"]) > 1)["told"]]
    ask("undo", made["id"])
    assert len(ask("incidents")) == before
    ask("merge", one, two, "--reason", "again")
    ask("split", *members, "--reason", "two meetings")
    assert len(ask("incidents")) == before


@pytest.mark.parametrize("kind", ["incidents", "commitments"])
def test_the_id_that_lost_leads_to_the_one_that_stayed(
    servanda: Run, kept: Path, ask: Ask, kind: str
) -> None:
    one, two = (i["id"] for i in ask(kind)[:2])

    made = ask("merge", one, two, "--reason", "one thing", "--author", "ann")
    (lost,) = {one, two} - {made["into"]}
    shown = ask("show", lost)
    assert shown["thing"]["id"] == made["into"]
    assert shown["moved"].startswith(f"{lost} is now part of {made['into']}, by ann (person), ")
    assert shown["moved"].endswith(f" {made['id']}: one thing")
    assert "moved" not in ask("show", made["into"])
    assert f"{lost} is now part of" in servanda("show", lost, "--record", kept).stdout
    again = servanda("merge", lost, made["into"], "--reason", "x", "--record", kept)
    assert "[R008]" in again.stderr
    ask("undo", made["id"])
    assert ask("show", lost)["thing"]["id"] == lost
    told = servanda("merge", one, two, "--reason", "again", "--record", kept).stdout
    assert f"They are now {made['into']}." in told
    ask("split", made["into"], *ask("show", lost)["thing"]["accounts"][1:], "--reason", "two after all")
    assert "moved" not in ask("show", lost)


def test_what_cannot_be_judged(servanda: Run, kept: Path, ask: Ask) -> None:
    one, two = (i["id"] for i in ask("incidents")[:2])
    claim = ask("show", one)["told"][0]["account"]

    for words, code in (
        (["merge", one, one, "--reason", "x"], "R008"),
        (["split", one, two, "--reason", "x"], "R009"),
        (["merge", one, "I-ffffffffffffffff", "--reason", "x"], "R007"),
        (["undo", "J-ffffffffffffffff"], "R007"),
        (["withdraw", "made-9999", "--reason", "x"], "R007"),
        (["grade", "made-0001", "2", "--reason", "x"], "R011"),
        (["grade", claim, "B", "--reason", "x"], "R011"),
        (["correct", claim, "--field", "colour", "--value", "red", "--reason", "x"], "R011"),
        (["accept", claim, "--field", "colour"], "R011"),
    ):
        done = servanda(*words, "--record", kept)
        assert done.returncode == 6, words
        assert done.stderr.startswith(f"servanda: [{code}] "), done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""
    assert servanda("merge", one, two, "--record", kept).returncode == 2
    assert servanda("verify", "--record", kept).returncode == 0


def test_fields_and_actors_are_told_as_they_are_corrected(servanda: Run, kept: Path, ask: Ask) -> None:
    claim = ask("incidents")[0]["told"][0]["account"]
    written = "Northland|NRL|GOV"

    done = servanda(
        "correct", claim, "--field", "actor", "--value", written, "--reason", "x", "--record", kept
    )
    assert "no field 'actor' (fields of an event: type, mode, actors, recipients, " in done.stderr
    assert "; actors, recipients, says written NAME|COUNTRY|SECTOR)" in done.stderr
    done = servanda("accept", claim, "--field", "actor", "--record", kept)
    assert "no field 'actor'" in done.stderr
    report = servanda(
        "correct", "made-0001", "--field", "x", "--value", "y", "--reason", "x", "--record", kept
    )
    assert report.stderr.endswith("(fields of a report: published, source, title, url)\n")
    ask("correct", claim, "--field", "actors", "--value", written, "--value", "Bo|NRL|", "--reason", "x")
    shown = servanda("show", claim, "--record", kept).stdout
    assert any(line.split(None, 1) == ["actors", f"{written}; Bo|NRL|"] for line in shown.splitlines()), shown


def test_correct_reject_accept_and_withdraw(ask: Ask) -> None:
    incident = ask("incidents")[0]
    claim = incident["told"][0]["account"]

    ask("correct", claim, "--field", "mode", "--value", "phone", "--reason", "they telephoned")
    assert ask("show", incident["id"])["thing"]["mode"] == "phone"
    made = ask("reject", claim, "--reason", "no act")
    assert incident["id"] not in [i["id"] for i in ask("incidents")]
    ask("undo", made["id"], "--reason", "it is one")
    assert incident["id"] in [i["id"] for i in ask("incidents")]
    ask("accept", claim, "--field", "mode")
    ask("note", claim, "seen by two of us")
    told = ask("show", claim)
    assert [j["verdict"] for j in told["judgements"]][-2:] == ["accept", "note"]
    assert ask("grade", "made-0001", "b", "--reason", "long known")["value"] == "B"
    gone = ask("withdraw", "made-0003", "--reason", "a hoax")
    assert "made-0003" not in json.dumps(ask("incidents"))
    ask("undo", gone["id"])
    assert "made-0003" in json.dumps(ask("incidents"))


def test_the_author_is_named_by_the_environment(servanda: Run, kept: Path) -> None:
    done = servanda("note", "made-0001", "so", "--json", "--record", kept, SERVANDA_AUTHOR="Bo")

    assert json.loads(done.stdout)["author"] == "Bo"


def test_brief_in_markdown_html_and_json(servanda: Run, kept: Path, ask: Ask, tmp_path: Path) -> None:
    done = servanda("brief", "--pair", "NRL,SDL", "--as-of", "2024-12-01", "--record", kept)
    assert done.stdout.startswith("# ")
    assert "as of 1 December 2024" in done.stdout
    assert "[^1]: Made Up Agency, " in done.stdout
    again = servanda(
        "brief", "--html", "brief.html", "-o", "brief.md", "--as-of", "2024-12-01", "--record", kept
    )
    assert again.stdout == ""
    assert (tmp_path / "brief.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "brief.md").read_text("utf-8").startswith("# The record as of")
    found = ask("brief")
    assert all(s["notes"] for part in found["sections"] for p in part["paragraphs"] for s in p)


def test_diff_of_days_and_of_records(servanda: Run, kept: Path, ask: Ask, tmp_path: Path) -> None:
    found = ask("diff", "2024-02-28", "2024-12-01", "--kind", "incidents")
    assert {c["what"] for c in found} == {"new"}
    assert ask("diff", "2024-12-01", "2024-12-02") == []
    other = tmp_path / "other.record"
    (tmp_path / "one.jsonl").write_text(_line(1), "utf-8")
    assert servanda("ingest", "one.jsonl", "--record", other).returncode == 0
    found = ask("diff", str(other), str(kept), "--kind", "incidents")
    assert [c["what"] for c in found] == ["new"] * (REPORTS - 1)
    found = ask("diff", str(kept), str(other), "--kind", "incidents")
    assert [c["what"] for c in found] == ["gone"] * (REPORTS - 1)
    people = servanda("diff", kept, kept, "--kind", "incidents")
    assert people.stdout.endswith("Nothing changed.\n")


def test_whoever_stops_reading_is_no_error(kept: Path) -> None:
    command = [sys.executable, "-m", "servanda", "timeline", "--json", "--record", str(kept)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**STANDIN_ENV, "PATH": "/usr/bin:/bin"}
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        err = running.stderr.read()
        running.wait(60)

    assert running.returncode in (0, 141)
    assert b"Traceback" not in err
    assert b"Broken" not in err


def test_an_ingest_of_which_nothing_came_leaves_no_file(servanda: Run, kept: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.record"
    assert servanda("ingest", "nowhere.txt", "--record", new).returncode == 4
    assert not list(tmp_path.glob("new.record*"))
    assert servanda("ingest", "nowhere.txt", "--record", kept).returncode == 4
    assert kept.exists()  # what was there before stays
