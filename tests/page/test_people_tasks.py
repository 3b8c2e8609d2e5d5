"""What members, reviewers and admins of a site do, by mouse and by keyboard, on a phone and on a desk."""

from __future__ import annotations

from typing import Any

import pytest
from tests.page.conftest import Open
from tests.page.looking import Look
from tests.page.sites import PASSWORD, REPORT, SiteAt

widths = pytest.mark.parametrize("width", [390, 1280])
RECORD = "/api/v1/records/karabakh"
NEW = "another four words entirely"


def says(window: Look, words: str) -> None:
    """Wait until the page says what was done, or went wrong."""
    window.page.locator(".told p", has_text=words).wait_for()


def row(window: Look, name: str) -> Any:
    """The row of a list that begins with a name."""
    return window.page.locator(".rows > li", has=window.page.locator("b", has_text=name)).first


def asked(window: Look, path: str) -> Any:
    """An answer of the server to whoever is signed in to the window."""
    return window.page.request.get(f"{window.address}{path}").json()


def roles(window: Look) -> dict[str, str]:
    """Who may do what in the record."""
    return {m["user"]: m["role"] for m in asked(window, f"{RECORD}/members")["items"]}


def type_(window: Look, text: str) -> None:
    """Type into what has the focus."""
    window.page.keyboard.type(text)


# ---- Members ----------------------------------------------------------------------------------------


@widths
def test_members_by_mouse(look: Open, site: SiteAt, width: int) -> None:
    window = look("/r/karabakh/members", width=width, **site.as_("rosa"))
    window.expect("404")
    row(window, "cora").get_by_label("Role of cora", exact=True).select_option("reviewer")
    row(window, "cora").get_by_role("button", name="Save").click()
    says(window, "cora is now reviewer in this record.")
    window.page.get_by_label("Name of the account").fill("nobody-such")
    window.page.get_by_role("button", name="Add", exact=True).click()
    says(window, "There is no account of this name. An admin of the site adds accounts.")
    window.page.get_by_label("Name of the account").fill("otto")
    window.page.get_by_role("combobox", name="Role", exact=True).select_option("coder")
    window.page.get_by_role("button", name="Add", exact=True).click()
    says(window, "otto is now coder in this record.")
    row(window, "lea").get_by_role("button", name="Remove").click()
    row(window, "lea").get_by_role("button", name="No, leave it").click()
    row(window, "lea").get_by_role("button", name="Remove").click()
    window.shot("task-members")
    row(window, "lea").get_by_role("button", name="Yes, remove").click()
    says(window, "The record is closed to lea.")
    row(window, "lea").wait_for(state="detached")
    assert roles(window) == {"cora": "reviewer", "otto": "coder", "rey": "reviewer", "rosa": "admin"}


@widths
def test_members_by_keyboard(look: Open, site: SiteAt, width: int) -> None:
    window = look("/r/karabakh/codebook", width=width, **site.as_("rosa"))
    window.press("g", "e")
    window.page.get_by_role("heading", name="Members", exact=True).wait_for()
    window.settle()
    window.tab_to("select[aria-label='Role of cora']")
    window.press("ArrowDown", "Tab", "Enter")
    says(window, "cora is now reviewer in this record.")
    assert window.focused().inner_text() == "Save"
    window.tab_to("[aria-label='Remove lea']")
    window.press("Enter", "Escape")
    assert window.focused().inner_text() == "Remove"
    window.press("Enter", "Enter")
    says(window, "The record is closed to lea.")
    assert window.focused().inner_text() == "The record is closed to lea."
    window.tab_to("input[name=name]")
    type_(window, "otto")
    window.press("Enter")
    window.page.get_by_text("otto is now reader").wait_for()
    assert roles(window) == {"cora": "reviewer", "otto": "reader", "rey": "reviewer", "rosa": "admin"}


def test_the_last_admin_of_a_record_is_warned_and_then_sees_no_more(look: Open, site: SiteAt) -> None:
    window = look("/r/karabakh/members", **site.as_("rosa"))
    row(window, "rosa").get_by_label("Role of rosa", exact=True).select_option("reader")
    row(window, "rosa").get_by_role("button", name="Save").click()
    asks = row(window, "rosa").get_by_role("group")
    assert "rosa is the last admin here" in asks.inner_text()
    window.shot("task-last-admin")
    asks.get_by_role("button", name="Yes, save").click()
    window.page.get_by_text("Admins of the record see this").wait_for()
    assert window.page.get_by_role("link", name="Members").count() == 0
    assert roles(look("/", **site.as_("ann")))["rosa"] == "reader"


# ---- Hidden names -----------------------------------------------------------------------------------


