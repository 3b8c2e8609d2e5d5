"""What a record holds of the reports: who reported when, and each claim as one report tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.model.claim import Claim, Event
from servanda.model.days import Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as the record knows it, without its text (codebook section 7).

    Attributes:
        id: the report's own id; unique in a record.
        version: SHA-256 of the bytes; a page that changed is a new version of the same id.
        source: the outlet.
        published: the date it bears.
        written: the days in which it must have been written.
        placed: narrower days than ``written``, worked out from other reports of the record.
        licence: under which the text may be used, as given at ingestion; empty if nobody said.
        redistributable: whether the text may be passed on whole; ``False`` unless somebody said so.
    """

    id: str
    version: str
    source: str | None = None
    title: str | None = None
    published: date | None = None
    written: Days | None = None
    placed: Days | None = None
    url: str | None = None
    licence: str = ""
    redistributable: bool = False

    @property
    def reported(self) -> date | None:
        """The day by which it was out for certain; ``None`` if nothing tells.

        A report that tells of days after the date it bears was not out in those words before them. One
        without any day stands in no view of an earlier day.
        """
        if self.published:
            later = self.written[0] if self.written else self.published
            return max(self.published, later)
        days = self.placed or self.written
        return days[1] if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place as resolved in a report; see :class:`servanda.model.ResolvedPlace` for the fields."""

    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One claim as one report tells it; what views are made of.

    Attributes:
        id: of the claim (:func:`servanda.model.json.claim_id`).
        report: who tells it.
        claim: what is told.
        quotes: the words it rests on, the best first.
        context: the sentence or sentences that hold the evidence.
        position: first character of the best evidence in the report's text.
        when: the days of ``claim.date``; ``None`` if the report gives none (or for a statement).
        where: of ``claim.place``; ``None`` if the report gives none.
        actor_ids: stable ids, in the order of the claim's actors, obligors or speaker; ``None`` if unknown.
        recipient_ids: the same for recipients, beneficiaries or addressees.
        sites: names of the towns, districts and other places below a country in ``context``.
        towns: the same for the whole report, the most often named first, four at most.
        lead: headline and first words of the report, 300 characters at most: what it is about.
        lands: countries that the report speaks of, the most often named first, four at most; they help
            to tell what "the ceasefire" of a sentence without parties is.
    """

    id: str
    report: Report
    claim: Claim
    quotes: tuple[str, ...]
    context: str = ""
    position: int = 0
    when: Days | None = None
    where: Where | None = None
    actor_ids: tuple[str | None, ...] = ()
    recipient_ids: tuple[str | None, ...] = ()
    lands: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    lead: str = ""

    @property
    def likely(self) -> Days | None:
        """The days of the claim; for news without a date the week up to the day reported; else ``None``."""
        if self.when or self.report.reported is None:
            return self.when
        if isinstance(self.claim, Event) and (self.claim.background or self.claim.status != "happened"):
            return None
        return self.report.reported - timedelta(days=7), self.report.reported

    @property
    def key(self) -> tuple[date, str, int, str]:
        """The order of accounts everywhere: by the day reported, report, place in the text; undated last."""
        return (self.report.reported or date.max, self.report.id, self.position, self.id)


def known_by(accounts: Iterable[Account], as_of: date | None) -> tuple[Account, ...]:
    """Only what had been reported by ``as_of`` (all, if ``None``), in the order of :attr:`Account.key`."""
    kept = (a for a in accounts if as_of is None or (a.report.reported or date.max) <= as_of)
    return tuple(sorted(kept, key=lambda a: a.key))
