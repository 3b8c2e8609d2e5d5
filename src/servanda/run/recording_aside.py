"""What the views no longer show, and what was judged of it: rejected claims, withdrawn reports, old codings.

Judgements of a claim are carried over when its report is coded again: to the claim of the new coding that is
of the same kind and rests on the same words. Corrections and joins are; a rejection only if that claim is
also of the same sort; that a claim was right says nothing of another reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from servanda.model.account import Account, Report
from servanda.model.json import from_json
from servanda.model.judgement import Judgement
from servanda.reconciliation.accounts import accounts_of
from servanda.record.active import OF_REPORTS
from servanda.record.reading import Claimed, batches
from servanda.record.schema import active, claims, codings
from servanda.record.schema import judged as table_of_judged
from servanda.record.store import Reading
from servanda.run.recording_decisions import Decisions

_CLAIMS: Final = ("E-", "S-", "F-", "C-")
_SORT: Final = {"events": "type", "statements": "speaker", "figures": "measure", "commitments": "act"}
"""What a claim of each kind is first of all."""
_CARRIED: Final = frozenset({"correct", "same", "different", "note"})

Heirs = Mapping[str, tuple[str, bool]]
"""Claim of an earlier coding → claim that took its place, and whether that is of the same sort."""


def decisions_of(work: Reading) -> Decisions:
    """Judgements in force, those of claims of earlier codings carried over."""
    head, found = work.memory.get("decisions") or (None, None)
    if head != work.head or found is None:
        given = work.judgements()
        found = Decisions.of(carried(given, heirs(work, given)))
        work.memory.put("decisions", (work.head, found))
    return found


def carried(given: Iterable[Judgement], took_over: Heirs) -> tuple[Judgement, ...]:
    """Judgements under the ids of the claims that stand now, as far as they can be carried over."""
    kept = tuple(given)
    if not took_over:
        return kept
    return tuple(_carried(one, took_over) for one in kept)


def _carried(one: Judgement, took_over: Heirs) -> Judgement:
    if one.verdict == "undo":
        return one
    now = []
    for thing in one.things:
        heir, alike = took_over.get(thing, (thing, True))
        moves = one.verdict in _CARRIED or (one.verdict in ("reject", "grade") and alike)
        now.append(heir if moves else thing)
    return replace(one, things=tuple(now))


def heirs(work: Reading, given: Iterable[Judgement]) -> Heirs:
    """For each judged claim that no active coding has, the one that took its place, if there is just one."""
    everything = tuple(given)
    judged = sorted({t for j in everything if j.verdict != "undo" for t in j.things if t.startswith(_CLAIMS)})
    standing = _standing(work, judged, everything)
    found: dict[str, tuple[str, bool]] = {}
    now: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for one in judged:
        claim = None if one in standing else work.claim(one)
        if claim is None:
            continue
        if claim.report not in now:
            now[claim.report] = _claims_now(work, claim.report)
        if heir := _heir(claim, now[claim.report]):
            sort = _SORT[claim.kind]
            found[one] = (str(heir["id"]), heir.get(sort) == claim.body.get(sort))
    return found


def forebears(work: Reading, ids: Iterable[str]) -> tuple[str, ...]:
    """Claims of earlier codings in whose place these stand, as far as those were judged."""
    wanted = set(ids)
    took_over = heirs(work, work.judgements())
    return tuple(old for old, (new, _) in sorted(took_over.items()) if new in wanted)


def judged(work: Reading, ids: Iterable[str]) -> tuple[Judgement, ...]:
    """All that was ever judged of these, also under ids of earlier codings, and what undid it."""
    things = list(dict.fromkeys(ids))
    found = {j.id: j for j in work.judgements([*things, *forebears(work, things)])}
    fresh = list(found)
    while fresh:
        undoing = [j for j in work.judgements(fresh) if j.verdict == "undo" and j.id not in found]
        found.update({j.id: j for j in undoing})
        fresh = [j.id for j in undoing]
    return tuple(sorted(found.values(), key=lambda j: j.number))


def judged_claims(work: Reading, report: str) -> list[str]:
    """Claims of a report, of whatever coding, that somebody judged."""
    query = (
        select(claims.c.id)
        .join(codings, codings.c.number == claims.c.coding)
        .join(table_of_judged, table_of_judged.c.thing == claims.c.id)
        .where(codings.c.report == report)
    )
    return sorted(set(work.connection.execute(query).scalars()))


def account_aside(work: Reading, claim: str, as_of: date | None) -> Account | None:
    """A claim that no view shows, with what was corrected; ``None`` if there is none by then."""
    known = work.claim(claim)
    stored = work.stored(known.coding) if known else None
    if stored is None:
        return None
    decisions = decisions_of(work)
    coding, report = from_json(stored.payload), decisions.report(stored.report)
    found = next((a for a in accounts_of(coding, report) if a.id == claim), None)
    if found is None or not _known(found.report, as_of):
        return None
    return decisions.corrected(found, coding)


def report_aside(work: Reading, report: str, as_of: date | None) -> Report | None:
    """A report that was withdrawn; ``None`` if the record does not have it by then."""
    found = work.report(report)
    if found is None:
        return None
    found = decisions_of(work).report(found)
    return found if _known(found, as_of) else None


def _known(report: Report, as_of: date | None) -> bool:
    return as_of is None or (report.reported or date.max) <= as_of


def _standing(work: Reading, ids: Sequence[str], given: Sequence[Judgement]) -> set[str]:
    """Those that an active coding has; ``given``: all judgements, which decide what codings are active.

    What was asked before is remembered as long as no report was coded, chosen or withdrawn since.
    """
    coded = work.connection.execute(select(func.max(codings.c.number))).scalar() or 0
    chosen = (j.number for j in given if j.verdict in (*OF_REPORTS, "undo"))
    state = work.chain_at(max(coded, *chosen, 0))
    before, asked, standing = work.memory.get("standing") or (None, frozenset(), frozenset())
    if before != state:
        asked, standing = frozenset(), frozenset()
    query = (
        select(claims.c.id)
        .join(codings, codings.c.number == claims.c.coding)
        .join(active, active.c.coding == codings.c.number)
    )
    found: set[str] = set()
    fresh = [one for one in ids if one not in asked]
    for some in batches(fresh):
        found.update(work.connection.execute(query.where(claims.c.id.in_(some))).scalars())
    standing |= found
    if fresh or before != state:
        work.memory.put("standing", (state, asked.union(fresh), standing))
    return set(standing)


def _claims_now(work: Reading, report: str) -> list[tuple[str, dict[str, Any]]]:
    stored = next(work.codings([report], withdrawn=True), None)
    if stored is None:
        return []
    return [(kind, claim) for kind in _SORT for claim in stored.payload.get(kind, ())]


def _heir(claim: Claimed, now: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, Any] | None:
    """The claim of the same kind on the same words; of several the one in the same place, or of one sort."""
    sort, words = _SORT[claim.kind], _words(claim.body)
    alike = [one for kind, one in now if kind == claim.kind and _words(one) == words]
    for narrower in (
        [one for one in alike if one.get("spans") == claim.body.get("spans")],
        [one for one in alike if one.get(sort) == claim.body.get(sort)],
    ):
        if len(alike) > 1 and narrower:
            alike = narrower
    return alike[0] if len(alike) == 1 else None


def _words(claim: Mapping[str, Any]) -> str:
    quotes = claim.get("quotes") or [claim.get("quote")]
    return str(quotes[0])
