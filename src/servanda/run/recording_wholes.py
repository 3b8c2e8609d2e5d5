"""Listings made when they are asked for, out of views that lie in rows: contradictions, tracks and others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from servanda.model.account import Account
from servanda.model.asking import Filters
from servanda.model.views import Contradiction, CopyGroup, Incident, Ledger, Pledge, Track
from servanda.reconciliation.contradictions import gather, reports_of
from servanda.reconciliation.episodes import build_episodes
from servanda.reconciliation.ledgers import build_ledgers
from servanda.reconciliation.sources import link_sources, passage_between
from servanda.reconciliation.tracks import build_tracks
from servanda.record import index_things as index
from servanda.record.index_codec import unpack
from servanda.record.index_views import ViewRow
from servanda.record.store import Reading
from servanda.record.unseen import masked, masker
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_building import copies_of
from servanda.run.recording_promises import Promises
from servanda.run.recording_things import TEXT, thing_in

Rows = Callable[[str, Filters], Iterable[ViewRow]]
"""Rows of a listing that match a filter, as of the day."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A view with its place in the listing."""

    sort: str
    id: str
    view: Any


_DEEDS: Final = ("RETREAT", "AID", "MOBILIZE", "REJECT")
"""Types of the deeds that ledgers count."""
_MEETINGS: Final = ("CONSULT", "AGREE", "SUPPORT")
"""Types of what may be a round of talks."""


class Wholes:
    """Makes them from one snapshot, as of one day."""

    def __init__(self, work: Reading, filters: Filters, rows: Rows, promises: Promises) -> None:
        self._work = work
        self._filters = filters
        self._rows = rows
        self._promises = promises
        self._mask = masker(filters.unseen)
        self._makers: dict[str, Callable[[], list[Placed]]] = {
            "contradictions": self._contradictions,
            "tracks": self._tracks,
            "ledgers": self._ledgers,
            "episodes": self._episodes,
            "instruments": self._of_instruments,
            "sources": self._sources,
        }

    @property
    def kinds(self) -> frozenset[str]:
        """Names of these listings."""
        return frozenset(self._makers)

    def made(self, kind: str) -> list[Placed]:
        """All views of a listing that match, in its order."""
        return sorted(self._makers[kind](), key=lambda p: (p.sort, p.id))

    def _contradictions(self) -> list[Placed]:
        """Denials and claims stand in copies and updates: what is one is shown once."""
        sorts: dict[str, str] = {}
        found = []
        wide = Filters(as_of=self._filters.as_of)
        for row in self._rows("clashes", wide):
            view = unpack(Contradiction, row.data)
            sorts[view.id] = min(row.sort, sorts.get(view.id, row.sort))
            found.append(view)
        decisions = decisions_of(self._work)
        # under an id of its own for each way in which it was found
        fit = {row.id.partition(" ")[0] for row in self._rows("clashes", self._filters)}
        fit = {one for one in fit if not decisions.rejects(one)}
        reports = {r for v in found for r in reports_of(v)}
        origin = copies_of(self._work.connection, reports).original_of(self._promises.day)
        return [Placed(sorts[v.id], v.id, v) for v in gather(_about_all(found), origin) if v.id in fit]

    def _tracks(self) -> list[Placed]:
        pledges = self._pledges()
        incidents = self._incidents(_MEETINGS)
        accounts = self._accounts(incidents, pledges)
        return [
            Placed(_day(t), t.id, t) for t in build_tracks(incidents, accounts, pledges) if self._of_pair(t)
        ]

    def _ledgers(self) -> list[Placed]:
        pledges = self._pledges()
        incidents = self._incidents(_DEEDS)
        accounts = self._accounts(incidents, pledges)
        rows = index.of_reports(self._work.connection, sorted({a.report.id for a in accounts.values()}))
        for row in rows:
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

    def _episodes(self) -> list[Placed]:
        rows = self._rows("incidents", replace(self._filters, kind=None))
        made = build_episodes([unpack(Incident, row.data) for row in rows])
        kind = self._filters.kind
        return [
            Placed(e.when[0].isoformat() if e.when else "9999-12-31", e.id, e)
            for e in made
            if kind is None or e.kind == kind
        ]

    def _of_instruments(self) -> list[Placed]:
        rows = self._rows("commitments", replace(self._filters, kind=None))
        found = {}
        for pledge in self._promises.among([unpack(Pledge, row.data) for row in rows]):
            made = self._promises.instrument_of(pledge)
            if made and self._filters.kind in (None, made.kind):
                found[made.id] = Placed(
                    made.made[0].isoformat() if made.made else "9999-12-31", made.id, made
                )
        return list(found.values())

    def _sources(self) -> list[Placed]:
        groups = [unpack(CopyGroup, row.data) for row in self._rows("copies", self._only(between=None))]
        accounts, texts = [], []
        for row in index.all_things(self._work.connection, self._promises.day):
            thing = thing_in(row)
            if isinstance(thing, Account):
                accounts.append(thing)
            else:
                texts.append(thing)
        known = {TEXT + t.id: t for t in texts}
        near = index.pairs_among(self._work.connection, sorted(known))
        passages = [p for pair in near if (p := passage_between(known[pair.left], known[pair.right]))]
        wanted = (self._filters.source or "").casefold()
        return [
            Placed(f"{link.teller}|{link.source}|{link.how}", "", link)
            for made in link_sources(accounts, groups, texts, passages)
            for link in [masked(made, self._mask)]
            if wanted in f"{link.teller}\n{link.source}".casefold()
        ]

    def _incidents(self, types: Sequence[str]) -> list[Incident]:
        return [
            unpack(Incident, row.data)
            for name in types
            for row in self._rows("incidents", self._only(type=name))
        ]

    def _pledges(self) -> list[Pledge]:
        rows = self._rows("commitments", self._only(type=None))
        return self._promises.built([unpack(Pledge, row.data) for row in rows])

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


def _about_all(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each contradiction once, with all that any origin says it is about."""
    kept: dict[str, Contradiction] = {}
    for one in found:
        before = kept.get(one.id)
        about = tuple(dict.fromkeys((*(before.about if before else ()), *one.about)))
        kept[one.id] = replace(before or one, about=about)
    return [kept[i] for i in sorted(kept)]


def _day(track: Track) -> str:
    days = [r.when[0] for r in track.rounds if r.when]
    return min(days).isoformat() if days else "9999-12-31"
