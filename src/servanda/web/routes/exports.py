"""What is listed, to keep: all of it, sent while it is made."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response, StreamingResponse

from servanda.api.listings import LISTINGS, Listed
from servanda.model.asking import Filters
from servanda.web.answers import JSON, PRIVATE, csv_answer, unchanged
from servanda.web.asking import asked
from servanda.web.deps import Asked, ByReader
from servanda.web.routes.listings import ITEMS, begun, rows_of

router = APIRouter(prefix="/records/{record}/export", tags=["exports"])

Format = Annotated[Literal["json", "csv"], Query(description="JSON, one thing a line, or a table.")]
_AHEAD: Final = 32 * 1024
"""Bytes that are sent at once."""


def _route(listed: Listed) -> Callable[..., Response]:
    def export(by: Asked, filters: Filters, format: str = "json") -> Response:  # noqa: A002 - as in the address
        tag = by.tag(listed=True)
        if same := unchanged(by.request, tag):
            return same
        headers = {"ETag": tag, "Cache-Control": PRIVATE}
        rows = begun(rows_of(by, listed, by.filters(filters)))
        if format == "csv":
            return csv_answer(rows, listed.name, headers)
        headers["Content-Disposition"] = f'attachment; filename="{listed.name}.json"'
        return StreamingResponse(as_lines(rows), media_type=JSON, headers=headers)

    empty = inspect.Parameter.empty
    own = [
        ("by", ByReader, empty),
        ("filters", Annotated[Filters, Depends(asked(listed.name))], empty),
        ("format", Format, "json"),
    ]
    export.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, kind, default in own
        ]
    )
    export.__doc__ = f"All {listed.name} that match, as JSON or as a table."
    return export


def as_lines(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """A JSON list, one thing a line: the bytes that the command prints with ``--json``."""
    before, piece = "[\n", b""
    for row in rows:
        piece += f"{before}{json.dumps(row, ensure_ascii=False)}".encode("utf-8", "replace")
        before = ",\n"
        if len(piece) > _AHEAD:
            yield piece
            piece = b""
    yield piece + (b"[]\n" if before == "[\n" else b"\n]\n")


for _listed in LISTINGS.values():
    router.add_api_route(
        f"/{_listed.name}",
        _route(_listed),
        methods=["GET"],
        summary=f"All {_listed.name}, to keep.",
        operation_id=f"export_{_listed.name}",
        responses={
            200: {
                "description": "All of it.",
                "content": {
                    JSON: {"schema": {"type": "array", "items": ITEMS[_listed.name]}},
                    "text/csv": {"schema": {"type": "string"}},
                },
            }
        },
    )
