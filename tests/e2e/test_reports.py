"""From files to claims with the model that ships."""

from pathlib import Path

import jsonschema
import pytest
from tests.conftest import SAMPLES

import servanda
from servanda.cli.main import app

pytestmark = [pytest.mark.weights, pytest.mark.slow]


@pytest.fixture(scope="module")
def sochi() -> servanda.Coding:
    (coding,) = servanda.read(SAMPLES / "armenia-azerbaijan.txt")
    return coding


def test_every_quote_stands_in_the_text_and_every_record_fits_the_schema() -> None:
    for coding in servanda.read(SAMPLES):
        record = servanda.to_json(coding, rejections=True)
        jsonschema.validate(record, servanda.json_schema())
        for kind in ("events", "statements", "figures", "commitments"):
            for claim in record[kind]:
                for quote in claim.get("quotes") or [claim["quote"]]:
                    assert quote in record["text"]


def test_an_offer_is_not_shown_as_agreed(sochi: servanda.Coding) -> None:
    text = sochi.document.text
    about_20_years = [
        c
        for c in sochi.commitments
        if any("20 years" in s.of(text) for s in c.provenance.evidence) or c.term == "P20Y"
    ]

    assert about_20_years
    assert {c.force for c in about_20_years} == {"offered"}


def test_a_report_without_a_date_is_placed_by_its_words(sochi: servanda.Coding) -> None:
    assert sochi.document.published is None
    assert sochi.written is not None
    first, last = sochi.written
    assert "2022-10" <= first.isoformat()[:7] <= last.isoformat()[:7] <= "2022-11"
    assert sochi.written_reasons


def test_figures_keep_their_bounds(sochi: servanda.Coding) -> None:
    bounds = {(f.measure, f.low, f.high) for f in sochi.figures}

    assert ("killed", 6500, None) in bounds
    assert ("deployed", 2000, 2000) in bounds


def test_rival_counts_stay_apart() -> None:
    (coding,) = servanda.read(SAMPLES / "rival-figures.txt")
    killed = {(f.low, f.says.country if f.says else "") for f in coding.figures if f.measure == "killed"}

    assert {(18, "ARM"), (12, "AZE")} <= killed


def test_what_surrounds_a_web_page_is_not_read() -> None:
    (coding,) = servanda.read(SAMPLES / "grain.html")

    assert str(coding.document.published) == "2022-07-22"
    for words in ("Leave a Reply", "cookies", "Related stories", "Share on", "Photo:"):
        assert words not in coding.document.text


def test_the_seed(shared: Path) -> None:
    """What the project's seed must show (needs the shared folder)."""
    (path,) = (shared / "seed").glob("*.txt")
    (coding,) = servanda.read(path)
    text = coding.document.text
    figures = {(f.low, f.high) for f in coding.figures}

    assert "Leave a Reply" not in text
    assert any(e.type == "AGREE" and {a.country for a in e.actors} == {"ARM", "AZE"} for e in coding.events)
    assert any(
        e.type == "CONSULT" and {"ARM", "AZE", "RUS"} <= {a.country for a in e.actors} and e.place == "Sochi"
        for e in coding.events
    )
    assert {(286, 286), (6500, None), (2000, 2000)} <= figures
    assert 30000 in {low for low, _ in figures}
    assert any(c.term == "P5Y" and c.renewal == "automatic" for c in coding.commitments)
    assert any(c.force == "offered" for c in coding.commitments)
    assert coding.written is not None
    assert "2022-10" <= coding.written[0].isoformat()[:7] <= coding.written[1].isoformat()[:7] <= "2022-11"


def test_the_command_reads_the_samples_into_a_page(tmp_path: Path) -> None:
    out = tmp_path / "demo.html"

    app(["read", str(SAMPLES), "--html", str(out)], standalone_mode=False)

    page = out.read_text("utf-8")
    assert page.count("<article") == 6


def test_explain_draws_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    app(["explain", str(SAMPLES / "truce.txt"), "--claim", "1"], standalone_mode=False)

    out = capsys.readouterr().out
    assert "rule     " in out
    assert "└─" in out


def test_doctor_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    app(["doctor"], standalone_mode=False)

    assert "answers as it should" in capsys.readouterr().out
