"""Documents and analyses for tests, from a few written lines."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from servanda.model import Analysis, Document, Entity, OffsetMap, Sentence, Token, index_children

NO_SPACE_BEFORE = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "%", "’", "”", "…", "'s", "’s", "n't", "n’t"}
)
NO_SPACE_AFTER = frozenset({"(", "[", "$", "£", "€", "“", "‘"})


def make_document(text: str, **fields: Any) -> Document:
    """A document of this text; ``fields`` are those of ``Document``, ``published`` may be an ISO string."""
    if isinstance(published := fields.get("published"), str):
        fields["published"] = date.fromisoformat(published)
    defaults: dict[str, Any] = {
        "id": "test",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "original": text,
        "offsets": OffsetMap.identity(len(text)),
        "language": "en",
    }
    return Document(text=text, **{**defaults, **fields})


def make_analysis(
    table: str,
    text: str | None = None,
    published: str | date | None = None,
    entities: tuple[Entity, ...] = (),
    **fields: Any,
) -> Analysis:
    """An analysis from a table: one sentence a line, ``word/UPOS/XPOS/head/deprel`` a token.

    Heads count from 1 within the sentence, 0 is the root. A sixth part gives the lemma (else worked out from
    the tags); a word with a slash is written ``1\\/2``. Without ``text`` the words are put together with
    single spaces, none before a comma or a clitic, straight double quotes opening and closing in turn;
    sentences are joined by a space, and an empty line starts a paragraph. ``fields`` go to the document
    (``title``, ``dateline``, ``breaks`` …).

    >>> make_analysis("Troops/NOUN/NNS/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct").document.text
    'Troops left.'
    """
    from servanda.language.lemmas import lemmatise

    paragraphs: list[list[list[list[str]]]] = [[]]
    for line in (table.strip("\n") + "\n").splitlines():
        if line.strip():
            paragraphs[-1].append([_cells(cell) for cell in line.split()])
        elif paragraphs[-1]:
            paragraphs.append([])
    words = [[[cells[0] for cells in sent] for sent in par] for par in paragraphs]
    if text is None:
        text = "\n\n".join(" ".join(join_words(sent) for sent in par) for par in words if par)
    document = make_document(text, published=published, **fields)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    offset = 0
    for p, par in enumerate(paragraphs):
        for sent in par:
            base = len(tokens)
            for k, (word, upos, xpos, head, deprel, *lemma) in enumerate(sent):
                start = text.find(word, offset)
                assert start >= 0, f"{word!r} is not in the text after offset {offset}"
                offset = start + len(word)
                tokens.append(
                    Token(
                        base + k,
                        len(sentences),
                        start,
                        offset,
                        word,
                        lemma[0] if lemma else lemmatise(word, upos, xpos),
                        upos,
                        xpos,
                        base + int(head) - 1 if int(head) else -1,
                        deprel,
                    )
                )
            sentences.append(
                Sentence(len(sentences), base, len(tokens), tokens[base].start, tokens[-1].end, p)
            )
    done = tuple(tokens)
    return Analysis(
        document=document,
        tokens=done,
        sentences=tuple(sentences),
        entities=entities,
        children=index_children(done),
    )


def join_words(words: list[str]) -> str:
    """Words set as text."""
    out, glue, quoted = "", True, False
    for word in words:
        before = word in NO_SPACE_BEFORE or (word.startswith(("'", "’")) and len(word) > 1)
        after = word in NO_SPACE_AFTER
        if word == '"':
            before, after, quoted = quoted, not quoted, not quoted
        out += word if glue or before else " " + word
        glue = after
    return out


def _cells(cell: str) -> list[str]:
    parts = cell.replace("\\/", "\0").split("/")
    return [part.replace("\0", "/") for part in parts]
