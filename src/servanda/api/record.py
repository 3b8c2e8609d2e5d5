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
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from servanda.errors import Issue
from servanda.model.account import Account, Report
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
    from servanda.settings import Settings

T = TypeVar("T")

LIMIT = 50
"""Items of a page, unless asked for otherwise."""


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
        kind: of contradictions, episodes, instruments and ledgers.
        text: words, for the search.
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


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a listing; ``cursor`` asks for the next part, ``None`` if there is none."""

    items: tuple[T, ...]
    cursor: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Whatever an id stands for, with the accounts it rests on.

    ``thing`` is a view, an :class:`Account`, a :class:`Report` (with the text in ``text`` and all its
    accounts) or a :class:`Judgement`; ``judgements`` are those about it.
    """

    thing: View | Account | Report | Judgement
    accounts: tuple[Account, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    text: str = ""


class Record:
    """A record that is open; from :func:`open_record`. One writer at a time, any number of readers.

    Listings come in the order in which things were first reported (timelines: in which they happened).
    Listing methods raise :class:`servanda.errors.RecordError` R011 for a filter or cursor that cannot be
    understood, R005 if the database goes away.
    """

    def __init__(self, address: str) -> None:
        from servanda.run.recording import Recorder

        self.address = address
        self._recorder = Recorder(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._recorder.close()

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

    def counts(self, as_of: date | None = None) -> Mapping[str, int]:
        """How many reports, claims, incidents, tallies, contradictions, commitments … there are."""
        return self._recorder.counts(as_of)

    # ---- What changes it ----------------------------------------------------------------------------

    def ingest(
        self,
        source: str | Path,
        *,
        settings: Settings | None = None,
        licence: str = "",
        redistributable: bool = False,
        errors: Path | None = None,
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
            progress: called after each report.

        Raises:
            InputError: I001 if there is nothing, I002 if nothing in it could be read.
            RecordError: R003 to R005 if the record cannot be written; whole reports stay.
            Interrupted: X001 if stopped by the user; whole reports stay, the same call goes on.
        """
        return self._recorder.ingest(
            source,
            settings=settings,
            licence=licence,
            redistributable=redistributable,
            errors=errors,
            progress=progress,
        )

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
        return self._recorder.judge(
            verdict, things, author=author, at=at, field=field, value=value, reasons=reasons, role=role
        )

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
        return self._recorder.recode(settings=settings, author=author, progress=progress)

    def _page(self, kind: str, filters: Filters | None, limit: int, cursor: str | None) -> Page[Any]:
        items, more = self._recorder.page(kind, filters or Filters(), limit, cursor)
        return Page(items, more)


def open_record(address: str | Path) -> Record:
    """Open a record, or make a new one: a path (SQLite), or ``postgresql://…``.

    Raises:
        RecordError: R001 if the file is no record, R002 if a newer version made it, R003 if it cannot be
            written, R005 if the database cannot be reached.
    """
    return Record(str(address))
