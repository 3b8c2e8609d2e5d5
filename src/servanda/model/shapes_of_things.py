"""Shapes of one thing, of its words, and of what was decided of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from servanda.model.account import Report, Where
from servanda.model.days import Days
from servanda.model.judgement import Judgement
from servanda.model.views import (
    Grade,
    Incident,
    Pledge,
)


class Words(TypedDict):
    """One account in short: by whose account, on which day, in which words of which report."""

    account: str
    report: str
    outlet: str | None
    reported: date | None
    by: str
    day: Days | None
    quote: str


class ChainLink(TypedDict):
    """One link of the chain by which a report has it."""

    source: str | None
    stance: str
    words: list[int] | None


class ClaimShown(TypedDict):
    """A claim as it stands, with where its words are.

    Attributes:
        of: the report in which it stands.
        context: the sentence or sentences around the words.
        position: first character of the words in the report's text.
        fields: the claim's own, by the codebook's names; those that can be corrected.
        spans: first and last+1 character of each quote in the report's text.
        field_spans: the same for single fields.
        groups: ids of the incidents, figures, contradictions and commitments it is in.
        judged: whether a person has decided something about it.
    """

    id: str
    kind: Literal["event", "statement", "figure", "commitment"]
    report: str
    outlet: str | None
    reported: date | None
    of: Report
    by: str
    day: Days | None
    quote: str
    quotes: list[str]
    context: str
    position: int
    fields: dict[str, Any]
    spans: list[list[int]]
    field_spans: dict[str, list[int]]
    coder: str
    score: float
    reasons: list[str]
    chain: list[ChainLink]
    vouched: bool
    when: Days | None
    where: Where | None
    actor_ids: list[str | None]
    recipient_ids: list[str | None]
    groups: list[str]
    judged: bool


class MentionShown(TypedDict):
    """Whoever, wherever, whenever or how many a stretch of the text means; further keys by its kind."""

    start: int
    end: int
    kind: Literal["actor", "place", "time", "number", "quotation"]
    more: dict[str, Any]


class ReportShown(TypedDict):
    """A report with its claims.

    Attributes:
        text: the whole text; `null` if it may not be passed on, then only quotations are given.
        written_reasons: why it is dated as it is.
    """

    report: Report
    text: str | None
    language: str | None
    written_reasons: list[str]
    claims: list[ClaimShown]
    mentions: list[MentionShown]
    judgements: list[Judgement]
    head: str


class Thing(TypedDict):
    """Whatever an id stands for: `kind`, its own keys under `thing`, and the accounts told of it.

    Attributes:
        told: its accounts in short, with the ids of what each is in.
        accounts: the same accounts, whole.
        moved: by whose judgement the group that was asked for is now part of this one.
    """

    kind: str
    thing: dict[str, Any]
    told: list[dict[str, Any]]
    accounts: list[ClaimShown]
    judgements: list[Judgement]
    grade: Grade | None
    head: str
    moved: NotRequired[str]


class Reason(TypedDict):
    """A reason in words, with the accounts it rests on."""

    words: str
    told: list[Words]


class About(TypedDict):
    """What is explained (joined, best, standing …), with its reasons."""

    what: str
    because: list[Reason]


class Explained(TypedDict):
    """Why a thing is as it is."""

    id: str
    about: list[About]


class AccountList(TypedDict):
    """Claims, in the order of the ids asked for."""

    items: list[ClaimShown]


class Judged(TypedDict):
    """What was decided, and whether somebody else decided otherwise on the same.

    Attributes:
        judgement: the one just made.
        into: the group in which a merge joined its claims.
        conflict: whether another person's judgement on the same says otherwise; both are kept.
        others: those judgements.
        head: the end of the log now.
    """

    judgement: Judgement
    into: str | None
    conflict: bool
    others: list[Judgement]
    head: str


class JudgementShown(TypedDict):
    """A judgement, and by which one it was undone."""

    judgement: Judgement
    undone_by: str | None


class JudgementList(TypedDict):
    """Judgements, the newest first."""

    items: list[JudgementShown]
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTold(Incident):
    """One act, by all accounts of it, each with its words."""

    told: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeTold(Pledge):
    """One commitment as a line of a timeline: when it was made, and each account of it with its words."""

    when: Days | None
    told: tuple[Words, ...]
