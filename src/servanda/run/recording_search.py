"""The search: words and filters to rows of the index, and what was found with its words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from servanda.errors import RecordError
from servanda.model.account import Account, Report
from servanda.model.asking import Facet, FacetName, Filters, Hit, Results, Sort
from servanda.model.days import Days
from servanda.record import index_things as index
from servanda.record import search as rows
from servanda.record.index_schema import ALWAYS
from servanda.record.search_matching import Sought
from servanda.record.search_numbers import Span
from servanda.record.search_query import read_query
from servanda.record.search_snippets import Snippet, best_of, snippet
from servanda.record.store import Reading
from servanda.record.unseen import masked, masker
from servanda.run.recording_areas import areas_of
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_placing import places
from servanda.run.recording_reading import Mark, cursor_of, read_cursor
from servanda.run.recording_searchable import body_of
from servanda.run.recording_terms import wanted
from servanda.run.recording_things import TEXT, thing_in
from servanda.run.recording_unseen import Apart

FREE: Final = 320
"""Characters of a snippet of a text that may be passed on."""
GUARDED: Final = 160
"""The same of any other text."""
_FEW: Final = 60
"""Of a claim that rests on fewer characters its whole sentence is shown."""
UNKNOWN: Final = "unknown"
"""In facets: the report names no outlet, or has no day."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: in which span, after which row."""

    span: Span
    after: rows.Mark | None = None


class Searching:
    """Answers from one snapshot, as of one day."""

    def __init__(self, work: Reading, filters: Filters) -> None:
        self._work = work
        self._query = read_query(filters.text)
        self._sought = self._wanted(filters)
        self._name = f"search:{_mark_of(replace(filters, unseen=None))}"
        self._mask = masker(filters.unseen)
        self._apart = Apart.needed(work, filters, self._sought)

    def page(self, limit: int, cursor: str | None) -> Results:
        """See :meth:`servanda.api.record.Record.search`."""
        if limit < 1:
            raise RecordError("R011", f"a page has at least one item, not {limit}")
        place = self._after(cursor)
        connection = self._work.connection
        newest = rows.newest(connection, self._index)
        counted = rows.count(connection, self._index, newest)
        if self._apart:
            counted = self._apart.counted(counted, newest)
        found = self._found(place or _Place(newest), limit + 1)
        more, found = found[limit:], found[:limit]
        total, facets = _facets(counted)
        last = found[-1] if found else None
        return Results(
            items=tuple(self._hits([hit for hit, _ in found])),
            cursor=cursor_of(self._name, _mark_at(*last)) if more and last else None,
            total=total,
            beyond=newest.low is not None,
            facets=facets,
        )

    @property
    def _index(self) -> Sought:
        """What the index is asked."""
        return self._apart.others if self._apart else self._sought

    def _found(self, place: _Place, most: int) -> list[tuple[rows.Hit, Span]]:
        """Rows from a place on: of its span, then of what became known before it."""
        connection, span, after = self._work.connection, place.span, place.after
        if not self._query.terms:
            span = Span()
        found: list[tuple[rows.Hit, Span]] = []
        while True:
            left = most - len(found)
            some = rows.find(connection, self._index, span, after, left)
            if self._apart:
                some = self._apart.joined(some, span, after, left)
            found += [(hit, span) for hit in some]
            if len(found) >= most or span.low is None:
                return found
            span, after = rows.newest(connection, self._index, span.low), None

    def _wanted(self, filters: Filters) -> Sought:
        if filters.kind and filters.kind not in get_args(Sort):
            raise RecordError("R011", f"{filters.kind!r} is none of {', '.join(get_args(Sort))}")
        points = []
        for area in areas_of(filters):
            inside = rows.points_in(self._work.connection, area.box)
            points.append(tuple(name for name, lat, lon in inside if area.meets((lat, lat, lon, lon))))
        return Sought(
            query=self._query,
            day=filters.as_of.toordinal() if filters.as_of else ALWAYS,
            tags=wanted("search", replace(filters, between=None)),
            reported=_ordinals(filters.reported),
            between=_ordinals(filters.between),
            points=tuple(points),
        )

    def _after(self, cursor: str | None) -> _Place | None:
        try:
            mark = read_cursor(self._name, cursor)
            return _place_at(mark) if mark else None
        except (RecordError, ValueError) as error:
            message = "this is no cursor of this search"
            raise RecordError(
                "R014", message, remedy="repeat words and filters, or start without it"
            ) from error

    def _hits(self, found: Sequence[rows.Hit]) -> list[Hit]:
        claims = index.load(self._work.connection, [h.id for h in found if not h.id.startswith(TEXT)])
        things = ((one, thing_in(row)) for one, row in claims.items())
        accounts = {one: masked(a, self._mask) for one, a in things if isinstance(a, Account)}
        reports, texts = self._reports([h.report for h in found if h.id.startswith(TEXT)])
        words = max(1, len(self._query.terms))
        out = []
        for hit in found:
            account = accounts.get(hit.id)
            report = account.report if account else reports[hit.report]
            most = FREE if report.redistributable else GUARDED
            shown = (
                self._of_claim(account, most) if account else snippet(texts[hit.report], self._query, most)
            )
            kind: Any = hit.kind
            out.append(
                Hit(
                    id=hit.id.removeprefix(TEXT),
                    kind=kind,
                    report=report,
                    account=account,
                    score=round(hit.score / rows.PARTS / words, 4),
                    snippet=shown.text,
                    marks=shown.marks,
                )
            )
        return out

    def _of_claim(self, account: Account, most: int) -> Snippet:
        quote = best_of(account.quotes, self._query, most)
        if len(quote.text) < _FEW and len(account.context) > len(quote.text):
            return snippet(account.context, self._query, most)
        return quote

    def _reports(self, ids: Sequence[str]) -> tuple[dict[str, Report], dict[str, str]]:
        """Reports as judged and placed, and their texts."""
        if not ids:
            return {}, {}
        decisions = decisions_of(self._work)
        stand = places(self._work.connection, ids)
        reports, texts = {}, {}
        for stored in self._work.codings(ids):
            one = stored.report.id
            report = masked(decisions.report(stored.report), self._mask)
            reports[one] = replace(report, placed=stand[one].days) if one in stand else report
            texts[one] = self._mask(body_of(stored.report.title, stored.payload["text"]).strip())
        return reports, texts


