"""Which act of the codebook a clause or a noun phrase names: "hand over their weapons" is ``disarm``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.codebook.acts import ActPattern, CommitmentLexicon
from servanda.coding.subjects import case_of
from servanda.model import Actor, Analysis, Force, Span

_OTHER_CLAUSE = frozenset({"acl:relcl", "parataxis", "ccomp"})
_DOWN = ("xcomp", "obj", "obl", "nmod", "ccomp", "acl", "advcl")
NEGATIONS = frozenset({"not", "never", "no", "neither"})
_PARTICLES = frozenset({"away", "back", "down", "off", "out", "over", "up"})
"""Words that make another verb of a verb, and must be its own: in "move … 15 km away" nobody moves away."""
_FIGHTING = frozenset({"offensive", "attack", "operation", "war", "campaign", "assault", "strike"})
PARTY = "@party"
"""Stands in patterns for whoever is named with a country."""
WIDEST = 40
"""How many words of a phrase are looked at."""
DEEPEST = 3
"""How far below a promise its act may stand: "agreed on the value of a ceasefire"."""


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
        if tokens[index].xpos == "NNPS" or (
            tokens[index].upos == "PROPN" and lemma in ("accords", "agreements")
        ):
            lemma = lemma.removesuffix("s")
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
        """Lemmas of a phrase without the clauses that hang on it, and of what its pronouns stand for.

        An infinitive is read with the object of its governor: in "ask the troops to leave" the troops leave.
        """
        tokens = self.analysis.tokens
        out: set[str] = set()
        todo = [c for c in self.analysis.children[index] if self._belongs(c, index)]
        if tokens[index].deprel in ("xcomp", "advcl") and tokens[index].head >= 0:
            out.update(
                self.term(c)
                for c in self.analysis.children[tokens[index].head]
                if tokens[c].deprel in ("obj", "iobj", "obl") and c < index
            )
        seen = 0
        while todo and seen < WIDEST:
            i = todo.pop(0)
            seen += 1
            out.add(self.term(i))
            out.add(tokens[i].lemma.lower())
            if tokens[i].upos == "PRON":
                out |= self._names(i)
            todo.extend(c for c in self.analysis.children[i] if self._belongs(c, i))
        return frozenset(out)

    def _belongs(self, index: int, head: int) -> bool:
        token = self.analysis.tokens[index]
        if token.deprel in _OTHER_CLAUSE or (token.deprel == "conj" and self._is_next_item(index)):
            return False
        if token.deprel == "advcl":
            return token.xpos in ("VB", "VBG") and index > head
        return (
            token.deprel != "acl"
            or self.analysis.tokens[head].upos != "NOUN"
            or token.xpos == "VB"
            or token.head == head
        )

    def _is_next_item(self, index: int) -> bool:
        """Whether a conjunct is an act of its own: a verb, or a noun with an "of" ("and return of maps")."""
        token = self.analysis.tokens[index]
        return token.upos == "VERB" or (
            self.term(index) in self.lexicon.nouns
            and any(case_of(self.analysis, c) == "of" for c in self.analysis.children[index])
        )

    def _names(self, pronoun: int) -> set[str]:
        """Words, singular and in lower case, of what a pronoun stands for."""
        mention = self.analysis.mention_at(pronoun)
        if mention is None:
            return set()
        names = [a.name for a in mention.actors]
        if 0 <= mention.chain < len(self.analysis.chains):
            names.append(self.analysis.chains[mention.chain].name)
        return {w.removesuffix("s") for name in names for w in name.lower().split()}

    def classify(self, index: int) -> ActPattern | None:
        """The pattern that the word at ``index`` fits with its dependents, or ``None``."""
        token = self.analysis.tokens[index]
        term = self.term(index)
        if token.upos in ("VERB", "AUX"):
            patterns = self.lexicon.verbs.get(term) or self.lexicon.nouns.get(term, ())
        elif token.upos in ("NOUN", "PROPN", "ADJ"):
            patterns = self.lexicon.nouns.get(term) or self.lexicon.nouns.get(token.lemma.lower(), ())
        else:
            patterns = ()
        if not patterns:
            return None
        below = self.words_below(index)
        things = self._things(index) if any(p.things or p.never for p in patterns) else frozenset()
        own = frozenset(self.analysis.tokens[c].text.lower() for c in self.analysis.children[index])
        return next(
            (
                p
                for p in patterns
                if all(not g.isdisjoint(own if g <= _PARTICLES else below) for g in p.groups)
                and not any(g.isdisjoint(things) for g in p.things)
                and p.never.isdisjoint(things)
            ),
            None,
        )

    def _things(self, index: int) -> frozenset[str]:
        """Heads of what an act is done to, with the words before them: "all combat operations in the south".

        Of a noun also the words before itself. Whoever is named as a party among them adds :data:`PARTY`.
        """
        tokens = self.analysis.tokens
        verb = tokens[index].upos in ("VERB", "AUX")
        todo = [c for c in self.analysis.children[index] if self._is_thing(c, verb=verb)]
        out: set[str] = set() if verb else {self.term(c) for c in self._before(index)}
        for i in todo:
            mention = self.analysis.mention_at(i)
            if mention is not None and any(a.country for a in mention.actors):
                out.add(PARTY)
            out |= {self.term(i), tokens[i].lemma.lower(), *(self.term(c) for c in self._before(i))}
            if tokens[i].upos == "PRON":
                out |= self._names(i)
            todo.extend(
                c
                for c in self.analysis.children[i]
                if tokens[c].deprel in ("conj", "appos", "flat")
                or (tokens[c].deprel == "nmod" and case_of(self.analysis, c) in ("of", "to", "in"))
            )
        return frozenset(out)

    def _is_thing(self, index: int, *, verb: bool) -> bool:
        kind = self.analysis.tokens[index].deprel
        if kind in ("obj", "nsubj:pass"):
            return True
        cases = ("from", "as") if verb else ("of", "from", "as", "to", "in")
        return kind in ("obl", "nmod", "xcomp") and (
            case_of(self.analysis, index) in cases or self.analysis.tokens[index].xpos == "VBG"
        )

    def _before(self, index: int) -> Iterator[int]:
        """The words before a noun that say which it is."""
        for c in self.analysis.children[index]:
            if self.analysis.tokens[c].deprel in ("compound", "amod", "nmod:unmarked"):
                yield c

    def find(self, index: int) -> tuple[str, int] | None:
        """The act of a promise's content, at its head or a little below, and the word that names it."""
        level = [index]
        for _ in range(DEEPEST):
            for i in level:
                pattern = self.classify(i)
                if pattern is not None and pattern.negative == self.is_negated(i):
                    return pattern.act, i
            level = [c for i in level if self._leads_on(i) for c in self._downward(i)]
        return None

    def _leads_on(self, index: int) -> bool:
        """Whether what stands below is still promised: not what is refused, fought, or asked of others."""
        term = self.term(index)
        return not (term in _FIGHTING or term in self.lexicon.others or self.is_negated(index))

    def _downward(self, index: int) -> Iterator[int]:
        for c in self.analysis.children[index]:
            token = self.analysis.tokens[c]
            if token.deprel == "advcl" and (
                token.xpos not in ("VB", "VBG") or self.analysis.child(c, "nsubj") >= 0
            ):
                continue
            if token.deprel.partition(":")[0] in _DOWN and token.deprel not in (
                "acl:relcl",
                "nmod:poss",
                "obl:agent",
            ):
                yield c

    def is_negated(self, index: int) -> bool:
        """Whether a verb, or the auxiliary that carries it, is denied."""
        return any(
            self.analysis.tokens[c].lemma.lower() in NEGATIONS
            and self.analysis.tokens[c].deprel.startswith(("advmod", "det", "cc"))
            for c in self.analysis.children[index]
        )

    def conjoined(self, index: int) -> Iterator[int]:
        """The head of a content and the heads joined to it that have no subject of their own."""
        yield index
        for c in self.analysis.children[index]:
            if self.analysis.tokens[c].deprel == "conj" and self.analysis.child(c, "nsubj") < 0:
                yield from self.conjoined(c)
