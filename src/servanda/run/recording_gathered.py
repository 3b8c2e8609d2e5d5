"""Contradictions as readers see them: those that are one gathered, around the rows of the page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from servanda.model.views import Contradiction
from servanda.reconciliation.contradictions import gather, reports_of
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_views import ViewRow
from servanda.run.recording_building import copies_of
from servanda.run.recording_terms import is_shared


class Gathered:
    """Of one snapshot, as of one day. A row lies under an id for each way in which it was found."""

    def __init__(self, connection: Connection, day: int, rejected: Callable[[str], bool]) -> None:
        self._connection = connection
        self._day = day
        self._rejected = rejected

    def listed(self, rows: Iterator[ViewRow], most: int) -> Iterator[tuple[str, Contradiction]]:
        """Those that stand for one of these rows, in their order, each with its place in it."""
        shown: set[str] = set()
        while some := list(itertools.islice(rows, most)):
            heads = self.heads(some)
            for row in some:
                one = name_of(row)
                if one in heads and one not in shown and not self._rejected(one):
                    shown.add(one)
                    yield row.sort, heads[one]

    def named(self, beginning: str) -> list[Contradiction]:
        """Those whose id begins so."""
        rows = view_rows.beginning(self._connection, "clashes", beginning, self._day)
        return [view for _, view in self.listed(iter(rows), len(rows) or 1)]

    def heads(self, rows: Iterable[ViewRow]) -> Mapping[str, Contradiction]:
        """All that these rows may be one with, gathered, by id."""
        found = {row.id: row for row in rows}
        waiting, seen = _marks(found.values()), set[str]()
        while fresh := sorted(waiting - seen):
            seen.update(fresh)
            more = view_rows.having(self._connection, "clashes", fresh, self._day)
            more = [row for row in more if row.id not in found]
            found.update((row.id, row) for row in more)
            waiting |= _marks(more)
        views = [unpack(Contradiction, found[one].data) for one in sorted(found)]
        reports = {report for view in views for report in reports_of(view)}
        origin = copies_of(self._connection, reports).original_of(self._day)
        return {view.id: view for view in gather(_about_all(views), origin)}


def name_of(row: ViewRow) -> str:
    """The id of the contradiction that a row holds."""
    return row.id.partition(" ")[0]


def _marks(rows: Iterable[ViewRow]) -> set[str]:
    return {term for row in rows for term in json.loads(row.terms) if is_shared(term)}


def _about_all(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each contradiction once, with all that any origin says it is about."""
    kept: dict[str, Contradiction] = {}
    for one in found:
        before = kept.get(one.id)
        about = tuple(dict.fromkeys((*(before.about if before else ()), *one.about)))
        kept[one.id] = replace(before or one, about=about)
    return [kept[i] for i in sorted(kept)]
