"""The language model's runtime: encoding, decoding, and the same output whatever stands beside a sentence."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.model import WEIGHTS, LanguageModel
from servanda.language.model_inputs import normalise, word_shapes
from servanda.language.model_outputs import EntityHead, are_trees, best_tree, merge_names

weights = pytest.mark.weights

SENTENCES = [
    ["The", "envoys", "of", "Ruritania", "and", "Elbonia", "met", "in", "Zenda", "on", "Monday", "."],
    ["“", "We", "will", "not", "withdraw", ",", "”", "the", "minister", "told", "reporters", "."],
    [
        "Rebels",
        "shelled",
        "the",
        "town",
        ",",
        "killing",
        "at",
        "least",
        "12",
        "people",
        "and",
        "wounding",
        "dozens",
        "more",
        ".",
    ],
    ["Clashes", "continued", "."],
    ["Ceasefire"],
    [
        "Officials",
        "said",
        "that",
        "the",
        "army",
        "'s",
        "commanders",
        "had",
        "agreed",
        "to",
        "let",
        "aid",
        "in",
        "for",
        "five",
        "days",
        ".",
    ],
    ["."],
    [],
]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.load()


@weights
@pytest.mark.parametrize("seed", range(5))
def test_neighbours_and_order_change_nothing(model: LanguageModel, seed: int) -> None:
    alone = [model.annotate([sentence])[0] for sentence in SENTENCES]
    chance = random.Random(seed)
    order = [chance.randrange(len(SENTENCES)) for _ in range(60)]
    assert model.annotate([SENTENCES[i] for i in order]) == [alone[i] for i in order]


@weights
def test_every_sentence_gets_one_item_a_word_and_a_tree(model: LanguageModel) -> None:
    for sentence, output in zip(SENTENCES, model.annotate(SENTENCES), strict=True):
        assert len(output.upos) == len(output.head) == len(output.deprel) == len(sentence)
        heads = np.array([[0, *output.head]])
        assert not sentence or are_trees(heads, np.array([len(sentence)])).all()


@weights
def test_a_sentence_beyond_the_window_is_read_whole(model: LanguageModel) -> None:
    words = ["shelling"] * 1_300
    (output,) = model.annotate([words])
    assert len(output.head) == 1_300
    assert output.head.count(0) == 1


@weights
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("qemu-x86_64") is None, reason="qemu-user is not installed")
def test_a_processor_without_vnni_says_the_same(model: LanguageModel) -> None:
    code = (
        "import json, sys\n"
        "from servanda.language.model import LanguageModel\n"
        "sentences = json.load(sys.stdin)\n"
        "print(json.dumps([[o.upos, o.xpos, o.head, o.deprel, o.entities]"
        " for o in LanguageModel.load().annotate(sentences)]))"
    )
    done = subprocess.run(
        ["qemu-x86_64", "-cpu", "Haswell", sys.executable, "-c", code],
        input=json.dumps(SENTENCES),
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    native = [[o.upos, o.xpos, o.head, o.deprel, o.entities] for o in model.annotate(SENTENCES)]
    assert json.loads(done.stdout) == json.loads(json.dumps(native))


def test_weights_are_small_enough() -> None:
    file = WEIGHTS / "model.onnx"
    assert not file.exists() or file.stat().st_size <= 30e6


@pytest.mark.parametrize(("word", "plain"), [("’s", "'s"), ("don’t", "don't"), ("’", "’")])
def test_apostrophes_are_those_of_the_treebanks(word: str, plain: str) -> None:
    assert normalise(word) == plain


def test_only_the_first_word_counts_as_sentence_initial() -> None:
    first, second = word_shapes(["Troops", "Troops"])
    assert first != second


def _best_by_trying(scores: np.ndarray) -> float:
    n = len(scores) - 1
    best = -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        if are_trees(np.array([[0, *heads]]), np.array([n]))[0]:
            best = max(best, sum(scores[d + 1, h] for d, h in enumerate(heads)))
    return best


@given(st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_best_tree_is_the_best(n: int, chance: random.Random) -> None:
    scores = np.array([[chance.uniform(-9, 0) for _ in range(n + 1)] for _ in range(n + 1)])
    np.fill_diagonal(scores, -1e9)
    heads = best_tree(scores)
    assert are_trees(heads[None, :], np.array([n]))[0]
    assert sum(scores[d, heads[d]] for d in range(1, n + 1)) == pytest.approx(_best_by_trying(scores))


@pytest.mark.parametrize(
    ("heads", "words", "tree"),
    [([0, 0, 1], 2, True), ([0, 2, 1], 2, False), ([0, 0, 0], 2, False), ([0, 2, 0], 2, True)],
    ids=["chain", "cycle", "two roots", "root last"],
)
def test_trees_are_told_from_what_is_none(heads: list[int], words: int, tree: bool) -> None:
    assert are_trees(np.array([heads]), np.array([words]))[0] == tree


def test_an_inside_label_only_continues_its_type() -> None:
    head = EntityHead(("O", "B-PER", "I-PER", "B-LOC", "I-LOC"), 0)
    wished = np.log(
        np.array(
            [[0.05, 0.8, 0.05, 0.05, 0.05], [0.05, 0.05, 0.4, 0.05, 0.45]],
            dtype=np.float32,
        )
    )
    assert [name[:3] for name in head.spans(wished)] == [(0, 2, "PER")]


def test_names_of_other_heads_only_fill_gaps() -> None:
    names = merge_names({"uner": [(0, 2, "PER", 0.9)], "gmb": [(1, 3, "gpe", 0.8), (4, 5, "gpe", 0.7)]})
    assert [name[:2] for name in names] == [(0, 2), (4, 5)]
