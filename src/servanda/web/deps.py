"""What routes depend on: who asks, of which record, and whether he may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import Depends, Path, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from servanda.api import where as locate
from servanda.api.record import Record
from servanda.errors import RecordError, RequestError, ServandaError
from servanda.model.asking import Filters
from servanda.web.answers import JSON, PRIVATE, dumped, tag_of, unchanged
from servanda.web.caller import Caller, Door, RecordAt, RoleName
from servanda.web.keeping import Kept
from servanda.web.licences import guarded
from servanda.web.records import Held, Holder

if TYPE_CHECKING:
    from servanda.web.config import Service

RECORD: Final = r"^[A-Za-z0-9_-]{1,64}$"

RecordId = Annotated[
    str, Path(pattern=RECORD, description="Id of a record, as `/records` lists it.", examples=["main"])
]


def door_of(request: Request) -> Door:
    """The server's door."""
    door: Door = request.app.state.door
    return door


def service_of(request: Request) -> Service:
    """What the server was told."""
    service: Service = request.app.state.service
    return service


async def caller_of(request: Request) -> Caller:
    """Who asks. Dependencies are asynchronous, for each other kind waits for a thread of its own.

    Raises:
        RequestError: W006, W008; W010 if the server is stopping and the request still waited for its turn.
    """
    if request.app.state.stopping.is_set():
        raise RequestError("W010", "the server is stopping")
    door = door_of(request)
    found = await run_in_threadpool(door.caller, request) if door.waits else door.caller(request)
    request.scope["servanda.caller"] = found.id
    return found


def _names(route: APIRoute) -> frozenset[str]:
    """Query parameters that a route knows, those of what it depends on too."""
    known = _KNOWN.get(id(route))
    if known is not None:
        return known
    found: set[str] = set()
    waiting = [route.dependant]
    while waiting:
        one = waiting.pop()
        found.update(p.alias for p in one.query_params)
        waiting += one.dependencies
    return _KNOWN.setdefault(id(route), frozenset(found))


async def only_known(request: Request) -> None:
    """Refuse parameters that the address does not know, and the same one twice.

    Raises:
        RequestError: W001.
    """
    known = _names(request.scope["route"])
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name not in known:
            raise RequestError("W001", f"{name[:80]}: there is no such parameter here")
        if name in seen:
            raise RequestError("W001", f"{name}: given more than once")
        seen.add(name)


_KNOWN: Final[dict[int, frozenset[str]]] = {}
"""By route: routes live as long as their application, and cannot be hashed."""


def together(error: RecordError) -> ServandaError:
    """R011 of what is well written, but means nothing in this record."""
    return RequestError("W012", error.message, remedy=error.remedy) if error.code == "R011" else error


CallerHere = Annotated[Caller, Depends(caller_of)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request about a record: who asks, which record, and the record itself, open."""

    request: Request
    caller: Caller
    at: RecordAt
    held: Held
    door: Door

    @property
    def record(self) -> Record:
        """The record, open.

        Raises:
            RecordError: R001, R002, R003, R005.
        """
        return self.held.record()

    @property
    def whole_texts(self) -> bool:
        """Whether texts do not leave the machine when they are shown."""
        return self.caller.local

    def tag(self, *, listed: bool = False) -> str:
        """The entity tag of what is asked here; ``listed``: it shows nothing but what listings show."""
        hidden = self.door.mark(self.caller, self.at.id)
        state = self.record.moved() if listed else self.record.head()
        return tag_of(self.request, state, self.at.id, str(self.whole_texts), hidden)

    def filters(self, filters: Filters) -> Filters:
        """Filters as the caller may use them.

        Raises:
            RequestError: W012 for a pair that is no two countries, or a place that nobody knows.
        """
        try:
            self.record.recorder.check(filters)
        except RecordError as error:
            raise together(error) from error
        if filters.km is not None and filters.place and locate(filters.place).lat is None:
            raise RequestError("W012", "place: nobody knows where it is, so nothing is around it")
        return self.door.asked(self.caller, self.at.id, filters)

    def shown(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """A value without more of a text than may be passed on."""
        return value if self.whole_texts else guarded(value, service_of(self.request).bounds.quote)

    async def answer(self, make: Callable[[], Any], *, status: int = 200, listed: bool = False) -> Response:
        """What ``make`` gives, with its entity tag, ``304`` if the caller has it; ``listed`` as for it.

        It is packed here, where a thread made it: behind the door only what is not looked through is packed.
        """
        tag = await run_in_threadpool(self.tag, listed=listed)
        if same := unchanged(self.request, tag):
            return same
        kept: Kept = self.request.app.state.kept
        body = await kept.body(tag, lambda: dumped(self.shown(make())))
        headers = {"ETag": tag, "Cache-Control": PRIVATE}
        if body.packed and self._takes_packed():
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            return Response(body.data, status_code=status, media_type=JSON, headers=headers)
        return Response(body.plain(), status_code=status, media_type=JSON, headers=headers)

    def _takes_packed(self) -> bool:
        """Whether the caller understands it, and nothing is to be masked in it."""
        asked = self.request.headers.get("accept-encoding", "")
        return "gzip" in asked and not self.door.mark(self.caller, self.at.id)


def asked_by(least: RoleName, scope: str = "read") -> Callable[..., Awaitable[Asked]]:
    """A dependency: a request about a record by somebody whose role in it is at least this.

    Raises:
        RequestError: from the dependency: W002 no such record for him, W006, W007, W008.
    """

    async def dependency(request: Request, record: RecordId, caller: CallerHere) -> Asked:
        door = door_of(request)
        at = (
            await run_in_threadpool(door.record, caller, record)
            if door.waits
            else door.record(caller, record)
        )
        if not caller.may(at.id, least):
            raise RequestError("W007", f"this needs the role of a {least} in the record")
        if caller.scopes is not None and scope not in caller.scopes:
            raise RequestError("W007", f"the key is not for this: it lacks {scope!r}")
        holder: Holder = request.app.state.holder
        return Asked(request, caller, at, holder.held(at.address), door)

    return dependency


ByReader = Annotated[Asked, Depends(asked_by("reader"))]
ByCoder = Annotated[Asked, Depends(asked_by("coder", "ingest"))]
ByAdmin = Annotated[Asked, Depends(asked_by("admin", "admin"))]
ByReviewer = Annotated[Asked, Depends(asked_by("reviewer", "judge"))]
