"""Which act of the codebook a clause or a noun phrase names: "hand over their weapons" is ``disarm``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.codebook.acts import ActPattern, CommitmentLexicon
from servanda.model import Actor, Analysis, Force, Span

_OTHER_CLAUSE = frozenset({"acl:relcl", "parataxis", "ccomp", "advcl"})
_DOWN = ("xcomp", "obj", "obl", "nmod", "ccomp", "acl", "advcl")
WIDEST = 40
"""How many words of a phrase are looked at."""
DEEPEST = 3
"""How far below a promise its act may stand: "agreed on the need for a ceasefire"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """One place in the text where somebody is bound or offers to be; several may tell one commitment.

    Attributes:
        act, force: codebook section 6.
        obligors, beneficiaries: as far as this place names them.
        cue: the word that says how binding it is; dates are looked for beside it.
        content: the word that names the act; terms are looked for below it.
        evidence: the shortest stretch that tells it.
        instrument: the phrase that names what was signed or runs.
        rule: of this package, stable between releases.
        reason: in words.
    """

    act: str
    force: Force
    obligors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...] = ()
    cue: int
    content: int
    evidence: Span
    instrument: Span | None = None
    rule: str
    reason: str


class ActReader:
    """Looks acts up in the trees of one document."""

    def __init__(self, analysis: Analysis, lexicon: CommitmentLexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon

    def term(self, index: int) -> str:
        """The lemma of a word, joined with what a hyphen ties to it ("cease-fire" is ``ceasefire``)."""
        tokens = self.analysis.tokens
        lemma = tokens[index].lemma.lower()
        if index >= 2 and tokens[index - 1].text == "-" and tokens[index - 1].start == tokens[index - 2].end:
            joined = f"{tokens[index - 2].lemma.lower()}-{lemma}"
            return "ceasefire" if joined == "cease-fire" else joined
        if (
            lemma == "fire"
            and index
            and tokens[index - 1].lemma == "cease"
            and tokens[index].upos in ("NOUN", "PROPN")
        ):
            return "ceasefire"
        if lemma in ("cease-fire", "ceasefires", "cease-fires"):
            return "ceasefire"
        return lemma

    def words_below(self, index: int) -> frozenset[str]:
        """Lemmas of a phrase without clauses that hang on it, and of the words of a coordination before it."""
        out: set[str] = set()
        todo, seen = list(self.analysis.children[index]), 0
        while todo and seen < WIDEST:
            i = todo.pop(0)
            token = self.analysis.tokens[i]
            if token.deprel in _OTHER_CLAUSE and token.head == index and token.deprel != "advcl":
                continue
            if token.deprel == "conj" and token.upos == "VERB":
                continue
            seen += 1
            out.add(self.term(i))
            out.add(token.lemma.lower())
            todo.extend(self.analysis.children[i])
        return frozenset(out)

    def classify(self, index: int) -> str | None:
        """The act named by the word at ``index`` with its dependents, or ``None``."""
        token = self.analysis.tokens[index]
        term = self.term(index)
        if token.upos in ("VERB", "AUX"):
            patterns = self.lexicon.verbs.get(term, ())
        elif token.upos in ("NOUN", "PROPN", "ADJ", "PRON"):
            patterns = self.lexicon.nouns.get(term) or self.lexicon.nouns.get(token.lemma.lower(), ())
        else:
            patterns = ()
        return self._match(patterns, index) if patterns else None

    def _match(self, patterns: tuple[ActPattern, ...], index: int) -> str | None:
        below = self.words_below(index)
        for pattern in patterns:
            if all(not group.isdisjoint(below) for group in pattern.groups):
                return pattern.act
        return None

    def find(self, index: int) -> tuple[str, int] | None:
        """The act of a promise's content, at its head or a little below, and the word that names it."""
        level = [index]
        for _ in range(DEEPEST):
            for i in level:
                act = self.classify(i)
                if act is not None:
                    return act, i
            level = [c for i in level for c in self._downward(i)]
        return None

    def _downward(self, index: int) -> Iterator[int]:
        for c in self.analysis.children[index]:
            rel = self.analysis.tokens[c].deprel
            if rel.partition(":")[0] in _DOWN and rel not in ("acl:relcl", "nmod:poss", "obl:agent"):
                yield c

    def conjoined(self, index: int) -> Iterator[int]:
        """The head of a content and the heads joined to it."""
        yield index
        for c in self.analysis.children[index]:
            if self.analysis.tokens[c].deprel == "conj":
                yield from self.conjoined(c)
