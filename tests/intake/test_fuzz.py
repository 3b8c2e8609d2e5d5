"""Any bytes give documents and issues, never an exception."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.errors import CATALOGUE, Issue
from servanda.intake import read_source
from servanda.model import Document, Span

NAMES = st.sampled_from(["", "a.txt", "a.html", "a.json", "a.jsonl", "a.pdf"])
WORDS = st.sampled_from(
    [
        "The envoys",
        "met in Vienna",
        ".",
        "\n",
        "\n\n",
        " ",
        '"',
        "“",
        "”",
        "Leave a Reply",
        "Read more: this",
        "© 2020",
        "SOCHI, Oct 31 (Reuters) –",
        "8 April 2017",
        "(AP Photo/X)",
        "Reporting by Ann",
        "home",
        "Israel",
        "<p>",
        "</p>",
        "<div>",
        "&amp;",
        "&",
        "<!--",
        "<script>",
        '{"',
        "[",
        "]",
        "}",
        "\\u0000",
        '"text":',
        ",",
        "1",
        "é",
        "И",
        '{"text": "a"}',
        "%PDF-1.4",
        "PK",
        "ﬁ",
        "â€œ",
        "\u200f",
        "\x00",
        "\xad",
        "\ud800",
    ]
)
SOUP = st.lists(WORDS, max_size=25).map(lambda words: "".join(words).encode("utf-8", "surrogatepass"))


def check(found):
    for item in found:
        if isinstance(item, Issue):
            assert item.code in CATALOGUE
            assert item.where
            assert "\n" not in item.message
            continue
        assert isinstance(item, Document)
        assert item.text.strip()
        item.text.encode()
        at = 0
        for text, original, original_length, length in item.offsets.runs:
            assert text == at
            assert 0 <= original <= original + original_length <= len(item.original)
            at += length
        assert at == len(item.text)
        assert all(0 < offset < len(item.text) for offset in item.breaks)
        if item.dateline:
            assert item.dateline.span.end <= len(item.text)
        item.offsets.to_original(Span(0, len(item.text)))


@settings(deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_noise(data, name):
    check(read_source(data, name=name))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(SOUP, NAMES)
def test_soup_of_what_reports_are_made_of(data, name):
    check(read_source(data, name=name))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "text", "html", "title", "published", "url", "x"]), x, max_size=4
            )
        ),
        max_leaves=10,
    )
)
@settings(deadline=None)
def test_any_json(value):
    check(read_source(json.dumps(value).encode() + b"\n", name="a.jsonl"))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_text_that_is_not_cleaned_comes_through_unchanged(text):
    for item in read_source(text.encode("utf-8", "replace"), name="a.txt"):
        if isinstance(item, Document) and not item.removed and not item.issues:
            kept = [c for c in item.text if c.isalnum()]
            assert len(kept) <= len(text) * 3
