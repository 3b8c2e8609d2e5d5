"""Commitments with their life, standing and evidence; instruments, tracks and ledgers: as blocks."""

from __future__ import annotations

from typing import Final

from servanda.model.views import Evidence, Instrument, Ledger, LedgerLine, Pledge, Round, Track
from servanda.presenting.blocks import (
    Block,
    Row,
    Told,
    bare,
    day_words,
    full_names,
    quoted,
    reports_words,
    spoken,
    those,
    when_words,
    words_of,
)
from servanda.presenting.cards import RENEWALS, count_words, term_words

STANDINGS: Final = {
    "not_due": "not due yet",
    "no_breach_reported": "no breach reported",
    "breach_alleged": "breach alleged by a party",
    "breach_reported": "breach reported",
    "collapsed": "said to have collapsed",
    "partly_kept": "partly kept",
    "kept": "kept",
    "disputed": "disputed",
    "unknown": "nothing reported on it",
}
"""Standing of a commitment in words; always as reported."""

PHASES: Final = {
    "offered": "offered",
    "demanded": "demanded",
    "agreed": "agreed",
    "in_force": "in force",
    "extended": "extended",
    "suspended": "suspended",
    "expired": "expired",
    "ended": "ended",
    "replaced": "replaced",
    "completed": "completed",
}

_OVER: Final = frozenset({"ended", "replaced", "completed", "expired"})

BEARINGS: Final = {
    "breaks": "against it",
    "keeps": "for it",
    "doubts": "in doubt",
    "collapses": "collapse",
    "denies": "denial",
}
"""What a deed or word means for a promise, in a word or two."""

TIES: Final = {
    "reaffirms": "reaffirms",
    "extends": "extends",
    "offers_to_extend": "offers to extend",
    "supersedes": "takes the place of",
    "implements": "carries out",
    "ends": "ends",
}

_WEIGHTS: Final = ("collapses", "breaks", "denies", "keeps", "doubts")
"""Bearings, those that tell most first."""

_DAY: Final = 11
"""Characters of a day."""

MOST_EVIDENCE: Final = 3
"""Pieces of evidence shown in a list; ``show`` has all."""


def act_words(act: str) -> str:
    """``non use of force``."""
    return act.replace("_", " ")


def pledge_title(pledge: Pledge) -> str:
    """``non use of force: Armenia and Azerbaijan``."""
    toward = f" → {full_names(pledge.beneficiaries)}" if pledge.beneficiaries else ""
    return f"{act_words(pledge.act)}: {full_names(pledge.obligors)}{toward}"


def tellers(pledge: Pledge) -> tuple[str, ...]:
    """By whose account it stands as it does; a report without an outlet is called one."""
    reports = {e.report for e in pledge.evidence}
    given = pledge.standing.by if pledge.standing else ()
    return tuple(f"report {name}" if name in reports else bare(name) for name in given)


def standing_words(pledge: Pledge) -> str:
    """Standing, since when and by whose account."""
    standing = pledge.standing
    if standing is None:
        return STANDINGS["unknown"]
    words = STANDINGS.get(standing.name, standing.name.replace("_", " "))
    since = f" since {day_words(standing.since)}" if standing.since else ""
    by = f", by account of {_listed(tellers(pledge))}" if standing.by else ""
    return f"{words}{since}{by}"


def life_words(pledge: Pledge) -> str:
    """Made, phase, term, expiry, renewal."""
    over = pledge.phase in _OVER
    last = when_words(pledge.steps[-1].when) if over and pledge.steps else ""
    facts = [
        f"made {when_words(pledge.made)}" if pledge.made else "no day told",
        f"{PHASES.get(pledge.phase, pledge.phase)} {last}".rstrip(),
        pledge.instrument or "",
        f"for {term_words(pledge.term)}" if pledge.term else "",
        f"{'was to run' if over else 'runs'} until {when_words(pledge.expiry)}" if pledge.expiry else "",
        RENEWALS.get(pledge.renewal, pledge.renewal) if pledge.renewal else "",
    ]
    return " · ".join(f for f in facts if f)


