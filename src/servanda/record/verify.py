"""Whether the record is as it was written: every row that was altered, removed, added or put elsewhere.

The log hashes each row of the layers together with all before it. Looked at, in stretches of numbers:

1. every row of the log against the one before it (``chain``);
2. every row of the layers against its row of the log (``digest``), and that both are there;
3. what follows from the layers (``claims``, ``judged``, ``active``) against them;
4. the end of the log against the mark that tells it, and against a head that was noted elsewhere;
5. on SQLite, the file's own structure and its indexes.

Whoever can write the whole file can also write a whole new log; only a head noted elsewhere shows that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, func, or_, select
from sqlalchemy.exc import DBAPIError, NoResultFound

from servanda.record.active import active_of
from servanda.record.log import Head
from servanda.record.rows import claims_in, unpack
from servanda.record.schema import LAYERS, active, claims, codings, judged, judgements, log, meta
from servanda.record.verify_chain import Chain, Finding, Row, What

_STRETCH: Final = 500
"""Numbers looked at at once."""

_MOST: Final = 1000
"""Findings after which the search ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at the whole record found.

    Attributes:
        head: the end of the log; note it elsewhere to see later that nothing before it was altered.
        rows: rows of each table that were looked at.
        findings: in the order of tables and numbers; empty if all is well.
        cut: whether there are more than these.
    """

    head: Head
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]
    cut: bool = False


Expect = Callable[[Row], Iterable[tuple[Any, ...]]]


def verify(
    connection: Connection, *, noted: Head | None = None, progress: Callable[[int, int], None] | None = None
) -> Verified:
    """Look at every row, in the snapshot of ``connection``.

    Args:
        connection: a transaction on the record.
        noted: a head that was noted earlier; the log must still hold it.
        progress: told how many numbers of how many were looked at.
    """
    look = _Look(connection, noted, progress)
    findings: list[Finding] = []
    for finding in look.everything():
        if len(findings) == _MOST:
            return Verified(head=look.head, rows=look.rows, findings=tuple(findings), cut=True)
        findings.append(finding)
    return Verified(head=look.head, rows=look.rows, findings=tuple(findings))


class _Look:
    def __init__(
        self, connection: Connection, noted: Head | None, progress: Callable[[int, int], None] | None
    ) -> None:
        self._progress = progress
        self._connection = connection
        self._noted = noted
        self._broken: list[Finding] = []
        self.head = Head()
        self.rows = dict.fromkeys([*LAYERS, "claims", "judged", "active", "log"], 0)

    def everything(self) -> Iterator[Finding]:
        text = self._one(select(meta.c.value).where(meta.c.key == "head"))
        marked = Head.read(str(text))
        end = self._last(marked)
        chain = Chain()
        for start in range(1, end + 1, _STRETCH):
            low, high = start, min(start + _STRETCH - 1, end)
            logged = {r["number"]: r for r in self._read(log, log.c.number, low, high)}
            layers = {
                name: {r["number"]: r for r in self._read(table, table.c.number, low, high)}
                for name, table in LAYERS.items()
            }
            known = frozenset(int(f.row) for f in self._broken if f.row.isdigit())
            yield from self._broken
            self._broken.clear()
            for number in range(low, high + 1):
                here = {name: rows[number] for name, rows in layers.items() if number in rows}
                yield from chain.follow(number, logged.get(number), here, unreadable=number in known)
            trusted = {n: r for name in layers for n, r in layers[name].items() if n not in chain.doubted}
            yield from self._follow(claims, claims.c.coding, low, high, trusted, _claims_of)
            yield from self._follow(judged, judged.c.judgement, low, high, trusted, _judged_of)
            if self._progress:
                self._progress(high, end)
        self.head = Head(end, chain.stored)
        yield from chain.doubts()
        yield from self._outside(end, chain.doubted)
        yield from self._ends(marked, end, chain)
        yield from self._actives()
        yield from self._file()
        yield from self._broken

    def _one(self, query: Select[Any]) -> Any:  # noqa: ANN401 - whatever was asked for
        return self._connection.execute(query).scalar()

    def _last(self, marked: Head | None) -> int:
        """The last number, of which the log, the layers and the mark each tell: one of them may be wrong."""
        layers = max(self._one(select(func.max(t.c.number))) or 0 for t in LAYERS.values())
        logged = self._one(select(func.max(log.c.number))) or 0
        return sorted((layers, logged, marked.number if marked else logged))[1]

    def _read(self, table: Table, column: Column[Any], low: int, high: int) -> list[Row]:
        """Rows of a stretch; what cannot be read is narrowed down to single rows and noted."""
        keys = [*table.primary_key.columns]
        query = select(table).where(column.between(low, high)).order_by(*keys)
        try:
            sqlite = self._connection.dialect.name == "sqlite"
            # On a server an error would end the whole transaction.
            with nullcontext() if sqlite else self._connection.begin_nested():
                rows: list[Row] = [dict(r) for r in self._connection.execute(query).mappings()]
        except (DBAPIError, UnicodeError, OverflowError) as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            if low == high:
                words = f"cannot be read: {getattr(error, 'orig', error)}"
                self._broken.append(Finding(what="unreadable", table=table.name, row=str(low), words=words))
                return []
            middle = (low + high) // 2
            return self._read(table, column, low, middle) + self._read(table, column, middle + 1, high)
        self.rows[table.name] += len(rows)
        return rows

    def _follow(
        self,
        table: Table,
        column: Column[Any],
        low: int,
        high: int,
        layers: Mapping[int, Row],
        expect: Expect,
    ) -> Iterator[Finding]:
        """Rows that follow from those of a layer, against them. Rows that are in doubt are passed over."""
        found: dict[int, set[tuple[Any, ...]]] = {}
        for row in self._read(table, column, low, high):
            found.setdefault(row[column.name], set()).add(tuple(row.values()))
        for number in range(low, high + 1):
            row_of_layer = layers.get(number)
            if row_of_layer is None:
                continue
            expected = set(expect(row_of_layer))
            for one in sorted(expected - found.get(number, set())):
                yield _follower(table, one, "missing", "is missing or was altered")
            for one in sorted(found.get(number, set()) - expected):
                yield _follower(table, one, "added", "does not follow from its layer: altered or added")

    def _outside(self, end: int, doubted: set[int]) -> Iterator[Finding]:
        """Rows whose numbers the log never gave; not again what followed from a row that is gone."""
        for table in (*LAYERS.values(), log):
            query = select(table.c.number).where(or_(table.c.number < 1, table.c.number > end))
            for number in self._connection.execute(query.order_by(table.c.number).limit(_MOST)).scalars():
                words = "was added outside, or its number was altered"
                yield Finding(what="added", table=table.name, row=str(number), words=words)
        for table, column, layer in (
            (claims, claims.c.coding, codings),
            (judged, judged.c.judgement, judgements),
        ):
            query = select(table).where(column.not_in(select(layer.c.number))).limit(_MOST)
            for row in self._connection.execute(query.order_by(*table.primary_key.columns)):
                if getattr(row, column.name) not in doubted:
                    yield _follower(table, tuple(row), "added", "belongs to no row of its layer")

    def _ends(self, marked: Head | None, end: int, chain: Chain) -> Iterator[Finding]:
        """The log's end against what tells of it."""
        if marked is None or (marked.number == end and marked.chain not in chain.ends):
            yield Finding(what="altered", table="meta", row="head", words="does not tell the log's end")
        elif marked.number > end:
            words = f"the log's end is missing: the mark tells of {marked.number} rows"
            yield Finding(what="missing", table="log", row=f"{end + 1}–{marked.number}", words=words)
        elif marked.number < end:
            words = f"added after the end that the mark tells, {marked.number}"
            yield Finding(what="added", table="log", row=f"{marked.number + 1}–{end}", words=words)
        if self._noted is not None and self._noted.number:
            query = select(log.c.chain).where(log.c.number == self._noted.number)
            if self._one(query) != self._noted.chain:
                words = "is not the one that was noted: the log up to here was written anew or cut"
                yield Finding(what="altered", table="log", row=str(self._noted.number), words=words)

    def _actives(self) -> Iterator[Finding]:
        """Which coding counts for each report, worked out anew."""
        first = (
            select(codings.c.report, func.min(codings.c.number).label("number"))
            .group_by(codings.c.report)
            .subquery()
        )
        plain = (
            select(first.c.report)
            .join(active, active.c.report == first.c.report, isouter=True)
            .where(
                or_(
                    active.c.report.is_(None),
                    active.c.coding != first.c.number,
                    active.c.withdrawn != 0,
                )
            )
        )
        decided = (
            select(judged.c.thing)
            .join(judgements, judgements.c.number == judged.c.judgement)
            .where(judgements.c.verdict.in_(("recode", "withdraw")))
        )
        stray = select(active.c.report).where(active.c.report.not_in(select(codings.c.report)))
        ask = self._connection.execute
        self.rows["active"] = self._one(select(func.count()).select_from(active))
        strays = set(ask(stray).scalars())
        for report in sorted(strays):
            yield Finding(what="added", table="active", row=report, words="is of no report of the record")
        for report in sorted({*ask(plain).scalars(), *ask(decided).scalars()} - strays):
            found = ask(select(active.c.coding, active.c.withdrawn).where(active.c.report == report)).first()
            if found is None:
                yield Finding(what="missing", table="active", row=report, words="is missing")
            elif tuple(found) != self._active_of(report):
                words = "is not what codings and judgements say"
                yield Finding(what="altered", table="active", row=report, words=words)

    def _active_of(self, report: str) -> tuple[int, int] | None:
        try:
            return active_of(self._connection, report)
        except (NoResultFound, ValueError):
            return None  # a judgement or coding that is gone; told where its row is looked at

    def _file(self) -> Iterator[Finding]:
        if self._connection.dialect.name != "sqlite":
            return
        for (line,) in self._connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
            if line != "ok":
                yield Finding(what="damaged", table="file", row="", words=str(line))


def _claims_of(row: Row) -> Iterator[tuple[Any, ...]]:
    if "coder" in row:
        for place, (_, claim) in enumerate(claims_in(unpack(row["body"]))):
            yield (row["number"], place, claim["id"])


def _judged_of(row: Row) -> Iterator[tuple[Any, ...]]:
    if "verdict" in row:
        for thing in json.loads(row["things"]):
            yield (thing, row["number"])


def _follower(table: Table, row: tuple[Any, ...], what: What, words: str) -> Finding:
    number, key, thing = (row[0], row[1], row[2]) if table is claims else (row[1], row[0], row[0])
    return Finding(what=what, table=table.name, row=f"{number}/{key}", thing=str(thing), words=words)
