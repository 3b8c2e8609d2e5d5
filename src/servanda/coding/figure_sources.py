"""By whose count: the subject of a verb of counting is the source of the number it gives.

"The ministry puts its losses at 80", "raised the number of its dead to 71", "counts 202 soldiers dead": no
clause tells what was said, so that no attribution holds the number; its source is who counts all the same.
"""

from __future__ import annotations

from typing import Final

from servanda.coding.circumstances import actors_of, find_source
from servanda.coding.subjects import case_of, is_passive, surface_subject
from servanda.model import Actor, Analysis, Quantity

_COUNTED: Final = frozenset(
    {
        "killed",
        "wounded",
        "killed_or_wounded",
        "missing",
        "captured",
        "displaced",
        "attacks",
        "arrested",
        "other",
    }
)
"""What is counted by somebody; forces are put, raised and given in another sense."""
_OBJECT_VERBS: Final = frozenset({"count", "record", "register", "report", "list", "tally"})
"""Verbs whose object is the number: "counts 202 soldiers dead"."""
_TOLL_VERBS: Final = frozenset({"put", "raise", "lower", "revise", "give", "place", "update", "correct"})
"""Verbs whose object is a toll or a number of something, and whose oblique the number itself."""
_TOLL_CASES: Final = frozenset({"at", "to", "as"})
_CLIMB: Final = 6
"""Governors between the number and its verb."""
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "ADV", "PRON", "DET"})


def count_source(analysis: Analysis, quantity: Quantity, predicate: int, measure: str) -> Actor | None:
    """Who counts, or else who is given as the source of the words; ``None``: the report's own voice."""
    verb = _counting_verb(analysis, quantity) if measure in _COUNTED else -1
    subject = surface_subject(analysis, verb)[0] if verb >= 0 else -1
    actors = actors_of(analysis, subject) if subject >= 0 else ()
    return actors[0] if actors else find_source(analysis, predicate)


def _counting_verb(analysis: Analysis, quantity: Quantity) -> int:
    """The active verb of counting whose object or oblique the number is, or -1."""
    tokens = analysis.tokens
    token, led = quantity.noun if quantity.noun >= 0 else quantity.last - 1, False
    for _ in range(_CLIMB):
        above, relation = tokens[token].head, tokens[token].deprel.partition(":")[0]
        if above < 0:
            return -1
        led = led or case_of(analysis, token) in _TOLL_CASES
        verb = tokens[above]
        if verb.upos == "VERB":
            lemma = verb.lemma.lower()
            gives = lemma in _OBJECT_VERBS and relation in ("obj", "xcomp", "ccomp")
            gives = gives or (lemma in _TOLL_VERBS and led and analysis.child(above, "obj") >= 0)
            if gives and not is_passive(analysis, above):
                return above
        if verb.upos not in _NOMINAL and not (relation == "nsubj" and verb.deprel in ("ccomp", "xcomp")):
            return -1
        token = above
    return -1
