"""Who mediates: told so, a body that takes part, the host of others, a power between two sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from servanda.codebook.tracks import Mediator, track_table
from servanda.knowledge.countries import country_name, find_land
from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.reconciliation.incidents_sketch import land_of
from servanda.reconciliation.sides import STATE, called

_HOSTED: Final = re.compile(r"\bhost(?:s|ed|ing)?\b", re.IGNORECASE)
_FIGHTERS: Final = frozenset({"SEP", "REB", "OPP"})


def mediator_of(
    met: Sequence[Actor], where: Where | None, text: str, third: bool
) -> tuple[Actor | None, Mediator | None]:
    """Who mediates a meeting: told so, a body that takes part, the host of others, a power between sides."""
    told = told_mediator(met, text)
    if told[0]:
        return told
    for actor in met:
        if family := _family(actor, text):
            return family.actor, family
    table = track_table()
    states = tuple(
        dict.fromkeys(a.country for a in met if a.sector in STATE and a.country not in ("", "INT"))
    )
    parties = {side_of(a) for a in met if side_of(a)}
    for body in table.bodies:
        if body.members and body.members <= set(states):
            return body.actor, body
    home = land_of(where)
    power = next((p for p in table.powers if p in states), None)
    if len(parties) >= 3:
        if len([p for p in parties if p not in table.powers]) < 2:
            return None, None  # powers among themselves
        if home in states:
            return government(home), None
        return (government(power), None) if power else (None, None)
    if home in table.powers and home not in states and len(parties) == 2 and _HOSTED.search(text):
        return government(home), None
    if len(parties) == 1 and len(states) == 1 and (third or power):
        return government(states[0]), None
    if power and len(parties) == 2 and table.topics.search(text):
        rest = [s for s in states if s != power]
        if rest and rest[0] not in table.powers and _third_land(text, {power, *rest}):
            return government(power), None
    return None, None


def _third_land(text: str, met: set[str]) -> bool:
    """Whether a text names a country, or a land under dispute, beside those that met."""
    for word in re.findall(r"[A-Z][\w’'-]+(?:-[A-Z]\w+)?", text):
        land = _land(word)
        if land and (land[0] not in met or land[1] == "SEP"):
            return True
    return False


@cache
def _land(word: str) -> tuple[str, str] | None:
    land = find_land(word)
    return (land.country, land.sector) if land and land.by != "capital" else None


def told_mediator(met: Sequence[Actor], text: str) -> tuple[Actor | None, Mediator | None]:
    """The mediator a text names as such: "Russian-brokered", "mediated by the European Union"."""
    found: list[tuple[int, Actor, Mediator | None]] = [
        (at, family.actor, family)
        for family in track_table().bodies
        if (at := _cued(family.called.pattern, text)) is not None
    ]
    countries = {a.country for a in met if a.sector in STATE} | set(track_table().powers)
    for iso in sorted(countries - {"", "INT"}):
        actor = government(iso)
        if (at := _cued(called(actor).pattern, text)) is not None:
            found.append((at, actor, None))
    if not found:
        return None, None
    _, actor, body = min(found, key=lambda f: (f[0], f[1]))
    return actor, body


@cache
def _cue(names: str) -> re.Pattern[str]:
    table = track_table()
    name = f"(?:{names})"
    return re.compile(
        rf"{name}\W{{0,3}}(?:\([^)]*\))?(?:/\w+)?-(?:{table.before})"
        rf"|(?:{table.by})\s+(?:the\s+)?{name}|{name}(?:’s|'s)?\s+(?:{table.after})",
        re.IGNORECASE,
    )


def _cued(names: str, text: str) -> int | None:
    found = _cue(names).search(text)
    return found.start() if found else None


def _family(actor: Actor, text: str) -> Mediator | None:
    """The body somebody acts for: by name, or by the office named just before it."""
    for family in track_table().bodies:
        if family.called.search(actor.name):
            return family
    if actor.country != "INT":
        return None
    at = text.find(actor.name)
    before = text[max(0, at - 60) : at] if at > 0 else ""
    return next((f for f in track_table().bodies if f.called.search(before)), None)


def is_of(actor: Actor, mediator: Actor | None, family: Mediator | None) -> bool:
    """Whether somebody is of the mediator, or of the body that mediates."""
    if mediator is None:
        return False
    if family is None:
        return actor.country == mediator.country and actor.sector in STATE
    return actor.country == "INT" or family.called.search(actor.name) is not None


def side_of(actor: Actor) -> str:
    """The side an actor is of: a country, or an armed group or breakaway authority on its ground."""
    if not actor.country or actor.country == "INT":
        return ""
    if actor.sector in STATE:
        return actor.country
    return f"{actor.country}/{actor.sector}" if actor.sector in _FIGHTERS else ""


def government(iso: str | None) -> Actor:
    """A state as one who takes part."""
    return Actor(country_name(iso or "") or (iso or ""), iso or "", "GOV")
