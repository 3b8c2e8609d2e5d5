"""``servanda rebuild``: all views of a record made again."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from servanda.cli.record_options import AsJson, RecordOption, opened


def rebuild(
    record: RecordOption = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Make what is joined, and all views, again from reports, claims and judgements.

    The result is the same to the byte. When stopped, the same command goes on from there; until it is done,
    whoever reads the record helps to finish it.
    """
    import json

    from rich.progress import Progress

    from servanda.cli.terminal import make_console

    console = make_console(stderr=True)
    began = time.monotonic()
    with opened(record) as one, Progress(console=console, transient=True, disable=quiet) as bar:
        task = bar.add_task("rebuilding", total=None)
        reports = one.rebuild(lambda done, total: bar.update(task, completed=done, total=total))
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        typer.echo(json.dumps({"reports": reports, "seconds": seconds}))
    elif not quiet:
        console.print(f"rebuilt from {reports} reports in {seconds} s", style="dim")
