import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.intake.characters import mend_characters
from servanda.intake.tracing import TracedText
from servanda.model import Span


def mend(text):
    traced, issues = mend_characters(TracedText.whole(text))
    return traced, [issue.code for issue in issues]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        pytest.param("the ﬁrst oﬀer", "the first offer", id="ligatures"),
        pytest.param("agree\u00adment", "agreement", id="soft hyphen"),
        pytest.param("agree\u00ad\nment", "agreement", id="soft hyphen at a line end"),
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line ends"),
        pytest.param("one\u2028two", "one\ntwo", id="line separator"),
        pytest.param("\x93Yes\x94, he said", "“Yes”, he said", id="Windows-1252 read as Latin-1"),
        pytest.param("He saidÂ\xa0so", "He said\xa0so", id="no-break space twice encoded"),
        pytest.param("â€œYesâ€\x9d, said the cafÃ© owner", "“Yes”, said the café owner", id="mojibake"),
    ],
)
def test_mends(given_text, expected):
    assert mend(given_text)[0].text == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“Quoted”, ‘quoted’ and it’s so", id="curly quotes"),
        pytest.param("10\xa0km – 20\u2009km", id="no-break and thin spaces"),
        pytest.param("Nurmagomédov, Erdoğan, Žižek, ÇAĞLAR, Ålesund", id="letters with marks"),
        pytest.param("می\u200cشود", id="joiners within Persian words"),
        pytest.param("\ttab and  two spaces\n\n\n", id="white space"),
    ],
)
def test_leaves_alone(text):
    traced, codes = mend(text)
    assert traced.text == text
    assert codes == []


def test_control_and_direction_characters_are_told():
    traced, codes = mend("The\x00 envoys \u202emet\u202c.")
    assert traced.text == "The envoys met."
    assert codes == ["I015"]


def test_half_a_surrogate_pair_is_replaced_and_told():
    traced, codes = mend("in \ud800 Vienna")
    assert traced.text == "in \ufffd Vienna"
    assert codes == ["I014"]


def test_mended_words_lead_back_to_what_stood_there():
    original = "He said â€œYesâ€\x9d in the cafÃ© twice"
    traced, _ = mend(original)
    at = traced.text.index("café")
    assert traced.offsets.to_original(Span(at, at + 4)).of(original) == "cafÃ©"


@given(st.text())
def test_any_text_is_mended_once_for_all(text):
    once = mend(text)[0].text
    assert not any(0xD800 <= ord(c) <= 0xDFFF or c == "\x00" for c in once)
