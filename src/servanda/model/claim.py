"""The four kinds of claim (codebook sections 3 to 6), each tied to words, a coder, a score and reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from servanda.model.actor import Actor
from servanda.model.analysis import Status
from servanda.model.span import Span

Force = Literal["agreed", "declared", "offered", "in_force", "ended", "broken", "demanded"]
Renewal = Literal["automatic", "by_consent", "offered"]
Stance = Literal["plain", "distanced", "hearsay", "unverified", "endorsed"]
"""How far the report goes along with what it passes on: neutral ("said"), at arm's length ("claimed",
"alleged"), as something heard ("reportedly"), as something it says nobody could check, or as true
("confirmed")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of the chain by which a report has what it tells.

    Attributes:
        source: who is given as the source; ``None`` if nobody is named ("reportedly") or it is nobody known.
        words: the phrase that names the source, if one does.
        cue: the reporting word, if there is one.
        hedge: the word by which the report keeps its distance or goes along, if there is one.
        stance: how far it goes along with this link.
    """

    source: Actor | None
    words: Span | None = None
    cue: Span | None = None
    hedge: Span | None = None
    stance: Stance = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a claim rests on.

    Attributes:
        evidence: stretches of ``Document.text`` that tell it, the best first. They are the claim's quotes.
        coder: name of the rule or head that made it (``events/assault.attack``), stable between releases.
        score: 0 to 1, how sure the coder is.
        reasons: why this type, these roles, this status, in words; also what was rejected.
        fields: for single fields, the stretch they rest on: ``(("actors", Span), ("date", Span), …)``.
        chain: by whom the report has it, the outermost first: "a paper quoted the ministry as saying"
            gives the paper, then the ministry. Empty if the report tells it in its own voice.
    """

    evidence: tuple[Span, ...]
    coder: str
    score: float
    reasons: tuple[str, ...] = ()
    fields: tuple[tuple[str, Span], ...] = ()
    chain: tuple[Link, ...] = ()

    @property
    def vouched(self) -> bool:
        """Whether the report itself answers for it: in its own voice, or endorsing all who say so."""
        return all(link.stance == "endorsed" for link in self.chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, when, where, and did it happen (codebook section 3)."""

    type: str
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: Status = "happened"
    background: bool = False
    date: str | None = None
    place: str | None = None
    says: Actor | None = None
    provenance: Provenance
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what, in whose words (codebook section 4). The content is the first evidence span."""

    speaker: Actor
    addressees: tuple[Actor, ...] = ()
    form: Literal["direct", "indirect", "mixed"]
    provenance: Provenance
    kind: Literal["statement"] = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of what, by whose count (codebook section 5)."""

    measure: str
    low: float | None
    high: float | None
    approx: bool = False
    of: str | None = None
    event: str | None = None
    date: str | None = None
    place: str | None = None
    says: Actor | None = None
    cumulative: bool = False
    unit: str | None = None
    provenance: Provenance
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Who bound, or offered to bind, themselves to what, until when, on which terms (codebook section 6)."""

    act: str
    obligors: tuple[Actor, ...] = ()
    beneficiaries: tuple[Actor, ...] = ()
    force: Force
    date: str | None = None
    start: str | None = None
    end: str | None = None
    term: str | None = None
    renewal: Renewal | None = None
    condition: str | None = None
    instrument: str | None = None
    provenance: Provenance
    kind: Literal["commitment"] = "commitment"


Claim = Event | Statement | Figure | Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A claim that a rule proposed and another took back: shown by ``servanda explain``."""

    kind: Literal["event", "statement", "figure", "commitment"]
    span: Span
    coder: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What one coder returns: claims, and what it considered and rejected."""

    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    rejections: tuple[Rejection, ...] = field(default=())
