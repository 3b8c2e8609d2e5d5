"""Names that the tables know, joined with those the model saw."""

from __future__ import annotations

import pytest
from tests.factory import make_analysis

from servanda.language.names import find_names
from servanda.model import Analysis, Entity

REPORT = (
    "Members/NOUN/NNS/7/nsubj of/ADP/IN/5/case the/DET/DT/5/det Alland/PROPN/NNP/5/compound "
    "Press/PROPN/NNP/6/compound Association/PROPN/NNP/1/nmod met/VERB/VBD/0/root ./PUNCT/./7/punct"
)


def found(analysis: Analysis) -> list[tuple[str, str | None, bool]]:
    return [(analysis.text_of(n.first, n.last), n.type, n.known) for n in find_names(analysis)]


def test_a_known_name_at_the_end_of_a_longer_one_does_not_cut_it() -> None:
    analysis = make_analysis(REPORT, entities=(Entity(3, 6, "organisation", 0.9),))

    assert found(analysis) == [("Alland Press Association", "organisation", False)]


def test_a_known_name_is_found_where_the_model_saw_none() -> None:
    assert found(make_analysis(REPORT)) == [("Press Association", "organisation", True)]


def test_a_nationality_before_a_known_name_is_no_part_of_it() -> None:
    table = REPORT.replace("Alland", "Syrian")
    analysis = make_analysis(table, entities=(Entity(3, 6, "organisation", 0.9),))

    assert ("Press Association", "organisation", True) in found(analysis)


@pytest.mark.parametrize("word", ["PLA", "NRF"])
def test_an_acronym_that_several_share_is_a_name_all_the_same(word: str) -> None:
    table = f"The/DET/DT/2/det {word}/PROPN/NNP/3/nsubj attacked/VERB/VBD/0/root ./PUNCT/./3/punct"

    assert [(text, known) for text, _, known in found(make_analysis(table))] == [(word, True)]
