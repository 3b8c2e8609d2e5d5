"""``servanda contradictions``: accounts that cannot both hold."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.listing import Listing, show_listing
from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Between,
    Cursor,
    Limit,
    Pair,
    RecordOption,
    WhoActs,
    choice_of,
)


def contradictions(
    record: RecordOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only: denial, who, how_many, garbled …")
    ] = None,
    pair: Pair = None,
    actor: WhoActs = None,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List accounts that cannot both hold, with both sides' words and who else says so."""
    from servanda.presenting.happenings import KINDS, contradiction_block

    listing = Listing(
        name="Contradictions",
        block=contradiction_block,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        kind=choice_of(kind, "--kind", tuple(KINDS)),
        pair=pair,
        actor=actor,
        between=between,
        as_of=as_of,
    )
