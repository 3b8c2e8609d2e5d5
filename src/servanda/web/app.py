"""Makes the application out of a :class:`servanda.web.config.Service`."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from servanda import __version__
from servanda.model.shapes import Problem
from servanda.settings import load_settings
from servanda.web import problems
from servanda.web.caller import OneUser
from servanda.web.config import PREFIX, Service
from servanda.web.deps import only_known
from servanda.web.guard import Guard
from servanda.web.jobs import Jobs
from servanda.web.keeping import Kept
from servanda.web.linking import links_of
from servanda.web.rates import Rates
from servanda.web.records import Holder
from servanda.web.routes import (
    docs,
    drawing,
    exports,
    health,
    jobs,
    judgements,
    listings,
    named,
    page,
    pages,
    plain,
    reviewing,
    things,
)
from servanda.web.schemas import DEFINITIONS, schema_of
from servanda.web.telemetry import Figures, Telemetry
from servanda.web.uploads import Folders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

TITLE: Final = "Servanda"
THREADS: Final = 12
"""Requests that are worked on at once; more would only take turns, each with a connection of its own."""
_ABOUT: Final = (
    "Reports on conflict and diplomacy, read into claims, joined, and held against each other, as known on "
    "any day. Everything is as reported; every line leads to the words it rests on.\n\n"
    "Errors are `application/problem+json` with a code of the catalogue. Listings are pages: pass `cursor` "
    "on to get the next one, which stays right while the record grows. `as_of` shows only what had been "
    "reported by that day. Answers carry an `ETag`; `If-None-Match` gives `304` while nothing has changed."
    "\n\nAddresses marked `x-with-accounts` are there only where many people share a server."
)
WITH_ACCOUNTS: Final = "x-with-accounts"
"""In the description: an address that only a server with accounts has."""
_REFERENCE: Final = re.compile(r'"#/components/schemas/(\w+)"')

ROUTERS: Final = (
    plain.router,
    drawing.router,
    listings.router,
    things.router,
    judgements.router,
    reviewing.router,
    pages.router,
    jobs.router,
    named.router,
    exports.router,
)


def create_app(service: Service) -> FastAPI:
    """The application; records are opened when they are first asked for."""
    door = service.door or OneUser(service)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        app.state.folders = Folders()
        yield
        app.state.stopping.set()
        await run_in_threadpool(app.state.jobs.stop)
        app.state.holder.close()
        app.state.folders.close()

    app = FastAPI(
        title=TITLE,
        version=__version__,
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        redirect_slashes=False,
    )
    app.state.service, app.state.door, app.state.holder = service, door, Holder()
    app.state.stopping = threading.Event()
    app.state.jobs = Jobs(
        service.settings or load_settings(), service.bounds.jobs, service.bounds.fetch_seconds
    )
    app.state.figures, app.state.kept = Figures(app.state.jobs), Kept()
    problems.install(app)
    of_door = door.routers()
    app.state.with_accounts = {
        route.operation_id for router in of_door for route in router.routes if isinstance(route, APIRoute)
    }
    for router in (*ROUTERS, *of_door):
        app.include_router(router, prefix=PREFIX, dependencies=[Depends(only_known)], responses=_refusals())
    app.include_router(health.router, responses=_refusals())
    app.include_router(docs.router, responses=_refusals())
    app.include_router(page.router)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    app.add_middleware(_AtDoor, wrap=door.wrap)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)
    app.add_middleware(Rates, bounds=service.bounds)
    app.add_middleware(Telemetry, figures=app.state.figures)
    app.add_middleware(Guard, service=service, stopping=app.state.stopping)
    return app


class _AtDoor:
    """The door's own layer, innermost."""

    def __init__(self, app: ASGIApp, wrap: Any) -> None:  # noqa: ANN401 - from ASGI to ASGI
        self._app: ASGIApp = wrap(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _refusals() -> dict[int | str, dict[str, Any]]:
    """Problems that any address may answer with."""
    schema = {"application/problem+json": {"schema": schema_of(Problem)}}
    return {
        "4XX": {"description": "A problem of the request.", "content": schema},
        "5XX": {"description": "A problem of the server or the record.", "content": schema},
    }


def _needed(paths: dict[str, Any]) -> list[str]:
    """Names of the definitions that the addresses use, and those that these use."""
    found: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        used = set(_REFERENCE.findall(json.dumps(waiting.pop()))) & set(DEFINITIONS)
        waiting += [DEFINITIONS[name] for name in used - found]
        found |= used
    return sorted(found)


def described(app: FastAPI) -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1)."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas.update({name: DEFINITIONS[name] for name in _needed(made["paths"])})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        for path in made["paths"].values():
            for operation in path.values():
                if operation.get("operationId") in app.state.with_accounts:
                    operation[WITH_ACCOUNTS] = True
                operation["responses"].pop("422", None)
                for status, told in operation["responses"].items():
                    if status[0] == "2" and (links := links_of(operation.get("operationId", ""), operation)):
                        told["links"] = links
        app.openapi_schema = made
    return app.openapi_schema
