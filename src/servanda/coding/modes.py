"""Which mode an event has: the rule's, or by instruments and content words (codebook sections 3 and 9)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from servanda.codebook import event_types, word_classes
from servanda.coding.slots import Candidate, named_in, slot_heads
from servanda.model import Actor, Analysis

ASSAULT_ORDER: Final = (
    "unconventional", "suicide-attack", "targeted", "sexual", "torture", "abduct", "drone", "aerial",
    "heavy-weapons", "explosives", "firearms", "primitive", "crowd-control", "beat", "destroy",
)  # fmt: skip
"""Codebook section 9: of several modes the first holds."""
CONTENT_WORDS: Final = 14
"""How many words after a verbal act are looked through for what it is about."""
FUELLED: Final = frozenset(
    {"company", "complex", "facility", "field", "firm", "giant", "installation", "pipeline", "plant", "price"}
    | {"refinery", "station", "supply", "tank", "tanker", "terminal"}
)
"""Nouns before which gas is fuel and no weapon."""
MEDIATED: Final = frozenset(
    {"mediated", "brokered", "sponsored", "facilitated", "hosted", "moderated", "led", "backed"}
)
MULTILATERAL: Final = frozenset(
    {
        "multilateral",
        "six-party",
        "six-nation",
        "five-party",
        "international",
        "trilateral",
        "council",
        "g8",
        "g20",
        "g7",
    }
)


def choose_mode(analysis: Analysis, candidate: Candidate, actors: tuple[Actor, ...]) -> str | None:
    """The mode of a candidate whose actors are known; ``None`` if none of its type's modes fits."""
    rule = candidate.trigger.rule
    if rule.type == "ASSAULT":
        return _assault_mode(analysis, candidate)
    if rule.type == "CONSULT":
        return rule.mode or _consult_mode(analysis, candidate, actors)
    if rule.mode is None:
        return _content_mode(analysis, candidate)
    return rule.mode


def first_assault_mode(*modes: str | None) -> str | None:
    """Of several modes told of one attack, the one that comes first in section 9's order."""
    given = {m for m in modes if m}
    return next((m for m in ASSAULT_ORDER if m in given), None)


@cache
def _instruments() -> dict[str, str]:
    table: dict[str, str] = {}
    for mode in reversed(ASSAULT_ORDER):
        for word in sorted(word_classes().get(f"instruments-{mode}", frozenset())):
            table[word] = mode
    return table


@cache
def _content_tables() -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for kind in event_types():
        table: dict[str, str] = {}
        for mode, words in kind.content_modes:
            for word in sorted(words):
                table.setdefault(word, mode)
        out[kind.name] = table
    return out


def _assault_mode(analysis: Analysis, candidate: Candidate) -> str | None:
    table = _instruments()
    found = {candidate.trigger.rule.mode}
    for token in _means(analysis, candidate):
        if _is_fuel(analysis, token):
            continue
        word = analysis.tokens[token]
        if word.lemma.lower() == "bomber" and _is_suicide(analysis, token):
            found.add("suicide-attack")
            continue
        found.add(table.get(word.lemma.lower()) or table.get(word.text.lower()))
    if any(analysis.tokens[c].text.lower() == "tear" for c in analysis.children[candidate.token]):
        found = (found - {"unconventional"}) | {"crowd-control"}  # "they were tear-gassed"
    return first_assault_mode(*found)


def _is_fuel(analysis: Analysis, token: int) -> bool:
    """Whether gas is what a works or a vessel holds: "a gas plant", "a gas tank"."""
    word, head = analysis.tokens[token], analysis.tokens[analysis.tokens[token].head]
    return word.deprel == "compound" and word.lemma.lower() == "gas" and head.lemma.lower() in FUELLED


def _is_suicide(analysis: Analysis, bomber: int) -> bool:
    """Whether a bomber is no plane: called so, or told of before as one who died by it."""
    mention = analysis.mention_at(bomber)
    named = {w for a in mention.actors for w in a.name.lower().split()} if mention is not None else set()
    beside = {analysis.tokens[c].text.lower() for c in analysis.children[bomber]}
    return "suicide" in beside or any(word.startswith("suicide") for word in named)


def _means(analysis: Analysis, candidate: Candidate) -> Iterator[int]:
    """Words that may name the means: the act's, its subject's, its "with" phrases, what is fired."""
    frame = candidate.frame
    lemma = analysis.tokens[candidate.token].lemma
    heads = [
        *frame.subjects,
        *(h for word, h in frame.obliques if word in ("with", "by", "using", "via", "of", "in")),
    ]
    if lemma in (
        "fire",
        "launch",
        "use",
        "drop",
        "hurl",
        "throw",
        "lob",
        "detonate",
        "plant",
        "set",
        "unleash",
        "explode",
    ):
        heads += frame.objects
    if candidate.is_noun:
        yield candidate.token
        heads += frame.possessors  # "a chemical weapons attack"
    if candidate.trigger.object:
        heads += [
            c
            for c in analysis.children[candidate.token]
            if analysis.tokens[c].lemma == candidate.trigger.object
        ]  # "launched chemical attacks"
    for head in heads:
        yield head
        for c in analysis.children[head]:
            if analysis.tokens[c].deprel in ("compound", "amod", "conj"):
                yield c
                yield from (i for i in analysis.children[c] if analysis.tokens[i].deprel == "amod")


def _consult_mode(analysis: Analysis, candidate: Candidate, actors: tuple[Actor, ...]) -> str | None:
    words = {analysis.tokens[i].text.lower() for i in candidate.frame.possessors}
    words |= {part for w in words for part in w.split("-")}
    between = named_in(analysis, candidate, "between")
    outside = {a.country or a.name for a in actors} - {a.country or a.name for a in between}
    if words & MEDIATED or (len(between) > 1 and outside):
        return "third-party"
    if words & MULTILATERAL or len({a.name if a.country == "INT" else a.country for a in actors}) > 2:
        return "multilateral"
    return None


def _content_mode(analysis: Analysis, candidate: Candidate) -> str | None:
    """The mode of a request, refusal or threat by the first telling word of what it is about."""
    table = _content_tables()[candidate.trigger.rule.type]
    if not table:
        return None
    frame = candidate.frame
    heads = [
        *frame.clauses,
        *(h for word, h in frame.obliques if word not in ("after", "in", "at", "before")),
    ]
    heads += [h for h in frame.objects if not named_in(analysis, candidate, "object")]
    heads += slot_heads(analysis, candidate, "that")
    inside = sorted({i for h in heads if h > candidate.token for i in analysis.subtree(h)})[:CONTENT_WORDS]
    first = [h for h in heads if h > candidate.token]
    if candidate.trigger.kind == "modal":
        first.insert(0, candidate.token)
    for token in (*first, *inside):
        word = analysis.tokens[token]
        if mode := table.get(word.lemma.lower()) or table.get(word.text.lower()):
            return mode
    return None
