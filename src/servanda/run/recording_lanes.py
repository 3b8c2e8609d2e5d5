"""On which lanes an incident or a commitment lies: by type, who stands with whom, track, who fights or meets.

Also by who takes part, and by place: what is counted is found like what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.model.account import Account
from servanda.model.views import Incident, Pledge
from servanda.reconciliation.episodes import rows_of
from servanda.reconciliation.parting import lanes_between, side_of, taking_part
from servanda.reconciliation.tracks import tracks_of
from servanda.record.index_codec import pack

BETWEEN: Final = "|"
"""Between the two sides of a row of incidents."""

Lanes = frozenset[tuple[str, str]]
"""By what, and on which lane."""


def lanes_of(view: Incident | Pledge, accounts: Mapping[str, Account]) -> Lanes:
    """All lanes of a view; ``accounts`` are those it rests on, by id."""
    actors = taking_part(view)
    if isinstance(view, Incident):
        lanes = {("type", view.type)}
        lanes |= {(row, BETWEEN.join(pair)) for row, pair in rows_of(view)}
        lanes |= {("place", pack(view.where))} if view.where else set()
    else:
        lanes = {("type", view.act)}
    lanes |= {("side", lane) for lane in lanes_between(map(side_of, actors))}
    lanes |= {("actor", pack(actor)) for actor in actors}
    lanes |= {
        ("track", f"{mediator}{BETWEEN}{' '.join(parties)}")
        for mediator, parties in tracks_of(view, accounts)
    }
    return frozenset(lanes)
