"""What every request passes before it comes to a route: an id, its host and origin, sizes, headers, rates.

Plain ASGI, so that answers that take long are sent as they are made.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from servanda.web.problems import log, problem

if TYPE_CHECKING:
    from threading import Event

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from servanda.web.config import Service

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What the page may load: its own files, and pictures that it makes itself."""

API_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}

_GIVEN_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, service: Service, stopping: Event) -> None:
        self._app = app
        self._service = service
        self._stopping = stopping
        self._hosts = hosts_of(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        number = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        scope["servanda.id"] = number
        send = _with_headers(send, scope["path"], number, self._stopping)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            code, detail = refusal
            await problem(code, detail, request_id=number)(scope, receive, send)
            return
        await self._answered(scope, self._counted(receive, headers, scope), send, number)

    async def _answered(self, scope: Scope, receive: Receive, send: Send, number: str) -> None:
        """Whatever fails inside becomes a problem, as long as nothing was sent."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except TooLarge as error:
            if not started:
                await problem("W004", error.detail, request_id=number)(scope, receive, send)
        except Exception:
            log.exception("request %s failed", number)
            if started:
                raise
            detail = "this is a bug; the server's log tells more by the request's id"
            await problem("M004", detail, request_id=number)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[str, str] | None:
        """Code and detail, if the request goes no further."""
        if len(headers.getlist("host")) != 1 or not self._known(headers["host"]):
            return "W008", "the server is not asked by a name that it has"
        origin = headers.get("origin")
        if scope["method"] not in SAFE:
            if origin is not None and not self._same(origin, headers["host"]):
                return "W008", "the request comes from a page of another site"
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return "W008", "the request comes from a page of another site"
        if (
            len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"")
            > self._service.bounds.query
        ):
            return "W004", f"an address has at most {self._service.bounds.query} bytes"
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return "W001", "Content-Length is no number"
        if int(length) > self._most(scope):
            return "W004", f"a body has at most {self._most(scope)} bytes"
        return None

    def _known(self, host: str) -> bool:
        name = _name_of(host)
        return name is not None and ("*" in self._hosts or name in self._hosts)

    def _same(self, origin: str, host: str) -> bool:
        """Whether a page at ``origin`` is ours: same name and port as we are asked by."""
        try:
            parts = urlsplit(origin)
            port = parts.port
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return False
        return parts.netloc.lower() == host.lower() or (
            port in (80, 443) and parts.hostname.lower() == host.lower()
        )

    def _most(self, scope: Scope) -> int:
        bounds = self._service.bounds
        return bounds.upload if scope["path"].endswith("/jobs") else bounds.body

    def _counted(self, receive: Receive, headers: Headers, scope: Scope) -> Receive:
        """Bodies without a length are counted while they come; one that is too large breaks off."""
        if "content-length" in headers:
            return receive
        most, seen = self._most(scope), 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > most:
                    raise TooLarge(most)
            return message

        return counted


class TooLarge(HTTPException):
    """A body that is larger than the limit, found out while it came."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"a body has at most {most} bytes")


def hosts_of(service: Service) -> frozenset[str]:
    """Names by which the server may be asked, in small letters, without ports."""
    own = {service.host.lower()}
    if _is_loopback(service.host):
        own |= _LOOPBACK
    return frozenset(own | {name.lower() for name in service.hosts})


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _name_of(host: str) -> str | None:
    """The name in a ``Host`` header, without its port; ``None`` if it is no such header."""
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?::[0-9]{1,5})?", host)
    return (found[1] or found[2]).lower() if found else None


def _with_headers(send: Send, path: str, number: str, stopping: Event) -> Send:
    api = path.startswith("/api/") or path in ("/healthz", "/readyz", "/metrics")

    async def sending(message: Any) -> None:  # noqa: ANN401 - an ASGI message
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = number
            if stopping.is_set():  # whoever keeps the connection asks nothing more over it
                headers["Connection"] = "close"
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", API_POLICY if api else PAGE_POLICY)
            if api:
                headers.add_vary_header("Cookie, Authorization")
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
