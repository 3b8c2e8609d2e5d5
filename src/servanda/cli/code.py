"""``servanda code``: a JSONL file of reports to a JSONL file of codings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, Knowledge, Mentions, Model, Threads, settings_from

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from servanda.api import Step, Summary


def code(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="One report a line; - for stdin.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT.jsonl", help="- for stdout."),
    ],
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=0, help="Processes; 0 is one a core.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a partly written output.")] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="JSONL of what could not be read.")
    ] = None,
    mentions: Mentions = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
    knowledge: Knowledge = None,
) -> None:
    """Write the codebook's JSON, one line a report, with character offsets.

    The order is the input's and the bytes are the same for any number of workers. Until it is complete the
    output is called OUT.jsonl.partial; when stopped, --resume goes on from there.
    """
    from servanda import api
    from servanda.cli.terminal import make_console

    settings = settings_from(config, model, threads, workers, knowledge)
    console = make_console(stderr=True)
    with _bar(console.is_terminal and not quiet) as bar:
        task = bar.add_task("reading", total=None)
        summary = api.code_file(
            source,
            output,
            errors=errors,
            resume=resume,
            mentions=mentions,
            settings=settings,
            progress=lambda step: _advance(bar, task, step),
        )
    if not quiet:
        console.print(_summary(summary, output), style="dim")
    if summary.failed:
        raise typer.Exit(1 if summary.coded or summary.earlier else 4)


def _bar(shown: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not shown,
        transient=True,
    )


def _advance(bar: Progress, task: TaskID, step: Step) -> None:
    from servanda.cli.terminal import tell_issue

    for issue in step.failures:
        tell_issue(issue)
    failed = f", {step.failed} failed" if step.failed else ""
    bar.update(
        task, total=step.bytes_all, completed=step.bytes_done, description=f"{step.coded} reports{failed}"
    )


def _summary(done: Summary, output: Path) -> str:
    earlier = f" ({done.earlier} were there)" if done.earlier else ""
    failed = f", {done.failed} failed" if done.failed else ""
    spent = f"in {done.seconds:.1f} s"
    return f"{done.coded} reports{earlier}, {done.claims} claims{failed}, {spent}: {output}"
