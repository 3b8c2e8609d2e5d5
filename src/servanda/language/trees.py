"""Text to trees: tokens, sentences, tags, heads, lemmas and names of one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from servanda.language.entities import make_entities
from servanda.language.lemmas import lemmatise
from servanda.language.model import ModelOutput
from servanda.language.sentences import split_sentences
from servanda.language.tokens import tokenise
from servanda.model import Analysis, Document, Sentence, Token, index_children


class Annotator(Protocol):
    """What is needed of a language model: tags, trees and names for sentences given as words."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """One output a sentence, in the same order."""


def parse(document: Document, model: Annotator) -> Analysis:
    """Read ``document.text`` into tokens, sentences, trees and names."""
    text = document.text
    spans = tokenise(text, document.breaks)
    alone = document.dateline.span.end if document.dateline else 0
    pieces = split_sentences(text, spans, document.breaks, alone)
    outputs = model.annotate([[text[s:e] for s, e in spans[p.first : p.last]] for p in pieces])
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[tuple[int, int, str, float]] = []
    for index, (piece, output) in enumerate(zip(pieces, outputs, strict=True)):
        base = piece.first
        sentences.append(
            Sentence(
                index, base, piece.last, spans[base][0], spans[piece.last - 1][1], piece.paragraph, piece.kind
            )
        )
        for k, (start, end) in enumerate(spans[base : piece.last]):
            form, head = text[start:end], output.head[k]
            upos, xpos = output.upos[k], output.xpos[k]
            tokens.append(
                Token(
                    base + k,
                    index,
                    start,
                    end,
                    form,
                    lemmatise(form, upos, xpos),
                    upos,
                    xpos,
                    base + head - 1 if head else -1,
                    output.deprel[k],
                )
            )
        names.extend((base + f, base + t, label, score) for f, t, label, score in output.entities)
    done = tuple(tokens)
    return Analysis(
        document=document,
        tokens=done,
        sentences=tuple(sentences),
        entities=make_entities(done, names),
        children=index_children(done),
    )
