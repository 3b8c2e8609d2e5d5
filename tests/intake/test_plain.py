from datetime import date

import pytest

from servanda.errors import InputError
from servanda.intake import Limits, read_text
from servanda.model import Span

REPORT = """Two states agree on a border

Their envoys met in Vienna on Monday.

They said “the line is drawn” and left.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


def test_title_and_main_text_of_a_plain_report():
    document = read_text(REPORT)
    assert document.title == "Two states agree on a border"
    assert document.text == "Their envoys met in Vienna on Monday.\n\nThey said “the line is drawn” and left."
    assert [reason for reason, _ in document.removed] == ["title", "comment form"]


def test_the_text_is_tied_to_the_original():
    document = read_text(REPORT)
    at = document.text.index("“the line")
    assert document.offsets.to_original(Span(at, at + 19)).of(REPORT) == "“the line is drawn”"
    assert document.original == REPORT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The envoys met in Vienna.\n\nThey left.", id="first line has a final mark"),
        pytest.param("The envoys met\nin Vienna. They left.", id="no empty line"),
        pytest.param("The envoys met", id="nothing after it"),
        pytest.param("Monday, 8 March 2021\n\nThe envoys met.", id="a date"),
        pytest.param("word " * 60 + "\n\nThe envoys met.", id="too long"),
    ],
)
def test_what_is_no_title_stays(text):
    document = read_text(text)
    assert document.title is None
    assert document.text == text.strip()


def test_a_clean_text_comes_through_unchanged():
    text = "The envoys met in Vienna on Monday,\xa0it is said.  They left.\n\n\n“No war,” they said."
    document = read_text(text)
    assert document.text == text
    assert document.offsets.runs == ((0, 0, len(text), len(text)),)


def test_header_lines_say_title_date_and_source():
    document = read_text("Title: Envoys meet\nDate: 8 March 2021\nSource: Example News\n\nThe envoys met.")
    assert (document.title, document.source) == ("Envoys meet", "Example News")
    assert document.published == date(2021, 3, 8)
    assert document.text == "The envoys met."


def test_only_a_headline_is_read():
    assert read_text("Envoys meet in Vienna").text == "Envoys meet in Vienna"


@pytest.mark.parametrize(
    ("text", "code"), [("", "I003"), (" \n\x00", "I003"), ("Leave a Reply", "I006"), ("\u200f\u200b", "I006")]
)
def test_nothing_to_read(text, code):
    with pytest.raises(InputError) as caught:
        read_text(text)
    assert caught.value.code == code


def test_same_words_give_the_same_id():
    assert read_text(REPORT).id == read_text(REPORT).id != read_text(REPORT + ".").id


@pytest.mark.parametrize(
    ("text", "length"), [("word " * 30, 49), ("w" * 500, 100)], ids=["at the limit of words", "of characters"]
)
def test_a_long_text_is_cut_and_told(text, length):
    document = read_text(text, limits=Limits(words=10, characters=100))
    assert len(document.text) == length
    assert [issue.code for issue in document.issues] == ["I019"]


def test_a_hundred_thousand_words_are_one_report():
    document = read_text("The envoys met in Vienna and left again. " * 12_500)
    assert document.issues == ()
    assert len(document.text.split()) == 100_000


def test_another_language_is_kept_and_told():
    document = read_text(
        "Les deux émissaires se sont rencontrés lundi à Vienne et ont dit que tout continuerait."
    )
    assert document.language == "fr"
    assert [issue.code for issue in document.issues] == ["I013"]
    assert document.text


def test_glued_paragraphs_are_told_and_left():
    document = read_text("The envoys left for homeThe army said nothing of it.")
    assert document.text == document.original
    assert document.breaks == (24,)
