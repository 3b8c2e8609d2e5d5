"""What is read out of the sample reports, whole: renew with ``make goldens`` and read the difference."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from tests.conftest import SAMPLES

import servanda
from servanda import api
from servanda.evaluation.gold import KINDS

pytestmark = [pytest.mark.weights, pytest.mark.slow]

VOLATILE = ("sha256", "versions")
REPORTS = ("armenia-azerbaijan", "truce", "rival-figures", "grain", "colombia-2016", "exchange-2019")


@pytest.fixture(scope="module")
def codings() -> dict[str, servanda.Coding]:
    """Codings of the samples by the first part of their id."""
    found = list(servanda.read(SAMPLES))
    return {next(n for n in REPORTS if c.document.id.startswith(n)): c for c in found}


@pytest.mark.parametrize("name", REPORTS)
def test_sample(name: str, codings: dict[str, servanda.Coding], snapshot: SnapshotAssertion) -> None:
    record = servanda.to_json(codings[name])
    for kind in KINDS:
        for claim in record[kind]:
            # Scores and reasons change with every rule; what is said, and where, must not change unseen.
            for key in ("id", "score", "reasons", "fields"):
                del claim[key]

    assert {k: v for k, v in record.items() if k not in VOLATILE} == snapshot(
        extension_class=JSONSnapshotExtension
    )


def test_page_of_one_report_read_back(codings: dict[str, servanda.Coding]) -> None:
    """The page depends on the record alone: one that went through JSON gives the same bytes."""
    coding = codings["armenia-azerbaijan"]
    record = json.loads(json.dumps(servanda.to_json(coding)))

    assert api.page([servanda.from_json(record)]) == api.page([coding])
