"""Sides: a state with its offices, forces and leaders is one, and so are those who broke from it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from servanda.model.actor import Actor
from servanda.model.views import Incident, Pledge

NOBODY: Final = "nobody"
"""The lane of what nobody is named in."""
SEVERAL: Final = "several"
"""The lane of what more than :data:`FEW` sides take part in."""
FEW: Final = 3

_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


def side_of(actor: Actor) -> str:
    """The side an actor stands for: ``ARM`` for a state, ``AZE/SEP`` for those who broke from one."""
    if actor.country not in ("", "INT"):
        if actor.sector in _STATE:
            return actor.country
        if actor.sector == "SEP":
            return f"{actor.country}/SEP"
    return name_of(actor)


def name_of(actor: Actor) -> str:
    """The actor apart from all others, in small letters."""
    return f"{actor.name.casefold()}|{actor.country}|{actor.sector}"


def taking_part(view: Incident | Pledge) -> tuple[Actor, ...]:
    """Everybody on either end of it."""
    if isinstance(view, Incident):
        return (*view.actors, *view.recipients)
    return (*view.obligors, *view.beneficiaries)


def lanes_between(sides: Iterable[str]) -> list[str]:
    """Lanes of what these sides take part in: of two theirs, of three those of each two, else one apart."""
    given = sorted(set(sides))
    if not given:
        return [NOBODY]
    if len(given) == 1:
        return given
    if len(given) > FEW:
        return [SEVERAL]
    return [lane_of(one, other) for one, other in combinations(given, 2)]


def lane_of(one: str, other: str) -> str:
    """The lane of two sides, in their order."""
    return f"{one}~{other}"
