from hypothesis import given
from hypothesis import strategies as st

from servanda.intake.tracing import TracedText
from servanda.model import Span

TEXTS = st.text(alphabet="ab c\n", max_size=40)


@st.composite
def edited(draw):
    """An original and the same text after a few rounds of edits."""
    original = draw(TEXTS)
    traced = TracedText.whole(original)
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(traced.text)), max_size=6)))
        edits = [
            (s, e, draw(st.sampled_from(["", "X", "YZ"])))
            for s, e in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        traced = traced.edit(edits)
    return original, traced


@given(edited())
def test_kept_characters_lead_back_to_themselves(case):
    original, traced = case
    for i, character in enumerate(traced.text):
        if character not in "XYZ":
            assert character in traced.offsets.to_original(Span(i, i + 1)).of(original)


@given(edited())
def test_runs_cover_the_text_in_order(case):
    _, traced = case
    at = 0
    for text, _, _, length in traced.offsets.runs:
        assert text == at
        assert length > 0
        at += length
    assert at == len(traced.text)


@given(edited())
def test_order_of_the_original_is_kept(case):
    _, traced = case
    starts = [original for _, original, _, _ in traced.offsets.runs]
    assert starts == sorted(starts)


def test_no_edits_change_nothing():
    traced = TracedText.whole("The envoys met.")
    assert traced.edit([]) is traced


def test_a_cut_leaves_one_run_on_each_side():
    traced = TracedText.whole("one two three").cut([(3, 7)])
    assert traced.text == "one three"
    assert traced.offsets.runs == ((0, 0, 3, 3), (3, 7, 6, 6))


def test_a_replacement_stands_for_the_whole_stretch_it_replaced():
    traced = TracedText.whole("the ofﬁce").edit([(6, 7, "fi")])
    assert traced.text == "the office"
    assert traced.offsets.to_original(Span(6, 8)) == Span(6, 7)


def test_an_overlapping_edit_is_left_out():
    assert TracedText.whole("abcdef").edit([(0, 3, "X"), (2, 4, "Y")]).text == "Xdef"


def test_strip_keeps_offsets():
    traced = TracedText.whole("  word \n").strip()
    assert traced.text == "word"
    assert traced.offsets.to_original(Span(0, 4)) == Span(2, 6)
