"""The day or period a figure belongs to: of its event, its clause, its "since", else of the story so far.

The report and its calendar only (codebook section 3): what dates the story is the last day it named, else
the day the report bears. In a report without a date a figure without words that date it stays undated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from servanda.coding.act_dates import find_date
from servanda.coding.anchored_dates import Dated, counted_date, lasting_date, open_end, since_date
from servanda.coding.circumstances import interval, report_day, timexes_of
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Timex

_BACK_SENTENCES: Final = 6
"""How many sentences back the last day named still dates the story."""


def date_figure(analysis: Analysis, predicate: int, event: int, *, cumulative: bool) -> Dated:
    """When what is counted took place, the words that say so, and why they are taken.

    Args:
        analysis: the report.
        predicate: the word that decided the measure.
        event: head of the event the number belongs to, or -1.
        cumulative: whether the number is a sum.
    """
    if cumulative and (found := since_date(analysis, predicate)):
        return found
    if event >= 0 and (timex := next(_below(analysis, event), None)) is not None:
        return (
            open_end(analysis, timex)
            if cumulative
            else (timex.iso, timex.span, "dated by the event's own words")
        )
    if cumulative and event >= 0 and (found := lasting_date(analysis, event)):
        return found
    own = find_date(analysis, predicate)
    if own[0] is not None:
        return own
    if found := counted_date(analysis, predicate) or _during(analysis, predicate):
        return found
    factuality = analysis.factuality.get(predicate)
    ahead = factuality is not None and factuality.status != "happened"
    if cumulative or ahead or report_day(analysis) is None:
        return own
    return _story(analysis, predicate)


def _during(analysis: Analysis, predicate: int) -> Dated | None:
    """The date of the act in whose course something is told: "a raid on 5 May, during which 9 died"."""
    tokens = analysis.tokens
    clause = predicate
    while tokens[clause].deprel != "acl:relcl":
        if (clause := tokens[clause].head) < 0:
            return None
    inside = (c for c in analysis.children[clause] if tokens[c].xpos in {"WDT", "WP", "WRB"})
    if not any(case_of(analysis, c) in {"during", "in"} or tokens[c].xpos == "WRB" for c in inside):
        return None
    found = find_date(analysis, tokens[clause].head)
    return found if found[0] is not None else None


def _story(analysis: Analysis, predicate: int) -> Dated:
    """The last day the text named at or before the sentence, else the report's own."""
    sentence = analysis.sentence_of(predicate)
    floor = analysis.sentences[max(0, sentence.index - _BACK_SENTENCES)].first
    day = report_day(analysis)
    at = bisect_left(analysis.timexes, sentence.last, key=lambda t: t.first)
    while at > 0 and analysis.timexes[at - 1].first >= floor:
        at -= 1
        timex = analysis.timexes[at]
        bounds = interval(timex.iso) if timex.granularity == "day" and "/" not in (timex.iso or "") else None
        if bounds and day and timedelta(0) <= day - bounds[1] <= timedelta(days=7):
            return timex.iso, None, f"the last day the story named, “{timex.span.of(analysis.document.text)}”"
    assert day is not None
    return day.isoformat(), None, "the day of the report"


def _below(analysis: Analysis, head: int) -> Iterator[Timex]:
    """Dated time expressions that hang on a phrase, those in relative clauses left out."""
    inside = set(_phrase(analysis, head))
    for timex in timexes_of(analysis, head):
        if timex.iso is not None and timex.type != "SET" and timex.first in inside:
            yield timex


def _phrase(analysis: Analysis, head: int) -> list[int]:
    out, todo = [], [head]
    while todo:
        i = todo.pop()
        out.append(i)
        todo.extend(
            c
            for c in analysis.children[i]
            if analysis.tokens[c].deprel not in ("acl:relcl", "acl", "conj", "parataxis")
        )
    return out
