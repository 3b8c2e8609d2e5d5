"""Review: what to look at first, a second reading that is blind to the first, and how far two agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from servanda.api.listings import told_of
from servanda.api.review import agreement, doubts
from servanda.api.second import reviewers, second_reading
from servanda.model import shapes_of_review
from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.reviewing import Doubtful
from servanda.presenting.reviewing import agreement_json, doubtful_json
from servanda.web.answers import answer
from servanda.web.asking import asked
from servanda.web.claims import claim_shown
from servanda.web.deps import ByReader, ByReviewer
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}/review", tags=["review"])

Most = Annotated[int, Query(ge=1, le=100, description="Entries, at most.")]
Name = Annotated[
    str,
    Query(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$", description="A reviewer's name."),
]


@router.get("/queue", operation_id="review_queue", responses={200: answers(shapes_of_review.Queue)})
async def queue(
    by: ByReader,
    filters: Annotated[Filters, Depends(asked("review"))],
    kind: Annotated[
        Literal["claim", "join", "contradiction", "placement"] | None, Query(description="Only of this kind.")
    ] = None,
    limit: Most = 25,
) -> Response:
    """What is most in doubt and matters most, first."""

    def made() -> dict[str, Any]:
        found = doubts(by.record, by.filters(filters), kinds=(kind,) if kind else ())
        shown = found[:limit]
        told = told_of(by.record, (i for one in shown for i in (*one.accounts, *one.things)))
        groups = by.record.groups(list(told), filters.as_of)
        return {"items": _entries(shown, told, groups), "total": len(found)}

    return await by.answer(made)


@router.get("/next", operation_id="review_next", responses={200: answers(shapes_of_review.Next)})
async def following(
    by: ByReader,
    filters: Annotated[Filters, Depends(asked("review"))],
    after: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=300,
            pattern=r"^[^\x00-\x1f\x7f]+$",
            description="Id of a claim or report: the entry after its own; without it the first.",
        ),
    ] = None,
) -> Response:
    """The most urgent entry, or the one after that of a claim; `null` if nothing is left."""

    def made() -> dict[str, Any]:
        found = doubts(by.record, by.filters(filters))
        at = next((k for k, one in enumerate(found) if after in one.things), -1) if after else -1
        shown = found[at + 1 : at + 2]
        told = told_of(by.record, (i for one in shown for i in (*one.accounts, *one.things)))
        entries = _entries(shown, told, by.record.groups(list(told), filters.as_of))
        return {"item": entries[0] if entries else None}

    return await by.answer(made)


@router.get("/second", operation_id="second_reading", responses={200: answers(shapes_of_review.Queue)})
def second(by: ByReviewer, limit: Most = 25) -> Response:
    """What others judged and the caller did not, as the coder left it: nothing tells how they decided."""
    found = second_reading(by.record, by.caller.name)
    items = _entries(found.entries[:limit], found.accounts, {})
    # without a tag: it differs by who asks
    return answer(by.shown({"items": items, "total": len(found.entries)}))


@router.get(
    "/reviewers", operation_id="list_reviewers", responses={200: answers(shapes_of_review.ReviewerList)}
)
async def people(by: ByReader) -> Response:
    """Who judged how many things."""
    return await by.answer(lambda: {"items": [asdict(one) for one in reviewers(by.record)]})


@router.get(
    "/agreement", operation_id="review_agreement", responses={200: answers(shapes_of_review.AgreementShown)}
)
async def agree(by: ByReader, one: Name, other: Name) -> Response:
    """How far two reviewers agree on what both judged, and where they differ."""
    return await by.answer(lambda: agreement_json(agreement(by.record, one, other)))


def _entries(
    found: Sequence[Doubtful], told: Mapping[str, Account], groups: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    return [_entry(one, told, groups) for one in found]


def _entry(one: Doubtful, told: Mapping[str, Account], groups: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    said = doubtful_json(one, told)
    said["about"] = said.pop("in")
    ids = dict.fromkeys((*one.things, *one.accounts))
    return {**said, "claims": [claim_shown(told[i], groups, ()) for i in ids if i in told]}
