"""One event out of several tellings: what any of them says, each telling's quotes, and whose reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.coding.alike import INSURGENT, NOWHERE, Around, is_state, keys, next_day
from servanda.coding.circumstances import interval
from servanda.coding.modes import first_assault_mode
from servanda.model import Actor, Event, Provenance, Span

ANYBODY: Final = frozenset({"others", "other people"})
"""Names of victims that tell nothing beside those that are told by what they are."""


def join(first: Event, second: Event) -> Event:
    """One event out of two tellings: what either says, the first one's word before the other's."""
    provenance = join_provenance([first.provenance, second.provenance])
    return replace(join_fields(first, second), provenance=provenance)


def join_fields(first: Event, second: Event, around: Around = NOWHERE) -> Event:
    """The joined event without the second one's quotes and reasons."""
    mode = (
        first_assault_mode(first.mode, second.mode) if first.type == "ASSAULT" else first.mode or second.mode
    )
    guest = "visit" in (first.mode, second.mode) and first.type == "CONSULT"  # one comes, the other receives
    host = second if guest and first.mode != "visit" else first
    return replace(
        first,
        mode=mode,
        actors=(host.actors or first.actors) if guest else _richer(first.actors, second.actors),
        recipients=host.recipients if guest else _suffered(first, second),
        date=_finer(first.date, second.date),
        place=_nearer(first.place, second.place, around),
        says=first.says,
        background=second.background if second.date and not first.date else first.background,
    )


def join_provenance(told: Sequence[Provenance]) -> Provenance:
    """The quotes of all tellings, the best score, the first one's reasons and the rules of the others."""
    first, *others = told
    return replace(
        first,
        evidence=_without_contained(tuple(dict.fromkeys(s for p in told for s in p.evidence))),
        score=max(p.score for p in told),
        reasons=(*first.reasons, *(f"told again: {p.coder}" for p in others)),
    )


def _without_contained(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that lie in no other, in the order given; one sweep over them by where they begin."""
    kept: set[Span] = set()
    reach = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > reach:
            kept.add(span)
            reach = span.end
    return tuple(s for s in spans if s in kept)


def _richer(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return b if len(set(keys(b))) > len(set(keys(a))) else a or b


def _suffered(first: Event, second: Event) -> tuple[Actor, ...]:
    """Whom an act concerns by either telling: an attack has all whom one of them names, each kind once.

    A bare state (a place that was hit) gives way to its people, and the attackers' own losses are no victims.
    """
    if first.type != "ASSAULT" or not first.recipients or not second.recipients:
        return _richer(first.recipients, second.recipients)
    doers = {(a.country, a.sector in INSURGENT) for a in (*first.actors, *second.actors)}
    known = set(keys(first.recipients))
    names = {a.name for a in first.recipients}
    named = any(not is_state(a) for a in first.recipients)
    out = list(first.recipients)
    for key, actor in zip(keys(second.recipients), second.recipients, strict=True):
        own = (actor.country, actor.sector in INSURGENT) in doers and actor.sector != "CVL"
        told = key in known or actor.name in names or (named and actor.name in ANYBODY)
        if not told and not own:
            out.append(actor)
    people = {a.country for a in out if not is_state(a)}
    return tuple(a for a in out if not (is_state(a) and a.country in people))


def _nearer(a: str | None, b: str | None, around: Around) -> str | None:
    """The first place told, or the second if that lies in it."""
    return b if not a or (b and a in around.get(b, ()) and b not in around.get(a, ())) else a


def _finer(a: str | None, b: str | None) -> str | None:
    ia, ib = interval(a), interval(b)
    if ia is None or ib is None:
        return a or b
    if next_day(a, b):
        return a if ia < ib else b  # what was done is older than its telling
    return b if ib[1] - ib[0] < ia[1] - ia[0] else a
