"""Days that are told by way of another act or of a length of time.

"A month after clashes", "one day before they agreed", "since the siege began in May", "the five-year war",
"the fighting that broke out last weekend": the words date an act, though no time expression stands on it.
Each function gives the date (codebook section 3), the words that say so, and why they are taken.
"""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from servanda.codebook import background_cues
from servanda.coding.circumstances import (
    FAR,
    distance,
    interval,
    outer_head,
    report_day,
    tense_of,
    timexes_of,
)
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Span, Timex

Dated = tuple[str | None, Span | None, str]
UNDATED: Final[Dated] = (None, None, "no time expression in the clause")
DATE_REACH: Final = 12
"""Tokens after "since" that may hold the date: "since the conflict first erupted in March 2011"."""
GOING_ON: Final[dict[str, int]] = {"D": 1, "W": 7, "M": 30, "Y": 365}
CLIMB: Final = 5
"""Steps up the tree to the clause that holds "since" or "after"."""
SINCE_REACH: Final = 20
"""Tokens after the act that may hold "since"."""
REPLIES: Final = frozenset({"response", "retaliation", "reply", "answer", "reaction", "revenge"})
"""Nouns of what answers something; a time behind them is that of what is answered."""
_DAYS: Final = {"D": 1, "W": 7}
_OFFSETS: Final = {"times/after": 1, "times/before": -1}
"""Rules of "a month after" and "a day before": which side of the landmark the clause above lies on."""


def since_date(analysis: Analysis, token: int) -> Dated | None:
    """Of "have been killed since the siege was laid in May 1994": from then to the report's day.

    The phrase or clause behind "since" must hang on the act or on the clause the act stands in.
    """
    if tense_of(analysis, token) == "past" and analysis.tokens[token].upos == "VERB":
        return None
    if analysis.tokens[token].lemma.lower() in background_cues().agreements:
        return None
    sentence = analysis.sentence_of(token)
    above = {token}
    predicate = analysis.tokens[token].head
    if analysis.tokens[token].deprel not in ("obl", "nmod") or _is_predicate(analysis, predicate):
        above.update(itertools.islice(analysis.ancestors(token), CLIMB))
    fronted = [sentence.first] if tense_of(analysis, token) == "perfect" else []
    for i in (*fronted, *range(token + 1, min(sentence.last, token + SINCE_REACH))):
        head = analysis.tokens[i].head
        if analysis.tokens[i].text.lower() != "since" or head < 0:
            continue
        if analysis.tokens[head].head not in above or token in analysis.subtree(head):
            continue
        for timex in timexes_of(analysis, token):
            if i < timex.first <= i + DATE_REACH and timex.iso is not None:
                return open_end(analysis, timex)
    return None


def _is_predicate(analysis: Analysis, noun: int) -> bool:
    """Whether a noun says what its subject is: "has been the subject of sanctions since 2011"."""
    return noun >= 0 and analysis.child(noun, "cop") >= 0


def open_end(analysis: Analysis, timex: Timex) -> Dated:
    """What starts on a date runs to the report's day; a date that is itself a stretch is kept."""
    day, bounds = report_day(analysis), interval(timex.iso)
    assert timex.iso is not None
    begins = timex.granularity in ("day", "month", "year") and "/" not in timex.iso
    before = analysis.tokens[max(0, timex.first - 8) : timex.first]
    since = any(token.text.lower() == "since" for token in before)
    if begins and since and day is not None and bounds is not None and bounds[0] < day:
        return f"{timex.iso}/{day.isoformat()}", timex.span, "from then to the day of the report"
    return timex.iso, timex.span, "dated by the words of the period"


def lasting_date(analysis: Analysis, noun: int) -> Dated | None:
    """A "five-year war" reaches so many years back from the report's day."""
    day = report_day(analysis)
    if day is None:
        return None
    below = set(analysis.subtree(noun))
    for timex in timexes_of(analysis, noun):
        if timex.type != "DURATION" or not timex.value.startswith("P") or not timex.value.endswith("Y"):
            continue
        years = timex.value[1:-1]
        if case_of(analysis, outer_head(analysis, timex.first, timex.last)) in ("in", "for", "within"):
            continue  # "the first accord in ten years"
        if years.isdecimal() and (timex.first in below or noun in range(timex.first, timex.last + 4)):
            return f"{day.year - int(years)}/{day.isoformat()}", timex.span, "it has lasted that many years"
    return None


def going_on_date(analysis: Analysis, token: int) -> Dated | None:
    """Of "for nearly a week troops have been battling": from so long ago to the report's day."""
    day = report_day(analysis)
    if day is None or tense_of(analysis, token) != "perfect":
        return None
    for timex in timexes_of(analysis, token):
        unit, number = timex.value[-1:], timex.value[1:-1]
        ahead = analysis.tokens[max(0, timex.first - 3) : timex.first]
        if (
            timex.type == "DURATION"
            and number.isdecimal()
            and unit in GOING_ON
            and any(t.text.lower() == "for" for t in ahead)
            and distance(analysis, token, outer_head(analysis, timex.first, timex.last)) < FAR
        ):
            start = day - timedelta(days=int(number) * GOING_ON[unit])
            coarse = start.isoformat()[: {"M": 7, "Y": 4}.get(unit, 10)]
            return f"{coarse}/{day.isoformat()}", timex.span, "it has gone on so long"
    return None


