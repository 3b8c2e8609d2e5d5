"""``servanda figures``: counts of one scope side by side."""

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
    Outlet,
    Pair,
    PlaceName,
    RecordOption,
    WhoActs,
    choice_of,
)


def figures(
    record: RecordOption = None,
    policy: Annotated[
        str | None,
        typer.Option("--policy", metavar="NAME", help="How low, best and high are chosen among the counts."),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="Only these: killed, released …")
    ] = None,
    pair: Pair = None,
    actor: WhoActs = None,
    place: PlaceName = None,
    source: Outlet = None,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List figures side by side, with source and day of each, and the best by a named policy."""
    from servanda.codebook.figures import MEASURES
    from servanda.presenting.tallies import tally_block

    listing = Listing(
        name="Figures",
        block=tally_block,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        policy=policy,
        measure=choice_of(measure, "--measure", tuple(sorted(MEASURES))),
        pair=pair,
        actor=actor,
        place=place,
        source=source,
        between=between,
        as_of=as_of,
    )
