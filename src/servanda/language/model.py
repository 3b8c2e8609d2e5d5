"""The language model: sentences as words in; tags, trees and names out.

The model is one ONNX file made by ``training/`` and run by onnxruntime; ``training/INTERFACE.md`` says what
goes in and comes out. ``model_inputs`` prepares the one, ``model_outputs`` decodes the other, in numpy only.

The same sentence gets the same output whatever stands beside it in a batch: activations are quantised row by
row inside the file, and sentences share a batch only if their lengths, each by itself, round up to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from servanda.language.model_inputs import (
    PREFIX_BUCKETS,
    SHAPES,
    SUFFIX_BUCKETS,
    EncodedSentence,
    Encoder,
    Ints,
    SpecialPieces,
    pad,
)
from servanda.language.model_outputs import (
    NAMES_BESIDE,
    NAMES_FIRST,
    EntityHead,
    Scores,
    are_trees,
    best_tree,
    joint_scores,
    merge_names,
)
from servanda.language.word_pieces import WordPieces

if TYPE_CHECKING:  # slow to import and wanted only once a model runs
    from onnxruntime import InferenceSession


FORMAT: Final = 2
"""Version of the folder's files and of the graph's inputs and outputs; ``labels.json`` must name the same."""

WEIGHTS: Final = Path(__file__).parent / "weights"
BATCH_PIECES: Final = 512
"""Most pieces, padding included, in one run of the model (a longer sentence runs alone)."""


@dataclass(frozen=True, slots=True)
class ModelOutput:
    """What the model says of one sentence; every tuple but ``entities`` has one item a word.

    Attributes:
        upos: universal tags.
        xpos: Penn tags.
        head: 1-based position of each word's head, 0 for the root. Always a tree with one root.
        deprel: relations to the head, with subtypes (``nsubj:pass``).
        entities: names as ``(first, last, type, score)``, words ``[first, last)``; PER, ORG, LOC, and NORP
            (nationalities and the like) and EVENT where none of the first three is found. They never overlap.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    entities: tuple[tuple[int, int, str, float], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """What ``labels.json`` says: the names of the numbers that come out of the graph."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]
    entities: Mapping[str, EntityHead]
    special: SpecialPieces

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read and check ``labels.json``."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        wanted = {"suffix_buckets": SUFFIX_BUCKETS, "prefix_buckets": PREFIX_BUCKETS, "shapes": SHAPES}
        if raw["format"] != FORMAT or raw["features"] != wanted:
            raise ValueError(f"{path}: made for another version of servanda (format {raw['format']})")
        entities, start = {}, 0
        for name, labels in raw["entities"].items():
            entities[name] = EntityHead(tuple(labels), start)
            start += len(labels)
        return cls(
            tuple(raw["upos"]),
            tuple(raw["xpos"]),
            tuple(raw["deprel"]),
            entities,
            SpecialPieces(**raw["special"]),
        )


class LanguageModel:
    """Tags, trees and names for sentences given as words.

    Nothing is read before the first sentence: an unused model costs nothing and can be sent to a worker.
    """

    def __init__(self, folder: Path | str = WEIGHTS, threads: int = 1) -> None:
        """Take the folder of ``model.onnx``, ``tokenizer.json`` and ``labels.json``, and how many threads."""
        self._folder = Path(folder)
        self._threads = threads

    @classmethod
    def load(cls, folder: Path | str | None = None, threads: int = 1) -> Self:
        """The model in ``folder``, by default the one in this package."""
        return cls(WEIGHTS if folder is None else folder, threads)

    def __getstate__(self) -> dict[str, Any]:
        """Only where the model lies: the running session stays in its process."""
        return {"_folder": self._folder, "_threads": self._threads}

    @cached_property
    def labels(self) -> Labels:
        """The names of the model's labels."""
        return Labels.read(self._folder / "labels.json")

    @cached_property
    def encoder(self) -> Encoder:
        """What turns words into numbers."""
        return Encoder(WordPieces.read(self._folder / "tokenizer.json"), self.labels.special)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime  # noqa: PLC0415 - loaded on first use only

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # More would fuse sums into normalisations, whose fused form is several times slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        path = str(self._folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """One output a sentence, in the same order.

        A sentence of more than 510 pieces is cut into windows at word bounds, each read on its own; the roots
        of the later windows hang on the root of the first as ``parataxis``.
        """
        windows: list[tuple[int, int, int]] = []
        for index, words in enumerate(sentences):
            if words:
                windows.extend((index, first, last) for first, last in self.encoder.windows(words))
        encoded = [self.encoder.sentence(sentences[i][first:last]) for i, first, last in windows]
        outputs: list[ModelOutput | None] = [None] * len(windows)
        for batch in _batches(encoded):
            for index, result in zip(batch, self._run([encoded[i] for i in batch]), strict=True):
                outputs[index] = result
        parts: list[list[ModelOutput]] = [[] for _ in sentences]
        for (index, _, _), output in zip(windows, outputs, strict=True):
            assert output is not None
            parts[index].append(output)
        return [_join(part) for part in parts]

    def _run(self, batch: Sequence[EncodedSentence]) -> Iterator[ModelOutput]:
        """Run and decode sentences of the same padded length."""
        labels = self.labels
        inputs = pad(batch, batch[0].padded_length, labels.special.padding)
        upos, xpos, arcs, joint, heads, relations, entities = self._session.run(
            ["upos", "xpos", "arcs", "joint", "heads", "relations", "entities"], inputs
        )
        words = np.array([len(s.first_piece) - 1 for s in batch])
        trees = are_trees(heads[:, :, 0], words)
        for row, n in enumerate(words.tolist()):
            head, relation = heads[row, 1 : n + 1, 0], relations[row, 1 : n + 1, 0]
            if not trees[row]:
                likely = joint_scores(arcs[row, : n + 1, : n + 1], joint[row], heads[row])
                head, relation = self._mend(likely, heads[row], relations[row])
            found = {
                name: kind.spans(entities[row, 1 : n + 1, kind.start : kind.stop])
                for name, kind in labels.entities.items()
                if name == NAMES_FIRST or any(name == other for other, _ in NAMES_BESIDE)
            }
            yield ModelOutput(
                upos=tuple(labels.upos[i] for i in upos[row, 1 : n + 1].tolist()),
                xpos=tuple(labels.xpos[i] for i in xpos[row, 1 : n + 1].tolist()),
                head=tuple(head.tolist()),
                deprel=tuple(
                    labels.deprel[r] if h else "root"
                    for h, r in zip(head.tolist(), relation.tolist(), strict=True)
                ),
                entities=merge_names(found),
            )

    def _mend(self, scores: Scores, candidates: Ints, relations: Ints) -> tuple[Ints, Ints]:
        """Heads and relations of the best tree, where each word's best head does not make one.

        The graph names the relation to each of a word's eight likeliest heads; to any other it is ``dep``.
        """
        head = best_tree(scores)[1:]
        chosen = candidates[1 : len(head) + 1] == head[:, None]
        relation = relations[np.arange(1, len(head) + 1), chosen.argmax(1)]
        return head, np.where(chosen.any(1), relation, self.labels.deprel.index("dep"))


def _batches(encoded: Sequence[EncodedSentence]) -> Iterator[list[int]]:
    """Positions of sentences to run together: of one padded length, which each sentence sets for itself."""
    lengths: dict[int, list[int]] = {}
    for index, sentence in enumerate(encoded):
        lengths.setdefault(sentence.padded_length, []).append(index)
    for length in sorted(lengths):
        size = max(1, BATCH_PIECES // length)
        members = lengths[length]
        for start in range(0, len(members), size):
            yield members[start : start + size]


def _join(parts: Sequence[ModelOutput]) -> ModelOutput:
    """One output out of those of a sentence's windows."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return ModelOutput((), (), (), (), ())
    head: list[int] = []
    deprel: list[str] = []
    entities: list[tuple[int, int, str, float]] = []
    top = parts[0].head.index(0) + 1
    for part in parts:
        base = len(head)
        entities.extend(
            (first + base, last + base, kind, score) for first, last, kind, score in part.entities
        )
        head.extend(h + base if h else (top if base else 0) for h in part.head)
        deprel.extend(
            r if h or not base else "parataxis" for h, r in zip(part.head, part.deprel, strict=True)
        )
    return ModelOutput(
        upos=tuple(tag for part in parts for tag in part.upos),
        xpos=tuple(tag for part in parts for tag in part.xpos),
        head=tuple(head),
        deprel=tuple(deprel),
        entities=tuple(entities),
    )
