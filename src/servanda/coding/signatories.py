"""Who is bound by an instrument: its makers, those it stands between, and those who do what it provides."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.codebook.acts import CommitmentLexicon
from servanda.coding.circumstances import actors_of
from servanda.coding.subjects import case_of, surface_subject
from servanda.model import Actor, Analysis

_CONFLICT = frozenset({"war", "conflict", "fighting", "clash", "hostility", "battle", "violence"})
_BETWEEN = frozenset({"between", "with", "by", "among"})
_DOING = frozenset({"nmod:poss", "amod", "compound", "nsubj", "obj", "nmod"})
_NAMING = frozenset({"ADJ", "PROPN", "NOUN", "PRON"})
_DONE_TO = frozenset(
    {
        "release_prisoners",
        "return_displaced",
        "account_for_missing",
        "safe_passage",
        "provide_aid",
        "provide_arms",
        "lift_sanctions",
        "lift_blockade",
    }
)
"""Acts whose noun is followed by whom or what they are done to."""
WIDEST = 24
"""How many words of a phrase are looked at."""
_SENTENCE = 120
"""How many words of a sentence are searched for the war it speaks of."""


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads the parties of instruments off the trees of one document."""

    analysis: Analysis
    lexicon: CommitmentLexicon

    def parties(self, noun: int, cue: int) -> tuple[Actor, ...]:
        """Who made the instrument ``noun``, by the predicate ``cue`` and the phrase itself."""
        analysis = self.analysis
        out: dict[Actor, None] = {}
        verb = analysis.tokens[cue]
        if verb.upos == "VERB":
            for c in analysis.children[cue]:
                child = analysis.tokens[c]
                if child.deprel == "nsubj" and c != noun and verb.lemma not in self.lexicon.brokers:
                    out.update(dict.fromkeys(self._subject(cue)))
                elif (
                    child.deprel in ("obl:agent", "obl")
                    and case_of(analysis, c) == "by"
                    and verb.lemma not in self.lexicon.brokers
                ):
                    out.update(dict.fromkeys(actors_of(analysis, c)))
        for c in analysis.children[noun]:
            child = analysis.tokens[c]
            case = case_of(analysis, c)
            if child.deprel == "nmod:poss" or (child.deprel.startswith("nmod") and case in _BETWEEN):
                out.update(dict.fromkeys(actors_of(analysis, c)))
                if case == "with":  # "X has an accord with Y"
                    out.update(dict.fromkeys(self._subject(analysis.tokens[noun].head)))
            elif child.deprel in ("amod", "compound") and not self._only_helps(c):
                for i in analysis.subtree(c):
                    out.update(dict.fromkeys(actors_of(analysis, i)))
        if not out:
            out.update(dict.fromkeys(self._fighters(noun)))
        return tuple(out)

    def _subject(self, verb: int) -> tuple[Actor, ...]:
        if verb < 0 or self.analysis.tokens[verb].upos != "VERB":
            return ()
        subject, _ = surface_subject(self.analysis, verb)
        return actors_of(self.analysis, subject) if subject >= 0 else ()

    def _only_helps(self, index: int) -> bool:
        """The X of "X-brokered"."""
        following = self.analysis.tokens[index + 1 : index + 3]
        return (
            any(t.text == "-" for t in following[:1])
            or self.analysis.tokens[index].lemma in self.lexicon.brokers
        )

    def _fighters(self, noun: int) -> tuple[Actor, ...]:
        """Between whom the war is that the sentence speaks of."""
        sentence = self.analysis.sentence_of(noun)
        for i in range(sentence.first, min(sentence.last, sentence.first + 120)):
            if self.analysis.tokens[i].lemma in _CONFLICT:
                for c in self.analysis.children[i]:
                    if case_of(self.analysis, c) == "between":
                        return actors_of(self.analysis, c)
        return ()

    def _is_object(self, index: int, head: int) -> bool:
        """Whether a word stands in the phrase that says to whom or what an act is done."""
        while index != head:
            token = self.analysis.tokens[index]
            if token.head == head:
                return token.deprel == "obj" or (
                    token.deprel in ("nmod", "obl", "acl") and case_of(self.analysis, index) in ("of", "")
                )
            index = token.head
        return False

    def subjects(self, head: int) -> tuple[Actor, ...]:
        """Who is named as the doer of an infinitive: "a deal for X to leave"."""
        subject = self.analysis.child(head, "nsubj")
        return actors_of(self.analysis, subject) if subject >= 0 else ()

    def doers(self, head: int, act: str = "") -> tuple[Actor, ...]:
        """Who does what an instrument provides: "withdrawal of Armenian troops", "X to leave".

        Of an act that is done to people or things ("release of prisoners") those are no doers.
        """
        for i in self.analysis.subtree(head)[:WIDEST]:
            token = self.analysis.tokens[i]
            if act in _DONE_TO and self._is_object(i, head):
                continue
            if i != head and token.deprel in _DOING and token.upos in _NAMING:
                mention = self.analysis.mention_at(i)
                if mention is not None and mention.actors:
                    return mention.actors
        return ()
