"""The verbs of a record: reports joined, seen as of any day.

::

    from servanda.api.record import Filters, open_record

    with open_record("caucasus.db") as record:
        record.ingest("reports/")
        page = record.incidents(Filters(as_of=date(2022, 10, 31), pair=("ARM", "AZE")))
        for incident in page.items: ...
        more = record.incidents(filters, cursor=page.cursor)   # while cursor is not None
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from servanda.model.account import Account, Report
from servanda.model.asking import (
    SORTS,
    Around,
    Because,
    Facet,
    Filters,
    Hit,
    Ingested,
    IngestStep,
    Line,
    Page,
    Results,
    Shown,
    View,
    Why,
)
from servanda.model.days import Days
from servanda.model.judgement import Judgement, Role, Verdict
from servanda.model.views import (
    Contradiction,
    CopyGroup,
    Episode,
    Incident,
    Instrument,
    Ledger,
    Pledge,
    SourceLink,
    Tally,
    Track,
)

if TYPE_CHECKING:
    from servanda.run.recording import Recorder
    from servanda.settings import Settings

__all__ = [
    "SORTS",
    "Around",
    "Because",
    "Facet",
    "Filters",
    "Hit",
    "IngestStep",
    "Ingested",
    "Line",
    "Page",
    "Record",
    "Results",
    "Shown",
    "View",
    "Why",
    "open_record",
]

LIMIT = 50
"""Items of a page, unless asked for otherwise."""


class Record:
    """A record that is open; from :func:`open_record`. One writer at a time, any number of readers.

    May be shared by threads: each call has a transaction of its own, and writers stand in line.

    Listings come in the order in which things were first reported (timelines: in which they happened).
    Listing methods raise :class:`servanda.errors.RecordError` R011 for a filter or cursor that cannot be
    understood, R005 if the database goes away.
    """

    def __init__(self, address: str, *, create: bool = True, readonly: bool = False) -> None:
        from servanda.run.recording import Recorder

        self.address = address
        self._recorder = Recorder(address, create=create, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._recorder.close()

    @property
    def recorder(self) -> Recorder:
        """The store with its derived tables, for the other verbs of this package."""
        return self._recorder

    # ---- What the record holds ----------------------------------------------------------------------

    def incidents(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Incident]:
        """Acts, each by all accounts of it."""
        return self._page("incidents", filters, limit, cursor)

    def episodes(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Episode]:
        """Incidents that belong together."""
        return self._page("episodes", filters, limit, cursor)

    def figures(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Tally]:
        """Figures of one scope side by side."""
        return self._page("figures", filters, limit, cursor)

    def contradictions(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Contradiction]:
        """Accounts that cannot both hold."""
        return self._page("contradictions", filters, limit, cursor)

    def commitments(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Pledge]:
        """Promises with their life, their standing and what it rests on, as of ``filters.as_of``."""
        return self._page("commitments", filters, limit, cursor)

    def instruments(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Instrument]:
        """Declarations, agreements, mandates and truces with the commitments they hold."""
        return self._page("instruments", filters, limit, cursor)

    def tracks(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Track]:
        """Talks under one mediator, round by round."""
        return self._page("tracks", filters, limit, cursor)

    def ledgers(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Ledger]:
        """Prisoners, withdrawals, returns, deployments: promised, done, denied."""
        return self._page("ledgers", filters, limit, cursor)

    def sources(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[SourceLink]:
        """Who has it from whom."""
        return self._page("sources", filters, limit, cursor)

    def copies(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[CopyGroup]:
        """Reports that carry one text."""
        return self._page("copies", filters, limit, cursor)

    def timeline(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Line]:
        """Incidents and commitments in the order in which they happened or were made; undated ones last."""
        return self._page("timeline", filters, limit, cursor)

    def reports(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Page[Report]:
        """The reports, by the day reported; only ``as_of``, ``between`` and ``source`` matter."""
        return self._page("reports", filters, limit, cursor)

    def search(
        self, filters: Filters | None = None, *, limit: int = LIMIT, cursor: str | None = None
    ) -> Results:
        """Reports, quotations and other claims with the words of ``filters.text``, the best first.

        Things of one score come in the order in which they were reported. Total and facets are of all that
        was found. Raises R011 also for a query that cannot be read.
        """
        wanted = filters or Filters()
        self._recorder.check(wanted)
        return self._recorder.search(wanted, limit, cursor)

    def accounts(self, ids: Sequence[str]) -> tuple[Account, ...]:
        """The accounts of these ids, in their order; unknown ids are left out."""
        return self._recorder.accounts(ids)

    def show(self, id: str, as_of: date | None = None) -> Shown:  # noqa: A002 - the codebook's word
        """Whatever the id stands for: a view, claim, report or judgement, as of a day.

        Raises:
            RecordError: R007 if the record has no such thing by then.
        """
        return self._recorder.show(id, as_of)

    def explain(self, id: str, as_of: date | None = None) -> Why:  # noqa: A002
        """Why joined, why this best, why this standing.

        Raises:
            RecordError: R007 if the record has no such thing by then.
        """
        return self._recorder.explain(id, as_of)

    def groups(self, accounts: Sequence[str], as_of: date | None = None) -> Mapping[str, tuple[str, ...]]:
        """For each account the ids of the incidents, tallies, contradictions, commitments it is in."""
        return self._recorder.groups(accounts, as_of)

    def around(self, accounts: Sequence[str], as_of: date | None = None) -> Around:
        """What else is known of these accounts: who copied whom, and what contradicts them."""
        return self._recorder.around(accounts, as_of)

    def coding(self, report: str) -> Mapping[str, Any]:
        """A report's object (codebook section 8) as it was read, with its text and mentions.

        Raises:
            RecordError: R007 if the record has no such report.
        """
        return self._recorder.coding(report)

    def head(self) -> str:
        """The end of the log, ``NUMBER:HASH``; it moves with everything that is added or decided.

        As long as it is the same, so is every answer of this version of the program.
        """
        return self._recorder.head()

    def moved(self) -> str:
        """The end of the log when something was last added or decided that listings or the search show.

        As long as it is the same, so are they. A remark, a grade, or that a claim is right leaves it.
        """
        with self._recorder.reading() as work:
            return self._recorder.keeper.moved(work)

    def counts(self, as_of: date | None = None) -> Mapping[str, int]:
        """How many reports, claims, incidents, tallies, commitments and copy groups there are."""
        return self._recorder.counts(as_of)

    def span(self, as_of: date | None = None) -> Days | None:
        """The first and the last day on which reports were out, by ``as_of``; ``None`` if none has a day."""
        return self._recorder.span(as_of)

    # ---- What changes it ----------------------------------------------------------------------------

    def ingest(
        self,
        source: str | Path,
        *,
        settings: Settings | None = None,
        licence: str = "",
        redistributable: bool = False,
        errors: Path | None = None,
        more_errors: bool = False,
        progress: Callable[[IngestStep], None] | None = None,
    ) -> Ingested:
        """Read, code and add every report of ``source``; what is there already is passed over.

        Args:
            source: all that :func:`servanda.api.read` takes, and a JSONL file of codings made with
                ``servanda code --mentions`` (nothing is coded again then).
            settings: else those of :func:`servanda.settings.load_settings`; ``workers`` matters.
            licence: under which the texts may be used.
            redistributable: whether they may be passed on whole.
            errors: a JSONL file that gets what could not be read, with reasons.
            more_errors: add to that file instead of writing it anew.
            progress: called after each report.

        Raises:
            InputError: I001 if there is nothing, I002 if nothing in it could be read.
            RecordError: R003 to R005 if the record cannot be written; whole reports stay.
            Interrupted: X001 if stopped by the user; whole reports stay, the same call goes on.
        """
        from servanda.api.jobs import job_of
        from servanda.run.recording_ingest import ingest

        job = job_of(source, settings, licence, redistributable, errors)
        return ingest(self._recorder, replace(job, more_errors=more_errors), progress)

    def judge(
        self,
        verdict: Verdict,
        things: Sequence[str],
        *,
        author: str,
        at: str | None = None,
        field: str = "",
        value: str = "",
        reasons: Sequence[str] = (),
        role: Role = "person",
    ) -> Judgement:
        """Add a judgement, and bring the views up to it. ``at``: ISO 8601 with zone, else now.

        Raises:
            RecordError: R007 if the record has no such thing, R008 for a merge with itself, R009 for a
                split of what was never joined.
        """
        from servanda.run.recording_judging import Ruling, judge

        ruling = Ruling(
            verdict=verdict,
            things=tuple(things),
            author=author,
            at=at or _now(),
            field=field,
            value=value,
            reasons=tuple(reasons),
            role=role,
        )
        return judge(self._recorder, ruling)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, in the order in which they were made."""
        return self._recorder.judgements()

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make all derived tables again from documents, claims and judgements; how many reports."""
        return self._recorder.rebuild(progress)

    def recode(
        self,
        *,
        settings: Settings | None = None,
        author: str = "servanda recode",
        progress: Callable[[IngestStep], None] | None = None,
    ) -> Ingested:
        """Code all reports again with this version; its claims stand beside the old ones, and are shown."""
        from servanda.api.jobs import job_of
        from servanda.run.recording_recode import recode

        return recode(self._recorder, job_of("", settings), author, progress)

    def _page(self, kind: str, filters: Filters | None, limit: int, cursor: str | None) -> Page[Any]:
        wanted = filters or Filters()
        self._recorder.check(wanted)
        items, more = self._recorder.page(kind, wanted, limit, cursor)
        return Page(items, more)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_record(address: str | Path, *, create: bool = True, readonly: bool = False) -> Record:
    """Open a record: a path (SQLite), or ``postgresql://…``.

    Args:
        address: where it is.
        create: make a new one if there is none.
        readonly: only read.

    Raises:
        RecordError: R001 if there is none or the file is no record, R002 if a newer version made it, R003 if
            it cannot be written, R005 if the database cannot be reached.
    """
    return Record(str(address), create=create, readonly=readonly)
