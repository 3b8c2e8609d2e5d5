"""Who stands in which relation to a predicate: passives, passed-on subjects, light verbs, nouns."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.coding.acts import at, read_acts

from servanda.coding.frames import conjuncts, frame_of, joined_word
from servanda.coding.subjects import is_passive
from servanda.model import Analysis


def words(analysis: Analysis, heads: tuple[int, ...]) -> list[str]:
    return [analysis.tokens[h].text for h in heads]


CASES = {
    "active": (
        "Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root troops/NOUN/NNS/2/obj",
        "attacked",
        ["Rebels"],
        ["troops"],
    ),
    "passive with a doer": (
        "Troops/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass attacked/VERB/VBN/0/root by/ADP/IN/5/case rebels/NOUN/NNS/3/obl",
        "attacked",
        ["rebels"],
        ["Troops"],
    ),
    "passive without a doer": (
        "Troops/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass attacked/VERB/VBN/0/root",
        "attacked",
        [],
        ["Troops"],
    ),
    "relative clause": (
        "Rebels/NOUN/NNS/0/root who/PRON/WP/3/nsubj attacked/VERB/VBD/1/acl:relcl troops/NOUN/NNS/3/obj",
        "attacked",
        ["Rebels"],
        ["troops"],
    ),
    "object of a relative clause": (
        "Troops/NOUN/NNS/0/root rebels/NOUN/NNS/3/nsubj attacked/VERB/VBD/1/acl:relcl",
        "attacked",
        ["rebels"],
        ["Troops"],
    ),
    "participle after a noun": (
        "Troops/NOUN/NNS/0/root attacked/VERB/VBN/1/acl by/ADP/IN/4/case rebels/NOUN/NNS/2/obl",
        "attacked",
        ["rebels"],
        ["Troops"],
    ),
    "joined verbs share their subject": (
        "Rebels/NOUN/NNS/2/nsubj came/VERB/VBD/0/root and/CCONJ/CC/4/cc attacked/VERB/VBD/2/conj troops/NOUN/NNS/4/obj",
        "attacked",
        ["Rebels"],
        ["troops"],
    ),
    "the object does what it is urged to do": (
        "Elbonia/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root rebels/NOUN/NNS/2/obj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp",
        "withdraw",
        ["rebels"],
        [],
    ),
    "the subject does what it agreed to do": (
        "Rebels/NOUN/NNS/2/nsubj agreed/VERB/VBD/0/root to/PART/TO/4/mark withdraw/VERB/VB/2/xcomp",
        "withdraw",
        ["Rebels"],
        [],
    ),
    "joined passives share their doer": (
        "Men/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass seized/VERB/VBN/0/root and/CCONJ/CC/5/cc beaten/VERB/VBN/3/conj by/ADP/IN/7/case rebels/NOUN/NNS/5/obl",
        "seized",
        ["rebels"],
        ["Men"],
    ),
    "a noun takes the subject of its light verb": (
        "Rebels/NOUN/NNS/2/nsubj launched/VERB/VBD/0/root an/DET/DT/4/det attack/NOUN/NN/2/obj",
        "attack",
        ["Rebels"],
        [],
    ),
    "a noun takes it where it is counted": (
        "Rebels/NOUN/NNS/2/nsubj launched/VERB/VBD/0/root a/DET/DT/4/det series/NOUN/NN/2/obj of/ADP/IN/6/case attacks/NOUN/NNS/4/nmod",
        "attacks",
        ["Rebels"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "word", "subjects", "objects"), CASES.values(), ids=CASES.keys())
def test_subjects_and_objects(table: str, word: str, subjects: list[str], objects: list[str]) -> None:
    analysis = read_acts(table)
    frame = frame_of(analysis, at(analysis, word))
    assert (words(analysis, frame.subjects), words(analysis, frame.objects)) == (subjects, objects)


def test_obliques_keep_their_preposition() -> None:
    analysis = read_acts("talks/NOUN/NNS/0/root with/ADP/IN/3/case rebels/NOUN/NNS/1/nmod")
    assert words(analysis, frame_of(analysis, 0).under("with")) == ["rebels"]


def test_a_perfect_is_not_passive() -> None:
    analysis = read_acts("Rebels/NOUN/NNS/3/nsubj have/AUX/VBP/3/aux attacked/VERB/VBN/0/root")
    assert not is_passive(analysis, 2)


def test_conjuncts_of_a_phrase() -> None:
    analysis = read_acts("Ruritania/PROPN/NNP/0/root and/CCONJ/CC/3/cc Elbonia/PROPN/NNP/1/conj")
    assert words(analysis, conjuncts(analysis, 0)) == ["Ruritania", "Elbonia"]


def test_hyphenated_words_are_put_together() -> None:
    analysis = read_acts(
        "a/DET/DT/4/det cease/NOUN/NN/4/compound -/PUNCT/HYPH/2/punct fire/NOUN/NN/0/root",
        text="a cease-fire",
    )
    assert joined_word(analysis, 3) == "cease-fire"


def test_one_word_without_a_verb() -> None:
    analysis = read_acts("Attack/NOUN/NN/0/root")
    assert frame_of(analysis, 0).subjects == ()
