"""What is found by whom names are hidden from: as if they stood in no text.

Only what a hidden name may stand in is looked at again, and only if somebody searches for what may be a part
of one: its texts with masks are searched here, in the same order and with the same scores as in the index.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.unseen import Unseen
from servanda.record import index_things as index
from servanda.record import search as rows
from servanda.record.search import Counted, Entry, Found, Hit
from servanda.record.search_matching import Sought
from servanda.record.search_numbers import Span
from servanda.record.search_query import holds
from servanda.record.search_ranking import rank
from servanda.record.store import Reading
from servanda.record.unseen import MASK, masked, masker, may_touch, together
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_searchable import entries_from
from servanda.run.recording_terms import Stored, marks_of
from servanda.run.recording_things import Ready, thing_in

_MANY = 200
"""Reports whose texts are read at once."""


def touching(filters: Filters) -> bool:
    """Whether a filter but the words may find a part of a hidden name."""
    named = (filters.actor, filters.source, filters.place)
    return bool(filters.unseen) and may_touch(filters.unseen or Unseen(), *named)


@dataclass(frozen=True)
class Apart:
    """A search of rows that may hold hidden names, apart from ``others``."""

    work: Reading
    unseen: Unseen
    sought: Sought
    tagged: bool

    @classmethod
    def needed(cls, work: Reading, filters: Filters, sought: Sought) -> Self | None:
        """``None`` where the index itself answers as if names were hidden."""
        unseen = filters.unseen
        if not unseen or not (touching(filters) or may_touch(unseen, filters.text)):
            return None
        return cls(work, unseen, replace(sought, names=together(unseen)), touching(filters))

    @property
    def others(self) -> Sought:
        """The search of all other rows; none, if names of whom a claim tells are asked for.

        Those need not stand in the words: a person may have corrected them.
        """
        return replace(self.sought, points=((),)) if self.tagged else replace(self.sought, held=False)

    def counted(self, counted: Counted, span: Span) -> Counted:
        """The others of a span as counted, with these."""
        mine = [row for _, row in self.scored if span.has(row.number)]
        facets, countries = Counter(row.facet for row in mine), Counter(row.countries for row in mine)
        return Counted(
            (*counted.facets, *((*facet, count) for facet, count in facets.items())),
            (*counted.countries, *countries.items()),
        )

    def joined(self, found: Sequence[Hit], span: Span, after: rows.Mark | None, most: int) -> list[Hit]:
        """The others of a span as found, with these, in one order."""
        mine = (hit for hit, row in self.scored if span.has(row.number))
        hits = sorted((hit for hit in mine if after is None or _place(hit) > _after(after)), key=_place)
        return list(heapq.merge(found, hits, key=_place))[:most]

    @cached_property
    def scored(self) -> Sequence[tuple[Hit, Found]]:
        """Rows that may hold hidden names and match without them."""
        query = replace(self.sought.query, without=())
        wide = replace(self.sought, held=None if self.tagged else True, query=query)
        return self._scored(rows.unranked(self.work.connection, wide))

    def _scored(self, found: Sequence[Found]) -> Sequence[tuple[Hit, Found]]:
        out = []
        reports = sorted({row.report for row in found})
        for start in range(0, len(reports), _MANY):
            some = reports[start : start + _MANY]
            entries = self._entries(some)
            for row in found:
                entry = entries.get(row.id) if row.report in set(some) else None
                if entry is None:
                    continue
                title, body = rows.words_of(entry)
                if self._matches(entry, title, body):
                    score = row.shortness * rank(" ".join(self.sought.query.terms), title, body)
                    score = score if self.sought.query.terms else 0
                    hit = Hit(id=row.id, kind=row.kind, report=row.report, sort=row.sort, score=score)
                    out.append((hit, row))
        return out

    def _matches(self, entry: Entry, title: str, body: str) -> bool:
        if not holds(self.sought.query, title, body):
            return False
        return not self.tagged or all(any(tag in entry.tags for tag in group) for group in self.sought.tags)

    def _entries(self, reports: Sequence[str]) -> Mapping[str, Entry]:
        """Rows of these reports as they would be without the names."""
        mask = masker(self.unseen, numbered=False)
        things: dict[str, list[Ready]] = {}
        for row in index.of_reports(self.work.connection, reports):
            thing: Any = thing_in(row)
            things.setdefault(row.report, []).append(
                Ready(row, masked(thing, mask) if row.kind != "report" else thing)
            )
        decisions = decisions_of(self.work)
        out = {}
        for stored in self.work.codings(reports):
            report = masked(decisions.report(stored.report), mask)
            title, text = stored.report.title, stored.payload["text"]
            made = entries_from(title and mask(title), mask(text), report, things.get(stored.report.id, ()))
            out.update({entry.id: _split(entry) for entry in made})
        return out


def still_found(work: Reading, filters: Filters, view: Stored, terms: Sequence[Sequence[str]]) -> bool:
    """Whether a view matches the terms without the names that it and its accounts hold."""
    mask = masker(filters.unseen, numbered=False)
    ids = [one for name in ("accounts", "counts", "sides") for one in getattr(view, name, ())]
    loaded = index.load(work.connection, [i if isinstance(i, str) else i.account for i in ids])
    accounts = {
        one: masked(a, mask) for one, row in loaded.items() if isinstance(a := thing_in(row), Account)
    }
    said = marks_of(masked(view, mask), accounts).terms
    return all(any(term in said for term in group) for group in terms)


def _split(entry: Entry) -> Entry:
    """No phrase spans a mask."""
    return replace(entry, title=_around(entry.title), body=_around(entry.body))


def _around(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in MASK.split(text))


def _place(hit: Hit) -> tuple[int, str, str]:
    return -hit.score, hit.sort, hit.id


def _after(mark: rows.Mark) -> tuple[int, str, str]:
    return -mark[0], mark[1], mark[2]
