"""What somebody might try: other sites' pages, names of files, injections in every parameter and field."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from tests.record.reports import report
from tests.web.running import Running
from tests.web.test_jobs import ended, sent

from servanda.model.json import from_json, to_json
from servanda.web.asking import TAKES

ORIGINS = (
    "https://evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost:1",
    "null",
    "file://",
    "http://127.0.0.1",
    "javascript:0",
    "http://[::1",
)
HOSTS = (
    "evil.example",
    "evil.example:8765",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "evil.example#127.0.0.1",
    "[::1].evil.example",
    "0.0.0.0",
    "169.254.169.254",
    "",
)


@pytest.mark.parametrize("origin", ORIGINS)
def test_pages_of_other_sites_change_nothing(origin: str, served: Running) -> None:
    body = {"verdict": "note", "things": ["x"], "value": ["x"]}
    for path in ("/judgements", "/jobs"):
        told = served.client.post(f"{served.main}{path}", json=body, headers={"Origin": origin})
        assert (told.status_code, told.json()["code"]) == (403, "W008")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_says_of_the_site_is_heeded(site: str, served: Running) -> None:
    headers = {"Sec-Fetch-Site": site}

    assert served.client.post(f"{served.main}/judgements", json={}, headers=headers).status_code == 403
    assert served.get("/overview", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_our_own_page_may(own: Running) -> None:
    claim = own.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][0]
    headers = {"Origin": own.address, "Sec-Fetch-Site": "same-origin"}
    body = {"verdict": "accept", "things": [claim]}

    assert own.client.post(f"{own.main}/judgements", json=body, headers=headers).status_code == 201


@pytest.mark.parametrize("host", HOSTS)
def test_names_that_are_not_ours_are_not_answered(host: str, served: Running) -> None:
    told = served.client.get(f"{served.address}/api/v1/records", headers={"Host": host})

    assert told.status_code in (400, 403)


def test_no_other_site_may_read_answers(served: Running) -> None:
    told = served.get("/overview", headers={"Origin": "https://evil.example"})
    asked = served.client.options(
        f"{served.main}/judgements",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )

    for one in (told, asked):
        assert not [name for name in one.headers if name.startswith("access-control-")]
    assert told.headers["cross-origin-resource-policy"] == "same-origin"


def test_every_answer_has_the_headers_that_protect(served: Running) -> None:
    for path in ("/", "/r/main/overview", "/api/v1/records", "/nope.js", "/api/nope", "/healthz"):
        headers = served.client.get(f"{served.address}{path}").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "server" not in headers


TRAVERSALS = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "assets/../../../app.py",
    "assets/..%5c..%5capp.py",
    "/etc/passwd",
    "%00",
    "assets/%00.js",
    "docs/../../__init__.py",
    "r/../../../pyproject.toml",
)


@pytest.mark.parametrize("path", TRAVERSALS)
def test_files_outside_the_page_are_not_served(path: str, served: Running) -> None:
    told = served.client.get(f"{served.address}/{path}")

    assert told.status_code in (200, 404)
    assert "root:" not in told.text
    assert "import" not in told.text
    assert "[project]" not in told.text
    if told.status_code == 200:
        assert told.headers["content-type"].startswith("text/html")


def test_names_of_uploads_write_nothing_elsewhere(own: Running, tmp_path: Any) -> None:
    target = tmp_path / "escaped.txt"
    job = ended(own, sent(own, b"A short report of nothing.", f"../../../../..{target}").json()["id"])

    assert job["state"] in ("done", "failed")
    assert not target.exists()


INJECTIONS = (
    "' OR '1'='1",
    "'; DROP TABLE documents; --",
    '" OR ""="',
    "1) UNION SELECT value FROM meta --",
    "\\'; SELECT pg_sleep(5); --",
    "%' ESCAPE '!",
    "x' AND randomblob(1000000000) --",
    "*) OR (title : *",
    "NEAR(a b, 99999999)",
    "{title body} : x",
    ":*",
    "a & b | !c <-> d",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_that_is_asked_is_taken_for_sql(text: str, served: Running) -> None:
    before = served.get("/overview").json()["counts"]
    everything = len(served.get("/incidents", params={"limit": "500"}).json()["items"])
    began = time.monotonic()
    for listing, names in TAKES.items():
        if listing in ("named", "network", "review", "brief", "overview"):
            continue
        for name in names:
            told = served.get(f"/{listing}", params={name: text})
            assert told.status_code in (200, 404, 409, 422), (listing, name, told.text)
            if told.status_code == 200 and listing == "incidents":
                assert len(told.json()["items"]) < everything
    for path in (f"/things/{text}", f"/reports/{text}", f"/accounts?ids={text}", f"/incidents?cursor={text}"):
        assert served.get(path).status_code in (404, 422)

    assert time.monotonic() - began < 240
    assert served.get("/overview").json()["counts"] == before


HEADERS = ("a\r\nSet-Cookie: x=1", "a\nX-Evil: 1", "a%0d%0aX-Evil:%201", "\x00")


@pytest.mark.parametrize("text", HEADERS)
def test_nothing_that_is_asked_becomes_a_header(text: str, served: Running) -> None:
    for path, params in (
        ("/incidents", {"actor": text}),
        ("/export/figures", {"source": text}),
        ("/search", {"text": text}),
    ):
        told = served.get(path, params=params)
        assert "x-evil" not in told.headers
        assert "set-cookie" not in told.headers
    told = served.get("/overview", headers={"X-Request-ID": "a" * 200})
    assert len(told.headers["x-request-id"]) <= 64


SLOW = ("a" * 200, "(a+)+$", "-" * 200, '"' * 199, "a b " * 50, "*" * 200, "OR " * 60, "\u0301" * 200)


@pytest.mark.parametrize("text", SLOW, ids=range(len(SLOW)))
def test_no_filter_takes_long_to_read(text: str, served: Running) -> None:
    began = time.monotonic()
    for name in ("actor", "source", "place", "text"):
        assert served.get("/search", params={name: text}).status_code in (200, 409, 422)
    served.get("/incidents", params={"between": "1" * 200})
    served.get("/incidents", params={"box": "1" * 200})
    served.get("/incidents", params={"as_of": "9" * 5000})

    assert time.monotonic() - began < 20


def payloads() -> list[str]:
    """Two hundred ways to put a script into a page."""
    tags = ("script", "img", "svg", "iframe", "object", "embed", "math", "video", "details", "body")
    events = ("onload", "onerror", "onclick", "onmouseover", "ontoggle", "onfocus", "onbegin", "onpageshow")
    found = [f"<{tag} {event}=alert(1)>" for tag in tags for event in events]
    found += [f'"><{tag} src=x {event}="alert(1)">' for tag in tags for event in events]
    links = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "jAvAsCrIpT:x")
    found += [f"[a]({link})" for link in links] + [f'<a href="{link}">a</a>' for link in links]
    found += ["<scr<script>ipt>alert(1)</scr</script>ipt>", "</textarea><script>alert(1)</script>"]
    found += ["<!--<img src=--><img src=x onerror=alert(1)//>", "{{7*7}}${7*7}<%= 7*7 %>", "&lt;script&gt;"]
    found += [
        "\u003cscript\u003ealert(1)",
        "<style>@import'//evil.example'</style>",
        "<base href=//evil.example>",
    ]
    found += ["<meta http-equiv=refresh content=0;url=//evil.example>", "]]><script>alert(1)</script>"]
    found += [f"<{tag}>" * 3 + "</title><script>alert(1)</script>" for tag in tags]
    found += [f"`<{tag}>` ![x](x{chr(34)} onerror=alert(1))" for tag in tags]
    found += [f"</{tag}><{tag}/onload=alert(1)//" for tag in tags]
    return list(dict.fromkeys(found))[:200]


def test_scripts_in_any_text_of_a_report_or_person_leave_as_text_alone(own: Running) -> None:
    every = payloads()
    assert len(set(every)) == 200
    lines = []
    for number, payload in enumerate(every):
        said = to_json(from_json(report(1000 + number)))
        said |= {"title": payload, "source": payload, "url": payload}
        lines.append(json.dumps(said))
    job = ended(own, sent(own, "\n".join(lines).encode(), licence="none").json()["id"], 200)
    assert (job["state"], job["failed"]) == ("done", 0)
    claim = own.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][0]
    for payload in every[:20]:
        body = {"verdict": "note", "things": [claim], "value": [payload], "reasons": [payload]}
        assert own.client.post(f"{own.main}/judgements", json=body).status_code == 201

    reports = own.get("/reports", params={"limit": "500"})
    assert {r["title"] for r in reports.json()["items"]} >= set(every)
    for path in ("/reports?limit=500", "/judgements?limit=100", "/sources?limit=500", "/search?text=report"):
        told = own.get(path)
        assert told.headers["content-type"] == "application/json"
        assert told.headers["x-content-type-options"] == "nosniff"
    page = own.get("/brief").json()["html"]
    assert "<script" not in page
    assert "onerror=" not in page.replace("&", "") or "<img" not in page


def test_cells_that_a_spreadsheet_would_run_are_text(own: Running) -> None:
    said = to_json(from_json(report(2000)))
    said |= {"title": '=HYPERLINK("http://evil.example")', "source": "+1+cmd|' /C calc'!A0"}
    assert ended(own, sent(own, json.dumps(said).encode()).json()["id"])["added"] == 1
    table = own.get("/export/reports", params={"format": "csv"}).text

    assert "'=HYPERLINK" in table
    assert "'+1+cmd" in table


def test_errors_tell_no_folder_of_the_server(own: Running) -> None:
    record = own.service.records["main"]
    folder = record.rsplit("/", 1)[0]
    told = [
        own.get("/things/nope"),
        own.get("/incidents", params={"as_of": "x"}),
        own.client.get(f"{own.address}/api/nope"),
        own.client.post(f"{own.main}/jobs", json={"url": "http://127.0.0.1/"}),
    ]

    for one in told:
        assert folder not in one.text
        assert "Traceback" not in one.text


def test_whoever_asks_too_much_is_told_to_wait(small: Any, tmp_path: Any) -> None:
    from tests.web.conftest import copied
    from tests.web.running import running

    from servanda.web.config import Bounds, Service

    service = Service(records={"main": str(copied(small, tmp_path))}, bounds=Bounds(reads="3/minute"))
    with running(service) as one:
        found = [one.get("/judgements") for _ in range(5)]

        assert sorted(f.status_code for f in found) == [200, 200, 200, 429, 429]
        last = found[-1]
        assert last.json()["code"] == "W005"
        assert 1 <= int(last.headers["retry-after"]) <= 60
        assert one.client.get(f"{one.address}/healthz").status_code == 200
