"""Listings: pages of views as of a day, from rows of the derived tables."""

from __future__ import annotations

import base64
import binascii
import heapq
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_args

from servanda.codebook.standing import standing_table
from servanda.errors import RecordError
from servanda.knowledge.countries import country_name
from servanda.model.account import Report
from servanda.model.asking import Filters, Line
from servanda.model.views import (
    Contradiction,
    CopyGroup,
    Episode,
    Incident,
    Pledge,
    SourceLink,
    StandingName,
    Tally,
)
from servanda.reconciliation.policies import choose, policy_named
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_judged import Others
from servanda.record.index_schema import ALWAYS
from servanda.record.index_views import Ask, ViewRow
from servanda.record.store import Reading
from servanda.record.unseen import masker
from servanda.run import recording_links as links
from servanda.run.recording_areas import areas_of, read_box
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_episodes import Episodes, of_rows, place_of
from servanda.run.recording_gathered import Gathered
from servanda.run.recording_placing import places
from servanda.run.recording_promises import Promises
from servanda.run.recording_terms import wanted
from servanda.run.recording_unseen import still_found, touching
from servanda.run.recording_wholes import Wholes

CLASSES: Final[Mapping[str, type]] = {
    "incidents": Incident,
    "figures": Tally,
    "clashes": Contradiction,
    "commitments": Pledge,
    "copies": CopyGroup,
}
"""Listings whose views lie in the derived tables."""

Terms = tuple[tuple[str, ...], ...]
"""Of each of these, a view must have one."""
Mark = tuple[int | None, str, str]
"""Where a page ended: the day it happened, the order of its account, the id."""

_BETWEEN: Final = "\x02"
"""Between the parts of a cursor."""

AGAINST: Final[tuple[StandingName, ...]] = ("collapsed", "disputed", "breach_reported", "breach_alleged")
"""Standings that come of evidence against a promise, before the day asked for is looked at."""

_LETTERS: Final = 3
"""Of a country's code."""
_MOST: Final = 1000
"""Rows looked at at once."""


def check_countries(work: Reading, filters: Filters) -> None:
    """Whether each code of a pair is a country's, or at least one that the record holds.

    Raises:
        RecordError: R011.
    """
    for code in filters.pair or ():
        if country_name(code) or len(code) != _LETTERS:  # what is no code at all is refused elsewhere
            continue
        if not view_rows.has_any(work.connection, CLASSES, (f"country:{code}", f"land:{code}")):
            raise RecordError("R011", f"pair: {code!r} is no country", remedy="name two, as in ARM,AZE")


