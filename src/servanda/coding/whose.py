"""Whom a phrase stands for in an act: itself, the members of its list, or whose the thing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from servanda.codebook import word_classes
from servanda.coding.alike import is_state
from servanda.coding.circumstances import actors_of
from servanda.coding.frames import conjuncts, counted
from servanda.coding.subjects import antecedent, case_of
from servanda.model import Actor, Analysis

CARRIERS: Final = frozenset({"carry", "transport", "house", "shelter", "hold", "escort"})
"""Participles that say whom a thing that is hit holds."""
FREEING: Final = frozenset(
    {"release", "return", "freedom", "liberation", "repatriation", "extradition", "free"}
)
"""What is asked for somebody rather than of him."""
TOPICS: Final = frozenset({"security", "intelligence", "refugee", "prisoner", "hostage", "migrant"})
"""Nouns for services and people that in talks and demands are what these are about."""
POWERS: Final = frozenset({"powers"})
"""States, though the singular is a thing that is cut off: "world powers"."""
SOLDIERLY: Final = frozenset({"military", "army", "naval", "navy"})
"""Words by which a state's thing is its army's: "a Norwegian military convoy"."""


def _agents(analysis: Analysis, verb: int) -> list[int]:
    """The "by" phrases of a participle."""
    return [
        k
        for k in analysis.children[verb]
        if analysis.tokens[k].deprel.startswith("obl") and case_of(analysis, k) == "by"
    ]


def listed(analysis: Analysis, head: int) -> tuple[int, ...]:
    """The members of a list that a phrase heads, in order of the text, whichever way the tree joins them.

    "The six states - Chile, Peru …" are those named behind the dash; in "to President Souza, Chancellor
    Lang and …" trees hang later persons on the first one's title.
    """
    joined = conjuncts(analysis, head)
    if analysis.tokens[head].xpos == "NNS":
        for c in analysis.children[head]:
            if analysis.tokens[c].deprel == "appos" and len(members := conjuncts(analysis, c)) > 1:
                named = all(analysis.mention_at(m) is not None for m in members)
                return members if named else joined
    first = analysis.mention_at(head)
    if first is None or first.type != "person":
        return joined
    out, todo = set(joined), [head]
    while todo:
        for c in analysis.children[todo.pop()]:
            if analysis.tokens[c].deprel in ("appos", "conj", "nmod:desc"):
                todo.append(c)
                other = analysis.mention_at(c)
                if other is not None and other.type == "person" and other.chain != first.chain:
                    out.add(c)
    return tuple(sorted(out))


def held(analysis: Analysis, head: int) -> list[Actor]:
    """Whom a thing that is hit holds: "a car carrying a diplomat"."""
    verbs = [c for c in analysis.children[head] if analysis.tokens[c].deprel == "acl"]
    verbs = [c for c in verbs if analysis.tokens[c].lemma in CARRIERS and analysis.tokens[c].xpos == "VBG"]
    inside = [o for v in verbs for o in analysis.children[v] if analysis.tokens[o].deprel == "obj"]
    return [a for o in inside for a in actors_of(analysis, o)]


def holders(analysis: Analysis, head: int) -> list[Actor]:
    """Who holds a place that is hit: "the rebel-held suburbs"."""
    verbs = [
        c for c in analysis.children[head] if c < head and analysis.tokens[c].lemma in ("hold", "control")
    ]
    return [
        a
        for v in verbs
        for c in analysis.children[v]
        if analysis.tokens[c].deprel == "compound"
        for a in actors_of(analysis, c)
    ]


def whose(analysis: Analysis, head: int) -> tuple[Actor, ...]:
    """Who a phrase stands for; of a weapon, a building or a blow ("Israeli artillery") whose it is."""
    token = analysis.tokens[head]
    states = token.text.lower() in POWERS and token.deprel.partition(":")[0] in {"nsubj", "obj"}
    if states or token.lemma.lower() not in word_classes()["things"]:
        mention = analysis.mention_at(antecedent(analysis, head))
        named = () if mention is None else _with_army(analysis, head, mention.actors)
        if named or ((inner := counted(analysis, head)) == head and token.upos != "NOUN"):
            return named or (actors_of(analysis, head) if token.upos == "PRON" else ())
        if inner != head and (found := whose(analysis, inner)):
            return found  # "much of the council"
    if token.lemma in FREEING:
        return ()  # "welcomed the release of X": whoever freed X is praised
    head = counted(analysis, head)
    out: dict[Actor, None] = {}
    for c in analysis.children[head]:
        relation, word = analysis.tokens[c].deprel, case_of(analysis, c)
        if relation == "acl" and analysis.tokens[c].xpos == "VBN":  # "grenades thrown by the militia"
            out.update(dict.fromkeys(a for k in _agents(analysis, c) for a in actors_of(analysis, k)))
        shared = analysis.tokens[head].text == "sharing" and analysis.tokens[c].lemma.lower() in TOPICS
        if shared or (word == "of" and _is_town_of(analysis, head, c)):
            continue
        if relation in ("amod", "compound", "nmod:poss") or (
            relation == "nmod" and word in ("of", "by", "from", "between", "")
        ):
            out.update(dict.fromkeys(a for a in actors_of(analysis, c) if a.country or a.sector))
    soldierly = any(analysis.tokens[c].text.lower() in SOLDIERLY for c in analysis.children[head])
    return _as_army(out) if soldierly else tuple(out)


def _is_town_of(analysis: Analysis, head: int, place: int) -> bool:
    """Whether a phrase only names the place: "suburbs of Oslo" are not the Norwegian government's."""
    mention = analysis.mention_at(place)
    return (
        mention is not None
        and mention.type in ("city", "place")
        and analysis.tokens[head].lemma.lower() in word_classes()["territory"]
    )


def _with_army(analysis: Analysis, head: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The army for the state where "military" follows its adjective: "Norwegian military gunfire"."""
    words = analysis.tokens
    after = words[head + 1] if head + 1 < len(words) else None
    if after is None or after.text.lower() != "military" or after.head != words[head].head:
        return actors
    return _as_army(actors)


def _as_army(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(replace(a, name=f"{a.name} military", sector="MIL") if is_state(a) else a for a in actors)
