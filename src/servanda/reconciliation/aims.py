"""Upon whom: whether a deed went the way a line of the table of standing asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from servanda.codebook.standing import DeedRule, standing_table
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Event
from servanda.reconciliation.sides import IMPLIED, Sides, people_of, same_side

Aim = tuple[float, tuple[str, ...]]
"""A factor, 0 to 1, and the reason in words."""


_TWO: Final = 2


def aimed(rule: DeedRule, account: Account, sides: Sides, doer: Actor | None) -> Aim | None:
    """Whether the deed of ``doer`` (a party; ``None``: of nobody told) went that way; ``None`` if not."""
    event = account.claim
    if rule.to == "anybody" or not isinstance(event, Event):
        return 1.0, ()
    others = sides.others(doer) if doer else sides.parties
    if rule.by in ("anybody", "nobody") and others and all(o in sides.implied for o in others):
        return None  # too little is known of both ends
    met = event.recipients
    # two of whom nothing else is told than that they talked talked with each other
    talked = event.type == "CONSULT" and event.mode is None and len(event.actors) == _TWO
    if doer and not met and (talked or standing_table().mutual.search(" ".join(account.quotes))):
        met = event.actors
    if found := _upon(met, others, sides, doer):
        return found
    if found := _there(account, event, others, sides, doer):
        return found
    if event.recipients:
        return _upon_others(event.recipients, others, doer)
    if doer is None:
        return None
    told = rule.to != "party" and bool(others)
    return 0.5 if told else 0.75, ("upon whom is not told",)


def _upon(met: Sequence[Actor], others: Sequence[Actor], sides: Sides, doer: Actor | None) -> Aim | None:
    """Upon another party, or upon its people."""
    found: list[tuple[float, str]] = []
    for actor in met:
        for other in others:
            implied = other in sides.implied and doer not in sides.implied
            if sure := same_side(actor, other) * (IMPLIED if implied else 1.0):
                found.append((sure, f"upon or with {actor.name}"))
            elif people_of(actor, other) and (doer is None or doer.country != other.country):
                found.append((0.9 if doer else 0.5, f"upon people of {other.name}"))
    if not found:
        return None
    sure, why = max(found)
    return sure, (why,)


def _there(
    account: Account, event: Event, others: Sequence[Actor], sides: Sides, doer: Actor | None
) -> Aim | None:
    """Upon somebody or at a place that the promise names, or on another party's ground."""
    where = account.where
    names = [*(a.name for a in event.recipients), *([where.name] if where else [])]
    if named := next((n for n in names if sides.names(n)), None):
        return 0.8, (f"{named} is named in the words of the promise",)
    grounds = {o.country for o in others} - {doer.country if doer else ""}
    if where and set(where.countries) & grounds:
        return 0.8, (f"on the ground of a party: {where.name}",)
    return None


def _upon_others(met: Sequence[Actor], others: Sequence[Actor], doer: Actor | None) -> Aim | None:
    """Upon somebody who is no party: it counts where the promise is made to nobody, or the side is open."""
    if doer is None:
        return None
    foreign = [a for a in met if same_side(a, doer) == 0 and a.country != doer.country]
    if not others and foreign:
        return 0.7, (f"upon {foreign[0].name}; the promise names nobody to whom it was made",)
    own = [a for a in met if people_of(a, doer)]
    if own and any(o.country == doer.country for o in others):
        return 0.5, (f"upon {own[0].name}, whose side is not told",)
    return None
