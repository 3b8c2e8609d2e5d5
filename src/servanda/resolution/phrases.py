"""Parts of a noun phrase: its modifiers, its noun as the role table has it, its words as a name."""

from __future__ import annotations

from servanda.knowledge import find_role, word_list
from servanda.model import Analysis, Mention

_LONGEST = 10
"""Most words of a complement that are kept in a name."""
_LONGEST_PHRASE = 40
"""Longer phrases are not searched for their complement: keeps the cost of endless sentences linear."""
BARE = frozenset({"office", "administration", "command"})
"""Nouns that name nobody without whose they are."""


def modifiers_of(analysis: Analysis, head: int) -> tuple[list[int], list[int]]:
    """Dependents that say whose or what kind, those before the noun and those after it.

    Possessive pronouns come last: in "their Moroccan prisoners" the word says more than the pronoun.
    """
    tokens = analysis.tokens
    before: list[int] = []
    after: list[int] = []
    owners: list[int] = []
    for c in analysis.children[head]:
        relation = tokens[c].deprel.partition(":")[0]
        if tokens[c].deprel == "nmod:poss" and tokens[c].upos == "PRON":
            owners.append(c)
        elif relation in {"amod", "compound"} or tokens[c].deprel in {"nmod:poss", "nmod:desc"}:
            (before if c < head else after).append(c)
        elif relation == "nmod" and c > head and case_of(analysis, c) in word_list("of"):
            after.append(c)
        elif c > head and tokens[c].lemma == "loyal":
            after += [k for k in analysis.children[c] if case_of(analysis, k) == "to"]
    return before + owners, after


def case_of(analysis: Analysis, index: int) -> str:
    """The preposition of a phrase in lower case, or empty."""
    case = analysis.child(index, "case")
    return analysis.tokens[case].text.lower() if case >= 0 else ""


def determiner_of(analysis: Analysis, head: int) -> str:
    """The article or other determiner of a phrase in lower case, or empty."""
    determiner = analysis.child(head, "det")
    return analysis.tokens[determiner].text.lower() if determiner >= 0 else ""


def gathered_by(analysis: Analysis, head: int, after: list[int]) -> int:
    """The noun that "thousands of" or "a group of" gathers, or -1."""
    token = analysis.tokens[head]
    if {token.lemma.lower(), token.text.lower()}.isdisjoint(word_list("gathering")):
        return -1
    return next(
        (c for c in after if analysis.tokens[c].deprel == "nmod" and case_of(analysis, c) == "of"), -1
    )


def noun_of(analysis: Analysis, head: int) -> str:
    """The head noun in lower case as the role table has it."""
    token = analysis.tokens[head]
    text, lemma = token.text.lower(), token.lemma.lower()
    if find_role(text) and not (text.endswith("s") and find_role(lemma)):
        return text
    if token.upos == "PROPN" and text.endswith("s") and find_role(text[:-1]):
        return text[:-1]
    return lemma


def words_of(analysis: Analysis, head: int) -> str:
    """The noun with what stands before it, without articles, numbers and pronouns."""
    tokens = analysis.tokens
    first = head
    for c in analysis.children[head]:
        relation = tokens[c].deprel
        kind = relation.partition(":")[0] in {"amod", "compound"} or relation == "nmod:poss"
        if c < head and kind and tokens[c].upos != "PRON":
            first = min([first, *_near(analysis, c)])
    return " ".join(analysis.text_of(first, head + 1).split())


def full_words_of(analysis: Analysis, mention: Mention) -> str:
    """The same with what follows "of", and for a capitalised noun what follows any preposition.

    "Envoys of the river towns"; "Commission on Human Rights".
    """
    head = mention.head
    words = words_of(analysis, head)
    if mention.last - head > _LONGEST_PHRASE:
        return words
    for c in analysis.children[head]:
        case = analysis.child(c, "case")
        if c > head and analysis.tokens[c].deprel == "nmod" and case == head + 1:
            last = max(analysis.subtree(c)) + 1
            kept = analysis.tokens[head].upos == "PROPN" or case_of(analysis, c) == "of"
            if kept and last - head <= _LONGEST:
                return f"{words} {' '.join(analysis.text_of(case, last).split())}"
            break
    return words


def _near(analysis: Analysis, index: int) -> list[int]:
    """The word and its dependents two steps deep, without articles: enough for "al-Nusra Front's"."""
    below = [c for c in analysis.children[index] if analysis.tokens[c].deprel != "det"]
    return [index, *below, *(d for c in below for d in analysis.children[c])]


def is_plural(analysis: Analysis, head: int) -> bool:
    """Whether the phrase stands for several by its own form."""
    token = analysis.tokens[head]
    if token.xpos in {"NNS", "NNPS"} or token.lemma.lower() in {"police", "people", "dozens"}:
        return True
    return token.xpos == "CD" and token.lemma.lower() not in {"one", "1"}
