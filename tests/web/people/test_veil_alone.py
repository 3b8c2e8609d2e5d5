"""The veil around an application that answers in every way there is, well-behaved and not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest

from servanda.errors import RequestError
from servanda.model.unseen import Unseen
from servanda.web.people.hidden import NOTHING, Hidden, Sealer
from servanda.web.people.veil import Veil

NAME = "Tamar Olusanya"
MASK = "█████████████1"
REPORT, ALIAS = "olusanya-held.html", "H-00000000000000aa"
HIDDEN = Hidden(
    Unseen(((1, (NAME, "Olusanya")),)), {REPORT: ALIAS}, {ALIAS: REPORT}, Sealer(b"a secret of the tests" * 2)
)


def ask(
    chunks: Iterable[bytes],
    kind: str = "application/json",
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    path: str = "/api/v1/records/one/incidents",
    query: str = "",
    body: bytes = b"",
    sent: str = "",
    looks: Any = lambda *_: HIDDEN,
) -> tuple[int, dict[str, str], list[bytes], dict[str, Any]]:
    """Status, head and pieces of the answer, and what the application saw."""
    seen: dict[str, Any] = {}
    answer: list[dict[str, Any]] = []
    parts = list(chunks)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.update(
            path=scope["path"], query=scope["query_string"].decode(), body=(await receive()).get("body")
        )
        seen["headers"] = dict(scope["headers"])
        head = {"content-type": kind, "content-length": "7", **(headers or {})}
        raw = [(k.encode(), v.encode("latin-1")) for k, v in head.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        for number, part in enumerate(parts or [b""]):
            more = number < len(parts) - 1
            await send({"type": "http.response.body", "body": part, "more_body": more})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        answer.append(message)

    scope = {
        "type": "http",
        "method": "POST" if body else "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"content-type", sent.encode())] if sent else [],
    }
    asyncio.run(Veil(app, looks)(scope, receive, send))
    head = {k.decode(): v.decode("latin-1") for k, v in answer[0]["headers"]}
    return answer[0]["status"], head, [m["body"] for m in answer[1:]], seen


def test_json_is_shown_with_masks_in_values_and_names() -> None:
    said = {"a": [NAME, 7, None, {"Olusanya": f"x {NAME}"}], "report": REPORT, "cursor": "plain", "n": True}
    raw = json.dumps(said).encode()
    status, head, body, _ = ask([raw[:9], raw[9:40], raw[40:]])
    shown = json.loads(b"".join(body))
    assert status == 200
    assert shown["a"] == [MASK, 7, None, {"███████1": f"x {MASK}"}]
    assert shown["report"] == ALIAS
    assert HIDDEN.sealer.open(shown["cursor"]) == "plain"
    assert head["content-length"] == str(len(b"".join(body)))


def test_names_behind_escapes_of_json() -> None:
    hidden = Hidden(Unseen(((1, ("Zoë Müller",)),)), {}, {}, HIDDEN.sealer)
    raw = json.dumps({"value": json.dumps(["Zoë Müller"]), "text": "Zoë\nMüller"}).encode()
    body = b"".join(ask([raw], looks=lambda *_: hidden)[2]).decode()
    assert "ller" not in body
    assert json.loads(body)["text"] == "█████████1"


def test_what_holds_no_name_stays_byte_for_byte() -> None:
    raw = b'{ "a" : "the gate\\u0021",  "b": 1.50 }'
    assert b"".join(ask([raw])[2]) == raw


@pytest.mark.parametrize(
    "kind", ["text/csv", "text/csv; charset=utf-8", "text/markdown", "text/plain", "text/html"]
)
def test_texts_are_shown_with_masks_wherever_they_are_cut(kind: str) -> None:
    text = f'id,words\r\n1,"said {NAME},\nand Tamar\nOlusanya"\r\n2,{REPORT}\r\n'.encode()
    for cut in range(1, len(text)):
        shown = b"".join(ask([text[:cut], text[cut:]], kind)[2]).decode()
        assert "lusanya" not in shown, cut
        assert shown.count("1") == text.decode().count("1") + 2
        assert ALIAS in shown


def test_events_go_on_at_once_and_whole() -> None:
    events = [
        b": still here\n\n",
        f"event: job\ndata: {json.dumps({'file': NAME})}\n\n".encode(),
        b'event: job\ndata: {"file": "Tamar ',
        b'Olusanya"}\n\nevent: end\n',
        b"data: {}\n\n",
    ]
    _, head, body, _ = ask(events, "text/event-stream")
    assert "content-length" not in head
    assert body[0] == events[0], "not held back"
    assert "lusanya" not in b"".join(body).decode()
    assert b"".join(body).decode().count(MASK) == 2
    assert b"".join(body).endswith(b"event: end\ndata: {}\n\n")


def test_other_kinds_are_not_sent() -> None:
    for kind in ("application/octet-stream", "image/png", "", "application/x-servanda"):
        status, head, body, _ = ask([b"\x00Tamar", b" Olusanya"], kind)
        assert status == 403
        assert head["content-type"] == "application/problem+json"
        assert b"lusanya" not in b"".join(body)
    assert ask([], "", status=304)[0] == 304
    assert ask([], "image/png", status=204)[0] == 204


def test_problems_tell_what_their_code_means_and_nothing_else() -> None:
    said = {
        "type": "t",
        "title": "t",
        "status": 404,
        "code": "R007",
        "detail": f"no {NAME}",
        "errors": [NAME],
        "request_id": "7",
    }
    status, _, body, _ = ask([json.dumps(said).encode()], "application/problem+json", status=404)
    shown = json.loads(b"".join(body))
    assert (status, shown["detail"]) == (404, "no such thing in this record")
    assert set(shown) == {"type", "title", "status", "code", "detail", "request_id"}


def test_heads_are_shown_as_bodies_are() -> None:
    headers = {
        "location": f"/api/v1/records/one/reports/{REPORT}",
        "content-disposition": f'attachment; filename="{NAME}.csv"',
        "link": "</x/Tamar%20Olusanya>; rel=next",
        "etag": 'W/"olusanya"',
        "set-cookie": "a=b",
    }
    head = ask([b"{}"], headers=headers)[1]
    assert head["location"] == f"/api/v1/records/one/reports/{ALIAS}"
    assert "lusanya" not in head["content-disposition"] + head["link"]
    assert head["etag"] == 'W/"olusanya"', "a hash, which is not to be changed"


def test_what_comes_in_means_what_the_routes_know() -> None:
    sealed = HIDDEN.sealer.seal("2024-x")
    seen = ask(
        [b"{}"],
        path=f"/api/v1/records/one/reports/{ALIAS}",
        query=f"cursor={sealed}&about={ALIAS}&text={ALIAS}&x=a,{ALIAS}&e=",
    )[3]
    assert seen["path"] == f"/api/v1/records/one/reports/{REPORT}"
    assert seen["query"] == f"cursor=2024-x&about={REPORT}&text={ALIAS}&x=a%2C{REPORT}&e="
    slashed = Hidden(HIDDEN.unseen, {"a/olusanya/b": ALIAS}, {ALIAS: "a/olusanya/b"}, HIDDEN.sealer)
    for tail in ("", "/explain"):
        path = f"/api/v1/records/one/things/{ALIAS}{tail}"
        told = ask([b"{}"], path=path, looks=lambda *_: slashed)[3]["path"]
        assert told == f"/api/v1/records/one/things/a/olusanya/b{tail}"
        path = f"/api/v1/records/one/things/a/olusanya/b{tail}"
        told = ask([b"{}"], path=path, looks=lambda *_: slashed)[3]["path"]
        assert told == f"/api/v1/records/one/things/{NOTHING}{tail}"
    assert ask([b"{}"], query="author=Tamar%20Olusanya&x=ann")[3]["query"] == f"author={NOTHING}&x=ann"
    for guess in (REPORT, REPORT.upper(), "olusan", "olusanya-"):
        assert ask([b"{}"], path=f"/api/v1/records/one/things/{guess}")[3]["path"].endswith(NOTHING)
        assert ask([b"{}"], query=f"about={guess}")[3]["query"] == f"about={NOTHING}"
    assert ask([b"{}"], path="/api/v1/records/one/things/olusa")[3]["path"].endswith("/olusa"), (
        "stands for nothing"
    )


def test_bodies_that_come_in() -> None:
    raw = json.dumps(
        {"things": [ALIAS, REPORT], "thing": ALIAS, "value": [ALIAS, "é"], "reasons": [REPORT]}
    ).encode()
    seen = ask([b"{}"], body=raw, sent="application/json")[3]
    said = json.loads(seen["body"])
    assert said == {"things": [REPORT, NOTHING], "thing": REPORT, "value": [REPORT, "é"], "reasons": [REPORT]}
    assert seen["headers"][b"content-length"] == str(len(seen["body"])).encode()
    status, _, body, seen = ask(
        [b"{}"], body=json.dumps({"value": ["██1"]}).encode(), sent="application/json"
    )
    assert (status, seen, b"W001" in b"".join(body)) == (422, {}, True)
    for odd in (b"{not json", b"[" * 100_000):
        assert ask([b"{}"], body=odd, sent="application/json")[3]["body"] == odd


def test_who_sees_names_and_other_addresses_are_not_touched() -> None:
    raw = json.dumps({"a": NAME, "cursor": "x"}).encode()
    assert b"".join(ask([raw], looks=lambda *_: None)[2]) == raw
    for path in ("/api/v1/records", "/api/v1/session", "/healthz", "/api/v1/recordsx/one"):
        assert b"".join(ask([raw], path=path)[2]) == raw


def test_if_it_is_not_known_what_is_hidden_nothing_is_shown() -> None:
    def fails(*_: object) -> None:
        raise RequestError("W010", "the record is away")

    status, _, body, seen = ask([b'{"a": "Tamar Olusanya"}'], looks=fails)
    assert (status, seen) == (503, {})
    assert b"lusanya" not in b"".join(body)


def test_sealed_cursors_are_the_same_every_time_and_cannot_be_forged() -> None:
    one, other = Sealer(b"one"), Sealer(b"other")
    assert one.seal("x") == one.seal("x") != other.seal("x")
    assert one.open(one.seal("ü\x02y")) == "ü\x02y"
    for forged in (other.seal("x"), one.seal("x")[:-1] + "A", "", "é", "A" * 5000):
        assert one.open(forged) == "none"
