"""Who does what a verb tells: its subject, also one passed on from another verb; and what phrases say."""

from __future__ import annotations

from typing import Final

from servanda.codebook import background_cues
from servanda.model import Analysis

OBJECT_RELATIONS: Final = frozenset({"obj", "dobj"})
SUBJECT_CONTROL: Final = frozenset({"promise", "threaten", "vow", "pledge", "offer", "use"})
"""Verbs whose infinitive is done by their subject even where they have an object."""
LONGEST_CLIMB: Final = 6
"""How many governors a subject is looked for; longer chains are parser errors more often than sentences."""
COSTING: Final = frozenset({"kill", "wound", "injure", "maim", "destroy", "damage"})
"""Verbs whose participle tells at the end of a clause what the act cost."""
RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose"})


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Whether the verb is passive: by auxiliary or subject, or as a bare past participle."""
    token = analysis.tokens[verb]
    if token.xpos not in ("VBN", "VBD"):
        return False
    has_auxiliary = False
    for c in analysis.children[verb]:
        child = analysis.tokens[c]
        if child.deprel in ("aux:pass", "nsubj:pass", "obl:agent"):
            return True
        if child.deprel in ("nsubj", "csubj"):
            return False
        if child.deprel == "aux":
            has_auxiliary = True
    if has_auxiliary or token.xpos != "VBN":
        return False
    if token.deprel in ("acl", "advcl", "acl:relcl", "amod"):
        return True
    if token.deprel == "conj":
        return is_passive(analysis, token.head)
    return False


def case_of(analysis: Analysis, noun: int) -> str:
    """The preposition of a phrase in lower case ("in front of" gives "in"), or an empty string."""
    for c in analysis.children[noun]:
        child = analysis.tokens[c]
        if (
            child.deprel == "case"
            and child.index < noun
            and child.upos in ("ADP", "SCONJ", "VERB", "ADV", "PART")
        ):
            return child.text.lower()
    return ""


def antecedent(analysis: Analysis, pronoun: int) -> int:
    """The noun a relative pronoun stands for, or the token itself if it is no relative pronoun."""
    token = analysis.tokens[pronoun]
    if token.text.lower() not in RELATIVES or token.upos not in ("PRON", "DET", "SCONJ"):
        return pronoun
    for i in analysis.ancestors(pronoun):
        if analysis.tokens[i].deprel == "acl:relcl":
            return analysis.tokens[i].head
    return pronoun


def surface_subject(analysis: Analysis, verb: int) -> tuple[int, bool]:
    """The grammatical subject of a verb, or -1, and whether it was passed on from another verb."""
    current, passed = verb, False
    for _ in range(LONGEST_CLIMB):
        token = analysis.tokens[current]
        own = _own_subject(analysis, current)
        if own >= 0:
            return antecedent(analysis, own), passed
        head = token.head
        if head < 0:
            return -1, passed
        passed = True
        relation = token.deprel
        if relation == "acl:relcl":
            return head, passed
        if relation == "acl":
            if token.xpos == "VBG" and token.lemma in COSTING and _is_where(analysis, head):
                return _doer_around(analysis, head), passed
            if token.xpos in ("VBG", "VBN"):
                return head, passed
            return _subject_of_noun(analysis, head), passed
        if relation == "xcomp":
            controller = _controller(analysis, head)
            if controller >= 0:
                return antecedent(analysis, controller), passed
            current = head
        elif relation in ("conj", "advcl", "parataxis", "dep"):
            if _has_lost_subject(analysis, current):
                return -1, passed
            if (whom := _punished_for(analysis, current)) >= 0:
                return antecedent(analysis, whom), passed
            current = head
        else:
            return -1, passed
    return -1, passed


def _has_lost_subject(analysis: Analysis, verb: int) -> bool:
    """Whether a clause beside another must have a subject of its own, which the tree does not show."""
    token = analysis.tokens[verb]
    if token.deprel == "parataxis":
        return token.xpos not in ("VBG", "VBN")
    return token.deprel == "advcl" and token.xpos in ("VBD", "VBZ", "VBP", "MD")


def _punished_for(analysis: Analysis, verb: int) -> int:
    """Who has done what he is punished or praised for: "jailed a student for protesting"; or -1."""
    token = analysis.tokens[verb]
    mark = analysis.child(verb, "mark")
    if token.deprel != "advcl" or token.xpos != "VBG" or mark < 0:
        return -1
    whom = analysis.child(token.head, *OBJECT_RELATIONS)
    known = token.head < whom < verb and analysis.mention_of.get(whom) is not None
    return whom if known and analysis.tokens[mark].text.lower() == "for" else -1


def _is_where(analysis: Analysis, noun: int) -> bool:
    """Whether a noun is a place, which kills nobody: "shelled two towns, killing nine"."""
    return analysis.tokens[noun].lemma.lower() in background_cues().place_nouns


def _doer_around(analysis: Analysis, noun: int) -> int:
    """The subject of the clause that a place stands in, or -1 if that is a passive."""
    for i in analysis.ancestors(noun):
        token = analysis.tokens[i]
        if token.upos == "VERB" and not token.deprel.startswith("acl"):
            return -1 if is_passive(analysis, i) else surface_subject(analysis, i)[0]
    return -1


def _own_subject(analysis: Analysis, verb: int) -> int:
    for relations in (("nsubj", "nsubj:pass"), ("nsubj:outer",)):
        found = [c for c in analysis.children[verb] if analysis.tokens[c].deprel in relations]
        if found:  # of two the nearer: the other is a dateline, or a headline without its stop
            return max((c for c in found if c < verb), default=found[0])
    return -1


def _controller(analysis: Analysis, governor: int) -> int:
    """Who does the infinitive under ``governor``: its object ("urged X to"), or -1 for its subject."""
    token = analysis.tokens[governor]
    if token.lemma in SUBJECT_CONTROL:
        return -1
    for c in analysis.children[governor]:
        if analysis.tokens[c].deprel in ("obj", "iobj"):
            return c
    for c in analysis.children[governor]:  # "called on X to", "appealed to X to"
        if analysis.tokens[c].deprel == "obl" and case_of(analysis, c) in ("on", "upon", "to", "for"):
            return c
    return -1


def _subject_of_noun(analysis: Analysis, noun: int) -> int:
    """Whose plan, offer or decision it is: the possessor, or the subject of the verb whose object it is."""
    owner = analysis.child(noun, "nmod:poss")
    if owner >= 0:
        return antecedent(analysis, owner)
    head = analysis.tokens[noun].head
    if head >= 0 and analysis.tokens[noun].deprel in OBJECT_RELATIONS | {"obl", "xcomp"}:
        return surface_subject(analysis, head)[0]
    return -1
