"""``servanda brief``: a page of prose as of a day, with a footnote for every sentence."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.listing import AT_ONCE, told_of
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

if TYPE_CHECKING:
    from servanda.api.record import Filters, Page, Record
    from servanda.presenting.brief import Brief

MOST_READ = 2000
"""Things of each sort that are looked at, by the day they were first reported, the earliest first."""

LAST_DAYS = 365
"""Days before the last report from which deeds and figures are told, unless asked for otherwise."""


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


def make_brief(record: Record, wanted: Filters) -> Brief:
    """The brief of what the filters let through; without ``between``, deeds and figures of the last year."""
    from servanda.presenting.brief import Material, write_brief

    made = replace(wanted, between=None)
    if wanted.between is None and (known := record.span(wanted.as_of)):
        wanted = replace(wanted, between=(known[1] - timedelta(days=LAST_DAYS), known[1]))
    incidents = list(_all(record.incidents, wanted))
    tracks = [
        (track, tuple(a.id for a in record.show(track.rounds[-1].incident, wanted.as_of).accounts))
        for track in _all(record.tracks, made)
        if track.rounds
    ]
    material = Material(
        about=_about(wanted),
        as_of=wanted.as_of,
        reports=int(record.counts(wanted.as_of)["reports"]),
        incidents=incidents,
        pledges=list(_all(record.commitments, made)),
        tallies=list(_all(record.figures, wanted)),
        contradictions=list(_all(record.contradictions, wanted)),
        tracks=tracks,
        between=wanted.between,
    )
    return write_brief(material, told_of(record, _ids(material)))


def _ids(material: Any) -> Iterator[str]:  # noqa: ANN401 - presenting.brief.Material, imported late
    for view in (*material.incidents, *material.pledges):
        yield from view.accounts
    for pledge in material.pledges:
        yield from (e.account for e in pledge.evidence)
        yield from (s.account for s in pledge.steps if s.account)
    for tally in material.tallies:
        yield from (c.account for c in tally.counts)
    for contradiction in material.contradictions:
        yield from (s.account for s in contradiction.sides)
    for _, accounts in material.tracks:
        yield from accounts


def _all(fetch: Callable[..., Page[Any]], wanted: Filters) -> Iterator[Any]:
    cursor: str | None = None
    count = 0
    while True:
        page = fetch(wanted, limit=AT_ONCE, cursor=cursor)
        yield from page.items
        count += len(page.items)
        cursor = page.cursor
        if cursor is None or count >= MOST_READ:
            return


def _about(wanted: Filters) -> str:
    from servanda.presenting.prose import party_name

    if wanted.pair:
        return f"{party_name(wanted.pair[0])} and {party_name(wanted.pair[1])}"
    return party_name(wanted.actor) if wanted.actor else "The record"