def _mark_at(hit: rows.Hit, span: Span) -> tuple[int, str, str]:
    """A place as a cursor holds it."""
    ends = ",".join("" if end is None else str(end) for end in (span.low, span.high))
    return hit.score, f"{ends},{hit.sort}", hit.id


def _place_at(mark: Mark) -> _Place:
    """The place that :func:`_mark_at` wrote.

    Raises:
        ValueError: it is none.
    """
    low, high, sort = mark[1].split(",", 2)
    span = Span(int(low) if low else None, int(high) if high else None)
    return _Place(span, (mark[0] or 0, sort, mark[2]))


def _ordinals(days: Days | None) -> tuple[int, int] | None:
    if days is None:
        return None
    if days[0] > days[1]:
        raise RecordError("R011", f"{days[0]} is after {days[1]}")
    return days[0].toordinal(), days[1].toordinal()


def _mark_of(filters: Filters) -> str:
    """Names a search in its cursors."""
    return hashlib.sha256(repr(filters).encode("utf-8", "replace")).hexdigest()[:12]


def _facets(counted: rows.Counted) -> tuple[int, tuple[Facet, ...]]:
    by: dict[FacetName, Counter[str]] = {name: Counter() for name in get_args(FacetName)}
    for kind, source, type_, year, count in counted.facets:
        by["source"][source or UNKNOWN] += count
        by["kind"][kind] += count
        by["year"][year or UNKNOWN] += count
        if type_:
            by["type"][type_] += count
    for countries, count in counted.countries:
        for code in countries.split(",") if countries else ():
            by["country"][code] += count
    return by["kind"].total(), tuple(
        Facet(name, tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))) for name, counts in by.items()
    )
