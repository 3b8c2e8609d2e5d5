"""The client for asyncio: as :mod:`servanda.client.synchronous`, with ``await`` and ``async for``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2

from servanda.client import calls, people
from servanda.client.calls import PREFIX, Call, Listing, raised
from servanda.client.synchronous import AT_ONCE, LIMIT, understood, unreachable
from servanda.model import shapes, shapes_of_names, shapes_of_people, shapes_of_review, shapes_of_things
from servanda.model.asking import Filters, Page
from servanda.model.job import Job
from servanda.model.judgement import Verdict
from servanda.model.shapes import RoleName

T = TypeVar("T")


class AsyncClient:
    """A server.

    Args:
        address: where it is: ``http://127.0.0.1:8765``.
        key: an API key, for a server with accounts.
        seconds: to wait for an answer.
    """

    def __init__(self, address: str, *, key: str = "", seconds: float = 60.0) -> None:
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
        self._http = httpx2.AsyncClient(
            base_url=f"{address.rstrip('/')}{PREFIX}", headers=headers, timeout=seconds, trust_env=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def ask(self, call: Call[T]) -> T:
        """Make a call.

        Raises:
            ServandaError: what the server tells as a problem, by its code; RequestError W010 if it cannot be
                reached, or answers with something else.
        """
        content = json.dumps(call.body).encode() if call.body is not None else None
        headers = {"Content-Type": "application/json"} if content is not None else None
        try:
            answer = await self._http.request(
                call.method,
                call.path,
                params=call.params,
                content=content,
                headers=headers,
                files=call.files,
                data=call.form,
            )
        except httpx2.HTTPError as error:
            raise unreachable(error) from error
        if answer.status_code >= 400:
            raise raised(answer.status_code, answer.content)
        return understood(call, answer.content)

    def record(self, record: str) -> AsyncRecord:
        """One record of the server, by its id."""
        return AsyncRecord(self, record)

    async def records(self) -> shapes.RecordList:
        """The records there are."""
        return await self.ask(calls.records())

    async def session(self) -> shapes.Me:
        """Who is asking, and what he may."""
        return await self.ask(calls.session())

    async def sign_in(self, name: str, password: str) -> shapes_of_people.SignedIn:
        """Begin a session, on a server with accounts, where no key was given."""
        signed = await self.ask(people.sign_in(name, password))
        self._http.headers[people.CSRF] = signed["csrf"]
        return signed

    async def sign_out(self) -> None:
        """End it."""
        await self.ask(people.sign_out())
        self._http.headers.pop(people.CSRF, None)

    async def keys(self) -> shapes_of_people.KeyList:
        """One's own keys; all of them for admins of the site."""
        return await self.ask(people.keys())

    async def create_key(
        self, label: str, scopes: Sequence[str], *, record: str = "", days: int | None = None
    ) -> shapes_of_people.NewKey:
        """A key for a program; only who signed in by :meth:`sign_in` may make one."""
        return await self.ask(people.create_key(label, scopes, record, days))

    async def revoke_key(self, key: str) -> None:
        """Make a key useless, at once."""
        await self.ask(people.revoke_key(key))

    async def codebook(self) -> shapes.Codebook:
        """What the words of the codebook mean."""
        return await self.ask(calls.codebook())

    async def who(self, words: str, on: str = "") -> shapes_of_names.Who:
        """Whom words mean on a day."""
        return await self.ask(calls.who(words, on))

    async def where(self, place: str, near: str = "") -> shapes_of_names.WhereIs:
        """What a place's name stands for."""
        return await self.ask(calls.where(place, near))

    async def stream(self, path: str, params: dict[str, str] | None = None) -> AsyncIterator[bytes]:
        """An answer piece by piece.

        Raises:
            ServandaError: as :meth:`ask`.
        """
        try:
            async with self._http.stream("GET", path, params=params or {}, timeout=None) as answer:
                if answer.status_code >= 400:
                    raise raised(answer.status_code, await answer.aread())
                async for piece in answer.aiter_bytes():
                    yield piece
        except httpx2.HTTPError as error:
            raise unreachable(error) from error

    async def events(self, path: str, params: dict[str, str] | None = None) -> AsyncIterator[tuple[str, Any]]:
        """Name and data of each event of a stream.

        Raises:
            ServandaError: as :meth:`ask`.
        """
        name = ""
        try:
            async with self._http.stream("GET", path, params=params or {}, timeout=None) as answer:
                if answer.status_code >= 400:
                    raise raised(answer.status_code, await answer.aread())
                async for line in answer.aiter_lines():
                    found = calls.event_in(line, name)
                    if isinstance(found, str):
                        name = found
                    elif found:
                        yield found
        except httpx2.HTTPError as error:
            raise unreachable(error) from error


