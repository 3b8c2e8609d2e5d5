"""Whether the clause around a time expression looks back or ahead.

Decides which Monday or which May is meant.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from servanda.language.timing.words import (
    FUTURE_ADJECTIVES,
    FUTURE_CUES,
    FUTURE_GOVERNORS,
    FUTURE_PREPOSITIONS,
)
from servanda.model import Analysis

_LONGEST_CLIMB: Final = 8
_CUE_REACH: Final = 6
_FORETELLING: Final = frozenset({"due", "set", "scheduled", "slated", "expected", "planned"})
_MODALS: Final = frozenset({"may", "might", "could", "can", "would", "should", "must"})


def tense_at(analysis: Analysis, first: int, last: int) -> int:
    """-1 past, 0 present or unknown, 1 future, of the clause that holds tokens ``[first, last)``."""
    tokens = analysis.tokens
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    before = tokens[first - 1].text.lower() if first else ""
    ahead = before in ("until", "till", "til") or (
        before == "of" and first > 1 and tokens[first - 2].text.lower() == "ahead"
    )
    if ahead:
        return 1
    if before in ("since", "after", "following"):
        return -1
    if _foretold([t.text.lower() for t in tokens[max(0, first - _CUE_REACH) : first]]):
        return 1
    i = head
    for _ in range(_LONGEST_CLIMB):
        i = tokens[i].head
        if i < 0:
            break
        if any(
            tokens[c].deprel == "amod" and tokens[c].lemma.lower() in FUTURE_ADJECTIVES
            for c in analysis.children[i]
        ):
            return 1
        found = _tense_of(analysis, i)
        if found is not None:
            return 1 if before in FUTURE_PREPOSITIONS and found >= 0 else found
    return int(before in FUTURE_PREPOSITIONS)


def _foretold(words: list[str]) -> bool:
    """Words such as "due to start".

    "set for" before the time that put it ahead whatever the clause's tense.
    """
    return any(a in _FORETELLING and b in ("to", "for", "on") for a, b in pairwise(words))


def _tense_of(analysis: Analysis, i: int) -> int | None:
    """Tense of a predicate, or ``None`` if the token is none or has no tense of its own."""
    token = analysis.tokens[i]
    lemma = token.lemma.lower()
    auxiliaries = [
        analysis.tokens[c]
        for c in analysis.children[i]
        if analysis.tokens[c].deprel in ("aux", "aux:pass", "cop")
    ]
    words = {a.text.lower() for a in auxiliaries}
    if token.upos not in ("VERB", "AUX") and not auxiliaries:
        return None
    if words & FUTURE_CUES or words & _MODALS:
        return 1
    if lemma in FUTURE_GOVERNORS and (token.xpos == "VBN" or token.upos == "ADJ" or lemma == "go"):
        return 1
    if any(a.xpos == "VBD" for a in auxiliaries) or any(a.lemma == "have" for a in auxiliaries):
        return -1
    if auxiliaries and all(a.xpos in ("VBZ", "VBP", "VBN", "VBG") for a in auxiliaries):
        return -1 if token.xpos == "VBN" else 0
    if token.xpos == "VBD":
        return -1
    if token.xpos in ("VBZ", "VBP"):
        return 0
    if token.xpos == "VB" and token.head >= 0:
        governor = analysis.tokens[token.head].lemma.lower()
        to = next((c for c in analysis.children[i] if analysis.tokens[c].text.lower() == "to"), -1)
        cued = to > 0 and analysis.tokens[to - 1].lemma.lower() in FUTURE_GOVERNORS
        if to >= 0 and (cued or governor in FUTURE_GOVERNORS or token.deprel in ("acl", "root")):
            return 1
    if token.xpos == "VB" and token.head < 0:
        return 1  # a headline: "Leaders to meet Friday"
    return None
