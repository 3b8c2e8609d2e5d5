"""The language model: sentences as words in; tags, trees and names out.

The model is one ONNX file made by ``training/`` and run by onnxruntime; ``training/INTERFACE.md`` says what
goes in and comes out. This module prepares the inputs, runs the file and decodes the outputs, in numpy only.

The same sentence gets the same output whatever stands beside it in a batch: activations are quantised row by
row inside the file, and sentences share a batch only if their lengths, each by itself, round up to the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:  # both are slow to import and wanted only once a model runs
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

FORMAT: Final = 1
"""Version of the folder's files and of the graph's inputs and outputs; ``labels.json`` must name the same."""

WEIGHTS: Final = Path(__file__).parent / "weights"
LONGEST: Final = 510
"""Most pieces in one window, not counting the two special ones. Longer sentences are cut at word bounds."""
MOST_PIECES_OF_A_WORD: Final = 32
ROUND_TO: Final = 4
"""Lengths are rounded up to a multiple of this, by the sentence alone."""
SHORTEST: Final = 8
"""The graph names eight heads of each word, so it wants as many places."""
BATCH_PIECES: Final = 512
"""Most pieces, padding included, in one run of the model (a longer sentence runs alone)."""
CACHED_WORDS: Final = 200_000

SHAPES: Final = 16
SUFFIX_BUCKETS: Final = 2048
PREFIX_BUCKETS: Final = 1024


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


# -------------------------------------------------------------------------------------------- features


def normalise(word: str) -> str:
    """``word`` with straight apostrophes, as in the treebanks; a quote on its own keeps its direction."""
    return word.replace("’", "'").replace("‘", "'") if len(word) > 1 else word


def word_shape(word: str, *, first: bool) -> int:
    """One of 16 classes of how a word is written: the encoder itself reads lower case only.

    Args:
        word: the word.
        first: no word with a letter stands before it in the sentence, so that a capital says little.
    """
    if any(c.isdigit() for c in word):
        return 1 if word.replace(",", "").replace(".", "").isdigit() else 2
    letters = sum(c.isalpha() for c in word)
    if not letters:
        return 3 if len(word) == 1 else 4
    if word.islower():
        return 5
    if word.isupper():
        if letters == 1:
            return 13 if first else 6
        return 8 if "." in word else 7
    if not word[0].isupper():
        return 12
    if word[1:].islower():
        return 10 if first else 9
    return 11


def word_shapes(words: Sequence[str]) -> list[int]:
    """The shapes of a sentence's words."""
    shapes, first = [], True
    for word in words:
        shapes.append(word_shape(word, first=first))
        first = first and not any(c.isalpha() for c in word)
    return shapes


def suffix_bucket(word: str) -> int:
    """Bucket of the word's last three characters, case kept; 0 is kept for padding and the root."""
    return 1 + zlib.crc32(f"s{word[-3:]}".encode()) % (SUFFIX_BUCKETS - 1)


def prefix_bucket(word: str) -> int:
    """Bucket of the word's first three characters, case kept; 0 is kept for padding and the root."""
    return 1 + zlib.crc32(f"p{word[:3]}".encode()) % (PREFIX_BUCKETS - 1)


