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
THEMES = ("light", "dark")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_fits(look: Open, view: str, width: int) -> None:
    window = look("/r/main/codebook", width=width, theme="light")
    window.expect("404")
    window.go(VIEWS[view])
    assert window.overflow() <= 0
    window.shot(view)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_hinders_nobody(look: Open, axe: str, view: str, theme: str) -> None:
    window = look("/r/main/codebook", theme=theme)
    window.expect("404")
    window.go(VIEWS[view])
    window.shot(view)
    assert window.audit(axe) == []


@pytest.mark.parametrize("view", ["overview", "commitments", "figures", "report"])
def test_hinders_nobody_on_a_phone(look: Open, axe: str, view: str) -> None:
    window = look(VIEWS[view], width=390, theme="dark")
    window.shot(view)
    assert window.audit(axe) == []
