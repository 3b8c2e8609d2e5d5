"""Predicates and their arguments, read off Universal Dependencies trees.

A frame says who stands in which relation to one verb or noun, with passives turned round, subjects passed
on through control, coordination, participles and relative clauses, and with what a light verb ("launched",
"held") adds to its noun. Slots hold token indices of phrase heads; nothing is resolved to actors here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from servanda.codebook import light_verbs, word_classes
from servanda.coding.subjects import OBJECT_RELATIONS, antecedent, case_of, is_passive, surface_subject
from servanda.model import Analysis

CLAUSES: Final = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis"})
_SEVERAL: Final = frozenset({"total", "series", "number", "wave", "string", "round", "barrage", "spate"})
"""Nouns for how often an act was done, before "of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One predicate's arguments.

    Attributes:
        head: the predicate's token.
        verb: the verb that carries tense and time: the predicate itself, or the light verb of a noun, or -1.
        subjects: who does it.
        objects: to what or whom.
        indirects: indirect objects.
        possessors: "X's" and words before a noun ("Russian", "rebel") that may name its doer or its object.
        obliques: ``(preposition, head)`` pairs in order of the text.
        clauses: heads of content clauses, infinitives and participles below the predicate.
        particles: words that belong to the verb ("up" in "blow up") and prepositions of its obliques.
        passive: the predicate is a passive verb.
        shared: whether the subject was passed on from another verb.
    """

    head: int
    verb: int
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    indirects: tuple[int, ...] = ()
    possessors: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    clauses: tuple[int, ...] = ()
    particles: frozenset[str] = field(default=frozenset())
    passive: bool = False
    shared: bool = False

    def under(self, *prepositions: str) -> tuple[int, ...]:
        """Heads of the obliques with one of these prepositions."""
        return tuple(head for word, head in self.obliques if word in prepositions)


def conjuncts(analysis: Analysis, head: int) -> tuple[int, ...]:
    """The phrase head and the heads joined to it by "and", "or" or commas, in order of the text."""
    out, todo = [], [head]
    while todo:
        i = todo.pop(0)
        out.append(i)
        for c in analysis.children[i]:
            child = analysis.tokens[c]
            if child.deprel == "conj" and child.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                todo.append(c)
    return tuple(sorted(out))


def counted(analysis: Analysis, head: int) -> int:
    """What a word of number or amount counts ("dozens of hostages": hostages), or the head itself."""
    word = analysis.tokens[head]
    if word.upos == "NUM" or word.lemma.lower() in word_classes()["counts"]:
        for c in analysis.children[head]:
            if analysis.tokens[c].deprel == "nmod" and case_of(analysis, c) == "of":
                return c
    return head


def joined_word(analysis: Analysis, token: int) -> str:
    """The hyphenated word a token heads, in lower case ("cease-fire", "build-up"), or an empty string."""
    tokens = analysis.tokens
    word = tokens[token]
    if token >= 2 and tokens[token - 1].text == "-" and tokens[token - 1].end == word.start:
        first = tokens[token - 2]
        if first.end == tokens[token - 1].start and first.head == token:
            return f"{first.text}-{word.lemma}".lower()
    if token + 2 < len(tokens) and tokens[token + 1].text == "-" and word.end == tokens[token + 1].start:
        last = tokens[token + 2]
        if last.start == tokens[token + 1].end and last.head == token:
            return f"{word.text}-{last.text}".lower()
    return ""


def frame_of(analysis: Analysis, index: int) -> Frame:
    """The frame of a predicate: of a verb or predicative adjective if the token is one, else of a noun."""
    if analysis.tokens[index].upos in ("VERB", "AUX", "ADJ"):
        return verb_frame(analysis, index)
    return noun_frame(analysis, index)


def verb_frame(analysis: Analysis, verb: int) -> Frame:
    """The frame of a verb or predicative adjective."""
    tokens = analysis.tokens
    passive = is_passive(analysis, verb)
    objects: list[int] = []
    indirects: list[int] = []
    agents: list[int] = []
    obliques: list[tuple[str, int]] = []
    clauses: list[int] = []
    particles: set[str] = set()
    for c in analysis.children[verb]:
        child = tokens[c]
        relation = child.deprel
        if relation in OBJECT_RELATIONS:
            objects.append(antecedent(analysis, c))
        elif relation == "iobj":
            indirects.append(c)
        elif relation == "compound:prt":
            particles.add(child.text.lower())
        elif relation.startswith("obl"):
            word = case_of(analysis, c)
            if relation == "obl:agent" or (passive and word == "by" and child.upos not in ("VERB", "NUM")):
                agents.append(antecedent(analysis, c))
            else:
                obliques.append((word, antecedent(analysis, c)))
                if word:
                    particles.add(word)
        elif relation in CLAUSES:
            clauses.append(c)
        elif relation in ("advmod", "case", "mark") and child.text.lower() != "to":
            particles.add(child.text.lower())  # the verb's own "to" is its infinitive's
    subject, passed = surface_subject(analysis, verb)
    if not objects:
        objects = _shared_objects(analysis, verb, subject, passive)
    subjects = [subject] if subject >= 0 else []
    if passive and not agents:
        agents = _shared_agents(analysis, verb)
    companions = _companions(analysis, verb)
    obliques = [o for o in obliques if o[1] not in companions]
    late = [c for c in companions if passive and agents and c > verb]
    agents += late
    subjects += [c for c in companions if c not in late]
    if not objects and not passive:  # trees differ on "urged X to": with no other object X is the object
        objects, indirects = indirects, []
    if passive:
        objects, subjects = [*subjects, *(o for o in objects if o not in subjects)], agents
    return Frame(
        head=verb,
        verb=verb,
        subjects=tuple(subjects),
        objects=tuple(objects),
        indirects=tuple(indirects),
        obliques=tuple(obliques),
        clauses=tuple(clauses),
        particles=frozenset(particles),
        passive=passive,
        shared=passed,
    )


def _companions(analysis: Analysis, verb: int) -> list[int]:
    """Who takes part beside the subject or the agent: "along with X", "together with X", "alongside X".

    Behind an active verb "along with" may join what is acted upon; only "alongside" is the subject's there.
    """
    out = []
    for c in analysis.children[verb]:
        words = {analysis.tokens[k].text.lower() for k in (c, *analysis.children[c]) if k <= c}
        if analysis.tokens[c].deprel == "advmod" and words & {"together", "along"}:
            out += [k for k in analysis.children[c] if case_of(analysis, k) == "with"]
        elif analysis.tokens[c].deprel == "obl":
            out += [c] if "alongside" in words or ("with" in words and words & {"along", "together"}) else []
    passive = is_passive(analysis, verb)
    return [c for c in out if c < verb or passive or case_of(analysis, c) == "alongside"]


def _shared_agents(analysis: Analysis, verb: int) -> list[int]:
    """The "by" phrase of a coordinated passive, whichever verb it hangs on: "seized and beaten by agents"."""
    token = analysis.tokens[verb]
    beside = [c for c in analysis.children[verb] if analysis.tokens[c].deprel == "conj"]
    beside = [c for c in beside if analysis.child(c, "nsubj", "nsubj:pass") < 0]
    if token.deprel == "conj" and analysis.child(verb, "nsubj", "nsubj:pass") < 0:
        beside.append(token.head)
    for c in beside:
        if analysis.tokens[c].xpos == "VBN":
            return [
                antecedent(analysis, k)
                for k in analysis.children[c]
                if k > max(c, verb)
                and analysis.tokens[k].deprel.startswith("obl")
                and case_of(analysis, k) == "by"
            ]
    return []


def _shared_objects(analysis: Analysis, verb: int, subject: int, passive: bool) -> list[int]:
    """An object outside the verb's own phrase: of a coordinated verb, or the antecedent of its clause."""
    if passive:
        return []
    token = analysis.tokens[verb]
    if token.deprel == "acl:relcl" and token.head != subject:
        pronoun = analysis.child(verb, "obl")
        return [token.head] if pronoun < 0 or analysis.tokens[pronoun].upos != "PRON" else []
    if token.deprel == "conj":  # "shelled and bombed the town": the object hangs on the first verb
        for c in analysis.children[token.head]:
            if c > verb and analysis.tokens[c].deprel in OBJECT_RELATIONS:
                return [c]
    for c in analysis.children[verb]:  # … or on the second
        child = analysis.tokens[c]
        if child.deprel == "conj" and child.upos == "VERB" and analysis.child(c, "nsubj", "nsubj:pass") < 0:
            found = analysis.child(c, "obj")
            if found >= 0 and c - verb <= 2:
                return [found]
    return []


