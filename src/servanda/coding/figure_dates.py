"""The day or period a figure belongs to: of its event, its clause, its "since", else of the story so far.

The report and its calendar only (codebook section 3): what dates the story is the last day it named, else
the day the report bears. In a report without a date a figure without words that date it stays undated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from servanda.coding.circumstances import find_date, interval, report_day
from servanda.model import Analysis, Span, Timex

Dated = tuple[str | None, Span | None, str]
_BACK_SENTENCES: Final = 6
"""How many sentences back the last day named still dates the story."""
_CLIMB: Final = 5
_SINCE_REACH: Final = 12
"""Tokens after the predicate that may hold "since", and after it the date."""
_DAYS: Final = {"day": 1, "week": 7}


def date_figure(analysis: Analysis, predicate: int, event: int, *, cumulative: bool) -> Dated:
    """When what is counted took place, the words that say so, and why they are taken.

    Args:
        analysis: the report.
        predicate: the word that decided the measure.
        event: head of the event the number belongs to, or -1.
        cumulative: whether the number is a sum.
    """
    if cumulative and (found := _since(analysis, predicate)):
        return found
    if event >= 0 and (timex := next(_below(analysis, event), None)) is not None:
        return (
            _open_end(analysis, timex)
            if cumulative
            else (timex.iso, timex.span, "dated by the event's own words")
        )
    if cumulative and event >= 0 and (found := _lasting(analysis, event)):
        return found
    own = find_date(analysis, predicate)
    if own[0] is not None:
        return own
    if found := _after(analysis, predicate):
        return found
    factuality = analysis.factuality.get(predicate)
    ahead = factuality is not None and factuality.status != "happened"
    if cumulative or ahead or report_day(analysis) is None:
        return own
    return _story(analysis, predicate)


def _since(analysis: Analysis, predicate: int) -> Dated | None:
    """Of "… since the siege was laid in May 1994": from then to the report's day."""
    last = analysis.sentence_of(predicate).last
    words = analysis.tokens[predicate : min(last, predicate + _SINCE_REACH)]
    since = next((t.index for t in words if t.text.lower() == "since"), -1)
    if since < 0:
        return None
    for timex in _timexes(analysis, predicate):
        if since < timex.first <= since + _SINCE_REACH and timex.iso is not None:
            return _open_end(analysis, timex)
    return None


def _open_end(analysis: Analysis, timex: Timex) -> Dated:
    """A sum that starts on a date runs to the report's day; a date that is itself a stretch is kept."""
    day = report_day(analysis)
    assert timex.iso is not None
    begins = timex.granularity in ("day", "month", "year") and "/" not in timex.iso
    since = timex.first > 0 and any(
        analysis.tokens[i].text.lower() == "since" for i in range(max(0, timex.first - 8), timex.first)
    )
    if begins and since and day is not None:
        return f"{timex.iso}/{day.isoformat()}", timex.span, "a sum since then"
    return timex.iso, timex.span, "dated by the words of the period"


def _lasting(analysis: Analysis, event: int) -> Dated | None:
    """A sum over a "five-year war" reaches so many years back from the report's day."""
    day = report_day(analysis)
    if day is None:
        return None
    below = set(analysis.subtree(event))
    for timex in _timexes(analysis, event):
        if timex.type == "DURATION" and timex.value.startswith("P") and timex.value.endswith("Y"):
            years = timex.value[1:-1]
            if years.isdigit() and (timex.first in below or event in range(timex.first, timex.last + 4)):
                return f"{day.year - int(years)}/{day.isoformat()}", timex.span, "a sum over that many years"
    return None


def _after(analysis: Analysis, predicate: int) -> Dated | None:
    """Of "A day after 12 were killed", "a month after clashes that killed 286": so long before the report."""
    day = report_day(analysis)
    if day is None:
        return None
    i = predicate
    for _ in range(_CLIMB):
        for child in analysis.children[i]:
            token = analysis.tokens[child]
            if token.text.lower() == "after" and token.deprel in ("case", "mark"):
                for timex in _timexes(analysis, predicate):
                    if timex.rule == "times/after" and timex.last - 1 == child:
                        return _shifted(analysis, timex, day)
        i = analysis.tokens[i].head
        if i < 0:
            return None
    return None


def _shifted(analysis: Analysis, timex: Timex, day: date) -> Dated | None:
    """So many units before a day, as exact as the unit."""
    words = [t.lemma.lower() for t in analysis.tokens[timex.first : timex.last]]
    if words[0] not in ("a", "an", "one"):
        return None
    why = "so long before the report"
    if words[1] in _DAYS:
        meant = day - timedelta(days=_DAYS[words[1]])
        return meant.isoformat(), timex.span, why
    if words[1] == "month":
        last = day.replace(day=1) - timedelta(days=1)
        return f"{last.year}-{last.month:02}", timex.span, why
    return (f"{day.year - 1}", timex.span, why) if words[1] == "year" else None


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
    for timex in _timexes(analysis, head):
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


def _timexes(analysis: Analysis, token: int) -> Iterator[Timex]:
    sentence = analysis.sentence_of(token)
    at = bisect_left(analysis.timexes, sentence.first, key=lambda t: t.first)
    while at < len(analysis.timexes) and analysis.timexes[at].first < sentence.last:
        yield analysis.timexes[at]
        at += 1
