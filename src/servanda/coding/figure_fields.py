"""A figure's own fields: what is counted, in the text's words, its event, its quote; incident or sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.codebook.figures import load_figures
from servanda.coding.circumstances import interval
from servanda.coding.subjects import case_of, surface_subject
from servanda.model import Analysis, Quantity, Span

_LEADING: Final = frozenset(
    {
        "of",
        "in",
        "for",
        "more",
        "other",
        "another",
        "additional",
        "further",
        "the",
        "-",
        "‑",
        "–",
        "its",
        "their",
        "his",
    }
)
"""Words before what is counted that are no part of its name."""
_EVENT_PREPOSITIONS: Final = frozenset(
    {"in", "during", "after", "by", "from", "since", "over", "following", "amid", "under"}
)
_NO_SUM: Final = frozenset({"for", "after", "before", "within", "until", "from"})
"""Before a length of time over which nothing is summed: "troops for six months"."""
_SUM_DAYS: Final = 4
"""A number over so many days sums several incidents."""
_MANY: Final = 1000
"""Victims that "have been" counted are a sum from here on, others only from …"""
_VERY_MANY: Final = 20_000
"""… here on."""
_LOOK_BACK: Final = 20_000
"""Characters before a quote within which it should stand nowhere else."""
_NEAR: Final = 8
"""A word farther from the number than this is not drawn into the quote."""


def counted_text(analysis: Analysis, quantity: Quantity) -> str | None:
    """Who or what is counted, as the text has it; ``None`` if the number stands alone."""
    if quantity.noun < 0:
        return None
    if quantity.first <= quantity.noun < quantity.last:
        return analysis.tokens[quantity.noun].text
    first = quantity.last if quantity.noun >= quantity.last else _left_edge(analysis, quantity.noun)
    while first < quantity.noun and (
        analysis.tokens[first].text.lower() in _LEADING or analysis.tokens[first].xpos == "CD"
    ):
        first += 1
    if quantity.noun - first > _NEAR:
        first = _left_edge(analysis, quantity.noun)
    return analysis.text_of(first, quantity.noun + 1)


def quote_span(analysis: Analysis, quantity: Quantity, predicate: int) -> Span:
    """The shortest piece of text that holds number and thing counted.

    Where nothing is named, number and predicate.
    """
    first, last = quantity.first, quantity.last
    if quantity.noun >= 0 and -_NEAR <= quantity.noun - last <= 2 * _NEAR:
        first, last = min(first, quantity.noun), max(last, quantity.noun + 1)
    elif -_NEAR <= predicate - first <= _NEAR:
        low, high = min(first, predicate), max(last, predicate + 1)
        if not any(t.xpos == "CD" for t in (*analysis.tokens[low:first], *analysis.tokens[last:high])):
            first, last = low, high  # no other number in between
    first, last = _unique(analysis, quantity, first, last)
    return Span(analysis.tokens[first].start, analysis.tokens[last - 1].end)


def _unique(analysis: Analysis, quantity: Quantity, first: int, last: int) -> tuple[int, int]:
    """More words where the same ones stand earlier in the text, so that the quote names one place."""
    text, tokens, sentence = analysis.document.text, analysis.tokens, analysis.sentence_of(quantity.first)
    for _ in range(_NEAR):
        start = tokens[first].start
        if text.find(text[start : tokens[last - 1].end], max(0, start - _LOOK_BACK), start) < 0:
            break
        if last < sentence.last and tokens[last].upos not in ("PUNCT", "CCONJ"):
            last += 1
        elif first > sentence.first:
            first -= 1
        else:
            break
    return first, last


def find_event(analysis: Analysis, predicate: int) -> int:
    """Head of the event the number belongs to, or -1.

    The predicate's subject ("clashes that killed …") or an oblique.
    """
    events = load_figures().events
    for head in _event_candidates(analysis, predicate):
        token = analysis.tokens[head]
        if token.lemma.lower() in events and token.upos in ("NOUN", "PROPN"):
            return head
    return -1


def event_span(analysis: Analysis, event: int) -> Span | None:
    """The event's own words."""
    if event < 0:
        return None
    return Span(analysis.tokens[_left_edge(analysis, event)].start, analysis.tokens[event].end)