def noun_frame(analysis: Analysis, noun: int) -> Frame:
    """The frame of a noun that names an act, with what its light verb or its participle adds."""
    tokens = analysis.tokens
    possessors: list[int] = []
    obliques: list[tuple[str, int]] = []
    agents: list[int] = []
    clauses: list[int] = []
    particles: set[str] = set()
    for c in analysis.children[noun]:
        child = tokens[c]
        relation = child.deprel
        if relation == "nmod:poss":
            possessors.append(antecedent(analysis, c))
        elif relation in ("nmod", "obl"):
            word = case_of(analysis, c)
            if word == "by":
                agents.append(c)
            elif word:
                obliques.append((word, c))
                particles.add(word)
            elif c < noun:
                possessors.append(c)
        elif relation in ("amod", "compound", "nmod:desc", "appos") and c < noun:
            possessors.append(c)
        elif relation in CLAUSES:
            clauses.append(c)
            if relation == "acl" and tokens[c].xpos == "VBN" and tokens[c].lemma in light_verbs().agentive:
                agents += [k for k in analysis.children[c] if case_of(analysis, k) == "by"]
                obliques += [
                    (case_of(analysis, k), k)
                    for k in analysis.children[c]
                    if tokens[k].deprel == "obl" and case_of(analysis, k) not in ("by", "")
                ]
    verb, subjects, more = _light_verb(analysis, noun)
    return Frame(
        head=noun,
        verb=verb,
        subjects=tuple(agents or subjects),
        possessors=tuple(possessors),
        obliques=tuple(obliques + more),
        clauses=tuple(clauses),
        particles=frozenset(particles),
    )


