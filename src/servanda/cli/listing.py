"""What all listings of a record have in common: filters, pages, JSON, and a word when there is nothing."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from servanda.cli.record_options import filters_of, must_hold, opened

if TYPE_CHECKING:
    from servanda.api.record import Filters, Record
    from servanda.model.account import Account
    from servanda.presenting.blocks import Block

SHOWN = 20
"""Things on a page for people, unless asked for otherwise."""

ROWS = 100
"""The same for a table with one row each."""

AT_ONCE = 200
"""Things fetched at a time for JSON."""

Told = Mapping[str, "Account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One sort of listing.

    Attributes:
        name: what is listed, in the plural, as :data:`servanda.api.listings.LISTINGS` calls it.
        block: a thing for people.
        rests_on: the accounts a thing needs for its words.
        row: a thing as one row of a table, instead of a block.
    """

    name: str
    block: Callable[[Any, Told], Block]
    rests_on: Callable[[Any], Iterable[str]] = lambda view: getattr(view, "accounts", ())
    row: Callable[[Any], tuple[str, ...]] | None = None


def show_listing(
    listing: Listing,
    address: str | None,
    *,
    limit: int | None,
    cursor: str | None,
    json: bool,
    **filters: Any,  # noqa: ANN401 - the options as typed
) -> None:
    """Print one page for people; as JSON a list of all, or of one page if a limit is given.

    Raises:
        RecordError: R001, R011, R012, R013.
    """
    wanted = filters_of(**filters)
    with opened(address) as record:
        must_hold(record, wanted.as_of)
        if json:
            _print_json(listing, record, wanted, limit, cursor)
        else:
            _print_page(listing, record, wanted, limit or (ROWS if listing.row else SHOWN), cursor)


def print_list(items: Iterable[Any]) -> None:
    """A JSON list, one item a line, as they come."""
    before = "[\n"
    for item in items:
        typer.echo(f"{before}{jsonlib.dumps(item, ensure_ascii=False)}".encode("utf-8", "replace"), nl=False)
        before = ",\n"
    typer.echo("[]" if before == "[\n" else "\n]")


def heading_of(name: str, wanted: Filters) -> str:
    """``Commitments of ARM and AZE as of 30 Nov 2022``."""
    from servanda.presenting.blocks import day_words, when_words

    words = [name]
    if wanted.pair:
        words.append(f"of {wanted.pair[0]} and {wanted.pair[1]}")
    if wanted.actor:
        words.append(f"of {wanted.actor}")
    for text in (
        wanted.type,
        wanted.mode,
        wanted.act,
        wanted.measure,
        wanted.standing,
        wanted.status,
        wanted.kind,
    ):
        words += [f"({text.replace('_', ' ')})"] if text else []
    if wanted.place:
        words.append(
            f"in {wanted.place}" if wanted.km is None else f"within {wanted.km:g} km of {wanted.place}"
        )
    if wanted.source:
        words.append(f"by {wanted.source}")
    if wanted.between:
        words.append(f"in the days {when_words(wanted.between)}")
    if wanted.as_of:
        words.append(f"as of {day_words(wanted.as_of)}")
    return " ".join(words)


def _print_page(listing: Listing, record: Record, wanted: Filters, limit: int, cursor: str | None) -> None:
    from servanda.api.listings import LISTINGS, told_of
    from servanda.cli.record_terminal import show_blocks, show_heading, show_note, show_table
    from servanda.cli.terminal import make_console

    console = make_console()
    page = LISTINGS[listing.name.lower()].page(record, wanted, limit, cursor)
    heading = heading_of(listing.name, wanted)
    if not page.items:
        show_note(console, f"No {heading[0].lower()}{heading[1:]}.")
        return
    show_heading(console, heading)
    if listing.row:
        show_table(console, [listing.row(view) for view in page.items])
    else:
        told = told_of(record, (i for view in page.items for i in listing.rests_on(view)))
        show_blocks(console, (listing.block(view, told) for view in page.items))
    if page.cursor:
        typer.echo(f"More: the same command with --cursor {page.cursor}")  # on one line, to be copied


def _print_json(
    listing: Listing, record: Record, wanted: Filters, limit: int | None, cursor: str | None
) -> None:
    from servanda.api.listings import LISTINGS

    left: list[str] = []
    listed = LISTINGS[listing.name.lower()]

    def items() -> Iterator[Any]:
        following = cursor
        while True:
            page = listed.page(record, wanted, limit or AT_ONCE, following)
            yield from listed.rows(record, page.items)
            following = page.cursor
            if following is None or limit is not None:
                left.extend([following] if following else [])
                return

    print_list(items())
    if left:
        typer.echo(f"servanda: more with --cursor {left[0]}", err=True)
