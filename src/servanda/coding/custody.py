"""Who frees prisoners where the words do not say: who is told to have taken or held them.

"Guards detained the mayor … The mayor was released": those who held him let him go. The capture is told in
the same report, of the same people by name, by one captor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.coding.same_events import Telling
from servanda.model import Actor, Event

Told = tuple[Event, list[Telling]]

HOLDING: Final = frozenset({("COERCE", "arrest"), ("ASSAULT", "abduct")})
"""Types and modes of acts by which somebody is held afterwards."""
REASON: Final = "freed by those who are told to have held them"


def name_captors(told: Sequence[Told]) -> list[Told]:
    """The events in the same order; releases that name no doer have the captor of those who are freed."""
    captures = [
        event
        for event, _ in told
        if (event.type, event.mode) in HOLDING and event.actors and event.status == "happened"
    ]
    out: list[Told] = []
    for event, tellings in told:
        freed = (event.type, event.mode) == ("RETREAT", "release") and not event.actors
        out.append((_freed_by(event, _captors(event, captures)) if freed else event, tellings))
    return out


def _freed_by(event: Event, captors: tuple[Actor, ...]) -> Event:
    if not captors:
        return event
    reasons = (*event.provenance.reasons, REASON)
    return replace(event, actors=captors, provenance=replace(event.provenance, reasons=reasons))


def _captors(freed: Event, captures: Sequence[Event]) -> tuple[Actor, ...]:
    """The captors of all who are freed, as first told; empty if there are none, or others took them too."""
    names = {a.name for a in freed.recipients}
    found = [c.actors for c in captures if names and names <= {a.name for a in c.recipients}]
    sides = {frozenset((a.country or a.name, a.sector) for a in actors) for actors in found}
    return found[0] if len(sides) == 1 else ()
