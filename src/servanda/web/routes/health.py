"""Whether the server runs, whether it can answer, and its description."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from servanda import __version__
from servanda.errors import RequestError
from servanda.model import shapes
from servanda.web.answers import answer
from servanda.web.config import PREFIX
from servanda.web.deps import service_of
from servanda.web.records import Holder
from servanda.web.schemas import answer as answers

router = APIRouter(tags=["server"])


@router.get("/healthz", operation_id="health", responses={200: answers(shapes.Health)})
def health() -> Response:
    """Whether the server runs."""
    return answer({"status": "ok", "version": __version__})


@router.get("/readyz", operation_id="ready", responses={200: answers(shapes.Health)})
def ready(request: Request) -> Response:
    """Whether it can answer: it is not about to stop, and a record served by name can be opened.

    Raises:
        RequestError: W010.
        RecordError: of the record that cannot be opened.
    """
    if request.app.state.stopping.is_set():
        raise RequestError("W010", "the server is stopping")
    holder: Holder = request.app.state.holder
    for address in service_of(request).records.values():
        holder.held(address).record().head()
    return answer({"status": "ok", "version": __version__})


@router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """The description of the API."""
    return answer(request.app.openapi())
