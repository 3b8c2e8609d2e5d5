"""The listings of a record, each with its filters, as pages of JSON or as a table."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from servanda.api.listings import LISTINGS, Listed
from servanda.model import shapes, shapes_of_things
from servanda.model.account import Report
from servanda.model.asking import Filters
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
from servanda.presenting.finds import hit_to_json
from servanda.web.answers import PRIVATE, csv_answer, unchanged, wants_csv
from servanda.web.asking import Cursor, Limit, asked
from servanda.web.deps import Asked, ByReader
from servanda.web.schemas import answer as answers
from servanda.web.schemas import page_of, schema_of

router = APIRouter(prefix="/records/{record}", tags=["listings"])

AT_ONCE: Final = 200
"""Things fetched at a time for a table."""

DEFAULT: Final = 50

_SAYS: Final = {
    "incidents": "Acts, each by all accounts of it, in the order in which they were first reported.",
    "episodes": "Incidents that belong together: escalations, rounds of talks, processes.",
    "figures": "Figures of one scope side by side, with source and day of each; the best by a named policy.",
    "contradictions": "Accounts that cannot both hold, with both sides' words.",
    "commitments": "Promises with their life, their standing, and by whose account they stand so.",
    "instruments": "Declarations, agreements, mandates and truces with the commitments they hold.",
    "tracks": "Talks by mediator, round by round.",
    "ledgers": "What was promised, done and denied in numbers.",
    "sources": "Who has it from whom.",
    "copies": "Reports that carry one text.",
    "timeline": "Incidents and commitments in the order in which they happened or were made.",
    "reports": "The reports, by the day reported.",
}
ITEMS: Final[Mapping[str, dict[str, Any]]] = {
    name: schema_of(kind)
    for name, kind in {
        "incidents": shapes_of_things.IncidentTold,
        "episodes": Episode,
        "figures": Tally,
        "contradictions": Contradiction,
        "commitments": shapes.Commitment,
        "instruments": Instrument,
        "tracks": Track,
        "ledgers": Ledger,
        "sources": SourceLink,
        "copies": CopyGroup,
        "timeline": shapes_of_things.IncidentTold | shapes_of_things.PledgeTold,
        "reports": Report,
    }.items()
}
"""What each listing lists."""


def rows_of(asked_: Asked, listed: Listed, filters: Filters) -> Iterator[dict[str, Any]]:
    """All things of a listing as they may be shown, from pages fetched one after the other."""
    cursor: str | None = None
    while True:
        page = listed.page(asked_.record, filters, AT_ONCE, cursor)
        yield from asked_.shown(listed.rows(asked_.record, page.items))
        cursor = page.cursor
        if cursor is None:
            return


def begun(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows, the first fetched now: what cannot be asked is refused before anything is sent."""
    return itertools.chain(list(itertools.islice(rows, 1)), rows)


def _route(listed: Listed) -> Callable[..., Awaitable[Response]]:
    async def listing(
        by: Asked, filters: Filters, limit: int = DEFAULT, cursor: str | None = None
    ) -> Response:
        def table() -> Response:
            tag = by.tag(listed=True)
            if same := unchanged(by.request, tag):
                return same
            headers = {"ETag": tag, "Cache-Control": PRIVATE, "Vary": "Accept"}
            return csv_answer(begun(rows_of(by, listed, by.filters(filters))), listed.name, headers)

        def made() -> dict[str, Any]:
            page = listed.page(by.record, by.filters(filters), limit, cursor)
            return {"items": listed.rows(by.record, page.items), "cursor": page.cursor}

        if wants_csv(by.request):
            return await run_in_threadpool(table)
        told = await by.answer(made, listed=True)
        told.headers.add_vary_header("Accept")
        return told

    own = [
        ("by", ByReader, inspect.Parameter.empty),
        (
            "filters",
            Annotated[Filters, Depends(asked(listed.name))],
            inspect.Parameter.empty,
        ),
        ("limit", Limit, DEFAULT),
        ("cursor", Cursor, None),
    ]
    listing.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, kind, default in own
        ]
    )
    listing.__name__ = listed.name
    return listing


for _listed in LISTINGS.values():
    router.add_api_route(
        f"/{_listed.name}",
        _route(_listed),
        methods=["GET"],
        summary=_SAYS[_listed.name],
        operation_id=f"list_{_listed.name}",
        responses={200: page_of(_listed.name, ITEMS[_listed.name])},
    )


@router.get(
    "/search",
    operation_id="search",
    tags=["search"],
    responses={200: answers(shapes.Found)},
)
async def search(
    by: ByReader,
    filters: Annotated[Filters, Depends(asked("search"))],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Response:
    """Words in reports, quotations and claims, the best first, with counts of all that was found."""

    def found() -> dict[str, Any]:
        page = by.record.search(by.filters(filters), limit=limit, cursor=cursor)
        return {
            "total": page.total,
            "beyond": page.beyond,
            "facets": {facet.name: dict(facet.counts) for facet in page.facets},
            "cursor": page.cursor,
            "hits": [hit_to_json(hit) for hit in page.items],
        }

    return await by.answer(found, listed=True)
