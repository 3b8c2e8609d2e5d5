"""Where words were spoken: what is agreed, signed or said at a meeting took place where the meeting was.

"They met in Sochi. The two leaders agreed to …": the agreement was made in Sochi, though its own clause does
not say so. The place comes from a meeting that the text tells, or from the report's title ("Presidents meet
in Vienna"). It is shared by acts of those who met, on the day of the meeting, told close by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.coding.circumstances import Tense, find_attribution, interval, tense_of
from servanda.coding.same_events import Telling
from servanda.coding.subjects import case_of
from servanda.knowledge.places import find_places
from servanda.model import Actor, Analysis, Event

SPOKEN: Final = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "CONCEDE", "THREATEN", "CONSULT"}
)
"""Types of acts that are done by speaking or signing, and so where their doers are."""
JOINT: Final = frozenset({"AGREE", "SUPPORT", "CONSULT"})
"""Those of them that parties do together."""
REACH: Final = 2
"""Sentences from a meeting within which one of those who met speaks there."""
JOINT_REACH: Final = 10
"""The same for what two of them do together."""
TITLE_REACH: Final = 2
"""Sentences from the start that tell the meeting of the title."""
_MEETING: Final = re.compile(
    r"\b(meet|meets|met|meeting|summit|talks|negotiations|conference|visit|visits|sign|signs|signed)\b",
    re.IGNORECASE,
)
_IN_PLACE: Final = re.compile(r"\b(?:in|at)\s+((?:[A-Z][\w’'.-]*)(?:\s+[A-Z][\w’'.-]*){0,2})")
_AT_WHICH: Final = frozenset({"in", "at"})
_SPEAKING: Final = frozenset({"speak", "talk"})

Told = tuple[Event, list[Telling]]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A meeting with its place: its sentence and words, its day, who met, by country and by name."""

    place: str
    sentence: int
    words: frozenset[int]
    date: str | None
    background: bool
    parties: frozenset[str]
    names: frozenset[str]

    @property
    def told(self) -> str:
        """Which sentence tells it, for people."""
        return f"sentence {self.sentence + 1}"


def share_meeting_places(analysis: Analysis, told: Sequence[Told]) -> list[Told]:
    """The events, with the meeting's place for what was done there; the reason says so."""
    meetings = [m for event, tellings in told if (m := _meeting_of(analysis, event, tellings))]
    titled = _titled_meeting(analysis)
    out: list[Told] = []
    for event, tellings in told:
        spoken = event.type in SPOKEN and event.status == "happened"
        met = _nearest(analysis, event, tellings, meetings) if spoken else None
        dated = event
        if met is not None and event.date is None and met.date is not None:
            dated = _with_reason(replace(event, date=met.date), f"on the day they met, told in {met.told}")
        found = _speech_place(analysis, event, tellings) if spoken else None
        if found is None and met is not None:
            found = met.place, f"where they met: {met.place}, told in {met.told}"
        if found is None and spoken and titled and _fits_title(analysis, event, tellings):
            found = titled
        if found is not None and event.place is None:
            dated = _with_reason(replace(dated, place=found[0]), found[1])
        out.append((dated, tellings))
        if dated != event and (own := _meeting_of(analysis, dated, tellings)):
            meetings.append(own)  # "he received the minister and thanked him": there as well
    return out


def _with_reason(event: Event, reason: str) -> Event:
    made = event.provenance
    return replace(event, provenance=replace(made, reasons=(*made.reasons, reason)))


def _meeting_of(analysis: Analysis, event: Event, tellings: list[Telling]) -> _Meeting | None:
    if event.type != "CONSULT" or event.place is None or event.status != "happened":
        return None
    sentence = analysis.tokens[tellings[0].candidate.token].sentence
    both = (*event.actors, *event.recipients)
    names = frozenset(a.name for a in both)
    words = frozenset(i for t in tellings for i in (t.candidate.token, t.candidate.frame.verb))
    return _Meeting(event.place, sentence, words, event.date, event.background, frozenset(_keys(both)), names)


