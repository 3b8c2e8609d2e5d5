"""Read the data sets: treebanks, name labellings and plain news. README.md says where each comes from."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from servanda.language.sentences import split_sentences
from servanda.language.tokens import tokenise

SHORTEST, LONGEST = 3, 70
"""Fewest and most words of a sentence without a tree that is used for training."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Tags and heads of a sentence, an item a word; ``head`` is 1-based with 0 for the root."""

    upos: list[str]
    xpos: list[str]
    head: list[int]
    deprel: list[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what annotators said of it.

    Attributes:
        names: BIO labels, or ``None`` if its names are not marked.
        scheme: which labelling ``names`` follows: uner, gum, gmb, politics.
        genre: the part of the treebank it comes from.
    """

    words: list[str]
    tree: Tree | None = None
    names: list[str] | None = None
    scheme: str = ""
    genre: str = ""


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _json_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in _lines(path)]


def _blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """The sentences of a CoNLL-U file: comments by key, and the rows of plain words."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*_lines(path), "\n"]:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line.strip():
            row = line.rstrip("\n").split("\t")
            if row[0].isdigit():  # neither a contraction's surface (1-2) nor an empty node (1.1)
                rows.append(row)
        elif rows:
            yield comments, rows
            comments, rows = {}, []


def _tree(rows: list[list[str]]) -> Tree:
    return Tree([r[3] for r in rows], [r[4] for r in rows], [int(r[6]) for r in rows], [r[7] for r in rows])


def _uner_names(path: Path) -> dict[str, list[str]]:
    """Names by the sentence's words: the two releases number their sentences differently."""
    plain = {"PER", "ORG", "LOC"}
    names: dict[str, list[str]] = {}
    for record in _json_lines(path):
        tokens, labels = record["tokens"], record["ner"]
        assert isinstance(tokens, list)
        assert isinstance(labels, list)
        names.setdefault(" ".join(tokens), [x if x[2:] in plain else "O" for x in labels])
    return names


def ewt(data: Path, split: str) -> list[Sentence]:
    """English Web Treebank with the names of Universal NER."""
    names = _uner_names(data / f"entities/uner_ewt_{split}.jsonl.gz")
    found = []
    for comments, rows in _blocks(data / f"treebank/en_ewt-ud-{split}.conllu.gz"):
        words = [r[1] for r in rows]
        genre = comments["sent_id"].split("-")[0]
        found.append(Sentence(words, _tree(rows), names.get(" ".join(words)), "uner", genre))
    return found


def pud(data: Path) -> list[Sentence]:
    """Parallel UD with the names of Universal NER: for testing only. Genre ``n`` is news, ``w`` Wikipedia."""
    names = _uner_names(data / "entities/uner_pud_test.jsonl.gz")
    found = []
    for comments, rows in _blocks(data / "treebank/en_pud-ud-test.conllu.gz"):
        words = [r[1] for r in rows]
        found.append(Sentence(words, _tree(rows), names.get(" ".join(words)), "uner", comments["sent_id"][0]))
    return found


def gum(data: Path, split: str) -> list[Sentence]:
    """The freely usable documents of GUM, with names derived from its mentions (see ``_gum_names``)."""
    found = []
    for comments, rows in _blocks(data / f"treebank/en_gum_free-ud-{split}.conllu.gz"):
        genre = comments["sent_id"].split("_")[1]
        found.append(Sentence([r[1] for r in rows], _tree(rows), _gum_names(rows), "gum", genre))
    return found


def _labelled(path: Path, scheme: str) -> list[Sentence]:
    found = []
    for record in _json_lines(path):
        tokens, labels = record["tokens"], record["ner"]
        assert isinstance(tokens, list)
        assert isinstance(labels, list)
        if SHORTEST <= len(tokens) <= LONGEST:
            found.append(Sentence(tokens, None, labels, scheme))
    return found


def gmb(data: Path, seed: int = 3) -> list[Sentence]:
    """Groningen Meaning Bank extract, mostly Voice of America news: silver names, in ``seed``'s order."""
    found = _labelled(data / "entities/gmb_kaggle.jsonl.gz", "gmb")
    random.Random(seed).shuffle(found)
    return found


def politics(data: Path) -> list[Sentence]:
    """CrossNER politics, train and dev."""
    parts = ("train", "dev")
    return [
        s
        for part in parts
        for s in _labelled(data / f"entities/crossner_politics_{part}.jsonl.gz", "politics")
    ]


def reports(data: Path) -> list[Sentence]:
    """Sentences of the news reports whose licence lets us train on them, cut by the package's own rules."""
    found = []
    for name in ("wikinews", "voa"):
        for record in _json_lines(data / f"reports/{name}.jsonl.gz"):
            text = "\n\n".join(str(record[key]) for key in ("title", "text") if record.get(key))
            spans = tokenise(text)
            for piece in split_sentences(text, spans):
                words = [text[start:end] for start, end in spans[piece.first : piece.last]]
                if SHORTEST <= len(words) <= LONGEST:
                    found.append(Sentence(words))
    return found


# --------------------------------------------------------------------------- names out of GUM's mentions

_TYPES = {
    "person": "PER", "place": "LOC", "organization": "ORG", "object": "MISC", "event": "MISC",
    "abstract": "MISC", "animal": "MISC", "plant": "MISC", "substance": "MISC",
}  # fmt: skip
_BRIDGED = {"organization", "event", "abstract", "object"}
"""Types whose names may hold small words: *Ministry of Defence*."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """president professor general dr mr mrs ms miss sir lord lady king queen prince princess pope senator sen
    gov governor rep mayor prime minister captain capt colonel col lt lieutenant sergeant sgt officer judge
    justice chief emeritus rev reverend father brother sister uncle aunt mom dad mum grandma grandpa god
    emperor saint st bishop cardinal secretary chancellor dean prof gen adm admiral major maj commander"""
)
_PLACE_HEADS = _words(
    "university republic gulf bay isle city state cape strait lake house district province kingdom museum"
)


def _gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """First and last word (inclusive) and type of the mentions that start and end in the sentence."""
    found: list[tuple[int, int, str]] = []
    open_ones: list[tuple[int, str, str]] = []  # first word, type, id
    for index, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", match[1]) if match else []:
            if part.startswith("("):
                fields = part[1:].rstrip(")").split("-")
                kind = fields[1] if len(fields) > 1 else ""
                if part.endswith(")"):
                    found.append((index, index, kind))
                else:
                    open_ones.append((index, kind, fields[0]))
            else:
                identity = part[:-1].split("-")[0]
                for place in reversed(range(len(open_ones))):
                    if open_ones[place][2] == identity:
                        first, kind, _ = open_ones.pop(place)
                        found.append((first, index, kind))
                        break
    return found


class _NameCore:
    """Trims a mention to the name round its head: *the former president Barack Obama* -> *Barack Obama*."""

    def __init__(self, rows: list[list[str]]) -> None:
        self.form = [r[1] for r in rows]
        self.lower = [r[1].lower() for r in rows]
        self.upos = [r[3] for r in rows]
        self.xpos = [r[4] for r in rows]
        self.head = [int(r[6]) - 1 for r in rows]
        self.deprel = [r[7] for r in rows]

    def of(self, first: int, last: int, kind: str) -> tuple[int, int] | None:
        """First and last word of the name, or ``None`` if the mention is no name."""
        top = next(k for k in range(first, last + 1) if not first <= self.head[k] <= last)
        if self.upos[top] != "PROPN":
            return None
        if kind == "person" and (self._is_title(top) or self.xpos[top] == "NNPS"):
            return None
        start, end = self._leftwards(top, first, kind), self._rightwards(top, last, kind)
        while kind == "person" and start < end and self._is_title(start):
            start += 1
        return start, end

    def _is_title(self, k: int) -> bool:
        return self.lower[k].rstrip(".") in _TITLES

    def _may_belong(self, k: int) -> bool:
        if self.upos[k] == "PROPN":
            return True
        if self.upos[k] == "NUM" and self.deprel[k] in (
            "flat",
            "compound",
            "nummod",
            "goeswith",
            "nmod:unmarked",
        ):
            return True
        return self.upos[k] in ("NUM", "ADJ", "NOUN", "X") and self.form[k][:1].isupper()

    def _leftwards(self, top: int, first: int, kind: str) -> int:
        start = top
        while start > first:
            k = start - 1
            more = k - 1 >= first and self._may_belong(k - 1)
            if self._may_belong(k) and not (kind == "person" and self.deprel[k] in ("nmod:desc", "amod")):
                start -= 1
            elif (more and self.form[k] in ("-", ".", "&", "/")) or (
                more
                and kind in _BRIDGED
                and self.lower[k] in ("of", "the", "for", "and", "de", "von", "van", "al")
                and self.head[k] != top
            ):
                start -= 2
            else:
                break
        return start

    def _rightwards(self, top: int, last: int, kind: str) -> int:
        end = top
        while end < last:
            step = self._step_right(end + 1, top, last, kind)
            if not step:
                break
            end += step
        return end

    def _step_right(self, k: int, top: int, last: int, kind: str) -> int:
        """By how many words the name goes on at word ``k``."""
        if self._may_belong(k) and not self.deprel[k].startswith("appos"):
            return 1
        more = k + 1 <= last and self._may_belong(k + 1)
        if more and self.form[k] in ("-", "&", "/", "–"):
            return 2
        if kind in _BRIDGED:
            joins = self.lower[k] in ("of", "for", "de", "von", "van", "and")
            if more and joins and self.deprel[k + 1] != "conj":
                return 2
            article = k + 2 <= last and self.lower[k + 1] in ("the", "a") and self._may_belong(k + 2)
            if article and self.lower[k] in ("of", "for"):
                return 3
        place = kind == "place" and more and self.lower[k] == "of" and self.deprel[k + 1].startswith("nmod")
        return 2 if place and self.lower[top] in _PLACE_HEADS else 0


def _gum_names(rows: list[list[str]]) -> list[str]:
    """Flat names, the longest first. GUM marks mentions; which of them are names, and how far, we decide."""
    core = _NameCore(rows)
    spans = []
    for first, last, kind in _gum_mentions(rows):
        name = core.of(first, last, kind) if kind in _TYPES else None
        if name is not None:
            spans.append((name[1] - name[0], *name, _TYPES[kind]))
    labels = ["O"] * len(rows)
    for _, start, end, kind in sorted(spans, reverse=True):
        if all(label == "O" for label in labels[start : end + 1]):
            labels[start : end + 1] = [f"B-{kind}", *[f"I-{kind}"] * (end - start)]
    return labels
