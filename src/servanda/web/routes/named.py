"""Names: those of a record, to choose from, and what words mean on a day."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from servanda.api import where as locate
from servanda.api import who as identify
from servanda.api.named import actors_of, places_of
from servanda.model import shapes_of_names
from servanda.model.asking import Filters
from servanda.model.days import days_of
from servanda.model.view_json import view_to_json
from servanda.presenting.looked_up import where_json, who_json
from servanda.web.answers import answer
from servanda.web.asking import DAYS, Limit, Words, asked
from servanda.web.deps import ByReader, CallerHere, service_of
from servanda.web.schemas import answer as answers

router = APIRouter(tags=["names"])


@router.get(
    "/records/{record}/actors",
    operation_id="list_actors",
    responses={200: answers(shapes_of_names.ActorList)},
)
async def actors(
    by: ByReader, filters: Annotated[Filters, Depends(asked("named"))], limit: Limit = 50
) -> Response:
    """Who takes part in incidents and commitments, the most frequent first."""

    def made() -> dict[str, Any]:
        found = actors_of(by.record, by.filters(filters))
        items = [
            {"actor": str(a), "name": a.name, "country": a.country, "sector": a.sector, "count": count}
            for a, count in found[:limit]
        ]
        return {"items": items, "total": len(found)}

    return await by.answer(made, listed=True)


@router.get(
    "/records/{record}/places",
    operation_id="list_places",
    responses={200: answers(shapes_of_names.PlaceList)},
)
async def places(
    by: ByReader, filters: Annotated[Filters, Depends(asked("named"))], limit: Limit = 50
) -> Response:
    """Places of incidents, the most frequent first."""

    def made() -> dict[str, Any]:
        found = places_of(by.record, by.filters(filters))
        items = [{"place": view_to_json(where), "count": count} for where, count in found[:limit]]
        return {"items": items, "total": len(found)}

    return await by.answer(made, listed=True)


@router.get("/who", operation_id="who", responses={200: answers(shapes_of_names.Who)})
def who(
    request: Request,
    caller: CallerHere,
    words: Words,
    on: Annotated[
        Annotated[str, Query(pattern=DAYS)] | None,
        Query(description="A day, month, year, or two with a slash."),
    ] = None,
) -> Response:
    """Whom an office or a name means on a day, by the tables of offices, people and bodies."""
    del caller
    days = days_of(on) if on else None
    if on and days is None:  # the two ends in the other order
        first, _, last = on.partition("/")
        on = f"{last}/{first}"
    return answer(who_json(identify(words, on, settings=service_of(request).settings)))


@router.get("/where", operation_id="where", responses={200: answers(shapes_of_names.WhereIs)})
def where(
    request: Request,
    caller: CallerHere,
    place: Words,
    near: Annotated[Words | None, Query(description="A place told along with it.")] = None,
) -> Response:
    """What a place's name stands for: point, precision, and the namesakes that lost."""
    del caller
    found = locate(place, near=(near,) if near else (), settings=service_of(request).settings)
    return answer(where_json(place, found))
