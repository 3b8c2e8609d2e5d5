"""Reading a record: one snapshot of the layers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Result, Select, select

from servanda.model.account import Report
from servanda.model.judgement import Judgement
from servanda.record.log import Head
from servanda.record.memory import Memory
from servanda.record.rows import JSON, claims_in, dump, join, judgement_of, report_of, unpack
from servanda.record.schema import active, claims, codings, documents, judged, judgements, log, meta

_Row = dict[str, Any]

_BATCH: Final = 400
"""Ids asked for at once, and rows fetched at once."""

_MARKS: Final = select(meta.c.key, meta.c.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A coding as it lies in the record.

    Attributes:
        report: the report without its text.
        coding: the coding's id (``R-…``).
        number: its place in the log.
        coder: versions of what made it.
        payload: the report's object (codebook section 8), ready for
            :func:`servanda.model.json.from_json`.
    """

    report: Report
    coding: str
    number: int
    coder: Mapping[str, str]
    payload: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One coding of one version of a report: which, of which bytes, by what, since when."""

    coding: str
    number: int
    document: int
    sha256: str
    coder: Mapping[str, str]
    at: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim: what it says, in which coding of which report. ``kind`` is a key of the object."""

    id: str
    report: str
    coding: str
    active: bool
    kind: str
    body: JSON