def found(window: Look) -> int:
    """How much a reader of the record finds by a name that stands in many of its reports."""
    return int(asked(window, f"{RECORD}/search?text=Pashinyan")["total"])


@widths
def test_hidden_names_by_mouse(look: Open, site: SiteAt, width: int) -> None:
    reader = look("/r/karabakh/codebook", **site.as_("lea"))
    window = look(f"/r/karabakh/reports/{REPORT}", width=width, **site.as_("rey"))
    window.expect("404")
    window.page.get_by_role("link", name="Hide a name").click()
    window.page.get_by_role("heading", name="Hidden names").wait_for()
    window.settle()
    assert window.page.get_by_label("Id of the report or claim").input_value() == REPORT
    window.page.get_by_label("The name, in every form").fill("Nikol Pashinyan\nPashinyan")
    window.page.get_by_label("Id of the report or claim").fill("no-such-report")
    window.page.get_by_label("Reason").fill("he asked for it")
    window.page.get_by_role("button", name="Hide", exact=True).click()
    says(window, "The record has no report or claim of this id.")
    window.page.locator("fieldset label").first.wait_for()
    window.shot("task-hide")
    window.page.locator(f"fieldset label:has(input[value='{REPORT}'])").click()
    window.page.get_by_role("button", name="Hide", exact=True).click()
    says(window, "Nikol Pashinyan is hidden in the whole record.")
    row(window, "Nikol Pashinyan").wait_for()
    assert "he asked for it" in row(window, "Nikol Pashinyan").inner_text()
    assert found(reader) == 0
    row(window, "Nikol Pashinyan").get_by_role("button", name="Take back").click()
    row(window, "Nikol Pashinyan").get_by_role("button", name="Yes, show it").click()
    says(window, "Nikol Pashinyan is shown again.")
    row(window, "Nikol Pashinyan").wait_for(state="detached")
    assert found(reader) > 0


@widths
def test_hidden_names_by_keyboard(look: Open, site: SiteAt, width: int) -> None:
    reader = look("/r/karabakh/codebook", **site.as_("lea"))
    window = look("/r/karabakh/codebook", width=width, **site.as_("rey"))
    window.press("g", "h")
    window.page.get_by_role("heading", name="Hidden names").wait_for()
    window.settle()
    window.tab_to("textarea")
    type_(window, "Nikol Pashinyan")
    window.press("Enter")
    type_(window, "Pashinyan")
    window.page.locator("fieldset label").first.wait_for()
    window.press("Tab", "Space")
    window.tab_to("form label:last-of-type input")
    type_(window, "he asked for it")
    window.press("Enter")
    says(window, "Nikol Pashinyan is hidden in the whole record.")
    assert window.focused().evaluate("e => e.tagName") == "TEXTAREA"
    assert found(reader) == 0
    row(window, "Nikol Pashinyan").wait_for()
    window.press("Shift+Tab", "Enter")
    window.page.get_by_role("button", name="Yes, show it").wait_for()
    window.press("Enter")
    says(window, "Nikol Pashinyan is shown again.")
    assert found(reader) > 0


# ---- Keys -------------------------------------------------------------------------------------------


def opens(window: Look, key: str) -> int:
    """The status that a program with this key gets."""
    headers = {"Authorization": f"Bearer {key}"}
    return int(window.page.request.get(f"{window.address}{RECORD}/overview", headers=headers).status)


@widths
def test_keys_by_mouse(look: Open, site: SiteAt, width: int) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    window = look("/keys", width=width, permissions=allowed, **site.as_("lea"))
    assert "You have no key that holds." in window.page.locator("main").inner_text()
    window.page.get_by_label("What it is for").fill("a map of mine")
    window.page.get_by_label("look, search, export").uncheck()
    window.page.get_by_role("button", name="Make the key").click()
    says(window, "Choose at least one thing that it may do.")
    window.page.get_by_label("look, search, export").check()
    window.page.get_by_label("In which record").select_option("karabakh")
    window.page.get_by_label("For how many days").fill("7")
    window.page.get_by_role("button", name="Make the key").click()
    says(window, "The key “a map of mine” was made.")
    window.page.get_by_role("button", name="Copy").click()
    window.page.get_by_text("Copied.").wait_for()
    window.shot("task-key")
    key = window.page.evaluate("navigator.clipboard.readText()")
    assert key == window.page.get_by_label("The new key").last.input_value()
    assert opens(window, key) == 200
    window.page.get_by_role("button", name="I have it").click()
    assert key not in window.page.content()
    assert "Karabakh" in row(window, "a map of mine").inner_text()
    row(window, "a map of mine").get_by_role("button", name="Revoke").click()
    row(window, "a map of mine").get_by_role("button", name="Yes, revoke").click()
    says(window, "The key “a map of mine” opens nothing any more.")
    window.page.get_by_text("1 that hold no more").click()
    assert "revoked" in row(window, "a map of mine").inner_text()
    assert opens(window, key) == 401


