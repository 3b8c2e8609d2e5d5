"""``servanda show``: whatever an id stands for, with its words."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.record_options import AsJson, AsOf, RecordOption, day_of, must_hold, opened

Id = Annotated[str, typer.Argument(metavar="ID", help="Of a claim, a group, a judgement or a report.")]


def show(id: Id, record: RecordOption = None, as_of: AsOf = None, json: AsJson = False) -> None:  # noqa: A002
    """Show whatever the id stands for, with the words it rests on and what was judged of it."""
    day = day_of(as_of, "--as-of")
    with opened(record) as source:
        must_hold(source, day)
        shown = source.show(id, day)
        groups = source.groups([a.id for a in shown.accounts], day)
    if json:
        import json as jsonlib

        from servanda.presenting.view_words import shown_json

        typer.echo(jsonlib.dumps(shown_json(shown, groups), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.record_terminal import show_blocks, show_note
    from servanda.cli.terminal import make_console
    from servanda.presenting.whole import thing_blocks

    console = make_console()
    if shown.moved:
        show_note(console, shown.moved)
    show_blocks(console, thing_blocks(shown.thing, shown.accounts, shown.judgements, groups))
    if shown.text:
        show_note(console, "Text")
        typer.echo("")
        for paragraph in shown.text.split("\n"):
            show_note(console, paragraph)
