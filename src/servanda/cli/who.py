"""``servanda who``: whom an office or a name means on a day."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, Knowledge, settings_from

if TYPE_CHECKING:
    from servanda.api import OfficeAnswer, OfficeCandidate


def who(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='"the Turkish leader", "Bush", …')],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Day, month, year or interval: 2022-10-31, 2022-10."),
    ] = None,
    near: Annotated[
        list[str] | None,
        typer.Option("--near", metavar="CODE", help="A country told along with it (SYR); may be repeated."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    config: Config = None,
    knowledge: Knowledge = None,
) -> None:
    """Say whom an office or a name means on a day, or why that stays open."""
    from servanda import api

    settings = settings_from(config, knowledge=knowledge)
    answer = api.who(words, on, near=near or (), settings=settings)
    if json:
        from servanda.presenting.looked_up import who_json

        typer.echo(jsonlib.dumps(who_json(answer), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.terminal import clean

    for line in _lines(answer):
        typer.echo(clean(line).encode("utf-8", "replace"))


def _lines(answer: OfficeAnswer) -> list[str]:
    """The answer for a person, line by line."""
    lines = [f"{answer.actor}  {answer.id}"] if answer.actor else ["unresolved"]
    lines.append(f"  because  {answer.reason}")
    if answer.term:
        one = answer.candidate
        assert one is not None
        lines += [f"  office   {_told(one)}", f"  source   {answer.term.source}"]
    label = "not" if answer.actor else "might be"
    for lost in answer.rejected:
        reason = f": {lost.reason}" if lost.reason else ""
        lines.append(f"  {label:8} {lost.name}{_office(lost)}{reason}")
    return lines


def _office(one: OfficeCandidate) -> str:
    return f", {_told(one)}" if one.office else ""


def _told(one: OfficeCandidate) -> str:
    """Office and term: "acting president of Russia, 1999-12-31 to 2000-05-07"."""
    acting = "acting " if one.acting else ""
    last = f"at least {one.last[:-1]}" if one.last.endswith("+") else one.last
    return f"{acting}{one.office}, {one.first or '…'} to {last}"
