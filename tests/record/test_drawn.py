"""What is drawn of a timeline is counted in the database, and is what its lines say one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.presenting.drawn import drawing_of
from tests.record.recorded import fed, made

from servanda.api.drawings import timeline_drawn
from servanda.api.record import Record, open_record
from servanda.model.asking import Drawing, Filters, Line
from servanda.model.days import Days
from servanda.run import recording_drawn

DAYS = (date(1990, 1, 3), date(1990, 1, 9))


def unjudged(drawing: Drawing) -> Drawing:
    """Without standings: a drawing shows none."""
    lanes = (
        replace(lane, lines=tuple(Line(when=x.when, view=x.view.id) for x in lane.lines))  # type: ignore[arg-type]
        for lane in drawing.lanes
    )
    return replace(drawing, lanes=tuple(lanes))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    address = str(tmp_path_factory.mktemp("drawn") / "drawn.record")
    fed(address, made(120)).close()
    return open_record(address)


@pytest.mark.parametrize("bars", [120, 3], ids=["things", "counts"])
@pytest.mark.parametrize("by", ["side", "track"])
@pytest.mark.parametrize("window", [None, DAYS], ids=["all", "window"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(as_of=date(1990, 1, 6)),
        Filters(between=DAYS),
        Filters(type="ASSAULT"),
        Filters(type="CONSULT", between=DAYS, as_of=date(1990, 1, 8)),
    ],
    ids=["no filter", "as of a day", "between", "type", "three filters"],
)
def test_it_is_the_same_as_line_by_line(
    record: Record, filters: Filters, window: Days | None, by: str, bars: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_drawn, "MOST_BARS", bars)
    lines = record.timeline(replace(filters, between=filters.between or window), limit=10_000).items
    every = [line.view.id for line in record.timeline(limit=10_000).items]
    on = {"T-1": every[::3], "T-2": every[1::3], "T-3": ["I-none"]} if by == "track" else None
    found = timeline_drawn(record, filters, window, on)
    assert unjudged(found) == unjudged(drawing_of(lines, window, on, bars=bars))
    assert filters.type or found.lanes
