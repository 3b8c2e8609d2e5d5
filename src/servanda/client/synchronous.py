"""The client that waits for each answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2

from servanda.client import calls, people
from servanda.client.calls import PREFIX, Call, Listing, raised
from servanda.errors import RequestError
from servanda.model import shapes, shapes_of_names, shapes_of_people, shapes_of_review, shapes_of_things
from servanda.model.asking import Filters, Page
from servanda.model.job import Job
from servanda.model.judgement import Verdict
from servanda.model.shapes import RoleName

T = TypeVar("T")

LIMIT = 50
"""Things of a page, unless asked for otherwise."""
AT_ONCE = 500
"""Things fetched at a time by :meth:`RecordClient.every`."""


class Client:
    """A server.

    Args:
        address: where it is: ``http://127.0.0.1:8765``.
        key: an API key, for a server with accounts.
        seconds: to wait for an answer.
    """

    def __init__(self, address: str, *, key: str = "", seconds: float = 60.0) -> None:
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
        self._http = httpx2.Client(
            base_url=f"{address.rstrip('/')}{PREFIX}", headers=headers, timeout=seconds, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def ask(self, call: Call[T]) -> T:
        """Make a call.

        Raises:
            ServandaError: what the server tells as a problem, by its code; RequestError W010 if it cannot be
                reached, or answers with something else.
        """
        content = json.dumps(call.body).encode() if call.body is not None else None
        headers = {"Content-Type": "application/json"} if content is not None else None
        try:
            answer = self._http.request(
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

    def record(self, record: str) -> RecordClient:
        """One record of the server, by its id."""
        return RecordClient(self, record)

    def records(self) -> shapes.RecordList:
        """The records there are."""
        return self.ask(calls.records())

    def session(self) -> shapes.Me:
        """Who is asking, and what he may."""
        return self.ask(calls.session())

    def sign_in(self, name: str, password: str) -> shapes_of_people.SignedIn:
        """Begin a session, on a server with accounts, where no key was given."""
        signed = self.ask(people.sign_in(name, password))
        self._http.headers[people.CSRF] = signed["csrf"]
        return signed

    def sign_out(self) -> None:
        """End it."""
        self.ask(people.sign_out())
        self._http.headers.pop(people.CSRF, None)

    def keys(self) -> shapes_of_people.KeyList:
        """One's own keys; all of them for admins of the site."""
        return self.ask(people.keys())

    def create_key(
        self, label: str, scopes: Sequence[str], *, record: str = "", days: int | None = None
    ) -> shapes_of_people.NewKey:
        """A key for a program; only who signed in by :meth:`sign_in` may make one."""
        return self.ask(people.create_key(label, scopes, record, days))

    def revoke_key(self, key: str) -> None:
        """Make a key useless, at once."""
        self.ask(people.revoke_key(key))

    def codebook(self) -> shapes.Codebook:
        """What the words of the codebook mean."""
        return self.ask(calls.codebook())

    def who(self, words: str, on: str = "") -> shapes_of_names.Who:
        """Whom words mean on a day."""
        return self.ask(calls.who(words, on))

    def where(self, place: str, near: str = "") -> shapes_of_names.WhereIs:
        """What a place's name stands for."""
        return self.ask(calls.where(place, near))

    def stream(self, path: str, params: dict[str, str] | None = None) -> Iterator[bytes]:
        """An answer piece by piece.

        Raises:
            ServandaError: as :meth:`ask`.
        """
        try:
            with self._http.stream("GET", path, params=params or {}, timeout=None) as answer:
                if answer.status_code >= 400:
                    raise raised(answer.status_code, answer.read())
                yield from answer.iter_bytes()
        except httpx2.HTTPError as error:
            raise unreachable(error) from error

    def events(self, path: str, params: dict[str, str] | None = None) -> Iterator[tuple[str, Any]]:
        """Name and data of each event of a stream.

        Raises:
            ServandaError: as :meth:`ask`.
        """
        name = ""
        try:
            with self._http.stream("GET", path, params=params or {}, timeout=None) as answer:
                if answer.status_code >= 400:
                    raise raised(answer.status_code, answer.read())
                for line in answer.iter_lines():
                    found = calls.event_in(line, name)
                    if isinstance(found, str):
                        name = found
                    elif found:
                        yield found
        except httpx2.HTTPError as error:
            raise unreachable(error) from error


