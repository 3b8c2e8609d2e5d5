"""``servanda knowledge``: what a file of own knowledge changes; who says which name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, settings_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.knowledge.own.checking import Effect

app = typer.Typer(no_args_is_help=True, help="Own actors, places and rules; who says which name.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML or CSV.")],
    config: Config = None,
) -> None:
    """Say whether a file of own knowledge is right, and what it changes."""
    from servanda import api

    found = api.check_knowledge(file, settings=settings_from(config))
    own = found.knowledge
    rows = f"{len(own.actors)} actors, {len(own.places)} places, {len(own.rules)} rules"
    _say(f"{rows} (sha256 {own.sha256[:16]})")
    _tell("changed", found.shadowed)
    _tell("new", found.added)
    for doubt in found.doubts:
        _say(f"doubtful: {doubt}")


@app.command()
def names(
    name: Annotated[str, typer.Argument(metavar="NAME", help='As in "Artsakh".')],
) -> None:
    """Say who uses which name for what is disputed, divided or renamed."""
    from servanda import api

    found = api.usages(name)
    if not found:
        _say(f"no usage is recorded of “{name}”")
    for usage in found:
        time = f", {usage.since or '…'} to {usage.until or 'today'}" if usage.since or usage.until else ""
        _say(f"{usage.what}: “{usage.name}”: {usage.users}{time} ({usage.source})")


def _tell(heading: str, effects: Iterable[Effect]) -> None:
    for effect in effects:
        before = f" (was {effect.before})" if effect.before else ""
        _say(f"{heading}: “{effect.name}” → {effect.now}{before}   {effect.where}")


def _say(line: str) -> None:
    from servanda.cli.terminal import clean

    typer.echo(clean(line).encode("utf-8", "replace"))
