"""Pairs, figures, and agreement of fields."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from servanda.evaluation.agreement import actor_key, dates_agree, places_agree, speakers_agree
from servanda.evaluation.scoring import score_codings

TEXT = "Alland attacked Borland on Monday. Brandt said “we will stop”. At least 20 soldiers died. They left."


def event(quote: str = "Alland attacked Borland", **changes: Any) -> dict[str, Any]:
    base = {
        "type": "ASSAULT",
        "actors": ["Alland|ALL|MIL"],
        "recipients": ["Borland|BOR|GOV"],
        "status": "happened",
    }
    return {**base, "background": False, "date": "2022-10-31", "quotes": [quote], **changes}


def statement(quote: str, speaker: str = "Karel Brandt|ALL|GOV") -> dict[str, Any]:
    return {"speaker": speaker, "addressees": [], "form": "direct", "quote": quote}


def figure(**changes: Any) -> dict[str, Any]:
    return {"measure": "killed", "low": 20, "high": None, "quote": "At least 20 soldiers", **changes}


def report(**kinds: Any) -> dict[str, dict[str, Any]]:
    return {"a": {"id": "a", "text": TEXT, **kinds}}


def figures(kind: str, gold: list[Any], predicted: list[Any]) -> dict[str, Any]:
    return score_codings(report(**{kind: gold}), report(**{kind: predicted})).to_json()[kind]


def test_gold_against_itself_is_perfect() -> None:
    gold = report(events=[event()], statements=[statement("“we will stop”")], figures=[figure()])

    result = score_codings(gold, copy.deepcopy(gold)).to_json()

    assert all(
        result[kind]["f1"] == result[kind]["strict_f1"] == 1.0 for kind in ("events", "statements", "figures")
    )


def test_a_claim_told_twice_costs_precision() -> None:
    found = figures("events", [event()], [event(), event()])

    assert (found["precision"], found["recall"]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("predicted", "paired"),
    [
        (event("on Monday"), True),
        (event("They left"), False),
        (event(type="COERCE"), False),
        (event("not in the text"), False),
    ],
    ids=["same sentence", "other sentence", "other type", "no quote"],
)
def test_events_pair_by_type_and_sentence(predicted: dict[str, Any], paired: bool) -> None:
    assert figures("events", [event()], [predicted])["f1"] == float(paired)


def test_of_two_claims_in_a_sentence_the_one_with_the_same_actors_is_taken() -> None:
    wrong, right = event(actors=["Dellin|DEL|GOV"]), event()

    assert figures("events", [event()], [wrong, right])["actor_f1"] == 1.0


@pytest.mark.parametrize(
    ("quote", "paired"),
    [("“we will stop”", True), ("we will stop", True), ("“we", False)],
    ids=["all", "most", "little"],
)
def test_statements_pair_by_half_their_words(quote: str, paired: bool) -> None:
    assert figures("statements", [statement("“we will stop”")], [statement(quote)])["f1"] == float(paired)


@pytest.mark.parametrize(
    ("changes", "paired"),
    [({"low": 20.0}, True), ({"high": 20}, False), ({"measure": "wounded"}, False), ({"quote": "20"}, True)],
    ids=["equal", "bound", "measure", "shorter"],
)
def test_figures_pair_by_measure_and_bounds(changes: dict[str, Any], paired: bool) -> None:
    assert figures("figures", [figure()], [figure(**changes)])["f1"] == float(paired)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": "denied"}, "status"),
        ({"date": "2021"}, "date"),
        ({"background": True}, "background"),
        ({"mode": "aerial"}, "mode"),
        ({"says": "Brandt|ALL|GOV"}, "says"),
        ({"place": "Dellin"}, "place"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_each_field_is_compared_over_pairs(changes: dict[str, Any], field: str) -> None:
    found = figures("events", [event()], [event(**changes)])

    assert found["f1"] == 1.0
    assert found[f"{field}_accuracy"] == 0.0


def test_quotes_outside_the_text_are_counted() -> None:
    assert figures("events", [event()], [event("nowhere"), event(quotes=[])])["quotes_not_in_text"] == 2


def test_reports_that_were_not_coded_count_as_missed() -> None:
    result = score_codings(report(events=[event()]), {})

    assert result.not_coded == ("a",)
    assert result.kinds["events"].missed == (("a", event()),)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2022-10-31", "2022-10", True),
        ("2022-10-31", "2022-11", False),
        ("2020-09/2020-11", "2020-10-05", True),
        ("2022", None, False),
        (None, None, True),
        ("soon", None, True),
        ("2022-02", "2022-02-28", True),
    ],
)
def test_dates_agree_if_they_share_a_day(a: str | None, b: str | None, same: bool) -> None:
    assert dates_agree(a, b) is same


@pytest.mark.parametrize(
    ("actor", "key"),
    [
        ("Russia|RUS|", ("RUS", "GOV")),
        ("Vladimir Putin|RUS|GOV", ("RUS", "GOV")),
        ("the United Nations|INT|IGO", ("INT", "nations")),
        ("José Pérez||", ("", "perez")),
        ("Nobody", ("", "nobody")),
    ],
)
def test_actors_agree_by_country_and_sector_or_by_name(actor: str, key: tuple[str, str]) -> None:
    assert actor_key(actor) == key


def test_places_agree_if_one_holds_the_other() -> None:
    assert places_agree("the city of Dellin", "Dellin")
    assert not places_agree("Dellin", None)


def test_speakers_agree_by_last_name() -> None:
    assert speakers_agree("Karel Brandt|ALL|GOV", "Brandt||")
    assert speakers_agree("Alland|ALL|GOV", "Allandian Foreign Ministry|ALL|GOV")
    assert not speakers_agree("Karel Brandt|ALL|GOV", "Jan Novak|ALL|GOV")
