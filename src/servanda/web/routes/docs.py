"""The description for people: Swagger UI, from files of our own; figures for Prometheus."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from servanda.errors import RequestError
from servanda.web.config import PREFIX
from servanda.web.deps import CallerHere
from servanda.web.guard import PAGE_POLICY
from servanda.web.telemetry import MEDIA_TYPE, Figures

router = APIRouter()

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Servanda: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs">The description is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</div>
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/api/docs.js" defer></script>
</body>
</html>
"""
_START: Final = (
    f'SwaggerUIBundle({{url: "{PREFIX}/openapi.json", dom_id: "#docs", deepLinking: true, '
    "validatorUrl: null, tryItOutEnabled: true});\n"
)
_KEPT: Final = "no-cache"


@router.get("/api/docs", include_in_schema=False)
def docs() -> Response:
    """The description for people; it fetches nothing from elsewhere."""
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": _KEPT}
    return Response(_PAGE, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/api/docs.js", include_in_schema=False)
def start() -> Response:
    """What starts it."""
    return Response(_START, media_type="text/javascript", headers={"Cache-Control": _KEPT})


@router.get(
    "/metrics",
    operation_id="metrics",
    tags=["server"],
    responses={200: {"description": "Figures.", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request, caller: CallerHere) -> Response:
    """Figures for Prometheus; with accounts for administrators, by key.

    Raises:
        RequestError: W007.
    """
    if caller.everywhere != "admin":
        raise RequestError("W007", "figures are for administrators")
    figures: Figures = request.app.state.figures
    return Response(figures.text(), media_type=MEDIA_TYPE)
