"""``servanda when``: which days a time in words means, counted from a day."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from servanda.api import TimeAnswer
    from servanda.model import Timex


def when(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='"last Friday", "from March to May", …')],
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="What relative words count from: 2022-10-31, 2022-10."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say which days a time in words means, or why that stays open."""
    from servanda import api

    answer = api.when(words, since)
    if json:
        typer.echo(jsonlib.dumps(_as_json(answer), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.terminal import clean

    for line in _lines(answer):
        typer.echo(clean(line).encode("utf-8", "replace"))


def _lines(answer: TimeAnswer) -> list[str]:
    """The answer for a person, line by line."""
    if not answer.times:
        return ["unresolved", f"  because      {answer.reason}"]
    lines: list[str] = []
    for time in answer.times:
        lines += [
            f"{_days(time)}  {time.span.of(answer.words)}",
            f"  type         {time.type}",
            f"  value        {time.value or 'none'}",
            f"  granularity  {time.granularity}",
            f"  rule         {time.rule}",
            f"  {'counted from' if time.earliest else 'because':12} {time.anchor}",
        ]
    return lines


def _days(time: Timex) -> str:
    if time.earliest is None or time.latest is None:
        return "unresolved"
    days = dict.fromkeys((time.earliest.isoformat(), time.latest.isoformat()))
    return " to ".join(days)


def _as_json(answer: TimeAnswer) -> dict[str, Any]:
    since = answer.since
    return {
        "words": answer.words,
        "from": "/".join(dict.fromkeys(day.isoformat() for day in since)) if since else None,
        "resolved": any(time.earliest is not None for time in answer.times),
        "reason": answer.reason,
        "times": [_time(time, answer.words) for time in answer.times],
    }


def _time(time: Timex, words: str) -> dict[str, Any]:
    return {
        "text": time.span.of(words),
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type,
        "value": time.value or None,
        "date": time.iso,
        "first": time.earliest.isoformat() if time.earliest else None,
        "last": time.latest.isoformat() if time.latest else None,
        "granularity": time.granularity,
        "anchor": time.anchor,
        "rule": time.rule,
    }
