"""Bad input and bad luck: a clear problem each, and the server stays up."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.record.conftest import server as server  # noqa: PLC0414 - the fixture
from tests.record.recorded import fed, made
from tests.record.server import Server
from tests.web.running import Running, running

from servanda.web.config import Bounds, Service

FORM = "multipart/form-data; boundary=xyz"
HEAD = b" HTTP/1.1\r\nHost: localhost\r\n"


def raw(running: Running, data: bytes, *, shut: bool = True) -> bytes:
    """What the server answers to bytes as they are."""
    at = urlsplit(running.address)
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as connection:
        connection.sendall(data)
        if shut:
            connection.shutdown(socket.SHUT_WR)
        found = b""
        while piece := connection.recv(65536):
            found += piece
    return found


def alive(running: Running) -> bool:
    return running.get("/overview").json()["counts"]["reports"] > 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (b"--xyz\r\n", FORM),
        (b"no boundary at all", FORM),
        (
            b"--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--",
            FORM,
        ),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "b" * 300),
        (
            b'--xyz\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--xyz--\r\n',
            FORM,
        ),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"url": 1}', "application/json"),
        (b"[" * 100_000, "application/json"),
    ],
    ids=range(12),
)
def test_broken_uploads_are_told(body: bytes, kind: str, served: Running) -> None:
    told = served.client.post(f"{served.main}/jobs", content=body, headers={"Content-Type": kind})

    assert (told.status_code, told.json()["code"]) == (422, "W001"), told.text
    assert alive(served)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/zip", ""])
def test_bodies_of_another_kind_are_refused(kind: str, served: Running) -> None:
    told = served.client.post(f"{served.main}/jobs", content=b"x", headers={"Content-Type": kind})

    assert (told.status_code, told.json()["code"]) == (415, "W011")


def test_a_compressed_body_is_not_unpacked(served: Running) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    told = served.client.post(f"{served.main}/jobs", content=b"\x1f\x8b", headers=headers)

    assert (told.status_code, told.json()["code"]) == (415, "W011")


def test_an_upload_that_ends_in_the_middle_leaves_nothing(served: Running) -> None:
    head = "POST /api/v1/records/main/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    raw(served, f"{head}Content-Type: multipart/form-data; boundary=xyz\r\n\r\n--xyz\r\n".encode())

    assert alive(served)


def test_uploads_and_bodies_have_limits(small: Path, tmp_path: Path) -> None:
    from tests.web.conftest import copied

    bounds = Bounds(upload=5000, body=500)
    with running(Service(records={"main": str(copied(small, tmp_path))}, bounds=bounds)) as one:
        upload = one.client.post(f"{one.main}/jobs", files={"file": ("a.txt", b"x" * 6000)})
        body = one.client.post(f"{one.main}/judgements", json={"verdict": "note", "value": ["x" * 600]})
        pieces = iter([b"x" * 300] * 4)
        counted = one.client.post(f"{one.main}/judgements", content=pieces)
        many = one.client.post(f"{one.main}/jobs", files=[("file", (f"{n}.txt", b"x")) for n in range(101)])

        assert [f.status_code for f in (upload, body, counted)] == [413, 413, 413]
        assert {f.json()["code"] for f in (upload, body, counted)} == {"W004"}
        assert many.status_code in (413, 422)
        assert alive(one)


def test_a_query_of_a_megabyte_is_refused(served: Running) -> None:
    query = b"text=" + b"a" * 1_000_000
    found = raw(
        served,
        b"GET /api/v1/records/main/search?" + query + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        shut=False,
    )

    assert found.split(b" ")[1] in (b"400", b"413", b"414", b"431")
    told = served.get("/search", params={"text": "a" * 20_000})
    assert (told.status_code, told.json()["code"]) == (413, "W004")
    assert alive(served)


def test_a_hundred_thousand_filters_are_refused(served: Running) -> None:
    query = b"&".join(b"actor=a%d" % n for n in range(100_000))
    found = raw(
        served,
        b"GET /api/v1/records/main/incidents?" + query + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        shut=False,
    )
    some = served.client.get(f"{served.main}/incidents?" + "&".join(f"actor=a{n}" for n in range(1000)))

    assert found.split(b" ")[1] in (b"400", b"413", b"414", b"431")
    assert (some.status_code, some.json()["code"]) == (422, "W001")
    assert alive(served)


@pytest.mark.parametrize(
    "line",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00\x01\x02",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
        b"POST /api/v1/records/main/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /healthz" + HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
    ids=range(7),
)
def test_what_is_no_request_ends_the_connection_alone(line: bytes, served: Running) -> None:
    found = raw(served, line)

    assert not found or found.split(b" ")[1][:1] == b"4" or b"HTTP/1.1 200" in found
    assert alive(served)


@pytest.mark.parametrize("cursor", ["abc", "aW5jaWRlbnRz", "A" * 2000, "0"])
def test_an_unknown_cursor_is_told(cursor: str, served: Running) -> None:
    told = served.get("/incidents", params={"cursor": cursor})

    assert (told.status_code, told.json()["code"]) == (404, "R014")


def test_a_cursor_of_another_listing_is_told(served: Running) -> None:
    cursor = served.get("/incidents", params={"limit": "1"}).json()["cursor"]
    told = served.get("/figures", params={"cursor": cursor})

    assert (told.status_code, told.json()["code"]) == (404, "R014")


def test_pages_stay_right_while_the_record_grows(own: Running) -> None:
    first = own.get("/reports", params={"limit": "20"}).json()
    before = [r["id"] for r in own.get("/reports", params={"limit": "500"}).json()["items"]]
    record = own.service.records["main"]
    fed(record, made(90)[60:]).close()  # some stand before the cursor, some behind
    rest, cursor = [], first["cursor"]
    while cursor:
        page = own.get("/reports", params={"limit": "20", "cursor": cursor}).json()
        rest += [r["id"] for r in page["items"]]
        cursor = page["cursor"]
    seen = [*(r["id"] for r in first["items"]), *rest]

    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


def test_a_record_that_is_deleted_under_the_server(own: Running) -> None:
    path = Path(own.service.records["main"])
    kept = path.with_name("elsewhere")
    assert alive(own)
    path.rename(kept)
    gone = own.get("/overview")
    listed = own.client.get(f"{own.api}/records").json()["records"][0]
    ready = own.client.get(f"{own.address}/readyz")
    health = own.client.get(f"{own.address}/healthz")
    job = own.client.post(f"{own.main}/jobs", files={"file": ("a.txt", b"text")})

    assert (gone.status_code, gone.json()["code"]) == (503, "R001")
    assert int(gone.headers["retry-after"]) > 0
    assert listed["problem"] == "R001"
    assert (ready.status_code, health.status_code, job.status_code) == (503, 200, 503)
    kept.rename(path)
    assert alive(own)


def test_another_record_in_its_place_is_seen(own: Running, tmp_path: Path) -> None:
    path = Path(own.service.records["main"])
    other = tmp_path / "other.record"
    fed(str(other), made(5)).close()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    for file in tmp_path.glob("other.record*"):
        file.rename(path.with_name(file.name.replace("other.record", path.name)))

    assert own.get("/overview").json()["counts"]["reports"] == 5


def test_a_file_that_is_no_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.record"
    path.write_text("this is no database, " * 100)
    with running(Service(records={"main": str(path)})) as one:
        told = one.get("/overview")

        assert (told.status_code, told.json()["code"]) == (503, "R001")
        assert str(tmp_path) not in told.text


def test_a_link_to_a_claim_that_was_merged_leads_on(own: Running) -> None:
    """A group's id stays good when a person has joined the group to another."""
    (one, other, *_) = [i["id"] for i in own.get("/incidents", params={"limit": "5"}).json()["items"]]
    body = {"verdict": "same", "things": [one, other], "reasons": ["a test says so"]}
    made = own.client.post(f"{own.main}/judgements", json=body)

    assert made.status_code == 201, made.text
    into = made.json()["into"]
    gone = other if into == one else one
    told = own.get(f"/things/{gone}")
    assert told.status_code == 200, told.text
    assert told.json()["thing"]["id"] == into
    assert gone in told.json()["moved"]


