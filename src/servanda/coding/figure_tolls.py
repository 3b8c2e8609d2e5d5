"""Numbers given as a toll or a count: "the death toll rose to 49", "put the number of dead at 31"."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.codebook.figures import FigureLexicon
from servanda.coding.figure_governors import LONGEST_CLIMB
from servanda.coding.figure_reading import Reading
from servanda.model import Analysis


def read_toll(analysis: Analysis, lexicon: FigureLexicon, head: int) -> Reading | None:
    """Of "The death toll rose to 49", "brought the toll to 49", "the number of wounded was 12"."""
    tokens, i = analysis.tokens, head
    people = lexicon.kinds.get(tokens[head].lemma.lower()) in ("person", "force")
    for _ in range(LONGEST_CLIMB):
        for relation in ("nsubj", "obj"):
            subject = analysis.child(i, relation)
            if subject < 0 or subject == head or (_is_loss(analysis, lexicon, subject) and not people):
                continue
            if found := toll_of(analysis, lexicon, subject, i):
                return found
        if tokens[i].head < 0 or tokens[i].deprel in ("conj", "acl:relcl", "advcl", "ccomp"):
            return None
        i = tokens[i].head
        if tokens[i].upos not in ("NOUN", "PROPN") or (_is_loss(analysis, lexicon, i) and not people):
            continue
        if found := toll_of(analysis, lexicon, i, i):
            return found
    return None


def _is_loss(analysis: Analysis, lexicon: FigureLexicon, noun: int) -> bool:
    """Whether a noun tells a loss, which is a toll only of people: money and seats are lost, too."""
    return analysis.tokens[noun].lemma.lower() in lexicon.losses


def toll_of(analysis: Analysis, lexicon: FigureLexicon, noun: int, predicate: int) -> Reading | None:
    """The measure of a noun that names a toll, alone or with the words beside it ("number of dead")."""
    token = analysis.tokens[noun]
    lemma = token.lemma.lower()
    measure = None
    for child in analysis.children[noun]:
        below = analysis.tokens[child]
        measure = measure or lexicon.tolls.get(f"{below.lemma.lower()} {lemma}")
        if lemma in ("number", "count", "toll", "total") and below.deprel in (
            "nmod",
            "acl",
            "compound",
            "amod",
        ):
            for word in _words_of(analysis, child):
                for rules in (lexicon.counted.get(word, ()), lexicon.objects.get(word, ())):
                    if rules and not measure:
                        measure = rules[0].measure
    measure = measure or lexicon.tolls.get(lemma)
    if measure is None:
        return None
    return Reading(measure, predicate, f"figures/{measure}.toll", 0.7, f"given as “{token.text}”")


def _words_of(analysis: Analysis, noun: int) -> Iterator[str]:
    """A word and what tells what befell it: "the number of soldiers killed"."""
    told = (c for c in analysis.children[noun] if analysis.tokens[c].deprel in ("acl", "amod"))
    for token in (noun, *told):
        yield analysis.tokens[token].lemma.lower()
        yield analysis.tokens[token].text.lower()
