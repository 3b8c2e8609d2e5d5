"""Which numbers matter to the conflict or the talks at all (codebook section 5).

Victims of accidents and acts of nature, sums that only business moves, and people who are merely mentioned
are no figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.codebook.figures import load_figures
from servanda.model import Analysis, Quantity

_CLIMB: Final = 3
_CAUSES: Final = ("nsubj", "obl", "nmod", "advcl", "acl", "conj")


def is_of_accident(analysis: Analysis, predicate: int, head: int) -> bool:
    """Whether people died, were hurt or missing by an accident, a disease or an act of nature."""
    lexicon = load_figures()
    if analysis.tokens[head].lemma.lower() in lexicon.soldiers:
        return False  # a helicopter lost in a war matters to it
    around = [predicate, analysis.tokens[predicate].head]
    return any(
        analysis.tokens[i].upos in ("NOUN", "PROPN") and analysis.tokens[i].lemma.lower() in lexicon.accidents
        for start in around
        if start >= 0
        for i in (start, *_below(analysis, start))
    )


def _below(analysis: Analysis, token: int) -> Iterator[int]:
    for child in analysis.children[token]:
        if analysis.tokens[child].deprel.partition(":")[0] in _CAUSES:
            yield child
            yield from (
                c for c in analysis.children[child] if analysis.tokens[c].deprel.startswith("compound")
            )


def is_business(analysis: Analysis, quantity: Quantity, head: int) -> bool:
    """Whether a sum of money is one of trade, prices or books: profits, reserves, a price of shares."""
    lexicon = load_figures()
    words = {quantity.noun, head}
    i = head
    for _ in range(_CLIMB):
        governor = analysis.tokens[i].head
        if governor < 0:
            break
        words.add(governor)
        if analysis.tokens[governor].upos in ("VERB", "AUX"):
            words.update(
                c
                for c in analysis.children[governor]
                if analysis.tokens[c].deprel.startswith(("nsubj", "obj"))
            )
            break
        i = governor
    near = {
        c
        for w in words
        if w >= 0
        for c in analysis.children[w]
        if analysis.tokens[c].deprel in ("compound", "amod")
    }
    return any(analysis.tokens[w].lemma.lower() in lexicon.business for w in words | near if w >= 0)


def is_of_conflict(analysis: Analysis, predicate: int, head: int) -> bool:
    """Whether people counted with any verb matter: fighters, captives, those besieged, trapped, in need."""
    lexicon = load_figures()
    if analysis.tokens[head].lemma.lower() in lexicon.combatants:
        return True
    if analysis.tokens[predicate].lemma.lower() in lexicon.plights:
        return True
    below = (*analysis.children[predicate], *analysis.children[head])
    return any(
        analysis.tokens[i].lemma.lower() in lexicon.plights for c in below for i in (c, *analysis.children[c])
    )