@widths
def test_keys_by_keyboard(look: Open, site: SiteAt, width: int) -> None:
    window = look("/r/karabakh/codebook", width=width, **site.as_("lea"))
    window.press("g", "k")
    window.page.get_by_role("heading", name="Keys", exact=True).wait_for()
    window.settle()
    window.tab_to("input[name=label]")
    type_(window, "a map of mine")
    window.press("Enter")
    window.page.locator(".secret input:focus").wait_for()
    key = window.page.evaluate("getSelection().toString()")
    assert opens(window, key) == 200
    window.press("Tab", "Tab", "Enter")
    window.tab_to("[aria-label='Revoke a map of mine']")
    window.press("Enter", "Enter")
    says(window, "The key “a map of mine” opens nothing any more.")
    assert opens(window, key) == 401


# ---- Accounts and audit -----------------------------------------------------------------------------


@widths
def test_accounts_by_mouse(look: Open, site: SiteAt, width: int) -> None:
    window = look("/accounts", width=width, **site.as_("ann"))
    window.expect("409", "422")
    form = window.page.locator("section", has=window.page.get_by_role("heading", name="Add an account"))
    add = form.get_by_role("button", name="Add", exact=True)
    form.get_by_role("textbox", name="Name", exact=True).fill("otto")
    add.click()
    says(window, "There is an account of this name already.")
    form.get_by_role("textbox", name="Name", exact=True).fill("nina")
    form.get_by_label("Password").fill("short")
    add.click()
    says(window, "The password is not good enough")
    form.get_by_label("Password").fill(PASSWORD)
    add.click()
    says(window, "The account nina is there now")
    row(window, "nina").get_by_role("button", name="Close").click()
    row(window, "nina").get_by_role("button", name="Yes, close").click()
    says(window, "The account nina is closed.")
    row(window, "nina").get_by_role("button", name="Open again").click()
    says(window, "The account nina is open again.")
    row(window, "nina").get_by_role("button", name="Change").click()
    window.page.get_by_role("form", name="Account nina").get_by_label("Full name").fill("Nina Simonyan")
    window.shot("task-account")
    window.page.get_by_role("form", name="Account nina").get_by_role("button", name="Save").click()
    says(window, "The account nina is changed.")
    row(window, "ann").get_by_role("button", name="Close").click()
    assert "This is your own account" in row(window, "ann").inner_text()
    row(window, "ann").get_by_role("button", name="Yes, close").click()
    says(window, "This is the last admin of the site. Make another account admin first.")
    shown = {u["name"]: u for u in asked(window, "/api/v1/users")["items"]}
    assert (shown["nina"]["label"], shown["nina"]["disabled"]) == ("Nina Simonyan", False)
    assert not shown["ann"]["disabled"]


@widths
def test_accounts_and_audit_by_keyboard(look: Open, site: SiteAt, width: int) -> None:
    window = look("/r/karabakh/codebook", width=width, **site.as_("ann"))
    window.press("g", "u")
    window.page.get_by_role("heading", name="Accounts", exact=True).wait_for()
    window.settle()
    window.tab_to("input[name=name]")
    type_(window, "nina")
    window.press("Enter")
    says(window, "The account nina is there now")
    window.tab_to("[aria-label='Close the account otto']")
    window.press("Enter", "Enter")
    says(window, "The account otto is closed.")
    window.tab_to("[aria-label='Open again the account otto']")
    window.press("Enter")
    says(window, "The account otto is open again.")
    window.press("g", "d")
    window.page.get_by_role("heading", name="Audit").wait_for()
    window.settle()
    lines = window.page.locator(".audit p")
    assert lines.nth(0).inner_text() == "ann changed the account otto: opened"
    assert lines.nth(2).inner_text() == "ann added the account nina"
    assert lines.count() == 50
    window.tab_to("main .many button")
    window.press("Enter")
    window.page.get_by_text("That is all since the site was made.").wait_for()
    assert lines.last.inner_text() == "the command line added the account ann, admin of the site"


def test_the_audit_by_mouse(look: Open, site: SiteAt) -> None:
    window = look("/audit", width=390, **site.as_("ann"))
    lines = window.page.locator(".audit p")
    while (more := window.page.get_by_role("button", name="Show earlier")).count():
        before = lines.count()
        more.click()
        window.page.wait_for_function("n => document.querySelectorAll('.audit p').length > n", arg=before)
    assert lines.count() == asked(window, "/api/v1/audit?limit=1")["items"][0]["number"]


# ---- One's own account ------------------------------------------------------------------------------


