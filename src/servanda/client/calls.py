"""What can be asked of a server: each call is where it goes, what it sends, and how its answer is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote

from servanda.errors import (
    ConfigError,
    InputError,
    Interrupted,
    ModelError,
    RecordError,
    RequestError,
    ServandaError,
)
from servanda.model import shapes, shapes_of_names, shapes_of_review, shapes_of_things
from servanda.model.account import Report
from servanda.model.asking import Filters, Page
from servanda.model.days import iso_of
from servanda.model.job import Job
from servanda.model.json_read import read_as
from servanda.model.judgement import Verdict
from servanda.model.views import (
    Contradiction,
    CopyGroup,
    Episode,
    Instrument,
    Ledger,
    SourceLink,
    Tally,
    Track,
)

T = TypeVar("T")

PREFIX: Final = "/api/v1"

_CLASSES: Final[Mapping[str, type[ServandaError]]] = {
    "C": ConfigError,
    "I": InputError,
    "M": ModelError,
    "R": RecordError,
    "W": RequestError,
    "X": Interrupted,
}

Files = list[tuple[str, tuple[str, bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[T]):
    """One request and how its answer is read."""

    method: str = "GET"
    path: str
    read: Callable[[Any], T]
    params: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: Files | None = None
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A listing and what its things are."""

    name: str
    kind: type[T]


INCIDENTS: Final = Listing("incidents", shapes_of_things.IncidentTold)
EPISODES: Final = Listing("episodes", Episode)
FIGURES: Final = Listing("figures", Tally)
CONTRADICTIONS: Final = Listing("contradictions", Contradiction)
COMMITMENTS: Final = Listing("commitments", shapes.Commitment)
INSTRUMENTS: Final = Listing("instruments", Instrument)
TRACKS: Final = Listing("tracks", Track)
LEDGERS: Final = Listing("ledgers", Ledger)
SOURCES: Final = Listing("sources", SourceLink)
COPIES: Final = Listing("copies", CopyGroup)
REPORTS: Final = Listing("reports", Report)
TIMELINE: Final[Listing[shapes_of_things.IncidentTold | shapes_of_things.PledgeTold]] = Listing(
    "timeline",
    shapes_of_things.IncidentTold | shapes_of_things.PledgeTold,  # type: ignore[arg-type]
)


def reader(kind: type[T]) -> Callable[[Any], T]:
    """Reads an answer as this."""
    return lambda value: read_as(kind, value)


def page(record: str, listing: Listing[T], filters: Filters, limit: int, cursor: str | None) -> Call[Page[T]]:
    """A page of a listing."""

    def read(value: Any) -> Page[T]:  # noqa: ANN401 - JSON
        items = tuple(read_as(listing.kind, one) for one in value["items"])
        return Page(items, value["cursor"])

    params = {**asked(filters), "limit": str(limit), **({"cursor": cursor} if cursor else {})}
    return Call(path=_of(record, listing.name), params=params, read=read)


def search(record: str, filters: Filters, limit: int, cursor: str | None) -> Call[shapes.Found]:
    """A page of what a search finds."""
    params = {**asked(filters), "limit": str(limit), **({"cursor": cursor} if cursor else {})}
    return Call(path=_of(record, "search"), params=params, read=reader(shapes.Found))


def show(record: str, thing: str, as_of: date | None) -> Call[shapes_of_things.Thing]:
    """Whatever an id stands for."""
    return Call(path=_of(record, "things", thing), params=_day(as_of), read=reader(shapes_of_things.Thing))


def explain(record: str, thing: str, as_of: date | None) -> Call[shapes_of_things.Explained]:
    """Why it is as it is."""
    path = _of(record, "things", thing, "explain")
    return Call(path=path, params=_day(as_of), read=reader(shapes_of_things.Explained))


def report(record: str, one: str) -> Call[shapes_of_things.ReportShown]:
    """A report with its claims."""
    return Call(path=_of(record, "reports", one), read=reader(shapes_of_things.ReportShown))


def accounts(record: str, ids: Sequence[str]) -> Call[shapes_of_things.AccountList]:
    """The words behind ids."""
    params = {"ids": ",".join(ids)}
    return Call(path=_of(record, "accounts"), params=params, read=reader(shapes_of_things.AccountList))


def overview(record: str, as_of: date | None) -> Call[shapes.Overview]:
    """What a record holds."""
    return Call(path=_of(record, "overview"), params=_day(as_of), read=reader(shapes.Overview))


def brief(record: str, filters: Filters) -> Call[shapes.BriefPage]:
    """A page of prose."""
    return Call(path=_of(record, "brief"), params=asked(filters), read=reader(shapes.BriefPage))


def actors(record: str, text: str, limit: int) -> Call[shapes_of_names.ActorList]:
    """Who takes part in what."""
    params = {"limit": str(limit), **({"text": text} if text else {})}
    return Call(path=_of(record, "actors"), params=params, read=reader(shapes_of_names.ActorList))


def places(record: str, text: str, limit: int) -> Call[shapes_of_names.PlaceList]:
    """Where it happened."""
    params = {"limit": str(limit), **({"text": text} if text else {})}
    return Call(path=_of(record, "places"), params=params, read=reader(shapes_of_names.PlaceList))


