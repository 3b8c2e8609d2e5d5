"""``servanda backup`` and ``servanda restore``: a record as one file, and back."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.record_options import AsJson, RecordOption, record_address

if TYPE_CHECKING:
    from servanda.api.record_store import Kept


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where the backup goes.")],
    record: RecordOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    json: AsJson = False,
) -> None:
    """Write a record to one file, from which either store can be made again; others may write meanwhile."""
    from servanda.api import record_store

    with progress_told("writing") as progress:
        kept = record_store.backup(record_address(record), target, replace=force, progress=progress)
    _tell(kept, target, "written to", json=json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Make a record of a backup; there must be none yet where --record says."""
    from servanda.api import record_store

    with progress_told("restoring") as progress:
        kept = record_store.restore(source, record_address(record), progress=progress)
    _tell(kept, source, "restored from", json=json)


@contextmanager
def progress_told(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; what it gives takes how much of how much is done."""
    from servanda.cli.ingest import progress_bar
    from servanda.cli.terminal import make_console

    with progress_bar(make_console(stderr=True).is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _tell(kept: Kept, path: Path, done: str, *, json: bool) -> None:
    from servanda.cli.terminal import clean

    if json:
        said = {"head": str(kept.head), "rows": dict(kept.rows), "size": kept.size, "sha256": kept.sha256}
        typer.echo(jsonlib.dumps(said))
        return
    counts = ", ".join(f"{count:,} {name}" for name, count in kept.rows.items())
    typer.echo(clean(f"{counts} {done} {path} ({kept.size:,} bytes)"))
    typer.echo(f"head {kept.head}")
