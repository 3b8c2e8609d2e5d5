"""``servanda diff``: what changed between two days, or between two records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.listing import AT_ONCE, print_list
from servanda.cli.record_options import (
    AsJson,
    AsOf,
    Pair,
    RecordOption,
    WhoActs,
    day_of,
    filters_of,
    must_hold,
    opened,
)
from servanda.errors import RecordError

if TYPE_CHECKING:
    from servanda.api.record import Filters, Page, Record
    from servanda.presenting.differences import Change

KINDS = ("commitments", "incidents", "figures", "contradictions", "tracks")


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A day, or a record (file or address).")],
    after: Annotated[str, typer.Argument(metavar="B", help="A later day, or another record.")],
    record: RecordOption = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help=f"Only {', '.join(KINDS)}; may be repeated."),
    ] = None,
    pair: Pair = None,
    actor: WhoActs = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> None:
    """Tell what is new, gone or different: between two days of one record, or between two records."""
    kinds = tuple(dict.fromkeys(kind or KINDS))
    if wrong := [k for k in kinds if k not in KINDS]:
        raise RecordError("R011", f"--kind: {wrong[0]!r} is none of {', '.join(KINDS)}")
    days = _day(before), _day(after)
    with ExitStack() as held:
        if days[0] and days[1]:
            if as_of:
                raise RecordError("R011", "two days and --as-of do not go together")
            one = other = held.enter_context(opened(record))
            heading = f"From {days[0].isoformat()} to {days[1].isoformat()}"
        elif days[0] or days[1]:
            raise RecordError("R011", f"{before!r} and {after!r} are no two days and no two records")
        else:
            one, other = held.enter_context(opened(before)), held.enter_context(opened(after))
            days = (day_of(as_of, "--as-of"),) * 2
            heading = f"From {before} to {after}"
        must_hold(one, days[0])
        must_hold(other, days[1])
        wanted = [filters_of(pair=pair, actor=actor, as_of=d.isoformat() if d else None) for d in days]
        found = _changes(one, other, wanted, kinds)
        if json:
            from servanda.presenting.differences import change_as_json

            print_list(change_as_json(c) for c in found)
        else:
            _show(other, one, heading, found)


def _day(text: str) -> date | None:
    from servanda.model.days import days_of

    days = days_of(text)
    return days[0] if days and days[0] == days[1] else None


def _changes(one: Record, other: Record, wanted: list[Filters], kinds: Iterable[str]) -> Iterator[Change]:
    from servanda.presenting.differences import changes_between

    def earlier(thing: str) -> Any:  # noqa: ANN401 - a view
        return one.show(thing, wanted[0].as_of).thing

    for kind in kinds:
        yield from changes_between(
            _all(getattr(one, kind), wanted[0]), _all(getattr(other, kind), wanted[1]), earlier
        )


def _all(fetch: Callable[..., Page[Any]], wanted: Filters) -> Iterator[Any]:
    cursor: str | None = None
    while True:
        page = fetch(wanted, limit=AT_ONCE, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def _show(later: Record, before: Record, heading: str, found: Iterator[Change]) -> None:
    from servanda.api.listings import told_of
    from servanda.cli.record_terminal import show_blocks, show_heading, show_note
    from servanda.cli.terminal import make_console
    from servanda.presenting.differences import change_block, view_accounts

    console = make_console()
    show_heading(console, heading)
    count = 0
    for change in found:
        source = before if change.what == "gone" else later
        told = told_of(source, view_accounts(change.view)) if change.what == "new" else {}
        count += show_blocks(console, [change_block(change, told)])
    if not count:
        show_note(console, "Nothing changed.")
