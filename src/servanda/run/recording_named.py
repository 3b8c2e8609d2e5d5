"""Who and what places are named, counted in the database."""

from __future__ import annotations

from typing import Literal, TypeVar

from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.model.asking import Filters
from servanda.record import index_lanes as lanes
from servanda.record.index_codec import unpack
from servanda.record.index_schema import ALWAYS
from servanda.record.store import Reading
from servanda.record.unseen import masked, masker

Named = TypeVar("Named", Actor, Where)


def named(
    work: Reading, filters: Filters, by: Literal["actor", "place"], of: type[Named]
) -> dict[Named, int]:
    """All of a sort as of a day, with in how many incidents and commitments each is.

    Those of whom a name is hidden are told by their masks; who then reads the same is counted as one.
    """
    day = filters.as_of.toordinal() if filters.as_of else ALWAYS
    mask = masker(filters.unseen)
    found: dict[Named, int] = {}
    lying: dict[Named, list[str]] = {}
    for lane, count in lanes.sizes(work.connection, by, day):
        shown = masked(unpack(of, lane), mask)
        found[shown] = found.get(shown, 0) + count
        lying.setdefault(shown, []).append(lane)
    several = {lane: shown for shown, those in lying.items() if len(those) > 1 for lane in those}
    ids: dict[Named, set[str]] = {}
    for lane, one in lanes.members(work.connection, by, sorted(several), day):
        ids.setdefault(several[lane], set()).add(one)
    return found | {shown: len(those) for shown, those in ids.items()}
