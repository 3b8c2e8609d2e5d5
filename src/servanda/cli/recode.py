"""``servanda recode``: the reports of a record coded again by this version."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.ingest import advance, progress_bar
from servanda.cli.options import Config, Knowledge, Model, Threads, settings_from
from servanda.cli.record_options import AsJson, RecordOption, opened


def recode(
    record: RecordOption = None,
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Who decides that the new claims are shown.")
    ] = "servanda recode",
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=0, help="Processes; 0 is one a core.")
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
    knowledge: Knowledge = None,
) -> None:
    """Code all reports again with this version, and show its claims instead of the old ones.

    The old claims stay. Each report gets a judgement that chooses the new coding; 'servanda undo' takes it
    back. Reports that this version has coded are passed over.
    """
    import json
    from dataclasses import asdict

    from servanda.cli.terminal import make_console

    settings = settings_from(config, model, threads, workers, knowledge)
    console = make_console(stderr=True)
    with opened(record) as one, progress_bar(console.is_terminal and not quiet) as bar:
        task = bar.add_task("coding again", total=None)
        done = one.recode(settings=settings, author=author, progress=lambda step: advance(bar, task, step))
    if as_json:
        typer.echo(json.dumps(asdict(done)))
    elif not quiet:
        told = f"{done.added} reports coded again, {done.earlier} were by this version, {done.failed} failed"
        console.print(f"{told}; {done.claims} claims, {done.seconds:.1f} s", style="dim")
    if done.failed:
        raise typer.Exit(1)
