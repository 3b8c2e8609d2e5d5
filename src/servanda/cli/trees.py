"""A sentence's tree drawn in text."""

from __future__ import annotations

from servanda.model import Analysis, Sentence

DEEPEST = 60
"""Levels drawn; what hangs deeper is drawn at this level."""


def draw(analysis: Analysis, sentence: Sentence) -> list[str]:
    """One row a word, in the order of the tree: its place among its sisters, word, relation, tag, number.

    ::

        vowed  root  VERB 5
        ├─ Armenia  nsubj  PROPN 3
        │  └─ Azerbaijan  conj  PROPN 5
        └─ use  xcomp  VERB 8
    """
    tokens = analysis.tokens
    rows: list[str] = []
    roots = [i for i in range(sentence.first, sentence.last) if tokens[i].head < sentence.first]
    todo = [(root, "", "", 0) for root in reversed(roots)]
    while todo:
        index, lead, below, depth = todo.pop()
        token = tokens[index]
        number = index - sentence.first + 1
        rows.append(f"{lead}{token.text}  {token.deprel}  {token.upos} {number}")
        children = analysis.children[index]
        for position, child in reversed(list(enumerate(children))):
            last = position == len(children) - 1
            if depth < DEEPEST:
                step = (
                    child,
                    f"{below}{'└─ ' if last else '├─ '}",
                    f"{below}{'   ' if last else '│  '}",
                    depth + 1,
                )
            else:
                step = (child, lead, below, depth)
            todo.append(step)
    return rows
