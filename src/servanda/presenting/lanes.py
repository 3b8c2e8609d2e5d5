"""The timeline as lanes: things by who stands with whom, or by track of talks, as bars or as counts.

A pure function of lines. A thing of two sides lies on the lane of the two, one of three on three lanes; what
more sides share lies on one lane of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final, Literal

from servanda.knowledge.countries import country_name
from servanda.model.actor import Actor
from servanda.model.asking import Line
from servanda.model.days import Days, iso_of, overlap
from servanda.model.views import Incident, Track
from servanda.presenting.called import called
from servanda.presenting.network import node_of

By = Literal["pair", "track"]

MOST_BARS: Final = 120
"""A lane with more things in the window than this is drawn as counts."""
MOST_LANES: Final = 30
LABEL: Final = 110
"""Characters of a bar's words."""

_FEW: Final = 3
_MANY: Final = "several"


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
    lines: Iterable[Line],
    *,
    by: By = "pair",
    tracks: Sequence[Track] = (),
    window: Days | None = None,
    buckets: int = 120,
    most: int = MOST_LANES,
) -> dict[str, Any]:
    """Lanes as JSON values.

    Args:
        lines: of a timeline.
        by: what a lane is.
        tracks: of the record, for lanes by track.
        window: the days drawn; all that anything dated has, if ``None``.
        buckets: stretches of the histogram, and of lanes with more than :data:`MOST_BARS` things.
        most: lanes at most.

    Returns:
        ``{span, total, undated, histogram, lanes, lanes_left}``. ``span``: from the first to the last day of
        all things, if there is no window. ``total``: dated things in the window, each in ``histogram`` once,
        at the middle of its days. A lane is ``{id, label, count, bars, buckets}``, with bars ``{id, kind,
        first, last, label, type}`` or with counts ``{first, last, count}``; kinds: ``incident``,
        ``meeting``, ``commitment``.
    """
    dated: list[tuple[Days, Line]] = []
    undated = 0
    for line in lines:
        if line.when:
            dated.append((line.when, line))
        else:
            undated += 1
    span = (min(d[0] for d, _ in dated), max(d[1] for d, _ in dated)) if dated and not window else None
    shown = window or span
    if shown is None:
        return {
            "span": None,
            "total": 0,
            "undated": undated,
            "histogram": [],
            "lanes": [],
            "lanes_left": 0,
        }
    inside = [(days, line) for days, line in dated if overlap(days, shown)]
    starts = Window(shown, buckets).starts()
    on = _tracked(tracks) if by == "track" else None
    found: dict[str, list[tuple[Days, Line]]] = defaultdict(list)
    labels: dict[str, str] = {}
    for days, line in inside:
        for lane, label in _paired(line) if on is None else on.get(line.view.id, ()):
            labels.setdefault(lane, label)
            found[lane].append((days, line))
    ranked = sorted(found, key=lambda k: (-len(found[k]), k))
    return {
        "span": iso_of(span),
        "total": len(inside),
        "undated": undated,
        "histogram": _counts([d for d, _ in inside], starts),
        "lanes": [_lane(k, labels[k], found[k], starts) for k in ranked[:most]],
        "lanes_left": max(0, len(ranked) - most),
    }


def _lane(lane: str, label: str, things: Sequence[tuple[Days, Line]], starts: list[date]) -> dict[str, Any]:
    few = len(things) <= MOST_BARS
    return {
        "id": lane,
        "label": label,
        "count": len(things),
        "bars": [_bar(days, line) for days, line in things] if few else [],
        "buckets": [] if few else _counts([days for days, _ in things], starts),
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


def _counts(things: Sequence[Days], starts: list[date]) -> list[dict[str, Any]]:
    """How many in each stretch; what begins before or ends after the window counts at its edge."""
    counted = [0] * (len(starts) - 1)
    for first, last in things:
        middle = first + (last - first) // 2
        counted[min(max(bisect_right(starts, middle) - 1, 0), len(counted) - 1)] += 1
    return [
        {
            "first": start.isoformat(),
            "last": (starts[k + 1] - timedelta(days=1)).isoformat(),
            "count": counted[k],
        }
        for k, start in enumerate(starts[:-1])
    ]


def _paired(line: Line) -> Iterator[tuple[str, str]]:
    """Lanes of a thing, by its sides."""
    view = line.view
    actors = (
        (*view.actors, *view.recipients)
        if isinstance(view, Incident)
        else (*view.obligors, *view.beneficiaries)
    )
    sides: dict[str, str] = {}
    for actor in actors:
        sides.setdefault(node_of(actor, "side"), _side(actor))
    if not sides:
        yield "nobody", "nobody named"
    elif len(sides) == 1:
        yield from sides.items()
    elif len(sides) > _FEW:
        yield _MANY, "several sides"
    else:
        for one, other in combinations(sorted(sides), 2):
            yield f"{one}~{other}", f"{sides[one]} – {sides[other]}"


def _side(actor: Actor) -> str:
    whole = node_of(actor, "side") == actor.country
    return (country_name(actor.country) if whole else None) or called(actor)


def _tracked(tracks: Iterable[Track]) -> dict[str, list[tuple[str, str]]]:
    """Lanes of each thing that is part of talks."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for track in tracks:
        parties = ", ".join(called(a) for a in track.parties)
        label = f"{called(track.mediator)}: {parties}" if track.mediator else parties
        for meeting in track.rounds:
            for one in dict.fromkeys((meeting.incident, *meeting.commitments)):
                if (track.id, label) not in found[one]:
                    found[one].append((track.id, label))
    return found
