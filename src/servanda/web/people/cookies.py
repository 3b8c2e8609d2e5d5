"""The cookie of a session: scripts cannot read it, other sites cannot send it along with a change."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from servanda.web.people.signing import LONGEST

COOKIE: Final = "servanda"
SAFE_COOKIE: Final = "__Host-servanda"
"""Its name where the page came over an encrypted line: browsers take it from nobody else then."""


def token_of(request: Request) -> str:
    """The session's token, if the browser sends one."""
    return request.cookies.get(SAFE_COOKIE) or request.cookies.get(COOKIE) or ""


def set_cookie(made: Response, token: str, *, safe: bool) -> None:
    """Give the browser the token of a session; ``safe``: only over an encrypted line."""
    made.set_cookie(
        SAFE_COOKIE if safe else COOKIE,
        token,
        max_age=LONGEST,
        path="/",
        secure=safe,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(made: Response) -> None:
    """Let the browser forget it."""
    for name in (COOKIE, SAFE_COOKIE):
        made.delete_cookie(name, path="/", secure=name == SAFE_COOKIE, httponly=True, samesite="lax")
