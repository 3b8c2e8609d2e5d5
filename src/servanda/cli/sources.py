"""``servanda sources``: who has it from whom, and which reports carry one text."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.listing import Listing, show_listing
from servanda.cli.record_options import AsJson, AsOf, Cursor, Limit, Outlet, RecordOption


def sources(
    record: RecordOption = None,
    source: Outlet = None,
    copies: Annotated[
        bool, typer.Option("--copies", help="Groups of reports that carry one text instead.")
    ] = False,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List who has it from whom: by attribution, by naming an agency, or by copying."""
    from servanda.presenting.origins import copies_block, source_block

    if copies:
        listing = Listing(
            name="Copies",
            block=copies_block,
        )
    else:
        listing = Listing(
            name="Sources",
            block=source_block,
        )
    show_listing(listing, record, limit=limit, cursor=cursor, json=json, source=source, as_of=as_of)
