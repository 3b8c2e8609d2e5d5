"""What people decide: made, listed, undone. Nothing is overwritten."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from servanda.api.corrections import field_value, fields_of, grade_of
from servanda.api.record import Record
from servanda.errors import RecordError, RequestError
from servanda.model import shapes_of_things
from servanda.model.judgement import Judgement, in_force, undone
from servanda.model.view_json import view_to_json
from servanda.web.answers import answer
from servanda.web.asking import Limit
from servanda.web.deps import Asked, ByReader, ByReviewer
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}/judgements", tags=["judgements"])

_LINE: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"

ThingId = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Text = Annotated[str, Field(min_length=1, max_length=2000, pattern=_LINE)]


class Ruling(BaseModel):
    """What somebody decides; his name is the caller's.

    ``value`` is what a person would type for the field; several only for lists of actors. ``seen`` is the end
    of the log that he looked at.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "verdict": "correct",
                    "things": ["E-0123456789abcdef"],
                    "field": "place",
                    "value": ["Sochi"],
                    "reasons": ["the dateline says so"],
                }
            ]
        },
    )

    verdict: Literal["same", "different", "accept", "correct", "reject", "grade", "note", "withdraw"]
    things: list[ThingId] = Field(min_length=1, max_length=50)
    field: Annotated[str, Field(max_length=40, pattern="^[a-z_]*$")] = ""
    value: list[Annotated[str, Field(max_length=2000, pattern=_LINE)]] = Field(default=[], max_length=50)
    reasons: list[Text] = Field(default=[], max_length=20)
    seen: Annotated[str, Field(max_length=100, pattern="^[0-9a-f:]*$")] = ""


class Reasons(BaseModel):
    """Why a judgement is undone."""

    model_config = ConfigDict(extra="forbid")

    reasons: list[Text] = Field(default=[], max_length=20)


_NEEDS_REASONS: Final = frozenset({"same", "different", "correct", "reject", "grade", "withdraw"})


@router.post(
    "",
    operation_id="judge",
    status_code=201,
    responses={201: answers(shapes_of_things.Judged, "What was decided.")},
)
def judge(by: ByReviewer, ruling: Ruling) -> Response:
    """Decide something; another person's judgement on the same is kept beside it and told as a conflict."""
    if ruling.verdict in _NEEDS_REASONS and not ruling.reasons:
        raise RequestError("W001", f"reasons: {ruling.verdict} needs at least one")
    with by.held.writing() as record:
        value = _value(record, ruling)
        made = record.judge(
            ruling.verdict,
            tuple(ruling.things),
            author=by.caller.name,
            field=ruling.field,
            value=value,
            reasons=tuple(ruling.reasons),
        )
    return _told(by, made)


@router.post(
    "/{id}/undo",
    operation_id="undo_judgement",
    status_code=201,
    responses={201: answers(shapes_of_things.Judged, "The undoing, a judgement itself.")},
)
def undo(
    by: ByReviewer,
    id: Annotated[str, Path(pattern="^J-[0-9a-f]{16}$", description="Id of a judgement.")],  # noqa: A002
    why: Reasons,
) -> Response:
    """Undo a judgement; undoing an undoing brings it back."""
    with by.held.writing() as record:
        made = record.judge("undo", (id,), author=by.caller.name, reasons=tuple(why.reasons))
    return _told(by, made)


@router.get("", operation_id="list_judgements", responses={200: answers(shapes_of_things.JudgementList)})
def judgements(
    by: ByReader,
    author: Annotated[str | None, Query(min_length=1, max_length=200, description="Only his.")] = None,
    about: Annotated[
        str | None,
        Query(min_length=1, max_length=300, description="Only those on this thing, by its whole id."),
    ] = None,
    limit: Limit = 50,
    cursor: Annotated[
        str | None, Query(pattern="^[0-9]{1,15}$", description="Go on where an earlier page ended.")
    ] = None,
) -> Response:
    """What was decided, the newest first."""

    def made() -> dict[str, Any]:
        everything = list(by.record.judgements())
        gone = undone(everything)
        below = int(cursor) if cursor else None
        kept = [
            j
            for j in reversed(everything)
            if (author is None or j.author == author)
            and (about is None or about in j.things)
            and (below is None or j.number < below)
        ]
        items = [
            {"judgement": view_to_json(j), "undone_by": gone[j.id].id if j.id in gone else None}
            for j in kept[:limit]
        ]
        return {"items": items, "cursor": str(kept[limit - 1].number) if len(kept) > limit else None}

    return by.answer(made)


def _value(record: Record, ruling: Ruling) -> str:
    """The value as a judgement holds it.

    Raises:
        RecordError: R007, R011.
    """
    if ruling.verdict == "correct":
        if len(ruling.things) != 1 or not ruling.field:
            raise RecordError("R011", "a correction is of one field of one claim or report")
        return field_value(record.show(ruling.things[0]).thing, ruling.field, ruling.value)
    if ruling.verdict == "accept" and ruling.field:
        for one in ruling.things:
            if ruling.field not in fields_of(record.show(one).thing):
                raise RecordError("R011", f"{one} has no field {ruling.field!r}")
    if ruling.verdict == "grade":
        if len(ruling.things) != 1 or len(ruling.value) != 1:
            raise RecordError("R011", "one report or claim gets one grade")
        return grade_of(record.show(ruling.things[0]).thing, ruling.value[0])
    if ruling.verdict == "note":
        if not any(v.strip() for v in ruling.value):
            raise RecordError("R011", "the remark is empty")
        return " ".join(ruling.value)
    if ruling.value or (ruling.field and ruling.verdict != "accept"):
        raise RecordError("R011", f"{ruling.verdict} takes no field and no value")
    return ""


def _told(by: Asked, made: Judgement) -> Response:
    record = by.record
    others = _others(record, made)
    said = {
        "judgement": view_to_json(made),
        "into": _joined_in(record, made),
        "conflict": bool(others),
        "others": [view_to_json(j) for j in others],
        "head": record.head(),
    }
    where = f"{by.request.url.path.rsplit('/judgements', 1)[0]}/things/{made.id}"
    return answer(by.shown(said), status=201, headers={"Location": where})


def _others(record: Record, made: Judgement) -> list[Judgement]:
    """What other people decided otherwise on the same, and still holds."""
    if made.verdict in ("undo", "note"):
        return []
    found = []
    for one in in_force(record.judgements()):
        if one.role != "person" or one.author == made.author or one.verdict in ("note", "undo"):
            continue
        if not set(one.things) & set(made.things):
            continue
        if {one.verdict, made.verdict} <= {"accept", "correct"} and one.field != made.field:
            continue
        if (one.verdict, one.value) != (made.verdict, made.value):
            found.append(one)
    return found


def _joined_in(record: Record, made: Judgement) -> str | None:
    """The id of the group in which a merge joined its claims; nothing for copies of reports."""
    if made.verdict != "same":
        return None
    groups = record.groups(made.things)
    shared = [set(groups.get(thing, ())) for thing in made.things]
    return min(set.intersection(*shared), default=None) if all(shared) and shared else None
