"""Whose a body, an ally or a captive is, read off sentences of our own with the shipped model."""

from __future__ import annotations

import pytest
from tests.factory import make_document

from servanda.language.model import LanguageModel
from servanda.pipeline import Tools, analyse

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(model=LanguageModel.load())


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("The town is shelled by Chad and its Norwegian ally.", "Norwegian ally", {"NOR|GOV"}),
        (
            "The army of Chad freed its last Peruvian prisoners of war.",
            "last Peruvian prisoners",
            {"PER|MIL"},
        ),
        (
            "A rocket hit Kismayo city on Saturday. A civilian was hurt while Kismayo city slept. Haifa Said",
            "A civilian",
            {"SOM|CVL"},
        ),
        ("The head of AU forces in Chad accused the rebels.", "head of AU forces", {"INT|IGO"}),
        ("Chadian government helicopters hit a school.", "government helicopters", {"TCD|GOV"}),
        ("Chadian government forces hit a school.", "government forces", {"TCD|MIL"}),
        ("Norwegian Airlines cancelled flights to Chad.", "Norwegian Airlines", {"NOR|BUS"}),
        ("Sovia Corp cancelled flights to Chad.", "Sovia Corp", {"|BUS"}),
        ("Norways health ministry said that Peru had sent aid to Peru.", "health ministry", {"NOR|GOV"}),
        ("Prime Minister Jan Hrozek of the Slovak Republic spoke.", "Jan Hrozek", {"SVK|GOV"}),
        ("The forces of Chad struck a camp.", "The forces of Chad", {"TCD|MIL"}),
        ("Forces loyal to the president of Chad struck a camp.", "Forces loyal", {"TCD|MIL"}),
        (
            "A Chadian relief worker spoke. His forces struck a camp.",
            "His forces",
            {"TCD|MIL"},
        ),
        ("Rebels of Chad struck a camp on May 7.", "7", set()),
        (
            "The Peruvian Air Forces struck a camp in Chad. Chad denied it.",
            "Peruvian Air Forces",
            {"PER|MIL"},
        ),
    ],
)
def test_whose(text: str, words: str, actors: set[str], tools: Tools) -> None:
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    named = [m for m in analysis.mentions if words in analysis.text_of(m.first, m.last)]
    assert {f"{a.country}|{a.sector}" for m in named[:1] for a in m.actors} == actors


def test_a_country_without_its_apostrophe_says_where_a_report_is_set(tools: Tools) -> None:
    text = "Chads rebels fled and Peru spoke of Chads war. Regime troops hit a school."
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    (troops,) = [m for m in analysis.mentions if analysis.text_of(m.first, m.last) == "Regime troops"]
    assert [f"{a.country}|{a.sector}" for a in troops.actors] == ["TCD|MIL"]


def test_an_object_is_not_the_shared_subject_of_its_verb(tools: Tools) -> None:
    text = "The Russian president received his Peruvian counterpart Juan Paz and thanked him."
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    (him,) = [m for m in analysis.mentions if analysis.text_of(m.first, m.last) == "him"]
    assert [f"{a.country}|{a.sector}" for a in him.actors] == ["PER|GOV"]


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        (
            "Chad and Libya fought. President Ana Rios of Peru called on both sides to stop.",
            "both sides",
            ["LBY|GOV", "TCD|GOV"],
        ),
        (
            "Chad and Libya fought. Ana Rios of Peru welcomed a truce and called on the parties to talk.",
            "the parties",
            ["LBY|GOV", "TCD|GOV"],
        ),
        (
            "The government of Chad and the Chadian rebels met in Oman. Both sides promised peace.",
            "Both sides",
            ["TCD|GOV", "TCD|REB"],
        ),
    ],
)
def test_which_sides(text: str, words: str, countries: list[str], tools: Tools) -> None:
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    (sides,) = [m for m in analysis.mentions if analysis.text_of(m.first, m.last) == words]
    assert sorted(f"{a.country}|{a.sector}" for a in sides.actors) == countries


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        (
            "The Red Cross and envoys left. Chadian soldiers shot at police officers and hit one of them.",
            "them",
            ["TCD|COP"],
        ),
        (
            "Oman spoke. Envoys were silent when Chad closed the road and when it raided Peru.",
            "it",
            ["TCD|GOV"],
        ),
        (
            "Chad and Libya met on Monday. Council President Paz met them on Friday.",
            "them",
            ["LBY|GOV", "TCD|GOV"],
        ),
        (
            "Chad and Peru talked. Troops and the Red Cross left. Oman received both leaders.",
            "leaders",
            ["PER|GOV", "TCD|GOV"],
        ),
        ("The Chadian border guard said that rebels had fired on its men.", "men", ["TCD|MIL"]),
        ("The European Union saw a Chadian checkpoint. It was concerned.", "It", ["INT|IGO"]),
    ],
)
def test_whom_a_word_takes_up(text: str, word: str, actors: list[str], tools: Tools) -> None:
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    found = [m for m in analysis.mentions if analysis.tokens[m.head].text == word]
    assert sorted(f"{a.country}|{a.sector}" for a in found[-1].actors) == actors


def test_an_administration_is_named_with_whose_it_is(tools: Tools) -> None:
    text = "The administration of Chad's president spoke."
    analysis = analyse(make_document(text, published="2020-05-20"), tools)
    assert "administration of Chad's president" in {a.name for m in analysis.mentions for a in m.actors}
