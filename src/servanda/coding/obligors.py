"""Who can be bound by a commitment (codebook section 6)."""

from __future__ import annotations

from servanda.knowledge import country_name
from servanda.model import Actor

_BYSTANDERS = frozenset({"CVL", "MED", "BUS", "EDU", "REF", "UNK"})


def can_bind(actor: Actor) -> bool:
    """Whether somebody can undertake a commitment: no bystander, outlet, firm or scholar."""
    return actor.sector not in _BYSTANDERS


def as_states(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Armed forces taken for the state that sends them."""
    out = (
        Actor(country_name(a.country), a.country, "GOV")
        if a.sector == "MIL" and len(a.country) == 3 and a.country != "INT"
        else a
        for a in actors
    )
    return tuple(dict.fromkeys(out))
