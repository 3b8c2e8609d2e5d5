"""``servanda read``."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import SAMPLES, Run

import servanda as package

REPORT = """Alland freed 20 prisoners

“We will free more,” President Karel Brandt said on Monday. Alland attacked the town of Dellin in 2020.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return Path("report.txt")


def test_claims_stand_beside_their_quotes(servanda: Run, report: Path) -> None:
    done = servanda("read", report)

    assert done.returncode == 0
    assert any("direct" in row and "“We will free more,”" in row for row in done.stdout.splitlines())


def test_piped_output_is_plain(servanda: Run, report: Path) -> None:
    out = servanda("read", report).stdout

    assert "\x1b" not in out
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_colour_on_request_only(servanda: Run, report: Path) -> None:
    assert "\x1b[" in servanda("read", report, FORCE_COLOR="1").stdout
    assert "\x1b[3" not in servanda("read", report, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_narrow_screens_get_quotes_below(servanda: Run, report: Path) -> None:
    out = servanda("read", report, COLUMNS="50").stdout

    assert max(map(len, out.splitlines())) <= 50
    assert "       “We will free more,”" in out


def test_json_is_the_codebooks(servanda: Run, report: Path) -> None:
    record = json.loads(servanda("read", report, "--json").stdout)

    jsonschema.validate(record, package.json_schema())
    assert record["statements"][0]["quote"] == "“We will free more,”"


def test_json_lists_mentions_on_request(servanda: Run, report: Path) -> None:
    record = json.loads(servanda("read", report, "--json", "--mentions").stdout)

    jsonschema.validate(record, package.json_schema())
    assert [m["text"] for m in record["mentions"] if m["kind"] == "quotation"] == ["“We will free more,”"]


def test_page_is_written_whole(servanda: Run, report: Path, tmp_path: Path) -> None:
    done = servanda("read", report, "--html", "out.html")

    assert done.returncode == 0
    assert f"Wrote 1 report to {tmp_path / 'out.html'}" in done.stderr
    assert (tmp_path / "out.html").read_text("utf-8").endswith("</html>\n")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_page_that_cannot_be_written_is_named(servanda: Run, report: Path) -> None:
    done = servanda("read", report, "--html", "no/such/out.html")

    assert done.returncode == 3
    assert "[C004] no/such/out.html: cannot be written" in done.stderr


def test_standard_input(servanda: Run) -> None:
    done = servanda("read", "-", "--json", stdin=REPORT)

    assert "“We will free more,”" in json.loads(done.stdout)["text"]


def test_others_are_read_when_one_is_missing(servanda: Run, report: Path) -> None:
    done = servanda("read", "nowhere.txt", report)

    assert done.returncode == 1
    assert "[I001] nowhere.txt" in done.stderr
    assert "“We will free more,”" in done.stdout


def test_escape_sequences_of_a_report_do_not_reach_the_terminal(servanda: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "Title \x1b[2J\x1b]0;x\x07 here\n\n“Go \x1b[31mred,” Brandt said on Monday.\n"
    )

    assert "\x1b" not in servanda("read", "evil.txt").stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    from tests.conftest import ROOT

    env = {**os.environ, "PYTHONPATH": str(ROOT), "SERVANDA_MODEL": "tests.standin:Standin"}
    command = [sys.executable, "-m", "servanda", "read", *[str(SAMPLES)] * 4]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(60)

    assert process.returncode in (0, 141)
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
