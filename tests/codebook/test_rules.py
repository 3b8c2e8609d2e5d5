"""Event types and rules: what is loaded, and what a faulty rule file says."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.codebook import event_types, factuality_cues, lexicon, word_classes
from servanda.codebook.load import listing, parse_yaml
from servanda.codebook.rules import TYPES, Roles, make_type
from servanda.errors import ConfigError

ROLES = {
    "deed": Roles(
        name="deed", verb_actors=("subject",), verb_recipients=("object",), noun_actors=(), noun_recipients=()
    )
}


def make(rule: dict[str, Any]) -> Any:
    data = {"definition": "d", "quad": "q", "modes": {"aerial": "x"}, "rules": {"one": rule}}
    return make_type("ASSAULT", data, ROLES, {"armed": frozenset({"army"})})


GOOD: dict[str, Any] = {
    "example": "The army attacked.",
    "roles": "deed",
    "verbs": "attack, blow up, open +fire on",
}


def test_the_sixteen_types_in_the_codebooks_order() -> None:
    assert tuple(t.name for t in event_types()) == TYPES


def test_about_two_thousand_triggers() -> None:
    assert sum(len(t.triggers) for t in event_types()) >= 2000


def test_rule_names_are_used_once() -> None:
    names = [r.name for t in event_types() for r in t.rules]
    assert len(names) == len(set(names))


def test_every_rule_has_an_example_of_its_own() -> None:
    examples = [r.example for t in event_types() for r in t.rules]
    assert len(examples) == len(set(examples))


def test_the_most_specific_trigger_comes_first() -> None:
    found = [t.specificity for t in lexicon().verbs["launch"]]
    assert found == sorted(found, reverse=True)


def test_words_of_a_trigger() -> None:
    found = [(t.lemma, t.words, t.object) for t in make(GOOD).triggers]
    assert found == [("attack", (), ""), ("blow", ("up",), ""), ("open", ("on",), "fire")]


@pytest.mark.parametrize(
    ("phrase", "lemma", "words", "target"),
    [
        ("attack", "attack", (), ""),
        ("car bomb attack", "attack", ("car", "bomb"), ""),
        ("exchange of prisoner", "exchange", ("of",), "prisoner"),
        ("annexation of", "annexation", ("of",), ""),
    ],
    ids=["one word", "compound", "noun with a phrase", "noun with a preposition"],
)
def test_nouns_of_a_trigger(phrase: str, lemma: str, words: tuple[str, ...], target: str) -> None:
    trigger = make({**GOOD, "verbs": "", "nouns": phrase}).triggers[0]
    assert (trigger.lemma, trigger.words, trigger.object) == (lemma, words, target)


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": ({"verb": "attack"}, "unknown key 'verb'"),
    "unknown mode": ({"mode": "loud"}, "unknown mode 'loud'"),
    "unknown roles": ({"roles": "nobody"}, "unknown roles 'nobody'"),
    "unknown class": ({"needs": "subject in nothings"}, "unknown class 'nothings'"),
    "condition of two words": ({"needs": "subject armed"}, "is not `slot`"),
    "no words": ({"verbs": ""}, "no verbs"),
    "two objects": ({"verbs": "open +fire +door"}, "two objects"),
    "empty item": ({"verbs": "attack,, raid"}, "empty item"),
    "a number for a list": ({"verbs": 3}, "expected a list"),
}


@pytest.mark.parametrize(("change", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_rule(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message) as raised:
        make({**GOOD, **change})
    assert (raised.value.code, raised.value.where.split(":")[0]) == ("C002", "events/ASSAULT.yaml")


def test_a_rule_under_modes_is_refused() -> None:
    data = {"definition": "d", "quad": "q", "modes": {"aerial": GOOD}, "rules": {"one": GOOD}}
    with pytest.raises(ConfigError, match="mode 'aerial' has no definition"):
        make_type("ASSAULT", data, ROLES, {})


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ConfigError, match="'example' is missing"):
        make({"roles": "deed", "verbs": "attack"})


@pytest.mark.parametrize("text", ["a: [", "- one\n- two\n", ""], ids=["cut", "a list", "empty"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_yaml(text, "rules.yaml")
    assert (raised.value.code, raised.value.where) == ("C002", "rules.yaml")


def test_a_list_may_be_written_with_commas() -> None:
    assert listing("one, two", "here") == listing(["one", "two"], "here")


def test_classes_hold_words() -> None:
    assert all(word_classes().values())


def test_every_cue_marks_its_act() -> None:
    assert all(cue.example.count("*") == 2 for cue in factuality_cues())
