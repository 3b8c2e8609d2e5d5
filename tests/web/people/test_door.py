"""Who may ask what: one table over all addresses, sessions and their tokens, keys, records of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.web.people.sites import OTHER, PASSWORD, ROLES, Person, Served

from servanda.web.caller import RANKS
from servanda.web.config import PREFIX
from servanda.web.people import rights
from servanda.web.people.rights import TABLE
from servanda.web.people.signing import create_key

ANYBODY = {
    "GET /session/ways",
    "POST /session",
    "GET /oidc/{provider}/start",
    "GET /oidc/{provider}/callback",
}
"""Addresses that ask nobody who he is."""


def routes(served: Served) -> Iterator[str]:
    for path, operations in served.running.server.config.app.openapi()["paths"].items():  # type: ignore[union-attr]
        if path.startswith(PREFIX):
            yield from (f"{method.upper()} {path.removeprefix(PREFIX)}" for method in operations)


def test_every_address_has_a_line_in_the_table(served: Served) -> None:
    missing = sorted(set(routes(served)) - set(TABLE) - ANYBODY)
    assert missing == [], "say in web/people/rights.py who may ask these"


def _filled(path: str, record: str) -> str:
    path = path.replace("{record}", record)
    return re.sub(r"\{\w+\}", "E-0123456789abcdef", path)


def _lines(served: Served) -> list[tuple[str, str, rights.Right]]:
    there = set(routes(served))
    return [(*line.split(" ", 1), right) for line, right in TABLE.items() if line in there]  # type: ignore[misc]


def test_each_role_may_ask_what_the_table_says_and_nothing_else(served: Served) -> None:
    for method, path, right in _lines(served):
        if "{record}" not in path or path.endswith("/changes") or "events" in path:
            continue
        for role in ROLES:
            got = served.person(role).ask(method, _filled(path, "one"), json={} if method != "GET" else None)
            may = RANKS[role] >= RANKS[right.role or "reader"]
            assert (got.status_code == 403 and got.json()["code"] == "W007") is not may, (role, method, path)


def test_nobody_is_let_in_without_a_session(served: Served) -> None:
    for method, path, _ in _lines(served):
        got = served.anybody().ask(method, _filled(path, "one"), json={} if method != "GET" else None)
        assert (got.status_code, got.json()["code"]) == (401, "W006"), (method, path)
        assert got.headers["www-authenticate"] == "Bearer"


def test_records_of_others_are_as_if_they_were_not_there(served: Served) -> None:
    """Whoever is no member gets the same answer for a record that there is and one that there is not."""
    for method, path, _ in _lines(served):
        if "{record}" not in path:
            continue
        for name in ("admin", "stranger"):
            person = served.person(name)
            body = {} if method != "GET" else None
            there = person.ask(method, _filled(path, "two"), json=body)
            nowhere = person.ask(method, _filled(path, "none"), json=body)
            assert (there.status_code, there.json()["code"]) == (404, "W002"), (name, method, path)
            assert nowhere.status_code == 404
            for one in (there, nowhere):
                told = {k: v for k, v in one.json().items() if k not in ("request_id", "detail")}
                assert told["code"] == "W002"
            assert there.json()["detail"].replace("two", "none") == nowhere.json()["detail"]


def test_ids_of_one_record_mean_nothing_in_another(own_site: Served) -> None:
    root = own_site.person("root")
    made = root.ask(
        "POST",
        "/records/two/judgements",
        json={"verdict": "note", "things": [_report(root, "two")], "value": ["ours alone"]},
    )
    assert made.status_code == 201
    one = made.json()["judgement"]["id"]
    for person in ("reviewer", "root"):
        asker = own_site.person(person)
        assert asker.get(f"/records/one/things/{one}").status_code == 404
        undo = asker.ask("POST", f"/records/one/judgements/{one}/undo", json={})
        assert undo.status_code == 404
    assert "ours alone" not in own_site.person("reader").get("/records/one/judgements").text


def _report(person: Person, record: str) -> str:
    found: str = person.get(f"/records/{record}/reports", params={"limit": 1}).json()["items"][0]["id"]
    return found


def test_the_list_of_records_is_that_of_the_caller(served: Served) -> None:
    seen = {
        name: served.person(name).get("/records").json()["records"]
        for name in ("reader", "other", "stranger", "root")
    }
    assert {k: [r["id"] for r in v] for k, v in seen.items()} == {
        "reader": ["one"],
        "other": ["two"],
        "stranger": [],
        "root": ["one", "two"],
    }
    assert [r["role"] for r in seen["root"]] == ["admin", "admin"]
    assert not any("small.record" in str(v) for v in seen.values()), "where it lies is nobody's business"


def test_only_admins_of_the_site_manage_accounts(served: Served) -> None:
    for method, path in (("GET", "/users"), ("POST", "/users"), ("PUT", "/users/reader"), ("GET", "/audit")):
        for name in (*ROLES, "other", "stranger"):
            got = served.person(name).ask(method, path, json={"name": "x"} if method != "GET" else None)
            assert got.status_code == 403, (name, method, path)


# ---- Sessions -------------------------------------------------------------------------------------------


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(served: Served) -> None:
    person = Person(served.running.address, "reader")
    got = person.sign_in()
    cookie = got.headers["set-cookie"]
    assert re.fullmatch(r"servanda=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax", cookie)
    assert got.headers["cache-control"] == "no-store"
    assert got.json()["roles"] == {"one": "reader"}
    assert cookie.split("=")[1].split(";")[0] not in got.text
    me = person.get("/session").json()
    assert (me["name"], me["roles"], me["csrf"]) == ("reader", {"one": "reader"}, person.csrf)


def test_changes_need_the_token_of_the_session(own_site: Served) -> None:
    ann, bob = own_site.person("reviewer"), own_site.person("admin")
    body = {"verdict": "note", "things": [_report(ann, "one")], "value": ["x"]}
    for token in ("", "x", bob.csrf, ann.csrf[:-1]):
        for method, path in (
            ("POST", "/records/one/judgements"),
            ("POST", "/records/one/marks"),
            ("DELETE", "/session"),
            ("PUT", "/session/password"),
            ("POST", "/keys"),
        ):
            got = ann.ask(method, path, json=body, headers={"X-CSRF-Token": token})
            assert (got.status_code, got.json()["code"]) == (403, "W008"), (token, path)
    assert ann.ask("POST", "/records/one/judgements", json=body).status_code == 201


def test_pages_of_other_sites_cannot_sign_anybody_in_or_change_anything(served: Served) -> None:
    person = Person(served.running.address, "reader")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        got = person.client.post("/session", json={"name": "reader", "password": PASSWORD}, headers=headers)
        assert got.json()["code"] == "W008"
    form = person.client.post("/session", data={"name": "reader", "password": PASSWORD})
    assert form.status_code == 422, "a form cannot send JSON"
    assert "set-cookie" not in form.headers


def test_signing_out_ends_the_session_everywhere(own_site: Served) -> None:
    person = own_site.person("reader")
    token = person.client.cookies["servanda"]
    assert person.ask("DELETE", "/session").status_code == 204
    again = own_site.anybody()
    again.client.cookies["servanda"] = token
    assert again.get("/session").status_code == 401


def test_a_new_password_and_a_closed_account_end_sessions(own_site: Served) -> None:
    reader, root = own_site.person("reader"), own_site.person("root")
    wrong = reader.ask("PUT", "/session/password", json={"old": OTHER, "new": OTHER})
    assert wrong.json()["code"] == "W021"
    weak = reader.ask("PUT", "/session/password", json={"old": PASSWORD, "new": "short"})
    assert weak.json()["code"] == "W022"
    assert reader.ask("PUT", "/session/password", json={"old": PASSWORD, "new": OTHER}).status_code == 204
    assert reader.get("/session").status_code == 401
    assert reader.sign_in().status_code == 401
    assert reader.sign_in(OTHER).status_code == 200
    assert root.ask("PUT", "/users/reader", json={"disabled": True}).json()["disabled"] is True
    assert reader.get("/session").status_code == 401
    assert reader.sign_in(OTHER).status_code == 401
    last = root.ask("PUT", "/users/root", json={"disabled": True})
    assert (last.status_code, last.json()["code"]) == (409, "W024")


def test_too_many_tries_from_one_address_have_to_wait(own_site: Served) -> None:
    person = Person(own_site.running.address, "nobody")
    got = [person.sign_in() for _ in range(25)]
    assert {g.status_code for g in got} == {401, 429}
    assert got[-1].json()["code"] == "W005"
    assert got[-1].headers["retry-after"] == "60"


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(own_site: Served) -> None:
    reader, admin = own_site.person("reader"), own_site.person("admin")
    assert reader.get("/records/one/overview").status_code == 200
    assert admin.ask("PUT", "/records/one/members/reader", json={"role": "coder"}).json()["role"] == "coder"
    assert reader.get("/session").json()["roles"] == {"one": "coder"}
    assert admin.ask("DELETE", "/records/one/members/reader").status_code == 204
    assert reader.get("/records/one/overview").status_code == 404
    names = [m["user"] for m in admin.get("/records/one/members").json()["items"]]
    assert names == ["admin", "coder", "reviewer"]


# ---- Keys -----------------------------------------------------------------------------------------------

BODIES: dict[str, Any] = {"POST": {}, "PUT": {}, "DELETE": None, "GET": None}


def test_a_key_does_what_its_scopes_say_and_its_account_may(served: Served) -> None:
    keys = {
        scope: create_key(served.site, "t", "admin", label=scope, scopes=[scope])[1]
        for scope in ("read", "judge", "ingest", "admin")
    }
    for method, path, right in _lines(served):
        if path.endswith("/changes") or "events" in path or right.site:
            continue
        for scope, key in keys.items():
            got = served.with_key(key).ask(method, _filled(path, "one"), json=BODIES[method])
            may = right.scope == scope
            if may and method == "POST" and path.endswith("/keys"):
                continue
            refused = got.status_code == 403 and "lacks" in got.json()["detail"]
            assert refused is not may, (scope, method, path, got.text)


def test_a_key_can_do_no_more_than_its_account_and_only_in_its_record(served: Served) -> None:
    _, weak = create_key(served.site, "t", "reader", label="x", scopes=["read", "judge", "ingest", "admin"])
    reader = served.with_key(weak)
    assert reader.get("/records/one/overview").status_code == 200
    for method, path in (
        ("POST", "/records/one/judgements"),
        ("GET", "/records/one/members"),
        ("GET", "/users"),
    ):
        assert reader.ask(method, path, json=BODIES[method]).status_code == 403
    _, bound = create_key(served.site, "t", "root", label="x", scopes=["read", "admin"], record="two")
    root = served.with_key(bound)
    assert [r["id"] for r in root.get("/records").json()["records"]] == ["two"]
    assert root.get("/records/one/overview").status_code == 404
    assert root.get("/records/two/overview").status_code == 200
    assert root.get("/users").status_code == 403, "a key of a record manages no site"
    assert root.ask("POST", "/keys", json={"label": "y", "scopes": ["admin"]}).status_code == 403


def test_keys_need_no_token_and_wrong_ones_open_nothing(own_site: Served) -> None:
    reviewer = own_site.person("reviewer")
    made = reviewer.ask("POST", "/keys", json={"label": "job", "scopes": ["read", "judge"], "days": 1})
    assert made.status_code == 201
    secret, key = made.json()["secret"], made.json()["key"]
    with_key = own_site.with_key(secret)
    with_key.csrf = ""
    body = {"verdict": "note", "things": [_report(reviewer, "one")], "value": ["by a key"]}
    assert (
        with_key.ask("POST", "/records/one/judgements", json=body).json()["judgement"]["author"] == "reviewer"
    )
    assert secret not in reviewer.get("/keys").text
    for wrong in (secret[:-1], "sv_", f"{secret}x", key["id"]):
        assert own_site.with_key(wrong).get("/session").status_code == 401
    basic = own_site.anybody()
    basic.client.headers["Authorization"] = f"Basic {secret}"
    assert basic.get("/session").status_code == 401
    reviewer.client.headers["Authorization"] = "Bearer sv_wrong"
    assert reviewer.get("/session").status_code == 401, "who sends a key means the key"
    del reviewer.client.headers["Authorization"]
    stranger = own_site.person("stranger")
    assert stranger.get("/keys").json()["items"] == []
    assert stranger.ask("DELETE", f"/keys/{key['id']}").status_code == 404
    assert reviewer.ask("DELETE", f"/keys/{key['id']}").status_code == 204
    assert with_key.get("/session").status_code == 401
    nowhere = stranger.ask("POST", "/keys", json={"label": "x", "scopes": ["read"], "record": "one"})
    assert nowhere.status_code == 404, "of a record that one may not see"


def test_what_is_done_is_told_to_admins_of_the_site(own_site: Served) -> None:
    root = own_site.person("root")
    made = root.ask("POST", "/users", json={"name": "New.One", "label": "New One", "password": PASSWORD})
    assert made.json()["name"] == "new.one"
    assert root.ask("POST", "/users", json={"name": "new.one"}).json()["code"] == "W023"
    assert root.ask("POST", "/users", json={"name": "a b"}).json()["code"] == "W001"
    names = [u["name"] for u in root.get("/users").json()["items"]]
    assert names == sorted([*ROLES, "other", "root", "stranger", "new.one"])
    page = root.get("/audit", params={"limit": 2}).json()
    assert [e["action"] for e in page["items"]] == ["add user", "sign in"]
    rest = root.get("/audit", params={"limit": 500, "cursor": page["cursor"]}).json()
    assert rest["items"][0]["number"] == page["items"][-1]["number"] - 1
    assert PASSWORD not in root.get("/audit", params={"limit": 500}).text
    assert "argon2" not in root.get("/users").text


def test_two_reviewers_correct_the_same_claim_at_once(own_site: Served) -> None:
    """Both corrections are kept, and each is told of the other's."""
    reviewer, admin = own_site.person("reviewer"), own_site.person("admin")
    claim = reviewer.get("/records/one/incidents", params={"limit": 1}).json()["items"][0]["accounts"][0]
    seen = reviewer.get(f"/records/one/things/{claim}").json()["head"]

    def correct(person: Person, value: str) -> dict[str, Any]:
        body = {
            "verdict": "correct",
            "things": [claim],
            "field": "status",
            "value": [value],
            "reasons": ["as I read it"],
            "seen": seen,
        }
        got = person.ask("POST", "/records/one/judgements", json=body)
        assert got.status_code == 201, got.text
        found: dict[str, Any] = got.json()
        return found

    with ThreadPoolExecutor(2) as both:
        made = [both.submit(correct, reviewer, "planned"), both.submit(correct, admin, "denied")]
        first, second = (one.result() for one in made)
    told = [(one["conflict"], [j["id"] for j in one["others"]]) for one in (first, second)]
    others = [(True, [second["judgement"]["id"]]), (True, [first["judgement"]["id"]])]
    assert any(a == b for a, b in zip(told, others, strict=True)), "whoever was later is told of the earlier"
    listed = [i["judgement"]["id"] for i in reviewer.get("/records/one/judgements").json()["items"]]
    assert {first["judgement"]["id"], second["judgement"]["id"]} <= set(listed)
    thing = reviewer.get(f"/records/one/things/{claim}").json()
    assert {j["author"] for j in thing["judgements"]} == {"reviewer", "admin"}