def _nearest(
    analysis: Analysis, event: Event, tellings: list[Telling], meetings: Sequence[_Meeting]
) -> _Meeting | None:
    """The nearest meeting at which the act can have been done."""
    token = tellings[0].candidate.token
    sentence = analysis.tokens[token].sentence
    tense = _tense_of_act(analysis, event, token)
    if tense not in ("past", "present"):
        return None
    parties, names = set(_keys((*event.actors, *event.recipients))), {a.name for a in event.actors}
    best: tuple[int, int, _Meeting] | None = None
    for number, meeting in enumerate(meetings):
        if meeting.background != event.background:
            continue
        joint = event.type in JOINT and len(parties & meeting.parties) > 1 and tense == "past"
        reach = JOINT_REACH if joint else REACH if names & meeting.names else -1
        gap = abs(sentence - meeting.sentence)
        if gap == 0 and _told_where(analysis, token, meeting):
            return meeting
        breath = gap == 0 and analysis.tokens[token].deprel == "conj" and bool(names & meeting.names)
        undated = event.date is None and (breath or (joint and gap > 0))
        if not undated and not _same_day(event.date, meeting.date):
            continue
        if gap <= reach and (best is None or (gap, number) < best[:2]):
            best = (gap, number, meeting)
    return None if best is None else best[2]


def _told_where(analysis: Analysis, token: int, meeting: _Meeting) -> bool:
    """Whether "where" on the meeting's own words tells the act: "a summit where they signed"."""
    verb = analysis.tokens[token]
    if verb.deprel != "acl:relcl" or verb.head < 0:
        return False
    where = any(analysis.tokens[c].text.lower() == "where" for c in analysis.children[token])
    return where and not meeting.words.isdisjoint((verb.head, analysis.tokens[verb.head].head))


def _tense_of_act(analysis: Analysis, event: Event, token: int) -> Tense:
    """The tense of the act; of what somebody does by saying it, that of his saying ("said they will")."""
    cue = _own_saying(analysis, event, token)
    return tense_of(analysis, token if cue < 0 else cue)


def _own_saying(analysis: Analysis, event: Event, token: int) -> int:
    """The verb by which a doer himself tells the act ("he said in Sochi that they will …"), or -1."""
    attribution = find_attribution(analysis, token)
    if attribution is None or attribution.cue < 0 or attribution.source < 0:
        return -1
    speaker = analysis.mention_at(attribution.source)
    ours = speaker is not None and bool(set(speaker.actors) & set(event.actors))
    return attribution.cue if ours else -1


def _same_day(act: str | None, meeting: str | None) -> bool:
    """Whether nothing told of the days speaks against it; a day beside none says nothing either way."""
    one, other = interval(act), interval(meeting)
    if one is None or other is None:
        return one is None and other is None
    return one[0] <= other[1] and other[0] <= one[1]


def _keys(actors: Sequence[Actor]) -> Iterator[str]:
    """Those who meet stand for their country, a body for itself."""
    for actor in actors:
        yield actor.country if actor.country and actor.country != "INT" else actor.name


def _titled_meeting(analysis: Analysis) -> tuple[str, str] | None:
    """The place of the meeting that the title tells: "Foreign ministers meet in Krakow"."""
    title = analysis.document.title or ""
    if not _MEETING.search(title):
        return None
    for found in _IN_PLACE.finditer(title):
        words = found.group(1).split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count]).rstrip(".,:;")
            if find_places(name)[0]:
                return name, f"where the title says they met: {name}"
    return None


def _fits_title(analysis: Analysis, event: Event, tellings: list[Telling]) -> bool:
    """Whether the act is of the lead, and of the report's day, as the title's meeting is."""
    sentence = analysis.tokens[tellings[0].candidate.token].sentence
    return sentence <= TITLE_REACH and not event.background and event.date is not None


def _speech_place(analysis: Analysis, event: Event, tellings: list[Telling]) -> tuple[str, str] | None:
    """The place on the verb of speaking: "said in Beirut that …", "speaking in London, X called on …"."""
    token = tellings[0].candidate.token
    cue = _own_saying(analysis, event, token)
    heads = [token] if cue < 0 else [cue, token]
    for head in heads:
        clauses = [
            c
            for c in analysis.children[head]
            if analysis.tokens[c].deprel == "advcl"
            and analysis.tokens[c].lemma in _SPEAKING
            and analysis.tokens[c].xpos == "VBG"
        ]
        for verb in ([head] if head != token else []) + clauses:
            for child in analysis.children[verb]:
                mention = analysis.mention_at(child)
                if mention is not None and mention.place and case_of(analysis, child) in _AT_WHICH:
                    return mention.place, f"where it was said: {mention.place}"
    return None
