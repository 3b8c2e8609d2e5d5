"""Coded reports made up from a seed, with planted copies, incidents, contradictions and breaches.

Density in time is constant: some reports a day over as many days as it takes, so that a report has as many
neighbours in a record of 100,000 as in one of 1,000. States, towns, outlets and sentences are invented; the
codes of states are real ones, because a record knows no others, and say nothing about those states.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from servanda.model import Actor, Coding, Commitment, Document, Event, Figure, OffsetMap, Provenance, Span
from servanda.model.claim import Link, Statement
from servanda.model.json import to_json
from servanda.model.listed import ActorMention, PlaceMention

BEGIN = date(1990, 1, 1)
PER_DAY = 10
"""Reports of one day, about."""

CODES = (
    "ARG", "AUS", "AUT", "BEL", "BOL", "BRA", "CAN", "CHL", "COL", "CZE", "DNK", "ECU", "EST", "FIN", "FRA",
    "DEU", "GRC", "HUN", "ISL", "IRL", "ITA", "JPN", "KEN", "LVA", "LTU", "MEX", "NLD", "NZL", "NOR", "PER",
    "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "CHE", "URY", "ZAF",
)  # fmt: skip
OUTLETS = ("Morning Sheet", "Evening Sheet", "Harbour Post", "Hill Gazette", "River Wire", "Plain Courier")
_LEFT = ("Al", "Bor", "Cas", "Dun", "Er", "Fal", "Gar", "Hol", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Os")
_MID = ("a", "e", "i", "o", "u", "an", "en", "in", "on", "un")
_RIGHT = ("bek", "dal", "feld", "grad", "ham", "kirk", "lund", "mont", "ness", "port", "stad", "ton", "vik")


@dataclass(frozen=True, slots=True)
class Plants:
    """What a made record must show: ids of reports and claims that belong together."""

    copies: list[tuple[str, str]] = field(default_factory=list)
    incidents: list[tuple[str, ...]] = field(default_factory=list)
    contradictions: list[tuple[str, str]] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class State:
    """A made-up state with a real code."""

    code: str
    name: str
    towns: tuple[tuple[str, float, float], ...]

    @property
    def army(self) -> Actor:
        return Actor(f"{self.name} army", self.code, "MIL")

    @property
    def government(self) -> Actor:
        return Actor(self.name, self.code, "GOV")


class _Text:
    """Grows a report sentence by sentence, with what is coded from it."""

    def __init__(self) -> None:
        self.text = ""
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.commitments: list[Commitment] = []
        self.mentions: list[ActorMention | PlaceMention] = []

    def sentence(self, words: str) -> Span:
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text} {words}" if self.text else words
        return Span(start, start + len(words))

    def find(self, words: str, span: Span) -> Span:
        start = self.text.index(words, span.start)
        return Span(start, start + len(words))

    def place(self, town: tuple[str, float, float], span: Span) -> tuple[str, Span]:
        where = self.find(town[0], span)
        one = f"made:{town[0]}"
        self.mentions.append(
            PlaceMention(span=where, name=town[0], id=one, lat=town[1], lon=town[2], precision=1)
        )
        return "place", where

    def actor(self, actor: Actor, words: str, span: Span) -> None:
        self.mentions.append(
            ActorMention(span=self.find(words, span), actor=actor, id=f"state:{actor.country}")
        )


def _made(span: Span, coder: str, *fields: tuple[str, Span], chain: tuple[Link, ...] = ()) -> Provenance:
    return Provenance(
        evidence=(span,),
        coder=f"made/{coder}",
        score=0.8,
        reasons=("made up",),
        fields=tuple(fields),
        chain=chain,
    )


class Maker:
    """Makes reports in the order of their days; the same for a seed, whatever the number wanted."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._number = 0
        self.plants = Plants()
        taken: set[str] = set()
        self._words = [self._name().lower() for _ in range(3000)]
        self._states = [self._state(code, taken) for code in CODES]

    def reports(self, count: int) -> Iterator[dict[str, Any]]:
        """So many reports; what they must show is in ``plants`` as far as they go."""
        made = 0
        waiting: dict[int, list[Any]] = {}
        day = 0
        while made < count:
            for _ in range(PER_DAY // 3):
                for after, story in self._story(day):
                    waiting.setdefault(day + after, []).append(story)
            for story in waiting.pop(day, []):
                for payload in story(day):
                    if made < count:
                        made += 1
                        yield payload
            day += 1

    def _story(self, day: int) -> list[tuple[int, Any]]:
        """Parts of something that happens on a day, each with the days after which it is told."""
        a, b = self._random.sample(self._states, 2)
        kind = self._random.random()
        if kind < 0.55:
            return self._attack(a, b, day)
        if kind < 0.75:
            return [(0, lambda d: self._denial(a, b, d))]
        if kind < 0.9:
            return self._truce(a, b, day)
        return [(0, lambda d: self._talks(a, b, d))]

    def _attack(self, a: State, b: State, day: int) -> list[tuple[int, Any]]:
        """One attack in several outlets over three days, one of them copied by another."""
        town = self._random.choice(b.towns)
        dead = self._random.randint(3, 60)
        outlets = self._random.sample(OUTLETS, 3)
        ids: list[str] = []

        def told(outlet: str, lag: int, number: int, *, copied: bool) -> Any:
            def tell(d: int) -> list[dict[str, Any]]:
                text = _Text()
                happened = BEGIN + timedelta(days=day)
                said = self._random.choice(
                    (
                        "{a} army shelled {town} in {b}, killing {n} people.",
                        "Shells of the {a} army fell on {town} in {b} and killed {n} people.",
                        "In {b}, {n} people died when the {a} army shelled {town}.",
                    )
                ).format(a=a.name, b=b.name, town=town[0], n=dead + number)
                span = text.sentence(said)
                place = text.place(town, span)
                text.actor(a.army, f"{a.name} army", span)
                text.events.append(
                    Event(
                        type="ASSAULT",
                        mode="heavy-weapons",
                        actors=(a.army,),
                        recipients=(Actor("people", b.code, "CVL"),),
                        date=happened.isoformat(),
                        place=town[0],
                        provenance=_made(span, "attack", place),
                    )
                )
                text.figures.append(
                    Figure(
                        measure="killed",
                        low=float(dead + number),
                        high=float(dead + number),
                        of="people",
                        date=happened.isoformat(),
                        place=town[0],
                        provenance=_made(text.find(f"{dead + number} people", span), "killed", place),
                    )
                )
                self._fill(text, town[0], 14)
                payload = self._payload(text, outlet, d)
                ids.append(payload["events"][0]["id"])
                out = [payload]
                if number == 2:
                    self.plants.incidents.append(tuple(ids))
                if copied:
                    again = self._payload(
                        text, self._random.choice([o for o in OUTLETS if o != outlet]), d + 1
                    )
                    self.plants.copies.append((payload["id"], again["id"]))
                    out.append(again)
                return out

            return lag, tell

        copied = self._random.random() < 0.3
        return [told(outlet, k, k, copied=copied and k == 0) for k, outlet in enumerate(outlets)]

    def _denial(self, a: State, b: State, day: int) -> list[dict[str, Any]]:
        """One accuses, the other denies, in one report."""
        town = self._random.choice(b.towns)
        text = _Text()
        first = text.sentence(f"{b.name} accused {a.name} of shelling the village of {town[0]}.")
        place = text.place(town, first)
        text.actor(b.government, b.name, first)
        text.events.append(
            Event(
                type="ACCUSE",
                mode="allege",
                actors=(b.government,),
                recipients=(a.government,),
                date=(BEGIN + timedelta(days=day)).isoformat(),
                provenance=_made(first, "accuse"),
            )
        )
        link = Link(source=b.government, words=text.find(b.name, first), cue=text.find("accused", first))
        text.events.append(
            Event(
                type="ASSAULT",
                mode="heavy-weapons",
                actors=(a.army,),
                says=b.government,
                date=(BEGIN + timedelta(days=day)).isoformat(),
                place=town[0],
                provenance=_made(text.find("shelling", first), "attack", place, chain=(link,)),
            )
        )
        second = text.sentence(f"{a.name} denied shelling the village of {town[0]}.")
        text.actor(a.government, a.name, second)
        chain = (Link(source=a.government, words=text.find(a.name, second), cue=text.find("denied", second)),)
        text.events.append(
            Event(
                type="ASSAULT",
                mode="heavy-weapons",
                actors=(a.army,),
                status="denied",
                says=a.government,
                date=(BEGIN + timedelta(days=day)).isoformat(),
                place=town[0],
                provenance=_made(
                    text.find("shelling", second), "attack", text.place(town, second), chain=chain
                ),
            )
        )
        self._fill(text, town[0], 8)
        payload = self._payload(text, self._random.choice(OUTLETS), day)
        ids = [e["id"] for e in payload["events"]]
        self.plants.contradictions.append((payload["id"], ids[-1]))
        return [payload]

    def _truce(self, a: State, b: State, day: int) -> list[tuple[int, Any]]:
        """A truce in two outlets; for every other, an attack a week later that is called a breach."""
        town = self._random.choice(b.towns)
        made = BEGIN + timedelta(days=day)
        ids: list[str] = []
        outlets = self._random.sample(OUTLETS, 3)

        def agreed(outlet: str, lag: int) -> Any:
            def tell(d: int) -> list[dict[str, Any]]:
                text = _Text()
                span = text.sentence(f"{a.name} and {b.name} agreed on a ceasefire for 60 days.")
                text.actor(a.government, a.name, span)
                text.actor(b.government, b.name, span)
                text.commitments.append(
                    Commitment(
                        act="ceasefire",
                        obligors=(a.government, b.government),
                        beneficiaries=(a.government, b.government),
                        force="agreed",
                        date=made.isoformat(),
                        term="P60D",
                        provenance=_made(span, "ceasefire", ("date", text.find("agreed", span))),
                    )
                )
                self._fill(text, town[0], 10)
                payload = self._payload(text, outlet, d)
                ids.append(payload["commitments"][0]["id"])
                return [payload]

            return lag, tell

        def broken(d: int) -> list[dict[str, Any]]:
            text = _Text()
            span = text.sentence(
                f"{a.name} army shelled {town[0]} in {b.name} in violation of the ceasefire."
            )
            place = text.place(town, span)
            text.actor(a.army, f"{a.name} army", span)
            text.events.append(
                Event(
                    type="ASSAULT",
                    mode="heavy-weapons",
                    actors=(a.army,),
                    recipients=(b.government,),
                    date=(BEGIN + timedelta(days=d)).isoformat(),
                    place=town[0],
                    provenance=_made(span, "attack", place),
                )
            )
            self._fill(text, town[0], 10)
            self.plants.breaches.append(ids[0])
            return [self._payload(text, outlets[2], d)]

        parts = [agreed(outlets[0], 0), agreed(outlets[1], 1)]
        return [*parts, (7, broken)] if self._random.random() < 0.5 else parts

    def _talks(self, a: State, b: State, day: int) -> list[dict[str, Any]]:
        """A meeting, with words spoken at it."""
        town = self._random.choice(a.towns)
        text = _Text()
        span = text.sentence(f"Envoys of {a.name} and {b.name} met in {town[0]}.")
        text.events.append(
            Event(
                type="CONSULT",
                actors=(a.government, b.government),
                date=(BEGIN + timedelta(days=day)).isoformat(),
                place=town[0],
                provenance=_made(span, "meet", text.place(town, span)),
            )
        )
        words = text.sentence(f"“We spoke of the harbour,” an envoy of {b.name} said.")
        text.statements.append(
            Statement(
                speaker=Actor(f"envoy of {b.name}", b.code, "GOV"),
                form="direct",
                provenance=_made(text.find("“We spoke of the harbour,”", words), "say"),
            )
        )
        self._fill(text, town[0], 8)
        return [self._payload(text, self._random.choice(OUTLETS), day)]

    def _fill(self, text: _Text, town: str, count: int) -> None:
        """Sentences of no weight, in words that no other report has in this order."""
        for _ in range(count):
            words = " ".join(self._random.choice(self._words) for _ in range(self._random.randint(8, 14)))
            text.sentence(f"Of {town} they say that {words}.")

    def _payload(self, text: _Text, outlet: str, day: int) -> dict[str, Any]:
        self._number += 1
        published = BEGIN + timedelta(days=day)
        coding = Coding(
            document=Document(
                id=f"made-{self._number:06d}",
                sha256=hashlib.sha256(f"{self._number} {text.text}".encode()).hexdigest(),
                original=text.text,
                text=text.text,
                offsets=OffsetMap.identity(len(text.text)),
                title=text.text.partition(".")[0],
                source=outlet,
                published=published,
                language="en",
            ),
            events=tuple(text.events),
            statements=tuple(text.statements),
            figures=tuple(text.figures),
            commitments=tuple(text.commitments),
            written=(published, published),
            mentions=tuple(sorted(text.mentions, key=lambda m: m.span)),
        )
        return to_json(coding, versions={"servanda": "made", "format": "1", "model": "made"})

    def _state(self, code: str, taken: set[str]) -> State:
        lat, lon = self._random.uniform(-50, 60), self._random.uniform(-120, 150)
        towns = []
        while len(towns) < 60:
            name = self._name()
            if name not in taken:
                taken.add(name)
                towns.append(
                    (
                        name,
                        round(lat + self._random.uniform(-4, 4), 3),
                        round(lon + self._random.uniform(-4, 4), 3),
                    )
                )
        return State(code, f"{self._name()}ia", tuple(towns))

    def _name(self) -> str:
        pick = self._random.choice
        return pick(_LEFT) + pick(_MID) + pick(_RIGHT) + pick(("", "", "a", "o", "en", "ar", "is"))
