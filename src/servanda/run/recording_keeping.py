"""Keeps the derived tables in step with the layers: after additions, after judgements, and from scratch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Final

from sqlalchemy import func, select

from servanda.model import Coding
from servanda.model.account import Report
from servanda.model.json import from_json
from servanda.model.judgement import Judgement
from servanda.record import index_schema as tables
from servanda.record import index_things as index
from servanda.record.schema import active, codings, documents
from servanda.record.store import Reading, Store, Writing
from servanda.run import recording_building as building
from servanda.run import recording_pages as pages
from servanda.run import recording_placing as placing
from servanda.run import recording_searchable as searchable
from servanda.run import recording_things as making
from servanda.run import recording_versions as versions
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_things import TEXT
from servanda.run.recording_update import Given, Joiner


def _rules() -> str:
    """A mark of all that joins and judges: the code of ``reconciliation`` and the rules it reads."""
    package = files("servanda")
    folders = (package / "reconciliation", package / "codebook", package / "codebook" / "data")
    found = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_file() and file.name.endswith((".py", ".yaml", ".json")):
                found.update(file.read_bytes())
    return found.hexdigest()[:16]


_PARTS: Final = (tables.LAYOUT, making.LAYOUT, versions.LAYOUT, pages.LAYOUT, searchable.LAYOUT, _rules())
LAYOUT: Final = hashlib.sha256(f"5 {' '.join(_PARTS)}".encode()).hexdigest()[:16]
"""Derived tables of another layout, or made by other rules, are made again."""

_HEAD: Final = "derived.head"
"""Mark: the end of the log up to which derived tables are."""
_MOVED: Final = "derived.moved"
"""Mark: the end of the log when something was last put in that listings show."""
_STATE: Final = "derived.layout"
_DONE: Final = "derived.done"
"""Mark: while tables are made from scratch, the number of the last coding put in."""

_CHUNK: Final = 200
"""Reports put in by one transaction."""
_VIEWS: Final = 10
"""Steps of :func:`servanda.run.recording_building.refresh` in one transaction."""

Told = Callable[[int, int], None]
"""Is told how many reports of how many are done."""


class Keeper:
    """Writes the derived tables of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._joiner = Joiner()
        self._seen: str | None = None
        self._moved = False

    def fresh(self, work: Reading) -> bool:
        """Whether the derived tables belong to what the layers hold."""
        return work.meta(_STATE) == LAYOUT and work.meta(_DONE) is None and work.meta(_HEAD) == str(work.head)

    def moved(self, work: Reading) -> str:
        """Changes whenever a listing or a search could show something else; a remark does not change it."""
        return work.meta(_MOVED) or str(work.head)

    def begin(self, work: Writing) -> Decisions:
        """The start of every writing: bring tables up to date, forget what others may have changed."""
        self._moved = False
        if self._seen != str(work.head):
            self._joiner.forget()
        if not self.fresh(work):
            self._catch_up(work)
        return decisions_of(work)

    def end(self, work: Writing, decisions: Decisions) -> None:
        """The end of every writing: all views whole, and the mark set."""
        for _ in building.refresh(work.connection, decisions):
            pass
        if self._moved or work.meta(_MOVED) is None:
            pages.drop(work)
            work.set_meta(_MOVED, str(work.head))
        work.set_meta(_HEAD, str(work.head))
        self._seen = str(work.head)

    def failed(self) -> None:
        """A transaction came to nothing."""
        self._joiner.forget()
        self._seen = None

    def put(self, work: Writing, given: Sequence[tuple[str, Coding | None]], decisions: Decisions) -> None:
        """Put reports into the tables; a coding at hand is used if it is the active one."""
        self._moved = True
        ids = sorted({report for report, _ in given})
        hands = {report: coding for report, coding in given if coding is not None}
        known = {r.id: r for r in work.reports(ids)}
        lacking = [i for i in ids if i in known and i not in hands]
        codings: dict[str, Coding] = {s.report.id: from_json(s.payload) for s in work.codings(lacking)}
        codings.update(hands)
        connection = work.connection
        reports = {i: decisions.report(known[i]) for i in ids if i in known}
        before = placing.accounts_of_reports(connection, ids)
        shaken = placing.concerned(connection, [(a[0].report, a) for a in before.values()])
        gone = [i for i in ids if i not in known]
        if gone:
            self._joiner.take_out(connection, gone, decisions)
            placing.keep(connection, dict.fromkeys(gone))
        places = placing.places(connection, [i for i, r in reports.items() if not placing.is_dated(r)])
        self._joiner.put(
            connection, [_given(codings[i], r, places.get(i)) for i, r in reports.items()], decisions
        )
        after = placing.accounts_of_reports(connection, reports)
        shaken |= placing.concerned(connection, [(a[0].report, a) for a in after.values()])
        self._place(work, shaken, decisions)
        heirs = _same_bytes(work, gone) - set(ids) if gone else set()
        if heirs:  # they told the same under another id, and have the claims now
            self.put(work, [(report, None) for report in sorted(heirs)], decisions)

    def _place(self, work: Writing, reports: Iterable[str], decisions: Decisions) -> None:
        """Place undated reports anew, and put in again those that stand elsewhere now."""
        connection = work.connection
        told = placing.accounts_of_reports(connection, reports)
        before = placing.places(connection, told)
        changed: dict[str, placing.Place | None] = {}
        for report, accounts in sorted(told.items()):
            plain = [placing.unplaced(a) for a in accounts]
            if placing.is_dated(plain[0].report):
                continue
            now = placing.placement(connection, plain[0].report, plain)
            if now != before.get(report):
                changed[report] = now
        placing.keep(connection, changed)
        known = {r.id: decisions.report(r) for r in work.reports(sorted(changed))}
        codings = {s.report.id: from_json(s.payload) for s in work.codings(sorted(known))}
        given = [_given(codings[i], known[i], changed[i]) for i in sorted(known)]
        if given:
            self._joiner.put(connection, given, decisions)

    def judged(
        self,
        work: Writing,
        judgements: Iterable[Judgement],
        decisions: Decisions,
        before: Decisions | None = None,
    ) -> None:
        """Bring the tables up to judgements that were added.

        Args:
            work: the transaction.
            judgements: were added.
            decisions: know them already.
            before: did not know them; what means the same by both is left as it is. ``None`` if nobody knows.
        """
        everything = {j.id: j for j in work.judgements()}
        reports: set[str] = set()
        things: set[str] = set()
        for one in _undone(judgements, everything):
            if one.verdict in ("same", "different"):
                things.update(one.things)
            elif before is None:
                reports.update(_reports_of(work, one.things))
        if before is not None:
            changed = decisions.unlike(before)
            reports.update(_reports_of(work, changed))
            self._moved |= bool(changed)  # also by what is in no table: a contradiction that was rejected
        if reports:
            self.put(work, [(r, None) for r in sorted(reports)], decisions)
        rows = index.components_of(work.connection, [*things, *(TEXT + t for t in things)])
        labels = set(rows.values())
        if labels:
            self._moved = True
            index.mark(work.connection, labels)
            self._joiner.settle(work.connection, labels, decisions)

    def make_ready(self, progress: Told | None = None) -> None:
        """Bring the tables up to date before anything else is done, in steps that others may watch."""
        with self._store.reading() as work:
            if self.fresh(work):
                return
            whole = work.meta(_STATE) != LAYOUT or work.meta(_DONE) is not None or work.meta(_HEAD) is None
        if whole:
            self.rebuild(progress, again=False)
        else:
            with self._store.writing() as work:
                self.end(work, self.begin(work))

    def rebuild(self, progress: Told | None = None, *, again: bool = True) -> int:
        """Make all tables from the layers; goes on where an earlier call was stopped.

        Args:
            progress: told after each step how many reports of how many are in.
            again: also if they are up to date.
        """
        self.failed()
        with self._store.writing() as work:
            if self.fresh(work) and not again:
                return _how_many(work)
            if work.meta(_DONE) is None or work.meta(_STATE) != LAYOUT:
                tables.drop(work.connection)
                tables.create(work.connection)
                work.set_meta(_DONE, "0")
                work.set_meta(_STATE, LAYOUT)
            total = _how_many(work)
            there = total - _how_many(work, int(work.meta(_DONE) or 0))
        while True:
            with self._store.writing() as work:
                done = work.meta(_DONE)
                if done is None:
                    return _how_many(work)  # another process finished it
                there += self._step(work, int(done))
            if progress:
                progress(min(there, total), total)

    def _step(self, work: Writing, done: int) -> int:
        """Put some more reports in, and say how many; when all are, make some of the views."""
        decisions = decisions_of(work)
        same = (active.c.report == codings.c.report) & (active.c.coding == codings.c.number)
        counts = codings.join(active, same)
        query = select(active.c.report, active.c.coding).select_from(counts).where(codings.c.number > done)
        some = work.connection.execute(query.order_by(codings.c.number).limit(_CHUNK)).all()
        if some:
            self.put(work, [(row.report, None) for row in some], decisions)
            work.set_meta(_DONE, str(some[-1].coding))
            return len(some)
        for number, _ in enumerate(building.refresh(work.connection, decisions), 1):
            if number == _VIEWS:
                return 0
        work.drop_meta(_DONE)
        work.set_meta(_MOVED, str(work.head))
        work.set_meta(_HEAD, str(work.head))
        self._seen = str(work.head)
        return 0

    def _catch_up(self, work: Writing) -> None:
        """Within a transaction: put in what others added without us, or make everything."""
        self._moved = True
        mark = work.meta(_HEAD)
        decisions = decisions_of(work)
        if work.meta(_STATE) != LAYOUT or work.meta(_DONE) is not None or mark is None:
            tables.drop(work.connection)
            tables.create(work.connection)
            work.set_meta(_STATE, LAYOUT)
            work.drop_meta(_DONE)
            number = 0
        else:
            number = int(mark.partition(":")[0])
        query = select(codings.c.report).where(codings.c.number > number).distinct()
        reports = sorted(work.connection.execute(query).scalars())
        for some in index.parts_of(reports, _CHUNK):
            self.put(work, [(i, None) for i in some], decisions)
        if number:
            self.judged(work, [j for j in work.judgements() if j.number > number], decisions)
        self.end(work, decisions)


