"""The measures of the CoNLL 2018 shared task."""

from pathlib import Path

import pytest

from servanda.evaluation.parsing import F1, Reading, Word, compare, read_treebank

TREEBANK = """\
# newdoc id = one
# sent_id = 1
# text = Don't go.
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VBP	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = 2
# newpar
1	Stay	stay	VERB	VB	_	0	root	_	_
1.1	here	here	ADV	RB	_	_	_	_	_

# newdoc id = two
1	Yes	yes	INTJ	UH	_	0	root	_	_
"""


def word(start: int, end: int, head: int = -1, deprel: str = "root", upos: str = "NOUN") -> Word:
    return Word(start, end, "w", "w", upos, "NN", head, deprel)


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "treebank.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_a_treebank_becomes_running_text(treebank: Path) -> None:
    assert [(t.id, t.text) for t in read_treebank(treebank)] == [
        ("one", "Don't go. \n\nStay "),
        ("two", "Yes "),
    ]


def test_words_of_a_multi_word_token_share_its_characters(treebank: Path) -> None:
    reading = next(read_treebank(treebank)).reading
    assert [(w.start, w.end) for w in reading.words] == [(0, 2), (2, 5), (5, 7), (7, 8), (8, 12)]


def test_heads_count_through_the_text(treebank: Path) -> None:
    assert [w.head for w in next(read_treebank(treebank)).reading.words] == [2, 2, -1, 2, -1]


def test_sentences_are_stretches_of_characters(treebank: Path) -> None:
    assert next(read_treebank(treebank)).reading.sentences == ((0, 8), (8, 12))


def test_a_reading_agrees_with_itself(treebank: Path) -> None:
    reading = next(read_treebank(treebank)).reading
    assert {f.percent for f in compare(reading, reading).values()} == {100.0}


def test_a_word_is_right_if_its_characters_are() -> None:
    gold = Reading((word(0, 2), word(2, 4)), ((0, 4),))
    system = Reading((word(0, 2), word(2, 3), word(3, 4)), ((0, 4),))
    assert compare(gold, system)["tokens"] == F1(2, 3, 1)


def test_subtypes_of_relations_do_not_count() -> None:
    gold = Reading((word(0, 2), word(2, 4, 0, "nsubj:pass")), ((0, 4),))
    system = Reading((word(0, 2), word(2, 4, 0, "nsubj")), ((0, 4),))
    assert compare(gold, system)["las"].right == 2


def test_a_head_must_be_the_same_word() -> None:
    gold = Reading((word(0, 2), word(2, 4, 0, "obj"), word(4, 6, 0, "obj")), ((0, 6),))
    system = Reading((word(0, 2), word(2, 4, 0, "obj"), word(4, 6, 1, "obj")), ((0, 6),))
    assert compare(gold, system)["uas"].right == 2


def test_nothing_found_is_nothing_right() -> None:
    assert F1(0, 0, 0).percent == 0
