"""Listings made when they are asked for, out of what may belong to them: tracks, ledgers, instruments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.views import Incident, Ledger, Pledge, Tally, Track
from servanda.reconciliation.ledgers import acts_of_ledgers, build_ledgers, measures_of_ledgers
from servanda.reconciliation.tracks import build_tracks
from servanda.record import index_lanes
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_views import ViewRow
from servanda.record.store import Reading
from servanda.record.unseen import masker
from servanda.run.recording_promises import Promises
from servanda.run.recording_terms import INSTRUMENT
from servanda.run.recording_things import thing_in


class Rows(Protocol):
    """Rows of a listing that match a filter and have a term, as of the day."""

    def __call__(self, kind: str, filters: Filters, term: str = "") -> Iterable[ViewRow]:
        """In the listing's order."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A view with its place in the listing."""

    sort: str
    id: str
    view: Any


_DEEDS: Final = ("RETREAT", "AID", "MOBILIZE", "REJECT")
"""Types of the deeds that ledgers count."""


class Wholes:
    """Makes them from one snapshot, as of one day."""

    def __init__(self, work: Reading, filters: Filters, rows: Rows, promises: Promises) -> None:
        self._work = work
        self._filters = filters
        self._rows = rows
        self._promises = promises
        self._mask = masker(filters.unseen)
        self._makers: dict[str, Callable[[], list[Placed]]] = {
            "tracks": self._tracks,
            "ledgers": self._ledgers,
            "instruments": self._of_instruments,
        }

    @property
    def kinds(self) -> frozenset[str]:
        """Names of these listings."""
        return frozenset(self._makers)

    def made(self, kind: str) -> list[Placed]:
        """All views of a listing that match, in its order."""
        return sorted(self._makers[kind](), key=lambda p: (p.sort, p.id))

    def _tracks(self) -> list[Placed]:
        """Out of what may be a round, and of what was promised in the same reports."""
        connection, day = self._work.connection, self._promises.day
        between = self._filters.between
        days = (between[0].toordinal(), between[1].toordinal()) if between else None
        legs = index_lanes.on(connection, "track", day, days)
        met = view_rows.by_id(connection, "incidents", [i for i in legs if i.startswith("I-")], day)
        incidents = [unpack(Incident, row.data) for row in met.values()]
        vowed = view_rows.by_id(connection, "commitments", [i for i in legs if i.startswith("K-")], day)
        reports = {r for i in incidents for r in i.reports}
        labels = index.components_in(connection, reports, "commitment")
        told = view_rows.of_components(connection, sorted(labels), "commitments")
        vowed |= {r.id: r for r in told if r.first <= day < r.last and (days is None or _meets(r, days))}
        pledges = self._promises.built([unpack(Pledge, vowed[i].data) for i in sorted(vowed)])
        accounts = self._accounts(incidents, pledges)
        return [
            Placed(_day(t), t.id, t) for t in build_tracks(incidents, accounts, pledges) if self._of_pair(t)
        ]

    def _ledgers(self) -> list[Placed]:
        acts = [self._only(act=act) for act in sorted(acts_of_ledgers())]
        vowed = [unpack(Pledge, row.data) for asked in acts for row in self._rows("commitments", asked)]
        pledges = self._promises.built(vowed)
        incidents = [
            unpack(Incident, row.data)
            for name in _DEEDS
            for row in self._rows("incidents", self._only(type=name))
        ]
        accounts = self._accounts(incidents, pledges)
        reports = {a.report.id for a in accounts.values()} | self._counting()
        for row in index.of_reports(self._work.connection, sorted(reports)):
            if row.kind == "figure" and row.known <= self._promises.day:
                thing = thing_in(row)
                if isinstance(thing, Account):
                    accounts[row.id] = thing
        made = build_ledgers(pledges, incidents, accounts)
        kind = self._filters.kind
        return [
            Placed(f"{v.kind}|{n:06d}", "", v)
            for n, v in enumerate(made)
            if (kind is None or v.kind == kind) and self._of_pair(v)
        ]

    def _counting(self) -> set[str]:
        """Reports that tell a number of what ledgers count, and of some commitment."""
        asked = [self._only(measure=measure) for measure in sorted(measures_of_ledgers())]
        rows = [row for one in asked for row in self._rows("figures", one)]
        told = {count.report for row in rows for count in unpack(Tally, row.data).counts}
        return index.telling(self._work.connection, told, "commitment")

    def _of_instruments(self) -> list[Placed]:
        """Only of promises that are told with a name of one or beside others can there be one."""
        rows = self._rows("commitments", replace(self._filters, kind=None), INSTRUMENT)
        found = {}
        for pledge in self._promises.among([unpack(Pledge, row.data) for row in rows]):
            made = self._promises.instrument_of(pledge)
            if made and self._filters.kind in (None, made.kind):
                found[made.id] = Placed(
                    made.made[0].isoformat() if made.made else "9999-12-31", made.id, made
                )
        return list(found.values())

    def _accounts(self, incidents: Iterable[Incident], pledges: Iterable[Pledge]) -> dict[str, Account]:
        wanted = {a for i in incidents for a in i.accounts} | {a for p in pledges for a in p.accounts}
        return self._promises.accounts(wanted)

    def _only(self, **changed: Any) -> Filters:  # noqa: ANN401 - fields of filters
        """The filters on who and when it was; those on what belong to the listing itself."""
        kept = Filters(as_of=self._filters.as_of, between=self._filters.between)
        return replace(kept, **changed)

    def _of_pair(self, view: Track | Ledger) -> bool:
        countries = {a.country for a in view.parties}
        asked = set(self._filters.pair or ())
        if self._filters.actor:
            wanted = self._filters.actor.casefold()
            everybody = (
                *view.parties,
                *([view.mediator] if isinstance(view, Track) and view.mediator else ()),
            )
            names = [self._mask(a.name).casefold() for a in everybody]
            if not any(a.country == self._filters.actor for a in everybody) and not any(
                wanted in name for name in names
            ):
                return False
        return asked <= countries


def _meets(row: ViewRow, days: tuple[int, int]) -> bool:
    return row.h_first is not None and row.h_first <= days[1] and (row.h_last or 0) >= days[0]


def _day(track: Track) -> str:
    days = [r.when[0] for r in track.rounds if r.when]
    return min(days).isoformat() if days else "9999-12-31"