def pledge_block(pledge: Pledge, told: Told) -> Block:
    """A commitment as a list shows it."""
    rows = [
        Row("", life_words(pledge)),
        Row("", standing_words(pledge), "strong"),
        *words_of(those(pledge.accounts, told), most=1),
    ]
    rows += _evidence_rows(telling_evidence(pledge, MOST_EVIDENCE), told)
    left = len(pledge.evidence) - MOST_EVIDENCE
    if left > 0:
        rows.append(Row("", f"and {left} more; servanda show {pledge.id}", "faint"))
    return Block(pledge.id, pledge_title(pledge), tuple(rows), "commitment")


def pledge_line(pledge: Pledge) -> tuple[str, str, str, str]:
    """Id, day made, what and who, standing: a commitment as a row of a table.

    States stand by their codes; a phase other than agreed or in force follows in brackets; of several days
    only the first is told.
    """
    made = when_words(pledge.made) if pledge.made else "no day told"
    if pledge.made and len(made) > _DAY:
        made = f"{day_words(pledge.made[0])} …"
    who = [a.country if a.country and a.sector == "GOV" else a.name for a in pledge.obligors]
    phase = "" if pledge.phase in ("agreed", "in_force") else f" ({PHASES.get(pledge.phase, pledge.phase)})"
    title = f"{act_words(pledge.act)}: {', '.join(sorted(set(who))) or 'nobody named'}{phase}"
    return pledge.id, made, title, (pledge.standing.name if pledge.standing else "unknown").replace("_", " ")


def whole_pledge_block(pledge: Pledge, told: Told) -> Block:
    """A commitment with all that the record has of it."""
    rows = [
        Row("", life_words(pledge)),
        Row("standing", standing_words(pledge), "strong"),
    ]
    if pledge.standing:
        rows += [Row("", f"because {'; '.join(pledge.standing.reasons)}")] if pledge.standing.reasons else []
    rows.append(Row("told in", reports_words(len(pledge.reports), pledge.originals)))
    rows += words_of(those(pledge.accounts, told), most=len(pledge.accounts))
    for step in pledge.steps:
        when = f"{when_words(step.when) or 'no day'}, " if step.when else ""
        rows.append(Row("life", f"{when}{PHASES.get(step.phase, step.phase)}{_why(step.why)}"))
        if step.quote:
            rows.append(Row("", quoted(step.quote), "quote"))
    for term in pledge.terms:
        days = f"{when_words(term.start) or '…'} to {when_words(term.end) or '…'}"
        renewal = f", {RENEWALS.get(term.renewal, term.renewal)}" if term.renewal else ""
        notice = f"; notice until {day_words(term.notice)}" if term.notice else ""
        rows.append(Row(f"term {term.number}", f"{days}{renewal}{notice}"))
    for condition, met in pledge.conditions:
        rows.append(Row("if", f"{quoted(condition)} ({met.replace('_', ' ')})"))
    for tie in pledge.ties:
        rows.append(Row("tie", f"{TIES.get(tie.how, tie.how)} {tie.other}{_why(tie.why)}"))
    if pledge.instrument_id:
        rows.append(Row("part of", pledge.instrument_id, "faint"))
    if pledge.track:
        rows.append(Row("track", pledge.track, "faint"))
    rows += _evidence_rows(pledge.evidence, told, reasons=True)
    rows += [Row("joined", reason, "faint") for reason in pledge.reasons]
    return Block(pledge.id, pledge_title(pledge), tuple(rows), "commitment")


def _evidence_rows(evidence: tuple[Evidence, ...], told: Told, *, reasons: bool = False) -> list[Row]:
    rows: list[Row] = []
    for one in evidence:
        facts = [
            when_words(one.day) or "no day told",
            f"{one.kind} by {bare(one.by)}",
            _after(one.days_after),
            f"{one.distance_km:.0f} km away" if one.distance_km else "",
        ]
        rows.append(Row(BEARINGS.get(one.bearing, one.bearing), " · ".join(f for f in facts if f)))
        denied = one.bearing == "denies" and one.account in told
        rows.append(Row("", quoted(spoken(told[one.account]) if denied else one.quote), "quote"))
        where = f"{one.outlet}, " if one.outlet and one.outlet != bare(one.by) else ""
        deed = f" {one.incident}" if one.incident else ""
        rows.append(Row("", f"{where}{day_words(one.reported)} [{one.report}]{deed}", "faint"))
        if reasons and one.reasons:
            rows.append(Row("", f"because {'; '.join(one.reasons)}", "faint"))
    return rows


