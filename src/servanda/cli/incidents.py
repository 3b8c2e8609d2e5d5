"""``servanda incidents`` and ``servanda timeline``: what happened, by all accounts of it."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from servanda.cli.listing import Listing, show_listing
from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Between,
    Cursor,
    Km,
    Limit,
    Outlet,
    Pair,
    PlaceName,
    RecordOption,
    WhoActs,
    choice_of,
)

STATUSES: Final = ("happened", "planned", "possible", "demanded", "denied")

Type = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Of this event type: ASSAULT, CONSULT …")
]
Mode = Annotated[str | None, typer.Option("--mode", metavar="MODE", help="Of this mode: drone, visit …")]
Status = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help="Some account says so: happened, denied …")
]


def incidents(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    type: Type = None,  # noqa: A002 - the codebook's word
    mode: Mode = None,
    status: Status = None,
    place: PlaceName = None,
    km: Km = None,
    source: Outlet = None,
    episodes: Annotated[
        bool, typer.Option("--episodes", help="What incidents belong to instead: escalations, rounds.")
    ] = False,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List acts, each by all accounts of it, in the order in which they were first reported."""
    from servanda.presenting.happenings import episode_block, incident_block

    listing = Listing(
        name="Episodes" if episodes else "Incidents",
        block=episode_block if episodes else incident_block,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        pair=pair,
        actor=actor,
        type=type_of(type),
        mode=mode_of(mode),
        status=choice_of(status, "--status", STATUSES),
        place=place,
        km=km,
        source=source,
        between=between,
        as_of=as_of,
    )


def timeline(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    type: Type = None,  # noqa: A002
    place: PlaceName = None,
    km: Km = None,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List incidents and commitments in the order in which they happened or were made."""
    from servanda.presenting.happenings import line_block

    listing = Listing(
        name="Timeline",
        block=lambda line, told: line_block(line.when, line.view, told),
        rests_on=lambda line: line.view.accounts,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        pair=pair,
        actor=actor,
        type=type_of(type),
        place=place,
        km=km,
        between=between,
        as_of=as_of,
    )


def type_of(text: str | None) -> str | None:
    """An event type as the codebook writes it.

    Raises:
        RecordError: R011 if there is no such type.
    """
    if text is None:
        return None
    from servanda.codebook.rules import TYPES
    from servanda.errors import RecordError

    if text.upper() not in TYPES:
        raise RecordError("R011", f"--type: {text!r} is none of {', '.join(TYPES)}")
    return text.upper()


def mode_of(text: str | None) -> str | None:
    """A mode of some event type.

    Raises:
        RecordError: R011 if there is no such mode.
    """
    if text is None:
        return None
    from servanda.codebook import event_types
    from servanda.errors import RecordError

    known = sorted({mode for kind in event_types() for mode, _ in kind.modes})
    if text.lower() not in known:
        raise RecordError("R011", f"--mode: {text!r} is none of {', '.join(known)}")
    return text.lower()
