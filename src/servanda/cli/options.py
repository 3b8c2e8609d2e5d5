"""Options that several commands share, and how they become settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from servanda.settings import Settings

Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings file (TOML).")]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="FOLDER", help="Another language model than the one that ships."),
]
Threads = Annotated[int | None, typer.Option("--threads", metavar="N", help="Threads of the language model.")]
Knowledge = Annotated[
    str | None,
    typer.Option("--knowledge", metavar="FILE", help="Own actors, places and rules (YAML or CSV)."),
]
Mentions = Annotated[
    bool,
    typer.Option("--mentions", help="In JSON, also list every actor, place, time, number and quotation."),
]


def settings_from(
    config: Path | None = None,
    model: str | None = None,
    threads: int | None = None,
    workers: int | None = None,
    knowledge: str | None = None,
) -> Settings:
    """Settings with the command's own options on top."""
    from servanda.settings import load_settings

    return load_settings(config, model=model, threads=threads, workers=workers, knowledge=knowledge)
