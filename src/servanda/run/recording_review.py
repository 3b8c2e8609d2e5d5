"""What review needs of a record: the doubtful queue, reports as corrected, and what each reviewer said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from servanda.model import Coding
from servanda.model.account import Account, Report
from servanda.model.asking import Filters
from servanda.model.json import from_json
from servanda.model.judgement import Judgement, in_force
from servanda.model.pair import Pair
from servanda.model.reviewing import Doubtful
from servanda.model.views import Contradiction, CopyGroup, Incident, Pledge, Tally
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.review import Holding, queue, settled_by
from servanda.record import index_things as index
from servanda.record.index_codec import unpack
from servanda.record.index_schema import placed, things
from servanda.record.store import Reading
from servanda.run.recording import Recorder
from servanda.run.recording_aside import carried, decisions_of, heirs
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_reading import CLASSES, Listing
from servanda.run.recording_showing import rests_on
from servanda.run.recording_things import TEXT, thing_in

_MANY: Final = 1_000_000
"""More than a listing has: all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A report that a person judged.

    Attributes:
        report: with what was corrected.
        coding: with claims as corrected; those that were rejected are left out.
        ids: of its claims before they were corrected, in the order of the coding's claims.
        judged: ids of the claims that a person accepted, corrected or rejected.
        claims: how many claims the coder had made.
    """

    report: Report
    coding: Coding
    ids: tuple[str, ...]
    judged: frozenset[str]
    claims: int

    @property
    def whole(self) -> bool:
        """Whether persons judged every claim of it."""
        return len(self.judged) == self.claims


def doubtful(recorder: Recorder, filters: Filters, settled: Iterable[Judgement]) -> tuple[Doubtful, ...]:
    """The queue of a day, the most urgent first; ``settled``: judgements whose matters are left out."""
    pledges, _ = recorder.page("commitments", filters, _MANY, None)
    wide, _ = recorder.page("commitments", Filters(as_of=filters.as_of), _MANY, None)
    clashes, _ = recorder.page("contradictions", filters, _MANY, None)
    with recorder.reading() as work:
        given = tuple(settled)
        now = carried(given, heirs(work, given))
        return queue(_holding(work, filters, pledges, wide, clashes), settled_by(now))


def _holding(
    work: Reading,
    filters: Filters,
    pledges: Sequence[Pledge],
    every: Sequence[Pledge],
    clashes: Sequence[Contradiction],
) -> Holding:
    """Views that match, and for what depends on their claims all commitments of the day."""
    listing = Listing(work, filters)

    def stored(kind: str) -> list[Any]:
        return [unpack(CLASSES[kind], row.data) for row in listing.rows(kind, None, _MANY)]

    incidents: list[Incident] = stored("incidents")
    tallies: list[Tally] = stored("figures")
    copies: list[CopyGroup] = stored("copies")
    wanted = {a for view in (*incidents, *tallies, *pledges) for a in rests_on(view)}
    wanted |= {s.account for c in clashes for s in c.sides}
    accounts = _accounts(work, wanted)
    joined = [a for i in incidents if len(i.accounts) > 1 for a in i.accounts]
    joined += [a for p in pledges if len(p.accounts) > 1 for a in p.accounts]
    joined += [c.account for t in tallies if len(t.counts) > 1 for c in t.counts]
    return Holding(
        incidents=incidents,
        tallies=tallies,
        pledges=[p for p in every if p.id in {q.id for q in pledges} or _bears_on(p, accounts)],
        copies=copies,
        contradictions=clashes,
        accounts=accounts,
        pairs=(*index.pairs_among(work.connection, joined), *_of_texts(work, copies)),
        undated=list(_undated(work, filters, listing.day)),
    )


def _bears_on(pledge: Pledge, accounts: dict[str, Account]) -> bool:
    return any(e.account in accounts for e in pledge.evidence)


def _accounts(work: Reading, ids: Iterable[str]) -> dict[str, Account]:
    rows = index.load(work.connection, sorted(set(ids)))
    return {i: a for i, row in rows.items() if isinstance(a := thing_in(row), Account)}


def _of_texts(work: Reading, copies: Sequence[CopyGroup]) -> Iterator[Pair]:
    for pair in index.pairs_among(work.connection, [TEXT + r for c in copies for r in c.reports]):
        yield replace(pair, left=pair.left.removeprefix(TEXT), right=pair.right.removeprefix(TEXT))


def _undated(work: Reading, filters: Filters, day: int) -> Iterator[tuple[Report, tuple[str, ...], int]]:
    """Reports that bear no date, in views of the day; none if only some countries are asked for."""
    if filters.pair or filters.actor or filters.between or filters.place:
        return
    decisions = decisions_of(work)
    stand = {row.report: row for row in work.connection.execute(select(placed))}
    told = select(things.c.report, func.count()).where(things.c.kind != "report", things.c.known <= day)
    counts = {row[0]: row[1] for row in work.connection.execute(told.group_by(things.c.report))}
    for given in work.reports():
        report = decisions.report(given)
        if report.published is not None or report.id not in counts:
            continue
        if filters.source and (report.source or "").casefold() != filters.source.casefold():
            continue
        row = stand.get(report.id)
        if row:
            report = replace(report, placed=(date.fromordinal(row.first), date.fromordinal(row.last)))
        yield report, tuple(json.loads(row.reasons)) if row else (), counts[report.id]


def reviewed(recorder: Recorder) -> Iterator[Reviewed]:
    """Reports with at least one judgement of a person in force on a claim or on the report, by id."""
    with recorder.reading() as work:
        given = work.judgements()
        given = carried(given, heirs(work, given))
        decisions = Decisions.of(given)
        people = [j for j in in_force(given) if j.role == "person" and j.verdict in _ON_CLAIMS]
        about = {thing for j in people for thing in j.things}
        reports = {c.report for thing in about if (c := work.claim(thing))}
        reports |= {thing for thing in about if work.active(thing) is not None}
        for stored in work.codings(sorted(reports)):
            yield _as_corrected(from_json(stored.payload), stored.report, decisions, about)


_ON_CLAIMS: Final = frozenset({"accept", "correct", "reject"})


def _as_corrected(coding: Coding, given: Report, decisions: Decisions, about: set[str]) -> Reviewed:
    report = decisions.report(given)
    before = accounts_of(coding, report)
    kept = [(one.id, now.claim) for one in before if (now := decisions.account(one, coding)) is not None]
    document = replace(
        coding.document,
        published=report.published,
        source=report.source,
        title=report.title,
        url=report.url,
    )
    claims: dict[str, list[Any]] = {"event": [], "statement": [], "figure": [], "commitment": []}
    for _, claim in kept:
        claims[claim.kind].append(claim)
    moved = report.published if report.published != given.published else None
    mended = replace(
        coding,
        written=(moved, moved) if moved else coding.written,
        document=document,
        events=tuple(claims["event"]),
        statements=tuple(claims["statement"]),
        figures=tuple(claims["figure"]),
        commitments=tuple(claims["commitment"]),
    )
    return Reviewed(
        report=report,
        coding=mended,
        ids=tuple(one for one, _ in kept),
        judged=frozenset(a.id for a in before if a.id in about),
        claims=len({a.id for a in before}),
    )


def coded(recorder: Recorder, claims: Iterable[str]) -> dict[str, Account]:
    """Claims as their coder made them, whatever was judged of them since."""
    with recorder.reading() as work:
        homes = {c.coding for one in claims if (c := work.claim(one))}
        wanted = set(claims)
        found = {}
        for home in sorted(homes):
            stored = work.stored(home)
            if stored:
                told = accounts_of(from_json(stored.payload), stored.report)
                found.update({a.id: a for a in told if a.id in wanted})
    return found
