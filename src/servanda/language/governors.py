"""What governs an act and decides its status: "threatened to", "the plan to", "denied that".

The families of words, the relations they bear through, what ends their reach and their exceptions are data
(``codebook/data/factuality.yaml``); this module holds them against one step of a tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from servanda.codebook import FactualityCue, factuality_cues, light_verbs
from servanda.model import Analysis, Status, Token


@dataclass(frozen=True, slots=True)
class Verdict:
    """What words say of an act: its status, whether it is negated, the words, and why."""

    status: Status
    negated: bool
    cues: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Cue families indexed by word."""

    clause: Mapping[str, FactualityCue]
    noun: Mapping[str, FactualityCue]
    below: Mapping[str, tuple[FactualityCue, ...]]


@cache
def load_tables() -> Tables:
    """The families of ``factuality.yaml`` by word."""
    clause: dict[str, FactualityCue] = {}
    noun: dict[str, FactualityCue] = {}
    below: dict[str, list[FactualityCue]] = {}
    for cue in factuality_cues():
        for word in sorted(cue.words):
            if cue.direction == "clause":
                clause.setdefault(f"mark {word}" if "mark" in cue.scope else word, cue)
            elif cue.direction == "noun":
                noun.setdefault(f"nsubj {word}" if "nsubj" in cue.scope else word, cue)
            else:
                below.setdefault(word, []).append(cue)
    return Tables(clause, noun, {word: tuple(found) for word, found in below.items()})


def governed(analysis: Analysis, current: int, head: int) -> Verdict | None:
    """Whether the governor is a word that decides, through this relation and preposition."""
    if not _may_be_governed(analysis, current, head):
        return None
    governor = analysis.tokens[head]
    for key in _phrases(analysis, current, head):
        for cue in load_tables().below.get(key, ()):
            if _bears_on(analysis, cue, key, current):
                denied = cue.category == "denied"
                verdict = Verdict(cast("Status", cue.category), denied, (head,), (say(cue, governor),))
                return _negated_too(analysis, verdict, head)
    return None


def _negated_too(analysis: Analysis, verdict: Verdict, governor: int) -> Verdict:
    """A plan or attempt that is itself negated did not lead to the act: "did not mean to kill"."""
    if verdict.status not in ("planned", "possible"):
        return verdict
    no = negation_of(analysis, governor)
    if no < 0:
        return verdict
    said = (*verdict.reasons, say(load_tables().clause["not"], analysis.tokens[no]))
    return Verdict("denied", True, (*verdict.cues, no), said)


def negation_of(analysis: Analysis, index: int) -> int:
    """The adverb that negates a word, or -1."""
    words = load_tables().clause["not"].words
    for c in analysis.children[index]:
        child = analysis.tokens[c]
        if child.deprel == "advmod" and child.text.lower() in words:
            return c
    return -1


def _phrases(analysis: Analysis, current: int, head: int) -> list[str]:
    """The governor as the lexicon may name it: with a particle, a preposition, its verb, or alone."""
    lemma = analysis.tokens[head].lemma
    particles = [c for c in analysis.children[head] if analysis.tokens[c].deprel == "compound:prt"]
    out = [f"{lemma} {analysis.tokens[c].text.lower()}" for c in reversed(particles)]
    if _base(analysis, current) in ("obl", "nmod", "advcl", "acl") and (
        case := preposition(analysis, current)
    ):
        out.append(f"{lemma} {case}")
    noun = analysis.tokens[head]
    if noun.upos == "NOUN" and noun.head >= 0 and noun.deprel in ("obj", "nsubj:pass"):
        out.append(f"{analysis.tokens[noun.head].lemma} +{lemma}")
    return [*out, lemma]


def _bears_on(analysis: Analysis, cue: FactualityCue, phrase: str, current: int) -> bool:
    """Whether a governing cue reaches an act: by its scope, terminators and exceptions."""
    token = analysis.tokens[current]
    relation, base = token.deprel, _base(analysis, current)
    governor = analysis.tokens[token.head]
    if base == "advcl" and governor.upos in ("ADJ", "NOUN"):
        relation = base = "xcomp"  # "were due to meet", as trees have it
    word = preposition(analysis, current)
    if base == "advcl" and (token.xpos not in ("VB", "VBG") or word in cue.terminators):
        return False
    kind = "noun" if token.upos in ("NOUN", "PROPN") else "verb"
    if {(phrase, relation), (phrase, base), (phrase, kind)} & cue.exceptions:
        return False
    if " " not in phrase and base == "obl":
        return False  # a bare verb does not govern what stands in some phrase of its clause
    if base == "nmod" and word not in ("of", "for", "to", "on", "about"):
        return False
    if relation == "nsubj:pass":
        return "obj" in cue.scope
    if relation not in cue.scope and (base not in cue.scope or relation == "acl:relcl"):
        return False
    return (
        base != "obj" or governor.lemma not in light_verbs().transitive or cue.name in ("denial", "presence")
    )


def _may_be_governed(analysis: Analysis, current: int, head: int) -> bool:
    """Whether a phrase can be what its governor is about, not one who acts or a clause that tells more."""
    token = analysis.tokens[current]
    if analysis.tokens[head].upos not in ("NOUN", "PROPN"):
        return True
    if token.deprel == "acl:relcl" or (token.deprel == "acl" and analysis.child(current, "mark", "aux") < 0):
        return token.xpos not in ("VBN", "VBD")  # "threats they made", "agreements reached"
    if token.deprel == "nmod" and preposition(analysis, current) == "of":  # "demands of the protesters"
        mention = analysis.mention_at(current)
        return mention is None or not mention.actors
    return True


def _base(analysis: Analysis, index: int) -> str:
    """A token's relation without its subtype."""
    return analysis.tokens[index].deprel.partition(":")[0]


def preposition(analysis: Analysis, index: int) -> str:
    """The word that opens a phrase or clause, in lower case, or an empty string."""
    for c in analysis.children[index]:
        if analysis.tokens[c].deprel in ("case", "mark") and c < index:
            return analysis.tokens[c].text.lower()
    return ""


def say(cue: FactualityCue, token: Token) -> str:
    """A reason in words: the family and the word."""
    return f"{cue.name}: “{token.text}”"
