"""Attacks that a report tells twice with as many dead are one.

Each telling was held against single events as the text went on. An event whose losses come to light only
later ("a bomber detonated his belt … killing 14 fighters") may still be one that was told before. How many
were wounded tells less: sums of several attacks are given that way.
"""

from __future__ import annotations

from collections.abc import Sequence

from servanda.coding.alike import may_be_one
from servanda.coding.joining import join
from servanda.coding.same_events import Telling
from servanda.model import Event


def join_equal_tolls(told: Sequence[tuple[Event, list[Telling]]]) -> list[tuple[Event, list[Telling]]]:
    """The same events, each attack joined to the first one before it that cost as many."""
    out: list[tuple[Event, list[Telling]]] = []
    for event, tellings in told:
        home = next(
            (i for i, (old, before) in enumerate(out) if _is_same(old, before, event, tellings)), None
        )
        if home is None:
            out.append((event, tellings))
        else:
            old, before = out[home]
            out[home] = (join(old, event), sorted([*before, *tellings], key=lambda t: t.candidate.token))
    return out


def _is_same(old: Event, before: Sequence[Telling], event: Event, tellings: Sequence[Telling]) -> bool:
    one_kind = old.type == event.type == "ASSAULT" and old.background == event.background
    return one_kind and bool(_dead(before) & _dead(tellings)) and may_be_one(old, event)


def _dead(tellings: Sequence[Telling]) -> set[float]:
    counts = [t.victims for t in tellings if t.victims is not None]
    return {low for loss, low, noun in counts if loss == "killed" and not noun}
