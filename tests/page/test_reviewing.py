"""Search and review in the browser: to the words, by keyboard, and blind to the first reader."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from tests.page.conftest import Open
from tests.page.looking import Look

from servanda.api.record import open_record


def ask(address: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """An answer of the server."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(f"{address}/api/v1/records/main{path}", data=data, headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


# ---- Search ------------------------------------------------------------------------------------------


def test_words_are_found_and_lead_to_their_place(look: Open, address: str) -> None:
    window = look("/r/main/search")
    window.page.get_by_role("searchbox").fill("corridor")
    window.press("Enter")
    window.page.wait_for_url(re.compile("text=corridor"))
    window.settle()
    found = ask(address, "/search?text=corridor")
    assert f"{found['total']} found" in window.page.inner_text("main")
    marks = window.page.locator(".hits mark").all_inner_texts()
    assert marks
    assert all(m.lower().startswith("corridor") for m in marks)
    window.shot("search")
    window.page.locator(".hit.event .snippet").first.click()
    window.settle()
    assert window.page.locator(".claim.chosen").count() == 1


def test_facets_narrow_down_by_keyboard(look: Open, address: str) -> None:
    window = look("/r/main/search?text=corridor")
    facet = window.page.locator(".facets button", has_text="Statement").first
    facet.focus()
    window.press("Enter")
    window.page.wait_for_url(re.compile("kind=statement"))
    window.settle()
    found = ask(address, "/search?text=corridor&kind=statement")
    assert f"{found['total']} found" in window.page.inner_text("main")
    assert window.page.locator(".hit:not(.statement)").count() == 0
    window.page.locator(".facets button[aria-pressed=true]").first.click()
    window.page.wait_for_url(lambda url: "kind=" not in url)


def test_on_a_phone_what_is_found_comes_before_the_facets(look: Open) -> None:
    window = look("/r/main/search?text=corridor", width=390)
    said, hit = window.page.locator(".results [role=status]"), window.page.locator(".hit").first
    assert max((one.bounding_box() or {"y": 9999})["y"] for one in (said, hit)) < 844
    assert window.page.locator(".facet").first.is_hidden()
    window.page.locator("summary", has_text="Narrow down").click()
    assert window.page.locator(".facet").first.is_visible()
    window.shot("search-phone")


def test_what_cannot_be_read_and_what_is_not_there_say_so(look: Open) -> None:
    window = look("/r/main/codebook")
    window.expect("422", "400")
    window.go("/r/main/search?text=" + urllib.parse.quote('"unclosed'))
    assert window.page.locator("[role=alert], [role=status]").first.is_visible()
    window.go("/r/main/search?text=zzzzzz")
    assert "Nothing" in window.page.inner_text("main")
    window.shot("search-nothing")


# ---- Review ------------------------------------------------------------------------------------------


def entry(window: Look) -> str:
    """What the entry shown asks."""
    return window.page.locator(".entry h2").inner_text()


def test_accept_by_keyboard_and_go_on(look: Open, own_address: str) -> None:
    window = look("/r/main/overview", at=own_address)
    window.press("g", "r")
    window.settle()
    window.page.get_by_role("button", name="claims", exact=True).click()
    window.page.wait_for_url(re.compile("kind=claim"))
    window.page.locator(".claim.chosen").wait_for()
    claim = window.page.locator(".claim.chosen").get_attribute("data-claim")
    window.shot("review")
    window.press("a")
    window.page.get_by_text("Accepted").wait_for()
    window.press("n")
    window.page.wait_for_function(
        f"() => document.querySelector('.claim.chosen')?.dataset.claim !== '{claim}'"
    )
    judged = ask(own_address, f"/judgements?about={claim}")["items"]
    assert [j["judgement"]["verdict"] for j in judged] == ["accept"]
    assert window.page.locator(".entry-line", has_text="decided").count() == 1


def test_reject_with_a_reason_and_undo_by_keyboard(look: Open, own_address: str) -> None:
    window = look("/r/main/review?kind=claim", at=own_address)
    window.page.locator(".claim.chosen").wait_for()
    claim = window.page.locator(".claim.chosen").get_attribute("data-claim")
    window.press("r")
    window.page.keyboard.type("misread")
    window.press("Enter")
    window.page.get_by_text("Rejected").wait_for()
    shown = ask(own_address, f"/judgements?about={claim}")["items"]
    assert shown[0]["judgement"]["reasons"] == ["misread"]
    window.page.locator('.entry [data-key="u"]:enabled').wait_for()
    window.page.locator(".entry").focus()
    window.press("u")
    window.page.get_by_text("Undone").wait_for()
    assert ask(own_address, f"/judgements?about={claim}")["items"][-1]["undone_by"]


def test_a_join_is_taken_apart_by_keyboard(look: Open, own_address: str) -> None:
    window = look("/r/main/review?kind=join", at=own_address)
    assert entry(window) == "Do these tell one and the same?"
    things = ask(own_address, "/review/queue?kind=join&limit=1")["items"][0]["things"]
    window.press("r")
    window.page.keyboard.type("two raids")
    window.press("Enter")
    window.page.get_by_text("Decided: not the same").wait_for()
    judged = ask(own_address, f"/judgements?about={things[0]}")["items"]
    assert judged[0]["judgement"]["verdict"] == "different"


def test_the_second_reading_does_not_tell_how_the_first_decided(
    look: Open, own_address: str, tmp_path: Path
) -> None:
    window = look("/r/main/review?reading=second", at=own_address)
    claim = ask(own_address, "/review/queue?kind=claim&limit=1")["items"][0]["things"][0]
    assert "Nothing to look at" in window.page.inner_text("main")
    with open_record(next(tmp_path.glob("*.record"))) as record:
        record.judge("reject", [claim], author="Ada", reasons=("a word misread",))
    window.go("/r/main/review?reading=second")
    window.page.locator(f'.claim.chosen[data-claim="{claim}"]').wait_for()
    said = window.page.inner_text("main")
    assert "Ada" not in said
    assert "misread" not in said
    window.shot("review-second")
    window.press("a")
    window.page.get_by_text("Somebody else decided otherwise").wait_for()


def test_agreement_of_two(look: Open, own_address: str, tmp_path: Path) -> None:
    window = look("/r/main/codebook", at=own_address)
    entries = ask(own_address, "/review/queue?kind=claim&limit=2")["items"]
    with open_record(next(tmp_path.glob("*.record"))) as record:
        for one in entries:
            record.judge("accept", one["things"], author="Ada")
        record.judge("accept", entries[0]["things"], author="Bo")
        record.judge("reject", entries[1]["things"], author="Bo", reasons=("misread",))
    window.go("/r/main/review?reading=agreement")
    window.page.get_by_label("First reviewer").select_option("Ada")
    window.page.get_by_label("Second reviewer").select_option("Bo")
    window.page.locator(".agreement .sum").wait_for()
    found = ask(own_address, "/review/agreement?one=Ada&other=Bo")
    assert str(found["all"]["items"]) in window.page.locator(".agreement .sum").inner_text()
    assert window.page.get_by_role("heading", name="Where they differ").is_visible()
    window.shot("review-agreement")
