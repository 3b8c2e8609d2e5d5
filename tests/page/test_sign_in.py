"""Signing in where a site has many users."""

from __future__ import annotations

from tests.page.conftest import Open
from tests.page.sites import PASSWORD, SiteAt


def test_in_and_out_again(look: Open, axe: str, site: SiteAt) -> None:
    window = look("/r/karabakh/figures", at=site.address, expected=("401",))
    assert window.heading() == "Sign in"
    assert window.audit(axe) == []
    window.shot("sign-in")
    window.page.get_by_label("Name").fill("ann")
    window.page.get_by_label("Password").fill("a guess")
    window.press("Enter")
    window.page.get_by_text("do not belong together").wait_for()
    window.page.get_by_label("Password").fill(PASSWORD)
    window.press("Enter")
    window.page.get_by_role("heading", name="Figures").wait_for()
    window.settle()
    assert window.page.url.endswith("/r/karabakh/figures")
    assert "Signed in as ann" in window.page.locator(".rail").inner_text()
    window.page.get_by_role("button", name="Sign out").click()
    window.page.get_by_role("heading", name="Sign in").wait_for()