class Reading:
    """One snapshot of a record. ``connection`` is the transaction's, for reading indexes along with it.

    ``memory`` is the store's: what follows from the log and was worked out before.
    """

    def __init__(self, connection: Connection, memory: Memory | None = None) -> None:
        self.connection = connection
        self.memory = memory or Memory()
        rows = connection.execute(_MARKS)  # all of them: the first look fixes the snapshot
        self.marks: dict[str, str] = {row.key: row.value for row in rows}
        self.head = Head.read(self.marks.get("head", "")) or Head()

    def meta(self, key: str) -> str | None:
        """A mark of the program."""
        return self.marks.get(key)

    def judgements(self, things: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """All ever made (or those about ``things``), by number.

        :func:`servanda.model.judgement.in_force` tells which hold; it needs the undoing ones as well, which
        are about judgements.
        """
        if things is not None:
            return judgements_of(self.connection, things)
        before, known = self.memory.get("judgements") or (Head(), ())
        if before != self.head:
            if self._goes_on(before):
                known = (*known, *judgements_of(self.connection, after=before.number))
            else:
                known = judgements_of(self.connection)
            self.memory.put("judgements", (self.head, known))
        return known

    def _goes_on(self, before: Head) -> bool:
        """Whether the log that ended there is the beginning of this one."""
        return 0 < before.number < self.head.number and self.chain_at(before.number) == before.chain

    def chain_at(self, number: int) -> str | None:
        """The hash over the log up to a number; ``None`` if nothing has that number."""
        return self.connection.execute(select(log.c.chain).where(log.c.number == number)).scalar()

    def active(self, report: str) -> str | None:
        """The coding that stands for a report: the chosen one, else its first. ``None`` if unknown."""
        query = select(codings.c.id).join(active, active.c.coding == codings.c.number)
        return self.connection.execute(query.where(active.c.report == report)).scalar()

    def withdrawn(self) -> frozenset[str]:
        """Ids of the reports that were taken out of the views."""
        query = select(active.c.report).where(active.c.withdrawn == 1)
        return frozenset(self.connection.execute(query).scalars())

    def report(self, report: str) -> Report | None:
        """A report by its id, withdrawn or not."""
        return next(self.reports([report], withdrawn=True), None)

    def reports(self, ids: Iterable[str] | None = None, *, withdrawn: bool = False) -> Iterator[Report]:
        """Reports without their texts, by their active codings, in the order of their ids.

        Args:
            ids: only these; those that the record does not have are left out.
            withdrawn: also those that were withdrawn.
        """
        columns = [c for c in documents.c if c.name != "body"]
        for row in self._active([*columns, codings.c.written], ids, withdrawn):
            yield report_of(row, row["written"])

    def codings(self, ids: Iterable[str] | None = None, *, withdrawn: bool = False) -> Iterator[Stored]:
        """Active codings, in the order of their reports' ids; arguments as for :meth:`reports`."""
        for row in self._active(_WHOLE, ids, withdrawn):
            yield _stored(row)

    def stored(self, coding: str) -> Stored | None:
        """Any coding by its id, active or not."""
        query = _with_document(_WHOLE).where(codings.c.id == coding)
        row = next(_rows(self.connection.execute(query)), None)
        return _stored(row) if row else None

    def has(self, report: str, sha256: str, coder: Mapping[str, str]) -> bool:
        """Whether these bytes of this report were coded by this coder already."""
        query = _with_document([codings.c.number]).where(
            codings.c.report == report, documents.c.sha256 == sha256, codings.c.coder == dump(dict(coder))
        )
        return self.connection.execute(query.limit(1)).first() is not None

    def versions(self, report: str) -> tuple[Version, ...]:
        """Every coding of every version of a report, the oldest first."""
        columns = [codings.c.id, codings.c.number, codings.c.document, documents.c.sha256]
        query = _with_document([*columns, codings.c.coder, codings.c.at]).where(codings.c.report == report)
        chosen = self.active(report)
        return tuple(
            Version(
                coding=row.id,
                number=row.number,
                document=row.document,
                sha256=row.sha256,
                coder=json.loads(row.coder),
                at=row.at,
                active=row.id == chosen,
            )
            for row in self.connection.execute(query.order_by(codings.c.number))
        )

    def claim(self, claim: str) -> Claimed | None:
        """A claim by its id: as the active coding has it, else as the newest that has it."""
        query = (
            select(codings.c.id, codings.c.report, codings.c.body, claims.c.place)
            .join(claims, claims.c.coding == codings.c.number)
            .where(claims.c.id == claim)
            .order_by(codings.c.number.desc())
        )
        found = self.connection.execute(query).all()
        if not found:
            return None
        chosen = next((row for row in found if row.id == self.active(row.report)), None)
        row = chosen or found[0]
        kind, body = claims_in(unpack(row.body))[row.place]
        return Claimed(id=claim, report=row.report, coding=row.id, active=row is chosen, kind=kind, body=body)

    def _active(self, columns: Sequence[Any], ids: Iterable[str] | None, withdrawn: bool) -> Iterator[_Row]:
        query = _with_document(columns).join(active, active.c.coding == codings.c.number)
        query = query.order_by(active.c.report)
        if not withdrawn:
            query = query.where(active.c.withdrawn == 0)
        query = query.execution_options(yield_per=_BATCH)
        if ids is None:
            yield from _rows(self.connection.execute(query))
            return
        for some in batches(sorted(set(ids))):
            yield from _rows(self.connection.execute(query.where(active.c.report.in_(some))))


def judgements_of(
    connection: Connection, things: Iterable[str] | None = None, after: int = 0
) -> tuple[Judgement, ...]:
    """See :meth:`Reading.judgements`; ``after``: without those up to this number, if all are asked for."""
    if things is None:
        query = select(judgements).where(judgements.c.number > after).order_by(judgements.c.number)
        return tuple(judgement_of(row) for row in _rows(connection.execute(query)))
    found: dict[int, Judgement] = {}
    for some in batches(sorted(set(things))):
        query = select(judgements).join(judged, judged.c.judgement == judgements.c.number)
        for row in _rows(connection.execute(query.where(judged.c.thing.in_(some)))):
            found[row["number"]] = judgement_of(row)
    return tuple(found[number] for number in sorted(found))


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """``ids`` in stretches that a statement can take."""
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


_WHOLE: Final[tuple[Any, ...]] = (
    documents.c.report,
    documents.c.sha256,
    documents.c.info,
    documents.c.licence,
    documents.c.redistributable,
    documents.c.body.label("text"),
    codings.c.id,
    codings.c.number,
    codings.c.coder,
    codings.c.written,
    codings.c.body,
)


def _with_document(columns: Sequence[Any]) -> Select[Any]:
    return select(*columns).join(documents, documents.c.number == codings.c.document)


def _rows(result: Result[Any]) -> Iterator[_Row]:
    return (dict(row) for row in result.mappings())


def _stored(row: _Row) -> Stored:
    document = {**row, "body": row["text"]}
    return Stored(
        report=report_of(document, row["written"]),
        coding=row["id"],
        number=row["number"],
        coder=json.loads(row["coder"]),
        payload=join(document, row),
    )
