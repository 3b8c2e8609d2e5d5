"""``servanda explain`` from outside, and its trees."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.factory import make_analysis

from servanda.cli.trees import draw

REPORT = "Alland freed 20 prisoners\n\n“We will free more,” President Karel Brandt said on Monday.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return Path("report.txt")


def test_rule_spans_reasons_and_tree(servanda: Run, report: Path) -> None:
    out = servanda("explain", report).stdout

    assert "rule     statements/" in out
    assert "“We will free more,”" in out
    assert "└─ " in out


def test_one_claim_by_its_id(servanda: Run, report: Path) -> None:
    records = json.loads(servanda("explain", report, "--json").stdout)
    name = records["statements"][0]["id"]

    one = servanda("explain", report, "--claim", name[:8], "--no-trees")
    other = servanda("explain", report, "--claim", "S-nothing")

    assert name in one.stdout
    assert "└─" not in one.stdout
    assert other.returncode == 4
    assert "[I022] report.txt: no claim 'S-nothing' in it" in other.stderr


def test_trees_are_drawn_from_the_root() -> None:
    analysis = make_analysis(
        "Troops/NOUN/NNS/2/nsubj left/VERB/VBD/0/root Dellin/PROPN/NNP/2/obj ./PUNCT/./2/punct"
    )

    assert draw(analysis, analysis.sentences[0]) == [
        "left  root  VERB 2",
        "├─ Troops  nsubj  NOUN 1",
        "├─ Dellin  obj  PROPN 3",
        "└─ .  punct  PUNCT 4",
    ]


def test_deep_trees_are_drawn_without_end() -> None:
    words = " ".join(f"w{i}/NOUN/NN/{i - 1}/{'root' if i == 1 else 'nmod'}" for i in range(1, 301))
    analysis = make_analysis(words)

    assert len(draw(analysis, analysis.sentences[0])) == 300
