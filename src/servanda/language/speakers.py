"""Who says it: the phrase that names the speaker of a reporting verb."""

from __future__ import annotations

from servanda.codebook.reporting import load_reporting
from servanda.model import Analysis, Token

_RELATIVE = frozenset({"who", "which", "that"})
_NOT_SAID = frozenset({"refuse", "decline", "fail", "avoid", "stop"})
_CONTROL = frozenset({"quote", "cite", "hear", "ask"})
_MEANS = frozenset(
    {"telephone", "phone", "letter", "video", "videolink", "e-mail", "email", "radio", "cable"}
)
"""What is said "by" these is said by somebody else."""
DEEPEST = 6
"""How many governing verbs up a subject is looked for."""


def source_of(analysis: Analysis, verb: int, depth: int = DEEPEST) -> int:
    """Head of the phrase that names who acts in ``verb``, also if it stands with a governing verb, or -1."""
    token = analysis.tokens[verb]
    own, passive = _own_subject(analysis, verb)
    if own >= 0:
        return own if not passive or analysis.tokens[own].text.lower() != "it" else -1
    agent = with_case(analysis, verb, "by")
    if agent >= 0 and analysis.tokens[agent].lemma in _MEANS:
        agent = -1
    if agent >= 0 and (passive or token.xpos == "VBN"):
        return agent
    if passive or not depth or token.head < 0:
        return -1
    head = analysis.tokens[token.head]
    base = token.deprel.partition(":")[0]
    if base == "acl" and token.xpos in {"VBG", "VBD", "VB"}:
        return token.head
    if base not in {"conj", "advcl", "xcomp", "parataxis", "dep"}:
        return -1
    if base != "conj" and (head.lemma in _CONTROL or case_word(analysis, verb) == "as"):
        quoted = analysis.child(token.head, "obj", "nsubj:pass")  # "quoted X as saying"
        if quoted >= 0:
            return quoted
    if base == "xcomp" and (subject := _passive_subject(analysis, token.head)) >= 0:
        return subject
    if head.deprel == "ccomp" and head.head >= 0 and _goes_on(token, base):
        # hung on the content, but it goes on with the report
        return source_of(analysis, head.head, depth - 1)
    if head.upos in {"VERB", "AUX", "ADJ"}:
        return source_of(analysis, token.head, depth - 1)
    return -1


def _own_subject(analysis: Analysis, verb: int) -> tuple[int, bool]:
    """The subject nearest to the verb, through a relative pronoun, or -1; and whether the verb is passive."""
    token = analysis.tokens[verb]
    best, passive = -1, False
    for c in analysis.children[verb]:
        child = analysis.tokens[c]
        if c > verb and token.xpos == "VBG":
            continue  # "saying rebels had fled": the content's
        if child.deprel in {"nsubj", "nsubj:outer"} and (best < 0 or c < verb):
            best = token.head if token.deprel == "acl:relcl" and child.lemma in _RELATIVE else c
        passive |= child.deprel in {"nsubj:pass", "aux:pass", "expl"}
    return best, passive


def _goes_on(token: Token, relation: str) -> bool:
    """Whether a verb below the content is the reporter's: "…, adding that", "and suggested that"."""
    if relation == "advcl":
        return token.xpos == "VBG" and token.lemma in load_reporting().sequels
    past = token.xpos in {"VBD", "VBZ", "VBN"}
    return relation == "conj" and past and token.lemma in load_reporting().sequels


def _passive_subject(analysis: Analysis, verb: int) -> int:
    return next((c for c in analysis.children[verb] if analysis.tokens[c].deprel == "nsubj:pass"), -1)


def nearest_before(analysis: Analysis, verb: int) -> int:
    """A noun right before a finite verb, adverbs and times aside: its subject where the tree has none."""
    token = analysis.tokens[verb]
    if token.xpos not in {"VBD", "VBZ", "VBP"}:
        return -1
    for i in range(verb - 1, max(verb - 5, analysis.sentence_of(verb).first - 1), -1):
        before = analysis.tokens[i]
        if before.upos in {"ADV", "AUX"} or before.deprel == "obl:unmarked":
            continue
        if before.upos not in {"NOUN", "PROPN", "PRON"} or before.xpos == "WDT":
            return -1
        while before.deprel.startswith(("flat", "compound")) and before.head >= 0 and before.head < verb:
            before = analysis.tokens[before.head]
        return before.index
    return -1


def with_case(analysis: Analysis, verb: int, *cases: str) -> int:
    """First oblique dependent introduced by one of ``cases``, or -1."""
    for c in analysis.children[verb]:
        if analysis.tokens[c].deprel.startswith(("obl", "nmod")) and case_word(analysis, c) in cases:
            return c
    return -1


def case_word(analysis: Analysis, index: int) -> str:
    """The preposition or conjunction that introduces a phrase or clause, or ``""``."""
    for c in analysis.children[index]:
        if c < index and analysis.tokens[c].deprel in {"case", "mark"}:
            return analysis.tokens[c].lemma
    return ""


def is_denied(analysis: Analysis, verb: int) -> bool:
    """Whether the saying itself is negated, refused or only supposed."""
    for c in analysis.children[verb]:
        child = analysis.tokens[c]
        if child.deprel.startswith("advmod") and child.lemma in {"not", "never"}:
            return True
        if child.deprel == "mark" and child.lemma in {"if", "unless", "whether"}:
            return True
    token = analysis.tokens[verb]
    return token.deprel == "xcomp" and analysis.tokens[token.head].lemma in _NOT_SAID
