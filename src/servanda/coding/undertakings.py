"""Undertakings in words: "agreed to withdraw", "is ready to extend", "we will send", "a pledge to disarm"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.codebook.acts import CommitmentLexicon
from servanda.coding.acts import ActReader, Undertaking
from servanda.coding.circumstances import actors_of, find_attribution
from servanda.coding.obligors import as_states, can_bind, is_bystander
from servanda.coding.subjects import case_of, is_passive, surface_subject
from servanda.model import Actor, Analysis, Force, Span

_UNSURE = frozenset({"may", "might", "could", "should", "must", "can"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_BEING = frozenset({"am", "is", "are", "was", "were", "be", "been"})
_FIRST_PERSON = frozenset({"i", "we"})
_STATE_ACTS = frozenset({"deploy_peacekeepers", "accept_monitors"})
"""Acts to which states and bodies are bound, not the soldiers who carry them out."""
_AT_HOME = frozenset({"political_reform", "hold_elections", "prosecute"})
_PLANNED: dict[str, Force] = {
    "planned": "declared",
    "promised": "declared",
    "agreed": "agreed",
    "proposed": "offered",
    "scheduled": "declared",
}
_STRONG = frozenset({"agree", "vow", "pledge", "promise", "commit", "undertake"})
"""Verbs whose content is a commitment even if the lexicon knows no act for it."""
_OBJECT_CASES = frozenset({"to", "on", "upon", "for", "in", "with"})
_MAKING = frozenset({"make", "give", "take"})
"""What is done with promises: "a promise made in the accord" says nothing of its content."""
_PUBLIC = frozenset({"GOV", "MIL", "IGO", "REB", "SEP", "LEG", "PTY", "OPP"})
_DONE = frozenset({"manage", "proceed", "succeed", "set"})
"""Verbs whose infinitive tells what was done, or is about to be."""
_BEFOREHAND = frozenset(
    {"before", "without", "about", "for", "of", "on", "against", "toward", "towards", "from"}
)
"""Words before a gerund that leave open whether it was done: "optimistic about reaching a deal"."""
IDEAS = frozenset(
    {"suggest", "suggestion", "propose", "proposal", "demand", "request", "hope", "chance", "idea"}
)
"""Words whose that-clause tells what others would have somebody do."""
_NOT_OWN = frozenset(
    {"urge", "ask", "call", "demand", "press", "want", "refuse", "fail", "decline", "order", "force"}
)


@dataclass(frozen=True, slots=True)
class UndertakingReader:
    """Reads undertakings off the trees of one document."""

    analysis: Analysis
    lexicon: CommitmentLexicon
    acts: ActReader

    def read(self) -> Iterator[Undertaking]:
        """All undertakings, in order of the text."""
        for token in self.analysis.tokens:
            if token.upos in ("VERB", "AUX"):
                if token.lemma in self.lexicon.cue_verbs:
                    yield from self._from_verb(token.index)
                if token.lemma in self.lexicon.joint_verbs:
                    yield from self._from_joint(token.index)
            elif token.upos == "ADJ" and token.lemma in self.lexicon.cue_adjectives:
                yield from self._from_adjective(token.index)
            elif token.upos == "NOUN":
                if token.lemma in self.lexicon.cue_nouns:
                    yield from self._from_noun(token.index)
                yield from self._from_planned(token.index)

    # The shapes

    def _from_verb(self, verb: int) -> Iterator[Undertaking]:
        analysis = self.analysis
        token = analysis.tokens[verb]
        if self.acts.is_negated(verb) or self.is_supposed(verb) or self.is_to_come(verb):
            return
        force = self.lexicon.cue_verbs[token.lemma]
        if force == "agreed" and token.xpos == "VBG" and self._auxiliary(verb, _BEING):
            return  # who "is concluding a deal" has not concluded it
        subject, _ = surface_subject(analysis, verb)
        if is_passive(analysis, verb) and token.lemma != "commit":
            yield from self._from_passive(verb, subject, force)
            return
        actors = self._actors(subject, verb)
        if self.is_future(verb) or self._auxiliary(verb, _UNSURE):
            force = "offered"
        elif force == "declared" and len({a.country for a in actors}) > 1:
            force = "agreed"  # what two sides vow together is agreed between them
        for c in analysis.children[verb]:
            child = analysis.tokens[c]
            kind = child.deprel.partition(":")[0]
            case = case_of(analysis, c)
            if c < verb and kind != "ccomp":
                continue
            if kind == "ccomp" and not self._binds(verb, c, actors):
                continue
            if token.lemma in self.lexicon.told and kind not in ("xcomp", "ccomp"):
                continue
            if (
                kind in ("xcomp", "ccomp")
                or (kind in ("obj", "obl", "advcl") and (kind == "obj" or case in _OBJECT_CASES))
                or (kind == "advcl" and token.lemma in _STRONG and self._is_infinitive(c))
            ):
                strong = token.lemma in _STRONG and kind in ("xcomp", "ccomp")
                yield from self._contents(verb, c, force, actors, strong=strong, start=subject)

    def _from_joint(self, verb: int) -> Iterator[Undertaking]:
        """What several parties stress together: "they emphasized the need for a truce"."""
        subject, _ = surface_subject(self.analysis, verb)
        actors = self._actors(subject, verb)
        what = self.analysis.child(verb, "obj")
        if len({a.country for a in actors}) < 2 or what < 0 or self.acts.is_negated(verb):
            return
        if self.analysis.tokens[what].lemma in self.lexicon.joint_nouns:
            yield from self._contents(verb, what, "agreed", actors, strong=False, start=subject)

    def _from_passive(self, verb: int, subject: int, force: Force) -> Iterator[Undertaking]:
        """An act that is the subject of a passive: "the handover was consented to in Ostrau"."""
        pattern = self.acts.classify(subject) if subject >= 0 else None
        if (
            pattern is None
            or pattern.act == "negotiate"
            or self.analysis.tokens[verb].lemma in self.lexicon.told
            or self.analysis.tokens[subject].upos != "NOUN"
            or self._auxiliary(verb, _UNSURE | _FUTURE)
        ):
            return
        agent = next((c for c in self.analysis.children[verb] if case_of(self.analysis, c) == "by"), -1)
        actors = self._actors(agent, verb) or self._actors(self._owner(subject), verb)
        yield self.make(
            verb, subject, (pattern.act, subject), force, actors, self.analysis.tokens[verb].lemma, subject
        )

    def _from_adjective(self, adjective: int) -> Iterator[Undertaking]:
        analysis = self.analysis
        if self.acts.is_negated(adjective) or self.is_supposed(adjective):
            return
        subject, _ = surface_subject(analysis, adjective)
        if subject < 0:
            return
        actors = self._actors(subject, adjective)
        if not actors:
            return
        for c in analysis.children[adjective]:
            kind = analysis.tokens[c].deprel.partition(":")[0]
            if c > adjective and (
                kind in ("xcomp", "advcl", "ccomp")
                or (kind == "obl" and case_of(analysis, c) in ("to", "for"))
            ):
                yield from self._contents(adjective, c, "offered", actors, strong=False, start=subject)

    def _from_noun(self, noun: int) -> Iterator[Undertaking]:
        analysis = self.analysis
        if self.acts.is_negated(noun):
            return  # "no plans to": who has none promises nothing
        force = self.lexicon.cue_nouns[analysis.tokens[noun].lemma]
        owner = self._owner(noun)
        actors = self._actors(owner, noun)
        for c in analysis.children[noun]:
            kind = analysis.tokens[c].deprel.partition(":")[0]
            case = case_of(analysis, c)
            if (
                c > noun
                and (
                    (kind == "acl" and analysis.tokens[c].lemma not in _MAKING)
                    or (kind == "nmod" and case in ("to", "of", "for", "on"))
                )
                and c != owner
            ):
                yield from self._contents(
                    noun, c, force, actors, strong=False, start=min(owner, noun) if owner >= 0 else noun
                )

    def _from_planned(self, noun: int) -> Iterator[Undertaking]:
        """An act as a noun that is said to be planned or agreed: "the planned pullout"."""
        analysis = self.analysis
        for c in analysis.children[noun]:
            word = analysis.tokens[c].text.lower()
            if analysis.tokens[c].deprel == "amod" and word in _PLANNED:
                pattern = self.acts.classify(noun)
                if pattern is None or pattern.act == "negotiate":
                    return
                actors = self._actors(self._owner(noun), noun) or self.speaker(noun)
                yield self.make(c, noun, (pattern.act, noun), _PLANNED[word], actors, "planned", noun)

    # What they share

    def _contents(
        self, cue: int, content: int, force: Force, actors: tuple[Actor, ...], *, strong: bool, start: int
    ) -> Iterator[Undertaking]:
        for head in self.acts.conjoined(content):
            act = self.acts.find(head)
            token = self.analysis.tokens[head]
            if (
                act is None
                and strong
                and self._infinitive(head)
                and self._public(actors)
                and token.lemma not in self.lexicon.hostile
            ):
                act = ("other", head)
            if act is None or (actors and all(is_bystander(a) for a in actors)):
                continue
            yield self.make(cue, head, act, force, actors, self.analysis.tokens[cue].lemma, start)

    def _is_infinitive(self, verb: int) -> bool:
        """Whether a clause is "to refrain", which words between may part from its promise in the tree."""
        return self.analysis.tokens[verb].xpos == "VB" and any(
            self.analysis.tokens[c].text.lower() == "to" for c in self.analysis.children[verb]
        )

    def _infinitive(self, head: int) -> bool:
        return any(
            self.analysis.tokens[c].lemma in ("to", "that", "will", "would")
            for c in self.analysis.children[head]
        )

    def make(
        self,
        cue: int,
        head: int,
        act: tuple[str, int],
        force: Force,
        actors: tuple[Actor, ...],
        rule: str,
        start: int,
    ) -> Undertaking:
        """An undertaking of ``act`` by ``cue``, with what its content says of others."""
        if act[0] in _STATE_ACTS:
            actors = as_states(actors)
        return Undertaking(
            act=act[0],
            force=self._force(act[0], force, cue, actors),
            obligors=tuple(a for a in actors if can_bind(a)),
            beneficiaries=self._beneficiaries(head, actors),
            cue=cue,
            content=head,
            evidence=self.evidence(cue, head, start),
            rule=f"commitments/{act[0]}.{rule}",
            reason=f"“{self.analysis.tokens[cue].text}” binds to “{self.analysis.tokens[act[1]].text}”",
        )

    def _force(self, act: str, force: Force, cue: int, actors: tuple[Actor, ...]) -> Force:
        """What a government agrees to do at home it declares; a plan that is presented is on the table."""
        token = self.analysis.tokens[cue]
        if force == "agreed" and act in _AT_HOME and len(actors) == 1:
            return "declared"
        if token.upos == "NOUN" and token.head >= 0:
            verb = self.analysis.tokens[token.head]
            standing = self.lexicon.standing.get(verb.lemma)
            if force == "declared" and standing == "offered":
                return "offered"
            if standing == "broken" and token.deprel in ("obj", "nsubj:pass"):
                told = find_attribution(self.analysis, verb.index) is not None
                return "in_force" if told else "broken"  # broken is only what the report says itself
        return force

    def evidence(self, cue: int, head: int, start: int) -> Span:
        """From whoever undertakes it to the end of what is undertaken, without clauses that hang on."""
        analysis = self.analysis
        sentence = analysis.sentence_of(cue)
        keep = [i for i in (start, cue, head) if sentence.first <= i < sentence.last]
        if start in keep:
            keep.append(
                min(i for i in analysis.subtree(start) if i >= sentence.first) if start < cue else start
            )
        todo = [head]
        while todo:
            i = todo.pop()
            keep.append(i)
            todo.extend(
                c
                for c in analysis.children[i]
                if analysis.tokens[c].deprel not in ("advcl", "parataxis", "acl:relcl", "punct")
                and not (analysis.tokens[c].deprel == "conj" and i == head)
            )
        return Span(analysis.tokens[min(keep)].start, analysis.tokens[max(keep)].end)

    def is_supposed(self, index: int) -> bool:
        """Whether the undertaking is itself only asked for, refused or a condition."""
        analysis = self.analysis
        token = analysis.tokens[index]
        for c in analysis.children[index]:
            if analysis.tokens[c].deprel == "mark" and analysis.tokens[c].lemma in {
                "if",
                "unless",
                "whether",
                "until",
            }:
                return True
        if token.deprel in ("ccomp", "acl") and analysis.tokens[token.head].lemma in IDEAS:
            return True
        if token.deprel in ("xcomp", "ccomp", "advcl") and token.head >= 0:
            return analysis.tokens[token.head].lemma in _NOT_OWN
        return False

    def is_to_come(self, index: int) -> bool:
        """Whether a verb is only aimed at: "willing to sign", "before agreeing to it"; not "managed to"."""
        analysis = self.analysis
        while analysis.tokens[index].deprel == "conj" and analysis.tokens[index].xpos == "VB":
            index = analysis.tokens[index].head
        token = analysis.tokens[index]
        if token.xpos == "VBG":
            words = (analysis.tokens[c] for c in analysis.children[index])
            return any(w.deprel in ("case", "mark") and w.lemma in _BEFOREHAND for w in words)
        done = token.head >= 0 and analysis.tokens[token.head].lemma in _DONE
        return self._is_infinitive(index) and not done

    def is_future(self, index: int) -> bool:
        """Whether a verb stands in the future."""
        return self._auxiliary(index, _FUTURE)

    def _auxiliary(self, index: int, words: frozenset[str]) -> bool:
        return any(
            self.analysis.tokens[c].deprel == "aux" and self.analysis.tokens[c].text.lower() in words
            for c in self.analysis.children[index]
        )

    def _binds(self, verb: int, clause: int, actors: tuple[Actor, ...]) -> bool:
        """Whether a that-clause says what the speaker himself will do."""
        lemma = self.analysis.tokens[verb].lemma
        if lemma in ("agree", "accept", "propose", "suggest"):
            return True
        if not self.is_future(clause):
            return False
        subject, _ = surface_subject(self.analysis, clause)
        return bool(self.same_side(subject, actors))

    def same_side(self, subject: int, speaker: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The subject's actors if they are the speaker's side, else nothing."""
        if subject < 0:
            return ()
        token = self.analysis.tokens[subject]
        own = actors_of(self.analysis, subject)
        if token.lemma.lower() in _FIRST_PERSON or (token.upos == "PRON" and not own):
            return speaker
        if token.text.lower() == "they" and len(speaker) > 1:
            return speaker
        sides = {a.country or a.name for a in speaker}
        return own if own and all((a.country or a.name) in sides for a in own) else ()

    def _actors(self, subject: int, cue: int) -> tuple[Actor, ...]:
        if subject < 0:
            return ()
        token = self.analysis.tokens[subject]
        if token.lemma.lower() in _FIRST_PERSON:
            return self.speaker(cue)
        return actors_of(self.analysis, subject)

    def speaker(self, index: int) -> tuple[Actor, ...]:
        """Whose words hold the token at ``index``."""
        attribution = find_attribution(self.analysis, index)
        if attribution is None or attribution.source < 0:
            return ()
        return actors_of(self.analysis, attribution.source)

    def _owner(self, noun: int) -> int:
        """Whose promise it is: "their offer", "an offer from X", or the subject of "expressed readiness"."""
        analysis = self.analysis
        owner = analysis.child(noun, "nmod:poss")
        if owner >= 0:
            return owner
        for c in analysis.children[noun]:
            if analysis.tokens[c].deprel.startswith("nmod") and case_of(analysis, c) in ("from", "by"):
                return c
            if (
                analysis.tokens[c].deprel in ("amod", "compound")
                and analysis.mention_at(c) is not None
                and actors_of(analysis, c)
            ):
                return c
        head = analysis.tokens[noun].head
        if (
            head >= 0
            and analysis.tokens[noun].deprel in ("obj", "obl")
            and analysis.tokens[head].upos == "VERB"
        ):
            return surface_subject(analysis, head)[0]
        return -1

    def _beneficiaries(self, head: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        out: dict[Actor, None] = {}
        for c in self.analysis.children[head]:
            token = self.analysis.tokens[c]
            if token.deprel == "iobj" or (
                token.deprel.startswith(("obl", "nmod"))
                and case_of(self.analysis, c) in ("with", "to", "against", "for")
            ):
                out.update(dict.fromkeys(a for a in actors_of(self.analysis, c) if a not in actors))
        return tuple(out)

    def _public(self, actors: tuple[Actor, ...]) -> bool:
        return any(a.sector in _PUBLIC for a in actors)