def telling_evidence(pledge: Pledge, most: int) -> tuple[Evidence, ...]:
    """The pieces of evidence that say most on the standing, in the order given."""
    order = sorted(
        range(len(pledge.evidence)),
        key=lambda n: (_WEIGHTS.index(pledge.evidence[n].bearing), -pledge.evidence[n].score, n),
    )
    return tuple(pledge.evidence[n] for n in sorted(order[:most]))


def instrument_block(instrument: Instrument, told: Told) -> Block:
    """A declaration, agreement, mandate or truce with its commitments."""
    del told
    facts = [
        when_words(instrument.made),
        f"brokered by {full_names(instrument.brokers)}" if instrument.brokers else "",
    ]
    rows = [Row("", " · ".join(f for f in facts if f))] if any(facts) else []
    rows += [Row("", quoted(q), "quote") for q in instrument.quotes[:2]]
    rows += [Row("holds", one, "faint") for one in instrument.commitments]
    title = f"{instrument.kind}: {instrument.name}, {full_names(instrument.parties)}"
    return Block(instrument.id, title, tuple(rows), "commitment")


def track_block(track: Track, told: Told) -> Block:
    """Talks under one mediator: who hosted, who took part, what came of it, round by round."""
    del told
    rounds = len(track.rounds)
    facts = [when_words(track.when), f"{rounds} {'round' if rounds == 1 else 'rounds'}"]
    rows = [Row("", " · ".join(f for f in facts if f))]
    for one in track.rounds:
        rows += _round_rows(one)
    mediator = track.mediator.name if track.mediator else "no mediator"
    return Block(track.id, f"{mediator}: {full_names(track.parties)}", tuple(rows), "event")


def _round_rows(one: Round) -> list[Row]:
    place = f"{one.where.name}: " if one.where else ""
    hosts = f", hosted by {full_names(one.hosts)}" if one.hosts else ""
    rows = [Row(when_words(one.when) or "no day told", f"{place}{full_names(one.parties)}{hosts}")]
    if one.words:
        rows.append(Row("", quoted(one.words), "quote"))
    came = f"; promised there: {', '.join(one.commitments)}" if one.commitments else ""
    rows.append(Row("", f"{one.incident}{came}", "faint"))
    return rows


def ledger_block(ledger: Ledger, told: Told) -> Block:
    """Promised, done and denied numbers, line by line."""
    del told
    rows: list[Row] = []
    for line in ledger.lines:
        rows.append(Row(line.what, ledger_line(line)))
        rows.append(Row("", quoted(line.quote), "quote"))
        rows.append(Row("", f"[{line.report}]", "faint"))
    if ledger.commitments:
        rows.append(Row("promises", ", ".join(ledger.commitments), "faint"))
    return Block("", f"{ledger.kind}: {full_names(ledger.parties)}", tuple(rows), "figure")


def ledger_line(line: LedgerLine) -> str:
    """``32 · Azerbaijan → Armenian servicemen · 13 Dec 2023 · by account of Azerbaijan``."""
    number = "no number told" if line.low is None and line.high is None else count_words(line.low, line.high)
    toward = f"→ {full_names(line.receivers)}" if line.receivers else ""
    ends = f"{full_names(line.givers, '')} {toward}".strip()
    facts = [number, ends, when_words(line.day), f"by account of {bare(line.by)}"]
    return " · ".join(f for f in facts if f)


def _after(days: int | None) -> str:
    if not days:
        return ""
    return f"{days} {'day' if days == 1 else 'days'} after"


def _why(words: str) -> str:
    return f": {words}" if words else ""


def _listed(words: tuple[str, ...], most: int = 4) -> str:
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
