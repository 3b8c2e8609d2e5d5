"""Whether what two tellings say of parties, time, place and means can be the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from servanda.coding.circumstances import interval
from servanda.knowledge import country_name
from servanda.model import Actor, Analysis, Event

Around = Mapping[str, frozenset[str]]
"""The places a report names, each with those that hold it."""
NOWHERE: Final[Around] = MappingProxyType({})
BLASTS: Final = frozenset({"explosives", "suicide-attack", "targeted"})
"""Modes that a word for an explosion may point back to."""
MODE_TELLS: Final = frozenset(
    {"RETREAT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "ACCUSE", "REQUEST", "THREATEN"}
)
"""Types of which two tellings of one act have one mode."""

INSURGENT: Final = frozenset({"REB", "SEP"})
OFFICIAL: Final = frozenset({"GOV", "MIL", "COP"})
"""Sectors of those who fight a state, and of its own."""


def keys(actors: tuple[Actor, ...]) -> list[tuple[str, str]]:
    """Actors compare by country and sector, those without a country by name."""
    return [
        (a.country, a.sector or "GOV") if a.country and a.country != "INT" else ("", a.name) for a in actors
    ]


def meet(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether they have a country in common, or somebody without one has."""
    return bool({c for c, _ in keys(a)} & {c for c, _ in keys(b)})


def compatible(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """One side names nobody, or both name the same or the same countries, or one names a part of the other.

    A government and the rebels against it are of one country and two sides.
    """
    ka, kb = set(keys(a)), set(keys(b))
    if not ka or not kb or ka <= kb or kb <= ka:
        return True
    alike = {c for c, _ in ka if c} == {c for c, _ in kb if c} != set()
    return alike and not _opposed(ka, kb) and not _opposed(kb, ka)


def _opposed(a: set[tuple[str, str]], b: set[tuple[str, str]]) -> bool:
    """Whether one names only rebels and the other a force of the state."""
    return all(s in INSURGENT for _, s in a) and any(s in OFFICIAL for _, s in b)


def same_time(a: str | None, b: str | None) -> bool:
    """Whether two dates (codebook section 3) have a day in common; one that is not told fits all."""
    ia, ib = interval(a), interval(b)
    return ia is None or ib is None or (ia[0] <= ib[1] and ib[0] <= ia[1])


def next_day(a: str | None, b: str | None) -> bool:
    """Whether two days follow each other: an act and its telling, where the words may mean either."""
    ia, ib = interval(a), interval(b)
    single = ia is not None and ib is not None and ia[0] == ia[1] and ib[0] == ib[1]
    return single and ia is not None and ib is not None and abs(ia[0] - ib[0]) == timedelta(days=1)


def same_place(a: str | None, b: str | None, around: Around = NOWHERE) -> bool:
    """Whether one place holds the other, by its name or on the map; one that is not told fits all."""
    if not a or not b:
        return True
    return a in b or b in a or a in around.get(b, ()) or b in around.get(a, ())


def places_around(analysis: Analysis) -> Around:
    """Which of a report's places lie in which: a town in its province, a province in its country."""
    named = {
        m.place: found
        for m in analysis.mentions
        if m.place and (found := analysis.places.get(m.id)) is not None and found.id is not None
    }
    names: dict[str, set[str]] = {}
    for place, found in named.items():
        names.setdefault(found.name, set()).add(place)
    return {
        place: frozenset(
            {outer for name in found.hierarchy for outer in names.get(name, ())}
            | {outer for iso in found.countries for outer in names.get(country_name(iso), ())}
        )
        for place, found in named.items()
    }


def same_means(old: Event, new: Event) -> bool:
    """Whether modes can be of one act; whoever is carried off is no victim of the battle around it."""
    if old.type != "ASSAULT":
        return old.mode == new.mode or old.type not in MODE_TELLS
    if "abduct" in (old.mode, new.mode):
        return old.mode == new.mode
    return not old.mode or not new.mode or old.mode == new.mode or {old.mode, new.mode} <= BLASTS


def fits(old: Event, new: Event, around: Around = NOWHERE, *, strict_status: bool) -> bool:
    """Whether nothing told of the one speaks against the other."""
    return (
        (not strict_status or old.status == new.status)
        and same_means(old, new)
        and compatible(old.actors, new.actors)
        and compatible(old.recipients, new.recipients)
        and same_time(old.date, new.date)
        and same_place(old.place, new.place, around)
    )


def may_be_one(old: Event, new: Event) -> bool:
    """Whether two attacks that cost as many may be one; sources differ on where it was, and by what."""
    return (
        old.status == new.status
        and compatible(old.actors, new.actors)
        and compatible(old.recipients, new.recipients)
        and same_time(old.date, new.date)
    )


def is_state(actor: Actor) -> bool:
    """Whether it is a bare state."""
    return bool(actor.country) and actor.name == country_name(actor.country)


def own_losses(old: Event, new: Event) -> bool:
    """Whether those who are lost are of the side that alone is told to attack."""
    attackers = {a.country for a in old.actors if a.sector in OFFICIAL and a.country}
    lost = {a.country for a in new.recipients if a.sector in ("MIL", "COP")}
    sides = {a.sector in INSURGENT for a in old.actors}
    return bool(lost) and lost == attackers and sides == {False}


def turned_round(old: Event, new: Event) -> bool:
    """Whether those who attack in the one are all among those who suffer in the other: two acts."""
    pairs = ((old.actors, new.recipients), (new.actors, old.recipients))
    return old.type == "ASSAULT" and any(a and names(a) <= names(b) for a, b in pairs)


def names(actors: tuple[Actor, ...]) -> set[str]:
    """Their names, as headlines and sentences have them alike."""
    return {a.name.casefold() for a in actors}


def overlap(old: Event, new: Event) -> bool:
    """Enough in common for two plain tellings to be one event."""
    if not old.actors or not new.actors:
        return False
    if set(keys(old.actors)) != set(keys(new.actors)):
        return False
    if not {a.name for a in old.actors} & {a.name for a in new.actors}:
        return False  # two ministers of one country say their own
    if old.type in (
        "ASSAULT",
        "PROTEST",
        "CONSULT",
        "COERCE",
        "RETREAT",
        "MOBILIZE",
        "AGREE",
        "SUPPORT",
        "REJECT",
        "SANCTION",
        "COOPERATE",
    ):
        return bool(old.recipients) == bool(new.recipients) or not new.recipients or not old.recipients
    return bool(old.recipients) and set(keys(old.recipients)) == set(keys(new.recipients))
