"""Quotations: marks of all styles, nests, paragraphs, marks that are missing, apostrophes."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_document
from tests.growth import assert_linear

from servanda.language.quotations import find_quotations
from servanda.model import Analysis, Sentence


def analysis_of(text: str) -> Analysis:
    """One sentence a line; every line a paragraph."""
    sentences, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(len(sentences), 0, 0, at, at + len(line), len(sentences)))
        at += len(line) + 1
    return Analysis(document=make_document(text), tokens=(), sentences=tuple(sentences))


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in find_quotations(analysis_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("She said “we go” today.", ["“we go”"], id="curly double"),
        pytest.param('She said "we go" today.', ['"we go"'], id="straight double"),
        pytest.param("She said ‘we go’ today.", ["‘we go’"], id="curly single"),
        pytest.param("She said 'we go' today.", ["'we go'"], id="straight single"),
        pytest.param("She said «we go» today.", ["«we go»"], id="guillemets"),
        pytest.param("She said „we go“ today.", ["„we go“"], id="low and high"),
        pytest.param("She said ''we go'' today.", ["''we go''"], id="two single marks for a double one"),
        pytest.param("She said ``we go'' today.", ["``we go''"], id="typewriter"),
        pytest.param('“We go," she said.', ['“We go,"'], id="curly closed by straight"),
        pytest.param(
            "“He said ‘go’ and left,” she said.", ["“He said ‘go’ and left,”"], id="nest: outermost"
        ),
        pytest.param("“One,” he said. “Two.”", ["“One,”", "“Two.”"], id="two in a paragraph"),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ministers' aides don't know it's over.", id="possessive and contractions"),
        pytest.param("The ministers’ aides don’t know it’s over.", id="curly apostrophes"),
        pytest.param("It began in the '80s and ended in the ‘90s.", id="years"),
        pytest.param('A 5" shell fell near the bridge.', id="inches"),
        pytest.param("'Tis over.", id="elision"),
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    text = "“We will go.\n“And we will come back,” she said."
    assert quoted(text) == ["“We will go.\n“And we will come back,”"]


def test_a_quotation_goes_on_where_the_next_paragraph_closes_it() -> None:
    text = "“We will go.\nAnd we will come back,” she said."
    assert quoted(text) == ["“We will go.\nAnd we will come back,”"]


def test_an_unclosed_sentence_ends_with_its_paragraph() -> None:
    assert quoted("“We will go. We will not stay.\nThe road is open.") == ["“We will go. We will not stay."]


def test_an_unclosed_phrase_ends_with_its_sentence() -> None:
    assert quoted("They call it the “great road. The road is open.") == ["“great road"]


def test_a_closing_mark_alone_is_nothing() -> None:
    assert quoted("The road is open,” she said.") == []


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        pytest.param("They held the “great road” for days.", True, id="phrase in the reporter's sentence"),
        pytest.param("She said: “The road is open.”", False, id="after a colon"),
        pytest.param("“The road is open,” she said.", False, id="with its comma inside"),
        pytest.param("They held “the great road that leads from the hills” today.", False, id="long"),
    ],
)
def test_scare_quotes(text: str, scare: bool) -> None:
    assert find_quotations(analysis_of(text))[0].scare is scare


@given(st.text(alphabet="ab .,\n“”\"'’‘«»„`5", max_size=60))
def test_any_text_gives_ordered_spans_with_their_content(text: str) -> None:
    found = find_quotations(analysis_of(text))
    assert all(q.span.contains(q.content) for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_time_grows_with_the_text() -> None:
    assert_linear(lambda times: partial(quoted, "“The road is open,” she said.\n" * times), 400, 4000)
