"""Between the routes of a record and whoever may not see names: every answer passes here, whatever made it.

Answers that are JSON, tables, texts or streams of events are shown with masks and aliases; one of any other
kind is not shown at all. In what comes in, aliases and cursors are turned back into what they stand for.
Problems tell only what their code means, for their words may repeat what was asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from anyio import to_thread

from servanda.api.hiding import BLOCK, may_hold
from servanda.errors import CATALOGUE, ServandaError
from servanda.web.config import PREFIX
from servanda.web.people.hidden import NOTHING, Hidden
from servanda.web.problems import MEDIA_TYPE, problem, told

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Looks = Callable[["Scope", str], Hidden | None]
"""What is hidden from who asks, in the record of this id; ``None`` if nothing is, or he is nobody there."""

_RECORD: Final = re.compile(rf"{PREFIX}/records/([^/]+)(/.*)?")
_BY_REPORT: Final = re.compile(
    rf"^({PREFIX}/records/[^/]+/(?:reports|things)/)(.+?)((?:/explain)?)$", re.DOTALL
)
"""The address of what may be a report; ids may hold slashes."""
_FREE: Final = frozenset({"text", "actor", "source", "place"})
"""Parameters that are words, not ids: filters know what is hidden."""
_TEXTS: Final = ("text/csv", "text/markdown", "text/plain", "text/html")
_STREAM: Final = "text/event-stream"
_EMPTY: Final = frozenset({204, 304})
_UNTOUCHED: Final = frozenset({b"content-type", b"etag", b"set-cookie", b"content-length"})


class Veil:
    """The layer around the routes."""

    def __init__(self, app: ASGIApp, looks: Looks) -> None:
        self._app = app
        self._looks = looks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer as it may be shown."""
        found = _RECORD.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        try:
            hidden = await to_thread.run_sync(self._looks, scope, found[1])
        except ServandaError as error:  # rather nothing than too much
            await told(error, scope.get("servanda.id", ""))(scope, receive, send)
            return
        if hidden is None or not hidden.unseen:
            await self._app(scope, receive, send)
            return
        inside = _Inside(hidden, scope)
        body = await inside.body(receive)
        if body is None:
            words = f"the letter {BLOCK} stands for what is hidden and cannot be written"
            await problem("W001", words, request_id=scope.get("servanda.id", ""))(scope, receive, send)
            return
        await self._app(inside.scope(), body, _Outside(hidden, scope, send))


class _Inside:
    """A request on its way in."""

    def __init__(self, hidden: Hidden, scope: Scope) -> None:
        self._hidden = hidden
        self._scope = scope

    def scope(self) -> Scope:
        """The request with ids and cursors as the routes know them."""
        path = _BY_REPORT.sub(lambda m: m[1] + self._hidden.meant(m[2]) + m[3], self._scope["path"])
        query = urlencode(
            [self._pair(*pair) for pair in _pairs(self._scope["query_string"])], quote_via=quote
        )
        return {
            **self._scope,
            "path": path,
            "raw_path": quote(path).encode(),
            "query_string": query.encode() if self._scope["query_string"] else b"",
        }

    def _pair(self, name: str, value: str) -> tuple[str, str]:
        if name == "cursor":
            return name, self._hidden.sealer.open(value)
        if name in _FREE:
            return name, value
        if may_hold(self._hidden.unseen, value):  # an author, say, who has the name that is hidden
            return name, NOTHING
        return name, ",".join(self._hidden.meant(one) for one in value.split(","))

    async def body(self, receive: Receive) -> Receive | None:
        """What comes in, with ids that the routes know; ``None`` if it writes masks into the record."""
        headers = dict(self._scope["headers"])
        if b"json" not in headers.get(b"content-type", b"").lower():
            return receive
        parts, message = [], await receive()
        while message["type"] == "http.request":
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                break
            message = await receive()
        raw = b"".join(parts)
        try:
            said = json.loads(raw)
        except (ValueError, RecursionError):
            said = None
        if said is not None:
            if BLOCK in json.dumps(said, ensure_ascii=False):
                return None
            raw = json.dumps(self._meant(said), ensure_ascii=False).encode("utf-8", "surrogatepass")
            length = (b"content-length", str(len(raw)).encode())
            kept = [pair for pair in self._scope["headers"] if pair[0] != b"content-length"]
            self._scope = {**self._scope, "headers": [*kept, length]}
        return _once(raw, receive)

    def _meant(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, str):
            return self._hidden.reports.get(value, value)
        if isinstance(value, list):
            return [self._meant(one) for one in value]
        if isinstance(value, dict):
            return {
                key: [self._hidden.meant(v) if isinstance(v, str) else v for v in one]
                if key == "things" and isinstance(one, list)
                else self._hidden.meant(one)
                if key == "thing" and isinstance(one, str)
                else self._meant(one)
                for key, one in value.items()
            }
        return value


