"""Nouns that point back to an act told before: "the attack", "these talks", "Friday's raid"."""

from __future__ import annotations

from typing import Final

from servanda.coding.circumstances import timexes_of
from servanda.coding.slots import Candidate
from servanda.model import Analysis

POINTING: Final = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "such"})


def is_definite(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether the words point back to what was told before ("the attack", "these talks", "Friday's raid")."""
    if not candidate.is_noun:
        return False
    children = analysis.children[candidate.token]
    pointing = ("det", "nmod:poss", "det:predet", "amod")
    if any(
        analysis.tokens[c].text.lower() in POINTING for c in children if analysis.tokens[c].deprel in pointing
    ):
        return True
    owners = {c for c in children if _owns(analysis, c)}
    return any(
        t.granularity == "day" and owners & set(range(t.first, t.last))
        for t in timexes_of(analysis, candidate.token)
    )


def _owns(analysis: Analysis, child: int) -> bool:
    """Whether a word before a noun is its owner, also where its apostrophe is lost ("Tuesdays attack")."""
    token = analysis.tokens[child]
    lost = token.upos == "PROPN" and token.text.endswith("s") and child == token.head - 1
    return token.deprel == "nmod:poss" or (lost and token.deprel in ("compound", "obl:unmarked"))
