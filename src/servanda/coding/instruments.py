"""Instruments: ceasefires, accords, contracts and missions that a report names, and what they provide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.codebook.acts import CommitmentLexicon
from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.obligors import as_states, can_bind
from servanda.coding.signatories import WIDEST, PartyReader
from servanda.coding.standing import AFIELD, StandingReader
from servanda.coding.subjects import case_of
from servanda.model import Actor, Analysis, Force, Span, Token

_RUNNING = frozenset({"ceasefire", "deploy_peacekeepers", "accept_monitors"})
"""Acts of which a noun alone may name a running instrument."""
_CLOSED = frozenset(
    {
        "political_reform",
        "negotiate",
        "provide_aid",
        "settle_disputes",
        "prosecute",
        "hold_elections",
        "open_transport",
    }
)
"""Acts that a noun names too loosely to be a running instrument by itself."""
_PEACE_DEALS = frozenset({"deal", "accord", "agreement", "treaty", "settlement", "pact"})
_WORDS_ONLY = frozenset({"statement", "communique", "communiqué", "document"})
_PAST = frozenset({"VBD", "VBN"})


@dataclass(frozen=True, slots=True)
class InstrumentReader:
    """Reads instruments off the trees of one document."""

    analysis: Analysis
    lexicon: CommitmentLexicon
    acts: ActReader
    standings: StandingReader
    sides: PartyReader

    def read(self) -> Iterator[Undertaking]:
        """All undertakings that a named instrument stands for, in order of the text."""
        last: str | None = None
        for token in self.analysis.tokens:
            if token.upos not in ("NOUN", "PROPN"):
                continue
            term = self.acts.term(token.index)
            pattern = self.acts.classify(token.index)
            act = pattern.act if pattern is not None else None
            if term not in self.lexicon.instruments and not self._runs(token, act):
                continue
            if self._is_part(token.index) or term in self.lexicon.cue_nouns:
                continue
            terms = list(self._terms(token.index))
            yield from terms
            if terms and act is None:
                continue
            found = self._itself(token.index, term, act, last)
            if found is not None:
                last = found.act
                yield found

    def _runs(self, token: Token, act: str | None) -> bool:
        """Whether a noun that is no instrument stands for one: a truce, a mission, the monitors sent."""
        if act not in _RUNNING or token.upos == "PROPN" or self._promised(token, act) or self._told_by(token):
            return False
        return (
            act != "accept_monitors"
            or token.xpos == "NNS"
            or token.lemma in AFIELD | {"monitoring", "mechanism"}
        )

    def _told_by(self, token: Token) -> bool:
        """Whether a report only names whom it has something from: "according to monitors"."""
        return any(
            self.analysis.tokens[c].deprel == "case"
            and self.analysis.tokens[c].lemma.lower().startswith("accord")
            for c in self.analysis.children[token.index]
        )

    def _promised(self, token: Token, act: str | None) -> bool:
        """Whether the noun stands in a promise of the same act: "will send peacekeepers"."""
        for i in list(self.analysis.ancestors(token.index))[:2]:
            if self.analysis.tokens[i].xpos == "VB":
                pattern = self.acts.classify(i)
                return pattern is not None and pattern.act == act
        return False

    def _is_part(self, noun: int) -> bool:
        token = self.analysis.tokens[noun]
        head = self.analysis.tokens[token.head] if token.head >= 0 else None
        if token.deprel.startswith("flat"):
            return True
        if head is None:
            return False
        if token.deprel in ("compound", "amod", "nmod:unmarked"):
            return True
        if (
            head.deprel in ("acl", "acl:relcl")
            and token.deprel in ("obj", "obl")
            and head.xpos in ("VB", "VBG", "VBN")
        ):
            above = head.head
            return above >= 0 and self.acts.term(above) in self.lexicon.instruments
        return token.deprel.startswith("nmod") and head.lemma in self.lexicon.parts

    # The instrument itself

    def _itself(self, noun: int, term: str, act: str | None, last: str | None) -> Undertaking | None:
        analysis = self.analysis
        content = self._content(noun) if act is None else None
        force, cue = self.standings.read(noun)
        if force is None:
            return None
        parties = self.sides.parties(noun, cue)
        if force == "declared" and len({a.country for a in parties}) > 1:
            force = "agreed"
        if act is None and content is not None:
            act = content[0]
            parties = self.sides.subjects(content[1]) or parties or self.sides.doers(content[1], content[0])
        if act is None:
            act = self._loose_act(noun, term, force, cue, parties, last)
        if act is None or (act in _CLOSED and force != "agreed"):
            return None
        if act == "accept_monitors" and not parties and term not in self.lexicon.instruments:
            return None
        return Undertaking(
            act=act,
            force=force,
            obligors=self._bound(act, parties),
            cue=cue,
            content=content[1] if content is not None else noun,
            evidence=self._phrase(noun),
            instrument=self._name(noun),
            rule=f"commitments/{act}.instrument",
            reason=f"“{analysis.tokens[noun].text}” {force}: “{analysis.tokens[cue].text}”",
        )

    def _bound(self, act: str, parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Parties that can be bound: no bystanders, and states rather than the soldiers they send."""
        able = tuple(a for a in parties if can_bind(a))
        return as_states(able) if act in ("deploy_peacekeepers", "accept_monitors") else able

    def _loose_act(
        self, noun: int, term: str, force: Force, cue: int, parties: tuple[Actor, ...], last: str | None
    ) -> str | None:
        """The act where the words do not say it: a peace deal, the one named before, or some agreement."""
        if self._is_peace(noun):
            return "ceasefire"
        if force in ("broken", "ended") and last is not None:
            return last
        if term not in self.lexicon.instruments:
            return None
        if force == "agreed" and (
            self.analysis.tokens[cue].lemma in ("sign", "ratify")
            or (self.analysis.tokens[cue].lemma == "agree" and cue > noun)
        ):
            return "other"
        old = any(
            self.analysis.tokens[c].lemma in ("previous", "existing", "earlier")
            or (self.analysis.tokens[c].upos == "NUM" and len(self.analysis.tokens[c].text) == 4)
            for c in self.analysis.children[noun]
        )
        return "other" if force == "in_force" and old and parties else None

    def _is_peace(self, noun: int) -> bool:
        return self.acts.term(noun) in _PEACE_DEALS and any(
            self.analysis.tokens[c].lemma.lower() == "peace" for c in self.analysis.children[noun]
        )

    def _content(self, noun: int) -> tuple[str, int] | None:
        """What a "deal to …" or an "accord on …" is about, and the word that heads it."""
        analysis = self.analysis
        below = [c for c in analysis.children[noun] if c > noun]
        verb = analysis.tokens[noun].head
        made = verb >= 0 and self.lexicon.standing.get(analysis.tokens[verb].lemma) in ("agreed", "declared")
        if made and analysis.tokens[noun].deprel in ("obj", "nsubj:pass"):
            below += [
                c
                for c in analysis.children[verb]
                if c > noun and analysis.tokens[c].deprel in ("advcl", "xcomp")
            ]
        for c in below:
            token = analysis.tokens[c]
            if token.deprel in ("acl", "advcl", "xcomp", "acl:relcl") and token.xpos in ("VB", "VBG"):
                found = self.acts.find(c)
            elif token.deprel == "nmod" and case_of(analysis, c) in ("on", "for", "of"):
                pattern = self.acts.classify(c)
                found = (pattern.act, c) if pattern is not None else None
            else:
                continue
            if found is not None:
                return found[0], c
        return None

    # What it provides

    def _terms(self, noun: int) -> Iterator[Undertaking]:
        analysis = self.analysis
        token = analysis.tokens[noun]
        verb = token.head
        if verb >= 0 and token.deprel.startswith("nsubj") and not self._is_done_to(verb):
            pass
        else:  # a long list may pull the verb under its own subject
            verb = next(
                (c for c in analysis.children[noun] if c == noun + 1 and analysis.tokens[c].deprel == "acl"),
                -1,
            )
        if verb < 0 or analysis.tokens[verb].lemma not in self.lexicon.provide:
            return
        if self.acts.term(noun) in _WORDS_ONLY and analysis.tokens[verb].lemma in self.lexicon.wishes:
            return  # a statement that calls for a truce makes none
        force: Force = "agreed" if analysis.tokens[verb].xpos in _PAST else "in_force"
        parties = self.sides.parties(noun, noun)
        contents = [
            c
            for c in analysis.children[verb]
            if c > verb
            and analysis.tokens[c].deprel.partition(":")[0] in ("obj", "obl", "xcomp", "ccomp", "advcl")
        ]
        listed = [(h, found) for c in contents for h in self._listed(c) if (found := self.acts.find(h))]
        for head, found in listed:
            own = self.sides.doers(head, found[0])
            yield Undertaking(
                act=found[0],
                force=force,
                obligors=self._bound(found[0], own or parties),
                cue=noun,
                content=head,
                evidence=self._clause(head, verb if len(listed) == 1 else -1),
                instrument=self._name(noun),
                rule=f"commitments/{found[0]}.term",
                reason=f"“{token.text}” provides for “{analysis.tokens[found[1]].text}”",
            )

    def _listed(self, content: int) -> Iterator[int]:
        """Heads of a list of terms; later items may hang too low in the tree of a long one."""
        heads = dict.fromkeys(self.acts.conjoined(content))
        for i in self.analysis.subtree(content):
            token = self.analysis.tokens[i]
            if (
                token.deprel == "conj"
                and token.upos in ("NOUN", "VERB")
                and self.acts.classify(i) is not None
            ):
                heads.setdefault(i)
        yield from sorted(heads)

    def _is_done_to(self, verb: int) -> bool:
        """Whether a verb is passive in so many words ("is provided"), not merely taken for it."""
        return any(self.analysis.tokens[c].deprel == "aux:pass" for c in self.analysis.children[verb])

    # Words

    def _phrase(self, noun: int) -> Span:
        """The noun phrase with the participle or clause that tells how it stands."""
        tree = [i for i in self.analysis.subtree(noun) if abs(i - noun) < WIDEST]
        while tree and self.analysis.tokens[tree[-1]].upos == "PUNCT":
            tree.pop()
        joints = ("punct", "cc", "case", "mark")
        first = next((i for i in tree if self.analysis.tokens[i].deprel not in joints), noun)
        return Span(
            self.analysis.tokens[min(first, noun)].start,
            self.analysis.tokens[max(noun, tree[-1] if tree else noun)].end,
        )

    def _clause(self, head: int, verb: int = -1) -> Span:
        """One term of a list; with ``verb``, the only one: to the end of what the verb governs."""
        tree = [
            i
            for i in self.analysis.subtree(head)
            if i == head or self.analysis.tokens[i].deprel not in ("conj", "cc", "punct")
        ]
        inside = [i for i in tree if not self._below_conjunct(i, head)] or [head]
        while inside[0] != head and self.analysis.tokens[inside[0]].deprel in ("case", "mark", "det"):
            inside.pop(0)
        inside += [] if verb < 0 else self._rest(verb, after=head)
        return Span(self.analysis.tokens[min(inside)].start, self.analysis.tokens[max(inside)].end)

    def _rest(self, verb: int, *, after: int) -> list[int]:
        """What else a verb governs behind a word, but for clauses: for how long, with what renewal."""
        return [
            i
            for c in self.analysis.children[verb]
            if c > after and self.analysis.tokens[c].deprel in ("obl", "advmod", "nmod")
            for i in self.analysis.subtree(c)
        ]

    def _below_conjunct(self, index: int, head: int) -> bool:
        while index != head and index >= 0:
            if self.analysis.tokens[index].deprel == "conj" and self.analysis.tokens[index].head == head:
                return True
            index = self.analysis.tokens[index].head
        return False

    def _name(self, noun: int) -> Span:
        """The instrument as the report calls it, without its clauses and phrases."""
        keep = [noun]
        for c in self.analysis.children[noun]:
            if self.analysis.tokens[c].deprel in ("compound", "amod", "nummod", "nmod:poss") and c < noun:
                keep.extend(i for i in self.analysis.subtree(c) if i < noun)
        return Span(self.analysis.tokens[min(keep)].start, self.analysis.tokens[noun].end)
