"""Sentences to the tensors that the network trains on, and the odd spellings mixed into them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from servanda.language.model_inputs import EncodedSentence, pad
from servanda.language.model_inputs import Encoder as WordEncoder
from training.data import Sentence
from training.labels import LabelSets
from training.network import EncoderConfig
from training.pretrained import tokenizer
from training.soft import SoftSentence

IGNORED = -100
LONGEST = 160
"""Sentences of more pieces are left out of training."""
CURLY_SHARE = 0.25
RECASED_SHARE = 0.08
SMALL_WORDS = frozenset(
    """a an the of in on at to for and or but nor by with from as into over off up vs via""".split()  # noqa: SIM905
)
SORTED_TOGETHER = 1600
"""Shuffled sentences are sorted by length in stretches of this many, so that batches hold little padding."""


def word_encoder(config: EncoderConfig) -> WordEncoder:
    """What turns words into piece ids and features: the same code as in the package."""
    return WordEncoder(tokenizer(config), config.special)


# ------------------------------------------------------------------------------------------ odd spellings


def curly(sentence: Sentence, chance: random.Random) -> Sentence:
    """The same sentence with the quotes, apostrophes and dashes of edited news, rare in the treebanks."""
    words, opening = list(sentence.words), True
    for index, word in enumerate(words):
        tag = sentence.tree.xpos[index] if sentence.tree else ""
        if word == '"':
            opens = tag == "``" if tag in ("``", "''") else opening
            words[index] = "“" if opens else "”"
            opening = not opening
        elif word == "'":
            words[index] = "‘" if tag == "``" else "’"
        elif "'" in word:
            words[index] = word.replace("'", "’")
        elif word in ("-", "--") and tag in (":", ","):
            words[index] = chance.choice("–—")
    return replace(sentence, words=words)


def recase(sentence: Sentence, chance: random.Random) -> Sentence:
    """The same sentence as a headline (Title Case or CAPITALS) or all in lower case."""
    kind, words = chance.random(), sentence.words
    if kind < 0.55:
        small = [
            word.lower() in SMALL_WORDS and i > 0 and chance.random() < 0.8 for i, word in enumerate(words)
        ]
        words = [w if keep else w[:1].upper() + w[1:] for w, keep in zip(words, small, strict=True)]
    else:
        words = [w.upper() if kind < 0.8 else w.lower() for w in words]
    return replace(sentence, words=words)


def without_stop(sentence: Sentence) -> Sentence:
    """The same sentence without its full stop, as headlines are; unchanged if something hangs on the stop."""
    length = len(sentence.words) - 1
    tree = sentence.tree
    if length < 3 or sentence.words[-1] != "." or (tree is not None and length + 1 in tree.head):
        return sentence
    if tree is not None:
        tree = replace(
            tree,
            upos=tree.upos[:length],
            xpos=tree.xpos[:length],
            head=tree.head[:length],
            deprel=tree.deprel[:length],
        )
    names = None if sentence.names is None else sentence.names[:length]
    return replace(sentence, words=sentence.words[:length], tree=tree, names=names)


def vary(sentence: Sentence, chance: random.Random) -> Sentence:
    """Now and then one of the above; labels stay those of the plain sentence."""
    if chance.random() < CURLY_SHARE:
        sentence = curly(sentence, chance)
    if chance.random() < RECASED_SHARE:
        sentence = recase(without_stop(sentence) if chance.random() < 0.7 else sentence, chance)
    return sentence


# ------------------------------------------------------------------------------------------------ batches


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence ready for training: what goes in, what annotators said, what the teacher said."""

    encoded: EncodedSentence
    gold: Sentence
    soft: SoftSentence | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """What annotators said of a batch, as label numbers [B, N]; ``IGNORED`` where they said nothing."""

    upos: Tensor
    xpos: Tensor
    head: Tensor
    deprel: Tensor
    names: dict[str, Tensor]


def batches(
    examples: Sequence[Example], budget: int, chance: random.Random | None
) -> Iterator[list[Example]]:
    """Batches of at most ``budget`` pieces with padding; shuffled with ``chance``, else sorted by length."""

    def length(example: Example) -> int:
        return len(example.encoded.pieces)

    order = list(examples)
    if chance is None:
        order.sort(key=length)
    else:
        chance.shuffle(order)
        stretches = [order[i : i + SORTED_TOGETHER] for i in range(0, len(order), SORTED_TOGETHER)]
        order = [example for stretch in stretches for example in sorted(stretch, key=length)]
    found: list[list[Example]] = []
    longest = 0
    for example in order:
        longest = max(longest, length(example))
        if not found or longest * (len(found[-1]) + 1) > budget:
            found.append([])
            longest = length(example)
        found[-1].append(example)
    if chance is not None:
        chance.shuffle(found)
    yield from found


def inputs(batch: Sequence[Example], config: EncoderConfig) -> dict[str, Tensor]:
    """The network's inputs."""
    length = max(len(example.encoded.pieces) for example in batch)
    tables = pad([example.encoded for example in batch], length, config.special.padding)
    words = max(len(example.encoded.first_piece) for example in batch)
    return {
        name: torch.from_numpy(
            table if "piece" in name and name not in ("first_piece", "last_piece") else table[:, :words]
        )
        for name, table in tables.items()
    }


def numbers(labels: Sequence[str]) -> dict[str, int]:
    """Label names to their numbers."""
    return {label: number for number, label in enumerate(labels)}


class TargetMaker:
    """Makes the targets of batches."""

    def __init__(self, labels: LabelSets) -> None:
        self._upos, self._xpos, self._deprel = map(numbers, (labels.upos, labels.xpos, labels.deprel))
        self._names = {scheme: numbers(names) for scheme, names in labels.entities.items()}

    def __call__(self, batch: Sequence[Example]) -> Targets:
        """The targets of ``batch``, on the word axis of ``inputs``."""
        words = max(len(example.encoded.first_piece) for example in batch)

        def table(rows: Iterable[Sequence[int]]) -> Tensor:
            out = np.full((len(batch), words), IGNORED, dtype=np.int64)
            for row, values in zip(out, rows, strict=True):
                row[1 : len(values) + 1] = values
            return torch.from_numpy(out)

        def coded(values: Sequence[str] | None, codes: dict[str, int]) -> list[int]:
            return [codes.get(value, IGNORED) for value in values or ()]

        trees = [example.gold.tree for example in batch]
        return Targets(
            table(coded(t and t.upos, self._upos) for t in trees),
            table(coded(t and t.xpos, self._xpos) for t in trees),
            table((t.head if t else []) for t in trees),
            table(coded(t and t.deprel, self._deprel) for t in trees),
            {
                scheme: table(coded(e.gold.names if e.gold.scheme == scheme else None, codes) for e in batch)
                for scheme, codes in self._names.items()
            },
        )


def examples(
    sentences: Iterable[tuple[Sentence, SoftSentence | None]],
    encoder: WordEncoder,
    chance: random.Random | None = None,
) -> list[Example]:
    """Examples of all sentences short enough; some of them varied if ``chance`` is given."""
    found = []
    for sentence, soft in sentences:
        varied = vary(sentence, chance) if chance else sentence
        encoded = encoder.sentence(varied.words)
        if len(encoded.pieces) <= LONGEST:
            found.append(Example(encoded, varied, soft))
    return found
