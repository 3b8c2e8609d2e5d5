"""What is asked of a record, and what it answers beside the views themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, Literal, TypeVar, get_args

from servanda.errors import Issue
from servanda.model.account import Account, Report, Where
from servanda.model.actor import Actor
from servanda.model.days import Days
from servanda.model.judgement import Judgement
from servanda.model.unseen import Unseen
from servanda.model.views import (
    Contradiction,
    CopyGroup,
    Episode,
    Grade,
    Incident,
    Instrument,
    Ledger,
    Pledge,
    SourceLink,
    Tally,
    Track,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a listing shows; ``None`` leaves it open.

    Attributes:
        as_of: only what had been reported by this day.
        between: it happened (was made, was counted) on one of these days, as far as anybody tells.
        actor: takes part: a country code (``ARM``), a name, or a stable id.
        pair: two country codes that both take part.
        type, mode: of events.
        act: of commitments.
        standing: of commitments.
        place: a place's name; with ``km`` everything that far around it.
        km: how far around ``place``.
        box: south, west, north, east in degrees.
        measure: of figures.
        source: the outlet, or who is named as the source.
        status: of events: ``happened``, ``denied`` …
        policy: how figures get their best number.
        kind: of contradictions, episodes, instruments and ledgers; of what is searched (:data:`Sort`).
        text: words, for the search; see ``docs/record/search.md`` for how they are written.
        reported: the report was out on one of these days; for the search.
        unseen: names that whoever asks may not see: nothing is found by them.
    """

    as_of: date | None = None
    between: Days | None = None
    actor: str | None = None
    pair: tuple[str, str] | None = None
    type: str | None = None
    mode: str | None = None
    act: str | None = None
    standing: str | None = None
    place: str | None = None
    km: float | None = None
    box: tuple[float, float, float, float] | None = None
    measure: str | None = None
    source: str | None = None
    status: str | None = None
    policy: str | None = None
    kind: str | None = None
    text: str | None = None
    reported: Days | None = None
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a listing; ``cursor`` asks for the next part, ``None`` if there is none."""

    items: tuple[T, ...]
    cursor: str | None = None


Sort = Literal["report", "quotation", "statement", "event", "figure", "commitment"]
"""What a search finds: whole reports, and claims of them. A quotation is a statement in its own words, a
statement one in the report's."""

SORTS: Final[tuple[str, ...]] = get_args(Sort)

FacetName = Literal["source", "kind", "type", "country", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a search found.

    Attributes:
        id: of the claim, or of the report.
        kind: what it is.
        report: in which it stands.
        account: the claim; ``None`` for a report.
        score: 0 to 1, by how often and where the words stand in how long a text; 0 if no words were given.
        snippet: words of the report on one line, shorter if its text may not be passed on.
        marks: for each word found in ``snippet`` its first character and the one after its last.
    """

    id: str
    kind: Sort
    report: Report
    account: Account | None = None
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """How much of what was found has which value, the most frequent first.

    By outlet, kind, type (event type, act or measure), country of who takes part, year of the report.
    """

    name: FacetName
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A part of what a search found; ``total`` and ``facets`` are of all of it.

    ``beyond``: more was found, and they are of the 10,000 that became known last; these are ranked first,
    then the 10,000 before them, and so on.
    """

    items: tuple[Hit, ...]
    cursor: str | None
    total: int
    beyond: bool
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestStep:
    """How far an ingestion is: reports added, found there already, quarantined; bytes or files if known."""

    added: int
    earlier: int
    failed: int
    done: int = 0
    all: int | None = None
    failures: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What an ingestion came to."""

    added: int
    earlier: int
    failed: int
    claims: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Because:
    """A reason in words, with the accounts it rests on."""

    words: str
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around accounts: groups of reports that carry one text, and contradictions they are in.

    Contradictions of numbers are not among them: those belong to figures.
    """

    copies: tuple[CopyGroup, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a view is as it is: ``about`` says what (joined, best, standing …), each with its reasons."""

    id: str
    about: tuple[tuple[str, tuple[Because, ...]], ...]


View = (
    Incident | Episode | Tally | Contradiction | Pledge | Instrument | Track | Ledger | CopyGroup | SourceLink
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a timeline: an incident or a commitment, on the day it happened or was made."""

    when: Days | None
    view: Incident | Pledge


@dataclass(frozen=True, slots=True)
class DrawnAct:
    """What the network draws of an incident; the fields are those of one."""

    id: str
    type: str
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnSpot:
    """What the map draws of an incident; the fields are those of one."""

    id: str
    type: str
    statuses: tuple[tuple[str, int], ...] = ()
    when: Days | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class DrawnPledge:
    """What the network draws of a commitment; the fields are those of one."""

    id: str
    obligors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Whatever an id stands for, with the accounts it rests on.

    ``thing`` is a view, an :class:`Account`, a :class:`Report` (with the text in ``text`` and all its
    accounts) or a :class:`Judgement`; ``judgements`` are those about it. ``grade`` is that of an account.
    ``moved`` says by whose judgement the group that was asked for is now part of this one, if it is.
    """

    thing: View | Account | Report | Judgement
    accounts: tuple[Account, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    text: str = ""
    grade: Grade | None = None
    moved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLane:
    """One lane as it is drawn.

    Attributes:
        name: of the lane.
        count: dated things on it, in the window.
        lines: these, in the order of the timeline; of many only the first.
        middles: of many, how many there are by the middle of their days, else nothing.
    """

    name: str
    count: int
    lines: tuple[Line, ...]
    middles: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A timeline for drawing: the fullest lanes with what lies on them.

    Attributes:
        span: from the first to the last day of all dated things; ``None`` if there are none.
        undated: things without a day.
        middles: how many dated things of the window there are by the middle of their days.
        lanes: the fullest ones.
        left: lanes with less that are not among them.
    """

    span: Days | None
    undated: int
    middles: tuple[tuple[date, int], ...]
    lanes: tuple[DrawnLane, ...]
    left: int
