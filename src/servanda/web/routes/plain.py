"""Addresses that belong to no record: who asks, the records there are, the codebook."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from servanda.codebook.terms import terms
from servanda.errors import ServandaError
from servanda.model import shapes
from servanda.model.days import iso_of
from servanda.model.view_json import view_to_json
from servanda.web.answers import PRIVATE, answer, tag_of, unchanged
from servanda.web.caller import OneUser
from servanda.web.deps import CallerHere, door_of
from servanda.web.records import Holder
from servanda.web.schemas import answer as answers

router = APIRouter()


@router.get("/session", responses={200: answers(shapes.Me)}, tags=["people"])
def session(request: Request, caller: CallerHere) -> Response:
    """Who is asking, and what he may."""
    return answer(
        {
            "id": caller.id,
            "name": caller.name,
            "roles": dict(caller.roles),
            "everywhere": caller.everywhere,
            "scopes": sorted(caller.scopes) if caller.scopes is not None else None,
            "csrf": caller.csrf,
            "local": caller.local,
            "signed_in": True,
            "accounts": not isinstance(door_of(request), OneUser),
        }
    )


@router.get("/records", responses={200: answers(shapes.RecordList)}, tags=["records"])
def records(request: Request, caller: CallerHere) -> Response:
    """The records that the caller may see; one that cannot be opened just now has a problem's code."""
    holder: Holder = request.app.state.holder
    found: list[dict[str, Any]] = []
    for at in door_of(request).records(caller):
        shown: dict[str, Any] = {
            "id": at.id,
            "name": at.name,
            "role": caller.role_in(at.id) or "reader",
            "counts": {},
            "span": None,
            "head": "",
            "problem": None,
        }
        try:
            record = holder.held(at.address).record()
            shown |= {
                "counts": dict(record.counts()),
                "span": iso_of(record.span()),
                "head": record.head(),
            }
        except ServandaError as error:
            shown["problem"] = error.code
        found.append(shown)
    return answer({"records": found})


@router.get("/codebook", responses={200: answers(shapes.Codebook)}, tags=["codebook"])
def codebook(request: Request, caller: CallerHere) -> Response:
    """Every word of the codebook with what it means, on one line each."""
    del caller
    tag = tag_of(request)
    if same := unchanged(request, tag):
        return same
    said = {"terms": [view_to_json(one) for one in terms()]}
    return answer(said, headers={"ETag": tag, "Cache-Control": PRIVATE})