def _event_candidates(analysis: Analysis, predicate: int) -> Iterator[int]:
    if analysis.tokens[predicate].upos == "VERB":
        subject, _ = surface_subject(analysis, predicate)
        if subject >= 0:
            yield subject
    for child in analysis.children[predicate]:
        relation = analysis.tokens[child].deprel.partition(":")[0]
        if relation in ("obl", "nmod") and case_of(analysis, child) in _EVENT_PREPOSITIONS:
            yield child
    governor = analysis.tokens[predicate].head
    if governor >= 0 and analysis.tokens[predicate].deprel in ("acl", "acl:relcl", "nmod", "xcomp"):
        yield governor


def is_war(analysis: Analysis, event: int) -> bool:
    """Whether an event is a war, an uprising, a campaign: what lasts long and has many incidents."""
    return event >= 0 and analysis.tokens[event].lemma.lower() in load_figures().cumulative_nouns


def is_cumulative(analysis: Analysis, predicate: int, event: int, quantity: Quantity) -> bool:
    """Whether the number sums over a period or a whole war (codebook section 5)."""
    lexicon = load_figures()
    if is_war(analysis, event):
        return True
    sentence = analysis.sentence_of(predicate)
    for child in analysis.children[predicate]:
        token = analysis.tokens[child]
        word = token.lemma.lower()
        if word in lexicon.cumulative_words or (case_of(analysis, child) == "since"):
            return True
        if token.deprel.startswith(("obl", "nmod")) and word in lexicon.cumulative_nouns:
            return True
        if (
            token.deprel in ("obl:tmod", "obl", "obl:npmod", "obl:unmarked")
            and word in lexicon.periods
            and case_of(analysis, child) not in _NO_SUM
        ):
            return True
        if token.deprel == "advcl" and any(
            analysis.tokens[c].text.lower() == "since" for c in analysis.children[child]
        ):
            return True
    return (
        "so far" in analysis.document.text[sentence.start : sentence.end].lower() and quantity.low is not None
    )


def is_sum_of(
    analysis: Analysis, quantity: Quantity, predicate: int, event: int, day: str | None, *, cumulative: bool
) -> bool:
    """Whether a number of victims is a sum after all, by its size and the stretch of days it belongs to.

    Two days of one battle are one incident's; a week is not, unless it is one act that is told of.
    """
    if is_war(analysis, event) or _is_large(analysis, predicate, quantity):
        return True
    bounds = interval(day) if day and "/" in day else None
    if bounds is None:
        return cumulative
    if (bounds[1] - bounds[0]).days < _SUM_DAYS:
        return False
    return cumulative or event < 0 or analysis.tokens[event].xpos != "NN"


def _is_large(analysis: Analysis, predicate: int, quantity: Quantity) -> bool:
    """Of "more than 1,000 people have been killed", "200,000 died": more than one incident's victims."""
    number = quantity.low or quantity.high or 0
    if quantity.kind != "count" or analysis.tokens[predicate].upos not in ("VERB", "NOUN"):
        return False
    perfect = any(
        analysis.tokens[c].deprel == "aux"
        and analysis.tokens[c].text.lower() in ("have", "has", "'ve", "’ve")
        for c in analysis.children[predicate]
    )
    return number >= (_MANY if perfect else _VERY_MANY)


def _left_edge(analysis: Analysis, head: int) -> int:
    """The first token of a noun's own words: determiners, adjectives and compounds right before it."""
    first = head
    while (
        first > 0 and analysis.tokens[first - 1].head >= first - 1 and analysis.tokens[first - 1].head <= head
    ):
        before = analysis.tokens[first - 1]
        if before.deprel.partition(":")[0] not in (
            "det",
            "amod",
            "compound",
            "nummod",
            "punct",
            "case",
            "nmod",
        ):
            break
        if before.deprel == "case" and before.text not in ("'s", "’s"):
            break
        first -= 1
    return first
