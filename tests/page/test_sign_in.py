"""Signing in where a site has many users."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.page.conftest import Open, Serve, copied, environment, servanda

PASSWORD = "four words nobody guesses"


@pytest.fixture
def site(sample: Path, serve: Serve, tmp_path: Path) -> str:
    """The address of a site with one account and the sample record."""
    made = tmp_path / "site.db"
    for words, said in (
        (("create-admin", "ann"), PASSWORD),
        (("add-record", "karabakh", copied(sample, tmp_path), "--name", "Karabakh"), ""),
    ):
        command = servanda("site", *words, "--site", made)
        subprocess.run(command, input=said, text=True, check=True, capture_output=True, env=environment())
    return serve("--site", made)


def test_in_and_out_again(look: Open, axe: str, site: str) -> None:
    window = look("/r/karabakh/figures", at=site, expected=("401",))
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
