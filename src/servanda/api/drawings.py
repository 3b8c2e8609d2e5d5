"""What is drawn of a record's timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.api.record import Record
    from servanda.model.asking import Drawing, Filters
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
