"""The store of a record: reports, codings and judgements, added once and never changed.

A :class:`Store` is opened on a file or a PostgreSQL server. :meth:`Store.reading` gives a snapshot that
later writes do not touch; :meth:`Store.writing` a transaction that waits for other writers and is kept whole
or not at all. Both give their connection, so that indexes are read and written along with the layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine

from servanda.model.judgement import Judgement, Role, Verdict
from servanda.record.engine import for_reading, for_writing, name_of, told
from servanda.record.memory import Memory
from servanda.record.opening import open_engine
from servanda.record.reading import Claimed, Reading, Stored, Version
from servanda.record.writing import Added, Writing

__all__ = ["Added", "Claimed", "Reading", "Store", "Stored", "Version", "Writing", "open_store"]

WAIT: Final = 600.0
"""Seconds that a writer waits for another."""


def open_store(address: str, *, create: bool = False, readonly: bool = False, wait: float = WAIT) -> Store:
    """Open the record at a path or at ``postgresql://…``.

    Args:
        address: where it is.
        create: make it if there is none.
        readonly: only read. A file that this process may not write is opened so by itself.
        wait: seconds that a writer waits for another.

    Raises:
        RecordError: R001 no record; R002 a newer schema; R003 an older schema that cannot be brought up to
            date because the record is read-only; R005 no connection; R010 damaged.
    """
    return Store(open_engine(address, create=create, readonly=readonly, wait=wait), address)


class Store:
    """An open record. May be shared by threads; every transaction has a connection of its own."""

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self.address: Final = address
        self._memory: Final = Memory()
        self._spare: list[Connection] = []

    @property
    def name(self) -> str:
        """The address as it may be shown, without a password."""
        return name_of(self.address)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        with told(self.address):
            while self._spare:
                self._spare.pop().close()
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A snapshot: what is committed now, whatever is written meanwhile.

        Raises:
            RecordError: R005 or R010, from anything inside.
        """
        with told(self.address), self._connect(write=False) as connection:
            yield Reading(connection, self._memory)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction: all of it is kept, or nothing. Waits while another writes.

        Raises:
            RecordError: R003 read-only, or waited in vain; R004 no room; R005 connection lost, from anything
                inside or from the commit.
        """
        with told(self.address), self._connect(write=True) as connection:
            work = Writing(connection, self._memory)
            yield work
            work.finish()
            connection.commit()

    @contextmanager
    def _connect(self, *, write: bool) -> Iterator[Connection]:
        if write and self.dialect == "sqlite":
            with self._writer() as kept:
                yield for_writing(kept)
        else:
            with self._engine.connect() as fresh:
                yield for_writing(fresh) if write else for_reading(fresh)

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        """The connection that wrote last, if no other thread has it.

        SQLite keeps much in memory for one that writes; of a pool each would write at some time.
        """
        try:
            kept = self._spare.pop()
        except IndexError:
            kept = self._engine.connect()
        try:
            yield kept
        except BaseException:
            kept.close()
            raise
        kept.rollback()  # nothing, if it was committed
        if self._spare:
            kept.close()
        else:
            self._spare.append(kept)

    def add_report(
        self, payload: Mapping[str, Any], *, licence: str = "", redistributable: bool = False, at: str
    ) -> Added:
        """:meth:`Writing.add_report` in a transaction of its own."""
        with self.writing() as work:
            return work.add_report(payload, licence=licence, redistributable=redistributable, at=at)

    def add_judgement(
        self,
        verdict: Verdict,
        things: Iterable[str],
        *,
        field: str = "",
        value: str = "",
        score: float | None = None,
        reasons: Iterable[str] = (),
        author: str,
        role: Role,
        at: str,
    ) -> Judgement:
        """:meth:`Writing.add_judgement` in a transaction of its own."""
        with self.writing() as work:
            return work.add_judgement(
                verdict,
                things,
                field=field,
                value=value,
                score=score,
                reasons=reasons,
                author=author,
                role=role,
                at=at,
            )
