"""One thing by its id: what it is, why it is so, and the words behind it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from servanda.api.listings import told_of
from servanda.errors import RequestError
from servanda.model import shapes_of_things
from servanda.model.account import Account, Report
from servanda.model.asking import Shown
from servanda.model.view_json import view_to_json
from servanda.presenting.because import why_json
from servanda.presenting.view_words import shown_json
from servanda.web.asking import day
from servanda.web.claims import claim_shown
from servanda.web.deps import Asked, ByReader
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}", tags=["things"])

MOST: Final = 200
"""Accounts asked for at once."""

Id = Annotated[
    str,
    Path(
        min_length=1,
        max_length=300,
        description="Id of a claim, group, judgement or report, or its beginning (six characters).",
    ),
]
AsOf = Annotated[date | None, Depends(day)]


@router.get(
    "/things/{id:path}/explain",
    operation_id="explain_thing",
    responses={200: answers(shapes_of_things.Explained)},
)
async def explain(by: ByReader, id: Id, as_of: AsOf) -> Response:  # noqa: A002
    """Why it was joined, why this number is best, why it stands so."""

    def made() -> dict[str, Any]:
        why = by.record.explain(id, as_of)
        told = told_of(by.record, (i for _, reasons in why.about for r in reasons for i in r.accounts))
        found: dict[str, Any] = why_json(why, told)
        return found

    return await by.answer(made)


@router.get("/things/{id:path}", operation_id="show_thing", responses={200: answers(shapes_of_things.Thing)})
async def thing(by: ByReader, id: Id, as_of: AsOf) -> Response:  # noqa: A002 - the codebook's word
    """Whatever the id stands for, with the accounts it rests on and what was judged of it."""

    def made() -> dict[str, Any]:
        shown = by.record.show(id, as_of)
        groups = by.record.groups([a.id for a in shown.accounts], as_of)
        found = shown_json(shown, groups)
        found.pop("text", None)  # texts are at /reports
        judged = {t for j in shown.judgements for t in j.things}
        return {
            **found,
            "accounts": [claim_shown(a, groups, judged) for a in shown.accounts],
            "grade": view_to_json(shown.grade),
            "head": by.record.head(),
        }

    return await by.answer(made)


@router.get("/accounts", operation_id="list_accounts", responses={200: answers(shapes_of_things.AccountList)})
async def accounts(
    by: ByReader,
    ids: Annotated[
        str,
        Query(
            min_length=1,
            max_length=8000,
            pattern=r"^[A-Za-z0-9-]+(,[A-Za-z0-9-]+)*$",
            description=f"Ids of claims with commas between them, {MOST} at most; unknown ones are left out.",
            examples=["E-0123456789abcdef,C-0123456789abcdef"],
        ),
    ],
) -> Response:
    """The words behind ids of claims, in their order."""
    wanted = list(dict.fromkeys(ids.split(",")))
    if len(wanted) > MOST:
        raise RequestError("W004", f"{len(wanted)} accounts are asked for; at most {MOST}")

    def made() -> dict[str, Any]:
        found = by.record.accounts(wanted)
        groups = by.record.groups([a.id for a in found])
        judged = _judged(by, [a.id for a in found])
        return {"items": [claim_shown(a, groups, judged) for a in found]}

    return await by.answer(made)


@router.get(
    "/reports/{id:path}", operation_id="show_report", responses={200: answers(shapes_of_things.ReportShown)}
)
async def report(by: ByReader, id: Id) -> Response:  # noqa: A002
    """A report: its text, its claims with where their words are, and what its mentions mean."""

    def made() -> dict[str, Any]:
        shown = by.record.show(id)
        if not isinstance(shown.thing, Report):
            raise RequestError("W002", f"{id!r} is no report")
        return report_shown(by, shown, shown.thing)

    return await by.answer(made)


def report_shown(by: Asked, shown: Shown, of: Report) -> dict[str, Any]:
    """See :class:`servanda.model.shapes_of_things.ReportShown`."""
    coding = by.record.coding(of.id)
    groups = by.record.groups([a.id for a in shown.accounts])
    judged = {t for j in shown.judgements for t in j.things}
    whole = by.whole_texts or of.redistributable
    accounts = sorted(shown.accounts, key=_place)
    return {
        "report": view_to_json(of),
        "text": shown.text if whole else None,
        "language": coding.get("language"),
        "written_reasons": list(coding.get("written_reasons", ())),
        "claims": [claim_shown(a, groups, judged) for a in accounts],
        "mentions": [_mention(m) for m in coding.get("mentions", ())],
        "judgements": [view_to_json(j) for j in shown.judgements],
        "head": by.record.head(),
    }


def _place(account: Account) -> tuple[int, str]:
    return account.position, account.id


def _mention(said: dict[str, Any]) -> dict[str, Any]:
    """Without its words, which stand in the text."""
    known = ("start", "end", "kind")
    return {
        **{key: said[key] for key in known},
        "more": {key: value for key, value in said.items() if key not in (*known, "text")},
    }


def _judged(by: Asked, ids: list[str]) -> set[str]:
    wanted = set(ids)
    return {t for j in by.record.judgements() for t in j.things if t in wanted}