def outbreak_date(analysis: Analysis, noun: int) -> Dated | None:
    """Of "the fighting that erupted last weekend", "the truce which began on 12 April": that date."""
    for clause in analysis.children[noun]:
        token = analysis.tokens[clause]
        if token.deprel not in ("acl:relcl", "acl") or token.lemma.lower() not in background_cues().outbreaks:
            continue
        inside = set(analysis.subtree(clause))
        for timex in timexes_of(analysis, noun):
            if timex.iso is not None and timex.type in ("DATE", "TIME") and timex.first in inside:
                return timex.iso, timex.span, f"dated by when it {token.text.lower()}"
    return None


def counted_date(analysis: Analysis, token: int) -> Dated | None:
    """Of "a month after clashes": so long before the report; "a day before they agreed": a day on.

    The landmark of an offset is counted from the date of the clause that the offset stands in, if it bears
    one, else from the report's day; no more exact than the unit.
    """
    i = token
    for _ in range(CLIMB):
        for child in analysis.children[i]:
            mark = analysis.tokens[child]
            if mark.text.lower() in ("after", "before") and mark.deprel in ("case", "mark"):
                for timex in timexes_of(analysis, token):
                    if timex.rule in _OFFSETS and timex.last - 1 == child:
                        return _landmark(analysis, timex)
        i = analysis.tokens[i].head
        if i < 0:
            return None
    return None


def _landmark(analysis: Analysis, offset: Timex) -> Dated | None:
    base = _clause_day(analysis, offset) or report_day(analysis)
    sign = -_OFFSETS[offset.rule]
    if base is None or (sign > 0 and base == report_day(analysis)):
        return None
    found = shift_back(base, analysis.text_of(offset.first, offset.last), sign)
    return None if found is None else (found, offset.span, f"so long from {base.isoformat()}")


def _clause_day(analysis: Analysis, offset: Timex) -> date | None:
    """The day named just before the offset: "On April 4, one day before …"."""
    day = None
    for timex in timexes_of(analysis, offset.first):
        if timex.first < offset.first and offset.first - timex.last <= 1 and timex.granularity == "day":
            bounds = interval(timex.iso)
            day = bounds[0] if bounds else None
    return day


def shift_back(base: date, words: str, sign: int) -> str | None:
    """One unit ("a", "an", "one") before or after a day, as exact as the unit; ``None`` for other words."""
    parts = words.lower().split()
    if parts[0] not in ("a", "an", "one") or len(parts) < 2:
        return None
    unit = parts[1][0].upper()
    if unit in _DAYS and parts[1] in ("day", "week"):
        return (base + timedelta(days=sign * _DAYS[unit])).isoformat()
    if parts[1] == "month":
        anchor = (
            base.replace(day=1) - timedelta(days=1)
            if sign < 0
            else base.replace(day=monthrange(base.year, base.month)[1]) + timedelta(days=1)
        )
        return f"{anchor.year}-{anchor.month:02}"
    return f"{base.year + sign}" if parts[1] == "year" else None


def is_told_of_another(analysis: Analysis, act: int, timex: Timex, head: int) -> bool:
    """Whether a time that stands before a noun ("the December operations") dates that noun, not the act.

    So does one behind "since" or "until" and another act ("their first meeting since clashes a month
    earlier"). A time before a noun dates the act too where the noun says when it was: a meeting "during
    Saturday's summit" was on Saturday.
    """
    before = analysis.tokens[timex.first - 2 : timex.first] if timex.first > 1 else ()
    if [t.text.lower() for t in before] in (["as", "in"], ["as", "on"], ["unlike", "in"]):
        return True  # "as in September, there were clashes"
    shared = {act, *analysis.ancestors(act)}
    for i in itertools.islice(analysis.ancestors(head), CLIMB):
        if i in shared:
            break
        if analysis.tokens[i].upos == "NOUN" and case_of(analysis, i) in ("since", "until", "despite"):
            return True
    noun = analysis.tokens[head].head
    if noun >= 0 and noun != act and analysis.tokens[noun].lemma in REPLIES and timex.first > noun:
        return True  # "hit the post in reply to a raid on Monday"
    if noun < 0 or noun == act or timex.last > noun or analysis.tokens[noun].upos not in ("NOUN", "PROPN"):
        return False
    if analysis.tokens[head].deprel not in ("compound", "amod", "nmod:poss", "nmod:unmarked", "nummod"):
        return False
    if analysis.tokens[noun].deprel.startswith("nsubj"):
        return False
    if analysis.tokens[noun].head == act and analysis.tokens[act].upos == "NOUN":
        return False
    return case_of(analysis, noun) not in ("during", "at", "in", "amid")