def _light_verb(analysis: Analysis, noun: int) -> tuple[int, list[int], list[tuple[str, int]]]:
    """The light verb that governs a noun, its subject and its obliques; ``(-1, [], [])`` if there is none."""
    tokens = analysis.tokens
    top = noun
    while tokens[top].deprel == "conj" and tokens[tokens[top].head].upos in ("NOUN", "PROPN"):
        top = tokens[top].head
    over = tokens[top].head
    if case_of(analysis, top) == "of" and over >= 0 and tokens[over].lemma in _SEVERAL:
        top = over  # "carried out a total of nine raids"
    relation, verb = tokens[top].deprel, tokens[top].head
    if verb < 0 or tokens[verb].upos not in ("VERB", "AUX"):
        return -1, [], []
    lemma, light = tokens[verb].lemma, light_verbs()
    if relation in OBJECT_RELATIONS | {"nsubj:pass"} and lemma in light.transitive:
        frame = verb_frame(analysis, verb)
        return verb, [s for s in frame.subjects if s != top], [o for o in frame.obliques if o[1] != top]
    if relation == "nsubj" and lemma in light.intransitive:
        return verb, [], list(verb_frame(analysis, verb).obliques)
    if relation == "obl" and (lemma, case_of(analysis, top)) in light.prepositional:
        frame = verb_frame(analysis, verb)
        doers = frame.objects if frame.passive else frame.subjects
        return verb, [s for s in doers if s != top], [o for o in frame.obliques if o[1] != top]
    return -1, [], []
