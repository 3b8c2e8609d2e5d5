"""Numbers given as a toll or a count: "the death toll rose to 49", "put the number of dead at 31"."""

from __future__ import annotations

from servanda.codebook.figures import FigureLexicon
from servanda.coding.figure_governors import LONGEST_CLIMB
from servanda.coding.figure_reading import Reading
from servanda.model import Analysis


def read_toll(analysis: Analysis, lexicon: FigureLexicon, head: int) -> Reading | None:
    """Of "The death toll rose to 49", "brought the toll to 49", "the number of wounded was 12"."""
    tokens, i = analysis.tokens, head
    for _ in range(LONGEST_CLIMB):
        for relation in ("nsubj", "obj"):
            subject = analysis.child(i, relation)
            if subject >= 0 and subject != head and (found := toll_of(analysis, lexicon, subject, i)):
                return found
        if tokens[i].head < 0 or tokens[i].deprel in ("conj", "acl:relcl", "advcl", "ccomp"):
            return None
        i = tokens[i].head
        if tokens[i].upos in ("NOUN", "PROPN") and (found := toll_of(analysis, lexicon, i, i)):
            return found
    return None


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
            for word in (below.lemma.lower(), below.text.lower()):
                for rules in (lexicon.counted.get(word, ()), lexicon.objects.get(word, ())):
                    if rules and not measure:
                        measure = rules[0].measure
    measure = measure or lexicon.tolls.get(lemma)
    if measure is None:
        return None
    return Reading(measure, predicate, f"figures/{measure}.toll", 0.7, f"given as “{token.text}”")
