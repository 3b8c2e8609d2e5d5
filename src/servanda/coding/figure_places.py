"""Where a figure belongs: the place of its act, of its event, else the one the story last named."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from typing import Final

from servanda.coding.act_places import find_place
from servanda.coding.circumstances import LONG_DAYS, interval, is_landmark, report_day
from servanda.coding.scenes import LEAD, places_said
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Span

_BACK_SENTENCES: Final = 4
_LOCATIVE: Final = frozenset(
    {"in", "at", "near", "outside", "around", "on", "inside", "across", "throughout", "of",
     "south", "north", "east", "west"}
)  # fmt: skip
STORY_MEASURES: Final = frozenset(
    {
        "killed",
        "wounded",
        "killed_or_wounded",
        "missing",
        "captured",
        "arrested",
        "protesters",
        "attacks",
        "displaced",
    }
)
"""Measures of incidents, which lie where the story is; money and terms have no place of their own."""


def place_figure(
    analysis: Analysis, predicate: int, event: int, measure: str, day: str | None = None
) -> tuple[str | None, Span | None]:
    """The place and the words that name it; ``None`` if neither act, event nor story has one.

    ``day``: when the figure's act was; of long ago it did not happen where the story is set.
    """
    place, span = find_place(analysis, predicate)
    if place is None and event >= 0:
        place, span = find_place(analysis, event)
    if measure not in STORY_MEASURES or _is_history(analysis, day):
        return place, span
    if any(is_landmark(analysis, i) for i in analysis.ancestors(predicate)):
        return place, span  # "met in Sochi a month after clashes that killed 90": the killing was not there
    if place is None:
        place, _ = _story(analysis, predicate)  # not the figure's own words: no span
    sentence = analysis.tokens[predicate].sentence
    if place is None and sentence <= LEAD:
        said = places_said(analysis, sentence + 1)
        place = next((m.place for m in said if m.type != "country"), None)
    return place, span


def _is_history(analysis: Analysis, day: str | None) -> bool:
    """Whether a day or period ended long before the report."""
    bounds, written = interval(day), report_day(analysis)
    return bounds is not None and written is not None and bounds[1] < written - timedelta(days=LONG_DAYS)


def _story(analysis: Analysis, predicate: int) -> tuple[str | None, Span | None]:
    """The last place named with a locative preposition, a town before a country."""
    sentence = analysis.sentence_of(predicate)
    floor = analysis.sentences[max(0, sentence.index - _BACK_SENTENCES)].first
    country: tuple[str | None, Span | None] = (None, None)
    country_here = False
    at = bisect_left(analysis.mentions, sentence.last, key=lambda m: m.first)
    while at > 0 and analysis.mentions[at - 1].first >= floor:
        at -= 1
        mention = analysis.mentions[at]
        if (
            mention.place is None
            or mention.kind != "name"
            or case_of(analysis, mention.head) not in _LOCATIVE
        ):
            continue
        found = (
            mention.place,
            Span(analysis.tokens[mention.first].start, analysis.tokens[mention.last - 1].end),
        )
        here = analysis.tokens[mention.head].sentence == sentence.index
        if mention.type != "country":
            # "… killed since the conflict in X erupted" is not where the last town was named.
            return country if country_here and not here else found
        if country[0] is None:
            country, country_here = found, here
    return country
