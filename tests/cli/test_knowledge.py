"""``servanda knowledge``, and ``--knowledge`` of the commands that read."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

OWN = """actors:
  - {name: Alland Liberation Front, aliases: [ALLF], country: SYR, sector: REB}
  - {name: Hezbollah, country: SYR, sector: OPP}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    return Path("own.yaml")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    rows = [
        {"id": f"r{i}", "text": f"Hezbollah killed {i + 2} soldiers. Hezbollah said so."} for i in range(4)
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return Path("in.jsonl")


def test_check_tells_what_changes(servanda: Run, own: Path) -> None:
    done = servanda("knowledge", "check", own)

    assert done.returncode == 0
    assert "2 actors, 0 places, 0 rules" in done.stdout
    assert "changed: “Hezbollah” → Hezbollah|SYR|OPP (was Hezbollah|LBN|REB)" in done.stdout
    assert "new: “ALLF” → Alland Liberation Front|SYR|REB" in done.stdout


def test_a_wrong_file_stops_every_command(servanda: Run, tmp_path: Path, reports: Path) -> None:
    (tmp_path / "own.csv").write_text("record,name,sector\nactor,A,ARMY\n", "utf-8")
    for words in (
        ("knowledge", "check", "own.csv"),
        ("read", reports, "--knowledge", "own.csv"),
        ("code", reports, "-o", "out.jsonl", "--workers", "1", "--knowledge", "own.csv"),
    ):
        done = servanda(*words)
        assert done.returncode == 3
        assert "[C003] own.csv: line 2: unknown sector 'ARMY'" in done.stderr


def test_reports_are_read_with_it(servanda: Run, own: Path, reports: Path) -> None:
    record = json.loads(servanda("read", reports, "--json", "--knowledge", own).stdout.splitlines()[0])

    said = [statement["speaker"] for statement in record["statements"]] + [
        actor for event in record["events"] for actor in event["actors"]
    ]
    assert "Hezbollah|SYR|OPP" in said
    assert len(record["versions"]["knowledge"]) == 16


def test_outputs_are_equal_for_any_number_of_workers(
    servanda: Run, own: Path, reports: Path, tmp_path: Path
) -> None:
    for workers in ("1", "2"):
        servanda("code", reports, "-o", f"{workers}.jsonl", "--workers", workers, "--knowledge", own)

    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert b"Hezbollah|SYR|OPP" in (tmp_path / "1.jsonl").read_bytes()


def test_rows_are_limited_by_a_setting(servanda: Run, own: Path) -> None:
    done = servanda("knowledge", "check", own, SERVANDA_LIMITS_KNOWLEDGE_ROWS="1")

    assert done.returncode == 3
    assert "more than 1 rows" in done.stderr


def test_names_tell_who_says_what(servanda: Run) -> None:
    out = servanda("knowledge", "names", "Malvinas").stdout

    assert "“Falkland Islands”: the United Kingdom and the islanders" in out
    assert "“Malvinas”: Argentina" in out


def test_names_without_a_record_are_told(servanda: Run) -> None:
    assert "no usage is recorded" in servanda("knowledge", "names", "Ruritania").stdout
