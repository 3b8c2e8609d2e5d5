"""Fetching one address: public hosts only, at the very address that was checked; robots heeded."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from servanda.errors import InputError
from servanda.intake.addresses import Resolver, is_public, resolve
from servanda.intake.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from httpx2 import Client, Response

_PORTS: Final = {"http": 80, "https": 443}
_READABLE: Final = (
    "text/",
    "application/xhtml+xml",
    "application/pdf",
    "application/json",
    "application/x-ndjson",
    "application/jsonl",
    "application/xml",
)
_ROBOTS_BYTES: Final = 512 * 1024
_REDIRECTS: Final = (301, 302, 303, 307, 308)


def default_user_agent() -> str:
    """The name we go by on the web; sites may address it in their robots.txt as ``Servanda``."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to load

    try:
        number = version("servanda")
    except PackageNotFoundError:
        number = "0"
    return f"Servanda/{number} (+https://servanda.example/robot)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: its bytes, the address after redirects, and what the server says they are."""

    data: bytes
    url: str
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """How pages are fetched.

    Attributes:
        limits: bytes, seconds and redirects of one fetch.
        user_agent: our name to servers and in robots.txt.
        resolver: from a name to its addresses.
        permit: whether an address may be connected to. Anything but the default is for tests with a server of
            their own.
    """

    limits: Limits = DEFAULT_LIMITS
    user_agent: str = field(default_factory=default_user_agent)
    resolver: Resolver = resolve
    permit: Callable[[str], bool] = is_public

    def fetch(self, url: str) -> Page:
        """Fetch a page or file.

        Every hop is checked anew: scheme, host, each address the name has, robots.txt. The connection is made
            to the
        very address that was checked, so a name that changes its answer gains nothing. No proxy is used and
        no cookie kept.

        Raises:
            InputError: I010 if the address is not allowed, I011 if it cannot be fetched, I005 if the body is
                too large, I016 if it takes too long, I004 if what comes is neither text, HTML, JSON nor PDF.
        """
        check_url(url)
        import httpx2  # noqa: PLC0415 - only addresses need it

        deadline = time.monotonic() + self.limits.seconds
        with httpx2.Client(trust_env=False, follow_redirects=False, verify=True) as client:
            session = _Session(self, client, deadline, url)
            for _ in range(self.limits.redirects + 1):
                session.check_robots(url)
                status, headers, body = session.get(url, self.limits.file_bytes)
                if status in _REDIRECTS and headers.get("location"):
                    url = urljoin(url, headers["location"])
                    continue
                return _page(status, headers, body, url)
        raise InputError(
            "I011",
            f"more than {self.limits.redirects} redirects",
            where=session.first,
            remedy="give the final address",
        )


