"""Analyses without a tree worth the name, for stages that read mostly words."""

from dataclasses import replace
from datetime import date

from tests.factory import make_document

from servanda.language.lemmas import lemmatise
from servanda.language.numbers import find_quantities
from servanda.language.tokens import tokenise
from servanda.model import Analysis, Sentence, Token, index_children

FINITE = {
    "will": "MD",
    "would": "MD",
    "said": "VBD",
    "was": "VBD",
    "were": "VBD",
    "is": "VBZ",
    "met": "VBD",
    "meet": "VB",
}


def flat(text: str, published: str | None = None, written: tuple[date, date] | None = None) -> Analysis:
    """One sentence a line; every word hangs on the first verb of its sentence (or on its first word)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        spans = [(offset + a, offset + b) for a, b in tokenise(line)]
        offset += len(line)
        if not spans:
            continue
        words = [text[a:b] for a, b in spans]
        base = len(tokens)
        root = next((k for k, w in enumerate(words) if w.lower() in FINITE and FINITE[w.lower()] != "MD"), 0)
        for k, (a, b) in enumerate(spans):
            upos, xpos, deprel = _tags(words[k])
            head = -1 if k == root else base + root
            tokens.append(
                Token(
                    base + k,
                    len(sentences),
                    a,
                    b,
                    words[k],
                    lemmatise(words[k], upos, xpos),
                    upos,
                    xpos,
                    head,
                    "root" if k == root else deprel,
                )
            )
        sentences.append(
            Sentence(len(sentences), base, len(tokens), spans[0][0], spans[-1][1], len(sentences))
        )
    done = tuple(tokens)
    analysis = Analysis(
        document=make_document(text, published=published),
        tokens=done,
        sentences=tuple(sentences),
        children=index_children(done),
        written=written,
    )
    return replace(analysis, quantities=find_quantities(analysis))


def _tags(word: str) -> tuple[str, str, str]:
    low = word.lower()
    if low in FINITE:
        return ("AUX", FINITE[low], "aux") if FINITE[low] == "MD" else ("VERB", FINITE[low], "dep")
    if low[0].isdigit():
        return "NUM", "CD", "dep"
    if low in ("now", "recently"):
        return "ADV", "RB", "advmod"
    if word[0].isupper():
        return "PROPN", "NNP", "dep"
    return "NOUN", "NNS" if low.endswith("s") else "NN", "dep"
