"""``servanda read``: the record of each report, for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, Knowledge, Mentions, Model, Threads, settings_from

if TYPE_CHECKING:
    from servanda.model import Coding


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-…", help="Text, HTML, PDF, JSONL; folders; addresses; - for stdin."
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a report.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write one self-contained page instead.")
    ] = None,
    mentions: Mentions = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
    knowledge: Knowledge = None,
) -> None:
    """Print the record of each report: claims beside the words they rest on."""
    from servanda import api
    from servanda.cli.terminal import make_console, show_coding, tell_issue
    from servanda.errors import Issue

    settings = settings_from(config, model, threads, knowledge=knowledge)
    failed: list[Issue] = []

    def on_issue(issue: Issue) -> None:
        failed.append(issue)
        tell_issue(issue)

    console = make_console()
    versions = api.versions(settings) if json else {}
    kept: list[Coding] = []
    count = 0
    for source in sources:
        for coding in api.read(source, settings=settings, on_issue=on_issue, mentions=mentions):
            count += 1
            if html is not None:
                kept.append(coding)
            elif json:
                _print_json(coding, versions)
            else:
                show_coding(console, coding)
    if html is not None and kept:
        _write_page(html, kept)
    if failed:
        raise typer.Exit(1 if count else 4)


def _print_json(coding: Coding, versions: dict[str, str]) -> None:
    from servanda.model.json import to_json, to_line

    typer.echo(to_line(to_json(coding, versions=versions)).encode("utf-8", "replace"))


def _write_page(path: Path, codings: list[Coding]) -> None:
    from servanda import api
    from servanda.cli.files import write_whole

    write_whole(path, api.page(codings))
    reports = f"{len(codings)} report{'' if len(codings) == 1 else 's'}"
    typer.echo(f"Wrote {reports} to {path.resolve()}", err=True)
