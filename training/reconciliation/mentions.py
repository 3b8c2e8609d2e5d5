"""Event mentions of ECB+ and what two of them have in common: which words of several texts tell one event.

A mention is a stretch of words that annotators marked. Compared are its head word, what depends on it in our
own parse, the sentence, and the text as a whole. The marked entities, places and times are not used. Shared
with the incidents of a record: how words are cut and weighed, and the clustering; what those go by (types,
days, places, parties, counts) is mostly lacking in one sentence of a text without a date.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from servanda.codebook.incidents import word_weights
from servanda.model import Analysis, Document, OffsetMap, Token
from servanda.pipeline import Annotator, Tools, analyse
from servanda.reconciliation.incidents_features import likeness
from servanda.reconciliation.incidents_sketch import stem, stems

LIGHT = frozenset(["be", "have", "do", "make", "take", "get", "go", "give", "say", "tell"])
_DOERS = frozenset({"nsubj", "obl:agent", "nmod:poss"})
_DONE = frozenset({"obj", "nsubj:pass", "iobj"})
_OTHERS = frozenset(
    {"obl", "nmod", "compound", "amod", "appos", "csubj", "nummod", "acl", "acl:relcl", "advcl"}
)
_ENDINGS = ("ment", "ation", "ition", "tion", "sion", "ance", "ence", "er", "or", "al", "ion", "ive", "ure")
_TEXTS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
_TOLD = (0.05, 0.1, 0.2, 0.3, 0.45)
_NEAR = 0.2
_DEEP = 6
"""How many steps up the tree a word may be from the mention it depends on."""

Bag = dict[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the event it was collected for, and its stems by weight."""

    id: str
    topic: str
    subtopic: str
    bag: Bag


@dataclass(frozen=True, slots=True)
class Mention:
    """Marked words of one text. ``chain`` is what the annotators said, for training and scoring only."""

    id: str
    text: str
    chain: str
    sentence: int
    head: str
    verb: bool
    words: frozenset[str]
    doers: frozenset[str]
    done: frozenset[str]
    around: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    told: frozenset[str]


def read_mentions(path: Path, model: Annotator) -> tuple[dict[str, Text], list[Mention]]:
    """Texts and event mentions of a file of ECB+ (a text a line, with ``sents`` and ``mentions``)."""
    texts: dict[str, Text] = {}
    mentions: list[Mention] = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"):
        if not line:
            continue
        record = json.loads(line)
        whole, places = _whole(record["sents"])
        name = record["doc_id"]
        texts[name] = Text(name, record["topic"], record["subtopic"], _bag(whole))
        document = Document(
            id=name,
            sha256=hashlib.sha256(whole.encode()).hexdigest(),
            original=whole,
            text=whole,
            offsets=OffsetMap.identity(len(whole)),
            language="en",
        )
        mentions += _mentions(record, places, analyse(document, Tools(model=model)))
    return texts, mentions


def _whole(sents: dict[str, list[str]]) -> tuple[str, dict[int, list[tuple[int, int]]]]:
    """The sentences as one text, one a line, and where each token of each stands."""
    lines, places, at = [], {}, 0
    for number in sorted(sents, key=int):
        spans = []
        for token in sents[number]:
            spans.append((at, at + len(token)))
            at += len(token) + 1
        places[int(number)] = spans
        lines.append(" ".join(sents[number]))
    return "\n".join(lines) + "\n", places


def _bag(text: str) -> Bag:
    words = (w.lower() for w in text.split() if w[0].isalnum() and stems(w))
    return {w: sqrt(1 + n) * word_weights().of(w) for w, n in sorted(Counter(map(stem, words)).items())}


def _mentions(
    record: dict[str, Any], places: dict[int, list[tuple[int, int]]], analysis: Analysis
) -> Iterator[Mention]:
    for number, marked in enumerate(record["mentions"]):
        spans = [places[marked["sent"]][t] for t in marked["tokens"]]
        inside = [t for t in analysis.tokens if any(t.start < end and t.end > start for start, end in spans)]
        if marked["kind"] == "event" and inside:
            name = f"{record['doc_id']}:{number}"
            yield _mention(name, record["doc_id"], marked, inside, analysis)


def _mention(
    name: str, text: str, marked: dict[str, Any], inside: list[Token], analysis: Analysis
) -> Mention:
    indices = {t.index for t in inside}
    head = next((t for t in inside if t.head not in indices), inside[0])
    if head.lemma.lower() in LIGHT and len(inside) > 1:
        head = next((t for t in reversed(inside) if t.upos in ("NOUN", "VERB", "PROPN", "ADJ")), head)
    sentence = [t for t in analysis.tokens if t.sentence == head.sentence]
    below: dict[str, set[str]] = defaultdict(set)
    for token in sentence:
        role = _role(token, indices, analysis.tokens)
        if role and token.index not in indices and stems(token.text):
            below[role].add(stem(token.lemma.lower()))
    return Mention(
        id=name,
        text=text,
        chain=marked["chain"],
        sentence=marked["sent"],
        head=_root(head.lemma),
        verb=head.upos == "VERB",
        words=frozenset(_root(t.lemma) for t in inside if stems(t.text)),
        doers=frozenset(w for r in sorted(_DOERS) for w in below[r]),
        done=frozenset(w for r in sorted(_DONE) for w in below[r]),
        around=frozenset(w for r in sorted(_DOERS | _DONE | _OTHERS) for w in below[r]),
        numbers=frozenset(t.text.lower() for t in sentence if t.upos == "NUM"),
        names=frozenset(t.text.lower() for t in sentence if t.upos == "PROPN"),
        told=frozenset(stem(t.lemma.lower()) for t in sentence if stems(t.text)) - {_root(head.lemma)},
    )