class AsyncRecord:
    """One record of a server."""

    def __init__(self, client: AsyncClient, record: str) -> None:
        self._client = client
        self.id = record

    async def page(
        self,
        listing: Listing[T],
        filters: Filters | None = None,
        *,
        limit: int = LIMIT,
        cursor: str | None = None,
    ) -> Page[T]:
        """A page of a listing; ``cursor`` of the page before gives the next."""
        return await self._client.ask(calls.page(self.id, listing, filters or Filters(), limit, cursor))

    async def every(self, listing: Listing[T], filters: Filters | None = None) -> AsyncIterator[T]:
        """All things of a listing, fetched page by page."""
        cursor: str | None = None
        while True:
            page = await self.page(listing, filters, limit=AT_ONCE, cursor=cursor)
            for one in page.items:
                yield one
            cursor = page.cursor
            if cursor is None:
                return

    async def search(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> shapes.Found:
        """A page of what a search finds."""
        return await self._client.ask(calls.search(self.id, filters or Filters(), limit, cursor))

    async def show(self, thing: str, as_of: date | None = None) -> shapes_of_things.Thing:
        """Whatever an id stands for."""
        return await self._client.ask(calls.show(self.id, thing, as_of))

    async def explain(self, thing: str, as_of: date | None = None) -> shapes_of_things.Explained:
        """Why it is as it is."""
        return await self._client.ask(calls.explain(self.id, thing, as_of))

    async def report(self, report: str) -> shapes_of_things.ReportShown:
        """A report with its claims."""
        return await self._client.ask(calls.report(self.id, report))

    async def accounts(self, ids: Sequence[str]) -> shapes_of_things.AccountList:
        """The words behind ids of claims, 200 at most."""
        return await self._client.ask(calls.accounts(self.id, ids))

    async def overview(self, as_of: date | None = None) -> shapes.Overview:
        """What the record holds."""
        return await self._client.ask(calls.overview(self.id, as_of))

    async def brief(self, filters: Filters | None = None) -> shapes.BriefPage:
        """A page of prose."""
        return await self._client.ask(calls.brief(self.id, filters or Filters()))

    async def actors(self, text: str = "", *, limit: int = LIMIT) -> shapes_of_names.ActorList:
        """Who takes part in what, the most frequent first."""
        return await self._client.ask(calls.actors(self.id, text, limit))

    async def places(self, text: str = "", *, limit: int = LIMIT) -> shapes_of_names.PlaceList:
        """Where it happened, the most frequent first."""
        return await self._client.ask(calls.places(self.id, text, limit))

    async def queue(self, filters: Filters | None = None, *, limit: int = 25) -> shapes_of_review.Queue:
        """What is most in doubt and matters most."""
        return await self._client.ask(calls.queue(self.id, filters or Filters(), limit))

    async def judge(
        self,
        verdict: Verdict,
        things: Sequence[str],
        *,
        field: str = "",
        value: Sequence[str] = (),
        reasons: Sequence[str] = (),
    ) -> shapes_of_things.Judged:
        """Decide something; ``value`` is what a person would type."""
        call = calls.judge(self.id, verdict, things, field=field, value=value, reasons=reasons)
        return await self._client.ask(call)

    async def undo(self, judgement: str, reasons: Sequence[str] = ()) -> shapes_of_things.Judged:
        """Take a judgement back."""
        return await self._client.ask(calls.undo(self.id, judgement, reasons))

    async def judgements(
        self, *, limit: int = LIMIT, cursor: str | None = None
    ) -> shapes_of_things.JudgementList:
        """What was decided, the newest first."""
        return await self._client.ask(calls.judgements(self.id, limit, cursor))

    async def members(self) -> shapes_of_people.MemberList:
        """Who may do what in the record."""
        return await self._client.ask(people.members(self.id))

    async def set_member(self, user: str, role: RoleName) -> shapes_of_people.MemberShown:
        """Let an account in, or change what it may do."""
        return await self._client.ask(people.set_member(self.id, user, role))

    async def remove_member(self, user: str) -> None:
        """Close the record to an account."""
        await self._client.ask(people.remove_member(self.id, user))

    async def marks(self) -> shapes_of_people.MarkList:
        """Names that are hidden from readers and coders."""
        return await self._client.ask(people.marks(self.id))

    async def mark(
        self, thing: str, names: Sequence[str], reasons: Sequence[str]
    ) -> shapes_of_people.MarkShown:
        """Hide the name of one person, in all its forms; :meth:`undo` of its judgement takes it back."""
        return await self._client.ask(people.mark(self.id, thing, names, reasons))

    async def send(self, files: Sequence[Path], *, licence: str = "", redistributable: bool = False) -> Job:
        """Have files read into the record; :meth:`watch` tells how far it is."""
        return await self._client.ask(calls.send(self.id, files, licence, redistributable))

    async def fetch(self, url: str, *, licence: str = "", redistributable: bool = False) -> Job:
        """Have an address read into the record."""
        return await self._client.ask(calls.fetch(self.id, url, licence, redistributable))

    async def job(self, job: str) -> Job:
        """How far a job is."""
        return await self._client.ask(calls.job(self.id, job))

    async def cancel(self, job: str) -> Job:
        """Stop a job; what it added stays."""
        return await self._client.ask(calls.cancel(self.id, job))

    async def watch(self, job: str) -> AsyncIterator[Job]:
        """A job whenever it changed, until it has ended."""
        async for name, data in self._client.events(calls.path_of(self.id, "jobs", job, "events")):
            if name == "job":
                yield calls.reader(Job)(data)

    async def changes(self, seconds: float = 3600.0) -> AsyncIterator[str]:
        """The end of the record's log whenever it moved."""
        path, params = calls.path_of(self.id, "changes"), {"seconds": str(seconds)}
        async for name, data in self._client.events(path, params):
            if name == "head":
                yield str(data["head"])

    def export(
        self, listing: Listing[T], filters: Filters | None = None, *, csv: bool = False
    ) -> AsyncIterator[bytes]:
        """All of a listing as JSON or CSV, piece by piece."""
        params = {**calls.asked(filters or Filters()), "format": "csv" if csv else "json"}
        return self._client.stream(calls.path_of(self.id, "export", listing.name), params)
