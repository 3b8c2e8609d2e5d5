"""News or history: whether an act is told as background (codebook section 3), and its day if no words say so.

A date decides where there is one. Without it a small learned head does, from tense, position and the words
around; its weights are in ``codebook/data/background.json``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from servanda.codebook import background_cues
from servanda.codebook.heads import load_head
from servanda.coding.act_dates import is_relative
from servanda.coding.circumstances import (
    FAR,
    LANDMARKS,
    LONG_DAYS,
    NEWS_DAYS,
    distance,
    find_attribution,
    interval,
    is_background,
    is_landmark,
    outer_head,
    report_day,
    tense_of,
    timexes_of,
)
from servanda.coding.same_events import Telling
from servanda.coding.scenes import STREET, settle_places
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Event

CLOCK_REACH: Final = 6
"""Sentences over which a told day carries on."""
RECENT_CLOCKS: Final = 8
"""How many of the last days told are looked at; a day is told a few sentences before at most."""
GOING_ON: Final = frozenset({"ASSAULT", "PROTEST", "CONSULT"})
"""Acts that go on: in the present or perfect ("fighting continues", "has been shelling") they do on the day
of the report."""
LEAD: Final = 1
"""In the first sentences the perfect tells the news of the day ("has reinforced its border")."""
ASIDE: Final = frozenset({"nmod", "obl", "nmod:poss", "compound"})
"""Where a noun only names an act beside the one that is told."""
MATERIAL: Final = frozenset({"ASSAULT", "PROTEST", "COERCE"})
TRIED: Final = ("tried", "attempted", "sought")
WAVE_DAYS: Final = 31
"""How far back protests that go on are still the same wave."""
OPEN: Final = "nothing told gives its day"
SAYING_TYPES: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})


def place_in_time(
    analysis: Analysis, told: Iterable[tuple[Event, list[Telling]]]
) -> list[tuple[Event, list[Telling]]]:
    """The events with background decided, and with day and place carried on from the sentences before."""
    out: list[tuple[Event, list[Telling]]] = []
    clocks: list[tuple[int, str]] = []
    for proposed, tellings in told:
        token = tellings[0].candidate.token
        event = _undo_later_day(analysis, proposed)
        state = _is_state(analysis, tellings)
        background = (state and event.date is None) or _decide(analysis, event, tellings)
        when = event.date
        teller = next((t for t in tellings if t.event.date == when), tellings[0])
        if when is not None and not background and _tells_the_day(analysis, event, teller):
            clocks.append((analysis.tokens[teller.candidate.token].sentence, when))
        carries = (tellings[0].definite and tense_of(analysis, token) != "perfect") or not is_landmark(
            analysis, token
        )
        if when is None and carries and not background and (event.status == "happened" or _is_attempt(event)):
            when, reason = _carried_day(analysis, tellings[0], event, clocks)
            made = event.provenance
            event = replace(event, provenance=replace(made, reasons=(*made.reasons, reason)))
        out.append((replace(event, background=background, date=when), tellings))
    return settle_places(analysis, _with_waves(analysis, out))


def _with_waves(
    analysis: Analysis, told: list[tuple[Event, list[Telling]]]
) -> list[tuple[Event, list[Telling]]]:
    """Protests of the last weeks are news where they go on: one escalation (codebook section 9)."""
    day = report_day(analysis)
    goes_on = any(e.type == "PROTEST" and not e.background and e.status == "happened" for e, _ in told)
    if day is None or not goes_on:
        return told
    out = []
    for event, tellings in told:
        bounds = interval(event.date)
        recent = bounds is not None and day - timedelta(days=WAVE_DAYS) <= bounds[0]
        news = event.type in MATERIAL and event.background and recent and _is_of_the_street(event)
        out.append((replace(event, background=False) if news else event, tellings))
    return out


def _is_of_the_street(event: Event) -> bool:
    sectors = {a.sector for a in (*event.actors, *event.recipients)}
    return event.type == "PROTEST" or (sectors <= STREET and "COP" in sectors)


def _undo_later_day(analysis: Analysis, event: Event) -> Event:
    """What has happened was not after the report: such a day is that of what is promised or feared."""
    bounds = interval(event.date)
    last = analysis.written[1] if analysis.written else analysis.document.published
    if event.status != "happened" or bounds is None or last is None or bounds[0] <= last:
        return event
    return replace(event, date=None)


def _is_attempt(event: Event) -> bool:
    """Whether somebody tried to do it ("they tried to storm the palace"): that had its day."""
    return event.status == "possible" and any(
        f"“{word}”" in r for r in event.provenance.reasons for word in TRIED
    )


def _is_state(analysis: Analysis, tellings: list[Telling]) -> bool:
    """Whether the act is told as a standing fact: "X, which backs Y", "rebels backed by X", "its support"."""
    first = tellings[0].candidate
    if first.trigger.rule.name not in background_cues().states:
        return False
    return (
        first.is_noun
        or tense_of(analysis, first.token) in ("present", "none")
        or is_relative(analysis, first.token)
    )


def _tells_the_day(analysis: Analysis, event: Event, teller: Telling) -> bool:
    """Whether later sentences go on from the day of this act: a day, of what happened, in the main thread."""
    whole = event.date is not None and len(event.date) == len("2022-10-31")
    return whole and event.status == "happened" and not _is_beside(analysis, teller)


def _is_beside(analysis: Analysis, teller: Telling) -> bool:
    """Whether the day is told of an act beside the thread of the story.

    What only modifies a noun ("the truce agreed to on Tuesday", "in reply to Monday's raid"), what the act
    of the sentence came after ("a day after shells killed nine"), and what somebody is accused of.
    """
    candidate = teller.candidate
    token = analysis.tokens[candidate.token]
    if candidate.is_noun:
        done = token.deprel == "obj" and token.head not in (candidate.frame.verb, candidate.token)
        return token.deprel in ASIDE or done
    verb = analysis.tokens[candidate.frame.verb] if candidate.frame.verb >= 0 else token
    mark = analysis.child(verb.index, "mark")
    if verb.deprel.startswith("acl"):
        return mark < 0  # "reports that nine were killed on Tuesday" are the story
    after = verb.deprel == "advcl" and mark >= 0 and analysis.tokens[mark].text.lower() in LANDMARKS
    return after or _is_charge(analysis, verb.index)


def _is_charge(analysis: Analysis, verb: int) -> bool:
    """Whether a verb tells what somebody is accused of: "accused the army of shelling the town"."""
    mark = analysis.child(verb, "mark")
    of = mark >= 0 and analysis.tokens[mark].text.lower() == "of"
    return of and analysis.tokens[verb].deprel == "advcl"


def _carried_day(
    analysis: Analysis, telling: Telling, event: Event, clocks: list[tuple[int, str]]
) -> tuple[str | None, str]:
    """The day of an act told in the past without one, and why: the story's so far, else the report's."""
    token = telling.candidate.token
    sentence = analysis.tokens[token].sentence
    tense = tense_of(analysis, token)
    day = report_day(analysis) if analysis.document.published is not None else None
    whole = None if day is None else day.isoformat()
    if tense == "pluperfect" or _is_aside(analysis, telling):
        return None, "told beside the story, whose day is not its own"
    if vague := _vague_time(analysis, token):
        return None, f"“{vague}” says no day"
    if tense == "perfect" or (tense == "present" and event.type not in SAYING_TYPES):
        goes_on = sentence <= LEAD if tense == "perfect" else False
        goes_on = (goes_on or event.type in GOING_ON) and not is_relative(analysis, token)
        return (whole, "goes on, or is news of the lead: the day of the report") if goes_on else (None, OPEN)
    near = [clock for clock in clocks[-RECENT_CLOCKS:] if 0 <= sentence - clock[0] <= CLOCK_REACH]
    if near:
        at, told = max(near, key=lambda clock: clock[0])
        return told, f"the story's day, told in sentence {at + 1}"
    named = telling.candidate.is_noun and not telling.definite and analysis.child(token, "cop") < 0
    if _in_relative(analysis, token) or named:
        return None, OPEN
    if event.type in MATERIAL and (last := _last_day_named(analysis, token)):
        return last, "the last day that the sentences before named"
    return whole, "told in the past without a day: the day of the report" if whole else OPEN


def _in_relative(analysis: Analysis, token: int) -> bool:
    """Whether the act stands in a relative clause or hangs on its verb: "men whom he sent to seize it"."""
    for i in (token, *analysis.ancestors(token)):
        if is_relative(analysis, i):
            return True
        if analysis.tokens[i].deprel not in ("xcomp", "advcl", "conj"):
            return False
    return False


def _is_aside(analysis: Analysis, telling: Telling) -> bool:
    """Whether the act is only spoken of beside the story, and has no share in its day.

    A deal merely named; what "recently", "earlier" sets apart; a participle or an aim on a noun ("soldiers
    detained", "a team sent to investigate"); what somebody is accused of.
    """
    token = analysis.tokens[telling.candidate.token]
    cues = background_cues()
    before = any(
        analysis.tokens[c].deprel in ("advmod", "amod") and analysis.tokens[c].lemma.lower() in cues.modifiers
        for c in analysis.children[token.index]
    )
    if telling.candidate.is_noun:
        return before or token.lemma.lower() in cues.agreements
    aim = token.xpos == "VB" and token.deprel in ("acl", "advcl")
    participle = token.deprel == "acl" and token.xpos == "VBN"
    since = token.deprel == "advcl" and case_of(analysis, token.index) == "since"
    return since or aim or participle or before or _is_charge(analysis, token.index)


def _vague_time(analysis: Analysis, token: int) -> str:
    """Words of the act's clause that put it before today and name no day: "in recent weeks", "recently"."""
    for timex in timexes_of(analysis, token):
        head = outer_head(analysis, timex.first, timex.last)
        if timex.value == "PAST_REF" and distance(analysis, token, head) < FAR:
            return timex.span.of(analysis.document.text)
    return ""


def _last_day_named(analysis: Analysis, token: int) -> str | None:
    """The last day of the week before the report that the sentences before named."""
    sentence = analysis.sentence_of(token)
    floor = analysis.sentences[max(0, sentence.index - CLOCK_REACH)].first
    day = report_day(analysis)
    at = bisect_left(analysis.timexes, sentence.first, key=lambda t: t.first)
    while at > 0 and analysis.timexes[at - 1].first >= floor:
        at -= 1
        timex = analysis.timexes[at]
        bounds = interval(timex.iso) if timex.granularity == "day" and "/" not in (timex.iso or "") else None
        head = analysis.tokens[outer_head(analysis, timex.first, timex.last)]
        if head.deprel == "nmod":
            continue  # "in reply to the killing of three men on Monday"
        if bounds and day and timedelta(0) <= day - bounds[1] <= timedelta(days=NEWS_DAYS):
            return timex.iso
    return None


def _decide(analysis: Analysis, event: Event, tellings: list[Telling]) -> bool:
    told = is_old(analysis, event)
    if told is not None:
        return told
    head = load_head("background")
    return head.score(history_features(analysis, event, tellings)) >= head.threshold


def is_old(analysis: Analysis, event: Event) -> bool | None:
    """Whether its date makes an act history (codebook section 9); ``None`` if no date decides."""
    reference = report_day(analysis) or (analysis.written[1] if analysis.written else None)
    bounds = interval(event.date)
    if bounds is not None and reference is not None:
        if bounds[1] < reference - timedelta(days=NEWS_DAYS):
            return True
        if bounds[0] < reference - timedelta(days=LONG_DAYS):
            return True
        if bounds[1] - bounds[0] <= timedelta(days=NEWS_DAYS):
            return False
    return None


def history_features(analysis: Analysis, event: Event, tellings: list[Telling]) -> list[str]:
    """The names of the features that hold of an event told without a telling date."""
    first = tellings[0].candidate
    token = analysis.tokens[first.token]
    sentence = analysis.sentence_of(first.token)
    kind = "noun" if first.is_noun else "verb"
    tense = tense_of(analysis, first.token)
    cued = any(is_background(analysis, t.candidate.token, None) for t in tellings)
    last = analysis.sentences[-1].index or 1
    definite = any(t.definite for t in tellings)
    relation = token.deprel
    if first.frame.verb >= 0 and first.frame.verb != first.token:
        relation = analysis.tokens[first.frame.verb].deprel
    out = [
        f"cued={cued}",
        f"{kind} cued={cued}",
        f"tense={tense}",
        f"{kind} tense={tense}",
        f"tense={tense} relation={relation}",
        f"rule={first.trigger.rule.name}",
        f"type={event.type}",
        f"{event.type} {kind} tense={tense}",
        f"kind={kind}",
        f"relation={relation}",
        f"{kind} relation={relation}",
        f"position={min(3, 4 * sentence.index // (last + 1))}",
        f"sentence={min(sentence.index, 3)}",
        f"told={min(len(tellings), 2)}",
        f"dated={event.date is not None}",
        f"date length={len(event.date or '')}",
        f"definite={definite}",
        f"{kind} definite={definite}",
        f"attributed={find_attribution(analysis, first.token) is not None}",
        f"status={event.status}",
    ]
    out += [f"word={w}" for w in _adverbs(analysis, first.token)]
    aside, relative = _is_aside(analysis, tellings[0]), _in_relative(analysis, first.token)
    out += [
        f"aside={aside}",
        f"in relative={relative}",
        f"vague={bool(_vague_time(analysis, first.token))}",
        f"tense={tense} late={sentence.index > LEAD}",
        f"{kind} late={sentence.index > LEAD}",
        f"landmark={is_landmark(analysis, first.token)}",
    ]
    return out


def _adverbs(analysis: Analysis, token: int) -> list[str]:
    """Words of time and manner on the act and on its verb."""
    heads = {token, analysis.tokens[token].head}
    return sorted(
        {
            analysis.tokens[c].lemma.lower()
            for h in heads
            if h >= 0
            for c in analysis.children[h]
            if analysis.tokens[c].deprel in ("advmod", "amod", "obl:unmarked", "nmod:unmarked", "mark")
        }
    )
