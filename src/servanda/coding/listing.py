"""All mentions of a report in order of the text: actors, places, times, numbers, quotations.

What the language and resolution stages know, by characters, whether a claim uses it or not
(:mod:`servanda.model.listed`). Nothing is resolved here. Linear in the length of the report, save for
quotations inside quoted reports, which cost as much as they are deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Generic, TypeVar

from servanda.knowledge import find_role
from servanda.model import (
    ActorMention,
    Analysis,
    Attribution,
    ListedMention,
    Mention,
    NumberMention,
    PlaceMention,
    Quotation,
    QuotationMention,
    ResolvedPlace,
    Span,
    Statement,
    TimeMention,
)

_PLACES: Final = frozenset({"place", "country", "city"})
_ACTORS: Final = frozenset({"person", "organisation", "armed-group"})
_PERSONAL: Final = frozenset({"i", "we", "you", "he", "she", "they"})
"""Pronouns of people; "it" is left out where it stands for nobody known: mostly it stands for nothing."""
T = TypeVar("T")

_LONGEST_TAIL: Final = 6
"""Words of a phrase behind its name."""
_ORDER: Final = ("actor", "place", "time", "number", "quotation")


def list_mentions(analysis: Analysis, statements: Sequence[Statement] = ()) -> tuple[ListedMention, ...]:
    """Every mention of the report; of two with the same words actors come before places.

    Args:
        analysis: the report.
        statements: those coded from it, which know whose a quotation is.
    """
    timed = {i for t in analysis.timexes for i in range(t.first, t.last)}
    found: list[ListedMention] = [
        *(m for mention in analysis.mentions if mention.head not in timed for m in _named(analysis, mention)),
        *(
            TimeMention(span=t.span, type=t.type, value=t.value or None, first=t.earliest, last=t.latest)
            for t in analysis.timexes
        ),
        *(
            NumberMention(span=q.span, low=q.low, high=q.high, unit=q.unit or None)
            for q in analysis.quantities
        ),
        *_quoted(analysis, statements),
    ]
    return tuple(sorted(found, key=_place_in_order))


def _place_in_order(mention: ListedMention) -> tuple[int, int, int, str]:
    actor = mention.actor if isinstance(mention, ActorMention) else None
    return mention.span.start, mention.span.end, _ORDER.index(mention.kind), str(actor or "")


def _named(analysis: Analysis, mention: Mention) -> Iterator[ListedMention]:
    """A phrase as actor, as place, or as both ("Syria" that says something)."""
    last = mention.last
    if mention.name and last - mention.name[1] > _LONGEST_TAIL:
        last = mention.name[1]  # what is read into the phrase there is the rest of the sentence
    phrase = _span(analysis, mention.first, last)
    ids = dict(zip(mention.actors, mention.ids, strict=False))
    for actor in dict.fromkeys(mention.actors):
        yield ActorMention(span=phrase, actor=actor, id=ids.get(actor))
    if not mention.actors and _may_act(analysis, mention):
        yield ActorMention(span=phrase)
    if mention.type in _PLACES or mention.place is not None or mention.id in analysis.places:
        name = _span(analysis, *mention.name) if mention.name else _within(analysis, phrase, mention.place)
        yield _place(name, analysis.places.get(mention.id))


def _within(analysis: Analysis, phrase: Span, place: str | None) -> Span:
    """The place's own words in a phrase: "Idlib province" of "the rebel-held Idlib province"."""
    at = phrase.of(analysis.document.text).find(place) if place else -1
    return Span(phrase.start + at, phrase.start + at + len(place)) if place and at >= 0 else phrase


def _place(span: Span, found: ResolvedPlace | None) -> PlaceMention:
    if found is None or found.id is None:
        return PlaceMention(span=span)
    return PlaceMention(
        span=span, name=found.name, id=found.id, lat=found.lat, lon=found.lon, precision=found.precision
    )


def _may_act(analysis: Analysis, mention: Mention) -> bool:
    """Whether a phrase that was left open stands for somebody."""
    if mention.kind == "name":
        return mention.type in _ACTORS
    lemma = analysis.tokens[mention.head].lemma.lower()
    if mention.kind == "pronoun":
        return lemma in _PERSONAL
    return analysis.tokens[mention.head].upos == "NOUN" and find_role(lemma) is not None


def _span(analysis: Analysis, first: int, last: int) -> Span:
    return Span(analysis.tokens[first].start, analysis.tokens[last - 1].end)


def _quoted(analysis: Analysis, statements: Sequence[Statement]) -> Iterator[QuotationMention]:
    """Each quotation with its speaker and cue, where a statement or an attribution knows them."""
    said = _Sweep([(s.provenance.evidence[0], s) for s in statements])
    attributed = _Sweep([(a.span, a) for a in analysis.attributions])
    for quotation in sorted(analysis.quotations, key=lambda q: q.span):
        attribution = _nearest(quotation, attributed.over(quotation.span))
        statement = _nearest(quotation, said.over(quotation.span))
        speaker = statement.speaker if statement else None
        if speaker is None and attribution is not None:
            source = analysis.mention_at(attribution.source)
            speaker = source.actors[0] if source is not None and source.actors else None
        cue = _cue(analysis, quotation, attribution)
        yield QuotationMention(span=quotation.span, speaker=speaker, cue=cue)


def _cue(analysis: Analysis, quotation: Quotation, attribution: Attribution | None) -> str | None:
    if attribution is None or attribution.cue < 0:
        return None
    word = analysis.tokens[attribution.cue]
    return None if quotation.span.contains(word.span) else word.text


def _nearest(quotation: Quotation, over: Sequence[tuple[Span, T]]) -> T | None:
    """What holds the whole content of the quotation, the shortest such; else what shares most with it."""
    content = quotation.content

    def fit(pair: tuple[Span, T]) -> tuple[bool, int]:
        span, _ = pair
        if span.contains(content):
            return True, -len(span)
        return False, min(span.end, content.end) - max(span.start, content.start)

    return max(over, key=fit)[1] if over else None


class _Sweep(Generic[T]):
    """Spans that overlap a row of other spans, asked for in order of their start."""

    def __init__(self, items: Sequence[tuple[Span, T]]) -> None:
        self._waiting = sorted(items, key=lambda item: item[0], reverse=True)
        self._open: list[tuple[Span, T]] = []

    def over(self, span: Span) -> list[tuple[Span, T]]:
        """All that share a character with ``span``."""
        while self._waiting and self._waiting[-1][0].start < span.end:
            self._open.append(self._waiting.pop())
        self._open = [item for item in self._open if item[0].end > span.start]
        return self._open
