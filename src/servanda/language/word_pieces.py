"""Words to the pieces the encoder knows: BERT's normalisation and the longest match (Devlin et al. 2019).

A library does the same, but brings 35 MB of others along that fetch models from a hub; here a word is split
once and remembered (:class:`servanda.language.model_inputs.Encoder`), so that speed is no matter. A test
holds the two against each other.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_HAN: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Each of these characters is a word of its own."""

_NO_LETTERS: Final = frozenset({"Cc", "Cf", "Co"})
"""Controls, invisible marks and private characters: they leave the word."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """The pieces of ``tokenizer.json`` by number.

    Attributes:
        vocabulary: pieces that begin a word, and with ``continuing`` before them those that go on.
        unknown: number for a word that no pieces make up.
        continuing: what marks a piece that goes on.
        longest: a word of more characters is unknown.
    """

    vocabulary: dict[str, int]
    unknown: int
    continuing: str
    longest: int

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a ``tokenizer.json`` of the kind ``WordPiece`` with BERT's lower-casing normaliser.

        Raises:
            ValueError: if it is of another kind.
        """
        raw = json.loads(path.read_text(encoding="utf-8"))
        model, normaliser = raw["model"], raw["normalizer"]
        splitter = raw["pre_tokenizer"]["type"]
        kinds = (model.get("type", "WordPiece"), normaliser["type"], splitter)
        if kinds != ("WordPiece", "BertNormalizer", "BertPreTokenizer") or not normaliser["lowercase"]:
            raise ValueError(f"{path}: not lower-cased word pieces")
        vocabulary = model["vocab"]
        return cls(
            vocabulary,
            vocabulary[model["unk_token"]],
            model["continuing_subword_prefix"],
            model["max_input_chars_per_word"],
        )

    def split(self, word: str) -> list[int]:
        """The numbers of the word's pieces; empty if nothing is left of it."""
        return [piece for part in _parts(word) for piece in self._longest_match(part)]

    def _longest_match(self, part: str) -> list[int]:
        if len(part) > self.longest:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            before = self.continuing if start else ""
            for end in range(len(part), start, -1):
                piece = self.vocabulary.get(before + part[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces


def _parts(word: str) -> list[str]:
    """The word in plain lower case, cut at blanks, round punctuation and round each Han character."""
    kept = "".join(_clean(c) for c in word)
    plain = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if _is_punctuation(c) else c for c in map(str.lower, plain))
    return spaced.split()


def _clean(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character == "\ufffd" or unicodedata.category(character) in _NO_LETTERS:
        return ""
    if character.isspace():
        return " "
    return f" {character} " if any(low <= ord(character) <= high for low, high in _HAN) else character


def _is_punctuation(character: str) -> bool:
    """All of ASCII that is neither letter, digit nor blank, and what Unicode calls so."""
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character)[0] == "P"