class _Session:
    """One fetch with its deadline and the connection pool it runs on."""

    def __init__(self, fetcher: Fetcher, client: Client, deadline: float, first: str) -> None:
        self.fetcher = fetcher
        self.client = client
        self.deadline = deadline
        self.first = first
        self.robots: dict[str, Any] = {}

    def get(self, url: str, limit: int) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters, and body of one hop."""
        import httpx2  # noqa: PLC0415 - only addresses need it

        parts = check_url(url)
        host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
        address = self._checked_address(parts, url)
        netloc = f"[{address}]" if ":" in address else address
        pinned = urlunsplit((parts.scheme, f"{netloc}:{port}", parts.path or "/", parts.query, ""))
        headers = {
            "Host": host if port == _PORTS[parts.scheme] else f"{host}:{port}",
            "User-Agent": self.fetcher.user_agent,
            "Accept": "text/html, text/plain, application/pdf, application/json;q=0.9",
            "Accept-Encoding": "identity",
        }
        try:
            with self.client.stream(
                "GET",
                pinned,
                headers=headers,
                extensions={"sni_hostname": host},
                timeout=min(10.0, self._left(url)),
            ) as response:
                found = {name.lower(): value for name, value in response.headers.items()}
                body = b"" if response.status_code in _REDIRECTS else self._body(response, found, limit, url)
                return response.status_code, found, body
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            detail = str(error) or type(error).__name__
            raise InputError(
                "I011", f"address could not be fetched: {detail}", where=url, remedy="check it in a browser"
            ) from error

    def check_robots(self, url: str) -> None:
        """Refuse what robots.txt closes to us; none opens the site, a failing one closes it (RFC 9309)."""
        from protego import Protego  # noqa: PLC0415 - only addresses need it

        parts = check_url(url)
        self._checked_address(parts, url)
        site = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if site not in self.robots:
            status, text = self._robots_text(site)
            if status >= 500:
                raise InputError(
                    "I011",
                    f"robots.txt of the site cannot be read (status {status})",
                    where=url,
                    remedy="try again later",
                )
            self.robots[site] = Protego.parse(text if status < 300 else "")
        if not self.robots[site].can_fetch(url, self.fetcher.user_agent):
            raise InputError(
                "I010",
                "robots.txt of the site does not let us fetch this",
                where=url,
                remedy="save the page yourself and give the file",
            )

    def _robots_text(self, site: str) -> tuple[int, str]:
        for _ in range(5):
            status, headers, body = self.get(site, _ROBOTS_BYTES)
            if status not in _REDIRECTS or not headers.get("location"):
                return status, body.decode("utf-8", "replace")
            site = urljoin(site, headers["location"])
        return 404, ""

    def _checked_address(self, parts: SplitResult, url: str) -> str:
        host = str(parts.hostname)
        addresses = self.fetcher.resolver(host, parts.port or _PORTS[parts.scheme])
        for address in addresses:
            if not self.fetcher.permit(address):
                message = (
                    f"{host} is {address}, which is not on the public internet"
                    if host != address
                    else "address is not on the public internet"
                )
                raise InputError("I010", message, where=url, remedy="save the page and give the file")
        if not addresses:
            raise InputError(
                "I011",
                "no address is known for this name",
                where=url,
                remedy="check the spelling and the network",
            )
        return addresses[0]

    def _left(self, url: str) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            message = f"fetching took longer than {self.fetcher.limits.seconds:g} seconds"
            raise InputError("I016", message, where=url, remedy="try again later, or raise seconds")
        return left

    def _body(self, response: Response, headers: dict[str, str], limit: int, url: str) -> bytes:
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "deflate", "x-gzip"):
            raise InputError(
                "I011",
                f"server sends an encoding we did not ask for ({coding})",
                where=url,
                remedy="save the page and give the file",
            )
        inflate = zlib.decompressobj(47) if coding not in ("identity", "") else None
        body = bytearray()
        for chunk in response.iter_raw():
            self._left(url)
            try:
                body += inflate.decompress(chunk, limit + 1 - len(body)) if inflate else chunk
            except zlib.error as error:
                raise InputError(
                    "I011", "server sends damaged data", where=url, remedy="try again later"
                ) from error
            if len(body) > limit:
                raise InputError(
                    "I005",
                    f"body is larger than the limit of {limit:,} bytes",
                    where=url,
                    remedy="raise file_bytes",
                )
        return bytes(body)


def check_url(url: str) -> SplitResult:
    """Refuse anything but a plain http(s) address.

    Raises:
        InputError: I010 for other schemes (``file:``, ``ftp:`` …), names and passwords in the address, and
            addresses that cannot be read.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(
            "I010", "this is not a web address", where=url[:200], remedy="give http://… or https://…"
        ) from error
    if parts.scheme not in _PORTS:
        message = f"addresses with {parts.scheme}: are not fetched"
        remedy = "give the path itself" if parts.scheme == "file" else "give http://… or https://…"
        raise InputError("I010", message, where=url[:200], remedy=remedy)
    if not host or parts.username is not None or not url.isprintable() or any(c.isspace() for c in url):
        raise InputError(
            "I010",
            "this is not a plain web address",
            where=url[:200],
            remedy="give http://host/path without name and password",
        )
    return parts


def _page(status: int, headers: dict[str, str], body: bytes, url: str) -> Page:
    if status >= 300:
        raise InputError(
            "I011", f"server answers with status {status}", where=url, remedy="check the address in a browser"
        )
    kind, _, rest = headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind and not kind.startswith(_READABLE):
        raise InputError(
            "I004",
            f"server sends {kind}, not text, HTML, JSON or PDF",
            where=url,
            remedy="give the report's own address",
        )
    charset = rest.partition("charset=")[2].split(";")[0].strip("\"' ") or None
    return Page(data=body, url=url, media_type=kind, charset=charset)
