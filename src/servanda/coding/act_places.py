"""Where: the place of an act, as the codebook asks of events and figures alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from servanda.codebook import background_cues
from servanda.coding.circumstances import FAR, distance, is_landmark
from servanda.coding.frames import case_of
from servanda.model import Analysis, Mention, Span

PLACE_WORDS: Final = frozenset(
    {"in", "at", "near", "outside", "around", "on", "inside", "across", "over", "along", "throughout",
     "within", "into", "from", "off", "north", "south", "east", "west", "between", "of"}
)  # fmt: skip
PLACE_ORDER: Final = (
    "in",
    "at",
    "near",
    "outside",
    "around",
    "inside",
    "along",
    "across",
    "on",
    "within",
    "into",
)
NARROW: Final = 2


def find_place(
    analysis: Analysis, token: int, toward: frozenset[str] = frozenset(), *, narrow: bool = False
) -> tuple[str | None, Span | None]:
    """The most exact place of the act that its clause gives, by name, and the words that name it.

    ``toward``: further prepositions by which this act's place is told ("a visit to X", "withdraw from X");
    "obj" among them lets the object be the place ("toured X"). ``narrow``: only phrases on the act itself
    count, as for acts of speech, whose content has places of its own.
    """
    best: tuple[tuple[int, int, int], Mention] | None = None
    climb = not is_landmark(analysis, token)
    for mention in _mentions(analysis, token):
        if mention.place is None:
            continue
        rank = _place_rank(analysis, token, mention, toward)
        cost = distance(analysis, token, mention.head, climb=climb) + rank
        if cost >= (NARROW if narrow else FAR):
            continue
        key = (cost, int(mention.type == "country"), mention.head)
        if best is None or key < best[0]:
            best = (key, mention)
    if best is None:
        return None, None
    mention = best[1]
    return mention.place, _span(analysis, mention.first, mention.last)


def _place_rank(analysis: Analysis, token: int, mention: Mention, toward: frozenset[str]) -> int:
    """How well a place name's relation fits the place of an act: 0 best, ``FAR`` not at all."""
    phrase = analysis.tokens[mention.head]
    word, relation = case_of(analysis, mention.head), phrase.deprel
    if word and word in toward:
        return 0
    if relation == "obj" and phrase.head == token and "obj" in toward:
        return 0
    if relation.partition(":")[0] in ("obl", "nmod") and word in PLACE_WORDS:
        if word == "of":
            return 1 if _names_place(analysis, phrase.head) else FAR
        return 0 if word in PLACE_ORDER else 2
    if not word and relation in ("compound", "nmod", "appos", "nmod:poss", "nmod:desc"):
        if _names_place(analysis, phrase.head):
            return 1
        if (
            phrase.head == token
            and mention.type in ("city", "place")
            and analysis.tokens[token].upos == "NOUN"
        ):
            return 1
    return FAR


def _names_place(analysis: Analysis, noun: int) -> bool:
    """Whether a noun stands for a place, so that "the city of X" or "X province" does."""
    if noun < 0:
        return False
    mention = analysis.mention_at(noun)
    return analysis.tokens[noun].upos == "NOUN" and (
        analysis.tokens[noun].lemma in background_cues().place_nouns
        or (mention is not None and mention.place is not None)
    )


def _mentions(analysis: Analysis, token: int) -> Iterator[Mention]:
    sentence = analysis.sentence_of(token)
    at = bisect_left(analysis.mentions, sentence.first, key=lambda m: m.first)
    while at < len(analysis.mentions) and analysis.mentions[at].first < sentence.last:
        yield analysis.mentions[at]
        at += 1


def _span(analysis: Analysis, first: int, last: int) -> Span:
    return Span(analysis.tokens[first].start, analysis.tokens[last - 1].end)
