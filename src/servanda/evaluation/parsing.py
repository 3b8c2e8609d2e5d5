"""How well text is read into words, sentences and trees: the measures of the CoNLL 2018 shared task.

Gold is a treebank in CoNLL-U. Its sentences are set as running text again, read by
:func:`servanda.language.parse` from that text alone, and the words of both sides are aligned by the
characters they cover, white space aside. A word is right if the same characters are a word on the other side;
its tag or its head is right if, besides, that is the same there. All figures are F1 in per cent. Relations
are compared without their subtypes.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from servanda.language import parse
from servanda.language.trees import Annotator
from servanda.model import Analysis, Document, OffsetMap


class Word(NamedTuple):
    """A syntactic word.

    ``[start, end)`` counts characters that are not white space; ``head`` is an index into the words of the
    text, or -1.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One text read: its words and, for each sentence, the characters ``[start, end)`` it covers."""

    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A document of a treebank set as running text, and its reading."""

    id: str
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class F1:
    """Items in gold, in the system's reading, and right."""

    gold: int = 0
    system: int = 0
    right: int = 0

    def __add__(self, other: F1) -> F1:
        return F1(self.gold + other.gold, self.system + other.system, self.right + other.right)

    @property
    def percent(self) -> float:
        """Harmonic mean of precision and recall, 0 to 100."""
        return 200 * self.right / max(1, self.gold + self.system)


MEASURES = ("tokens", "sentences", "upos", "xpos", "lemmas", "uas", "las")


def score_parsing(gold: Iterable[GoldText], model: Annotator) -> dict[str, F1]:
    """Read every text with ``model`` and compare. Keys are :data:`MEASURES`."""
    total = dict.fromkeys(MEASURES, F1())
    for text in gold:
        found = compare(text.reading, read(text, model))
        total = {measure: total[measure] + found[measure] for measure in MEASURES}
    return total


def read(gold: GoldText, model: Annotator) -> Reading:
    """What our own parser makes of the text."""
    document = Document(
        id=gold.id,
        sha256=hashlib.sha256(gold.text.encode()).hexdigest(),
        original=gold.text,
        text=gold.text,
        offsets=OffsetMap.identity(len(gold.text)),
    )
    return reading_of(parse(document, model))


def reading_of(analysis: Analysis) -> Reading:
    """The words and sentences of an analysis, in characters that are not white space."""
    place = [0]
    for character in analysis.document.text:
        place.append(place[-1] + (not character.isspace()))
    words = tuple(
        Word(place[t.start], place[t.end], t.text, t.lemma, t.upos, t.xpos, t.head, t.deprel)
        for t in analysis.tokens
    )
    return Reading(words, tuple((place[s.start], place[s.end]) for s in analysis.sentences))


def compare(gold: Reading, system: Reading) -> dict[str, F1]:
    """Count what both readings of one text have in common. Keys are :data:`MEASURES`."""
    ours = {(word.start, word.end): word for word in system.words}
    right = dict.fromkeys(MEASURES, 0)
    right["sentences"] = len(set(gold.sentences) & set(system.sentences))
    for word in gold.words:
        other = ours.get((word.start, word.end))
        if other is None:
            continue
        attached = _place(gold, word.head) == _place(system, other.head)
        right["tokens"] += 1
        right["upos"] += word.upos == other.upos
        right["xpos"] += word.xpos == other.xpos
        right["lemmas"] += word.lemma == other.lemma
        right["uas"] += attached
        right["las"] += attached and word.deprel.partition(":")[0] == other.deprel.partition(":")[0]
    sizes = {"sentences": (len(gold.sentences), len(system.sentences))}
    words = (len(gold.words), len(system.words))
    return {measure: F1(*sizes.get(measure, words), right[measure]) for measure in MEASURES}


def read_treebank(path: Path) -> Iterator[GoldText]:
    """The documents of a CoNLL-U file (gzipped or not), each set as running text.

    Sentences follow each other with a space unless the last token says ``SpaceAfter=No``; an empty line
    starts a paragraph.
    """
    name, blocks = "", list[list[list[str]]]()
    paragraphs: list[bool] = []
    for comments, rows in _blocks(path):
        starts = [c for c in comments if c.startswith("# newdoc")]
        if starts and blocks:
            yield _gold_text(name, blocks, paragraphs)
            blocks, paragraphs = [], []
        if starts:
            name = starts[0].partition("=")[2].strip()
        blocks.append(rows)
        paragraphs.append(any(c.startswith(("# newpar id", "# newdoc")) or c == "# newpar" for c in comments))
    if blocks:
        yield _gold_text(name, blocks, paragraphs)


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comments and rows of each sentence, without empty nodes."""
    comments: list[str] = []
    rows: list[list[str]] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")  # noqa: PLW2901
            if line.startswith("#"):
                comments.append(line)
            elif line:
                row = line.split("\t")
                if "." not in row[0]:
                    rows.append(row)
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def _gold_text(name: str, blocks: Sequence[list[list[str]]], paragraphs: Sequence[bool]) -> GoldText:
    text: list[str] = []
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    place = 0
    for rows, opens in zip(blocks, paragraphs, strict=True):
        if text and opens:
            text.append("\n\n")
        base, first = len(words), place
        covered = 0  # words up to this id stand inside a multi-word token already written
        for number, row in enumerate(rows):
            if "-" in row[0]:
                low, high = (int(part) for part in row[0].split("-"))
                parts = [r[1] for r in rows[number + 1 : number + 2 + high - low]]
                text.append(row[1] + _space(row[9]))
                whole, end, covered = row[1], place + _length(row[1]), high
                joined = "".join(parts) == whole
                for part, r in zip(parts, rows[number + 1 :], strict=False):
                    words.append(_word(r, place, place + _length(part) if joined else end, base))
                    place += _length(part) if joined else 0
                place = end
            elif int(row[0]) > covered:
                text.append(row[1] + _space(row[9]))
                words.append(_word(row, place, place + _length(row[1]), base))
                place += _length(row[1])
        sentences.append((first, place))
    return GoldText(name, "".join(text), Reading(tuple(words), tuple(sentences)))


def _word(row: Sequence[str], start: int, end: int, base: int) -> Word:
    head = int(row[6])
    return Word(start, end, row[1], row[2], row[3], row[4], base + head - 1 if head else -1, row[7])


def _place(reading: Reading, index: int) -> tuple[int, int] | None:
    return reading.words[index][:2] if index >= 0 else None


def _space(misc: str) -> str:
    return "" if "SpaceAfter=No" in misc.split("|") else " "


def _length(form: str) -> int:
    return sum(not c.isspace() for c in form)
