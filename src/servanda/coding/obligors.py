"""Who can be bound by a commitment (codebook section 6)."""

from __future__ import annotations

from servanda.knowledge import country_name
from servanda.model import Actor

_BYSTANDERS = frozenset({"CVL", "MED", "BUS", "EDU", "REF"})


def is_bystander(actor: Actor) -> bool:
    """Whether somebody is known to be no party: a citizen, outlet, firm, scholar or refugee."""
    return actor.sector in _BYSTANDERS


def can_bind(actor: Actor) -> bool:
    """Whether somebody is known well enough, and placed, to be bound."""
    return actor.sector not in _BYSTANDERS | {"UNK"}


def as_states(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Armed forces taken for the state that sends them."""
    out = (
        Actor(country_name(a.country), a.country, "GOV")
        if a.sector == "MIL" and len(a.country) == 3 and a.country != "INT"
        else a
        for a in actors
    )
    return tuple(dict.fromkeys(out))
