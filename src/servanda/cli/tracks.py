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
    from servanda.model.view_json import view_to_json
    from servanda.presenting.promises import track_block

    listing = Listing(
        name="Tracks",
        fetch=lambda r, f, n, c: r.tracks(f, limit=n, cursor=c),
        block=track_block,
        as_json=lambda track, _: view_to_json(track),
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
