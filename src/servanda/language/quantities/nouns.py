"""From the tree: which noun a quantity counts."""

from __future__ import annotations

from servanda.language.quantities.units import Unit
from servanda.language.quantities.words import DURATION_UNITS
from servanda.model import Analysis, Quantity

_COUNTING_RELATIONS = frozenset({"nummod", "amod", "det", "compound", "advmod", "nmod", "dep"})


def find_noun(analysis: Analysis, quantity: Quantity, numeral_first: int, unit: Unit | None) -> int:
    """Token index of the head of what is counted, or -1 if the number stands alone ("12 were killed").

    "18 civilians", "18 dead", "12 others" take the head the number depends on; "five of them", "dozens of
    people" the noun after "of"; "a 30-day truce" and "20-member team" the noun that the compound modifies.
    """
    head = _head(analysis, quantity, numeral_first)
    token = analysis.tokens[head]
    if unit is not None and unit.kind == "duration":
        return _modified(analysis, quantity, head)
    governor = token.head
    relation = token.deprel.partition(":")[0]
    if (
        governor >= quantity.last
        and analysis.tokens[governor].upos not in ("VERB", "AUX")
        and relation in _COUNTING_RELATIONS
        and relation != "nmod"
    ):
        return _through_hyphen(analysis, governor)
    inner = head
    while counted := _of(analysis, inner):
        if counted[-1] >= quantity.last:
            return next(c for c in counted if c >= quantity.last)
        inner = counted[0]  # "hundreds of thousands of people"
    if unit is not None and unit.kind == "money" and (purpose := _purpose(analysis, quantity)) >= 0:
        return purpose
    if unit is not None and governor >= 0 and relation in ("nummod", "amod", "compound"):
        return governor if not quantity.first <= governor < quantity.last else -1
    if quantity.last < len(analysis.tokens) and unit is None:
        after = analysis.tokens[quantity.last]
        if after.head == head and after.upos in ("NOUN", "ADJ") and after.deprel not in ("conj", "advmod"):
            return after.index
    return -1


def _head(analysis: Analysis, quantity: Quantity, numeral_first: int) -> int:
    """The token of the quantity whose governor lies outside it; the last such (the numeral, not "than")."""
    for i in range(quantity.last - 1, numeral_first - 1, -1):
        if (
            not quantity.first <= analysis.tokens[i].head < quantity.last
            and analysis.tokens[i].upos != "PUNCT"
        ):
            return i
    return quantity.last - 1


def _of(analysis: Analysis, head: int) -> list[int]:
    """The nouns after "of" below the number, in order of the text."""
    found = []
    for child in analysis.children[head]:
        token = analysis.tokens[child]
        if child > head and token.deprel.startswith("nmod"):
            case = analysis.child(child, "case")
            if case >= 0 and analysis.tokens[case].lemma == "of":
                found.append(child)
    return found


def _purpose(analysis: Analysis, quantity: Quantity) -> int:
    """What money is given as or for: "$20 million in aid"; the tree may hang it on the verb."""
    if quantity.last >= len(analysis.tokens):
        return -1
    after = analysis.tokens[quantity.last]
    if after.deprel == "case" and after.lemma.lower() in ("in", "for", "of") and after.head > after.index:
        noun = analysis.tokens[after.head]
        return -1 if noun.lemma.lower() in DURATION_UNITS or noun.upos == "NUM" else noun.index
    return -1


def _modified(analysis: Analysis, quantity: Quantity, head: int) -> int:
    """The noun a length of time belongs to: "five-year mandate", "a truce of 30 days"."""
    token = analysis.tokens[head]
    if token.head < 0:
        return -1
    governor = analysis.tokens[token.head]
    if governor.upos in ("NOUN", "PROPN") and not quantity.first <= governor.index < quantity.last:
        return governor.index
    return -1


def _through_hyphen(analysis: Analysis, governor: int) -> int:
    """On from the word after a hyphen to what it modifies: "20-member team", "18,000-strong force"."""
    token = analysis.tokens[governor]
    hyphen = governor > 0 and analysis.tokens[governor - 1].text in "-–‑"
    if hyphen and token.head > governor and token.deprel.partition(":")[0] in ("compound", "amod", "nmod"):
        return token.head
    return governor
