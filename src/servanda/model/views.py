"""What readers see: computed from accounts and judgements as of a day, never stored as truth.

Every view names the accounts it rests on. Field order is the order of their JSON
(:func:`servanda.model.view_json.view_to_json`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.model.commitment_views import (
    Evidence,
    Instrument,
    Ledger,
    LedgerLine,
    Phase,
    Pledge,
    Round,
    Standing,
    StandingName,
    Step,
    Term,
    Tie,
    Track,
    Version,
)
from servanda.model.days import Days

__all__ = [
    "Contradiction",
    "CopyGroup",
    "Count",
    "Episode",
    "Evidence",
    "Grade",
    "Incident",
    "Instrument",
    "Ledger",
    "LedgerLine",
    "Phase",
    "Pledge",
    "Round",
    "Side",
    "SourceLink",
    "Standing",
    "StandingName",
    "Step",
    "Tally",
    "Term",
    "Tie",
    "Track",
    "Version",
]

# ---- Sources and copies ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Admiralty grades, the two axes apart.

    Attributes:
        source: reliability, ``A`` (reliable) to ``E``, ``F`` cannot be judged.
        information: credibility, ``1`` (confirmed) to ``5``, ``6`` cannot be judged.
        reasons: which rule or whose judgement.
    """

    source: str = "F"
    information: str = "6"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Reports that carry one text: ``original`` is the earliest, or the agency that the others name."""

    id: str
    original: str
    reports: tuple[str, ...]
    agency: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """``teller`` has it from ``source``: by attribution, by a cue ("Reuters reported"), or by copying.

    ``reports`` rest on it; ``count`` is how many claims do.
    """

    teller: str
    source: str
    how: Literal["attribution", "cue", "copy"]
    count: int
    reports: tuple[str, ...]


# ---- Incidents ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One act, by all accounts of it.

    Attributes:
        id: ``I-`` and 16 hex digits, from the account first reported.
        accounts: ids of the event claims, in the order of :attr:`servanda.model.account.Account.key`.
        type, mode: of most accounts.
        actors, recipients: those that any account names, most named first.
        statuses: how many accounts say ``happened``, ``denied`` …
        when: the days that fit all accounts, else the hull of them.
        where: the most exact place named.
        words: the best quote.
        first_reported, last_reported: days.
        reports, originals: how many reports tell it; how many of them are no copies.
        background: whether every account tells it as history.
        reasons: why the accounts were joined.
    """

    id: str
    accounts: tuple[str, ...]
    type: str
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    when: Days | None = None
    where: Where | None = None
    words: str = ""
    first_reported: date | None = None
    last_reported: date | None = None
    reports: tuple[str, ...] = ()
    originals: int = 1
    background: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Incidents that belong together: an escalation, a round of talks, a process with its rounds."""

    id: str
    kind: Literal["escalation", "round", "process"]
    incidents: tuple[str, ...]
    actors: tuple[Actor, ...] = ()
    when: Days | None = None
    words: str = ""
    parent: str | None = None
    reasons: tuple[str, ...] = ()


# ---- Figures -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One figure of a tally: bounds as told, by whom, in which report, on which day.

    ``stance``: ``own`` if a party counts its own losses, ``enemy`` if the other side's, else ``other``.
    ``copy_of``: the report this one carries a copy of; such a count is shown and counts for nothing.
    ``revises``: account of the earlier count of the same teller that this one replaces.
    ``when``, ``place``: the days and the place it is told to count, if the report says.
    """

    account: str
    report: str
    low: float | None
    high: float | None
    approx: bool
    by: Actor | None
    outlet: str | None
    day: date | None
    quote: str
    stance: Literal["own", "enemy", "other"] = "other"
    copy_of: str | None = None
    revises: str | None = None
    when: Days | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All figures of one scope side by side.

    Attributes:
        id: ``N-`` and 16 hex digits.
        incident: the incident they belong to, if they belong to one.
        scope: measure, who is counted, whose side, what period or event, which place: what makes figures
            comparable.
        counts: in the order reported; revisions of one source follow each other.
        low, best, high: after ``policy``; ``best`` is ``None`` if the policy gives no single number.
        policy: its name.
        why: why this best, in words.
        part_of: tallies of which this one counts a subset; they are never added.
        series: accounts whose counts are how the number grew or was revised, in the order reported.
        beside: tallies of other incidents or scopes that may count the same; shown beside, never added.
        reasons: why these figures are held to be comparable.
    """

    id: str
    incident: str | None
    measure: str
    of: str | None
    side: str | None
    event: str | None
    when: Days | None
    place: str | None
    cumulative: bool
    unit: str | None
    counts: tuple[Count, ...]
    low: float | None
    best: float | None
    high: float | None
    policy: str
    why: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


# ---- Contradictions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: what it says, in whose words, and who else says so."""

    account: str
    report: str
    by: str
    quote: str
    says: str
    day: date | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two accounts that cannot both hold.

    ``kind``: ``denial``, ``who`` (did it), ``whether`` (it happened), ``how_many``, ``whose`` (place or
    thing), ``withdrawn`` (or not), ``when``, ``garbled`` (one report against what others report).
    ``about``: ids of the incident, commitment or tally concerned.
    """

    id: str
    kind: str
    about: tuple[str, ...]
    sides: tuple[Side, ...]
    score: float
    reasons: tuple[str, ...] = ()
