"""``servanda verify``: whether a record is as it was written."""

from __future__ import annotations

import json as jsonlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.backup import progress_told
from servanda.cli.record_options import AsJson, RecordOption, record_address
from servanda.errors import RecordError

if TYPE_CHECKING:
    from servanda.api.record_store import Verified


def verify(
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="HEAD", help="A head noted earlier, which must still be there."),
    ] = None,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Look at every row of a record, and name those that were altered, removed, added or reordered."""
    from servanda.api import record_store

    address = record_address(record)
    with progress_told("looking") as progress:
        found = record_store.verify(address, noted=expect, progress=progress)
    if json:
        typer.echo(jsonlib.dumps(_as_json(found), ensure_ascii=False))
    else:
        _show(found)
    if found.findings:
        more = " or more" if found.cut else ""
        raise RecordError(
            "R010",
            f"{len(found.findings)}{more} findings: the record is not as it was written",
            remedy="restore a backup",
        )


def _show(found: Verified) -> None:
    from servanda.cli.terminal import clean

    for finding in found.findings:
        typer.echo(clean(f"{finding.what:<10} {finding}"))
    counts = ", ".join(f"{found.rows[name]:,} {name}" for name in ("documents", "codings", "judgements"))
    typer.echo(f"looked at {counts}, {found.rows['claims']:,} claims, {found.rows['log']:,} rows of the log")
    typer.echo(f"head {found.head}")
    if not found.findings:
        typer.echo("The record is as it was written. Note the head: --expect HEAD compares with it later.")


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "head": str(found.head),
        "rows": dict(found.rows),
        "findings": [asdict(f) for f in found.findings],
        "cut": found.cut,
    }
