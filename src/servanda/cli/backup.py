"""``servanda backup`` and ``servanda restore``: a record as one file, and back."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.record_options import AsJson, RecordOption, record_address

if TYPE_CHECKING:
    from servanda.api.record_store import Kept


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where the backup goes.")],
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Write a record to one file, from which either store can be made again; others may write meanwhile."""
    from servanda.api import record_store

    _tell(record_store.backup(record_address(record), target), target, "written to", json=json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Make a record of a backup; there must be none yet where --record says."""
    from servanda.api import record_store

    _tell(record_store.restore(source, record_address(record)), source, "restored from", json=json)


def _tell(kept: Kept, path: Path, done: str, *, json: bool) -> None:
    from servanda.cli.terminal import clean

    if json:
        said = {"head": str(kept.head), "rows": dict(kept.rows), "size": kept.size, "sha256": kept.sha256}
        typer.echo(jsonlib.dumps(said))
        return
    counts = ", ".join(f"{count:,} {name}" for name, count in kept.rows.items())
    typer.echo(clean(f"{counts} {done} {path} ({kept.size:,} bytes)"))
    typer.echo(f"head {kept.head}")
