"""Measures read off the words beside a number, for where the tree does not lead to them.

Texts without punctuation, headlines run into the first sentence, lists and small tables ("Killed: 12") leave
numbers hanging on the wrong word. What follows the counted noun then says more than what governs it.
"""

from __future__ import annotations

from typing import Final

from servanda.codebook.figures import FigureLexicon
from servanda.model import Analysis, Quantity, Token

_REACH: Final = 12
"""Tokens between the counted noun and the participle said of it."""
_PASSED_TAGS: Final = frozenset(
    {"CD", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "PRP$", "CC", "POS", "HYPH", "$"}
)
"""A counted phrase may go on with these: members, conjuncts, modifiers."""
_PASSED_WORDS: Final = frozenset({"including", "of", "from", "among", "than", "at"})
_BE: Final = frozenset(
    {"was", "were", "are", "is", "be", "been", "being", "have", "has", "had", "remain", "remained", "remains",
     "go", "went", "gone", "also", "still", "reportedly", "feared", "reported", "believed", "confirmed",
     "then", "later", "left"}
)  # fmt: skip
"""What may stand between the counted phrase and the participle."""
_FATES: Final = frozenset({"killed", "wounded", "missing", "displaced", "arrested", "captured", "released"})
_DEATHS: Final = frozenset({"dead", "killed", "died", "slain"})
_LOST: Final = frozenset({"missing", "disappeared", "unaccounted", "vanished"})
_JOINTS: Final = frozenset({"or", "and", "and/or", "/"})
_JOINED: Final = 4
"""Words from one fate to the other: "killed or have gone missing"."""
_LABEL_MARKS: Final = frozenset({":", "-", "–", "—", "="})


def measure_behind(
    analysis: Analysis, lexicon: FigureLexicon, quantity: Quantity, head: int
) -> tuple[str, int] | None:
    """Measure and deciding word of what is said right behind what is counted: "18 civilians were killed"."""
    tokens = analysis.tokens
    if is_whole(analysis, quantity, head):
        return None
    j = max(head, quantity.last - 1) + 1
    end = min(analysis.sentence_of(quantity.first).last, j + _REACH)
    copula = False
    while j < end:
        token = tokens[j]
        if copula or token.xpos in ("VBN", "JJ"):
            measure = _fate(lexicon, token)
            if measure is not None:
                return (measure, j) if copula or j == max(head, quantity.last - 1) + 1 else None
        if token.text.lower() in _BE:
            copula = True
        elif copula or not (token.xpos in _PASSED_TAGS or token.text.lower() in _PASSED_WORDS):
            return None
        j += 1
    return None


def measure_beside(analysis: Analysis, lexicon: FigureLexicon, head: int) -> tuple[str, int] | None:
    """Measure of a participle right behind the noun: "20 others wounded"."""
    if head + 1 >= len(analysis.tokens):
        return None
    token = analysis.tokens[head + 1]
    measure = _fate(lexicon, token) if token.xpos in ("VBN", "VBD", "JJ") else None
    same = token.sentence == analysis.tokens[head].sentence
    return (measure, head + 1) if measure is not None and same else None


def measure_before(analysis: Analysis, lexicon: FigureLexicon, quantity: Quantity) -> tuple[str, int] | None:
    """Measure of a label before a number: "Killed: 12", "Missing – 4"."""
    first = quantity.first
    if first < 2 or analysis.tokens[first - 1].text not in _LABEL_MARKS:  # a word and its mark
        return None
    label = analysis.tokens[first - 2]
    if label.sentence != analysis.tokens[first].sentence or first - 2 == quantity.noun:
        return None
    measure = _fate(lexicon, label) or lexicon.tolls.get(label.lemma.lower())
    return (measure, first - 2) if measure is not None else None


def joined_with_missing(analysis: Analysis, quantity: Quantity) -> int:
    """The last word of "202 soldiers dead or missing", "207 people were killed or gone missing", or -1.

    How many of them died is not told.
    """
    end = analysis.sentence_of(quantity.first).last
    tokens = analysis.tokens[quantity.last : min(end, quantity.last + _REACH)]
    for place, token in enumerate(tokens):
        if token.xpos == "CD":
            return -1
        if token.text.lower() in _DEATHS:
            behind = [t.text.lower() for t in analysis.tokens[token.index + 1 : end][:_JOINED]]
            named = next((n for n, word in enumerate(behind) if word in _LOST), -1)
            fits = named > 0 and behind[0] in _JOINTS and set(behind[1:named]) <= _BE
            return tokens[place].index + 1 + named if fits else -1
    return -1


def is_whole(analysis: Analysis, quantity: Quantity, head: int) -> bool:
    """Whether only a part of what is counted is meant: the 12 of "three of the 12 soldiers"."""
    token = analysis.tokens[head]
    above = token.head
    return (
        token.deprel.startswith("nmod")
        and above >= 0
        and not quantity.first <= above < quantity.last
        and (analysis.tokens[above].upos == "NUM" or analysis.tokens[above].xpos == "CD")
    )


def _fate(lexicon: FigureLexicon, token: Token) -> str | None:
    """What befell people by a participle or adjective; verbs that do other things to things give none."""
    rules = lexicon.counted.get(token.text.lower(), ())
    if not rules and token.xpos in ("VBN", "VBD"):
        rules = lexicon.objects.get(token.lemma.lower(), ())
    if not rules or token.lemma.lower() in lexicon.losses:
        return None
    return rules[0].measure if rules[0].measure in _FATES else None
