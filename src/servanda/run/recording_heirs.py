"""Where what was merged is now: an id that a join took away leads to the group that the join made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection

from servanda.model.account import Account
from servanda.model.view_json import group_id
from servanda.model.views import Tally
from servanda.reconciliation.tallies import build_tallies
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.run.recording_reading import CLASSES
from servanda.run.recording_things import TEXT, thing_in

_FOUNDED: Final = {"I": ("E-", "incidents"), "K": ("C-", "commitments"), "D": ("", "copies")}
"""Groups whose ids come from their first member alone: how its id begins, and their listing."""


def heir_of(given: str, thing: str, connection: Connection, day: int) -> str | None:
    """The group that a thing which somebody joined is in on a day, if its own before was that of this id.

    Args:
        given: the whole id of an incident, commitment, copy group or tally that is no more.
        thing: a claim or report that somebody said to be the same as another.
        connection: of a transaction.
        day: as an ordinal.
    """
    letter = given[:1]
    if letter == "N":
        return _tally(given, thing, connection, day)
    begins, kind = _FOUNDED.get(letter, ("", ""))
    if not kind or not thing.startswith(begins) or group_id(letter, thing) != given:
        return None
    member = "reports" if letter == "D" else "accounts"
    found = _views(kind, TEXT + thing if letter == "D" else thing, connection, day)
    return next((view.id for view in found if thing in getattr(view, member)), None)


def _tally(given: str, thing: str, connection: Connection, day: int) -> str | None:
    """A tally's id comes from its scope and its incident, or else its first figure.

    What these were before a join gives the id again.
    """
    now: list[Tally] = list(_views("figures", thing, connection, day))
    rows = index.load(connection, {c.account for t in now for c in t.counts})
    figures = [a for one in sorted(rows) if isinstance(a := thing_in(rows[one]), Account)]
    incidents = dict.fromkeys((group_id("I", thing), *(t.incident for t in now if t.incident)))
    before = [build_tallies(figures, {f.id: incident for f in figures}) for incident in incidents]
    before += [build_tallies([figure], {}) for figure in figures]
    first = next((old.counts[0].account for made in before for old in made if old.id == given), None)
    return next((t.id for t in now if any(c.account == first for c in t.counts)), None)


def _views(kind: str, label: str, connection: Connection, day: int) -> Iterator[Any]:
    """Views of a kind among what may be joined to a thing."""
    homes = index.components_of(connection, [label])
    for row in view_rows.of_components(connection, sorted(set(homes.values())), kind):
        if row.first <= day < row.last:
            yield unpack(CLASSES[kind], row.data)