def _given(coding: Coding, report: Report, place: placing.Place | None) -> Given:
    if place is None:
        return Given(coding, report)
    return Given(coding, replace(report, placed=place.days), place.known)


def _same_bytes(work: Reading, reports: Sequence[str]) -> set[str]:
    """Reports that stand in views and of which some version has the bytes of these."""
    theirs = select(documents.c.sha256).where(documents.c.report.in_(reports))
    found = (
        select(documents.c.report)
        .join(active, active.c.report == documents.c.report)
        .where(documents.c.sha256.in_(theirs), active.c.withdrawn == 0)
    )
    return set(work.connection.execute(found).scalars())


def _how_many(work: Reading, after: int = 0) -> int:
    """Reports that stand in views, or those of them whose codings come after a number."""
    query = select(func.count()).select_from(active).where(active.c.withdrawn == 0, active.c.coding > after)
    return work.connection.execute(query).scalar_one()


def _undone(given: Iterable[Judgement], everything: Mapping[str, Judgement]) -> list[Judgement]:
    """These judgements, and those that they undo, however far."""
    found: dict[str, Judgement] = {}
    waiting = list(given)
    while waiting:
        one = waiting.pop()
        if one.id in found:
            continue
        found[one.id] = one
        if one.verdict == "undo":
            waiting += [everything[i] for i in one.things if i in everything]
    return [found[i] for i in sorted(found)]


def _reports_of(work: Reading, things: Iterable[str]) -> set[str]:
    """Reports that these ids are, or that their claims are of."""
    reports = set()
    for thing in things:
        if work.active(thing) is not None:
            reports.add(thing)
        elif claim := work.claim(thing):
            reports.add(claim.report)
    return reports
