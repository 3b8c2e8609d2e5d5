"""Text to trees: tokens, sentences, tags, heads, lemmas and names of one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from servanda.language.entities import make_entities
from servanda.language.lemmas import lemmatise
from servanda.language.model import ModelOutput
from servanda.language.sentences import Piece, split_sentences
from servanda.language.tokens import tokenise
from servanda.language.tree_repairs import repair_trees
from servanda.model import Analysis, Document, Sentence, Token, index_children

_SURROGATE = re.compile("[\ud800-\udfff]")


class Annotator(Protocol):
    """What is needed of a language model: tags, trees and names for sentences given as words."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """One output a sentence, in the same order."""


def parse(document: Document, model: Annotator) -> Analysis:
    """Read ``document.text`` into tokens, sentences, trees and names.

    Offsets are those of the text, and words go to the model as they stand there. A dateline is a sentence of
    its own: "SOCHI, Oct 31 (Reuters) –" is no part of the first statement's tree.
    """
    text = document.text
    spans = tokenise(text, document.breaks)
    alone = document.dateline.span.end if document.dateline else 0
    pieces = split_sentences(text, spans, document.breaks, alone)
    legible = _SURROGATE.sub("\ufffd", text)  # half a character is no text to a word-piece tokeniser
    outputs = model.annotate([[legible[start:end] for start, end in spans[p.first : p.last]] for p in pieces])
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[tuple[int, int, str, float]] = []
    for index, (piece, output) in enumerate(zip(pieces, outputs, strict=True)):
        first, last, paragraph, kind = piece
        start, end = spans[first][0], spans[last - 1][1]
        sentences.append(Sentence(index, first, last, start, end, paragraph, kind))
        tokens.extend(repair_trees(tuple(_tokens(text, spans, piece, index, output))))
        names.extend((first + a, first + b, label, score) for a, b, label, score in output.entities)
    done = tuple(tokens)
    return Analysis(
        document=document,
        tokens=done,
        sentences=tuple(sentences),
        entities=make_entities(done, names),
        children=index_children(done),
    )


def _tokens(
    text: str, spans: Sequence[tuple[int, int]], piece: Piece, sentence: int, output: ModelOutput
) -> Iterator[Token]:
    """The tokens of one sentence; heads count from 1 in the model's output and through the document here."""
    base = piece.first
    rows = zip(spans[base : piece.last], output.upos, output.xpos, output.head, output.deprel, strict=True)
    for index, ((start, end), upos, xpos, head, deprel) in enumerate(rows, base):
        form = text[start:end]
        lemma = lemmatise(form, upos, xpos)
        if lemma == "be" and deprel == "aux" and head and output.xpos[head - 1] == "VBN":
            lemma = "have"  # "he's gone": with a passive the relation would be aux:pass
        yield Token(
            index, sentence, start, end, form, lemma, upos, xpos, base + head - 1 if head else -1, deprel
        )
