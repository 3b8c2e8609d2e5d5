"""Episodes as of a day, by their first day: worked out around the incidents of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sqlalchemy import Connection

from servanda.model.views import Episode, Incident
from servanda.reconciliation.episodes import FAR, LONGEST, Row, build_episodes
from servanda.record import index_lanes as lanes
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_views import ViewRow
from servanda.run.recording_lanes import BETWEEN

_ROWS: Final[tuple[Row, ...]] = ("force", "talks")
_STRETCH: Final = 64
"""Days of which incidents are looked at at once."""
_ENOUGH: Final = 100
"""So many incidents in a stretch need no longer one."""
_WIDE: Final = 200
"""Days around an incident in which the others of its row are looked for at first."""

Mark = tuple[str, str]
"""A place in the listing: the first day, the id."""
Fits = Callable[[ViewRow], bool]


def place_of(episode: Episode) -> Mark:
    """Where an episode stands in the listing."""
    return (episode.when[0].isoformat() if episode.when else "9999-12-31", episode.id)


def of_rows(rows: Iterable[ViewRow]) -> list[Episode]:
    """Episodes of some incidents, in the listing's order."""
    return sorted(build_episodes([unpack(Incident, row.data) for row in rows]), key=place_of)


class Episodes:
    """All episodes of one snapshot, as of one day."""

    def __init__(self, connection: Connection, day: int, fits: Fits) -> None:
        self._connection = connection
        self._day = day
        self._fits = fits
        self._done: set[tuple[str, str, str]] = set()

    def listed(self, start: int | None) -> Iterator[Episode]:
        """Those that begin on a day or later, in the listing's order.

        Only incidents that are not alone on their lane can belong to one; what lies on a lane around them is
        built, as far as it hangs together.
        """
        span = lanes.span(self._connection, _ROWS)
        if span is None:
            return
        at = span[0] if start is None else max(start, span[0])
        stretch = _STRETCH
        waiting: dict[int, dict[str, Episode]] = {}
        while at <= span[1]:
            found = 0
            days: set[int] = set()
            for row in _ROWS:
                far = (FAR[row], LONGEST)
                rows = lanes.followed(self._connection, row, (at, at + stretch), far, self._day)
                found += len(rows)
                days.update(day for day, _, _ in rows)
                fresh = [(lane, day, one) for day, lane, one in rows if (row, lane, one) not in self._done]
                for episode in self._built(row, fresh):
                    if episode.when:
                        waiting.setdefault(episode.when[0].toordinal(), {})[episode.id] = episode
            for day in sorted(d for d in waiting if d < at + stretch):
                told = waiting.pop(day)
                if day >= at:
                    yield from (told[one] for one in sorted(told))
            at += stretch
            if found < _ENOUGH:
                stretch *= 2

    def _built(self, row: Row, fresh: Iterable[tuple[str, int, str]]) -> Iterator[Episode]:
        groups = []
        for lane, day, one in fresh:
            if (row, lane, one) not in self._done:
                group = self._hanging(row, lane, day, one)
                self._done.update((row, lane, other) for other in group)
                groups.append((lane, group))
        wanted = {one for _, group in groups for one in group}
        rows = view_rows.by_id(self._connection, "incidents", sorted(wanted), self._day)
        known = {one: unpack(Incident, r.data) for one, r in rows.items() if self._fits(r)}
        for lane, group in groups:
            first, _, second = lane.partition(BETWEEN)
            yield from build_episodes([known[one] for one in group if one in known], (first, second))

    def _hanging(self, row: Row, lane: str, day: int, one: str) -> list[str]:
        """Incidents of a row that follow on each other, this one among them."""
        before = after = _WIDE
        while True:
            begins = (day - before, day + after)
            given = lanes.around(self._connection, row, lane, begins, self._day)
            stretches: list[tuple[int, int, list[str]]] = []
            for first, last, other in given:
                if stretches and first - stretches[-1][1] <= FAR[row]:
                    start, end, members = stretches[-1]
                    stretches[-1] = (start, max(end, last), [*members, other])
                else:
                    stretches.append((first, last, [other]))
            start, end, members = next(s for s in stretches if one in s[2])
            early = start - FAR[row] - LONGEST < begins[0]
            late = end + FAR[row] > begins[1]
            if not early and not late:
                return members
            before, after = before * (4 if early else 1), after * (4 if late else 1)
