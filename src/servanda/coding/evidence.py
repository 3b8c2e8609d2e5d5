"""The shortest clause that tells an event: the act with its arguments, as it stands in the text."""

from __future__ import annotations

from typing import Final

from servanda.coding.slots import Candidate
from servanda.model import Analysis, Span

LONGEST: Final = 40
"""Tokens; arguments farther from the act than this stay out."""
OUTSIDE: Final = frozenset({"acl:relcl", "appos", "parataxis", "punct", "advcl", "discourse"})
CLOSE: Final = frozenset({"det", "aux", "aux:pass", "nummod", "compound:prt", "compound", "amod"})
TIME_AND_PLACE: Final = frozenset(
    {"after", "before", "since", "until", "during", "while", "amid", "despite", "following"}
)


def find_evidence(analysis: Analysis, candidate: Candidate) -> Span:
    """From the first to the last word of the act, its light verb, its doers, objects and core phrases."""
    frame = candidate.frame
    keep = {candidate.token}
    if frame.verb >= 0:
        keep.add(frame.verb)
    heads = [*frame.subjects, *frame.objects, *frame.indirects, *frame.possessors]
    heads += [h for word, h in frame.obliques if word not in TIME_AND_PLACE]
    for clause in frame.clauses:
        if analysis.tokens[clause].deprel in ("xcomp", "ccomp"):
            heads.append(clause)
    for head in heads:
        if analysis.tokens[head].sentence != analysis.tokens[candidate.token].sentence:
            continue
        phrase = _phrase(analysis, head, candidate.token)
        if abs(min(phrase) - candidate.token) <= LONGEST and abs(max(phrase) - candidate.token) <= LONGEST:
            keep.update(phrase)
    for c in analysis.children[candidate.token]:
        if analysis.tokens[c].deprel in CLOSE:
            keep.add(c)
    first, last = min(keep), max(keep)
    return Span(analysis.tokens[first].start, analysis.tokens[last].end)


def _phrase(analysis: Analysis, head: int, act: int) -> list[int]:
    """A phrase without relative clauses and appositions, and without the act if it stands inside."""
    out, todo = [], [head]
    while todo:
        i = todo.pop()
        out.append(i)
        for c in analysis.children[i]:
            relation = analysis.tokens[c].deprel
            if c != act and relation not in OUTSIDE and not (relation.startswith("acl") and i == head):
                todo.append(c)
    return out
