"""``servanda where``: what a place's name stands for, with the places that it does not."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, Knowledge, settings_from

if TYPE_CHECKING:
    from servanda.model import PlaceCandidate, ResolvedPlace

PRECISION_WORDS = {
    1: "the exact place",
    2: "in its surroundings",
    3: "a district",
    4: "a province",
    5: "an area or line",
    6: "a country or more",
    7: "sea or air",
}


def where(
    words: Annotated[str, typer.Argument(metavar="PLACE", help='"Tripoli", "40 km east of Homs", …')],
    near: Annotated[
        list[str] | None,
        typer.Option("--near", metavar="PLACE", help="A place told along with it; may be repeated."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    config: Config = None,
    knowledge: Knowledge = None,
) -> None:
    """Say what a place's name stands for, or why that stays open."""
    from servanda import api

    answer = api.where(words, near=near or (), settings=settings_from(config, knowledge=knowledge))
    if json:
        from servanda.presenting.looked_up import where_json

        typer.echo(jsonlib.dumps(where_json(words, answer), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.terminal import clean

    for line in _lines(answer):
        typer.echo(clean(line).encode("utf-8", "replace"))


def _lines(answer: ResolvedPlace) -> list[str]:
    """The answer for a person, line by line."""
    if answer.id is None:
        lines = ["unresolved"]
    else:
        lines = [
            f"{', '.join((answer.name, *answer.hierarchy))}  {answer.id}",
            f"  point      {answer.lat} {answer.lon}, within {answer.radius_km:g} km",
            f"  precision  {_precision(answer)}",
            f"  kind       {answer.kind}{_claimed(answer.countries)}",
            f"  score      {answer.score:.2f}",
        ]
    lines.append(f"  because    {answer.reason}")
    label = "not" if answer.id else "might be"
    lines += [f"  {label:10} {_place(lost)}: {lost.reason}" for lost in answer.rejected]
    return lines


def _precision(answer: ResolvedPlace) -> str:
    """UCDP's step and ACLED's beside it: "1 of 7: the exact place (ACLED 1 of 3)"."""
    step = answer.precision or 7
    return f"{step} of 7: {PRECISION_WORDS[step]} (ACLED {answer.geo_precision} of 3)"


def _claimed(countries: tuple[str, ...]) -> str:
    return f", in or claimed by {', '.join(countries)}" if len(countries) > 1 else ""


def _place(lost: PlaceCandidate) -> str:
    return f"{', '.join((lost.name, *lost.hierarchy))} ({lost.lat:.2f} {lost.lon:.2f})"
