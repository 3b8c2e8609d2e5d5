"""What is drawn of a timeline, worked out line by line: by this the counting in the database is measured."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from servanda.model.asking import Drawing, DrawnLane, Line
from servanda.model.days import Days, overlap
from servanda.model.views import Incident
from servanda.reconciliation.parting import side_of


def drawing_of(
    lines: Iterable[Line],
    window: Days | None = None,
    on: Mapping[str, Sequence[str]] | None = None,
    most: int = 30,
    bars: int = 120,
) -> Drawing:
    """Of these lines, in the order of the timeline."""
    given = list(lines)
    dated = [(line.when, line) for line in given if line.when]
    inside = [(days, line) for days, line in dated if window is None or overlap(days, window)]
    found: dict[str, list[tuple[Days, Line]]] = defaultdict(list)
    for days, line in inside:
        names = sides(line) if on is None else [lane for lane, ids in on.items() if line.view.id in ids]
        for lane in names:
            found[lane].append((days, line))
    ranked = sorted(found, key=lambda k: (-len(found[k]), k))
    return Drawing(
        span=(min(d[0] for d, _ in inside), max(d[1] for d, _ in inside)) if inside else None,
        undated=len(given) - len(dated),
        middles=middles([days for days, _ in inside]),
        lanes=tuple(
            DrawnLane(
                name=name,
                count=len(found[name]),
                lines=tuple(line for _, line in found[name])[: 1 if len(found[name]) > bars else None],
                middles=middles([d for d, _ in found[name]]) if len(found[name]) > bars else (),
            )
            for name in ranked[:most]
        ),
        left=max(0, len(ranked) - most),
    )


def sides(line: Line) -> list[str]:
    view = line.view
    both = (
        (view.actors, view.recipients) if isinstance(view, Incident) else (view.obligors, view.beneficiaries)
    )
    found = sorted({side_of(actor) for some in both for actor in some})
    if len(found) < 2:
        return found or ["nobody"]
    return ["several"] if len(found) > 3 else ["~".join(pair) for pair in combinations(found, 2)]


def middles(given: Iterable[Days]) -> tuple[tuple[date, int], ...]:
    return tuple(sorted(Counter(first + (last - first) // 2 for first, last in given).items()))
