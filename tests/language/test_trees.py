"""Text to trees, with a model that knows nothing."""

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_document
from tests.growth import assert_linear

from servanda.language.model import ModelOutput
from servanda.language.trees import parse
from servanda.model import Dateline, Span


class Chain:
    """Hangs each word on the one before; says of "Hale" that it is a person."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        self.seen.extend(list(words) for words in sentences)
        return [self._read(words) for words in sentences]

    @staticmethod
    def _read(words: Sequence[str]) -> ModelOutput:
        n = len(words)
        names = tuple((i, i + 1, "PER", 0.9) for i, word in enumerate(words) if word == "Hale")
        return ModelOutput(("NOUN",) * n, ("NN",) * n, tuple(range(n)), ("root", *("dep",) * (n - 1)), names)


def test_heads_and_names_count_through_the_document() -> None:
    analysis = parse(make_document("One two. Hale left."), Chain())
    assert [t.head for t in analysis.tokens] == [-1, 0, 1, -1, 3, 4]
    assert [(e.first, e.last) for e in analysis.entities] == [(3, 4)]


def test_children_are_indexed() -> None:
    assert parse(make_document("One two."), Chain()).children == ((1,), (2,), ())


def test_offsets_are_those_of_the_text() -> None:
    text = "  “Yes,”\n\nhe said."
    analysis = parse(make_document(text), Chain())
    assert [text[t.start : t.end] for t in analysis.tokens] == [t.text for t in analysis.tokens]
    assert [text[s.start : s.end] for s in analysis.sentences] == ["“Yes,”", "he said."]


def test_the_model_sees_the_words_of_the_text() -> None:
    model = Chain()
    parse(make_document("He isn’t “here”."), model)
    assert model.seen == [["He", "is", "n’t", "“", "here", "”", "."]]


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    document = make_document("SORA (Agency) – Hale left.", dateline=Dateline(span=Span(0, 15)))
    analysis = parse(document, Chain())
    assert [document.text[s.start : s.end] for s in analysis.sentences] == ["SORA (Agency) –", "Hale left."]


def test_half_a_character_does_not_reach_the_model() -> None:
    model = Chain()
    analysis = parse(make_document("a\ud800b"), model)
    assert [t.text for t in analysis.tokens] == ["a", "\ud800", "b"]
    assert model.seen == [["a", "\ufffd", "b"]]


def test_an_empty_text_gives_nothing() -> None:
    assert parse(make_document(""), Chain()).tokens == ()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aZ. \n'\""))))
def test_any_text_is_read(text: str) -> None:
    analysis = parse(make_document(text), Chain())
    assert [i for s in analysis.sentences for i in range(s.first, s.last)] == [
        t.index for t in analysis.tokens
    ]
    assert all(analysis.tokens[s.first].head == -1 for s in analysis.sentences)


def test_time_is_linear() -> None:
    def reading(times: int) -> Callable[[], object]:
        document = make_document("Hale met two men in Sora on Monday, and left. " * times)
        return lambda: parse(document, Chain())

    assert_linear(reading, 300, 3000)
