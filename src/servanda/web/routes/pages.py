"""Whole pages about a record: the overview and the brief."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from servanda import __version__
from servanda.api.briefs import make_brief
from servanda.api.listings import LISTINGS
from servanda.api.overviews import overview as look_over
from servanda.model import shapes
from servanda.model.asking import Filters
from servanda.model.days import iso_of
from servanda.model.pledge_json import pledge_to_json
from servanda.model.view_json import view_to_json
from servanda.presenting.brief import brief_as_json
from servanda.presenting.brief_pages import as_html, as_markdown
from servanda.web.asking import asked
from servanda.web.deps import ByReader
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}", tags=["pages"])


@router.get("/overview", operation_id="overview", responses={200: answers(shapes.Overview)})
async def overview(by: ByReader, filters: Annotated[Filters, Depends(asked("overview"))]) -> Response:
    """What the record holds: newest, most contested, commitments ending soon, gaps in coverage."""

    def made() -> dict[str, Any]:
        found = look_over(by.record, by.filters(filters))
        return {
            "counts": found.counts,
            "span": iso_of(found.span),
            "reports": [view_to_json(r) for r in found.reports],
            "reported": [
                {"first": days[0].isoformat(), "last": days[1].isoformat(), "count": count}
                for days, count in found.reported
            ],
            "incidents": LISTINGS["incidents"].rows(by.record, found.incidents),
            "contested": [{"tally": view_to_json(t), "spread": spread} for t, spread in found.contested],
            "contradictions": [view_to_json(c) for c in found.contradictions],
            "ending": [pledge_to_json(p) for p in found.ending],
            "gaps": {
                "sources": [{"name": name, "count": count} for name, count in found.sources],
                "days": [
                    {"first": a.isoformat(), "last": b.isoformat(), "days": (b - a).days + 1}
                    for a, b in found.gaps
                ],
                "countries": [{"name": name, "count": count} for name, count in found.countries],
            },
            "head": by.record.head(),
        }

    return await by.answer(made)


@router.get("/brief", operation_id="brief", responses={200: answers(shapes.BriefPage)})
async def brief(by: ByReader, filters: Annotated[Filters, Depends(asked("brief"))]) -> Response:
    """A page of prose as of a day, with a note for every sentence."""

    def made() -> dict[str, Any]:
        page = make_brief(by.record, by.filters(filters))
        return {
            **brief_as_json(page),
            "markdown": as_markdown(page),
            "html": as_html(page, version=__version__),
        }

    return await by.answer(made)
