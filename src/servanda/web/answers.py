"""Answers: JSON that takes any text, entity tags by the end of the log, tables as CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from servanda import __version__

JSON: Final = "application/json"
CSV: Final = "text/csv"

PRIVATE: Final = "private, no-cache"
"""Kept by the browser, and asked about every time."""


def dumped(value: Any) -> bytes:  # noqa: ANN401 - JSON
    """JSON in UTF-8; halves of characters, which a text may hold, are replaced."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def answer(
    value: Any,  # noqa: ANN401 - JSON
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A value as JSON."""
    extra = {"Cache-Control": "no-store", **(headers or {})}
    return Response(dumped(value), status_code=status, media_type=JSON, headers=extra)


def tag_of(request: Request, *marks: str) -> str:
    """The entity tag of what is asked here, as long as ``marks`` stay what they are."""
    said = json.dumps(
        [
            __version__,
            request.url.path,
            request.url.query,
            request.headers.get("accept", "") if CSV in request.headers.get("accept", "") else "",
            *marks,
        ]
    )
    return f'W/"{hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """``304`` if the caller has it already."""
    given = request.headers.get("if-none-match")
    if given and (given.strip() == "*" or tag in [one.strip() for one in given.split(",")]):
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": PRIVATE})
    return None


def wants_csv(request: Request) -> bool:
    """Whether the caller asks for a table: CSV stands in ``Accept``, and JSON does not stand before it."""
    given = [part.partition(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    return CSV in given and (JSON not in given or given.index(CSV) < given.index(JSON))


def as_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Rows of plain values as CSV, a line at a time; the first row's keys are the head.

    What is a list or an object is written as JSON. A cell that a spreadsheet would take for a formula gets an
    apostrophe before it.
    """
    names: list[str] | None = None
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        if names is None:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_cell(row.get(name)) for name in names])
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | dict):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "; ".join(value)
        else:
            value = json.dumps(value, ensure_ascii=False)
    text = str(value).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def csv_answer(rows: Iterable[Mapping[str, Any]], name: str, headers: Mapping[str, str]) -> Response:
    """A table to keep, sent while it is made."""
    extra = {**headers, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(as_csv(rows), media_type=f"{CSV}; charset=utf-8", headers=extra)
