"""Sentences with their trees (``trees.txt``), made into analyses with quotations and named actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.factory import make_analysis

from servanda.language.attributions import find_attributions
from servanda.language.quotations import find_quotations
from servanda.model import Actor, Analysis, Mention


@cache
def tables() -> dict[str, str]:
    """The table of each sentence, by the sentence."""
    lines = (Path(__file__).parent / "trees.txt").read_text("utf-8").splitlines()
    out: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("# "):
            rows = out.setdefault(line[2:], [])
        else:
            rows.append(line)
    return {sentence: "\n".join(rows) for sentence, rows in out.items()}


def read(*sentences: str, actors: Mapping[str, Actor] | None = None, **fields: str) -> Analysis:
    """Analysis of sentences of ``trees.txt`` with attributions; each word in ``actors`` is a mention."""
    analysis = make_analysis("\n".join(tables()[s] for s in sentences), text=" ".join(sentences), **fields)
    analysis = replace(analysis, quotations=find_quotations(analysis))
    mentions = [
        Mention(
            id=k,
            first=token.index,
            last=token.index + 1,
            head=token.index,
            kind="pronoun" if token.upos == "PRON" else "nominal" if token.upos == "NOUN" else "name",
            actors=(actor,),
        )
        for k, (token, actor) in enumerate(
            (t, (actors or {})[t.text]) for t in analysis.tokens if t.text in (actors or {})
        )
    ]
    analysis = replace(analysis, mentions=tuple(mentions), mention_of={m.head: m.id for m in mentions})
    return replace(analysis, attributions=find_attributions(analysis))
