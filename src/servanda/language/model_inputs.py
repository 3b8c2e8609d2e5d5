"""The model's inputs: words to pieces, shapes and affixes, padded to lengths that each sentence decides."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.language.word_pieces import WordPieces

Ints = npt.NDArray[np.int64]

LONGEST: Final = 510
"""Most pieces in one window, not counting the two special ones. Longer sentences are cut at word bounds."""
MOST_PIECES_OF_A_WORD: Final = 32
ROUND_TO: Final = 4
"""Lengths are rounded up to a multiple of this, by the sentence alone."""
SHORTEST: Final = 8
"""The graph names eight heads of each word, so it wants as many places."""
CACHED_WORDS: Final = 200_000

SHAPES: Final = 16
SUFFIX_BUCKETS: Final = 2048
PREFIX_BUCKETS: Final = 1024


def normalise(word: str) -> str:
    """``word`` with straight apostrophes, as in the treebanks; a quote on its own keeps its direction."""
    return word.replace("’", "'").replace("‘", "'") if len(word) > 1 else word


@lru_cache(CACHED_WORDS)
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

    def __init__(self, pieces: WordPieces, special: SpecialPieces) -> None:
        """Take what splits words and the ids of the special pieces."""
        self._pieces = pieces
        self._special = special
        self._known: dict[str, tuple[list[int], int, int]] = {}

    def word(self, word: str) -> tuple[list[int], int, int]:
        """The word's pieces (1 to 32: of more, the first 31 and the last), suffix and prefix bucket."""
        known = self._known.get(word)
        if known is None:
            plain = normalise(word)
            pieces = self._pieces.split(plain)
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
