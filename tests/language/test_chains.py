"""Chains of names."""

from __future__ import annotations

from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Entity

TABLE = (
    "The/DET/DT/4/det U.N./PROPN/NNP/4/compound Refugee/PROPN/NNP/4/compound Office/PROPN/NNP/5/nsubj "
    "met/VERB/VBD/0/root ./PUNCT/./5/punct\n"
    "The/DET/DT/2/det U.N./PROPN/NNP/3/nsubj agreed/VERB/VBD/0/root ./PUNCT/./3/punct"
)


def test_a_word_that_is_a_name_of_its_own_is_no_short_form() -> None:
    entities = (Entity(1, 4, "organisation", 1.0), Entity(7, 8, "organisation", 1.0))
    analysis = find_mentions(make_analysis(TABLE, entities=entities))

    assert [chain.name for chain in analysis.chains] == ["U.N. Refugee Office", "U.N."]
