"""Ingestion by upload and address, in a process of its own, with its progress."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx2
import pytest
from tests.record.reports import report
from tests.web.running import Running

from servanda.model.json import from_json, to_json
from servanda.web.uploads import plain_name


def codings(first: int, count: int) -> bytes:
    """Made-up codings, which need no model to be added."""
    return "".join(
        json.dumps(to_json(from_json(report(n)))) + "\n" for n in range(first, first + count)
    ).encode()


def ended(own: Running, job: str, seconds: float = 60) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found: dict[str, Any] = own.get(f"/jobs/{job}").json()
        if found["state"] not in ("waiting", "running"):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def sent(own: Running, data: bytes, name: str = "some.jsonl", **fields: str) -> httpx2.Response:
    return own.client.post(f"{own.main}/jobs", files={"file": (name, data)}, data=fields)


def events(own: Running, path: str, last: str, seconds: float = 60) -> list[tuple[str, Any]]:
    """Events of a stream until one of this name."""
    found: list[tuple[str, Any]] = []
    with own.client.stream("GET", f"{own.main}{path}", timeout=seconds) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                found.append((name, json.loads(line[6:])))
                if name == last:
                    return found
    return found


def test_a_licence_that_a_program_left_empty_is_none(own: Running) -> None:
    told = sent(own, codings(0, 1), licence="null")

    assert (told.status_code, told.json()["code"]) == (422, "W001")
    assert "leave the field out" in told.json()["detail"]


def test_an_upload_is_read_and_the_record_grows(own: Running) -> None:
    before = own.get("/overview").json()["counts"]["reports"]
    made = sent(own, codings(0, 5), licence="CC BY 4.0", redistributable="true")

    assert made.status_code == 202, made.text
    assert made.headers["location"].endswith(made.json()["id"])
    job = ended(own, made.json()["id"])
    assert (job["state"], job["added"], job["failed"]) == ("done", 5, 0)
    assert job["claims"] > 0
    assert own.get("/overview").json()["counts"]["reports"] == before + 5
    shown = own.get(f"/reports/{report(0)['id']}").json()
    assert shown["report"]["licence"] == "CC BY 4.0"
    assert shown["report"]["redistributable"] is True


def test_progress_is_told_as_events(own: Running) -> None:
    job = sent(own, codings(0, 4)).json()["id"]
    found = events(own, f"/jobs/{job}/events", "end")

    states = [data["state"] for name, data in found if name == "job"]
    assert states[-1] == "done"
    assert [name for name, _ in found][-1] == "end"
    assert found[-2][1]["added"] == 4


def test_whoever_watches_a_record_is_told_that_it_grew(own: Running) -> None:
    import threading

    found: list[Any] = []

    def watch() -> None:
        with own.client.stream("GET", f"{own.main}/changes", timeout=30) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    found.append(json.loads(line[6:])["head"])
                if len(found) == 2:
                    return

    watching = threading.Thread(target=watch)
    watching.start()
    until = time.monotonic() + 20
    while not found and time.monotonic() < until:
        time.sleep(0.05)
    sent(own, codings(0, 2))
    watching.join(40)

    assert len(set(found)) == 2
    assert own.get("/overview").json()["head"] == found[-1]


def test_what_cannot_be_read_is_named_with_its_reason(own: Running) -> None:
    job = ended(own, sent(own, b"PK\x03\x04 not a report", "archive.zip").json()["id"])

    assert job["state"] == "failed"
    assert job["code"][0] == "I"
    assert job["failures"][0]["code"] == "I004"
    assert "/" not in job["failures"][0]["where"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:22/",
        "http://[::1]/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_addresses_of_this_network_are_not_fetched(url: str, served: Running) -> None:
    made = served.client.post(f"{served.main}/jobs", json={"url": url})

    assert made.status_code == 202, made.text
    job = ended(served, made.json()["id"])
    assert (job["state"], job["added"]) == ("failed", 0)
    assert {one["code"] for one in job["failures"]} <= {"I010", "I011"}
    assert job["failures"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "ftp://x.example/", "http://a b/", ""])
def test_what_is_no_web_address_is_refused(url: str, served: Running) -> None:
    made = served.client.post(f"{served.main}/jobs", json={"url": url})

    assert (made.status_code, made.json()["code"]) in ((422, "W001"), (403, "I010"))


def test_a_name_and_password_in_an_address_are_refused(served: Running) -> None:
    made = served.client.post(f"{served.main}/jobs", json={"url": "http://user:secret@news.example/"})

    assert (made.status_code, made.json()["code"]) == (403, "I010")


def test_a_job_can_be_stopped_and_those_behind_it_go_on(own: Running) -> None:
    first = sent(own, codings(0, 40)).json()["id"]
    second = sent(own, codings(500, 2)).json()["id"]
    third = sent(own, codings(600, 2)).json()["id"]
    gone = own.client.delete(f"{own.main}/jobs/{second}").json()
    own.client.delete(f"{own.main}/jobs/{first}")

    assert gone["state"] == "cancelled"
    assert ended(own, first)["state"] in ("cancelled", "done")
    assert ended(own, third)["added"] == 2
    assert ended(own, second)["added"] == 0
    assert own.client.delete(f"{own.main}/jobs/{third}").json()["state"] == "done"


def test_readers_are_answered_while_a_job_runs(own: Running) -> None:
    job = sent(own, codings(0, 25)).json()["id"]
    waits = []
    while own.get(f"/jobs/{job}").json()["state"] in ("waiting", "running"):
        began = time.monotonic()
        assert own.get("/incidents", params={"limit": "5"}).status_code == 200
        waits.append(time.monotonic() - began)

    assert waits
    assert sorted(waits)[len(waits) // 2] < 2


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd-1"),
        ("C:\\temp\\report.HTML", "report-1.html"),
        ("a b\x00c.pdf", "a-b-c-1.pdf"),
        ("", "report-1"),
        ("..", "report-1"),
        ("x" * 300 + ".txt", "x" * 60 + "-1.txt"),
        ("доклад.txt", "доклад-1.txt"),
        (".htaccess", "htaccess-1"),
    ],
)
def test_names_of_files_lead_nowhere(given: str, plain: str) -> None:
    assert plain_name(given, 1) == plain
