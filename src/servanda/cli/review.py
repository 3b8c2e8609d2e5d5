"""``servanda review``: what people should look at first, their judgements as gold, how far two agree."""

from __future__ import annotations

import json as jsonlib
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.judging import Author, author_of
from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Between,
    Limit,
    Outlet,
    Pair,
    RecordOption,
    WhoActs,
    choice_of,
    filters_of,
    must_hold,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from servanda.api.record import Filters, Record
    from servanda.api.review import Doubtful, Exported
    from servanda.model.account import Account

SHOWN = 10
"""Entries shown to people, unless asked for otherwise."""

app = typer.Typer(
    invoke_without_command=True,
    help="List what is most in doubt and matters most; export judgements as gold; compare two reviewers.",
)


@app.callback()
def review(
    context: typer.Context,
    record: RecordOption = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="Only: claim, join, contradiction, placement; repeatable."
        ),
    ] = None,
    following: Annotated[bool, typer.Option("--next", help="Only the most urgent one.")] = False,
    interactive: Annotated[
        bool, typer.Option("-i", "--interactive", help="Go through them, deciding each by a key.")
    ] = False,
    second: Annotated[
        bool, typer.Option("--second", help="A second reading: what others judged and you did not.")
    ] = False,
    author: Author = None,
    pair: Pair = None,
    actor: WhoActs = None,
    source: Outlet = None,
    between: Between = None,
    as_of: AsOf = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """List what is most in doubt and matters most, with its words and the commands that decide it."""
    if context.invoked_subcommand:
        return
    from servanda.api.record import Filters
    from servanda.api.review import KINDS, doubts
    from servanda.api.second import second_reading
    from servanda.errors import RecordError

    kinds: list[Any] = [choice_of(k, "--kind", KINDS) for k in kind or ()]
    wanted: Filters = filters_of(pair=pair, actor=actor, source=source, between=between, as_of=as_of)
    if interactive and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RecordError("R011", "--interactive needs a terminal", remedy="without it the list is printed")
    most = 1 if following else limit
    if second and wanted != Filters():
        words = "a second reading takes --kind and --limit, no other filter"
        raise RecordError("R011", words, remedy="leave them out")
    with opened(record) as held:
        must_hold(held, wanted.as_of)
        who = author_of(author)
        # As the coder left it: what the first reader made of it must not be seen.
        blind = second_reading(held, who) if second else None
        found = (
            tuple(one for one in blind.entries if not kinds or one.kind in kinds)
            if blind
            else doubts(held, wanted, kinds=kinds)
        )
        told = blind.accounts if blind else None
        if interactive:
            from servanda.cli.review_keys import Reviewer, from_keyboard

            Reviewer(held, who, from_keyboard(), told=told).go(found[:most])
        elif json:
            _print_json(held, found[:most], told)
        else:
            _print(held, found, most or SHOWN, wanted, told)


@app.command()
def export(
    target: Annotated[str, typer.Argument(metavar="DIR|FILE.jsonl", help="Where to write.")],
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Also reports whose texts may not be passed on.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Only reports of which every claim was judged.")
    ] = False,
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Write the reports that people judged, with claims as corrected, in the codebook's format."""
    from servanda.api.review import export as write

    with opened(record) as held:
        done = write(held, target, restricted=restricted, whole=whole)
    if json:
        found = {"written": done.written, "restricted": done.restricted, "partly": done.partly}
        typer.echo(jsonlib.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        return
    _tell(done, target, restricted=restricted)


@app.command()
def agreement(
    one: Annotated[str, typer.Argument(metavar="A", help="A reviewer.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    record: RecordOption = None,
    json: AsJson = False,
) -> None:
    """Tell how far two reviewers agree on what both judged, and where they differ."""
    from servanda.api.review import agreement as compare
    from servanda.presenting.reviewing import agreement_json, agreement_rows, difference_blocks

    with opened(record) as held:
        found = compare(held, one, other)
    if json:
        typer.echo(jsonlib.dumps(agreement_json(found), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.record_terminal import show_blocks, show_heading, show_note, show_table
    from servanda.cli.terminal import make_console

    console = make_console()
    if not found.all.items:
        show_note(console, f"{one} and {other} judged nothing in common.")
        return
    show_heading(console, f"{one} and {other}")
    show_table(console, agreement_rows(found))
    show_blocks(console, difference_blocks(found, one, other))


def _print(
    held: Record, found: Sequence[Doubtful], most: int, wanted: Filters, known: Mapping[str, Account] | None
) -> None:
    from servanda.api.listings import told_of
    from servanda.cli.listing import heading_of
    from servanda.cli.record_terminal import show_blocks, show_heading, show_note
    from servanda.cli.terminal import make_console
    from servanda.presenting.reviewing import doubtful_block

    console = make_console()
    heading = heading_of("Doubts", wanted)
    if not found:
        show_note(console, f"No {heading[0].lower()}{heading[1:]}.")
        return
    show_heading(console, heading)
    told = known or told_of(held, (i for one in found[:most] for i in one.accounts))
    show_blocks(console, (doubtful_block(one, told) for one in found[:most]))
    if len(found) > most:
        show_note(console, f"{len(found) - most} more of less urgency: --limit N shows more.")


def _print_json(held: Record, found: Sequence[Doubtful], known: Mapping[str, Account] | None) -> None:
    from servanda.api.listings import told_of
    from servanda.cli.listing import print_list
    from servanda.presenting.reviewing import doubtful_json

    told = known or told_of(held, (i for one in found for i in one.accounts))
    print_list(doubtful_json(one, told) for one in found)


def _tell(done: Exported, target: str, *, restricted: bool) -> None:
    from servanda.cli.terminal import clean

    count = len(done.written)
    lines = [f"{count} {'report' if count == 1 else 'reports'} in {target}"]
    if restricted:
        lines.append("their texts may not all be passed on: see 'redistributable' of each")
    if done.restricted:
        lines.append(
            f"{len(done.restricted)} left out, their texts may not be passed on: --restricted writes them too"
        )
    if done.partly:
        lines.append(f"{len(done.partly)} left out, as not every claim was judged")
    for line in lines:
        typer.echo(clean(line))
