from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.intake import Limits, read_html
from servanda.intake.alignment import align
from servanda.intake.markup import measure_depth, read_markup
from servanda.model import Span

PAGE = """<!DOCTYPE html>
<html><head><title>Envoys meet in Vienna - Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2021-03-02T10:00:00Z">
<script type="application/ld+json">{"@graph": [{"datePublished": "2021-03-02"}]}</script>
<script>var a = "<p>No words of the page</p>";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet in Vienna</h1>
<p>VIENNA, March 2 (Example) &ndash; The  two&nbsp;envoys
met on <b>Mon</b>day &amp; said &ldquo;talks will go on&rdquo;.</p>
<p>They will meet again in a month, the ministry said, and both sides will bring maps of the border.</p>
<ul><li>The first talks were held a year ago.</li></ul>
<p>Leave a Reply</p><p>Your email address will not be published.</p></article>
<footer>Copyright 2021 Example News</footer></body></html>"""


def test_main_text_without_what_is_around_it():
    text = read_html(PAGE).text
    assert text.startswith(
        "VIENNA, March 2 (Example) – The two envoys met on Monday & said “talks will go on”."
    )
    assert "a year ago." in text
    for unwanted in ("Home", "No words", "Copyright", "Leave a Reply", "email"):
        assert unwanted not in text


def test_what_the_page_says_of_itself():
    document = read_html(PAGE, url="https://news.example/2021/03/02/envoys")
    assert document.title == "Envoys meet in Vienna"
    assert document.source == "Example News"
    assert document.published == date(2021, 3, 2)
    assert {found for found, _ in document.dates} >= {"metadata", "linked data", "address"}
    assert document.dateline is not None
    assert document.dateline.place == "VIENNA"
    assert document.media_type == "text/html"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("envoys met", "envoys\nmet"),
        ("two envoys", "two&nbsp;envoys"),
        ("on Monday", "on <b>Mon</b>day"),
        ("& said “talks", "&amp; said &ldquo;talks"),
        ("again in a month", "again in a month"),
    ],
)
def test_offsets_lead_back_to_the_source(words, source):
    document = read_html(PAGE)
    at = document.text.index(words)
    assert document.offsets.to_original(Span(at, at + len(words))).of(PAGE) == source


def test_every_word_leads_back_to_itself():
    document = read_html(PAGE)
    plain = [w for w in document.text.split() if w.isalpha() and w != "Monday"]
    at = 0
    for word in plain:
        at = document.text.index(word, at)
        assert word in document.offsets.to_original(Span(at, at + len(word))).of(PAGE)


def test_given_fields_outrank_the_page():
    document = read_html(PAGE, title="Another", source="Other News", published=date(2021, 3, 5), id="x")
    assert (document.id, document.title, document.source) == ("x", "Another", "Other News")
    assert document.published == date(2021, 3, 5)


def test_a_page_cut_off_in_the_middle_is_read_and_told():
    document = read_html(PAGE[: PAGE.index("again in a month")])
    assert "The two envoys met" in document.text
    assert [issue.code for issue in document.issues] == ["I020"]


def test_a_short_fragment_is_read():
    assert read_html("<p>The two envoys met in Vienna.</p>").text == "The two envoys met in Vienna."


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param("", "I003", id="empty"),
        pytest.param("<html><body><script>go()</script></body></html>", "I006", id="only a script"),
        pytest.param("<p>Leave a Reply</p>", "I006", id="only a comment form"),
        pytest.param("<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;</p>", "I012", id="entities declared"),
        pytest.param("<div>" * 500 + "words", "I012", id="too deep"),
    ],
)
def test_pages_that_cannot_be_read(page, code):
    with pytest.raises(InputError) as caught:
        read_html(page)
    assert caught.value.code == code


def test_a_page_over_the_limit():
    with pytest.raises(InputError) as caught:
        read_html(PAGE, limits=Limits(html_bytes=100))
    assert caught.value.code == "I005"


def test_paragraphs_left_open_are_not_deep():
    assert measure_depth("<p>word" * 5000, 200) == 0


@given(st.text(alphabet="<>/pdiv &;#\"'ab\n!-", max_size=200))
def test_any_markup_gives_words_tied_to_their_source(source):
    page = read_markup(source)
    for text, original, original_length, length in page.runs:
        assert 0 <= original < original + original_length <= len(source)
        if original_length == length and "&" not in source[original : original + length]:
            assert page.text[text : text + length] == source[original : original + original_length]


@given(
    st.lists(st.sampled_from(["The envoys", "met twice", "met", "nowhere in it", "- they left"]), max_size=6)
)
def test_alignment_covers_any_paragraphs(paragraphs):
    traced = align(paragraphs, read_markup("<p>The <b>envoys</b></p><p>met twice.</p>They left"))
    assert traced.text == "\n\n".join(paragraphs)
    assert sum(length for _, _, _, length in traced.offsets.runs) == len(traced.text)
