"""What is drawn of a record: of its timeline, of where things happened, of who stands with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.api.record import Record
    from servanda.model.asking import Drawing, DrawnAct, DrawnPledge, DrawnSpot, Filters
    from servanda.model.days import Days


def timeline_drawn(
    record: Record, filters: Filters, window: Days | None, on: Mapping[str, Sequence[str]] | None = None
) -> Drawing:
    """The fullest lanes of a timeline, with their things one by one where these are few.

    Args:
        record: open.
        filters: of the timeline.
        window: the days drawn; all if ``None``.
        on: by lane the ids of what lies on it; lanes are who stands with whom if ``None``.
    """
    from servanda.run.recording_drawn import drawing_of

    with record.recorder.reading() as work:
        return drawing_of(work, filters, window, on)


def map_drawn(record: Record, filters: Filters) -> list[DrawnSpot]:
    """What the map draws of the incidents that match, in the order of their listing."""
    from servanda.model.asking import DrawnSpot
    from servanda.run.recording_drawn import incidents_of

    with record.recorder.reading() as work:
        return list(incidents_of(work, filters, DrawnSpot))


def network_drawn(record: Record, filters: Filters) -> tuple[list[DrawnAct], list[DrawnPledge]]:
    """What the network draws of the incidents and commitments that match, in the order of their listings.

    The source is asked of incidents alone.
    """
    from servanda.model.asking import DrawnAct
    from servanda.run.recording_drawn import incidents_of, pledges_of

    with record.recorder.reading() as work:
        return list(incidents_of(work, filters, DrawnAct)), pledges_of(work, replace(filters, source=None))
