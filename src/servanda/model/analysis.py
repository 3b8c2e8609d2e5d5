"""What the language stage finds: tokens to trees, names, chains, quotations, times, numbers, factuality.

Token indices count through the whole document. All offsets are in ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from servanda.model.actor import Actor
from servanda.model.document import Document
from servanda.model.place import ResolvedPlace
from servanda.model.span import Span

Status = Literal["happened", "planned", "possible", "demanded", "denied"]
"""Reality status of an act (codebook section 3)."""

EntityType = Literal[
    "person", "organisation", "place", "country", "city", "nationality", "armed-group", "event", "instrument"
]
"""Kinds of names. ``place`` is any place that is neither a country nor a city (region, river, district)."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its place in the tree (Universal Dependencies 2).

    ``head`` is the document-wide index of the governing token, or -1 for the root of its sentence.
    """

    index: int
    sentence: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` that were read as one sentence.

    ``kind`` tells prose from a headline or sub-heading, an item of a list, and a live-blog line.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: Literal["prose", "headline", "item"] = "prose"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: tokens ``[first, last)``, its kind and the model's score."""

    first: int
    last: int
    type: EntityType
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom a mention may mean.

    Attributes:
        actors: several for "the two sides".
        score: 0 to 1, how likely it is this one.
        reason: why, in a few words.
    """

    actors: tuple[Actor, ...]
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase that stands for somebody or something: a name, a description or a pronoun.

    Attributes:
        id: position in ``Analysis.mentions``.
        first, last: tokens ``[first, last)`` of the whole phrase, without relative clauses and appositions.
        head: token index of the phrase's head.
        name: tokens ``[first, last)`` of the name itself, without titles and other modifiers;
            ``None`` if there is no name.
        kind: how it names.
        type: entity type of the phrase, or ``None`` if not a name.
        chain: id of the chain it belongs to (``Analysis.chains``).
        actors: what it resolves to (several for "the two sides"); empty if it is no actor or stays
            unresolved.
        ids: stable ids of ``actors``, one for each.
        candidates: whom it may mean, the likeliest first. ``actors`` are those of the first; empty if the
            second is too near to it.
        place: the place name it resolves to, if it is a place.
        reason: why it resolves so, in a few words.
    """

    id: int
    first: int
    last: int
    head: int
    kind: Literal["name", "nominal", "pronoun"]
    name: tuple[int, int] | None = None
    type: EntityType | None = None
    chain: int = -1
    actors: tuple[Actor, ...] = ()
    ids: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    place: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Mentions of one and the same, in order, with the fullest name the report gives."""

    id: int
    mentions: tuple[int, ...]
    name: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks: the outermost marks of a nest, across paragraphs if the quotation goes on.

    Attributes:
        span: with the marks.
        content: without them.
        scare: a phrase of a few words inside a sentence of the reporter's own.
    """

    span: Span
    content: Span
    scare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression with its meaning as an interval of days.

    Attributes:
        first, last: tokens ``[first, last)``.
        span: where it stands.
        type: TIMEX3 type.
        value: TIMEX3 value (``2022-10-31``, ``2020-FA``, ``P8M``, ``2022-W44``); ``""`` if unknown.
        iso: the codebook's date (``2022-10-31``, ``2022-08``, ``2020-09/2020-11``) or ``None`` if
            it cannot be placed.
        earliest, latest: bounds in days, ``None`` where open or unknown.
        granularity: of the value.
        rule: the grammar rule that made it; ``anchor``: what it was counted from, in words.
    """

    first: int
    last: int
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    iso: str | None = None
    earliest: date | None = None
    latest: date | None = None
    granularity: Literal[
        "time", "day", "week", "month", "season", "year", "decade", "century", "interval", "unknown"
    ] = "unknown"
    rule: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with bounds (codebook section 5) and what it counts.

    Attributes:
        first, last: tokens ``[first, last)`` of the number with its bounds ("more than 6,500",
            "between 20 and 30").
        low, high: inclusive bounds; ``None`` where open.
        approx: "about", "nearly", "some".
        kind: ``count``, ``money``, ``percent``, ``duration``, ``measure`` (kilometres …),
            ``ordinal``, ``rank``.
        unit: currency, ISO 8601 duration, or unit of measure; ``""`` for a plain count.
        noun: token index of the head of what is counted, or -1.
        rule: the grammar rule that made it.
    """

    first: int
    last: int
    span: Span
    low: float | None
    high: float | None
    approx: bool = False
    kind: Literal["count", "money", "percent", "duration", "measure", "ordinal", "rank"] = "count"
    unit: str = ""
    noun: int = -1
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """Whether the act at one predicate is told as having happened, and by what words that is known.

    Attributes:
        status: codebook section 3.
        negated: the clause is grammatically negated (a negated act that is not a denial is no event).
        cues: token indices of the words that decided ("may", "will", "denied", "not").
        reasons: the same in words.
    """

    status: Status = "happened"
    negated: bool = False
    cues: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is given as the source of a stretch of content.

    Attributes:
        source: token index of the head of the phrase that names the source, or -1 if unnamed ("reportedly").
        cue: token index of the reporting word, or -1.
        content: token indices (head words of clauses) that are attributed: every token whose
            nearest reporting frame is this one.
        span: the content as it stands in the text, without the words that introduce it.
        form: ``direct``, ``indirect`` or ``mixed`` (codebook section 4).
        addressee: token index of the head of whom it was said to, or -1.
        frame: the shape of the report: a frame of ``codebook/reporting.yaml``, or ``according``,
            ``noun``, ``document``, ``quotation``
            (a quotation found by what stands beside it), ``continued`` (a quotation without a
            cue of its own), ``adverb``.
    """

    source: int
    cue: int
    content: tuple[int, ...]
    span: Span
    form: Literal["direct", "indirect", "mixed"]
    addressee: int = -1
    frame: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the language and resolution stages know of one document; coding reads nothing else."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    factuality: dict[int, Factuality] = field(default_factory=dict)
    """By token index, for every verb and every noun that may name an act."""
    written: tuple[date, date] | None = None
    """The interval in which the report must have been written, as inferred (codebook section 7)."""
    written_reasons: tuple[str, ...] = ()
    mention_of: dict[int, int] = field(default_factory=dict)
    """Token index to mention id: for the head of every mention and for the other words of a name."""
    places: dict[int, ResolvedPlace] = field(default_factory=dict)
    """By mention id, for every mention that names a place; those that stay open have no ``id``."""
    children: tuple[tuple[int, ...], ...] = ()
    """Dependents of each token, in order. Filled by :func:`index_children`."""

    def text_of(self, first: int, last: int) -> str:
        """The words of tokens ``[first, last)`` as they stand in the text."""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]

    def subtree(self, index: int) -> list[int]:
        """The token and everything below it, in order of the text."""
        out, todo = [], [index]
        while todo:
            i = todo.pop()
            out.append(i)
            todo.extend(self.children[i])
        return sorted(out)

    def ancestors(self, index: int) -> Iterator[int]:
        """Governing tokens, nearest first."""
        while (index := self.tokens[index].head) >= 0:
            yield index

    def child(self, index: int, *deprels: str) -> int:
        """First dependent whose relation (with or without its subtype) is among ``deprels``, or -1."""
        for c in self.children[index]:
            rel = self.tokens[c].deprel
            if rel in deprels or rel.partition(":")[0] in deprels:
                return c
        return -1

    def mention_at(self, index: int) -> Mention | None:
        """The mention that the token heads or is part of the name of, or ``None`` (also for index -1)."""
        found = self.mention_of.get(index)
        return None if found is None else self.mentions[found]

    def sentence_of(self, index: int) -> Sentence:
        """The sentence a token stands in."""
        return self.sentences[self.tokens[index].sentence]


def index_children(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    """Dependents of each token in order of the text: the inverse of ``Token.head``."""
    out: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            out[token.head].append(token.index)
    return tuple(tuple(c) for c in out)
