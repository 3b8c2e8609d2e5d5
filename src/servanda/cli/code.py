"""``servanda code``: a JSONL file of reports to a JSONL file of codings."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from servanda.cli.options import Config, Knowledge, Mentions, Model, Threads, settings_from

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from servanda.api import Step, Summary
    from servanda.errors import Issue

_NAMED: Final = 5
"""Lines that are named one by one; of the others it is told how many they are."""


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
    failures = _Failures(some_coded=resume)
    with _bar(console.is_terminal and not quiet) as bar:
        task = bar.add_task("reading", total=None)

        def advance(step: Step) -> None:
            failures.add(step)
            _advance(bar, task, step)

        try:
            summary = api.code_file(
                source,
                output,
                errors=errors,
                resume=resume,
                mentions=mentions,
                settings=settings,
                progress=advance,
            )
        finally:
            failures.sum_up(listed=errors is not None)
    if not quiet:
        console.print(_summary(summary, output), style="dim")
    if summary.failed:
        raise typer.Exit(1 if summary.coded or summary.earlier else 4)


class _Failures:
    """Tells what could not be read: a few lines one by one, a file of which no line is a report at once.

    Nobody can tell such a file by its first lines, so these wait until some report is coded.
    """

    def __init__(self, *, some_coded: bool) -> None:
        self._waiting: list[Issue] = []
        self._told = 0
        self._codes: Counter[str] = Counter()
        self._coded = some_coded

    def add(self, step: Step) -> None:
        """What became of a line."""
        self._coded = self._coded or step.coded > 0
        self._codes.update(issue.code for issue in step.failures)
        self._waiting += step.failures[: max(0, _NAMED - self._told - len(self._waiting))]
        if self._coded:
            self._tell()

    def _tell(self) -> None:
        from servanda.cli.terminal import tell_issue

        for issue in self._waiting:
            tell_issue(issue)
        self._told += len(self._waiting)
        self._waiting.clear()

    def sum_up(self, *, listed: bool) -> None:
        """What was not told yet; ``listed``: whether a file names every line."""
        from servanda.cli.terminal import tell_issue

        failed = self._codes.total()
        if not self._coded and failed > _NAMED:
            first = self._waiting[0]
            none = f"{first.message}; nor is any other of {failed:,} lines a report (give one report a line)"
            tell_issue(replace(first, message=none))
            return
        self._tell()
        if more := failed - self._told:
            codes = ", ".join(f"{code}: {count:,}" for code, count in sorted(self._codes.items()))
            where = "" if listed else "; --errors FILE lists them"
            sys.stderr.write(f"servanda: and {more:,} more ({failed:,} lines in all, {codes}{where})\n")


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
    failed = f", {step.failed} failed" if step.failed else ""
    bar.update(
        task, total=step.bytes_all, completed=step.bytes_done, description=f"{step.coded} reports{failed}"
    )


def _summary(done: Summary, output: Path) -> str:
    earlier = f" ({done.earlier} were there)" if done.earlier else ""
    failed = f", {done.failed} failed" if done.failed else ""
    spent = f"in {done.seconds:.1f} s"
    return f"{done.coded} reports{earlier}, {done.claims} claims{failed}, {spent}: {output}"
