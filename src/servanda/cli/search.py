"""``servanda search``: words in reports, quotations and claims, and filters on what was read in them."""

from __future__ import annotations

import json as jsonlib
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.incidents import Mode, Status, Type, type_of
from servanda.cli.listing import heading_of
from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Between,
    Cursor,
    Km,
    Limit,
    Outlet,
    Pair,
    PlaceName,
    RecordOption,
    WhoActs,
    choice_of,
    days_between,
    filters_of,
    must_hold,
    opened,
)

if TYPE_CHECKING:
    from servanda.api.record import Filters, Record, Results

SHOWN = 20
"""Things on a page for people, unless asked for otherwise."""
AT_ONCE = 1000
"""Things fetched at a time for JSON."""
VALUES = 6
"""Values of a facet that people see."""

_WRITTEN = re.compile(r"[\"“”„«»*]|(^|\s)(-|OR\s|NOT\s)")
"""Signs that an argument with blanks is a query and not a phrase."""


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help="All of them; 'a phrase' in quotation marks, a beginning*, OR, NOT. None: by filters alone.",
        ),
    ] = None,
    record: RecordOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only: report, quotation, statement, event, figure, commitment.",
        ),
    ] = None,
    pair: Pair = None,
    actor: WhoActs = None,
    type: Type = None,  # noqa: A002 - the codebook's word
    mode: Mode = None,
    status: Status = None,
    act: Annotated[str | None, typer.Option("--act", metavar="ACT", help="Commitments to this act.")] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="Figures of this: killed, released …")
    ] = None,
    place: PlaceName = None,
    km: Km = None,
    box: Annotated[
        str | None,
        typer.Option(
            "--box", metavar="S,W,N,E", help="It happened there: south, west, north, east in degrees."
        ),
    ] = None,
    source: Outlet = None,
    between: Between = None,
    reported: Annotated[
        str | None,
        typer.Option("--reported", metavar="DAY/DAY", help="Out in these days: 2022-09-13/2022-09-14."),
    ] = None,
    as_of: AsOf = None,
    limit: Limit = None,
    cursor: Cursor = None,
    json: AsJson = False,
) -> None:
    """Search reports, quotations and other claims for words, the best first, with counts of all found."""
    from servanda.api.record import SORTS
    from servanda.codebook.acts import ACTS
    from servanda.codebook.figures import MEASURES

    wanted = filters_of(
        text=query_of(words or []),
        kind=choice_of(kind, "--kind", SORTS),
        pair=pair,
        actor=actor,
        type=type_of(type),
        mode=mode,
        status=status,
        act=choice_of(act, "--act", tuple(sorted(ACTS))),
        measure=choice_of(measure, "--measure", tuple(sorted(MEASURES))),
        place=place,
        km=km,
        box=box_of(box),
        source=source,
        between=between,
        reported=days_between(reported, "--reported"),
        as_of=as_of,
    )
    with opened(record) as held:
        must_hold(held, wanted.as_of)
        if json:
            _print_json(held, wanted, limit, cursor)
        else:
            _print_page(wanted, held.search(wanted, limit=limit or SHOWN, cursor=cursor))


def query_of(words: list[str]) -> str | None:
    """The arguments as one query: what the shell kept together, ``"prisoners of war"``, is a phrase."""
    said = [f'"{w}"' if len(w.split()) > 1 and not _WRITTEN.search(w) else w for w in words]
    return " ".join(said) or None


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """Four numbers of an option.

    Raises:
        RecordError: R011 if they are not four.
    """
    if text is None:
        return None
    from servanda.errors import RecordError

    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        remedy = "write it as 38.8,44.7,40.5,47.2"
        raise RecordError("R011", f"--box: {text!r} is no box", remedy=remedy) from None
    return south, west, north, east


def _print_page(wanted: Filters, found: Results) -> None:
    from servanda.cli.record_terminal import show_blocks, show_heading, show_note
    from servanda.cli.terminal import make_console
    from servanda.presenting.blocks import when_words
    from servanda.presenting.finds import facet_block, hit_block

    console = make_console()
    about = f"for {' '.join(wanted.text.split())}" if wanted.text else ""
    out = f"reported in the days {when_words(wanted.reported)}" if wanted.reported else ""
    inside = f"in the box {','.join(f'{degrees:g}' for degrees in wanted.box)}" if wanted.box else ""
    heading = " ".join(part for part in ("Found", about, out, inside, heading_of("", wanted).strip()) if part)
    if not found.total:
        show_note(console, f"Nothing {heading[0].lower()}{heading[1:]}.")
        if any(mark in (wanted.text or "") for mark in '"“„«'):
            show_note(
                console, "What stands in quotation marks is a phrase; without them words may stand apart."
            )
        return
    show_heading(console, f"{heading}: {'more than ' if found.beyond else ''}{found.total:,}")
    show_blocks(console, (hit_block(hit) for hit in found.items))
    show_blocks(console, [facet_block(found, VALUES)])
    if found.cursor:
        typer.echo(f"More: the same command with --cursor {found.cursor}")  # on one line, to be copied


def _print_json(record: Record, wanted: Filters, limit: int | None, cursor: str | None) -> None:
    from servanda.presenting.finds import hit_to_json

    first = page = record.search(wanted, limit=limit or AT_ONCE, cursor=cursor)
    hits: list[Any] = [hit_to_json(hit) for hit in page.items]
    while page.cursor and limit is None:
        page = record.search(wanted, limit=AT_ONCE, cursor=page.cursor)
        hits += [hit_to_json(hit) for hit in page.items]
    said = {
        "total": first.total,
        "beyond": first.beyond,
        "facets": {facet.name: dict(facet.counts) for facet in first.facets},
        "cursor": page.cursor,
    }
    head = jsonlib.dumps(said, ensure_ascii=False)[:-1]
    lines = ",\n".join(jsonlib.dumps(hit, ensure_ascii=False) for hit in hits)
    typer.echo(f'{head}, "hits": [\n{lines}\n]}}'.encode("utf-8", "replace"))
