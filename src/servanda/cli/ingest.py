"""``servanda ingest``: reports into a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, Knowledge, Model, Threads, settings_from
from servanda.cli.record_options import AsJson, RecordOption, record_address

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from servanda.api.record import Ingested, IngestStep


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="All that 'read' takes, or JSONL of 'code --mentions'; - for stdin.",
        ),
    ],
    record: RecordOption = None,
    licence: Annotated[
        str, typer.Option("--licence", metavar="TEXT", help="Under which the texts may be used.")
    ] = "",
    redistributable: Annotated[
        bool, typer.Option("--redistributable", help="The texts may be passed on whole.")
    ] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="JSONL of what could not be read.")
    ] = None,
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
    """Read and code reports, and add them to a record, which is made if there is none.

    Reports that are there already, read by the same version, are passed over, so that the same command goes
    on where it was stopped; what is there when it stops is whole.
    """
    from servanda.api.record import open_record
    from servanda.cli.terminal import make_console, tell_issue
    from servanda.errors import InputError, Issue

    settings = settings_from(config, model, threads, workers, knowledge)
    console = make_console(stderr=True)
    failed = added = 0
    address = record_address(record)
    new = "://" not in address and not Path(address).exists()
    with open_record(address) as opened:
        for place, source in enumerate(sources):
            steps = _Steps()
            try:
                with progress_bar(console.is_terminal and not quiet) as bar:
                    done = opened.ingest(
                        source,
                        settings=settings,
                        licence=licence,
                        redistributable=redistributable,
                        errors=errors,
                        more_errors=place > 0,
                        progress=steps.shown_by(bar),
                    )
                unread = False
            except InputError as error:  # the other sources are not concerned
                if not steps.told:  # else each report of it was named with its own reason
                    tell_issue(Issue.from_error(error))
                unread, done = True, steps.came_to()
            failed, added = failed + done.failed, added + done.added + done.earlier
            if as_json:
                _print_json(source, done)
            elif not quiet and not unread:
                console.print(_summary(source, done), style="dim")
        empty = new and failed > 0 and not opened.counts()["reports"]
    if empty:  # nothing came of it: no file is left behind
        for end in ("", "-wal", "-shm"):
            Path(address + end).unlink(missing_ok=True)
    if failed:
        raise typer.Exit(1 if added else 4)


class _Steps:
    """What was told of one source, until it ended."""

    def __init__(self) -> None:
        self.told = 0
        self._last: IngestStep | None = None

    def shown_by(self, bar: Progress) -> Callable[[IngestStep], None]:
        """What to call after each report."""
        task = bar.add_task("reading", total=None)

        def step(now: IngestStep) -> None:
            self.told, self._last = self.told + len(now.failures), now
            advance(bar, task, now)

        return step

    def came_to(self) -> Ingested:
        """What became of a source that could not be read, or not to its end."""
        from servanda.api.record import Ingested

        last = self._last
        added, earlier, failed = (last.added, last.earlier, last.failed) if last else (0, 0, 1)
        return Ingested(added=added, earlier=earlier, failed=failed, claims=0, seconds=0.0)


def progress_bar(shown: bool) -> Progress:
    """A bar on standard error that goes when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not shown,
        transient=True,
    )


def advance(bar: Progress, task: TaskID, step: IngestStep) -> None:
    """Show how far the work is; tell what could not be read."""
    from servanda.cli.terminal import tell_issue

    for issue in step.failures:
        tell_issue(issue)
    said = f"{step.added} added, {step.earlier} there, {step.failed} failed"
    bar.update(task, total=step.all, completed=step.done, description=said)


def _summary(source: str, done: Ingested) -> str:
    earlier = f", {done.earlier} were there" if done.earlier else ""
    failed = f", {done.failed} failed" if done.failed else ""
    told = f"{done.added} reports added{earlier}{failed}, {done.claims} claims"
    return f"{source}: {told}, {done.seconds:.1f} s"


def _print_json(source: str, done: Ingested) -> None:
    import json
    from dataclasses import asdict

    typer.echo(json.dumps({"source": source, **asdict(done)}, ensure_ascii=False))
