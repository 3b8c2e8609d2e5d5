"""``servanda ingest``, ``rebuild`` and ``recode`` from outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

from servanda.api.record import open_record


def _write(path: Path, count: int, first: int = 0) -> None:
    rows = (
        {
            "id": f"r{n}",
            "source": "Made Up",
            "published": f"2024-01-{n + 1:02}",
            "text": f"The rebels killed {n + 2} soldiers in Dellin on Monday.",
        }
        for n in range(first, first + count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_reports_come_in_once_and_the_same_for_any_number_of_processes(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "in.jsonl", 4)

    first = servanda("ingest", "in.jsonl", "--record", "a.db", "--workers", "1", "--json")
    again = servanda("ingest", "in.jsonl", "--record", "a.db", "--workers", "1", "--json")
    other = servanda("ingest", "in.jsonl", "--record", "b.db", "--workers", "2", "--json")

    assert (first.returncode, again.returncode, other.returncode) == (0, 0, 0)
    assert {k: json.loads(first.stdout)[k] for k in ("added", "earlier", "failed")} == {
        "added": 4,
        "earlier": 0,
        "failed": 0,
    }
    assert (json.loads(again.stdout)["added"], json.loads(again.stdout)["earlier"]) == (0, 4)
    with open_record(tmp_path / "a.db") as a, open_record(tmp_path / "b.db") as b:
        assert a.incidents() == b.incidents()
        assert a.counts() == b.counts()
        assert a.counts()["reports"] == 4


def test_some_that_cannot_be_read_and_none_that_can(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "in.jsonl", 2)
    with (tmp_path / "in.jsonl").open("a", encoding="utf-8") as file:
        file.write("{no json\n")
    (tmp_path / "bad.jsonl").write_text("{no json\n", "utf-8")

    some = servanda("ingest", "in.jsonl", "--record", "a.db", "--errors", "errors.jsonl", "--workers", "1")
    none = servanda("ingest", "bad.jsonl", "--record", "a.db", "--workers", "1")
    nothing = servanda("ingest", "missing.jsonl", "--record", "a.db")

    assert some.returncode == 1
    assert "[I007]" in some.stderr
    assert "2 reports added, 1 failed" in some.stderr
    assert json.loads((tmp_path / "errors.jsonl").read_text("utf-8"))["code"] == "I007"
    assert none.returncode == 4
    assert nothing.returncode == 4
    assert "[I001]" in nothing.stderr


def test_every_source_is_tried_and_each_that_cannot_be_read_is_named(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "good.jsonl", 1)
    _write(tmp_path / "more.jsonl", 1, first=1)
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "bare").mkdir()
    bad = ("empty.txt", "nowhere.txt", "bare")

    some = servanda(
        "ingest", "empty.txt", "good.jsonl", "nowhere.txt", "bare", "more.jsonl",
        "--record", "a.db", "--workers", "1", "--errors", "errors.jsonl", "--json",
    )  # fmt: skip
    none = servanda("ingest", *bad, "--record", "b.db", "--workers", "1")

    assert (some.returncode, none.returncode) == (1, 4)
    for done in (some, none):
        told = [line for line in done.stderr.splitlines() if line.startswith("servanda: [I")]
        assert [sum(f"{name}: " in line for line in told) for name in bad] == [1, 1, 1], done.stderr
        assert len(told) == 3
    said = [json.loads(line) for line in some.stdout.splitlines()]
    assert [(s["added"], s["failed"]) for s in said] == [(0, 1), (1, 0), (0, 1), (0, 1), (1, 0)]
    kept = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()]
    assert [k["where"] for k in kept] == list(bad)


def test_a_record_must_be_named(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "in.jsonl", 1)

    done = servanda("ingest", "in.jsonl")
    by_environment = servanda("ingest", "in.jsonl", "--workers", "1", SERVANDA_RECORD="a.db")

    assert (done.returncode, by_environment.returncode) == (6, 0)
    assert "[R001]" in done.stderr


def test_rebuild_and_recode(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "in.jsonl", 3)
    servanda("ingest", "in.jsonl", "--record", "a.db", "--workers", "1")

    rebuilt = servanda("rebuild", "--record", "a.db", "--json")
    same = servanda("recode", "--record", "a.db", "--workers", "1", "--json")

    with open_record(tmp_path / "a.db") as record:
        before = record.incidents()

    assert rebuilt.returncode == 0
    assert json.loads(rebuilt.stdout)["reports"] == 3
    assert same.returncode == 0
    assert {k: json.loads(same.stdout)[k] for k in ("added", "earlier")} == {"added": 0, "earlier": 3}
    with open_record(tmp_path / "a.db") as record:
        assert record.incidents() == before
        assert list(record.judgements()) == []


def test_recode_shows_what_another_version_reads_and_can_be_undone(servanda: Run, tmp_path: Path) -> None:
    _write(tmp_path / "in.jsonl", 2)
    servanda("code", "in.jsonl", "-o", "coded.jsonl", "--mentions", "--workers", "1")
    older = []
    for line in (tmp_path / "coded.jsonl").read_text("utf-8").splitlines():
        coded = json.loads(line)
        older.append({**coded, "versions": {"servanda": "0.0.1"}, "events": []})
    (tmp_path / "older.jsonl").write_text("".join(json.dumps(o) + "\n" for o in older), "utf-8")
    servanda("ingest", "older.jsonl", "--record", "a.db")
    with open_record(tmp_path / "a.db") as record:
        assert record.incidents().items == ()

    done = servanda("recode", "--record", "a.db", "--workers", "1", "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["added"] == 2
    with open_record(tmp_path / "a.db") as record:
        assert len(record.incidents().items) > 0
        for one in list(record.judgements()):
            assert one.verdict == "recode"
            record.judge("undo", [one.id], author="somebody")
        assert record.incidents().items == ()


def test_rebuild_of_no_record(servanda: Run) -> None:
    done = servanda("rebuild", "--record", "missing.db")

    assert done.returncode == 6
    assert "[R001]" in done.stderr
