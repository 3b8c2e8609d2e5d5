"""What governs a counted phrase: the way up the tree from the noun that is counted, or from the number.

The climb leads out of coordinations, appositions, groups ("dozens of", "a group of") and phrases that name
members ("including five children"); the words it meets on the way are asked for their measure, nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from servanda.coding.subjects import case_of, is_passive
from servanda.model import Analysis, Quantity

Role = Literal["object", "subject", "of", "from", "oblique"]

LONGEST_CLIMB: Final = 7
MEMBERS: Final = frozenset(
    {"including", "among", "as", "like", "plus", "with", "along", "besides", "alongside"}
)
"""Prepositions of phrases that name members of the counted group ("40 sailors, among them two cooks")."""
GROUPS: Final = frozenset(
    {"group", "total", "team", "number", "rest", "majority", "party", "batch", "force", "crowd", "convoy",
     "hundred", "thousand", "dozen", "score", "ten", "million"}
)  # fmt: skip
NUMBERS: Final = frozenset({"hundred", "thousand", "dozen", "score", "ten", "million"})
_PASSED: Final = frozenset({"conj", "appos", "nummod", "compound", "amod", "flat", "dep"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"})
VERBLIKE: Final = frozenset({"VERB", "AUX"})


def find_governors(analysis: Analysis, head: int, quantity: Quantity) -> Iterator[tuple[int, Role]]:
    """Words that govern the counted phrase, nearest first.

    Climbs out of coordinations, appositions, groups ("dozens of", "a group of") and "including" phrases.
    """
    tokens, i = analysis.tokens, head
    for _ in range(LONGEST_CLIMB):
        governor = tokens[i].head
        if governor < 0:
            return
        relation, _, subtype = tokens[i].deprel.partition(":")
        if relation == "xcomp" and tokens[i].upos in ("NOUN", "PROPN", "NUM", "ADJ") and i < governor:
            yield from _subject_of(analysis, governor, passive=is_passive(analysis, governor))
            return  # a subject read as a complement: "Three more Japanese remain missing"
        if relation in ("obj", "dobj", "iobj"):
            yield governor, "object"
            return
        if relation == "nsubj":
            passive = subtype == "pass" or is_passive(analysis, governor)
            yield from _subject_of(analysis, governor, passive=passive)
            return
        if tokens[governor].lemma.lower() in ("more", "many", "much"):
            i = governor  # "injured 900 more"
            continue
        if tokens[governor].upos == "VERB" and relation in ("nummod", "compound", "advmod"):
            if tokens[governor].deprel == "obj" and tokens[governor].head >= 0:
                yield tokens[governor].head, "object"  # "freed two military seized": the noun is left out
            # "15 wounded", "all 18 killed"
            yield governor, "object" if tokens[governor].xpos == "VBN" or governor < i else "subject"
            return
        if relation == "conj" and i == head:
            yield from find_modifiers(analysis, head)  # what is said of this member alone comes first
        if relation in ("obl", "nmod"):
            above, found = _above_phrase(analysis, i, quantity)
            yield from found
        else:
            above = governor if relation in _PASSED and tokens[governor].upos in _NOMINAL else -1
        if above < 0:
            return
        i = above


def _above_phrase(analysis: Analysis, i: int, quantity: Quantity) -> tuple[int, list[tuple[int, Role]]]:
    """For a phrase with a preposition: where to climb on from (-1: nowhere), and what governs it here."""
    tokens = analysis.tokens
    governor, preposition = tokens[i].head, case_of(analysis, i)
    if tokens[i].deprel.startswith("obl"):
        if not preposition or _bound_case(analysis, i, quantity):
            # "wounded at least three", "handed over the soldiers": no phrase of its own but the object
            return -1, [(governor, "object" if governor < i else "subject")]
        host = _host(analysis, governor) if preposition in MEMBERS else -1
        role: Role = "from" if preposition == "from" else "oblique"
        return (host, []) if host >= 0 and host != i else (-1, [(governor, role)])
    found: list[tuple[int, Role]] = []
    if preposition in ("of", "from"):
        found.append((governor, "of" if preposition == "of" else "from"))
    group = preposition == "of" and _is_group(analysis, governor, quantity)
    if group:
        found.extend(find_modifiers(analysis, governor))
    if preposition in MEMBERS and any(t.xpos in ("WP", "WDT") for t in tokens[governor:i]):
        # "three soldiers who, with 60 others, were captured": the clause tells of the others
        found.extend(find_modifiers(analysis, governor))
        return -1, found
    return (governor if group or preposition in MEMBERS else -1), found


def _is_group(analysis: Analysis, governor: int, quantity: Quantity) -> bool:
    """Whether what befalls the word before "of" befalls what is counted.

    True of "dozens of soldiers", "a convoy of 12 trucks"; not of "three of the 12 soldiers": who did not die.
    """
    token = analysis.tokens[governor]
    if quantity.first <= governor < quantity.last:
        return True
    return token.lemma.lower() in GROUPS - NUMBERS and token.upos != "NUM"


def _subject_of(analysis: Analysis, governor: int, *, passive: bool) -> Iterator[tuple[int, Role]]:
    """A subject is a passive verb's object.

    It is also what is said of it below "reported", "believed", "found".
    """
    yield governor, "object" if passive else "subject"
    for child in analysis.children[governor]:
        token = analysis.tokens[child]
        beside = token.deprel == "advcl" and child == governor + 1 and token.xpos == "VBN"
        if token.deprel != "xcomp" and not beside:
            continue
        perfect = analysis.child(child, "aux") >= 0 and not any(
            analysis.tokens[c].deprel == "aux:pass" for c in analysis.children[child]
        )
        participle = token.upos == "VERB" and token.xpos == "VBN" and not perfect
        yield child, "object" if participle else "subject"
    if analysis.tokens[governor].upos not in VERBLIKE:  # "were among those killed"
        yield from find_modifiers(analysis, governor)


def _bound_case(analysis: Analysis, i: int, quantity: Quantity) -> bool:
    """Whether the only preposition of a phrase is part of its number ("at least", "up to")."""
    cases = [c for c in analysis.children[i] if analysis.tokens[c].deprel == "case"]
    return bool(cases) and all(quantity.first <= c < quantity.last for c in cases)


def _host(analysis: Analysis, verb: int) -> int:
    """The object or subject that an "including" phrase under a verb belongs to."""
    for relation in ("obj", "nsubj"):
        if (host := analysis.child(verb, relation)) >= 0:
            return host
    return -1


def find_modifiers(analysis: Analysis, head: int) -> Iterator[tuple[int, Role]]:
    """Participles and relative clauses below the counted noun, and what they make of it."""
    for child in analysis.children[head]:
        token = analysis.tokens[child]
        relation, _, subtype = token.deprel.partition(":")
        if relation != "acl":
            continue
        if subtype != "relcl":
            yield child, "object" if token.xpos == "VBN" else "subject"
            continue
        subject = analysis.child(child, "nsubj")
        if subject >= 0 and analysis.tokens[subject].text.lower() in ("who", "which", "that"):
            passive = analysis.tokens[subject].deprel == "nsubj:pass" or is_passive(analysis, child)
            yield child, "object" if passive else "subject"
        elif subject >= 0:
            yield child, "object"