class Listing:
    """Answers from one snapshot, as of one day."""

    def __init__(self, work: Reading, filters: Filters) -> None:
        self._work = work
        self._filters = filters
        self.day: Final = filters.as_of.toordinal() if filters.as_of else ALWAYS
        self._promises = Promises(work, self.day)
        self._areas = areas_of(filters)
        self._veiled = touching(filters)
        self.wholes = Wholes(work, filters, self._everything, self._promises)
        self._decided: Decisions | None = None
        self.gathered = Gathered(work.connection, self.day, self._is_rejected)
        self._listings: dict[str, Callable[[Mark | None, int], Iterator[tuple[Mark, Any]]]] = {
            "commitments": self.promises,
            "reports": self._reports,
            "contradictions": self._contradictions,
            "episodes": self._episodes,
            "sources": self._sources,
            "timeline": self._timeline,
        }

    @property
    def _decisions(self) -> Decisions:
        """Judgements in force; read when they are first needed."""
        self._decided = self._decided or decisions_of(self._work)
        return self._decided

    def _is_rejected(self, one: str) -> bool:
        return self._decisions.rejects(one)

    def page(self, kind: str, limit: int, cursor: str | None) -> tuple[tuple[Any, ...], str | None]:
        """Items of one listing, and the cursor of what follows.

        Raises:
            RecordError: R011 for a filter or cursor that cannot be understood.
        """
        if limit < 1:
            raise RecordError("R011", f"a page has at least one item, not {limit}")
        after = read_cursor(kind, cursor)
        marked = self._views(kind, after, limit)
        items: list[Any] = []
        last: Mark | None = None
        for mark, item in marked:
            if len(items) == limit and last:
                return tuple(items), cursor_of(kind, last)
            items.append(item)
            last = mark
        return tuple(items), None

    def _everything(self, kind: str, filters: Filters, term: str = "") -> Iterator[ViewRow]:
        """All rows of a kind, under other filters."""
        return Listing(self._work, filters).rows(kind, None, _MOST, more=((term,),) if term else ())

    def _views(self, kind: str, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Any]]:
        if kind in self.wholes.kinds:
            for one in self.wholes.made(kind):
                if after is None or (one.sort, one.id) > after[1:]:
                    yield (None, one.sort, one.id), one.view
        elif kind in self._listings:
            yield from self._listings[kind](after, limit)
        elif kind in ("incidents", "figures", "copies"):
            for row in self.rows(kind, after, limit):
                yield _mark(row), self._stored(row)
        else:
            raise RecordError("R011", f"there is no listing {kind!r}")

    def _contradictions(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Contradiction]]:
        for sort, view in self.gathered.listed(self.rows("clashes", after, limit), limit + 1):
            if after is None or (sort, view.id) > after[1:]:
                yield (None, sort, view.id), view

    def _episodes(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Episode]]:
        del limit
        for episode in self._hanging(after):
            sort, one = place_of(episode)
            if (after is None or (sort, one) > after[1:]) and self._filters.kind in (None, episode.kind):
                yield (None, sort, one), episode

    def all_episodes(self) -> Iterator[Episode]:
        """Every episode, in the listing's order."""
        return (episode for _, episode in self._episodes(None, _MOST))

    def _hanging(self, after: Mark | None) -> Iterable[Episode]:
        """Episodes out of the incidents that match: all of them if they are few, else around each."""
        asked = self._asked("incidents")
        if view_rows.is_narrow(self._work.connection, asked):
            return of_rows(self.rows("incidents", None, _MOST))
        start = date.fromisoformat(after[1]).toordinal() if after else None
        return Episodes(self._work.connection, self.day, lambda row: self._fits(row, asked)).listed(start)

    def _fits(self, row: ViewRow, asked: Ask) -> bool:
        days = asked.between
        if days and (row.h_first is None or row.h_first > days[1] or (row.h_last or 0) < days[0]):
            return False
        return self._holds(row, asked.terms)

    def _sources(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, SourceLink]]:
        del limit
        past = after[1] if after else None
        asked = links.Wanted(self.day, self._filters.source, masker(self._filters.unseen))
        for place, link in links.listed(self._work.connection, asked, past):
            yield (None, place, ""), link

    def _reports(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Report]]:
        """Reports by the day reported; those of a source, those reported between two days."""
        filters, sort = self._filters, after[1] if after else ""
        mask = masker(filters.unseen)
        if filters.between:  # their order begins with the day reported
            sort = max(sort, f"{filters.between[0].toordinal():07d}")
        while rows := index.reports_after(self._work.connection, sort, self.day, limit + 1):
            ids = [one for _, one in rows]
            known = {r.id: r for r in self._work.reports(ids)}
            stand = places(self._work.connection, ids)
            for sort, one in rows:
                report = self._decisions.report(known[one])
                if one in stand:
                    report = replace(report, placed=stand[one].days)
                outlet = mask(report.source or "")
                if filters.source and outlet.casefold() != filters.source.casefold():
                    continue
                if filters.between and int(sort[:7]) > filters.between[1].toordinal():
                    return
                yield (None, sort, report.id), report

    def _timeline(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Line]]:
        both = [self.rows(kind, after, limit, by_happened=True) for kind in ("incidents", "commitments")]
        rows = heapq.merge(*both, key=lambda r: (r.h_last is None, r.h_last, r.sort, r.id))
        while some := list(itertools.islice(rows, limit + 1)):
            views = {(row.kind, row.id): self._stored(row) for row in some}
            made = [key for key in views if key[0] == "commitments"]
            judged = self._promises.judged([views[key] for key in made])
            views.update(zip(made, judged, strict=True))
            for row in some:
                view = views[row.kind, row.id]
                when = view.when if isinstance(view, Incident) else view.made
                yield _mark(row), Line(when=when, view=view)

    def promises(self, after: Mark | None, limit: int) -> Iterator[tuple[Mark, Pledge]]:
        """Commitments judged; several at once, for they share deeds."""
        waiting: list[ViewRow] = []
        rows = self.rows("commitments", after, limit)
        if self._filters.standing in ("kept", "partly_kept"):
            rows = (row for row in rows if not _forbids(row))
        while waiting := list(itertools.islice(rows, limit + 1)):
            views = self._promises.judged([unpack(Pledge, row.data) for row in waiting])
            for row, view in zip(waiting, views, strict=True):
                if self._filters.standing and (
                    view.standing is None or view.standing.name != self._filters.standing
                ):
                    continue
                yield _mark(row), view

    def _asked(self, kind: str, more: Terms = (), *, by_happened: bool = False) -> Ask:
        return Ask(
            kind=kind,
            day=self.day,
            terms=(*wanted(kind, self._filters), *more),
            between=_ordinals(self._filters),
            boxes=tuple(a.box for a in self._areas),
            by_happened=by_happened,
            without=self._other_standings() if kind == "commitments" else None,
        )

    def _other_standings(self) -> Others | None:
        """Whoever asks for one standing need not see what was judged ahead to have another.

        As of a day on which all that a judgement rests on was known, whether it is one of those that need a
        breach or an end is the same as now; which of the others it is may hang on the day.
        """
        wanted = self._filters.standing
        last = Promises(self._work, ALWAYS).today
        if wanted is None or last is None:
            return None
        names = tuple(n for n in get_args(StandingName) if n != wanted)
        if self.day >= ALWAYS:
            return Others(names, last.toordinal())
        if wanted not in AGAINST:
            names = AGAINST
        return Others(names, last.toordinal(), self.day)

    def rows(
        self, kind: str, after: Mark | None, limit: int, *, by_happened: bool = False, more: Terms = ()
    ) -> Iterator[ViewRow]:
        """Rows that match whatever lies in rows, in the listing's order; ``more``: terms they must have."""
        asked = self._asked(kind, more, by_happened=by_happened)
        most = limit + 1
        while True:
            rows = view_rows.ask(self._work.connection, asked, after, most)
            for row in rows:
                if self._holds(row, asked.terms):
                    yield row
            if len(rows) < most:
                return
            after = _mark(rows[-1])
            most = min(2 * most, _MOST)

    def whole(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Id, terms and data of all that matches, in the listing's order."""
        asked = self._asked(kind)
        if not (asked.terms or asked.between or asked.boxes):
            return view_rows.everything(self._work.connection, kind, self.day)
        return ((row.id, row.terms, row.data) for row in self.rows(kind, None, _MOST))

    def matching(self) -> list[str] | None:
        """Ids of all lines of the timeline that match; ``None`` if nothing is asked for that could fail."""
        kinds = ("incidents", "commitments")
        asked = {kind: self._asked(kind) for kind in kinds}
        if not any(one.terms or one.between or one.boxes for one in asked.values()):
            return None
        if self._veiled:
            return sorted(row.id for kind in kinds for row in self.rows(kind, None, _MOST))
        return sorted(
            name
            for one in asked.values()
            for name, terms in view_rows.matching(self._work.connection, one)
            if self._said(terms, one.terms)
        )

    def _holds(self, row: ViewRow, terms: Terms) -> bool:
        """Whether the view matches as it read on the day; the tables also know what it read on others."""
        if not self._said(row.terms, terms):
            return False
        return not (self._veiled and terms) or still_found(
            self._work, self._filters, unpack(CLASSES[row.kind], row.data), terms
        )

    def _said(self, told: str, terms: Terms) -> bool:
        if not terms and not self._areas:
            return True
        said = set(json.loads(told))
        if not all(any(term in said for term in alternatives) for alternatives in terms):
            return False
        box = next((read_box(term) for term in said if term.startswith("box:")), None)
        return all(box is not None and area.meets(box) for area in self._areas)

    def _stored(self, row: ViewRow) -> Any:  # noqa: ANN401 - one of CLASSES
        view: Any = unpack(CLASSES[row.kind], row.data)
        if isinstance(view, Tally) and self._filters.policy:
            return self._by_policy(view)
        return view

    def _by_policy(self, tally: Tally) -> Tally:
        """The same figures under another policy."""
        policy = policy_named(self._filters.policy)
        if policy.name == tally.policy:
            return tally
        chosen = choose(policy, tally.counts, growing=tally.cumulative)
        return replace(
            tally, low=chosen.low, best=chosen.best, high=chosen.high, policy=policy.name, why=chosen.why
        )


def _forbids(row: ViewRow) -> bool:
    """Whether a commitment is one not to do something, which is never kept once for all."""
    acts = standing_table().acts.values()
    return not {f"act:{a.act}" for a in acts if a.prohibition}.isdisjoint(json.loads(row.terms))


def _mark(row: ViewRow) -> Mark:
    return row.h_last, row.sort, row.id


def _ordinals(filters: Filters) -> tuple[int, int] | None:
    return (filters.between[0].toordinal(), filters.between[1].toordinal()) if filters.between else None


def cursor_of(kind: str, mark: Mark) -> str:
    """A text that :func:`read_cursor` understands."""
    day = "" if mark[0] is None else str(mark[0])
    return (
        base64.urlsafe_b64encode(_BETWEEN.join((kind, day, mark[1], mark[2])).encode()).decode().rstrip("=")
    )


def read_cursor(kind: str, cursor: str | None) -> Mark | None:
    """Where a listing goes on.

    Raises:
        RecordError: R014 if it is no cursor of this listing.
    """
    if cursor is None:
        return None
    try:
        said = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        of, day, sort, one = said.split(_BETWEEN)
        first = int(day) if day else None
    except (ValueError, binascii.Error):
        raise RecordError("R014", "this is no cursor of a listing", remedy="start without it") from None
    if of != kind:
        raise RecordError("R014", f"this cursor is of a listing of {of}", remedy="start without it")
    return first, sort, one