def _pairs(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace")


def _once(raw: bytes, receive: Receive) -> Receive:
    sent = False

    async def received() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": raw, "more_body": False}

    return received


class _Outside:
    """An answer on its way out."""

    def __init__(self, hidden: Hidden, scope: Scope, send: Send) -> None:
        self._hidden = hidden
        self._scope = scope
        self._send = send
        self._start: dict[str, Any] = {}
        self._kind = ""
        self._waiting = b""
        self._started = False

    async def __call__(self, message: Message) -> None:
        """Send a message on, when it is known what it may say."""
        if message["type"] == "http.response.start":
            self._start = dict(message)
            self._kind = _kind_of(message)
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._waiting += message.get("body", b"")
        more = bool(message.get("more_body"))
        if self._kind in (*_TEXTS, _STREAM):
            await self._stream(more=more)
        elif not more:
            await self._whole()

    async def _whole(self) -> None:
        """JSON, when all of it is there."""
        status = self._start["status"]
        raw = self._waiting
        if status in _EMPTY or not raw:
            await self._begin(None)
        elif self._kind == MEDIA_TYPE:
            raw = _problem(raw)
            await self._begin(len(raw))
        elif self._kind.endswith("json"):
            raw = self._json(raw)
            await self._begin(len(raw))
        else:
            detail = "this kind of answer is not for those from whom names are hidden"
            answer = problem("W007", detail, request_id=self._scope.get("servanda.id", ""))
            self._start = {
                "type": "http.response.start",
                "status": answer.status_code,
                "headers": answer.raw_headers,
            }
            raw = bytes(answer.body)
            await self._begin(len(raw))
        await self._send({"type": "http.response.body", "body": raw, "more_body": False})

    def _json(self, raw: bytes) -> bytes:
        text = raw.decode("utf-8", "replace")
        if '"cursor"' not in text and not may_hold(self._hidden.unseen, text):
            return raw
        shown = self._hidden.shown(json.loads(text))
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    async def _stream(self, *, more: bool) -> None:
        """Lines as they come, but no row or event in halves, for a name may lie on both sides."""
        end = len(self._waiting) if not more else self._whole_until()
        ready, self._waiting = self._waiting[:end], self._waiting[end:]
        if not self._started:
            await self._begin(None)
        if ready or not more:
            shown = self._hidden.shown(ready.decode("utf-8", "replace")) if ready else ""
            await self._send({"type": "http.response.body", "body": shown.encode(), "more_body": more})

    def _whole_until(self) -> int:
        if self._kind == _STREAM:
            return self._waiting.rfind(b"\n\n") + 2 if b"\n\n" in self._waiting else 0
        if self._kind == "text/csv" and self._waiting.endswith(b"\n") and self._waiting.count(b'"') % 2 == 0:
            return len(self._waiting)
        return 0

    async def _begin(self, length: int | None) -> None:
        """Send the head; what its lines say is shown as the body is."""
        headers = [(name, self._line(name, value)) for name, value in self._start.get("headers", ())]
        kept = [pair for pair in headers if pair[0].lower() != b"content-length"]
        if length is not None:
            kept.append((b"content-length", str(length).encode()))
        self._started = True
        await self._send({**self._start, "headers": kept})

    def _line(self, name: bytes, value: bytes) -> bytes:
        if name.lower() in _UNTOUCHED:
            return value
        text = value.decode("latin-1")
        for one, alias in self._hidden.aliases.items():
            text = text.replace(quote(one), alias).replace(quote(one, safe=""), alias)
        shown: str = self._hidden.shown(text)
        return shown.encode("latin-1", "replace")


def _kind_of(message: Message) -> str:
    headers = {name.lower(): value for name, value in message.get("headers", ())}
    kind: str = headers.get(b"content-type", b"").decode("latin-1")
    return kind.partition(";")[0].strip().lower()


def _problem(raw: bytes) -> bytes:
    said = json.loads(raw)
    plain = {key: said[key] for key in ("type", "title", "status", "code", "request_id") if key in said}
    plain["detail"] = CATALOGUE.get(str(said.get("code")), "")
    return json.dumps(plain, ensure_ascii=False).encode()
