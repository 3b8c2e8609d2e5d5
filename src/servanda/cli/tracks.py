"""``servanda tracks``: talks under each mediator, side by side."""

from __future__ import annotations

from servanda.cli.listing import Listing, show_listing
from servanda.cli.record_options import AsJson, AsOf, Between, Cursor, Limit, Pair, RecordOption, WhoActs


def tracks(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List talks by mediator, round by round: who hosted, who took part, what came of it."""
    from servanda.presenting.promises import track_block

    listing = Listing(
        name="Tracks",
        block=track_block,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        pair=pair,
        actor=actor,
        between=between,
        as_of=as_of,
    )
