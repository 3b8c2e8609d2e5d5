"""What a newcomer wants to know, asked and answered as a person would, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.page.conftest import Open
from tests.page.looking import Look

REPORT = "/r/main/reports/courier-2022-09-13"


def api(address: str, path: str) -> Any:
    """An answer of the server."""
    with urllib.request.urlopen(f"{address}/api/v1/records/main{path}") as answer:
        return json.load(answer)


def claim_of(address: str, claim: str) -> Any:
    """A claim of the report as it reads now."""
    return next(c for c in api(address, "/reports/courier-2022-09-13")["claims"] if c["id"] == claim)


def highlighted(window: Look) -> str:
    """The words of the report that are shown as those of the chosen claim, once any are."""
    shown = "[...(CSS.highlights.get('chosen') ?? [])].map(r => r.toString()).join('')"
    return str(window.page.wait_for_function(shown).json_value())


def test_the_address_alone_opens_the_record(look: Open, sample: Path) -> None:
    window = look("/")
    assert window.page.url.endswith("/r/main/overview")
    assert window.page.get_by_role("heading", name="Newest incidents").is_visible()
    assert window.page.title() == f"Overview · {sample.stem} · Servanda"
    thin = window.page.locator("div", has=window.page.get_by_role("heading", name="Countries least")).last
    names = thin.locator("li span:first-child").all_inner_texts()
    assert names
    assert [n for n in names if n.isupper()] == []


def test_reasons_write_days_as_the_page_does_and_link_ids(look: Open) -> None:
    window = look("/r/main/figures")
    reasons = "\n".join(window.page.locator(".card .reasons").all_text_contents())
    assert re.search(r"voice on \d+ \w+ 20\d\d", reasons)
    assert not re.search(r"(?<![\w-])20\d\d-\d\d-\d\d(?![\w-])", reasons)
    promise = api(window.address, "/commitments?limit=1")["items"][0]["id"]
    window.go(f"/r/main/things/{promise}")
    told = window.page.locator(".because li", has_text="told by").first.locator("a").first
    report = told.inner_text()
    told.click()
    window.page.wait_for_url(f"**/reports/{report}")


def test_how_many_died_by_whose_count(look: Open) -> None:
    window = look("/r/main/overview")
    window.page.get_by_role("link", name="Figures", exact=True).click()
    window.settle()
    card = window.page.locator(".card", has_text="Killed: soldiers of Armenia").first
    assert card.locator(".numbers b").inner_text() == "135"
    assert "Nikol Pashinyan" in card.inner_text()
    card.locator("a.count", has_text="14 Sep").first.click()
    window.settle()
    assert window.page.locator(".claim.chosen").count() == 1
    assert "105" in highlighted(window)
    window.shot("task-figure-words")


def test_how_many_died_by_keyboard(look: Open) -> None:
    window = look("/r/main/overview")
    window.press("g", "f")
    window.settle()
    assert window.heading() == "Figures"
    window.tab_to("a.count")
    window.press("Enter")
    window.settle()
    assert highlighted(window) != ""


def test_who_promised_what_and_who_says_it_was_broken(look: Open) -> None:
    window = look("/r/main/overview")
    window.page.get_by_role("link", name="Commitments", exact=True).click()
    window.settle()
    window.page.get_by_role("button", name="Filter", exact=True).click()
    window.page.get_by_label("Between the two").fill("arm aze")
    window.press("Enter")
    window.page.wait_for_url("**pair=ARM,AZE**")
    window.settle()
    row = window.page.locator(".head-row", has_text="ceasefire").first
    assert "breach reported" in row.inner_text()
    row.locator("button.opens").click()
    detail = window.page.locator("tr.detail:not([hidden])")
    assert detail.get_by_role("heading", name="Deeds and words held against it").is_visible()
    assert "breaks it" in detail.inner_text()
    quote = detail.locator(".deed-line a.quote").first
    words = quote.inner_text()
    quote.click()
    window.settle()
    assert words.strip("“”") in highlighted(window)


def test_two_countries_are_named_as_one_writes_them(look: Open) -> None:
    window = look("/r/main/timeline")
    window.press("F")
    field = window.page.get_by_role("textbox", name="Between the two")
    for typed, pair in (("armenia and Azerbaijan", "ARM,AZE"), ("Russia, arm", "RUS,ARM")):
        field.fill(typed)
        window.press("Enter")
        window.page.wait_for_url(f"**pair={pair}**")
    field.fill("Narnia, Armenia")
    window.press("Enter")
    window.page.get_by_text("Give two countries").wait_for()
    assert "pair=RUS,ARM" in window.page.url


def test_who_promised_what_by_keyboard(look: Open) -> None:
    window = look("/r/main/overview")
    window.press("g", "c")
    window.settle()
    window.press("j", "j", "Enter")
    detail = window.page.locator("tr.detail:not([hidden])")
    detail.wait_for()
    window.tab_to("tr.detail a.quote")
    words = window.focused().inner_text()
    window.press("Enter")
    window.settle()
    assert words.strip("“”") in highlighted(window)
    window.page.go_back()
    window.settle()
    assert window.page.locator("tr.detail:not([hidden])").count() == 1


def test_standing_then_beside_standing_today(look: Open) -> None:
    window = look("/r/main/commitments?as_of=2022-11-30&pair=ARM,AZE")
    heads = window.page.locator(".board thead").inner_text()
    assert "As of 30 Nov 2022" in heads
    assert "Today" in heads
    stands = window.page.locator(".head-row .stands")
    stands.last.locator(".standing").wait_for()
    said = [one.split("\n")[0].strip() for one in stands.all_inner_texts()]
    pairs = list(zip(said[::2], said[1::2], strict=True))
    assert ("no breach reported", "breach reported") in pairs


def test_correct_a_wrong_claim_by_keyboard_alone(look: Open, own_address: str) -> None:
    window = look(REPORT, at=own_address)
    before = api(own_address, "/reports/courier-2022-09-13")["claims"][0]
    window.press("j", "f")
    window.page.locator(".field-row:focus").wait_for()
    names = window.page.locator(".claim.chosen .field-row .name").all_inner_texts()
    window.press(*["ArrowDown"] * names.index("place"))
    assert "place" in window.focused().inner_text()
    window.press("c")
    window.page.locator(".claim.chosen input:focus").wait_for()
    window.page.keyboard.type("Sotk")
    window.press("Tab")
    window.page.keyboard.type("named in the headline")
    window.press("Enter")
    window.page.get_by_text("Corrected: place").wait_for()
    window.page.locator(".claim.chosen .judged").wait_for()
    assert window.page.locator(".claim.chosen .field-row", has_text="place").inner_text().endswith("Sotk")
    after = claim_of(own_address, before["id"])
    assert after["fields"]["place"] == "Sotk"
    assert after["judged"]
    window.shot("task-corrected")
    window.press("u")
    window.page.get_by_text("Undone.").wait_for()
    again = claim_of(own_address, before["id"])
    assert again["fields"]["place"] == before["fields"]["place"]


def test_reject_a_claim_by_mouse_and_the_record_changes(look: Open, own_address: str) -> None:
    window = look(REPORT, at=own_address)
    figure = window.page.locator(".claim.figure").first
    claim = figure.get_attribute("data-claim")
    counted = {c["account"] for t in api(own_address, "/figures?limit=200")["items"] for c in t["counts"]}
    assert claim in counted
    figure.locator(".claim-head").click()
    figure.get_by_role("button", name="Reject").click()
    figure.get_by_label("Reason").fill("a number of another day")
    figure.locator(".decide-form button[type=submit]").click()
    window.page.get_by_text("Rejected").wait_for()
    counted = {c["account"] for t in api(own_address, "/figures?limit=200")["items"] for c in t["counts"]}
    assert claim not in counted


def test_a_value_the_codebook_does_not_know_is_refused_in_words(look: Open, own_address: str) -> None:
    window = look(REPORT, at=own_address)
    window.expect("422", "400", "409")
    event = window.page.locator(".claim.event").first
    event.locator(".claim-head").click()
    event.locator(".field-row", has_text="status").first.click()
    window.press("c")
    window.page.keyboard.type("perhaps")
    window.press("Tab")
    window.page.keyboard.type("a guess")
    window.press("Enter")
    assert "perhaps" in window.page.locator(".outcome .error").inner_text()


def test_pointing_at_words_names_their_claim_and_back(look: Open) -> None:
    window = look(REPORT)
    claim = window.page.locator(".claim.figure").first
    claim.hover()
    near = window.page.evaluate("[...CSS.highlights.get('near')].map(r => r.toString()).join('')")
    assert "49" in near
    place = window.page.evaluate(
        "(() => { const r = [...CSS.highlights.get('figure')][0].getBoundingClientRect();"
        " return [r.x + r.width / 2, r.y + r.height / 2] })()"
    )
    window.page.mouse.move(*place)
    window.page.locator(".claim.figure.near").wait_for()
    window.page.mouse.click(*place)
    window.page.locator(".claim.figure.chosen").wait_for()
    assert "claim=" in window.page.url


def test_next_in_the_queue(look: Open) -> None:
    window = look(REPORT)
    window.press("n")
    window.page.wait_for_url("**claim=**")
    first = window.page.url
    window.settle()
    window.press("n")
    window.page.wait_for_function("url => location.href !== url", arg=first)


def test_the_day_lives_in_the_address(look: Open) -> None:
    window = look("/r/main/overview")
    slider = window.page.get_by_label("As known on day")
    slider.focus()
    window.press("Home")
    window.page.wait_for_url("**as_of=2020-11-10")
    window.settle()
    assert window.page.locator(".tile b").first.inner_text() == "1"
    window.press("PageUp", "ArrowRight")
    window.page.wait_for_url("**as_of=2020-12-11")
    window.page.get_by_label("Day", exact=True).fill("2022-11-30")
    window.page.wait_for_url("**as_of=2022-11-30")
    window.settle()
    told = window.page.locator("main").inner_text()
    other = look("/r/main/overview?as_of=2022-11-30")
    assert other.page.locator("main").inner_text() == told
    window.page.get_by_role("link", name="Commitments", exact=True).click()
    window.page.wait_for_url("**commitments?as_of=2022-11-30")
    window.press("]")
    window.page.wait_for_url("**as_of=2022-12-01")
    window.press("\\")
    window.page.wait_for_function("() => !location.search.includes('as_of')")


def test_terms_say_what_the_codebook_says(look: Open) -> None:
    window = look("/r/main/commitments")
    term = window.page.locator(".board .term a", has_text="ceasefire").first
    term.focus()
    tip = window.page.get_by_role("tooltip")
    tip.wait_for()
    said = tip.inner_text()
    entry = next(t for t in codebook(window.address) if (t["kind"], t["name"]) == ("act", "ceasefire"))
    assert said == entry["definition"]
    window.press("Escape")
    tip.wait_for(state="hidden")
    term.click()
    window.settle()
    assert window.page.locator("#act\\.ceasefire.marked").is_visible()


def codebook(address: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{address}/api/v1/codebook") as answer:
        terms: list[dict[str, str]] = json.load(answer)["terms"]
    return terms


def test_a_policy_changes_the_number_and_never_the_counts(look: Open) -> None:
    window = look("/r/main/figures")
    card = window.page.locator(".card", has_text="Killed: soldiers of Armenia").first
    counts = card.locator("a.count").count()
    window.page.get_by_text("range only").click()
    window.page.wait_for_url("**policy=range")
    window.settle()
    assert card.locator(".numbers b").inner_text() != "135"
    assert card.locator("a.count").count() == counts


def test_keys_are_listed_and_can_be_switched_off(look: Open) -> None:
    window = look("/r/main/commitments")
    window.press("?")
    help_ = window.page.get_by_role("dialog")
    assert "Next row" in help_.inner_text()
    help_.get_by_label("Single keys act").uncheck()
    window.press("Escape")
    window.press("g", "f")
    assert window.heading() == "Commitments"


def test_tab_begins_with_the_way_past_the_navigation(look: Open) -> None:
    window = look("/r/main/figures")
    window.press("Tab")
    assert window.focused().inner_text() == "Skip to the content"
    window.press("Enter", "Tab")
    assert window.focused().evaluate("e => !!e.closest('main')")


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_figure_is_saved_with_sources_and_day(look: Open, kind: str) -> None:
    window = look("/r/main/figures?as_of=2022-11-30")
    card = window.page.locator(".card", has_text="Killed: soldiers of Armenia").first
    with window.page.expect_download() as saving:
        card.get_by_role("button", name=kind).click()
    path = saving.value.path()
    if kind == "PNG":
        assert path.read_bytes().startswith(b"\x89PNG")
    else:
        drawn = path.read_text()
        assert "As known on 30 Nov 2022" in drawn
        assert "Wayline News Agency" in drawn
        assert "Killed: soldiers of Armenia" in drawn


def test_a_link_to_a_claim_that_is_no_more(look: Open) -> None:
    window = look(f"{REPORT}?claim=E-0000000000000000")
    assert "no longer read from this report" in window.page.locator(".claims").inner_text()


def test_nothing_matches(look: Open) -> None:
    window = look("/r/main/commitments?pair=FRA,JPN&as_of=2022-11-30")
    assert "Nothing matches these filters" in window.page.locator("main").inner_text()
    window.page.get_by_role("button", name="Drop all filters").click()
    window.page.locator(".head-row").first.wait_for()


def test_the_server_is_away_and_comes_back(look: Open) -> None:
    window = look("/r/main/overview")
    window.expect("ERR_FAILED", "Failed to load")
    window.page.route("**/api/v1/records/main/figures*", lambda route: route.abort())
    window.press("g", "f")
    window.page.get_by_text("The server does not answer").wait_for()
    window.shot("state-away")
    window.page.unroute("**/api/v1/records/main/figures*")
    window.page.get_by_role("button", name="Try again").click()
    window.page.locator(".card").first.wait_for()


def test_what_is_loading_says_so(look: Open) -> None:
    window = look("/r/main/overview")
    held: list[Any] = []

    def hold(route: Any) -> None:  # Playwright marks handlers, and list.append cannot be marked
        held.append(route)

    window.page.route("**/api/v1/records/main/figures*", hold)
    window.press("g", "f")
    assert window.page.get_by_role("status").get_by_text("Loading").count() == 1
    window.shot("state-loading")
    for route in held:
        route.continue_()
    window.settle()


def test_nothing_moves_for_those_who_want_none(look: Open) -> None:
    window = look("/r/main/figures", reduced_motion="reduce")
    window.press("g", "c")
    assert window.page.evaluate("document.getAnimations().length") == 0


def test_print_leaves_the_frame_away(look: Open) -> None:
    window = look("/r/main/commitments?as_of=2022-11-30")
    window.page.emulate_media(media="print")
    assert not window.page.locator(".rail").is_visible()
    assert not window.page.locator(".topbar").is_visible()
    assert window.page.locator(".board").is_visible()
    assert "As known on 30 Nov 2022" in window.page.locator("figcaption").first.inner_text()
    window.shot("print")
