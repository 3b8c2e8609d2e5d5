"""Errors as ``application/problem+json`` (RFC 9457), with the catalogue's code and the request's id."""

from __future__ import annotations

import json
import logging
import re
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from servanda.errors import CATALOGUE, ServandaError

log: Final = logging.getLogger("servanda.web")

MEDIA_TYPE: Final = "application/problem+json"

STATUSES: Final[dict[str, int]] = {
    "W001": 422,
    "W002": 404,
    "W003": 405,
    "W004": 413,
    "W005": 429,
    "W006": 401,
    "W007": 403,
    "W008": 403,
    "W009": 409,
    "W010": 503,
    "W011": 415,
    "W012": 409,
    "I010": 403,
    "R014": 404,
    "W020": 404,
    "W021": 401,
    "W022": 422,
    "W023": 409,
    "W024": 409,
    "W025": 403,
    "R001": 503,
    "R002": 503,
    "R003": 503,
    "R004": 507,
    "R005": 503,
    "R007": 404,
    "R008": 409,
    "R009": 409,
    "R010": 503,
    "R011": 422,
    "R012": 404,
    "R013": 404,
    "I005": 413,
    "X001": 503,
}
"""Status of each code; what is not here is our fault."""

_BY_LETTER: Final = {"I": 422, "C": 500, "M": 500}

_OF_STATUS: Final = {400: "W001", 404: "W002", 405: "W003", 413: "W004", 415: "W011", 422: "W001"}

_RETRY: Final = {503: "5"}


def status_of(code: str) -> int:
    """The status that goes with a code of the catalogue."""
    return STATUSES.get(code) or _BY_LETTER.get(code[:1], 500)


def problem(
    code: str,
    detail: str,
    *,
    request_id: str = "",
    status: int | None = None,
    headers: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Response:
    """The answer that tells of a problem."""
    number = status or status_of(code)
    said = {
        "type": f"https://servanda.example/errors#{code}",
        "title": CATALOGUE[code],
        "status": number,
        "detail": detail,
        "code": code,
        "request_id": request_id,
        **more,
    }
    extra = {"Cache-Control": "no-store", **(headers or {})}
    if number in _RETRY:
        extra.setdefault("Retry-After", _RETRY[number])
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status_code=number, media_type=MEDIA_TYPE, headers=extra)


def told(error: ServandaError, request_id: str = "") -> Response:
    """One of our own errors as an answer: what, and what to do; addresses of files stay here."""
    todo = f" ({error.remedy})" if error.remedy else ""
    headers = {"WWW-Authenticate": "Bearer"} if error.code == "W006" else None
    return problem(error.code, error.message + todo, request_id=request_id, headers=headers)


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(ServandaError)
    async def _ours(request: Request, error: ServandaError) -> Response:
        if status_of(error.code) >= 500:
            log.error("%s", error)
        return told(error, _id(request))

    @app.exception_handler(RequestValidationError)
    async def _not_valid(request: Request, error: RequestValidationError) -> Response:
        wrong = [
            {"in": [str(w) for w in one["loc"]], "is": _short(one["msg"])} for one in error.errors()[:20]
        ]
        detail = "; ".join(f"{'.'.join(one['in'][1:]) or one['in'][0]}: {one['is']}" for one in wrong[:5])
        return problem("W001", _short(detail, 600), request_id=_id(request), errors=wrong)

    @app.exception_handler(HTTPException)
    async def _plain(request: Request, error: HTTPException) -> Response:
        extra = dict(error.headers or {})
        if error.status_code == 405:
            extra["Allow"] = ", ".join(methods_of(request.app, request.url.path))
        code = _OF_STATUS.get(error.status_code, "W001" if error.status_code < 500 else "M004")
        detail = CATALOGUE[code] if error.status_code in (404, 405) else _short(str(error.detail))
        return problem(
            code,
            detail,
            request_id=_id(request),
            status=error.status_code,
            headers=extra,
        )


def methods_of(app: FastAPI, path: str) -> list[str]:
    """What an address takes, by the description."""
    found: set[str] = set()
    for template, operations in app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path):
            found.update(name.upper() for name in operations)
    return sorted(found) or ["GET"]


def _id(request: Request) -> str:
    return str(request.scope.get("servanda.id", ""))


def _short(words: str, most: int = 200) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"
