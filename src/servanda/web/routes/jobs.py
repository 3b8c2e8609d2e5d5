"""Ingestion by upload or address, with its progress, and what changes in a record, as events."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from servanda.api.web import check_url
from servanda.errors import RequestError
from servanda.model import shapes
from servanda.model.job import ENDED, Job
from servanda.model.view_json import view_to_json
from servanda.web.answers import answer
from servanda.web.deps import Asked, ByCoder, ByReader, service_of
from servanda.web.jobs import Jobs, Order
from servanda.web.schemas import answer as answers
from servanda.web.streams import LONGEST, MEDIA_TYPE, stream, watched
from servanda.web.uploads import NULL, received

router = APIRouter(prefix="/records/{record}", tags=["jobs"])

LOOK: Final = 0.3
"""Seconds between two looks at a job."""
LOOK_AT_HEAD: Final = 1.0
"""The same at the end of a record's log."""

JobId = Annotated[str, Path(pattern="^job-[0-9a-f]{16}$", description="Id of a job.")]

Seconds = Annotated[
    float,
    Query(ge=1, le=LONGEST, allow_inf_nan=False, description="The stream ends then; browsers ask again."),
]


class Fetch(BaseModel):
    """An address to be read, and on which terms its text may be used."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=8, max_length=2000, pattern=r"^https?://[^\x00-\x20\x7f]+$")
    licence: str = Field(default="", max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")
    redistributable: bool = Field(default=False, strict=True)


_FORM: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "file": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "minItems": 1,
            "maxItems": 100,
        },
        "licence": {
            "type": "string",
            "maxLength": 500,
            "pattern": rf"^(?!{NULL}$)[^\x00-\x1f\x7f]*$",
            "description": f"Without one the field is left out: {NULL!r} is refused.",
        },
        "redistributable": {"type": "boolean"},
    },
    "required": ["file"],
    "additionalProperties": False,
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _FORM},
            "application/json": {
                "schema": Fetch.model_json_schema(),
                "examples": {"an address": {"value": {"url": "https://news.example/report.html"}}},
            },
        },
    }
}
_EVENT: Final = {
    "type": "object",
    "description": "One event of the stream.",
    "properties": {
        "event": {"type": "string", "enum": ["job", "head", "problem", "end"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
        "id": {"type": "string"},
        "retry": {"type": "integer"},
    },
}
_EVENTS: Final = {"description": "Events.", "content": {MEDIA_TYPE: {"schema": _EVENT}}}


def jobs_of(request: Request) -> Jobs:
    """The server's jobs."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def job_shown(job: Job) -> dict[str, Any]:
    """A job as JSON."""
    shown: dict[str, Any] = view_to_json(job)
    return shown


@router.post(
    "/jobs",
    operation_id="start_job",
    status_code=202,
    responses={202: answers(Job, "The job, which waits now.")},
    openapi_extra=_BODY,
)
async def start(by: ByCoder, request: Request) -> Response:
    """Read files or an address into the record; the answer comes at once, the job tells how far it is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.headers.get("content-encoding", "identity") != "identity":
        raise RequestError("W011", "a body is sent as it is, not compressed")
    if kind == "multipart/form-data":
        order = await _uploaded(by, request)
    elif kind == "application/json":
        order = await _addressed(by, request)
    else:
        raise RequestError("W011", "send multipart/form-data with files, or JSON with an address")
    try:
        await run_in_threadpool(by.held.record)  # whether it is there is known now, not when the job begins
        job = jobs_of(request).start(order)
    except BaseException:
        if order.folder:
            shutil.rmtree(order.folder, ignore_errors=True)
        raise
    where = f"{request.url.path}/{job.id}"
    return answer(job_shown(job), status=202, headers={"Location": where})


async def _uploaded(by: Asked, request: Request) -> Order:
    sent = await received(request, request.app.state.folders, service_of(request).bounds.upload)
    return Order(
        record=by.at.id,
        address=by.at.address,
        source=str(sent.source),
        shown=", ".join(sent.names)[:500],
        by=by.caller.name,
        licence=sent.licence,
        redistributable=sent.redistributable,
        folder=sent.folder,
    )


async def _addressed(by: Asked, request: Request) -> Order:
    try:
        wanted = Fetch.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise RequestError("W001", f"{where}: {first['msg'][:200]}") from error
    await run_in_threadpool(check_url, wanted.url)
    return Order(
        record=by.at.id,
        address=by.at.address,
        source=wanted.url,
        shown=wanted.url,
        by=by.caller.name,
        licence=wanted.licence,
        redistributable=wanted.redistributable,
    )


@router.get("/jobs", operation_id="list_jobs", responses={200: answers(shapes.JobList)})
def listed(by: ByReader) -> Response:
    """The jobs of the record since the server was started, the newest first."""
    return answer({"items": [job_shown(job) for job in jobs_of(by.request).of(by.at.id)]})


@router.get("/jobs/{id}", operation_id="show_job", responses={200: answers(Job)})
def shown(by: ByReader, id: JobId) -> Response:  # noqa: A002 - as elsewhere
    """One job."""
    return answer(job_shown(jobs_of(by.request).get(by.at.id, id)))


@router.delete("/jobs/{id}", operation_id="cancel_job", responses={200: answers(Job, "The job now.")})
def cancel(by: ByCoder, id: JobId) -> Response:  # noqa: A002
    """Stop a job; the reports it has added stay."""
    return answer(job_shown(jobs_of(by.request).cancel(by.at.id, id)))


@router.get("/jobs/{id}/events", operation_id="watch_job", responses={200: _EVENTS})
async def events(by: ByReader, id: JobId, seconds: Seconds = LONGEST) -> Response:  # noqa: A002
    """The job whenever it changed (event `job`), until it has ended (event `end`)."""
    jobs = jobs_of(by.request)
    jobs.get(by.at.id, id)

    def look() -> tuple[str, Any, bool]:
        job = jobs.get(by.at.id, id)
        return str(job.version), job_shown(job), job.state in ENDED

    return stream(_watch(by, look, "job", LOOK, seconds))


@router.get("/changes", operation_id="watch_record", responses={200: _EVENTS})
async def changes(by: ByReader, seconds: Seconds = LONGEST) -> Response:
    """The end of the record's log whenever it moved (event `head`)."""

    def look() -> tuple[str, Any, bool]:
        head = by.held.head(LOOK_AT_HEAD)
        return head, {"head": head}, False

    return stream(_watch(by, look, "head", LOOK_AT_HEAD, seconds))


def _watch(
    by: Asked,
    look: Any,  # noqa: ANN401 - see watched
    name: str,
    every: float,
    seconds: float,
) -> AsyncIterator[bytes]:
    return watched(look, name, by.request.app.state.stopping, every, seconds)
