"""One open record: the store and its derived tables together; behind :mod:`servanda.api.record`."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from servanda.errors import RecordError
from servanda.model.account import Account
from servanda.model.asking import Around, Filters, Results, Shown, Why
from servanda.model.days import Days
from servanda.model.judgement import Judgement
from servanda.record import index_things as index
from servanda.record.store import Reading, Store, Writing, open_store
from servanda.run import recording_pages as keeping
from servanda.run.recording_around import around
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_keeping import Keeper, Told
from servanda.run.recording_reading import Listing, check_countries
from servanda.run.recording_search import Searching
from servanda.run.recording_showing import Showing
from servanda.run.recording_standings import settle
from servanda.run.recording_things import thing_in

_PATIENCE: Final = 0.3
"""Seconds that a single change may take for judging commitments anew."""
_STEP: Final = 1.0
"""Seconds of judging after which others may write."""


class Recorder:
    """A store whose derived tables follow it. May be shared by threads."""

    def __init__(self, address: str, *, create: bool = True, readonly: bool = False) -> None:
        self.store: Store = open_store(address, create=create, readonly=readonly)
        self.keeper = Keeper(self.store)
        self._writes = threading.RLock()
        self._keeps = not readonly

    def close(self) -> None:
        """Let the database go."""
        self.store.close()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A snapshot whose views are up to date."""
        while True:
            with self.store.reading() as work:
                if self.keeper.fresh(work):
                    yield work
                    return
            with self._writes:
                self.keeper.make_ready()

    @contextmanager
    def writing(self, patience: float = _PATIENCE) -> Iterator[tuple[Writing, Decisions]]:
        """A transaction after which views are up to date again; nothing is kept if it fails.

        Threads of one process stand in line here, processes at the database. ``patience``: seconds for
        judging the commitments that it changes; others wait for :meth:`settle`, or for whoever asks for them.
        """
        with self._writes:
            self.keeper.make_ready()
            try:
                with self.store.writing() as work:
                    yield work, self.keeper.begin(work)
                    self.keeper.end(work, decisions_of(work))
                    if patience:
                        settle(work, patience)
            except BaseException:
                self.keeper.failed()
                raise

    def settle(self) -> None:
        """Judge all commitments that something changed for, step by step."""
        done = False
        while not done:
            with self._writes, self.store.writing() as work:
                done = not self.keeper.fresh(work) or settle(work, _STEP)

    def check(self, filters: Filters) -> None:
        """Refuse a pair with a code that is no country's, for the sake of whoever mistyped it.

        Apart from the listings, which must not depend on what came after the day asked for.

        Raises:
            RecordError: R011.
        """
        if filters.pair:
            with self.reading() as work:
                check_countries(work, filters)

    def page(
        self, kind: str, filters: Filters, limit: int, cursor: str | None
    ) -> tuple[tuple[Any, ...], str | None]:
        """See the listings of :class:`servanda.api.record.Record`."""
        key = keeping.key_of(kind, filters, limit, cursor)
        with self.reading() as work:
            if answer := keeping.kept(work, kind, key):
                return answer
            began = time.thread_time()  # what it costs, not how long others were served meanwhile
            answer = Listing(work, filters).page(kind, limit, cursor)
            slow = self._keeps and time.thread_time() - began > keeping.SLOW
            head = str(work.head)
        if slow:
            keeping.keep(self.store, head, kind, key, answer)
        return answer

    def search(self, filters: Filters, limit: int, cursor: str | None) -> Results:
        """See :meth:`servanda.api.record.Record.search`."""
        with self.reading() as work:
            return Searching(work, filters).page(limit, cursor)

    def accounts(self, ids: Sequence[str]) -> tuple[Account, ...]:
        """See :meth:`servanda.api.record.Record.accounts`."""
        with self.reading() as work:
            rows = index.load(work.connection, ids)
        made = {i: thing_in(row) for i, row in rows.items()}
        return tuple(a for i in ids if isinstance(a := made.get(i), Account))

    def show(self, given: str, as_of: date | None) -> Shown:
        """See :meth:`servanda.api.record.Record.show`."""
        with self.reading() as work:
            return Showing(work, as_of).show(given)

    def explain(self, given: str, as_of: date | None) -> Why:
        """See :meth:`servanda.api.record.Record.explain`."""
        with self.reading() as work:
            return Showing(work, as_of).explain(given)

    def groups(self, accounts: Sequence[str], as_of: date | None) -> Mapping[str, tuple[str, ...]]:
        """See :meth:`servanda.api.record.Record.groups`."""
        with self.reading() as work:
            return Showing(work, as_of).groups(accounts)

    def around(self, accounts: Sequence[str], as_of: date | None) -> Around:
        """See :meth:`servanda.api.record.Record.around`."""
        with self.reading() as work:
            return around(work, accounts, as_of)

    def coding(self, report: str) -> Mapping[str, Any]:
        """See :meth:`servanda.api.record.Record.coding`."""
        with self.store.reading() as work:
            found = next(work.codings([report], withdrawn=True), None)
        if found is None:
            raise RecordError("R007", f"there is no report {report!r} in this record")
        return found.payload

    def head(self) -> str:
        """See :meth:`servanda.api.record.Record.head`."""
        with self.store.reading() as work:
            return str(work.head)

    def counts(self, as_of: date | None) -> Mapping[str, int]:
        """See :meth:`servanda.api.record.Record.counts`."""
        with self.reading() as work:
            return Showing(work, as_of).counts()

    def span(self, as_of: date | None) -> Days | None:
        """See :meth:`servanda.api.record.Record.span`."""
        with self.reading() as work:
            return Showing(work, as_of).span()

    def judgements(self) -> Iterator[Judgement]:
        """See :meth:`servanda.api.record.Record.judgements`."""
        with self.store.reading() as work:
            yield from work.judgements()

    def rebuild(self, progress: Told | None = None) -> int:
        """See :meth:`servanda.api.record.Record.rebuild`."""
        with self._writes:
            made = self.keeper.rebuild(progress)
        self.settle()
        return made