@dataclass(frozen=True, slots=True)
class SpecialPieces:
    """Ids of the pieces that are no part of a word."""

    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class EncodedSentence:
    """A sentence (or a window of a long one) as numbers.

    Attributes:
        pieces: ids of the word pieces, the start and end pieces included.
        piece_shapes: shape of the word each piece belongs to, 0 for the special ones.
        first_piece, last_piece: for the root (always piece 0) and each word, its first and last piece.
        word_shapes, suffixes, prefixes: features of the root (0) and of each word.
    """

    pieces: list[int]
    piece_shapes: list[int]
    first_piece: list[int]
    last_piece: list[int]
    word_shapes: list[int]
    suffixes: list[int]
    prefixes: list[int]

    @property
    def padded_length(self) -> int:
        """Number of pieces, rounded up; there are never more words (with the root) than pieces."""
        return max(SHORTEST, -(-len(self.pieces) // ROUND_TO) * ROUND_TO)


class Encoder:
    """Turns words into numbers. Remembers words: how a word splits never depends on its neighbours."""

    def __init__(self, tokenizer: Tokenizer, special: SpecialPieces) -> None:
        """Take the tokenizer and the ids of its special pieces."""
        self._tokenizer = tokenizer
        self._special = special
        self._known: dict[str, tuple[list[int], int, int]] = {}

    def word(self, word: str) -> tuple[list[int], int, int]:
        """The word's pieces (1 to 32: of more, the first 31 and the last), suffix and prefix bucket."""
        known = self._known.get(word)
        if known is None:
            plain = normalise(word)
            pieces = self._tokenizer.encode([plain], is_pretokenized=True, add_special_tokens=False).ids
            if len(pieces) > MOST_PIECES_OF_A_WORD:
                pieces = [*pieces[: MOST_PIECES_OF_A_WORD - 1], pieces[-1]]
            known = (pieces or [self._special.unknown], suffix_bucket(plain), prefix_bucket(plain))
            if len(self._known) >= CACHED_WORDS:
                self._known.clear()
            self._known[word] = known
        return known

    def windows(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Cut a sentence into windows of at most 510 pieces at word bounds, each as long as can be."""
        cuts, room = [0], LONGEST
        for index, word in enumerate(words):
            need = len(self.word(word)[0])
            if need > room:
                cuts.append(index)
                room = LONGEST
            room -= need
        return list(zip(cuts, [*cuts[1:], len(words)], strict=True))

    def sentence(self, words: Sequence[str]) -> EncodedSentence:
        """The numbers of a sentence that fits into one window."""
        shapes = word_shapes(words)
        out = EncodedSentence([self._special.start], [0], [0], [0], [0, *shapes], [0], [0])
        for word, shape in zip(words, shapes, strict=True):
            pieces, suffix, prefix = self.word(word)
            out.first_piece.append(len(out.pieces))
            out.pieces.extend(pieces)
            out.last_piece.append(len(out.pieces) - 1)
            out.piece_shapes.extend([shape] * len(pieces))
            out.suffixes.append(suffix)
            out.prefixes.append(prefix)
        out.pieces.append(self._special.end)
        out.piece_shapes.append(0)
        return out


def pad(sentences: Sequence[EncodedSentence], length: int, padding: int) -> dict[str, Ints]:
    """The graph's inputs, each ``[sentence, length]``, for sentences that round up to ``length``."""

    def table(rows: Sequence[Sequence[int]], fill: int = 0) -> Ints:
        out = np.full((len(rows), length), fill, dtype=np.int64)
        for row, values in zip(out, rows, strict=True):
            row[: len(values)] = values
        return out

    return {
        "pieces": table([s.pieces for s in sentences], padding),
        "piece_shapes": table([s.piece_shapes for s in sentences]),
        "piece_mask": table([[1] * len(s.pieces) for s in sentences]),
        "first_piece": table([s.first_piece for s in sentences]),
        "last_piece": table([s.last_piece for s in sentences]),
        "word_shapes": table([s.word_shapes for s in sentences]),
        "suffixes": table([s.suffixes for s in sentences]),
        "prefixes": table([s.prefixes for s in sentences]),
        "word_mask": table([[1] * len(s.first_piece) for s in sentences]),
    }


# -------------------------------------------------------------------------------------------- decoding


def are_trees(heads: Ints, words: Ints) -> npt.NDArray[np.bool_]:
    """Which sentences' heads form a tree with one root.

    Args:
        heads: ``[sentence, position]``; position 0 is the root, those after ``words`` are padding.
        words: number of words of each sentence.
    """
    position = np.arange(heads.shape[1])[None, :]
    real = (position > 0) & (position <= words[:, None])
    up = np.where(real, heads, 0)
    roots = ((up == 0) & real).sum(1)
    reach = 1
    while reach < heads.shape[1]:  # doubling: after k rounds ``up`` is the ancestor 2**k steps above
        up = np.take_along_axis(up, up, axis=1)
        reach *= 2
    trees: npt.NDArray[np.bool_] = (roots == 1) & (up == 0).all(1)
    return trees


def best_tree(scores: npt.NDArray[np.float64]) -> Ints:
    """The tree with one root whose arcs have the highest sum (Chu-Liu/Edmonds).

    Args:
        scores: ``[dependent, head]`` log-probabilities over the root (0) and the words.

    Returns:
        The head of every position; that of the root is 0.
    """
    scores = scores.astype(np.float64)
    scores[1:, 0] -= 1e6  # as few words under the root as can be: one
    np.fill_diagonal(scores, -1e12)
    return _arborescence(scores)


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    merged = len(rest)  # the cycle becomes one node, the last
    smaller = np.full((merged + 1, merged + 1), -1e12)
    smaller[:merged, :merged] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[merged, :merged] = entering.max(0)
    leaving = scores[np.ix_(rest, cycle)]
    smaller[:merged, merged] = leaving.max(1)
    solved = _arborescence(smaller)
    for index, node in enumerate(rest[1:], start=1):
        head = solved[index]
        heads[node] = cycle[leaving[index].argmax()] if head == merged else rest[head]
    entry = solved[merged]
    heads[cycle[entering[:, entry].argmax()]] = rest[entry]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    """The positions of some cycle, or ``None``."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle, walk = [node], int(heads[node])
            while walk != node:
                cycle.append(walk)
                walk = int(heads[walk])
            return np.array(cycle)
    return None


@dataclass(frozen=True, slots=True)
class EntityHead:
    """One labelling of names the model gives: its BIO labels and where their columns start."""

    labels: tuple[str, ...]
    start: int

    @property
    def stop(self) -> int:
        """End of the head's columns."""
        return self.start + len(self.labels)

    def allowed(self) -> Floats:
        """``[before, after]``: 0 where label ``after`` may follow ``before``, else minus a large number."""
        table = np.zeros((len(self.labels), len(self.labels)), dtype=np.float32)
        for j, after in enumerate(self.labels):
            if after.startswith("I-"):
                for i, before in enumerate(self.labels):
                    if before[2:] != after[2:]:
                        table[i, j] = -1e6
        return table

    def spans(self, log_probabilities: Floats) -> list[tuple[int, int, str, float]]:
        """The best names: an inside label only ever continues a name of its type.

        Args:
            log_probabilities: ``[word, label]`` of this head.
        """
        best = log_probabilities.argmax(1)
        if not best.any() and self.labels[0] == "O":
            return []
        if not self._is_allowed(best):
            best = self._viterbi(log_probabilities)
        names: list[tuple[int, int, str, float]] = []
        word = 0
        while word < len(best):
            label = self.labels[best[word]]
            first, word = word, word + 1
            if label == "O":
                continue
            while word < len(best) and self.labels[best[word]] == f"I-{label[2:]}":
                word += 1
            chosen = log_probabilities[np.arange(first, word), best[first:word]]
            names.append((first, word, label[2:], round(float(np.exp(chosen).mean()), 2)))
        return names

    def _is_allowed(self, path: Ints) -> bool:
        labels = [self.labels[i] for i in path]
        return all(
            not after.startswith("I-") or before[2:] == after[2:]
            for before, after in zip(["O", *labels], labels, strict=False)
        )

    def _viterbi(self, scores: Floats) -> Ints:
        allowed = self.allowed()
        start = np.array([-1e6 if label.startswith("I-") else 0.0 for label in self.labels], dtype=np.float32)
        total = scores[0] + start
        back = np.zeros(scores.shape, dtype=np.int64)
        for word in range(1, len(scores)):
            ways = total[:, None] + allowed
            back[word] = ways.argmax(0)
            total = ways.max(0) + scores[word]
        path = np.zeros(len(scores), dtype=np.int64)
        path[-1] = total.argmax()
        for word in range(len(scores) - 1, 0, -1):
            path[word - 1] = back[word, path[word]]
        return path


NAMES_FIRST: Final = "uner"
"""The head whose PER, ORG and LOC are always kept."""
NAMES_BESIDE: Final = (
    ("gmb", {"gpe": "NORP", "eve": "EVENT"}),
    ("politics", {"event": "EVENT", "election": "EVENT"}),
)
"""Heads that add names where none stands yet, and what their labels are called."""


def merge_names(
    found: Mapping[str, Sequence[tuple[int, int, str, float]]],
) -> tuple[tuple[int, int, str, float], ...]:
    """Names without overlaps out of what the heads found: the first head's, then what others add."""
    kept = list(found.get(NAMES_FIRST, ()))
    taken = {word for first, last, _, _ in kept for word in range(first, last)}
    for head, types in NAMES_BESIDE:
        for first, last, kind, score in found.get(head, ()):
            words = range(first, last)
            if kind in types and taken.isdisjoint(words):
                kept.append((first, last, types[kind], score))
                taken.update(words)
    return tuple(sorted(kept))


# ------------------------------------------------------------------------------------------- the model


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
        from tokenizers import Tokenizer  # noqa: PLC0415 - loaded on first use only

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return Encoder(tokenizer, self.labels.special)

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
        upos, xpos, arcs, heads, relations, entities = self._session.run(
            ["upos", "xpos", "arcs", "heads", "relations", "entities"], inputs
        )
        words = np.array([len(s.first_piece) - 1 for s in batch])
        trees = are_trees(heads[:, :, 0], words)
        for row, n in enumerate(words.tolist()):
            head, relation = heads[row, 1 : n + 1, 0], relations[row, 1 : n + 1, 0]
            if not trees[row]:
                head, relation = self._mend(arcs[row, : n + 1, : n + 1], heads[row], relations[row])
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

    def _mend(self, arcs: Floats, candidates: Ints, relations: Ints) -> tuple[Ints, Ints]:
        """Heads and relations of the best tree, where each word's best head does not make one.

        The graph names the relation to each of a word's eight likeliest heads; to any other it is ``dep``.
        """
        scores = arcs.astype(np.float64)
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
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
