"""Objects that are put together for an answer; those that are records come from the records themselves."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from servanda.model.account import Report, Where
from servanda.model.days import Days
from servanda.model.job import Job
from servanda.model.shapes_of_drawings import Stretch
from servanda.model.shapes_of_things import IncidentTold
from servanda.model.views import (
    Contradiction,
    Phase,
    StandingName,
    Step,
    Tally,
    Term,
    Tie,
    Version,
)

RoleName = Literal["reader", "coder", "reviewer", "admin"]


class Problem(TypedDict):
    """What went wrong (RFC 9457); `code` is one of the catalogue in the documentation."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: NotRequired[list[dict[str, Any]]]


class TrailEvidence(TypedDict):
    """A deed or word held against a promise."""

    report: str
    quote: str
    kind: Literal["alleged", "observed", "admitted", "found"]
    bearing: Literal["breaks", "keeps", "doubts", "collapses", "denies"]
    by: str
    day: Days | None
    incident: str | None
    account: str
    outlet: str | None
    reported: date | None
    days_after: int | None
    distance_km: float | None
    score: float
    reasons: list[str]


class Condition(TypedDict):
    """A condition of a promise, and whether it is reported as met."""

    condition: str
    met: str


class Commitment(TypedDict):
    """A commitment with its life, its standing as of the day asked, and what it rests on."""

    id: str
    act: str
    obligors: list[str]
    beneficiaries: list[str]
    force: str
    date: Days | None
    start: Days | None
    end: Days | None
    term: str | None
    renewal: str | None
    condition: str | None
    instrument: str | None
    quotes: list[str]
    lifecycle: Phase
    standing: StandingName
    standing_by: list[str]
    standing_since: date | None
    standing_reasons: list[str]
    expiry: Days | None
    terms: list[Term]
    renewals: list[Term]
    evidence: list[TrailEvidence]
    steps: list[Step]
    ties: list[Tie]
    versions: list[Version]
    conditions: list[Condition]
    instrument_id: str | None
    track: str | None
    place: Where | None
    accounts: list[str]
    reports: list[str]
    originals: int
    first_reported: date | None
    last_reported: date | None
    reasons: list[str]


class Hit(TypedDict):
    """Something that a search found; `marks` are characters of `snippet`."""

    id: str
    kind: Literal["report", "quotation", "statement", "event", "figure", "commitment"]
    score: float
    report: str
    source: str | None
    title: str | None
    reported: date | None
    url: str | None
    about: str | None
    when: Days | None
    place: str | None
    snippet: str
    marks: list[list[int]]
    licence: str
    redistributable: bool


class Found(TypedDict):
    """A page of what a search found; `total` and `facets` are of all of it.

    If `beyond`, more was found, and they are of the 10,000 that became known last; these come first, the
    best of them first, then those before them.
    """

    total: int
    beyond: bool
    facets: dict[str, dict[str, int]]
    cursor: str | None
    hits: list[Hit]


class BriefSentence(TypedDict):
    """A sentence and the numbers of its notes."""

    text: str
    notes: list[int]


class BriefSection(TypedDict):
    """A heading and its paragraphs of sentences; `left`: how many things of the sort are told by fewer."""

    heading: str
    paragraphs: list[list[BriefSentence]]
    left: int


class BriefNote(TypedDict):
    """The words that a sentence rests on."""

    number: int
    account: str
    report: str
    outlet: str | None
    reported: date | None
    by: str
    day: Days | None
    quote: str


class BriefPage(TypedDict):
    """A page of prose with a note for every sentence, also as Markdown and as one HTML page."""

    title: str
    lead: str
    sections: list[BriefSection]
    notes: list[BriefNote]
    markdown: str
    html: str


class RecordShown(TypedDict):
    """A record that the caller may see; `problem` is a code if it cannot be opened just now."""

    id: str
    name: str
    counts: dict[str, int]
    span: Days | None
    role: RoleName
    head: str
    problem: str | None


class RecordList(TypedDict):
    """The records that the caller may see."""

    records: list[RecordShown]


class Me(TypedDict):
    """Who is asking."""

    id: str
    name: str
    roles: dict[str, RoleName]
    everywhere: RoleName | None
    scopes: list[str] | None
    csrf: str | None
    local: bool
    signed_in: bool
    accounts: bool


class TermShown(TypedDict):
    """A word of the codebook; `of` is the event type of a mode."""

    kind: str
    name: str
    definition: str
    of: str


class Codebook(TypedDict):
    """All words of the codebook with what they mean."""

    terms: list[TermShown]


class Gap(TypedDict):
    """Days on which nothing was reported."""

    first: date
    last: date
    days: int


class Thin(TypedDict):
    """An outlet with how many reports are of it, or a country with how much was read of it."""

    name: str
    count: int


class Gaps(TypedDict):
    """Where coverage is thin: few reports of an outlet, days without one, countries told of by few."""

    sources: list[Thin]
    days: list[Gap]
    countries: list[Thin]


class Contested(TypedDict):
    """A figure with how far its counts lie apart: highest by lowest bound."""

    tally: Tally
    spread: float


class Overview(TypedDict):
    """What a record holds, as of a day."""

    counts: dict[str, int]
    span: Days | None
    reports: list[Report]
    reported: list[Stretch]
    incidents: list[IncidentTold]
    contested: list[Contested]
    contradictions: list[Contradiction]
    ending: list[Commitment]
    gaps: Gaps
    head: str


class Health(TypedDict):
    """How the server is."""

    status: Literal["ok", "starting", "stopping"]
    version: str


class JobList(TypedDict):
    """Jobs, the newest first."""

    items: list[Job]