def _role(token: Token, indices: set[int], tokens: Sequence[Token]) -> str:
    """As what the branch that holds a word depends on the mention; empty if it does not."""
    for _ in range(_DEEP):
        if token.head in indices:
            return token.deprel
        if token.head < 0:
            return ""
        token = tokens[token.head]
    return ""


def _root(lemma: str) -> str:
    """A lemma without endings that make nouns of verbs."""
    word = stem(lemma.lower())
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def cosine(a: Bag, b: Bag) -> float:
    """Likeness of two texts, 0 to 1."""
    both = sum(v * b[w] for w, v in a.items() if w in b)
    return both / sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())) if both else 0.0


def known_pairs(texts: dict[str, Text], mentions: Sequence[Mention]) -> dict[tuple[str, str], frozenset[str]]:
    """Heads that told one event somewhere, with the topics where they did."""
    heads: dict[str, set[str]] = defaultdict(set)
    topic: dict[str, str] = {}
    for one in mentions:
        heads[one.chain].add(one.head)
        topic[one.chain] = texts[one.text].topic
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain, words in heads.items():
        ordered = sorted(words)
        for k, b in enumerate(ordered):
            for a in ordered[:k]:
                found[a, b].add(topic[chain])
    return {pair: frozenset(where) for pair, where in found.items()}


def mention_features(a: Mention, b: Mention, alike: float, known: bool) -> frozenset[str] | None:
    """Features of two mentions; ``None`` if nothing suggests that they tell one event.

    ``alike``: cosine of their texts, 1 within one; ``known``: whether their heads told one event elsewhere.
    """
    head = _heads(a, b, known)
    both, told = a.around & b.around, likeness(a.told, b.told)
    if head == "other" and not both and told < _NEAR:
        return None
    return frozenset(
        (f"head:{head}", *_texts(a, b, alike, head), *_depending(a, b, head), *_said(a, b, told, head))
    )


def _heads(a: Mention, b: Mention, known: bool) -> str:
    if a.head == b.head:
        return "same"
    mine, theirs = (frozenset(f"^{w}$"[i : i + 3] for i in range(len(w))) for w in (a.head, b.head))
    short = min(len(a.head), len(b.head)) >= 4 and (a.head in b.head or b.head in a.head)
    if short or 2 * len(mine & theirs) >= 0.5 * (len(mine) + len(theirs)):
        return "alike"
    if a.head in b.words or b.head in a.words:
        return "inner"
    return "known" if known else "other"


def _texts(a: Mention, b: Mention, alike: float, head: str) -> Iterator[str]:
    if a.text == b.text:
        yield "text:one"
        if a.sentence == b.sentence:
            yield "sentence:one"
    else:
        yield from (f"text>={band:g}" for band in _TEXTS if alike >= band)
    if alike >= _NEAR:
        yield f"near+{head}"
    if head == "same":
        weight = word_weights().of(a.head)
        yield f"same:{'common' if weight < 2.5 else 'middling' if weight < 4 else 'rare'}"
        if a.head in LIGHT:
            yield "same:light"
        if len(a.words & b.words) > 1:
            yield "words:two"


def _depending(a: Mention, b: Mention, head: str) -> Iterator[str]:
    for role, mine, theirs in (("doers", a.doers, b.doers), ("done", a.done, b.done)):
        if mine and theirs:
            yield f"{role}:{'shared' if mine & theirs else 'apart'}"
    if a.around and b.around:
        weight = sum(word_weights().of(w) for w in sorted(a.around & b.around))
        much = "none" if not weight else "little" if weight < 4 else "some" if weight < 8 else "much"
        yield f"around:{much}"
        yield f"{head}+{'shared' if weight else 'none'}"
    if a.verb != b.verb:
        yield "verb:other"


def _said(a: Mention, b: Mention, told: float, head: str) -> Iterator[str]:
    yield from (f"told>={band:g}" for band in _TOLD if told >= band)
    if told >= _NEAR:
        yield f"told+{head}"
    if a.numbers and b.numbers:
        yield f"numbers:{'shared' if a.numbers & b.numbers else 'apart'}"
    if a.names and b.names:
        yield f"names:{min(len(a.names & b.names), 3)}"