@widths
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_ones_own_password(look: Open, site: SiteAt, width: int, how: str) -> None:
    window = look("/account", width=width, **site.as_("lea"))
    window.expect("401")
    assert "You are signed in as lea." in window.page.locator("main").inner_text()
    old, new, again = (window.page.locator(f"input[name={name}]") for name in ("old", "new", "again"))

    def fill(*words: str) -> None:
        if how == "mouse":
            for field, word in zip((old, new, again), words, strict=True):
                field.fill(word)
            window.page.get_by_role("button", name="Change it").click()
            return
        window.page.locator("main").focus()
        for name, word in zip(("old", "new", "again"), words, strict=True):
            window.tab_to(f"input[name={name}]")
            window.press("ControlOrMeta+a")
            type_(window, word)
        window.press("Enter")

    fill(PASSWORD, NEW, "something else here")
    says(window, "The two are not the same.")
    fill("not the old one", NEW, NEW)
    window.page.get_by_text("The old password is wrong.").wait_for()
    fill(PASSWORD, NEW, NEW)
    window.page.get_by_text("The password is changed.").wait_for()
    window.page.locator("main").get_by_role("button", name="Sign out").click()
    window.page.get_by_role("heading", name="Sign in").wait_for()
    window.page.get_by_label("Name").fill("lea")
    window.page.get_by_label("Password").fill(NEW)
    window.press("Enter")
    window.page.get_by_role("heading", name="Your account").wait_for()


# ---- Who sees what ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("lea", ["Keys"]),
        ("rey", ["Hidden names", "Keys"]),
        ("rosa", ["Hidden names", "Members", "Keys"]),
        ("ann", ["Hidden names", "Members", "Keys", "Accounts", "Audit"]),
    ],
)
def test_the_navigation_has_what_one_may_see(look: Open, site: SiteAt, name: str, views: list[str]) -> None:
    window = look("/r/karabakh/codebook", **site.as_(name))
    people = window.page.locator("nav > div", has=window.page.get_by_role("heading", name="People"))
    assert people.get_by_role("link").all_inner_texts() == views
    assert f"Signed in as {name}" in window.page.locator(".rail").inner_text()


def test_who_follows_a_link_to_what_is_not_for_him_is_told_so(look: Open, site: SiteAt) -> None:
    window = look("/r/karabakh/members", **site.as_("lea"))
    assert "Admins of the record see this." in window.page.locator("main").inner_text()
    window.go("/accounts")
    assert "Admins of the site see this." in window.page.locator("main").inner_text()


def test_who_sees_no_record_can_still_change_his_password(look: Open, site: SiteAt) -> None:
    window = look("/", **site.as_("otto"))
    assert "No record is open to you yet." in window.page.locator("main").inner_text()
    window.page.get_by_role("link", name="Signed in as otto").click()
    window.page.get_by_role("heading", name="Change the password").wait_for()
    assert window.page.locator("nav h2").all_inner_texts() == ["People"]


def test_one_person_alone_has_none_of_this(look: Open) -> None:
    window = look("/r/main/codebook")
    assert "People" not in window.page.locator("nav h2").all_inner_texts()
    for path in ("/r/main/members", "/r/main/keys", "/keys", "/audit"):
        window.go(path)
        assert window.heading() == "There is no such page."


def test_views_lead_back_to_the_record(look: Open, site: SiteAt) -> None:
    window = look("/r/karabakh/figures", **site.as_("lea"))
    window.page.get_by_role("link", name="Keys").click()
    window.page.get_by_role("heading", name="Your keys").wait_for()
    window.page.get_by_role("link", name="Timeline").click()
    window.page.wait_for_url("**/r/karabakh/timeline")


def test_a_session_that_ended_elsewhere_leads_to_the_sign_in(look: Open, site: SiteAt) -> None:
    window = look("/r/karabakh/figures", **site.as_("lea"))
    window.expect("401")
    window.page.context.clear_cookies()
    window.press("g", "c")
    window.page.get_by_role("heading", name="Sign in").wait_for()


def test_loading_and_failing_are_said(look: Open, site: SiteAt) -> None:
    window = look("/keys", **site.as_("rosa"))
    window.expect("ERR_FAILED", "Failed to load")
    held: list[Any] = []

    def hold(route: Any) -> None:  # Playwright marks handlers, and list.append cannot be marked
        held.append(route)

    window.page.route("**/records/karabakh/members", hold)
    with window.page.expect_request("**/records/karabakh/members"):
        window.press("g", "e")
    window.page.locator("main").get_by_role("status").get_by_text("Loading").wait_for(state="attached")
    held[0].abort()
    window.page.get_by_text("The server does not answer").wait_for()
    window.page.unroute("**/records/karabakh/members")
    window.page.get_by_role("button", name="Try again").click()
    row(window, "cora").wait_for()
