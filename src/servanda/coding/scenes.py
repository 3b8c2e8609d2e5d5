"""Where an act took place whose clause does not say it, or says it only roughly.

A report names the place of its story once and tells on: acts on the ground in the sentences around share it.
And it tells first roughly, then exactly where: "in Pakistan", then "The attack took place in Swat".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.coding.act_places import find_site, is_prefix, names_place
from servanda.coding.circumstances import FAR, distance, is_landmark
from servanda.coding.meeting_places import share_meeting_places
from servanda.coding.same_events import Telling
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Event, Mention, ResolvedPlace, Span

BACK: Final = 2
"""Sentences over which a told place carries on, for acts on the ground."""
AHEAD: Final = 1
"""Sentences ahead in which an act of the lead finds its place."""
LEAD: Final = 1
POINTING: Final = 2
"""Sentences within which "the attack" tells where the one before was."""
GROUND: Final = frozenset({"ASSAULT", "PROTEST", "COERCE"})
"""Types of acts that happen where the story is."""
ROUGH: Final = 4
"""UCDP's step from which a place is a province or more, and a finer one says more."""
SITED: Final = frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE"})
"""Further types of acts that are done somewhere, though not where the story is."""
STREET: Final = frozenset({"COP", "CVL", "MED"})
"""Sectors of those who meet at a protest."""
LOCATIVE: Final = frozenset(
    {"in", "at", "near", "outside", "around", "on", "inside", "across", "along", "throughout", "within",
     "north", "south", "east", "west"}
)  # fmt: skip
_STANDS_FOR: Final = {
    "city": frozenset({1}),
    "town": frozenset({1}),
    "village": frozenset({1}),
    "province": frozenset({4}),
    "region": frozenset({4, 5}),
    "territory": frozenset({4, 5}),
    "enclave": frozenset({5}),
    "country": frozenset({6}),
}
"""Nouns that stand for a place named before, with its UCDP steps."""
_STATE: Final = 6
_LOOK_BACK: Final = 40
"""Mentions that are looked back at."""
MAIN_SHARE: Final = 3
"""The place of the whole story has at least one in so many namings of places."""

Told = tuple[Event, list[Telling]]


@dataclass(frozen=True, slots=True)
class _Scene:
    """An event with the sentence that tells it first."""

    event: Event
    tellings: list[Telling]
    sentence: int

    @property
    def is_news(self) -> bool:
        """Whether it can lend its place to acts beside it."""
        return self.event.type in GROUND and self.event.place is not None and not self.event.background


def settle_places(analysis: Analysis, told: Sequence[Told]) -> list[Told]:
    """The events with rough places made exact by what points back, and with places carried on."""
    scenes: list[_Scene] = []
    for event, tellings in told:
        token = tellings[0].candidate.token
        scenes.append(_Scene(event, tellings, analysis.tokens[token].sentence))
    out: list[Told] = []
    main = _main_place(analysis)
    for index, scene in enumerate(scenes):
        place = scene.event.place
        if scene.event.type in GROUND:
            place = _pointed_back(analysis, scenes, index) or place
            place = place or _meant(analysis, scene) or _carried(analysis, scenes, index, main)
        if place is None and scene.event.type in GROUND | SITED:
            place = find_site(analysis, scene.tellings[0].candidate.token)
        out.append((replace(scene.event, place=place), scene.tellings))
    return share_meeting_places(analysis, out)


def places_said(analysis: Analysis, sentence: int) -> Iterator[Mention]:
    """Places that a sentence names as where something is, in order."""
    if not 0 <= sentence < len(analysis.sentences):
        return
    first, last = analysis.sentences[sentence].first, analysis.sentences[sentence].last
    at = bisect_left(analysis.mentions, first, key=lambda m: m.first)
    while at < len(analysis.mentions) and analysis.mentions[at].first < last:
        mention = analysis.mentions[at]
        if mention.place is not None and _is_where(analysis, mention.head):
            yield mention
        at += 1


def _is_where(analysis: Analysis, head: int) -> bool:
    """Whether a place is told with a preposition of place, or names what is: "in the town of X"."""
    case = case_of(analysis, head)
    if case in LOCATIVE:
        return True
    governor = analysis.tokens[head].head
    if governor < 0 or case not in ("", "of"):
        return False
    return names_place(analysis, governor) and case_of(analysis, governor) in LOCATIVE


