"""When an act was, by the words that date it."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import at, read_acts, with_time

from servanda.coding.act_dates import find_date

ATTACK = "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root the/DET/DT/4/det army/NOUN/NN/2/obj in/ADP/IN/6/case Strelsau/PROPN/NNP/2/obl on/ADP/IN/8/case Monday/PROPN/NNP/2/obl"  # fmt: skip


def test_the_time_of_the_clause_dates_the_act() -> None:
    analysis = with_time(read_acts(ATTACK), "Monday", "2022-10-31")
    assert find_date(analysis, at(analysis, "attacked"))[0] == "2022-10-31"


def test_the_words_that_date_are_shown() -> None:
    analysis = with_time(read_acts(ATTACK), "Monday", "2022-10-31")
    span = find_date(analysis, at(analysis, "attacked"))[1]
    assert span is not None
    assert span.of(analysis.document.text) == "Monday"


def test_a_time_in_a_clause_of_its_own_dates_nothing_else() -> None:
    table = "Elbonia/PROPN/NNP/2/nsubj thanked/VERB/VBD/0/root rebels/NOUN/NNS/2/obj who/PRON/WP/5/nsubj left/VERB/VBD/3/acl:relcl on/ADP/IN/7/case Monday/PROPN/NNP/5/obl"  # fmt: skip
    analysis = with_time(read_acts(table), "Monday", "2022-10-31")
    assert find_date(analysis, at(analysis, "thanked"))[0] is None


def test_no_time_no_date() -> None:
    analysis = read_acts(ATTACK)
    assert find_date(analysis, 1)[0] is None
