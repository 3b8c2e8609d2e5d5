"""The timeline as lanes: things by who stands with whom, or by track of talks, as bars or as counts.

A pure function of what is drawn. A thing of two sides lies on the lane of the two, one of three on three
lanes; what more sides share lies on one lane of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final

from servanda.knowledge.countries import country_name
from servanda.model.actor import Actor
from servanda.model.asking import Drawing, DrawnLane, Line
from servanda.model.days import Days, iso_of
from servanda.model.views import Incident, Track
from servanda.presenting.called import called
from servanda.reconciliation.parting import NOBODY, SEVERAL, lane_of, side_of, taking_part

LABEL: Final = 110
"""Characters of a bar's words."""

_LABELS: Final = {NOBODY: "nobody named", SEVERAL: "several sides"}


@dataclass(frozen=True, slots=True)
class Window:
    """The days drawn, in ``parts`` stretches of whole days, as equal as can be."""

    days: Days
    parts: int

    def starts(self) -> list[date]:
        """First days of the stretches, and the day after the last."""
        first, last = self.days
        long = (last - first).days + 1
        parts = min(self.parts, long)
        return [first + timedelta(days=long * k // parts) for k in range(parts + 1)]


def lanes_of(
    drawing: Drawing,
    *,
    tracks: Sequence[Track] | None = None,
    window: Days | None = None,
    buckets: int = 120,
) -> dict[str, Any]:
    """Lanes as JSON values.

    Args:
        drawing: of a timeline, as of this window.
        tracks: those whose lanes these are; they are who stands with whom if ``None``.
        window: the days drawn; all that anything dated has, if ``None``.
        buckets: stretches of the histogram, and of lanes with many things.

    Returns:
        ``{span, total, undated, histogram, lanes, lanes_left}``. ``span``: from the first to the last day of
        all things, if there is no window. ``total``: dated things in the window, each in ``histogram`` once,
        at the middle of its days. A lane is ``{id, label, count, bars, buckets}``, with bars ``{id, kind,
        first, last, label, type}`` or with counts ``{first, last, count}``; kinds: ``incident``,
        ``meeting``, ``commitment``.
    """
    shown = window or drawing.span
    starts = Window(shown, buckets).starts() if shown else []
    labels = {track.id: _track_label(track) for track in tracks or ()}
    return {
        "span": None if window else iso_of(drawing.span),
        "total": sum(count for _, count in drawing.middles),
        "undated": drawing.undated,
        "histogram": _counts(drawing.middles, starts) if starts else [],
        "lanes": [
            _lane(one, labels.get(one.name) or _side_label(one), starts) for one in drawing.lanes if starts
        ],
        "lanes_left": drawing.left,
    }


def on_tracks(tracks: Iterable[Track]) -> dict[str, list[str]]:
    """By track the ids of what is part of its talks."""
    found: dict[str, list[str]] = {}
    for track in tracks:
        ids = (one for meeting in track.rounds for one in (meeting.incident, *meeting.commitments))
        found[track.id] = list(dict.fromkeys((*found.get(track.id, ()), *ids)))
    return found


def _track_label(track: Track) -> str:
    parties = ", ".join(called(a) for a in track.parties)
    return f"{called(track.mediator)}: {parties}" if track.mediator else parties


def _side_label(lane: DrawnLane) -> str:
    """By the names in the first thing on it."""
    if lane.name in _LABELS:
        return _LABELS[lane.name]
    sides: dict[str, str] = {}
    for actor in taking_part(lane.lines[0].view):
        sides.setdefault(side_of(actor), _side(actor))
    pairs = {lane_of(*pair): " – ".join(sides[s] for s in pair) for pair in combinations(sorted(sides), 2)}
    return pairs.get(lane.name) or sides[lane.name]


def _lane(lane: DrawnLane, label: str, starts: list[date]) -> dict[str, Any]:
    return {
        "id": lane.name,
        "label": label,
        "count": lane.count,
        "bars": [] if lane.middles else [_bar(line.when, line) for line in lane.lines if line.when],
        "buckets": _counts(lane.middles, starts) if lane.middles else [],
    }


def _bar(days: Days, line: Line) -> dict[str, Any]:
    view = line.view
    if isinstance(view, Incident):
        kind, type_, words = "meeting" if view.type == "CONSULT" else "incident", view.type, view.words
    else:
        kind, type_, words = "commitment", view.act, (view.quotes or ("",))[0]
    said = " ".join(words.split())
    return {
        "id": view.id,
        "kind": kind,
        "first": days[0].isoformat(),
        "last": days[1].isoformat(),
        "label": said if len(said) <= LABEL else f"{said[: LABEL - 1].rsplit(' ', 1)[0]}…",
        "type": type_,
    }


def _counts(middles: Iterable[tuple[date, int]], starts: list[date]) -> list[dict[str, Any]]:
    """How many in each stretch; what begins before or ends after the window counts at its edge."""
    counted = [0] * (len(starts) - 1)
    for middle, number in middles:
        counted[min(max(bisect_right(starts, middle) - 1, 0), len(counted) - 1)] += number
    return [
        {
            "first": start.isoformat(),
            "last": (starts[k + 1] - timedelta(days=1)).isoformat(),
            "count": counted[k],
        }
        for k, start in enumerate(starts[:-1])
    ]


def _side(actor: Actor) -> str:
    whole = side_of(actor) == actor.country
    return (country_name(actor.country) if whole else None) or called(actor)
