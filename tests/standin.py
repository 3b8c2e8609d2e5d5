"""A language model for tests of everything around it: flat trees from a few word lists, no weights."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.language.model import ModelOutput

TAGS = {
    **dict.fromkeys(("said", "killed", "agreed", "signed", "attacked", "freed"), ("VERB", "VBD")),
    **dict.fromkeys(("the", "a", "its"), ("DET", "DT")),
    **dict.fromkeys(("in", "on", "with", "of", "by"), ("ADP", "IN")),
    **dict.fromkeys((".", ",", "“", "”", '"'), ("PUNCT", ".")),
}


class Standin:
    """Each sentence hangs on its first verb: what stands before is its subject, what follows its object."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        return [self._sentence(words) for words in sentences]

    def _sentence(self, words: Sequence[str]) -> ModelOutput:
        tags = [self._tags(word) for word in words]
        root = next((i for i, (upos, _) in enumerate(tags) if upos == "VERB"), 0)
        relations = [
            "root" if i == root else "punct" if tag[0] == "PUNCT" else "nsubj" if i < root else "obj"
            for i, tag in enumerate(tags)
        ]
        return ModelOutput(
            upos=tuple(t[0] for t in tags),
            xpos=tuple(t[1] for t in tags),
            head=tuple(0 if i == root else root + 1 for i in range(len(words))),
            deprel=tuple(relations),
            entities=tuple((i, i + 1, "LOC", 0.9) for i, t in enumerate(tags) if t[0] == "PROPN"),
        )

    def _tags(self, word: str) -> tuple[str, str]:
        if word.lower() in TAGS:
            return TAGS[word.lower()]
        if word[:1].isdigit():
            return "NUM", "CD"
        return ("PROPN", "NNP") if word[:1].isupper() else ("NOUN", "NNS")


class Fragile(Standin):
    """Breaks on sentences that say so; dies on others, as a process killed for want of memory does."""

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        words = {word for sentence in sentences for word in sentence}
        if "unreadable" in words:
            raise ZeroDivisionError("planted")
        if "deadly" in words:
            import os

            os._exit(9)
        return super().annotate(sentences)


class Useless:
    """No model at all."""
