"""Contradictions of one report: within itself, and against reports that share a key with it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from servanda.model.account import Account
from servanda.reconciliation.contradictions import against_record, keys, within_report
from servanda.record import index_things as index
from servanda.record.index_schema import ALWAYS
from servanda.record.index_things import Thing, key_number
from servanda.run.recording_things import WITHIN, thing_in
from servanda.run.recording_versions import Made, spells

_NAME = "contradictions"


def numbers_of(account: Account) -> tuple[int, ...]:
    """Keys under which an account meets what may contradict it."""
    return tuple(sorted({key_number(_NAME, key) for key in keys(account)}))


def clashes_of(connection: Connection, report: str) -> Made:
    """Contradictions within a report, and against those before it in the order of ids.

    Two reports are held against each other once, so that a contradiction lies with one of them; each account
    against each, so that it is known from the day both are.
    """
    made = Made(WITHIN + report)
    rows = {row.id: row for row in index.of_reports(connection, [report]) if row.kind != "report"}
    mine = _accounts(rows.values())
    if not mine:
        return made
    first, last = next(iter(spells(row.known for row in rows.values())))
    for clash in within_report(mine.values()):
        sort = min(rows[s.account].sort for s in clash.sides)
        made.add(clash, sort, first, last, mine)
    numbers = {one: numbers_of(account) for one, account in mine.items()}
    sharing = index.sharing(connection, sorted({n for given in numbers.values() for n in given}))
    wanted = {other for given in sharing.values() for other in given} - mine.keys()
    others = {i: row for i, row in index.load(connection, wanted).items() if row.report < report}
    theirs = _accounts(others.values())
    found = []
    for one in sorted(mine):
        for other in sorted({o for n in numbers[one] for o in sharing.get(n, ()) if o in theirs}):
            a, b = mine[one], theirs[other]
            known = max(rows[one].known, others[other].known)
            sort = min(rows[one].sort, others[other].sort)
            found += [
                (known, clash.id, sort, clash, {one: a, other: b})
                for clash in (*against_record(a, [b]), *against_record(b, [a]))
            ]
    for known, _, sort, clash, both in sorted(found, key=lambda f: f[:3]):
        made.add(clash, sort, known, ALWAYS + 1, both)
    return made


def met_by(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Reports that have one of these keys."""
    sharing = index.sharing(connection, sorted(set(numbers)))
    rows = index.load(connection, {one for given in sharing.values() for one in given})
    return {row.report for row in rows.values()}


def _accounts(rows: Iterable[Thing]) -> dict[str, Account]:
    return {row.id: a for row in rows if isinstance(a := thing_in(row), Account)}
