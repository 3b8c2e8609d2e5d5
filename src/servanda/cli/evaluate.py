"""``servanda evaluate``: how well reports are read, against gold."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.options import Config, Knowledge, Model, Threads, settings_from

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.api import Changes, Evaluation

Claim = Mapping[str, Any]


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSONL, JSON, or a folder of *.json.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PREDICTED]", help="If left out, gold's own texts are read.")
    ] = None,
    lists: Annotated[
        bool, typer.Option("--lists/--no-lists", help="What was missed, invented, or differs.")
    ] = True,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Lists of one kind only, e.g. events.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="An earlier prediction: gains, losses.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    config: Config = None,
    model: Model = None,
    threads: Threads = None,
    knowledge: Knowledge = None,
) -> None:
    """Score codings against gold in the codebook's format, field by field."""
    from servanda import api
    from servanda.cli.terminal import make_console

    settings = settings_from(config, model, threads, knowledge=knowledge)
    changes: Mapping[str, Changes] = {}
    if against is None:
        result = api.evaluate(gold, predicted, settings=settings)
    else:
        result, changes = api.evaluate_against(gold, predicted, against, settings=settings)
    if kind is not None and kind not in result.kinds:
        raise typer.BadParameter(f"one of {', '.join(result.kinds)}", param_hint="--kind")
    if json:
        typer.echo(jsonlib.dumps(result.to_json(), indent=1, ensure_ascii=False))
        return
    console = make_console()
    _show_figures(console, result)
    shown = [k for k in result.kinds if kind in (None, k)]
    if changes:
        for name in shown:
            _show_changes(console, changes[name])
    elif lists:
        for name in shown:
            _show_lists(console, result, name)


def _show_figures(console: Console, result: Evaluation) -> None:
    from rich.table import Table

    written = (
        "" if result.written_accuracy is None else f"; time of writing right: {result.written_accuracy:.3f}"
    )
    console.print(f"{result.reports} reports, {len(result.not_coded)} not coded{written}")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("kind", "gold", "found", "precision", "recall", "F1", "strict F1", "actors F1"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for name, score in result.kinds.items():
        figures = score.figures()
        keys = ("gold", "predicted", "precision", "recall", "f1", "strict_f1", "actor_f1")
        table.add_row(name, *(_figure(figures.get(key)) for key in keys))
    console.print(table)
    for name, score in result.kinds.items():
        fields = {
            k.removesuffix("_accuracy"): v for k, v in score.figures().items() if k.endswith("_accuracy")
        }
        if fields:
            console.print(
                f"{name}, fields of pairs: " + ", ".join(f"{k} {_figure(v)}" for k, v in fields.items())
            )
        if score.quotes_not_in_text:
            console.print(f"{name}: {score.quotes_not_in_text} quotes are not in the text", style="red")


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _show_lists(console: Console, result: Evaluation, name: str) -> None:
    score = result.kinds[name]
    _show(console, f"{name}: missed", ((r, brief(c)) for r, c in score.missed), "red")
    _show(console, f"{name}: invented", ((r, brief(c)) for r, c in score.invented), "yellow")
    differing = ((p.report, _difference(p.gold, p.predicted, p.disagree)) for p in score.pairs if p.disagree)
    _show(console, f"{name}: found, but differs", differing, "cyan")


def _show_changes(console: Console, changes: Changes) -> None:
    name = changes.kind
    _show(console, f"{name}: gained", ((r, brief(c)) for r, c in changes.found), "green")
    _show(console, f"{name}: lost", ((r, brief(c)) for r, c in changes.lost), "red")
    _show(console, f"{name}: no longer invented", ((r, brief(c)) for r, c in changes.dropped), "green")
    _show(console, f"{name}: newly invented", ((r, brief(c)) for r, c in changes.invented), "red")
    mended = ((r, f"{', '.join(fields)}: {brief(c)}") for r, c, fields in changes.mended)
    spoilt = ((r, f"{', '.join(fields)}: {brief(c)}") for r, c, fields in changes.spoilt)
    _show(console, f"{name}: mended", mended, "green")
    _show(console, f"{name}: spoilt", spoilt, "red")


def _show(console: Console, heading: str, rows: Iterable[tuple[str, str]], style: str) -> None:
    from rich.text import Text

    from servanda.cli.terminal import clean

    found = list(rows)
    if not found:
        return
    console.print()
    console.print(Text(f"{heading} ({len(found)})", style=f"bold {style}"))
    for report, words in found:
        line = Text.assemble((f"{report}  ", "dim"), clean(words))
        console.print(line, soft_wrap=not console.is_terminal)


def _difference(gold: Claim, predicted: Claim, fields: tuple[str, ...]) -> str:
    """The fields that differ, gold's value first, and gold's words."""
    names = [n for f in fields for n in (("actors", "recipients", "obligors") if f == "who" else (f,))]
    told = [
        f"{n} {_value(gold.get(n))} ≠ {_value(predicted.get(n))}"
        for n in names
        if gold.get(n) != predicted.get(n)
    ]
    return f"{'; '.join(told)}: {' / '.join(_quotes(gold)[:1])}"


def brief(claim: Claim) -> str:
    """A claim of gold or prediction on one line: its sort, its filled fields, its words."""
    leading = (
        "type",
        "mode",
        "act",
        "force",
        "measure",
        "low",
        "high",
        "form",
        "speaker",
        "actors",
        "recipients",
    )
    hidden = {"quote", "quotes", "id", "spans", "coder", "score", "reasons", "fields"}
    keys = [*leading, *(k for k in claim if k not in leading and k not in hidden)]
    filled = [(k, claim[k]) for k in keys if claim.get(k) not in (None, [], False, "happened")]
    sort = " ".join(_value(v) for k, v in filled if k in leading[:8])
    rest = " ".join(f"{k}={_value(v)}" for k, v in filled if k not in leading[:8])
    words = " / ".join(" ".join(q.split()) for q in _quotes(claim))
    return f"{sort} {rest} “{words}”".replace("  ", " ")


def _value(value: object) -> str:
    if isinstance(value, list):
        return " + ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _quotes(claim: Claim) -> list[str]:
    return list(claim.get("quotes") or [claim.get("quote") or ""])
