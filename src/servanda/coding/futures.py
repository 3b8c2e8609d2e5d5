"""What parties will do: as they say themselves, or as what they agreed on lays down.

"We will release them", said the minister. Or, in the report's own voice: "Under the statement, X will
withdraw", and "Y will send peacekeepers" in the sentences after one that tells of an agreement. A future
that nobody says and no agreement stands behind is a forecast, not a commitment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from servanda.codebook.acts import CommitmentLexicon
from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.circumstances import actors_of, find_attribution
from servanda.coding.obligors import can_bind
from servanda.coding.subjects import case_of, is_passive, surface_subject
from servanda.coding.undertakings import UndertakingReader
from servanda.model import Analysis, Attribution, Force, Span

_LIGHT = frozenset(
    {
        "begin",
        "start",
        "continue",
        "try",
        "help",
        "work",
        "do",
        "resume",
        "proceed",
        "be",
        "go",
        "stick",
        "remain",
    }
)
_DONE_BY_SPEAKER = frozenset(
    {"prosecute", "release_prisoners", "political_reform", "lift_sanctions", "hold_elections"}
)
"""Acts that an authority announces in the passive and carries out itself."""
_LOOSE = frozenset({"negotiate", "settle_disputes", "political_reform", "provide_aid", "other"})
"""Acts too wide for a bare future to be one that was agreed."""
_CONTENT = frozenset({"ccomp", "acl", "csubj", "nsubj", "obj", "xcomp"})
"""Relations by which what a word says hangs on it."""
_UNDER = frozenset({"under", "by", "accord", "with", "per", "in"})
_MAKINGS = frozenset({"agreed", "declared"})
_REACH = 2
"""How many sentences after an agreement a bare future may still be part of it."""


@dataclass(frozen=True, slots=True)
class FutureReader:
    """Reads futures off the trees of one document."""

    analysis: Analysis
    lexicon: CommitmentLexicon
    acts: ActReader
    undertakings: UndertakingReader

    def said(self) -> Iterator[Undertaking]:
        """What speakers say that they or their side will do, in order of the text."""
        for token in self.analysis.tokens:
            if token.upos in ("VERB", "AUX") and self.undertakings.is_future(token.index):
                yield from self._from_speaker(token.index)

    def laid_down(self, found: Iterable[Undertaking]) -> Iterator[Undertaking]:
        """Acts that an instrument of the same sentence, or an agreement told shortly before, lays down.

        Args:
            found: undertakings read so far; those that are ``agreed`` stand behind what follows them.
        """
        told = list(found)
        agreed = sorted(self.analysis.tokens[u.cue].sentence for u in told if u.force == "agreed")
        taken = {u.content for u in told} | {u.cue for u in told}
        for token in self.analysis.tokens:
            if token.upos != "VERB" or token.index in taken or self.undertakings.is_supposed(token.index):
                continue
            one = self._laid_down(token.index, agreed)
            if one is not None:
                agreed = sorted((*agreed, token.sentence))
                yield one

    def with_instrument(self, found: Undertaking) -> Undertaking:
        """An undertaking with the instrument that its clause names: "in the statement, they agreed to"."""
        if found.instrument is not None or found.force not in _MAKINGS:
            return found
        noun = self._instrument(found.cue)
        return found if noun is None else replace(found, instrument=self._name(noun))

    def _from_speaker(self, verb: int) -> Iterator[Undertaking]:
        analysis = self.analysis
        attribution = find_attribution(analysis, verb)
        if attribution is None or attribution.source < 0:
            return
        act = self._own_act(verb)
        if act is None or self.undertakings.is_supposed(verb) or self._is_supposed_by(attribution, verb):
            return
        speaker = actors_of(analysis, attribution.source)
        subject, _ = surface_subject(analysis, verb)
        if is_passive(analysis, verb):
            actors = speaker if act[0] in _DONE_BY_SPEAKER else ()
        else:
            actors = self.undertakings.same_side(subject, speaker)
        if actors:
            force: Force = "agreed" if len({a.country for a in actors}) > 1 else "declared"
            yield self.undertakings.make(verb, verb, act, force, actors, "future", subject)

    def _is_supposed_by(self, attribution: Attribution, verb: int) -> bool:
        """Whether the words about it assert no future: "to ensure that he will", "no chance that he will"."""
        below, at = verb, self.analysis.tokens[verb].head
        while at >= 0 and self.analysis.tokens[below].deprel in _CONTENT:
            said = at == attribution.cue
            negated = self.acts.is_negated(at) or any(
                self.analysis.tokens[c].lemma == "no" for c in self.analysis.children[at]
            )
            if negated or self.undertakings.is_to_come(at):
                return True
            below, at = at, -1 if said else self.analysis.tokens[at].head
        return False

    def _own_act(self, verb: int) -> tuple[str, int] | None:
        """The act of the verb itself, or of what it begins, helps or does."""
        if self.analysis.tokens[verb].lemma in _LIGHT:
            return self.acts.find(verb)
        pattern = self.acts.classify(verb)
        if pattern is None or pattern.negative != self.acts.is_negated(verb):
            return None
        return pattern.act, verb

    def _laid_down(self, verb: int, agreed: list[int]) -> Undertaking | None:
        analysis = self.analysis
        if is_passive(analysis, verb) or find_attribution(analysis, verb) is not None:
            return None
        future = self._is_future(verb)
        instrument = self._instrument(verb)
        here = analysis.tokens[verb].sentence
        if instrument is None and not (future and any(0 < here - s <= _REACH for s in agreed)):
            return None
        subject, _ = surface_subject(analysis, verb)
        if subject < 0:
            return None
        actors = tuple(a for a in actors_of(analysis, subject) if can_bind(a))
        act = self._own_act(verb)
        if not actors or act is None or act[0] in _LOOSE:
            return None
        made = self.undertakings.make(verb, verb, act, "agreed", actors, "laid-down", subject)
        if instrument is None:
            return made
        force: Force = "agreed" if future else "in_force"
        return replace(made, cue=verb, instrument=self._name(instrument), force=force)

    def _is_future(self, verb: int) -> bool:
        """Whether a verb, or the one it is joined to ("will gather and hand over"), stands in the future."""
        token = self.analysis.tokens[verb]
        joined = token.deprel == "conj" and token.xpos == "VB" and token.head >= 0
        return self.undertakings.is_future(token.head if joined else verb)

    def _instrument(self, verb: int) -> int | None:
        """The instrument by which the act of a clause is laid down: "under the statement"."""
        analysis = self.analysis
        above = verb
        if analysis.tokens[verb].deprel == "conj" and analysis.tokens[verb].head >= 0:
            above = analysis.tokens[verb].head
        for place in dict.fromkeys((verb, above)):
            for c in analysis.children[place]:
                token = analysis.tokens[c]
                named = token.upos in ("NOUN", "PROPN") and self.acts.term(c) in self.lexicon.instruments
                if token.deprel == "obl" and named and c < place and case_of(analysis, c) in _UNDER:
                    return c
        return None

    def _name(self, noun: int) -> Span:
        """The instrument as the report calls it, without its clauses and phrases."""
        keep = [noun]
        for c in self.analysis.children[noun]:
            if self.analysis.tokens[c].deprel in ("compound", "amod", "nummod", "nmod:poss") and c < noun:
                keep.extend(i for i in self.analysis.subtree(c) if i < noun)
        return Span(self.analysis.tokens[min(keep)].start, self.analysis.tokens[noun].end)
