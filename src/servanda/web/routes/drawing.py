"""What the page draws: lanes, places, the network, accounts side by side."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from servanda.api.drawings import map_drawn, network_drawn, timeline_drawn
from servanda.errors import RequestError
from servanda.model import shapes_of_drawings
from servanda.model.asking import Filters
from servanda.model.days import Days
from servanda.model.views import Incident
from servanda.presenting.beside import beside_of
from servanda.presenting.lanes import lanes_of, on_tracks
from servanda.presenting.network import network_of
from servanda.presenting.places import places_of
from servanda.web.asking import DAY, asked, day
from servanda.web.deps import ByReader
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}", tags=["drawings"])

_ALL: Final = 100_000
"""Tracks, which are made as a whole: to ask for pages of them would make them again."""

Day = Annotated[Annotated[str, Query(pattern=DAY)] | None, Query(description="A day.")]


@router.get(
    "/timeline/lanes", operation_id="draw_timeline", responses={200: answers(shapes_of_drawings.Lanes)}
)
async def lanes(
    by_reader: ByReader,
    filters: Annotated[Filters, Depends(asked("timeline"))],
    by: Annotated[
        Literal["pair", "track"], Query(description="What a lane is: who with whom, or a track of talks.")
    ] = "pair",
    buckets: Annotated[int, Query(ge=1, le=500, description="Stretches of days, at most.")] = 120,
    from_: Annotated[Day, Query(alias="from", description="First day drawn; with `to`.")] = None,
    to: Annotated[Day, Query(description="Last day drawn; with `from`.")] = None,
) -> Response:
    """Incidents and commitments on lanes: bars as wide as their days, counts where there are many."""
    window = _window(from_, to)

    def made() -> dict[str, Any]:
        wanted = by_reader.filters(filters)
        tracks = by_reader.record.tracks(_part(wanted), limit=_ALL).items if by == "track" else None
        on = on_tracks(tracks) if tracks is not None else None
        drawing = timeline_drawn(by_reader.record, wanted, window, on)
        return lanes_of(drawing, tracks=tracks, window=window, buckets=buckets)

    return await by_reader.answer(made, listed=True)


@router.get("/map", operation_id="draw_map", responses={200: answers(shapes_of_drawings.Places)})
async def places(by: ByReader, filters: Annotated[Filters, Depends(asked("incidents"))]) -> Response:
    """Where things happened, as GeoJSON: each place as exactly as it is told."""
    return await by.answer(lambda: places_of(map_drawn(by.record, by.filters(filters))), listed=True)


@router.get("/network", operation_id="draw_network", responses={200: answers(shapes_of_drawings.Network)})
async def network(
    by_reader: ByReader,
    filters: Annotated[Filters, Depends(asked("network"))],
    by: Annotated[
        Literal["side", "actor"],
        Query(description="What a node is: a side with all who act for it, or a name."),
    ] = "side",
) -> Response:
    """Who meets, accuses, attacks, promises whom, by what is told as having happened."""

    def made() -> dict[str, Any]:
        acts, pledges = network_drawn(by_reader.record, by_reader.filters(filters))
        return network_of(acts, pledges, by=by)

    return await by_reader.answer(made, listed=True)


@router.get(
    "/incidents/{id}/beside",
    operation_id="show_beside",
    responses={200: answers(shapes_of_drawings.Beside)},
)
async def beside(
    by: ByReader,
    id: Annotated[  # noqa: A002 - the codebook's word
        str, Path(pattern="^I-[0-9a-f]{4,16}$", description="Id of an incident, or its beginning.")
    ],
    as_of: Annotated[date | None, Depends(day)],
) -> Response:
    """The accounts of an incident field by field, who has it from whom, and what speaks against it."""

    def made() -> dict[str, Any]:
        shown = by.record.show(id, as_of)
        if not isinstance(shown.thing, Incident):
            raise RequestError("W002", f"{id!r} is no incident")
        return beside_of(shown.accounts, by.record.around(shown.thing.accounts, as_of))

    return await by.answer(made)


def _part(filters: Filters) -> Filters:
    """What tracks can be asked for."""
    return Filters(as_of=filters.as_of, pair=filters.pair, actor=filters.actor)


def _window(first: str | None, last: str | None) -> Days | None:
    """The days drawn.

    Raises:
        RequestError: W012 for half a window, or one that ends before it begins.
    """
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise RequestError("W012", "from and to: give both days of the window, or none")
    if first > last:
        raise RequestError("W012", "from: it is after to")
    return date.fromisoformat(first), date.fromisoformat(last)
