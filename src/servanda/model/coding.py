"""A report and everything coded from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.errors import Issue
from servanda.model.claim import Commitment, Event, Figure, Rejection, Statement
from servanda.model.document import Document
from servanda.model.listed import ListedMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The record of one report (codebook section 8).

    ``written`` is the interval in which the report must have been written; ``written_reasons`` says how
    that is known. ``mentions`` are all mentions of the text where they were asked for, else ``None``.
    """

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    written: tuple[date, date] | None = None
    written_reasons: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    mentions: tuple[ListedMention, ...] | None = None
