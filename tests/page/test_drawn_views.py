"""Drawings, incident, search and review at every width and in both themes: nothing sticks out or hinders."""

from __future__ import annotations

import pytest
from tests.page.conftest import Open
from tests.page.test_drawings import several

VIEWS = {
    "timeline": "/r/main/timeline",
    "timeline-chosen": "/r/main/timeline?pair=ARM,AZE&period=2022-09-10/2022-10-10&by=track",
    "timeline-table": "/r/main/timeline?as=table&period=2022-09-01/2022-09-30",
    "map": "/r/main/map",
    "map-figure": "/r/main/map?as=figure&at=servanda:nagorno-karabakh-aze",
    "map-table": "/r/main/map?as=table",
    "network": "/r/main/network",
    "network-figure": "/r/main/network?as=figure&at=AZE",
    "network-table": "/r/main/network?as=table&by=actor",
    "incident": "incident",
    "search": "/r/main/search?text=corridor&kind=event",
    "search-nothing-asked": "/r/main/search",
    "review": "/r/main/review",
    "review-contradictions": "/r/main/review?kind=contradiction",
    "review-undated": "/r/main/review?kind=placement",
    "review-second": "/r/main/review?reading=second",
    "review-agreement": "/r/main/review?reading=agreement",
    "empty-timeline": "/r/main/timeline?as_of=2019-01-01",
    "empty-map": "/r/main/map?pair=FRA,JPN",
    "empty-network": "/r/main/network?pair=FRA,JPN",
}
DRAWN = ("map", "network")


@pytest.mark.parametrize("width", [390, 1280, 2560])
@pytest.mark.parametrize("view", VIEWS)
def test_fits_and_hinders_nobody(look: Open, axe: str, address: str, view: str, width: int) -> None:
    path = VIEWS[view]
    if path == "incident":
        path = f"/r/main/incidents/{several(address)['id']}"
    window = look(path, width=width)
    if view in DRAWN:
        window.page.wait_for_selector("[data-drawn]", timeout=60_000)
    window.fits(view, axe)
