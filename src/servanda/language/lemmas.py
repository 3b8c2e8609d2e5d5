"""Lemmas: the dictionary form of a word, given its tags."""

from __future__ import annotations

from functools import lru_cache

import simplemma


@lru_cache(maxsize=200_000)
def lemmatise(form: str, upos: str, xpos: str) -> str:
    """Dictionary form of ``form`` after Universal Dependencies for English; names keep their form."""
    if upos in {"PROPN", "PUNCT", "NUM", "SYM", "X"}:
        return form
    low = form.lower().replace("’", "'")
    if low == "n't":
        return "not"
    if upos in {"AUX", "VERB"}:
        if low in {"am", "is", "are", "was", "were", "been", "being", "'m", "'re"} or (
            low == "'s" and upos == "AUX"
        ):
            return "be"
        if low in {"has", "had", "having", "'ve"}:
            return "have"
    return str(simplemma.lemmatize(low, lang="en"))
