"""``servanda doctor``: whether what is installed is whole, and how fast it is here."""

from __future__ import annotations

import json as jsonlib
from dataclasses import asdict
from typing import Annotated

import typer

from servanda.cli.options import Config, Model, Threads, settings_from


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
) -> None:
    """Tell versions, the model's files and answers, and a measured speed."""
    from servanda import api

    found = api.diagnose(settings_from(config, model, threads))
    if json:
        typer.echo(jsonlib.dumps({**asdict(found), "healthy": found.healthy}, indent=1, ensure_ascii=False))
    else:
        for name, version in found.versions.items():
            typer.echo(f"{name:14} {version}")
        for file in found.files:
            state = {True: "whole", False: "ALTERED", None: "no hash recorded"}[file.whole]
            typer.echo(f"{file.sha256}  {file.size:>11,}  {state:16}  {file.path}")
        typer.echo(f"model          {found.model or 'answers as it should'}")
        if found.sentences_per_second is not None:
            typer.echo(f"ready after    {found.load_seconds:.2f} s")
            typer.echo(
                f"speed          {found.sentences_per_second:.0f} sentences/s, "
                f"{found.tokens_per_second:.0f} tokens/s, text to claims, one process"
            )
        typer.echo(f"memory         {found.memory_mb:.0f} MB at most")
    if not found.healthy:
        raise typer.Exit(5)
