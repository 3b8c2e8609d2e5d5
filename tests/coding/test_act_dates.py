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


def test_a_relative_clause_takes_no_day_from_the_clause_above() -> None:
    table = "Elbonia/PROPN/NNP/6/nsubj ,/PUNCT/,/1/punct which/PRON/WDT/4/nsubj attacked/VERB/VBD/1/acl:relcl rebels/NOUN/NNS/4/obj met/VERB/VBD/0/root envoys/NOUN/NNS/6/obj on/ADP/IN/9/case Monday/PROPN/NNP/6/obl"  # fmt: skip
    analysis = with_time(read_acts(table), "Monday", "2022-10-31")
    assert find_date(analysis, at(analysis, "attacked"))[0] is None
    assert find_date(analysis, at(analysis, "met"))[0] == "2022-10-31"


def test_a_war_takes_no_day_from_its_clause() -> None:
    table = "Envoys/NOUN/NNS/2/nsubj discussed/VERB/VBD/0/root the/DET/DT/4/det war/NOUN/NN/2/obj on/ADP/IN/6/case Monday/PROPN/NNP/2/obl"  # fmt: skip
    analysis = with_time(read_acts(table), "Monday", "2022-10-31")
    assert find_date(analysis, at(analysis, "war"))[0] is None
    assert find_date(analysis, at(analysis, "discussed"))[0] == "2022-10-31"


def test_a_time_before_another_noun_is_that_nouns() -> None:
    table = "Envoys/NOUN/NNS/2/nsubj urged/VERB/VBD/0/root calm/NOUN/NN/2/obj after/ADP/IN/6/case December/PROPN/NNP/6/compound clashes/NOUN/NNS/2/obl"  # fmt: skip
    analysis = with_time(read_acts(table), "December", "2016-12")
    assert find_date(analysis, at(analysis, "urged"))[0] is None
    assert find_date(analysis, at(analysis, "clashes"))[0] == "2016-12"


def test_a_noun_is_dated_by_when_it_broke_out() -> None:
    table = "The/DET/DT/2/det fighting/NOUN/NN/6/nsubj that/PRON/WDT/4/nsubj erupted/VERB/VBD/2/acl:relcl Monday/PROPN/NNP/4/obl:unmarked killed/VERB/VBD/0/root nine/NUM/CD/6/obj"  # fmt: skip
    analysis = with_time(read_acts(table), "Monday", "2022-10-31")
    when, _, why = find_date(analysis, at(analysis, "fighting"))
    assert (when, why) == ("2022-10-31", "dated by when it erupted")


def test_since_runs_to_the_day_of_the_report() -> None:
    table = "Nine/NUM/CD/4/nsubj:pass have/AUX/VBP/4/aux been/AUX/VBN/4/aux:pass killed/VERB/VBN/0/root since/SCONJ/IN/8/mark the/DET/DT/7/det siege/NOUN/NN/8/nsubj began/VERB/VBD/4/advcl in/ADP/IN/10/case May/PROPN/NNP/8/obl"  # fmt: skip
    analysis = with_time(read_acts(table, published="2022-10-31"), "May", "2022-05", granularity="month")
    assert find_date(analysis, at(analysis, "killed"))[0] == "2022-05/2022-10-31"
