"""Whom a request, a threat or an offer of mediation concerns where its words do not say: the report's sides.

A side of the pair that the report is about asks and threatens the other side. A third party that asks, or
offers to host talks, means both if the report knows one pair only. Citizens ask their own government where
they are told to protest. Whom else an act in words concerns stays open: promises of one side are as often
made to nobody in particular.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from servanda.coding.context import Side, named_pairs, negotiator, side_of
from servanda.model import Actor, Event

ASKING: Final = frozenset({"REQUEST", "THREATEN"})
"""Types that one side of a pair addresses to the other."""
OFFERING: Final = "agree.offer"
"""The rule by which a third party offers the sides something, to host their talks for one."""
CITIZENS: Final = frozenset({"CVL", "OPP", "EDU", "REL", "UNK"})
STATES: Final = frozenset({"GOV", "IGO"})
RULERS: Final = frozenset({"GOV", "MIL", "REB", "SEP"})
"""Sectors of those who speak for a side; a parliament's demand is as often made to its own government."""
OF_ONE: Final = frozenset({"yield", "assist"})
"""Modes of requests by third parties that concern one side, or none: to free captives, to send relief."""
REASON: Final = "unsaid recipients: the report's other side, or both"


def name_addressees(events: Sequence[Event]) -> list[Event]:
    """The events in the same order, with recipients where the report leaves no doubt who they are."""
    pairs = named_pairs(events)
    names: dict[Side, Counter[Actor]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            if (side := side_of(actor)) is not None:
                names.setdefault(side, Counter())[actor] += 1
    crowds = {a.country for e in events if e.type == "PROTEST" for a in e.actors}
    out = []
    for event in events:
        sides = () if event.recipients or not event.actors else _addressed(event, pairs, names, crowds)
        if not sides:
            out.append(event)
            continue
        recipients = tuple(negotiator(names[side]) for side in sides)
        provenance = replace(event.provenance, reasons=(*event.provenance.reasons, REASON))
        out.append(replace(event, recipients=recipients, provenance=provenance))
    return out


def _addressed(
    event: Event,
    pairs: Counter[tuple[Side, Side]],
    names: Mapping[Side, Counter[Actor]],
    crowds: Collection[str],
) -> tuple[Side, ...]:
    """The sides that an act without recipients concerns."""
    rule = event.provenance.coder.removeprefix("events/")
    if event.type not in ASKING and rule != OFFERING:
        return ()
    own = {side_of(a) if a.sector in RULERS else None for a in event.actors}
    if event.type in ASKING and (other := _other_side(own, pairs)) is not None:
        return (other,)
    first = event.actors[0]
    if event.type == "REQUEST" and first.sector in CITIZENS and first.country in crowds:
        home = (first.country, True)
        return (home,) if home in names else ()
    countries = {a.country for a in event.actors}
    if len(pairs) != 1 or event.mode in OF_ONE or any(a.sector not in STATES for a in event.actors):
        return ()
    pair = next(iter(pairs))
    return pair if countries.isdisjoint(side[0] for side in pair) else ()


def _other_side(own: set[Side | None], pairs: Counter[tuple[Side, Side]]) -> Side | None:
    """The other side of the one pair that is named most, if all of ``own`` is one of its sides."""
    most = max(pairs.values(), default=0)
    leading = [pair for pair, times in pairs.items() if times == most]
    if len(leading) != 1 or len(own) != 1:
        return None
    one, two = leading[0]
    side = next(iter(own))
    return two if side == one else one if side == two else None
