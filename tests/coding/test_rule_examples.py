"""Every rule reads its own example; every factuality cue decides its own (with the shipped model)."""

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.codebook import FactualityCue, Rule, event_types, factuality_cues
from servanda.coding.events import propose_events
from servanda.language.model import LanguageModel
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights

RULES = [rule for kind in event_types() for rule in kind.rules]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, tools: Tools) -> None:
    analysis = analyse(make_document(rule.example, published="2020-05-20"), tools)
    assert f"events/{rule.name}" in [event.provenance.coder for event, _ in propose_events(analysis)[0]]


@pytest.mark.parametrize("cue", factuality_cues(), ids=lambda cue: cue.name)
def test_cue(cue: FactualityCue, tools: Tools) -> None:
    before, act, after = cue.example.split("*")
    analysis = analyse(make_document(before + act + after, published="2020-05-20"), tools)
    token = next(t for t in analysis.tokens if t.start == len(before))
    assert analysis.factuality[token.index].status == cue.category


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("ASSAULT.fight", "The ministers clashed over the budget plan on Tuesday."),
        ("ASSAULT.fight", "Leaders clash over treaty at summit."),
    ],
)
def test_what_a_rule_does_not_read(rule: str, sentence: str, tools: Tools) -> None:
    named = next(r for r in RULES if r.name.casefold() == rule.casefold())
    analysis = analyse(make_document(sentence, published="2020-05-20"), tools)
    coders = [event.provenance.coder for event, _ in propose_events(analysis)[0]]
    assert f"events/{named.name}" not in coders
