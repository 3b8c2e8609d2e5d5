"""Where sentences end, and what kind they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.sentences import LIMIT, Piece, split_sentences
from servanda.language.tokens import tokenise

CASES = {
    "full stops": "He left.| She stayed.| It rained.",
    "question in a quotation": "“Why now?” Brook asked.| He smiled.",
    "question in a quotation, small letter": '"Why now?" he asked.| He smiled.',
    "sentences in a quotation": "“We came.| We saw,” he said.",
    "quotation closes after the stop": "He called it “a disaster.”| She left.",
    "straight quotes": 'He said "no."| "We will see," she said.',
    "straight quotes without spaces": 'It was "a success."|"We won," he said.',
    "title": "He met Gen. Brook and Mrs. Hale.| They spoke.",
    "country's initials": "The U.S. President left the U.S.| The talks went on.",
    "initials of a name": "George W. Hale spoke.| J. R. Brook listened.",
    "half of day": "It began at 7 p.m.| Troops left at 8 a.m. Monday.",
    "month": "It began on Oct. 7.| It ended on Jan. 5.",
    "number": "Resolution No. 5 passed.| No one objected.",
    "missing space": "It is at home.|Kestria said so.|At least two died.",
    "address": "See example.org or ask.|The end.",
    "stop before a number": "See A/73/PV.6 for more.| 21 people died.",
    "debris": "prisoners of war. .| The president then left.",
    "debris before a comma": "killed 30,000 people. , during the war.| Then came peace.",
    "dots": "He said ... nothing.| Then …| He left.",
    "small letter after a stop": "al-Taleb left.| al-Taleb came back.",
    "careless writing": "we waited all night.| nobody came.",
    "note": "It fell in May. [3]| It rose in June.",
    "credit in brackets": "(Agency Photo)|Kestria said so.",
    "heading joined by a hyphen": "History of the conflict-|The fighting began.",
    "heading joined without a mark": "Clashes in Sora province| Also on Monday a bomb went off.",
    "hyphen before a name": "a then-President of ex-Kestria.",
    "item's number": "1. Withdraw the troops.",
    "dash": "They left.| — Agency",
}


def pieces(text: str, *breaks: int, alone: int = 0) -> list[tuple[str, Piece]]:
    spans = tokenise(text, breaks)
    return [
        (text[spans[p.first][0] : spans[p.last - 1][1]], p)
        for p in split_sentences(text, spans, breaks, alone)
    ]


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences(marked: str) -> None:
    found = [words for words, _ in pieces(marked.replace("|", ""))]
    assert found == [part.strip() for part in marked.split("|")]


def test_lines_part_sentences() -> None:
    assert [words for words, _ in pieces("A headline\n\nThe text starts here.")] == [
        "A headline",
        "The text starts here.",
    ]


def test_breaks_part_sentences() -> None:
    assert [words for words, _ in pieces("in LebanonKestria says no.", 10)] == [
        "in Lebanon",
        "Kestria says no.",
    ]


def test_a_dateline_is_alone() -> None:
    text = "SORA, Oct 31 (Agency) – Kestria said no."
    assert [words for words, _ in pieces(text, alone=23)][1] == "Kestria said no."


def test_paragraphs_are_counted() -> None:
    assert [p.paragraph for _, p in pieces("One. Two.\n\nThree.")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kestria agrees to talks", "headline"),
        ("“Useful meeting,” says Brook", "headline"),
        ("Kestria agreed to talks.", "prose"),
        ("He said:", "prose"),
        ("• Troops withdraw from the border", "item"),
        ("- Troops withdraw.", "item"),
        ("2) Troops withdraw.", "item"),
        ("(a) Troops withdraw.", "item"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [p.kind for _, p in pieces(text)] == [kind]


def test_a_line_without_end_that_is_long_is_prose() -> None:
    assert pieces("and so on " * 10)[0][1].kind == "prose"


def test_short_prose_without_marks_is_no_headline() -> None:
    prose = "Troops of both sides left the valley on Monday after talks that went on for most of the night"
    later = "They will return on Friday, he said"
    text = f"Both sides’ troops have left the valley-\n\n{prose}\n\n{later}\n\n{prose}"
    kinds = [p.kind for _, p in pieces(text)]
    assert kinds == ["headline", "prose", "prose", "prose"]


def test_a_sentence_without_end_is_cut_after_a_semicolon() -> None:
    found = pieces("word " * 100 + "; " + "word, " * 60)
    assert found[0][0].endswith(";")


def test_no_sentence_is_longer_than_the_limit() -> None:
    assert all(p.last - p.first <= LIMIT for _, p in pieces("word " * 1000))


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aZ.?!'\"”’ \n()1-•"))),
    st.lists(st.integers(0, 40)),
)
def test_sentences_partition_the_tokens(text: str, breaks: list[int]) -> None:
    tokens = tokenise(text, breaks)
    covered = [i for p in split_sentences(text, tokens, breaks) for i in range(p.first, p.last)]
    assert covered == list(range(len(tokens)))
