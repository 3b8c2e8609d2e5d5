"""``servanda brief``: a page of prose as of a day, with a footnote for every sentence."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Between,
    Pair,
    RecordOption,
    WhoActs,
    filters_of,
    must_hold,
    opened,
)


def brief(
    record: RecordOption = None,
    pair: Pair = None,
    actor: WhoActs = None,
    between: Between = None,
    as_of: AsOf = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write one self-contained page instead.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT.md", help="Write the Markdown to a file.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Write a page of prose: what was promised, what happened, how many, what is disputed, who talked."""
    from servanda.api.briefs import make_brief

    wanted = filters_of(pair=pair, actor=actor, between=between, as_of=as_of)
    with opened(record) as source:
        must_hold(source, wanted.as_of)
        page = make_brief(source, wanted)
    from servanda import __version__
    from servanda.cli.files import write_whole
    from servanda.presenting.brief import brief_as_json
    from servanda.presenting.brief_pages import as_html, as_markdown

    if html is not None:
        write_whole(html, as_html(page, version=__version__))
    if output is not None:
        write_whole(output, as_markdown(page))
    if json:
        typer.echo(jsonlib.dumps(brief_as_json(page), ensure_ascii=False).encode("utf-8", "replace"))
    elif html is None and output is None:
        typer.echo(as_markdown(page).rstrip("\n").encode("utf-8", "replace"))
