"""Undated reports: which of them a change may place anew, and where they stand then."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from servanda.model.account import Account, Report
from servanda.model.days import Days
from servanda.reconciliation.placing import keys, place
from servanda.record import index_things as index
from servanda.record.index_codec import to_text
from servanda.record.index_schema import placed
from servanda.record.index_things import key_number
from servanda.run.recording_things import TEXT, thing_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an undated report stands: its days, from which day on that is known, and why."""

    days: Days
    known: int
    reasons: tuple[str, ...]


def is_dated(report: Report) -> bool:
    """Whether it bears a date of its own, by which it may place others."""
    return report.published is not None


def numbers_of(report: Report, accounts: Sequence[Account]) -> tuple[int, ...]:
    """Keys under which a report meets those it may place, or that may place it."""
    name = _name(dated=is_dated(report))
    return tuple(sorted({key_number(name, key) for key in keys(report, accounts)}))


def concerned(connection: Connection, reports: Iterable[tuple[Report, Sequence[Account]]]) -> set[str]:
    """Undated reports among these, and those that dated ones among these may place."""
    found: set[str] = set()
    wanted: set[int] = set()
    for report, accounts in reports:
        if is_dated(report):
            wanted |= {key_number(_name(dated=False), key) for key in keys(report, accounts)}
        else:
            found.add(report.id)
    met = index.sharing(connection, sorted(wanted))
    return found | {one.removeprefix(TEXT) for given in met.values() for one in given}


def placement(connection: Connection, report: Report, accounts: Sequence[Account]) -> Place | None:
    """Where the dated reports of the record place an undated one.

    It is known from the day on which those reported by then say what all of them say.
    """
    numbers = [key_number(_name(dated=True), key) for key in keys(report, accounts)]
    met = index.sharing(connection, sorted(set(numbers)))
    others = accounts_of_reports(connection, {one.removeprefix(TEXT) for g in met.values() for one in g})
    support = sorted(((told[0].report, told) for told in others.values()), key=lambda s: _day(s[0]))
    final = place(report, accounts, support)
    if final is None:
        return None
    days = sorted({_day(r) for r, _ in support}, reverse=True)
    known = days[0]
    for day in days[1:]:
        earlier = place(report, accounts, [s for s in support if _day(s[0]) <= day])
        if earlier is None or earlier.days != final.days:
            break
        known = day
    return Place(days=final.days, known=max(known, final.days[1]).toordinal(), reasons=tuple(final.reasons))


def accounts_of_reports(connection: Connection, reports: Iterable[str]) -> dict[str, list[Account]]:
    """Accounts by report, in their order."""
    found: dict[str, list[Account]] = {}
    for row in index.of_reports(connection, sorted(set(reports))):
        thing = thing_in(row) if row.kind != "report" else None
        if isinstance(thing, Account):
            found.setdefault(row.report, []).append(thing)
    return found


def places(connection: Connection, reports: Iterable[str]) -> dict[str, Place]:
    """What is known of undated reports so far."""
    found = {}
    for some in index.parts_of(reports):
        for row in connection.execute(select(placed).where(placed.c.report.in_(some))):
            days = date.fromordinal(row.first), date.fromordinal(row.last)
            found[row.report] = Place(days=days, known=row.known, reasons=tuple(json.loads(row.reasons)))
    return found


def keep(connection: Connection, changed: Mapping[str, Place | None]) -> None:
    """Note where reports stand now."""
    for some in index.parts_of(sorted(changed)):
        connection.execute(delete(placed).where(placed.c.report.in_(some)))
    rows = [
        {
            "report": report,
            "first": given.days[0].toordinal(),
            "last": given.days[1].toordinal(),
            "known": given.known,
            "reasons": to_text(given.reasons),
        }
        for report, given in sorted(changed.items())
        if given
    ]
    if rows:
        connection.execute(insert(placed), rows)


def unplaced(account: Account) -> Account:
    """An account as its report alone dates it."""
    return replace(account, report=replace(account.report, placed=None))


def _name(*, dated: bool) -> str:
    return "placing" if dated else "to be placed"


def _day(report: Report) -> date:
    return (report.published and report.reported) or date.max
