"""``servanda evaluate`` from outside."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

TEXT = "Alland attacked Borland on Monday. Rebels freed soldiers."
GOLD = {
    "id": "a",
    "text": TEXT,
    "events": [
        {
            "type": "ASSAULT",
            "actors": ["Alland|ALL|MIL"],
            "status": "happened",
            "quotes": ["Alland attacked Borland"],
        },
        {
            "type": "RETREAT",
            "mode": "release",
            "actors": [],
            "status": "happened",
            "quotes": ["Rebels freed soldiers"],
        },
    ],
}


@pytest.fixture
def files(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    found = {**GOLD, "events": [{**GOLD["events"][0], "status": "planned"}]}  # type: ignore[dict-item]
    (tmp_path / "found.jsonl").write_text(json.dumps(found) + "\n")


@pytest.mark.usefixtures("files")
def test_figures_and_lists(servanda: Run) -> None:
    out = servanda("evaluate", "gold.jsonl", "found.jsonl").stdout

    assert "events: missed (1)" in out
    assert "RETREAT release" in out
    assert "“Rebels freed soldiers”" in out
    assert "status happened ≠ planned" in out


@pytest.mark.usefixtures("files")
def test_json(servanda: Run) -> None:
    figures = json.loads(servanda("evaluate", "gold.jsonl", "found.jsonl", "--json").stdout)

    assert (figures["events"]["precision"], figures["events"]["recall"]) == (1.0, 0.5)


@pytest.mark.usefixtures("files")
def test_gains_and_losses(servanda: Run) -> None:
    out = servanda("evaluate", "gold.jsonl", "gold.jsonl", "--against", "found.jsonl").stdout

    assert "events: gained (1)" in out
    assert "events: mended (1)" in out
    assert "lost" not in out


@pytest.mark.usefixtures("files")
def test_own_reading(servanda: Run) -> None:
    assert "1 reports, 0 not coded" in servanda("evaluate", "gold.jsonl", "--no-lists").stdout


@pytest.mark.usefixtures("files")
def test_unknown_kind(servanda: Run) -> None:
    assert servanda("evaluate", "gold.jsonl", "found.jsonl", "--kind", "verbs").returncode == 2


def test_gold_in_another_format_is_named(servanda: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"text": "x"}\n')

    done = servanda("evaluate", "gold.jsonl", "gold.jsonl")

    assert done.returncode == 3
    assert "[C005] gold.jsonl:1" in done.stderr