class RecordClient:
    """One record of a server."""

    def __init__(self, client: Client, record: str) -> None:
        self._client = client
        self.id = record

    def page(
        self,
        listing: Listing[T],
        filters: Filters | None = None,
        *,
        limit: int = LIMIT,
        cursor: str | None = None,
    ) -> Page[T]:
        """A page of a listing; ``cursor`` of the page before gives the next."""
        return self._client.ask(calls.page(self.id, listing, filters or Filters(), limit, cursor))

    def every(self, listing: Listing[T], filters: Filters | None = None) -> Iterator[T]:
        """All things of a listing, fetched page by page."""
        cursor: str | None = None
        while True:
            page = self.page(listing, filters, limit=AT_ONCE, cursor=cursor)
            yield from page.items
            cursor = page.cursor
            if cursor is None:
                return

    def search(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> shapes.Found:
        """A page of what a search finds."""
        return self._client.ask(calls.search(self.id, filters or Filters(), limit, cursor))

    def show(self, thing: str, as_of: date | None = None) -> shapes_of_things.Thing:
        """Whatever an id stands for."""
        return self._client.ask(calls.show(self.id, thing, as_of))

    def explain(self, thing: str, as_of: date | None = None) -> shapes_of_things.Explained:
        """Why it is as it is."""
        return self._client.ask(calls.explain(self.id, thing, as_of))

    def report(self, report: str) -> shapes_of_things.ReportShown:
        """A report with its claims."""
        return self._client.ask(calls.report(self.id, report))

    def accounts(self, ids: Sequence[str]) -> shapes_of_things.AccountList:
        """The words behind ids of claims, 200 at most."""
        return self._client.ask(calls.accounts(self.id, ids))

    def overview(self, as_of: date | None = None) -> shapes.Overview:
        """What the record holds."""
        return self._client.ask(calls.overview(self.id, as_of))

    def brief(self, filters: Filters | None = None) -> shapes.BriefPage:
        """A page of prose."""
        return self._client.ask(calls.brief(self.id, filters or Filters()))

    def actors(self, text: str = "", *, limit: int = LIMIT) -> shapes_of_names.ActorList:
        """Who takes part in what, the most frequent first."""
        return self._client.ask(calls.actors(self.id, text, limit))

    def places(self, text: str = "", *, limit: int = LIMIT) -> shapes_of_names.PlaceList:
        """Where it happened, the most frequent first."""
        return self._client.ask(calls.places(self.id, text, limit))

    def queue(self, filters: Filters | None = None, *, limit: int = 25) -> shapes_of_review.Queue:
        """What is most in doubt and matters most."""
        return self._client.ask(calls.queue(self.id, filters or Filters(), limit))

    def judge(
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
        return self._client.ask(call)

    def undo(self, judgement: str, reasons: Sequence[str] = ()) -> shapes_of_things.Judged:
        """Take a judgement back."""
        return self._client.ask(calls.undo(self.id, judgement, reasons))

    def judgements(self, *, limit: int = LIMIT, cursor: str | None = None) -> shapes_of_things.JudgementList:
        """What was decided, the newest first."""
        return self._client.ask(calls.judgements(self.id, limit, cursor))

    def members(self) -> shapes_of_people.MemberList:
        """Who may do what in the record."""
        return self._client.ask(people.members(self.id))

    def set_member(self, user: str, role: RoleName) -> shapes_of_people.MemberShown:
        """Let an account in, or change what it may do."""
        return self._client.ask(people.set_member(self.id, user, role))

    def remove_member(self, user: str) -> None:
        """Close the record to an account."""
        self._client.ask(people.remove_member(self.id, user))

    def marks(self) -> shapes_of_people.MarkList:
        """Names that are hidden from readers and coders."""
        return self._client.ask(people.marks(self.id))

    def mark(self, thing: str, names: Sequence[str], reasons: Sequence[str]) -> shapes_of_people.MarkShown:
        """Hide the name of one person, in all its forms; :meth:`undo` of its judgement takes it back."""
        return self._client.ask(people.mark(self.id, thing, names, reasons))

    def send(self, files: Sequence[Path], *, licence: str = "", redistributable: bool = False) -> Job:
        """Have files read into the record; :meth:`watch` tells how far it is."""
        return self._client.ask(calls.send(self.id, files, licence, redistributable))

    def fetch(self, url: str, *, licence: str = "", redistributable: bool = False) -> Job:
        """Have an address read into the record."""
        return self._client.ask(calls.fetch(self.id, url, licence, redistributable))

    def job(self, job: str) -> Job:
        """How far a job is."""
        return self._client.ask(calls.job(self.id, job))

    def cancel(self, job: str) -> Job:
        """Stop a job; what it added stays."""
        return self._client.ask(calls.cancel(self.id, job))

    def watch(self, job: str) -> Iterator[Job]:
        """A job whenever it changed, until it has ended."""
        for name, data in self._client.events(calls.path_of(self.id, "jobs", job, "events")):
            if name == "job":
                yield calls.reader(Job)(data)

    def changes(self, seconds: float = 3600.0) -> Iterator[str]:
        """The end of the record's log whenever it moved."""
        path, params = calls.path_of(self.id, "changes"), {"seconds": str(seconds)}
        for name, data in self._client.events(path, params):
            if name == "head":
                yield str(data["head"])

    def export(
        self, listing: Listing[T], filters: Filters | None = None, *, csv: bool = False
    ) -> Iterator[bytes]:
        """All of a listing as JSON or CSV, piece by piece."""
        params = {**calls.asked(filters or Filters()), "format": "csv" if csv else "json"}
        return self._client.stream(calls.path_of(self.id, "export", listing.name), params)


def understood(call: Call[T], body: bytes) -> T:
    """The answer of a call.

    Raises:
        RequestError: W010 if it is none.
    """
    try:
        return call.read(json.loads(body) if body else None)
    except ValueError as error:
        raise RequestError("W010", f"the answer is not understood: {error}"[:300]) from error


def unreachable(error: Exception) -> RequestError:
    """What a failed connection means."""
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return RequestError("W010", f"the server cannot be reached: {words}", remedy="does it run, and there?")
