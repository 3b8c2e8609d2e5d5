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
    from servanda.model.view_json import view_to_json
    from servanda.presenting.origins import copies_block, source_block

    if copies:
        listing = Listing(
            name="Copies",
            fetch=lambda r, f, n, c: r.copies(f, limit=n, cursor=c),
            block=copies_block,
            as_json=lambda group, _: view_to_json(group),
        )
    else:
        listing = Listing(
            name="Sources",
            fetch=lambda r, f, n, c: r.sources(f, limit=n, cursor=c),
            block=source_block,
            as_json=lambda link, _: view_to_json(link),
        )
    show_listing(listing, record, limit=limit, cursor=cursor, json=json, source=source, as_of=as_of)
