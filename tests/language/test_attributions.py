"""Attributions: reporting frames, quotations with their cue, and what is left out."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import make_analysis
from tests.trees import read

from servanda.codebook.reporting import ReportingGroup, load_reporting
from servanda.language.attributions import find_attributions
from servanda.language.quotations import find_quotations
from servanda.model import Analysis, Attribution, Timex


def found(analysis: Analysis) -> list[tuple[str, str, str]]:
    """Source, content and form of each attribution."""
    text = analysis.document.text
    return [
        (analysis.tokens[a.source].text if a.source >= 0 else "", a.span.of(text), a.form)
        for a in analysis.attributions
    ]


CASES = [
    pytest.param(
        "The minister said that the border would open in May.",
        [("minister", "the border would open in May", "indirect")],
        id="clause without its conjunction",
    ),
    pytest.param(
        "“The road is open,” the mayor said on Monday.",
        [("mayor", "“The road is open,”", "direct")],
        id="quotation before the cue, with its marks",
    ),
    pytest.param(
        "“We will return,” she added: “Nobody will stop us.”",
        [("she", "“We will return,”", "direct"), ("she", "“Nobody will stop us.”", "direct")],
        id="cue between two quotations",
    ),
    pytest.param(
        "The envoy urged both sides to hold fire.",
        [("envoy", "to hold fire", "indirect")],
        id="directive",
    ),
    pytest.param(
        "Ruritania accused Elbonia of arming the rebels, while Elbonia condemned the “absurd” charge.",
        [
            ("Ruritania", "Elbonia of arming the rebels", "indirect"),
            ("Elbonia", "the “absurd” charge", "mixed"),
        ],
        id="charge, and a second report in a while-clause",
    ),
    pytest.param("The rebels vowed to fight on.", [("rebels", "to fight on", "indirect")], id="infinitive"),
    pytest.param("She called the vote a farce.", [("She", "the vote a farce", "indirect")], id="label"),
    pytest.param(
        "According to the ministry, three bridges were destroyed.",
        [("ministry", "three bridges were destroyed", "indirect")],
        id="according to",
    ),
    pytest.param("The council did not say whether talks would resume.", [], id="not said"),
    pytest.param(
        "The agency quoted an official as saying the dam was safe.",
        [("official", "the dam was safe", "indirect")],
        id="quoted as saying",
    ),
    pytest.param(
        "The governor reportedly left the city.",
        [("", "The governor reportedly left the city", "indirect")],
        id="nobody named",
    ),
    pytest.param(
        "The council voiced alarm at the fighting.",
        [("council", "alarm at the fighting", "indirect")],
        id="noun phrase with what hangs on the verb",
    ),
    pytest.param(
        "In the joint declaration, Ruritania and Elbonia “will not launch attacks” on each other.",
        [("Ruritania", "Ruritania and Elbonia “will not launch attacks” on each other", "mixed")],
        id="words of a declaration",
    ),
    pytest.param(
        "The army said the town had fallen and called for the return of its men.",
        [("army", "the town had fallen", "indirect"), ("army", "the return of its men", "indirect")],
        id="a second report joined by and",
    ),
    pytest.param(
        "The army said the town had fallen, adding that the enemy had fled.",
        [("army", "the town had fallen", "indirect"), ("army", "the enemy had fled", "indirect")],
        id="a second report as a participle",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_source_content_and_form(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(read(sentence)) == expected


def test_a_quotation_by_itself_goes_on_with_the_speaker_before() -> None:
    first = (
        "“/PUNCT/``/5/punct The/DET/DT/3/det road/NOUN/NN/5/nsubj is/AUX/VBZ/5/cop open/ADJ/JJ/9/ccomp "
        ",/PUNCT/,/5/punct ”/PUNCT/''/5/punct she/PRON/PRP/9/nsubj said/VERB/VBD/0/root ./PUNCT/./9/punct"
    )
    second = "“/PUNCT/``/2/punct Nobody/PRON/NN/0/root ./PUNCT/./2/punct ”/PUNCT/''/2/punct"
    table = f"{first}\n{second}"
    analysis = read_table(table)
    assert found(analysis)[1] == ("she", "“Nobody.”", "direct")


def test_a_quotation_after_a_colon_belongs_to_the_name_before_it() -> None:
    table = (
        "Mayor/NOUN/NN/0/root :/PUNCT/:/5/punct “/PUNCT/``/5/punct "
        "Nobody/PRON/NN/5/nsubj sleeps/VERB/VBZ/1/appos ./PUNCT/./1/punct ”/PUNCT/''/1/punct"
    )
    assert found(read_table(table)) == [("Mayor", "“Nobody sleeps.”", "direct")]


def test_words_in_the_first_person_without_marks_are_direct() -> None:
    table = (
        "We/PRON/PRP/2/nsubj left/VERB/VBD/4/ccomp ,/PUNCT/,/4/punct said/VERB/VBD/0/root "
        "Kim/PROPN/NNP/4/nsubj ./PUNCT/./4/punct"
    )
    assert found(read_table(table)) == [("Kim", "We left", "direct")]


def test_every_token_belongs_to_the_nearest_report() -> None:
    analysis = read("The army said the town had fallen, adding that the enemy had fled.")
    words = [[analysis.tokens[i].text for i in a.content] for a in analysis.attributions]
    assert words == [["the", "town", "had", "fallen"], ["the", "enemy", "had", "fled"]]


@pytest.mark.parametrize("text", ["", "said", "said said said", "“", "“ ” said"])
def test_odd_text_does_no_harm(text: str) -> None:
    table = " ".join(f"{w}/VERB/VBD/0/root" for w in text.split()[:1]) + " ".join(
        f" {w}/VERB/VBD/1/conj" for w in text.split()[1:]
    )
    assert isinstance(find_attributions(make_analysis(table)), tuple)


@pytest.mark.parametrize("group", load_reporting().groups, ids=lambda g: g.name)
def test_the_example_of_a_group_uses_one_of_its_verbs(group: ReportingGroup) -> None:
    from servanda.language.lemmas import lemmatise

    words = group.example.replace(".", "").replace("”", "").split()
    assert {lemmatise(w.lower(), "VERB", "VBD") for w in words} & group.verbs


def read_table(table: str) -> Analysis:
    from dataclasses import replace

    from servanda.language.quotations import find_quotations

    analysis = make_analysis("\n".join(line.strip() for line in table.strip().splitlines()))
    analysis = replace(analysis, quotations=find_quotations(analysis))
    attributions: tuple[Attribution, ...] = find_attributions(analysis)
    return replace(analysis, attributions=attributions)


@pytest.mark.weights
@pytest.mark.parametrize("group", load_reporting().groups, ids=lambda g: g.name)
def test_each_group_is_read_in_its_example(group: ReportingGroup) -> None:
    from tests.factory import make_document

    from servanda.language.model import LanguageModel
    from servanda.pipeline import Tools, analyse

    analysis = analyse(make_document(group.example), Tools(LanguageModel.load()))
    assert {a.frame for a in analysis.attributions} & set(group.frames)


def test_the_day_of_the_saying_is_no_content() -> None:
    table = (
        "Elbonia/PROPN/NNP/2/nsubj said/VERB/VBD/0/root on/ADP/IN/4/case Monday/PROPN/NNP/6/obl "
        "fighting/NOUN/NN/6/nsubj continued/VERB/VBD/2/ccomp in/ADP/IN/8/case Zenda/PROPN/NNP/6/obl ./PUNCT/./2/punct"
    )
    analysis = make_analysis(table)
    day = analysis.tokens[3]
    timex = Timex(first=3, last=4, span=day.span, type="DATE", value="")
    analysis = replace(analysis, timexes=(timex,))
    spans = [a.span.of(analysis.document.text) for a in find_attributions(analysis)]
    assert spans == ["fighting continued in Zenda"]


def test_a_quotation_after_the_reporter_told_something_is_left_open() -> None:
    table = (
        "Rudolf/PROPN/NNP/2/nsubj said/VERB/VBD/0/root ,/PUNCT/,/2/punct “/PUNCT/``/6/punct "
        "We/PRON/PRP/6/nsubj left/VERB/VBD/2/ccomp ./PUNCT/./6/punct ”/PUNCT/''/6/punct\n"
        "Flavia/PROPN/NNP/2/nsubj arrived/VERB/VBD/0/root ./PUNCT/./2/punct\n"
        "“/PUNCT/``/4/punct It/PRON/PRP/4/nsubj is/AUX/VBZ/4/cop late/ADJ/JJ/0/root ./PUNCT/./4/punct ”/PUNCT/''/4/punct"
    )
    analysis = make_analysis(table)
    analysis = replace(analysis, quotations=find_quotations(analysis))
    assert [a.span.of(analysis.document.text) for a in find_attributions(analysis)] == ["“We left.”"]
