"""By whose account: a deed or word told by a party, a third, the doer himself, or a competent body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from servanda.codebook.agencies import outlet_key, state_of
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Event, Figure
from servanda.reconciliation.sides import Sides, competent, same_side

Kind = Literal["alleged", "observed", "admitted", "found"]

_STANCE: Final = {"plain": 1.0, "endorsed": 1.0, "distanced": 0.9, "hearsay": 0.8, "unverified": 0.7}
_STATES: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY", "REB", "SEP", "OPP"})

_SUFFERED: Final = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:killed|wounded|injured|hurt|captured|shot|attacked|shelled|hit)\b"
    r"(?!.*\bby\b)"
)
"""Words that tell of losses and of nobody who did it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Who says so.

    Attributes:
        kind: ``alleged`` by a party, ``observed`` by a third, ``admitted`` by the doer, ``found`` by a
            competent body.
        by: the actor, or the outlet where the report tells it in its own voice.
        factor: how far it counts, 0 to 1.
        reason: in words.
    """

    kind: Kind
    by: str
    factor: float
    reason: str


def outlet(account: Account) -> str:
    """The outlet by name; the report's id if it bears none."""
    return account.report.source or account.report.id


def witness(account: Account, sides: Sides, doers: Sequence[Actor]) -> Witness:
    """By whose account a deed of ``doers`` is told."""
    claim = account.claim
    says = claim.says if isinstance(claim, Event | Figure) else None
    chain = claim.provenance.chain
    stances = [link.stance for link in chain]
    factor = min((_STANCE[s] for s in stances), default=1.0)
    if says is None:
        says = next((link.source for link in reversed(chain) if link.source), None)
    if says is not None:
        found = spoken(says, sides, doers, factor)
        if found.kind == "admitted" and account.quotes and _SUFFERED.search(account.quotes[0]):
            why = f"{says.name} tells of losses: no admission"
            return Witness("alleged", found.by, 0.3 * factor, why)
        return found
    if chain and not claim.provenance.vouched:
        return Witness(
            "alleged", f"unnamed, in {outlet(account)}", 0.7 * factor, "nobody is named as the source"
        )
    state = state_of(account.report.source)
    if state is not None and state in sides.countries:
        owner = spoken(Actor(outlet(account), state, "MED"), sides, doers, factor)
        return replace(owner, by=outlet(account))
    return Witness("observed", outlet(account), 1.0, "the report tells it in its own voice")


def spoken(speaker: Actor, sides: Sides, doers: Sequence[Actor], factor: float = 1.0) -> Witness:
    """The weight of what somebody says of a deed of ``doers``."""
    if outlet_key(speaker.name) in sides.outlets and not state_of(speaker.name):
        return Witness("observed", speaker.name, 0.85 * factor, f"{speaker.name} is an outlet")
    name = str(speaker)
    if any(same_side(speaker, d) for d in doers):
        return Witness("admitted", name, factor, f"{speaker.name} says so of its own side")
    if sides.party(speaker):
        return Witness("alleged", name, 0.85 * factor, f"{speaker.name} is a party")
    if competent(speaker, sides):
        return Witness("found", name, factor, f"{speaker.name} may find it")
    if speaker.country in sides.countries and speaker.sector in ("MED", *_STATES):
        return Witness("alleged", name, 0.75 * factor, f"{speaker.name} is of a party's country")
    if speaker.sector in _STATES and not speaker.country:
        return Witness("alleged", name, 0.75 * factor, f"whose {speaker.name} is, is not told")
    if speaker.sector in _STATES:
        return Witness("observed", name, 0.8 * factor, f"{speaker.name} is no party")
    return Witness("observed", name, 0.85 * factor, f"{speaker.name} is a third")
