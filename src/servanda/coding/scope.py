"""Whether two tellings are of one size and age: a raid is not the war it belongs to, nor one of years ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from servanda.coding.circumstances import interval
from servanda.model import Event

LONG: Final = timedelta(days=60)
"""What a sum of losses or a whole war is told to have lasted, and no single act."""
YEAR: Final = timedelta(days=365)


def same_scope(old: Event, new: Event, *, definite: bool) -> bool:
    """Whether both tell single acts, or both the same long stretch.

    "The town is shelled again and again. 300,000 people have been killed since 2011": two events. Nor is what
    happened today what happened in 2010, unless the words point back ("the riots of 1984 … the riots").
    """
    if (is_stretch(old.date) and _is_short(new.date)) or (is_stretch(new.date) and _is_short(old.date)):
        return False
    if _is_other_age(new, old):
        return False
    return definite or not _is_other_age(old, new)


def lasts_years(old: Event, new: Event) -> bool:
    """Whether one is told to have lasted a year at least, and the other undated."""
    dates = [e.date for e in (old, new) if e.date is not None]
    days = interval(dates[0]) if len(dates) == 1 and "/" in dates[0] else None
    return days is not None and days[1] - days[0] >= YEAR


def is_stretch(when: str | None) -> bool:
    """Whether a date tells how long something lasted; "1984" only tells no day."""
    return "/" in (when or "") and not _is_short(when)


def _is_short(when: str | None) -> bool:
    """Whether an act may have been of one day, by its date."""
    days = interval(when)
    return days is None or days[1] - days[0] <= LONG


def _is_other_age(dated: Event, undated: Event) -> bool:
    """Whether one is dated as history and the other told as undated news."""
    return dated.date is not None and dated.background and undated.date is None and not undated.background
