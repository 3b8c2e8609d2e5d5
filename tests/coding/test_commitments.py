"""Commitments: act, who is bound, how firmly, on what terms; what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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


LIST_OF_TERMS = (
    "The ceasefire statement provided for the withdrawal of Elbonian troops, exchange of prisoners and "
    "the return of refugees to their homes."
)


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
    words = {
        "2020": ("DATE", "2020", "2020"),
        "February": ("DATE", "2021-02", "2021-02"),
        "five": ("DURATION", "P5Y", None),
    }
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


def test_a_future_after_an_agreement_is_part_of_it() -> None:
    found = code(
        "Ruritania and Elbonia agreed on Friday to observe a ceasefire.",
        "Ruritania will withdraw its troops from the valley.",
    )
    assert [(c.act, c.force, c.obligors) for c in found] == [
        ("ceasefire", "agreed", (RURITANIA, ELBONIA)),
        ("withdraw_forces", "agreed", (RURITANIA,)),
    ]


def test_a_future_under_an_instrument_is_laid_down_by_it() -> None:
    (found,) = code("Under the accord, Elbonia will release its prisoners.")
    assert (found.act, found.force, found.obligors, found.instrument) == (
        "release_prisoners",
        "agreed",
        (ELBONIA,),
        "accord",
    )


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(("Ruritania will withdraw its troops from the valley.",), id="no agreement before it"),
        pytest.param(("Elbonia will win the war.",), id="no act of the codebook"),
    ],
)
def test_a_bare_future_binds_nobody(sentences: tuple[str, ...]) -> None:
    assert code(*sentences) == ()


def test_the_terms_of_a_mandate_told_in_the_next_sentence_are_its_own() -> None:
    (found,) = code(
        "Elbonia agreed to deploy peacekeepers in the valley for five years.",
        "The mandate will be extended automatically unless a side gives notice.",
    )
    assert (found.act, found.force, found.renewal) == ("deploy_peacekeepers", "agreed", "automatic")
    assert found.condition == "unless a side gives notice"
    assert len(found.provenance.evidence) == 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Ruritania and Elbonia pledged at a summit on Monday to refrain from the use of force.",
            [("non_use_of_force", "agreed")],
            id="words between the promise and its content",
        ),
        pytest.param(
            "Ruritania broke its promise not to launch attacks on Elbonia.",
            [("non_use_of_force", "broken")],
            id="a promise broken is no new one",
        ),
        pytest.param(
            "Elbonia guarantees the safe movement of people along the road.",
            [("open_transport", "declared")],
            id="guarantees movement",
        ),
        pytest.param(
            LIST_OF_TERMS,
            [
                ("withdraw_forces", "agreed"),
                ("release_prisoners", "agreed"),
                ("return_displaced", "agreed"),
            ],
            id="a list of terms",
        ),
    ],
)
def test_wording(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.act, c.force) for c in code(sentence)] == expected


def test_what_is_released_is_not_bound() -> None:
    found = code(LIST_OF_TERMS)
    assert [c.obligors for c in found] == [(ELBONIA,), (), ()]


def test_what_was_signed_before_is_not_the_days_news() -> None:
    (found,) = code(
        "Almost a month after the ceasefire was signed, the sides fought in the valley.",
        published="2020-12-11",
    )
    assert (found.act, found.date) == ("ceasefire", None)


def test_an_end_that_is_to_come_is_none_yet() -> None:
    sentence = "The deal between Ruritania and Elbonia on the withdrawal of troops ends in 2020."
    analysis = dated(sentence)
    before = replace(analysis, document=replace(analysis.document, published=date(2019, 5, 4)))
    (found,) = code_commitments(before).commitments
    assert (found.act, found.force, found.date) == ("withdraw_forces", "in_force", None)


NO_SUCH_ACT = [
    pytest.param("Elbonia has no plan to withdraw the tax.", "withdraw_forces", id="a tax withdrawn"),
    pytest.param(
        "The rebels decided to withdraw their three ministers.", "withdraw_forces", id="ministers withdrawn"
    ),
    pytest.param(
        "The school decided to end classes because of the raids.", "ceasefire", id="what ends is a class"
    ),
    pytest.param(
        "The president promised to keep up pressure on the rebels to disarm.", "disarm", id="others disarm"
    ),
    pytest.param(
        "Both sides agreed not to reveal the outcome of the talks.", "negotiate", id="talks kept secret"
    ),
    pytest.param(
        "The government announced that a cabinet meeting would be held on Friday.",
        "negotiate",
        id="a cabinet meets",
    ),
    pytest.param("The government confirmed the destruction of two tanks.", "disarm", id="told as done"),
]


@pytest.mark.parametrize(("sentence", "act"), NO_SUCH_ACT)
def test_an_act_is_done_to_what_it_is_about(sentence: str, act: str) -> None:
    everybody = {**ACTORS, "school": ELBONIA, "sides": ELBONIA}
    found = code_commitments(read(sentence, actors=everybody)).commitments
    assert act not in [c.act for c in found]


LULL = "Fighting resumed after a five years lull following a truce reached between Ruritania and Elbonia."
NOT_MADE = [
    pytest.param("Ruritania was willing to sign a treaty on the withdrawal of its troops.", id="willing to"),
    pytest.param(
        "Officials of Ruritania and Elbonia met to reach an agreement on the release of prisoners.",
        id="met to",
    ),
    pytest.param("The rebels were optimistic about reaching a truce with Elbonia.", id="about a gerund"),
    pytest.param(
        "Ruritania rejected suggestions that the rebels agree to a truce with Elbonia.", id="suggested"
    ),
    pytest.param("Ruritania is concluding a deal on the release of prisoners.", id="still at it"),
    pytest.param(
        "The president said there was no chance that the government would withdraw its troops.",
        id="no chance",
    ),
]


@pytest.mark.parametrize("sentence", NOT_MADE)
def test_what_is_only_aimed_at_binds_nobody_yet(sentence: str) -> None:
    assert [c.force for c in code(sentence) if c.force not in ("offered", "demanded")] == []


def test_what_somebody_managed_to_reach_is_made() -> None:
    found = code("Ruritania and Elbonia managed to reach an agreement on the release of prisoners.")
    assert "agreed" in [c.force for c in found]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The government announced a truce for five years.", "P5Y"),
        ("The government announced a five years daily truce.", None),
        (LULL, None),
    ],
)
def test_what_comes_again_or_went_before_is_no_term(sentence: str, term: str | None) -> None:
    (found,) = code_commitments(dated(sentence)).commitments
    assert found.term == term


def test_what_something_followed_is_not_the_days_news() -> None:
    analysis = dated(LULL)
    told = replace(analysis, document=replace(analysis.document, published=date(2020, 6, 4)))
    assert [c.date for c in code_commitments(told).commitments] == [None]


def test_a_month_of_a_truce_that_was_agreed_lies_behind_its_report() -> None:
    analysis = dated("A truce agreed by Ruritania and Elbonia in February collapsed.")
    told = replace(analysis, document=replace(analysis.document, published=date(2020, 6, 4)))
    assert [c.date for c in code_commitments(told).commitments] == ["2020-02"]
