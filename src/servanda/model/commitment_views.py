"""What readers see of commitments: their life, their standing, the evidence, talks and ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.model.days import Days

Phase = Literal[
    "offered",
    "demanded",
    "agreed",
    "in_force",
    "extended",
    "suspended",
    "expired",
    "ended",
    "replaced",
    "completed",
]
StandingName = Literal[
    "not_due",
    "no_breach_reported",
    "breach_alleged",
    "breach_reported",
    "collapsed",
    "partly_kept",
    "kept",
    "disputed",
    "unknown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of a commitment's phase on a day, with what it rests on (an account or arithmetic)."""

    phase: Phase
    when: Days | None
    account: str | None = None
    quote: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One period of validity: ``number`` 1 is the first; ``renewal`` says how it came about.

    ``notice``: last day on which notice against the next renewal counts, if the terms say so.
    """

    number: int
    start: Days | None
    end: Days | None
    renewal: str | None = None
    notice: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one report, or reports alike, made of the commitment: each differing wording or term once."""

    accounts: tuple[str, ...]
    force: str
    term: str | None
    instrument: str | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """This commitment reaffirms, extends, supersedes, implements, or offers to extend another."""

    how: Literal["reaffirms", "extends", "offers_to_extend", "supersedes", "implements", "ends"]
    other: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A deed or word held against a promise.

    Attributes:
        incident: the deed, if it is one of the record.
        account: the claim it rests on.
        report, outlet, quote: where it stands.
        kind: ``alleged`` by a party, ``observed`` by a third, ``admitted`` by the doer, ``found`` by a
            competent body.
        bearing: ``breaks``, ``keeps``, ``doubts``, ``collapses``, ``denies`` (that it was broken).
        by: by whose account: an actor, or the outlet in its own voice.
        day: when the deed was, as told.
        reported: when that was reported.
        days_after: days from the promise to the deed.
        distance_km: from the place promised about, if both are known.
        score: 0 to 1, how surely it bears on this promise.
        reasons: in words.
    """

    incident: str | None
    account: str
    report: str
    outlet: str | None
    quote: str
    kind: Literal["alleged", "observed", "admitted", "found"]
    bearing: Literal["breaks", "keeps", "doubts", "collapses", "denies"]
    by: str
    day: Days | None
    reported: date | None
    days_after: int | None = None
    distance_km: float | None = None
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a promise holds, always by somebody's account; never a verdict of ours."""

    name: StandingName
    by: tuple[str, ...] = ()
    since: date | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One commitment of the record: the undertakings of all reports that tell the same.

    Attributes:
        id: ``K-`` and 16 hex digits, from the undertaking first reported.
        accounts: ids of the commitment claims.
        act, obligors, beneficiaries: after codebook section 6.
        made: when.
        force, instrument, condition, term, renewal, quotes: the fullest telling; ``versions`` has all.
        steps: its life, in order.
        phase: as of the day asked.
        terms: periods of validity; automatic renewals are unrolled up to the one that covers the day asked
            and the one after.
        expiry: end of the running term.
        ties: to other commitments.
        instrument_id, track: what it is part of.
        conditions: each condition with whether it is reported as met (``met``, ``not_met``, ``unknown``).
        lands: countries of which the reports that tell it speak, the most often named first; where no party
            is named, they help to tell whom it may bind.
    """

    id: str
    accounts: tuple[str, ...]
    act: str
    obligors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    force: str
    made: Days | None
    start: Days | None = None
    term: str | None = None
    renewal: str | None = None
    instrument: str | None = None
    quotes: tuple[str, ...] = ()
    where: Where | None = None
    versions: tuple[Version, ...] = ()
    steps: tuple[Step, ...] = ()
    phase: Phase = "agreed"
    terms: tuple[Term, ...] = ()
    expiry: Days | None = None
    ties: tuple[Tie, ...] = ()
    instrument_id: str | None = None
    track: str | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    standing: Standing | None = None
    evidence: tuple[Evidence, ...] = ()
    first_reported: date | None = None
    last_reported: date | None = None
    reports: tuple[str, ...] = ()
    originals: int = 1
    reasons: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A declaration, agreement, mandate or truce with the commitments it holds."""

    id: str
    name: str
    kind: Literal["declaration", "agreement", "mandate", "truce", "other"]
    parties: tuple[Actor, ...]
    brokers: tuple[Actor, ...]
    made: Days | None
    commitments: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One meeting of a track: who hosted, who took part, where, when, and what came of it.

    Attributes:
        incident: the meeting; the commitment that was brokered, where no report tells of a meeting.
        commitments: ids of what was promised there.
        words: the best quote.
        came_of_it: sentences that tell what came of it.
        accounts: of the meeting.
    """

    incident: str
    when: Days | None
    where: Where | None
    hosts: tuple[Actor, ...]
    parties: tuple[Actor, ...]
    commitments: tuple[str, ...]
    words: str = ""
    came_of_it: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Talks between the same parties under the same mediator (Russia, EU, OSCE, US …), round by round."""

    id: str
    mediator: Actor | None
    parties: tuple[Actor, ...]
    rounds: tuple[Round, ...]
    when: Days | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line of a ledger: what was promised, done or denied, how many, by whose account.

    ``givers`` do it or are to do it (free, withdraw, deploy), ``receivers`` are those to whom; both
    as the deed or promise names them, and empty where it names none.
    """

    what: Literal["promised", "done", "denied"]
    low: float | None
    high: float | None
    by: str
    day: Days | None
    account: str
    report: str
    quote: str
    givers: tuple[Actor, ...] = ()
    receivers: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Prisoners, withdrawals, returns or mandates with numbers, between two parties."""

    kind: Literal["prisoners", "withdrawals", "returns", "deployments"]
    parties: tuple[Actor, ...]
    lines: tuple[LedgerLine, ...]
    commitments: tuple[str, ...] = ()