@pytest.mark.parametrize("id_", ["%00", "%10%C2%94", "%00abcdef", "J-%00"])
def test_what_no_store_can_hold_is_no_id(
    id_: str, served: Running, on_server: tuple[Running, Server]
) -> None:
    for one in (served, on_server[0]):
        for path in ("things", "reports"):
            told = one.client.get(f"{one.main}/{path}/{id_}")

            assert (told.status_code, told.json()["code"]) == (404, "R007"), told.text


def test_a_rejected_claim_is_still_shown_by_its_id(own: Running) -> None:
    claim = own.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][0]
    body = {"verdict": "reject", "things": [claim], "reasons": ["a test says so"]}
    assert own.client.post(f"{own.main}/judgements", json=body).status_code == 201

    told = own.get(f"/things/{claim}").json()
    assert told["thing"]["id"] == claim
    assert told["judgements"][0]["verdict"] == "reject"


def test_two_who_correct_the_same_at_once_are_both_kept(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = own.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][0]
    door = own.server.config.app.state.door
    names = iter(["Ada", "Ben"])
    base = door._caller

    def caller(request: object) -> object:
        from dataclasses import replace

        return replace(base, name=next(names)) if getattr(request, "method", "") == "POST" else base

    monkeypatch.setattr(door, "caller", caller)
    bodies = [
        {
            "verdict": "correct",
            "things": [claim],
            "field": "place",
            "value": [where],
            "reasons": ["I was there"],
        }
        for where in ("Here", "There")
    ]
    first, second = (own.client.post(f"{own.main}/judgements", json=body) for body in bodies)

    assert (first.status_code, second.status_code) == (201, 201)
    assert not first.json()["conflict"]
    assert second.json()["conflict"]
    assert [j["author"] for j in second.json()["others"]] == ["Ada"]
    kept = own.get("/judgements", params={"about": claim}).json()["items"]
    assert [one["judgement"]["author"] for one in kept] == ["Ben", "Ada"]
    assert all(one["undone_by"] is None for one in kept)


@pytest.fixture
def on_server(server: Server, tmp_path: Path) -> Iterator[tuple[Running, Server]]:
    """A record on PostgreSQL, served."""
    address = server.new_schema(f"web_{tmp_path.name[-20:].replace('-', '_')}")
    fed(address, made(10)).close()
    with running(Service(records={"main": address})) as one:
        yield one, server


def test_postgresql_that_goes_away_and_comes_back(on_server: tuple[Running, Server]) -> None:
    one, server = on_server
    assert alive(one)
    server.stop()
    try:
        gone = one.get("/incidents")
        judged = one.client.post(
            f"{one.main}/judgements", json={"verdict": "note", "things": ["x"], "value": ["x"]}
        )
        health = one.client.get(f"{one.address}/healthz")
    finally:
        server.start()

    assert (gone.status_code, gone.json()["code"]) == (503, "R005")
    assert int(gone.headers["retry-after"]) > 0
    assert judged.status_code == 503
    assert health.status_code == 200
    assert alive(one)
    assert one.client.get(f"{one.address}/readyz").status_code == 200