def _pointed_back(analysis: Analysis, scenes: Sequence[_Scene], index: int) -> str | None:
    """The place that a later sentence gives by pointing back at the act: "The attack took place in X"."""
    scene = scenes[index]
    if scene.event.place is not None:
        span = next((s for name, s in scene.event.provenance.fields if name == "place"), None)
        rough = _resolved(analysis, scene.event.place, span)
        if rough is None or (rough.precision or 0) < ROUGH:
            return None
    for later in scenes[index + 1 :]:
        if later.sentence - scene.sentence > POINTING:
            return None
        first = later.tellings[0]
        token = analysis.tokens[first.candidate.token]
        points = token.upos == "NOUN" and first.definite and token.deprel.partition(":")[0] == "nsubj"
        if points and later.sentence > scene.sentence and later.event.type == scene.event.type:
            return later.event.place
    return None


def _meant(analysis: Analysis, scene: _Scene) -> str | None:
    """The last place named before that "the city", "the country" in the act's clause stands for."""
    token = scene.tellings[0].candidate.token
    sentence = analysis.sentences[scene.sentence]
    for index in range(sentence.first, sentence.last):
        noun = analysis.tokens[index]
        steps = _STANDS_FOR.get(noun.lemma)
        if (
            steps is None
            or noun.upos != "NOUN"
            or analysis.child(index, "nmod", "compound", "nmod:poss") >= 0
        ):
            continue
        det = analysis.child(index, "det")
        if det < 0 or analysis.tokens[det].text.lower() not in ("the", "this", "that"):
            continue
        told = case_of(analysis, index) in LOCATIVE | {"of"} or noun.deprel == "obj"
        if told and distance(analysis, token, index) < FAR:
            return _last_named(analysis, index, steps)
    return None


def _last_named(analysis: Analysis, before: int, steps: frozenset[int]) -> str | None:
    """The place of one of these UCDP steps that was named last before a token."""
    at = bisect_left(analysis.mentions, before, key=lambda m: m.first)
    for mention in reversed(analysis.mentions[max(0, at - _LOOK_BACK) : at]):
        place = analysis.places.get(mention.id)
        if place is None or mention.place is None or place.precision not in steps:
            continue
        if is_prefix(analysis, mention.head):
            continue
        if place.precision == _STATE or not mention.actors:  # "Washington" that accuses is no city
            return mention.place
    return None


def _carried(analysis: Analysis, scenes: Sequence[_Scene], index: int, main: str | None) -> str | None:
    """The place of the acts around, the ones before first; of a protest else the main place of the story."""
    scene = scenes[index]
    first = scene.tellings[0]
    landmark = is_landmark(analysis, first.candidate.token) and not first.definite
    if not scene.event.background and not landmark:
        for other in reversed(scenes[:index]):
            if other.is_news and 0 <= scene.sentence - other.sentence <= BACK:
                return other.event.place
        for other in scenes[index + 1 :] if scene.sentence <= LEAD else ():
            if other.is_news and 0 <= other.sentence - scene.sentence <= AHEAD:
                return other.event.place
    return main if scene.event.type == "PROTEST" or _is_at_protests(scenes, scene) else None


def _is_at_protests(scenes: Sequence[_Scene], scene: _Scene) -> bool:
    """Whether it is done by or to those who protest in this report, or people are arrested: one story."""
    protests = [s.event for s in scenes if s.event.type == "PROTEST"]
    crowd = {a for event in protests for a in event.actors}
    parties = (*scene.event.actors, *scene.event.recipients)
    sectors = {a.sector for a in parties}
    return (
        bool(protests)
        and sectors <= STREET
        and ("COP" in sectors or scene.event.mode == "arrest" or not crowd.isdisjoint(parties))
    )


def _main_place(analysis: Analysis) -> str | None:
    """The place that a report names most."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for mention in analysis.mentions:
        place = analysis.places.get(mention.id)
        if place is None or mention.place is None or mention.kind != "name":
            continue
        key = place.id or mention.place
        counts[key] += 1
        names.setdefault(key, mention.place)
    if not counts:
        return None
    key, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return names[key] if MAIN_SHARE * count >= sum(counts.values()) else None


def _resolved(analysis: Analysis, place: str, span: Span | None) -> ResolvedPlace | None:
    """What the place of an act was resolved to, by the words that name it."""
    if span is None:
        return None
    at = bisect_left(analysis.mentions, span.start, key=lambda m: analysis.tokens[m.first].start)
    for mention in analysis.mentions[at : at + 3]:
        if mention.place == place and mention.id in analysis.places:
            return analysis.places[mention.id]
    return None
