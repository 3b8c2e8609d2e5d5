"""Contradictions of one report: within itself, and against reports that share a key with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


def clashes_of(connection: Connection, reports: Sequence[str]) -> list[Made]:
    """Contradictions within each of these reports, and against those before it in the order of ids.

    Two reports are held against each other once, so that a contradiction lies with one of them; each account
    against each, so that it is known from the day both are.
    """
    rows: dict[str, dict[str, Thing]] = {report: {} for report in reports}
    for row in index.of_reports(connection, reports):
        if row.kind != "report":
            rows[row.report][row.id] = row
    mine = {report: _accounts(own.values()) for report, own in rows.items()}
    numbers = {one: numbers_of(a) for told in mine.values() for one, a in told.items()}
    sharing = index.sharing(connection, sorted({n for given in numbers.values() for n in given}))
    met = {one: sorted({o for n in given for o in sharing.get(n, ())}) for one, given in numbers.items()}
    known = {one: row for own in rows.values() for one, row in own.items()}
    known.update(index.load(connection, {o for given in met.values() for o in given} - known.keys()))
    others = {one: a for told in mine.values() for one, a in told.items()}
    others.update(_accounts(row for one, row in known.items() if one not in others))
    return [_of_report(report, mine[report], met, known, others) for report in reports]


def _of_report(
    report: str,
    mine: Mapping[str, Account],
    met: Mapping[str, Sequence[str]],
    rows: Mapping[str, Thing],
    accounts: Mapping[str, Account],
) -> Made:
    """One report's; ``met``: ids of what each of its accounts shares a key with."""
    made = Made(WITHIN + report)
    if not mine:
        return made
    first, last = next(iter(spells(rows[one].known for one in mine)))
    for clash in within_report(mine.values()):
        sort = min(rows[s.account].sort for s in clash.sides)
        made.add(clash, sort, first, last, mine)
    found = []
    for one in sorted(mine):
        for other in met[one]:
            if other not in accounts or rows[other].report >= report:
                continue
            a, b = mine[one], accounts[other]
            known = max(rows[one].known, rows[other].known)
            sort = min(rows[one].sort, rows[other].sort)
            found += [
                (known, clash.id, sort, clash, {one: a, other: b})
                for clash in (*against_record(a, [b]), *against_record(b, [a]))
            ]
    for known, _, sort, clash, both in sorted(found, key=lambda f: f[:3]):
        made.add(clash, sort, known, ALWAYS + 1, both)
    return made


def met_by(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Reports that have one of these keys."""
    return index.reports_sharing(connection, sorted(set(numbers)))


def _accounts(rows: Iterable[Thing]) -> dict[str, Account]:
    return {row.id: a for row in rows if row.kind != "report" and isinstance(a := thing_in(row), Account)}
