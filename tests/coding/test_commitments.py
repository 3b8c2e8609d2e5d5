"""Commitments: act, who is bound, how firmly, on what terms; what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.trees import read

from servanda.codebook.acts import load_acts
from servanda.coding.commitments import code_commitments
from servanda.model import Actor, Analysis, Commitment, Span, Timex

RURITANIA = Actor("Ruritania", "RUR", "GOV")
ELBONIA = Actor("Elbonia", "ELB", "GOV")
ACTORS = {
    "Ruritania": RURITANIA,
    "Elbonia": ELBONIA,
    "Elbonian": ELBONIA,
    "it": ELBONIA,
    "president": Actor("president", "RUR", "GOV"),
    "rebels": Actor("rebels", "RUR", "REB"),
    "government": RURITANIA,
}


def code(*sentences: str, **fields: str) -> tuple[Commitment, ...]:
    return code_commitments(read(*sentences, actors=ACTORS, **fields)).commitments


CASES = [
    pytest.param(
        "Elbonia agreed to withdraw its troops from the valley.",
        ("withdraw_forces", "agreed", ["Elbonia"]),
        id="agrees",
    ),
    pytest.param(
        "Ruritania and Elbonia vowed “not to launch attacks” on each other.",
        ("non_use_of_force", "agreed", ["Ruritania", "Elbonia"]),
        id="what two vow together is agreed",
    ),
    pytest.param(
        "The president was ready to hold talks with the rebels if they lay down their arms.",
        ("negotiate", "offered", ["president"]),
        id="ready is an offer, never agreed",
    ),
    pytest.param(
        "Ruritania offered to host a new round of talks.",
        ("negotiate", "offered", ["Ruritania"]),
        id="offers",
    ),
    pytest.param(
        "The ceasefire between Ruritania and Elbonia collapsed on Friday.",
        ("ceasefire", "broken", ["Ruritania", "Elbonia"]),
        id="collapses",
    ),
    pytest.param(
        "Elbonia said it will send peacekeepers to the valley.",
        ("deploy_peacekeepers", "declared", ["Elbonia"]),
        id="says what it will do",
    ),
    pytest.param(
        "Ruritania withdrew from the nuclear treaty.",
        ("non_proliferation", "ended", ["Ruritania"]),
        id="quits a treaty",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_act_force_and_obligors(sentence: str, expected: tuple[str, str, list[str]]) -> None:
    assert [(c.act, c.force, [a.name for a in c.obligors]) for c in code(sentence)] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The rebels vowed to crush the army.", id="a hostile vow is a threat"),
        pytest.param("The government refused to release the prisoners.", id="refused"),
        pytest.param("Diplomats hope for a ceasefire.", id="hoped for"),
        pytest.param(
            "Elbonia said Ruritania will send peacekeepers to the valley.", id="what another will do"
        ),
    ],
)
def test_no_commitment(sentence: str) -> None:
    assert code(sentence) == ()


def test_a_condition_is_quoted() -> None:
    found = code("The president was ready to hold talks with the rebels if they lay down their arms.")
    assert found[0].condition == "if they lay down their arms"


def test_what_is_given_in_exchange_is_a_condition() -> None:
    found = code("Ruritania agreed to release prisoners in exchange for maps of minefields.")
    assert found[0].condition is not None
    assert found[0].condition.startswith("in exchange for maps")


def dated(sentence: str) -> Analysis:
    """The sentence with "2020" and "five years" read."""
    analysis = read(sentence, actors=ACTORS)
    text = sentence
    words = {"2020": ("DATE", "2020", "2020"), "five": ("DURATION", "P5Y", None)}
    timexes = []
    for token in analysis.tokens:
        if token.text in words:
            kind, value, iso = words[token.text]
            last = token.index + (2 if kind == "DURATION" else 1)
            span = Span(token.start, analysis.tokens[last - 1].end)
            timexes.append(
                Timex(first=token.index, last=last, span=span, type=kind, value=value, iso=iso)  # type: ignore[arg-type]
            )
    assert text
    return replace(analysis, timexes=tuple(timexes))


def test_terms_of_an_instrument_run_from_its_date() -> None:
    sentence = (
        "A truce sealed in 2020 provides for the withdrawal of Elbonian troops for five years "
        "with automatic extension."
    )
    found = {c.act: c for c in code_commitments(dated(sentence)).commitments}["withdraw_forces"]
    assert (found.force, found.date, found.term, found.renewal) == ("in_force", "2020", "P5Y", "automatic")
    assert (found.start, found.end) == ("2020", "2025")
    assert found.obligors == (ELBONIA,)
    assert found.instrument == "truce"


def test_news_is_dated_by_the_report() -> None:
    found = code("Elbonia agreed to withdraw its troops from the valley.", published="2020-05-04")
    assert found[0].date == "2020-05-04"


def test_the_same_commitment_told_twice_is_one_record_with_two_quotes() -> None:
    found = code(
        "Ruritania and Elbonia vowed “not to launch attacks” on each other.",
        "In the joint declaration, Ruritania and Elbonia “will not launch attacks” on each other.",
    )
    assert [c.act for c in found] == ["non_use_of_force"]
    assert len(found[0].provenance.evidence) == 2


def test_every_record_says_its_rule_and_reason() -> None:
    for case in CASES:
        for commitment in code(str(case.values[0])):
            assert commitment.provenance.coder.startswith(f"commitments/{commitment.act}.")
            assert commitment.provenance.reasons


@pytest.mark.weights
@pytest.mark.parametrize(("word", "example"), load_acts().examples)
def test_each_act_and_force_is_read_in_its_example(word: str, example: str) -> None:
    from tests.factory import make_document

    from servanda.language.model import LanguageModel
    from servanda.pipeline import Tools, code_document

    found = code_document(make_document(example), Tools(LanguageModel.load())).commitments
    assert word in {term for c in found for term in (c.act, c.force)}
