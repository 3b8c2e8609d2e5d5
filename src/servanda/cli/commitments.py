"""``servanda commitments``, ``servanda ledgers``: what was promised, and what became of it."""

from __future__ import annotations

from typing import Annotated, get_args

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


def commitments(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    act: Annotated[
        str | None, typer.Option("--act", metavar="ACT", help="Only these: non_use_of_force, ceasefire …")
    ] = None,
    standing: Annotated[
        str | None,
        typer.Option("--standing", metavar="NAME", help="Only these: breach_reported, kept, disputed …"),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="One row each, without words.")] = False,
    instruments: Annotated[
        bool, typer.Option("--instruments", help="The declarations, agreements and mandates instead.")
    ] = False,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List commitments with their life, their standing, and by whose account they stand so."""
    from servanda.codebook.acts import ACTS
    from servanda.model.views import StandingName
    from servanda.presenting.promises import instrument_block, pledge_block, pledge_line

    listing = Listing(
        name="Commitments",
        block=pledge_block,
        row=pledge_line if short else None,
    )
    if instruments:
        listing = Listing(
            name="Instruments",
            block=instrument_block,
        )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        pair=pair,
        actor=actor,
        act=choice_of(act, "--act", tuple(sorted(ACTS))),
        standing=choice_of(standing, "--standing", get_args(StandingName)),
        between=between,
        as_of=as_of,
    )


def ledgers(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only: prisoners, withdrawals, returns, deployments."),
    ] = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """List what was promised, done and denied in numbers: prisoners, withdrawals, returns, deployments."""
    from servanda.presenting.promises import ledger_block

    kinds = ("prisoners", "withdrawals", "returns", "deployments")
    listing = Listing(
        name="Ledgers",
        block=ledger_block,
    )
    show_listing(
        listing,
        record,
        limit=limit,
        cursor=cursor,
        json=json,
        pair=pair,
        actor=actor,
        kind=choice_of(kind, "--kind", kinds),
        as_of=as_of,
    )
