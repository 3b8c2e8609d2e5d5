"""``servanda where``."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from servanda.cli.main import app

run = CliRunner()


def test_a_place_is_shown_with_what_lost() -> None:
    result = run.invoke(app, ["where", "Tripoli", "--near", "Lebanon"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Tripoli, ")
    assert "Lebanon  geonames:266826" in result.stdout
    assert "not " in result.stdout


def test_unresolved_is_an_answer() -> None:
    result = run.invoke(app, ["where", "Springfield"])
    assert result.exit_code == 0
    assert result.stdout.startswith("unresolved\n")
    assert "might be" in result.stdout


def test_json_has_point_and_precision() -> None:
    found = json.loads(run.invoke(app, ["where", "Paris, Texas", "--json"]).stdout)
    assert found["id"] == "geonames:4717560"
    assert found["hierarchy"] == ["Lamar County", "Texas", "United States"]
    assert (found["precision"], found["geo_precision"]) == (1, 1)
    assert found["candidates"]
