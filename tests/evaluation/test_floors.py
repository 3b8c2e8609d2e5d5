"""Quality does not fall below what was pinned by ``make floors``."""

import json
from pathlib import Path

import pytest
from tools.pin_floors import FLOORS, fingerprint, measured

from servanda import api
from servanda.evaluation.gold import load_codings

pytestmark = [pytest.mark.shared, pytest.mark.weights, pytest.mark.slow]

PINNED = json.loads(FLOORS.read_text("utf-8"))


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    gold = shared / "gold" / "dev"
    if fingerprint(gold) != PINNED["gold"]:
        pytest.skip("the floors hold for another gold; look at the scores and run 'make floors'")
    return measured(api.evaluate(gold))


@pytest.mark.parametrize("name", PINNED["floors"])
def test_scores_keep_their_floors(scores: dict[str, float], name: str) -> None:
    assert scores[name] >= PINNED["floors"][name]


def test_every_quote_is_in_its_text(shared: Path) -> None:
    result = api.evaluate(shared / "gold" / "train")

    assert {kind: score.quotes_not_in_text for kind, score in result.kinds.items()} == dict.fromkeys(
        result.kinds, 0
    )
    assert len(load_codings(shared / "gold" / "train")) == result.reports
