"""How a named instrument stands: agreed, on the table, running, broken, ended, or only wished for."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.codebook.acts import CommitmentLexicon
from servanda.coding.acts import ActReader
from servanda.coding.circumstances import find_attribution
from servanda.coding.subjects import case_of
from servanda.coding.undertakings import IDEAS
from servanda.model import Analysis, Force, Token

_MODALS = frozenset({"will", "would", "may", "might", "could", "should", "must"})
_NONFINITE = frozenset({"xcomp", "advcl", "acl"})
_POINTING = frozenset({"the", "this", "these", "that", "current", "existing", "fragile", "shaky"})
_LEAVING = frozenset({"withdraw", "pull", "exit", "walk", "resign"})
AFIELD = frozenset({"mission", "force", "operation"})
"""Missions named for the first time run all the same."""


@dataclass(frozen=True, slots=True)
class StandingReader:
    """Reads off the trees of one document how its instruments stand."""

    analysis: Analysis
    lexicon: CommitmentLexicon
    acts: ActReader

    def read(self, noun: int) -> tuple[Force | None, int]:
        """How the instrument stands, and the word that says so; ``None`` if it is only wished for."""
        analysis = self.analysis
        token = analysis.tokens[noun]
        left = token.deprel == "obl" and case_of(analysis, noun) in ("from", "of")
        if left and analysis.tokens[token.head].lemma in _LEAVING:
            return self._weigh("ended", token.head), token.head
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            if child.deprel in ("acl", "acl:relcl") and child.lemma in self.lexicon.standing:
                return self._weigh(self.lexicon.standing[child.lemma], c), c
            if child.deprel in ("det", "advmod") and child.lemma in ("no", "any", "every"):
                return None, noun
        place = token
        while place.deprel == "conj" and place.head >= 0:
            place = analysis.tokens[place.head]
        told = self._from_predicate(place, noun) if place.head >= 0 else None
        if told is not None:
            return told
        if self._definite(noun) or self.acts.term(noun) in AFIELD:
            return "in_force", noun
        return None, noun

    def _from_predicate(self, place: Token, noun: int) -> tuple[Force | None, int] | None:
        """What the verb over the phrase says of the instrument; ``None`` if nothing of its standing."""
        verb = self.analysis.tokens[place.head]
        relation = place.deprel.partition(":")[0]
        if verb.upos not in ("VERB", "AUX") or relation not in ("obj", "nsubj", "obl"):
            return None
        if verb.lemma in self.lexicon.wishes and relation != "nsubj":
            return ("in_force", verb.index) if verb.lemma == "violate" else (None, noun)
        if relation == "obl" and verb.lemma == "end":
            return "in_force", noun  # the war "ended with a peace deal"
        if place.deprel == "nsubj" and verb.lemma not in self.lexicon.courses:
            return None
        if verb.lemma not in self.lexicon.standing:
            return None
        return self._weigh(self.lexicon.standing[verb.lemma], verb.index), verb.index

    def _weigh(self, force: Force, verb: int) -> Force | None:
        """The force that a predicate gives, changed by its auxiliaries, its negation and its form."""
        analysis = self.analysis
        token = analysis.tokens[verb]
        made = force in ("agreed", "declared", "offered")
        for c in analysis.children[verb]:
            child = analysis.tokens[c]
            if child.deprel == "aux" and child.text.lower() in _MODALS:
                return "offered" if made else "in_force"
            if child.lemma in ("not", "never") and child.deprel.startswith("advmod"):
                return "broken" if force == "in_force" else None
            if force == "in_force" and child.lemma == "to" and child.deprel == "mark" and token.xpos == "VBN":
                return None  # "the need for a truce to be observed"
        if made and force != "offered" and token.xpos in ("VB", "VBG") and not self._after(verb):
            return "offered" if token.xpos == "VB" and token.deprel in _NONFINITE else None
        if made and token.deprel in ("ccomp", "acl") and analysis.tokens[token.head].lemma in IDEAS:
            return "offered"
        if force == "broken" and find_attribution(analysis, verb) is not None:
            return "in_force"  # only what the report says in its own voice is broken
        return force

    def _after(self, verb: int) -> bool:
        """Whether a participle tells what was done before: "after signing the accord"."""
        return any(
            self.analysis.tokens[c].lemma in ("after", "since", "by") for c in self.analysis.children[verb]
        )

    def _definite(self, noun: int) -> bool:
        """Whether the phrase points to something known: "the truce", "their deal", "the 1994 accord"."""
        children = [self.analysis.tokens[c] for c in self.analysis.children[noun]]
        return self.analysis.tokens[noun].xpos == "NNS" or any(
            c.deprel == "nmod:poss" or c.xpos == "CD" or c.lemma in _POINTING for c in children
        )