def queue(record: str, filters: Filters, limit: int) -> Call[shapes_of_review.Queue]:
    """What to look at first."""
    params = {**asked(filters), "limit": str(limit)}
    return Call(path=_of(record, "review", "queue"), params=params, read=reader(shapes_of_review.Queue))


def judge(
    record: str,
    verdict: Verdict,
    things: Sequence[str],
    *,
    field: str = "",
    value: Sequence[str] = (),
    reasons: Sequence[str] = (),
) -> Call[shapes_of_things.Judged]:
    """Decide something."""
    body: dict[str, Any] = {"verdict": verdict, "things": list(things), "reasons": list(reasons)}
    body |= {"field": field} if field else {}
    body |= {"value": list(value)} if value else {}
    path = _of(record, "judgements")
    return Call(method="POST", path=path, body=body, read=reader(shapes_of_things.Judged))


def undo(record: str, judgement: str, reasons: Sequence[str]) -> Call[shapes_of_things.Judged]:
    """Take a judgement back."""
    path = _of(record, "judgements", judgement, "undo")
    body = {"reasons": list(reasons)}
    return Call(method="POST", path=path, body=body, read=reader(shapes_of_things.Judged))


def judgements(record: str, limit: int, cursor: str | None) -> Call[shapes_of_things.JudgementList]:
    """What was decided, the newest first."""
    params = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
    path = _of(record, "judgements")
    return Call(path=path, params=params, read=reader(shapes_of_things.JudgementList))


def send(record: str, files: Sequence[Path], licence: str, redistributable: bool) -> Call[Job]:
    """Have files read into the record."""
    return Call(
        method="POST",
        path=_of(record, "jobs"),
        files=[("file", (one.name, one.read_bytes())) for one in files],
        form={"licence": licence, "redistributable": "true" if redistributable else "false"},
        read=reader(Job),
    )


def fetch(record: str, url: str, licence: str, redistributable: bool) -> Call[Job]:
    """Have an address read into the record."""
    body = {"url": url, "licence": licence, "redistributable": redistributable}
    return Call(method="POST", path=_of(record, "jobs"), body=body, read=reader(Job))


def job(record: str, one: str) -> Call[Job]:
    """How far a job is."""
    return Call(path=_of(record, "jobs", one), read=reader(Job))


def cancel(record: str, one: str) -> Call[Job]:
    """Stop a job."""
    return Call(method="DELETE", path=_of(record, "jobs", one), read=reader(Job))


def records() -> Call[shapes.RecordList]:
    """The records there are."""
    return Call(path="/records", read=reader(shapes.RecordList))


def session() -> Call[shapes.Me]:
    """Who is asking."""
    return Call(path="/session", read=reader(shapes.Me))


def codebook() -> Call[shapes.Codebook]:
    """What words mean."""
    return Call(path="/codebook", read=reader(shapes.Codebook))


def who(words: str, on: str) -> Call[shapes_of_names.Who]:
    """Whom words mean on a day."""
    params = {"words": words, **({"on": on} if on else {})}
    return Call(path="/who", params=params, read=reader(shapes_of_names.Who))


def where(place: str, near: str) -> Call[shapes_of_names.WhereIs]:
    """What a place's name stands for."""
    params = {"place": place, **({"near": near} if near else {})}
    return Call(path="/where", params=params, read=reader(shapes_of_names.WhereIs))


def asked(filters: Filters) -> dict[str, str]:
    """Filters as query parameters."""
    out: dict[str, str] = {}
    for one in fields(filters):
        value = getattr(filters, one.name)
        if value is None or one.name == "unseen":
            continue
        if one.name in ("between", "reported"):
            out[one.name] = iso_of(value) or ""
        elif one.name in ("pair", "box"):
            out[one.name] = ",".join(f"{part:g}" if isinstance(part, float) else str(part) for part in value)
        else:
            out[one.name] = value.isoformat() if isinstance(value, date) else str(value)
    return out


def raised(status: int, body: bytes) -> ServandaError:
    """The exception that a problem stands for."""
    try:
        said = json.loads(body)
        code, detail, number = said["code"], said["detail"], said["request_id"]
        kind = _CLASSES[code[0]]
    except (ValueError, KeyError, TypeError, IndexError):
        return RequestError("W010", f"the server answers with status {status}", remedy="is it Servanda?")
    return kind(code, detail, where=f"request {number}")


def events_of(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Name and data of each event of a stream."""
    name = ""
    for line in lines:
        found = event_in(line, name)
        if isinstance(found, str):
            name = found
        elif found:
            yield found


def event_in(line: str, name: str) -> str | tuple[str, Any] | None:
    """A line of a stream: the name of the next event, or an event of the name before."""
    if line.startswith("event: "):
        return line[7:]
    return (name, json.loads(line[6:])) if line.startswith("data: ") else None


def path_of(record: str, *parts: str) -> str:
    """The address of something of a record."""
    return _of(record, *parts)


def _of(record: str, *parts: str) -> str:
    return "/records/" + "/".join(quote(part, safe="") for part in (record, *parts))


def _day(as_of: date | None) -> dict[str, str]:
    return {"as_of": as_of.isoformat()} if as_of else {}
