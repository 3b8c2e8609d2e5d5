"""``merge``, ``split``, ``accept``, ``correct``, ``reject``, ``grade``, ``note``, ``hide``, ``undo``, more.

What people decide about a record. Nothing is overwritten: each is one more judgement, and can be undone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.record_options import AsJson, RecordOption, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.api.record import Record
    from servanda.model.judgement import Judgement, Verdict

AUTHOR = "SERVANDA_AUTHOR"

Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help=f"Who decides; else {AUTHOR}, else the login name."),
]
Reasons = Annotated[
    list[str], typer.Option("--reason", metavar="TEXT", help="Why; may be repeated.", show_default=False)
]
MaybeReasons = Annotated[
    list[str] | None, typer.Option("--reason", metavar="TEXT", help="Why; may be repeated.")
]
Things = Annotated[list[str], typer.Argument(metavar="ID…", help="Claims or groups.")]
Claim = Annotated[str, typer.Argument(metavar="ID", help="A claim.")]
Field = Annotated[str, typer.Option("--field", metavar="NAME", help="Only this field of it.")]


def merge(
    things: Things, reason: Reasons, author: Author = None, record: RecordOption = None, json: AsJson = False
) -> None:
    """Say that claims or groups tell one and the same."""
    with opened(record) as source:
        _decide(source, "same", things, author, reason, json=json)


def split(
    things: Things, reason: Reasons, author: Author = None, record: RecordOption = None, json: AsJson = False
) -> None:
    """Say that claims which were joined tell different things: a group and who leaves it, or claims."""
    with opened(record) as source:
        _decide(source, "different", things, author, reason, json=json)


def accept(
    claim: Claim,
    field: Field = "",
    reason: MaybeReasons = None,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Say that a claim, or one field of it, is right."""
    from servanda.api.corrections import fields_of
    from servanda.errors import RecordError

    with opened(record) as source:
        if field and field not in (known := fields_of(source.show(claim).thing)):
            raise RecordError("R011", f"no field {field!r}", remedy=f"it has {', '.join(known) or 'none'}")
        _decide(source, "accept", [claim], author, reason or (), field=field, json=json)


def correct(
    claim: Annotated[str, typer.Argument(metavar="ID", help="A claim or a report.")],
    field: Annotated[str, typer.Option("--field", metavar="NAME", help="The field that is wrong.")],
    value: Annotated[
        list[str],
        typer.Option("--value", metavar="TEXT", help="What it should read; repeated for several actors."),
    ],
    reason: Reasons,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Say what a field of a claim should read; the coder's own value is kept beside it."""
    from servanda.api.corrections import field_value

    with opened(record) as source:
        text = field_value(source.show(claim).thing, field, value)
        _decide(source, "correct", [claim], author, reason, field=field, value=text, json=json)


def reject(
    claim: Claim, reason: Reasons, author: Author = None, record: RecordOption = None, json: AsJson = False
) -> None:
    """Say that a claim is wrong; it leaves all views and stays in the record."""
    with opened(record) as source:
        _decide(source, "reject", [claim], author, reason, json=json)


def grade(
    thing: Annotated[str, typer.Argument(metavar="ID", help="A report or a claim.")],
    mark: Annotated[
        str, typer.Argument(metavar="GRADE", help="A to F of a report's source, 1 to 6 of a claim.")
    ],
    reason: Reasons,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Grade a report's source, or a claim's information, after the Admiralty scheme."""
    from servanda.api.corrections import grade_of

    with opened(record) as source:
        value = grade_of(source.show(thing).thing, mark)
        _decide(source, "grade", [thing], author, reason, value=value, json=json)


def note(
    thing: Annotated[str, typer.Argument(metavar="ID", help="Whatever the remark is about.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The remark.")],
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Put a remark to anything of the record; nothing else changes."""
    with opened(record) as source:
        _decide(source, "note", [thing], author, (), value=text, json=json)


def hide(
    thing: Annotated[str, typer.Argument(metavar="ID", help="A report or a claim.")],
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="Forms of the name of one victim or detainee.")
    ],
    reason: Reasons,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Mark a name as sensitive: the service shows it only to roles that may see it."""
    from servanda.api.hiding import hide as mark

    with opened(record) as source:
        made = mark(source, thing, names, author=author_of(author), reasons=tuple(reason))
        _tell(made, "", json=json)


def undo(
    judgement: Annotated[str, typer.Argument(metavar="J-ID", help="The judgement that no longer holds.")],
    reason: MaybeReasons = None,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Undo a judgement; undoing an undoing brings it back."""
    with opened(record) as source:
        _decide(source, "undo", [judgement], author, reason or (), json=json)


def withdraw(
    report: Annotated[str, typer.Argument(metavar="ID", help="A report.")],
    reason: Reasons,
    author: Author = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Take a report out of all views; it stays in the record, and can come back."""
    with opened(record) as source:
        _decide(source, "withdraw", [report], author, reason, json=json)


def author_of(given: str | None) -> str:
    """Who decides: the option, the environment, the login name."""
    name = given or os.environ.get(AUTHOR)
    if not name:
        import getpass

        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = "somebody"
    return name


def _decide(
    record: Record,
    verdict: Verdict,
    things: Sequence[str],
    author: str | None,
    reasons: Sequence[str],
    *,
    field: str = "",
    value: str = "",
    json: bool,
) -> None:
    """Judge, and tell what was decided and how to take it back."""
    made = record.judge(
        verdict, things, author=author_of(author), field=field, value=value, reasons=tuple(reasons)
    )
    _tell(made, _joined_in(record, made), json=json)


def _joined_in(record: Record, made: Judgement) -> str:
    """The id of the group in which a merge joined its claims; empty for copies of reports."""
    groups = record.groups(made.things) if made.verdict == "same" else {}
    shared = [set(groups.get(thing, ())) for thing in made.things]
    return min(set.intersection(*shared), default="") if all(shared) and shared else ""


def _tell(made: Judgement, into: str, *, json: bool) -> None:
    if json:
        import json as jsonlib

        from servanda.model.view_json import view_to_json

        said = {**view_to_json(made), **({"into": into} if into else {})}
        typer.echo(jsonlib.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.record_terminal import show_blocks, show_note
    from servanda.cli.terminal import make_console
    from servanda.presenting.origins import judgement_block

    console = make_console()
    show_blocks(console, [judgement_block(made)])
    if into:
        show_note(console, f"They are now {into}.")
    show_note(console, f"Take it back with: servanda undo {made.id}")
