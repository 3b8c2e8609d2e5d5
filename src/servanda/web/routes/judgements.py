"""What people decide: made, listed, undone. Nothing is overwritten."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Discriminator, Field
from starlette.responses import Response

from servanda.api.corrections import field_value, fields_of, grade_of
from servanda.api.record import Record
from servanda.errors import RecordError
from servanda.model import shapes_of_things
from servanda.model.judgement import Judgement, in_force, undone
from servanda.model.view_json import view_to_json
from servanda.web.answers import answer
from servanda.web.asking import Limit
from servanda.web.deps import Asked, ByReader, ByReviewer, together
from servanda.web.schemas import answer as answers

router = APIRouter(prefix="/records/{record}/judgements", tags=["judgements"])

_LINE: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
_FULL: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b-\x1f\x7f]*$"
"""With something in it."""

ThingId = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Text = Annotated[str, Field(min_length=1, max_length=2000, pattern=_FULL)]
Remark = Text


Things = Annotated[list[ThingId], Field(min_length=1, max_length=50)]
One = Annotated[list[ThingId], Field(min_length=1, max_length=1)]
Why = Annotated[list[Text], Field(min_length=1, max_length=20)]
Perhaps = Annotated[list[Text], Field(max_length=20)]
FieldName = Annotated[str, Field(min_length=1, max_length=40, pattern="^[a-z_]+$")]
Typed = Annotated[str, Field(max_length=2000, pattern=_LINE)]


class Ruled(BaseModel):
    """What every decision has; ``seen`` is the end of the log that its author looked at."""

    model_config = ConfigDict(extra="forbid")

    seen: Annotated[str, Field(max_length=100, pattern="^[0-9a-f:]*$")] = ""


class Merge(Ruled):
    """The things tell one and the same."""

    verdict: Literal["same"]
    things: Things
    reasons: Why


class Split(Ruled):
    """The things tell different things: a group and who leaves it, or claims."""

    verdict: Literal["different"]
    things: Things
    reasons: Why


class Accept(Ruled):
    """A claim, or one field of it, is right."""

    verdict: Literal["accept"]
    things: Things
    field: Annotated[str, Field(max_length=40, pattern="^[a-z_]*$")] = ""
    reasons: Perhaps = []


class Correct(Ruled):
    """A field should read otherwise; ``value`` is what a person would type, several for lists of actors."""

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

    verdict: Literal["correct"]
    things: One
    field: FieldName
    value: Annotated[list[Typed], Field(max_length=50)]
    reasons: Why


class Reject(Ruled):
    """A claim is wrong and leaves all views."""

    verdict: Literal["reject"]
    things: Things
    reasons: Why


class Grading(Ruled):
    """How reliable a report's source is (A to F), or how credible a claim's information (1 to 6)."""

    verdict: Literal["grade"]
    things: One
    value: Annotated[list[Annotated[str, Field(pattern="^[A-F1-6]$")]], Field(min_length=1, max_length=1)]
    reasons: Why


class Note(Ruled):
    """A remark."""

    verdict: Literal["note"]
    things: One
    value: Annotated[list[Remark], Field(min_length=1, max_length=1)]
    reasons: Perhaps = []


class Withdraw(Ruled):
    """A report leaves all views."""

    verdict: Literal["withdraw"]
    things: One
    reasons: Why


Ruling = Annotated[
    Merge | Split | Accept | Correct | Reject | Grading | Note | Withdraw, Discriminator("verdict")
]


class Reasons(BaseModel):
    """Why a judgement is undone."""

    model_config = ConfigDict(extra="forbid")

    reasons: list[Text] = Field(default=[], max_length=20)


@router.post(
    "",
    operation_id="judge",
    status_code=201,
    responses={201: answers(shapes_of_things.Judged, "What was decided.")},
)
def judge(by: ByReviewer, ruling: Ruling) -> Response:
    """Decide something; another person's judgement on the same is kept beside it and told as a conflict."""
    try:
        with by.held.writing() as record:
            made = record.judge(
                ruling.verdict,
                tuple(ruling.things),
                author=by.caller.name,
                field=getattr(ruling, "field", ""),
                value=_value(record, ruling),
                reasons=tuple(ruling.reasons),
            )
    except RecordError as error:
        raise together(error) from error
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
    try:
        with by.held.writing() as record:
            made = record.judge("undo", (id,), author=by.caller.name, reasons=tuple(why.reasons))
    except RecordError as error:
        raise together(error) from error
    return _told(by, made)


@router.get("", operation_id="list_judgements", responses={200: answers(shapes_of_things.JudgementList)})
async def judgements(
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

    return await by.answer(made)


def _value(record: Record, ruling: Ruling) -> str:
    """The value as a judgement holds it.

    Raises:
        RecordError: R007, R011.
    """
    if isinstance(ruling, Correct):
        return field_value(record.show(ruling.things[0]).thing, ruling.field, ruling.value)
    if isinstance(ruling, Accept) and ruling.field:
        for one in ruling.things:
            if ruling.field not in fields_of(record.show(one).thing):
                raise RecordError("R011", f"{one} has no field {ruling.field!r}")
    if isinstance(ruling, Grading):
        return grade_of(record.show(ruling.things[0]).thing, ruling.value[0])
    return ruling.value[0] if isinstance(ruling, Note) else ""


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
    if made.verdict in ("undo", "note", "hide"):
        return []
    found = []
    for one in in_force(record.judgements()):
        if one.role != "person" or one.author == made.author or one.verdict in ("note", "undo", "hide"):
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
