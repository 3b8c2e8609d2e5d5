"""Every view at every width, in both themes: nothing sticks out, nothing hinders, nobody else is asked."""

from __future__ import annotations

import pytest
from tests.page.conftest import Open

VIEWS = {
    "overview": "/r/main/overview",
    "commitments": "/r/main/commitments",
    "commitments-day": "/r/main/commitments?as_of=2022-11-30",
    "figures": "/r/main/figures",
    "figures-range": "/r/main/figures?policy=range",
    "reports": "/r/main/reports",
    "report": "/r/main/reports/courier-2022-09-13",
    "codebook": "/r/main/codebook",
    "add": "/r/main/add",
    "commitment": "/r/main/things/K-837ef256d102a7d6",
    "empty": "/r/main/commitments?pair=FRA,JPN",
    "nowhere": "/r/main/nowhere",
    "no-report": "/r/main/reports/none",
}
WIDTHS = (390, 1280, 2560)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_fits_and_hinders_nobody(look: Open, axe: str, view: str, width: int) -> None:
    window = look("/r/main/codebook", width=width)
    window.expect("404")
    window.go(VIEWS[view])
    window.fits(view, axe)
