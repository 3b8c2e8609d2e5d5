"""The page follows the record: what others add and decide is shown without loading the page again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.page.conftest import Open, environment

NEWS = {
    "id": "courier-2024-07-01",
    "source": "The Hrazdan Courier",
    "title": "Shelling near Kornidzor",
    "published": "2024-07-01",
    "text": "Azerbaijani forces shelled the village of Kornidzor on Monday, Armenia's defence ministry said. "
    "Three soldiers were killed.",
}


def test_reports_come_in_while_the_page_is_open(look: Open, own_address: str, tmp_path: Path) -> None:
    watching = look("/r/main/overview", at=own_address)
    before = int(watching.page.locator(".tile b").first.inner_text())
    watching.page.evaluate("window.same = true")
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps(NEWS))
    adding = look("/r/main/add", at=own_address)
    adding.page.locator("input[type=file]").set_input_files(str(file))
    adding.page.locator("[data-state=done]").wait_for(timeout=120_000)
    assert "1 added" in adding.page.locator(".jobs").inner_text()
    adding.shot("task-added")
    watching.page.locator(".tile b", has_text=str(before + 1)).first.wait_for()
    assert watching.page.get_by_text("Shelling near Kornidzor").count() == 1
    assert watching.page.evaluate("window.same")


def test_two_reviewers_on_one_field_are_told_of_each_other(
    look: Open, own_address: str, tmp_path: Path
) -> None:
    window = look("/r/main/reports/courier-2022-09-13", at=own_address)
    claim = window.page.locator(".claim.event").first.get_attribute("data-claim") or ""
    record = next(tmp_path.glob("*.record"))
    said = ["--field", "place", "--value", "Goris", "--reason", "as the agency has it"]
    said += ["--record", str(record), "--author", "Another"]
    command = [sys.executable, "-m", "servanda", "correct", claim, *said]
    subprocess.run(command, check=True, capture_output=True, env=environment(), timeout=120)
    window.page.locator(f"[data-claim={claim}] .judged").wait_for()  # the page has heard of it
    window.press("j")
    window.page.locator(".claim.chosen .field-row", has_text="place").first.click()
    window.press("c")
    window.page.keyboard.type("Sotk")
    window.press("Tab")
    window.page.keyboard.type("the headline says so")
    window.press("Enter")
    conflict = window.page.locator(".conflict")
    conflict.wait_for()
    assert "Another" in conflict.inner_text()
    assert "Goris" in conflict.inner_text()
    window.shot("task-conflict")
