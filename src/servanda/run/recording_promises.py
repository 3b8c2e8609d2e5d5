"""Commitments as of a day: their life by arithmetic, and what is held against them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from servanda.model.account import Account
from servanda.model.views import CopyGroup, Incident, Instrument, Pledge
from servanda.reconciliation.bearing import CONDITIONS
from servanda.reconciliation.deeds import Query
from servanda.reconciliation.instruments import build_instruments, place
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.standing import judge, query
from servanda.reconciliation.ties import tie
from servanda.record import index_judged
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack, unpack_part
from servanda.record.index_schema import ALWAYS, things
from servanda.record.index_things import Thing
from servanda.record.store import Reading
from servanda.run.recording_building import Copies, copies_of
from servanda.run.recording_terms import sides_of
from servanda.run.recording_things import clean, thing_in

_ALL: Final = ("event", "statement", "figure", "commitment")
"""Kinds of accounts."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a judgement needs of an incident."""

    id: str
    accounts: tuple[str, ...]


def asked_of(pledge: Pledge) -> tuple[list[str], list[str], tuple[int, int]]:
    """Who must take part in an account, on which acts it must bear, and when, for a judgement to need it."""
    asked = query(pledge)
    names = [f"c:{code}" for code in asked.countries] + [f"n:{clean(name)}" for name in asked.names]
    acts = [pledge.act, *([CONDITIONS] if pledge.conditions else [])]
    return names, acts, (asked.days[0].toordinal(), asked.days[1].toordinal())


class Promises:
    """Judges commitments of one snapshot as of one day; what several of them need is read once."""

    def __init__(self, work: Reading, day: int) -> None:
        self._connection = work.connection
        self.day: Final = day
        self._accounts: dict[str, Account] = {}
        self._home: dict[str, str] = {}
        self._incidents: dict[str, tuple[Joined, ...]] = {}
        self._in_reports: dict[tuple[str, ...], dict[str, list[Account]]] = {}
        self._bearing: dict[str, list[Account]] = {}
        self._copies: dict[str, tuple[tuple[int, int, CopyGroup], ...]] = {}
        self._lives: dict[tuple[str, ...], Pledge] = {}
        self._today: date | None = None
        self._between: dict[tuple[str, ...], dict[str, Pledge]] = {}
        self._near: dict[tuple[str, ...], list[Pledge]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, int] = {}
        self._used: dict[str, tuple[list[str], list[str], Copies]] = {}
        self._instruments: dict[str, Instrument] = {}

    @property
    def today(self) -> date | None:
        """The day asked; of an open question the last on which anything was reported."""
        if self.day < ALWAYS:
            return date.fromordinal(self.day)
        if self._today is None:
            last = select(func.max(things.c.known)).where(things.c.kind == "report", things.c.known < ALWAYS)
            day = self._connection.execute(last).scalar()
            self._today = date.fromordinal(day) if day else None
        return self._today

    def built(self, pledges: Sequence[Pledge]) -> list[Pledge]:
        """Each with its life as of the day, without its standing; in the same order."""
        missing = {p.accounts for p in pledges} - self._lives.keys()
        own = self.accounts({a for accounts in missing for a in accounts})
        origin = self._copies_of({a.report.id for a in own.values()}).original_of(self.day)
        self._lives.update((told, self._built([own[a] for a in told], origin)) for told in sorted(missing))
        return [self._lives[p.accounts] for p in pledges]

    def judged(self, pledges: Sequence[Pledge]) -> list[Pledge]:
        """Each with its life, standing and evidence as of the day; in the same order.

        What was judged ahead, and is fresh, is taken as it is.
        """
        ahead = self._ahead(pledges)
        others = self.among([p for p in pledges if p.id not in ahead])
        self.prepare(others)
        ahead.update((p.id, self.judge(p)) for p in others)
        return [ahead[p.id] for p in pledges]

    def _ahead(self, pledges: Sequence[Pledge]) -> dict[str, Pledge]:
        if self.day < ALWAYS or self.today is None:
            return {}
        kept = index_judged.fresh(self._connection, [p.id for p in pledges], self.today.toordinal())
        return {one: unpack(Pledge, data) for one, data in kept.items()}

    def among(self, pledges: Sequence[Pledge]) -> list[Pledge]:
        """Each with its life, its instrument and its ties as of the day, without its standing."""
        return self._among(self.built(pledges))

    def instrument_of(self, pledge: Pledge) -> Instrument | None:
        """The instrument that a pledge of :meth:`among` belongs to."""
        return self._instruments.get(pledge.instrument_id or "")

    def beside(self, pledge: Pledge) -> tuple[str, ...]:
        """Terms of those that a pledge of :meth:`among` may have ties or an instrument with."""
        return self._keys[pledge.id]

    def about(self, pledge: Pledge) -> Iterator[Pledge | Account]:
        """All that the life of a pledge of :meth:`among` follows from."""
        for one in self._near[self._keys[pledge.id]]:
            yield one
            yield from (self._accounts[a] for a in one.accounts)

    def known_since(self, pledge: Pledge) -> int:
        """From which day on all that :meth:`judge` went by is known, and joined, as it is now.

        What came later would be among it, as an account, or as a day on which something was joined otherwise.
        """
        keys = self._keys[pledge.id]
        accounts, labels, copies = self._used[pledge.id]
        return max(
            view_rows.last_change_having(self._connection, "commitments", keys),
            view_rows.last_change(self._connection, labels, "incidents"),
            *(self._known[a] for a in accounts),
            *(a for one in self._near[keys] for a in map(self._known.__getitem__, one.accounts)),
            *(day for day in copies.days() if day <= ALWAYS),
        )

    def _among(self, pledges: Sequence[Pledge]) -> list[Pledge]:
        """With their instruments and ties, each among the promises between the same two."""
        of = {p.id: self._sides(p) for p in pledges}
        self._keys.update(of)  # an instrument may bring parties, and with them other sides
        missing = sorted({keys for keys in of.values() if keys not in self._between})
        words = {word for keys in missing for word in keys}
        rows = view_rows.having(self._connection, "commitments", words, self.day) if words else []
        built = self.built([unpack(Pledge, row.data) for row in rows])
        said = [frozenset(json.loads(row.terms)) for row in rows]
        for keys in missing:
            near = [p for p, terms in zip(built, said, strict=True) if not terms.isdisjoint(keys)]
            made = build_instruments(near, self._accounts)
            self._instruments.update((i.id, i) for i in made)
            self._near[keys] = near
            self._between[keys] = {p.id: p for p in tie(place(near, made), self.today)}
        return [self._between[of[p.id]].get(p.id, p) for p in pledges]

    def _sides(self, pledge: Pledge) -> tuple[str, ...]:
        lands = [land for a in pledge.accounts for land in self._accounts[a].lands]
        return tuple(sorted(sides_of(pledge, lands))) or (f"act:{pledge.act}",)

    def accounts(self, ids: Iterable[str]) -> dict[str, Account]:
        """Accounts by their ids; unknown ids are left out."""
        wanted = sorted(set(ids))
        self._take(index.load(self._connection, [i for i in wanted if i not in self._accounts]).values())
        return {i: self._accounts[i] for i in wanted if i in self._accounts}

    def _joined(self, events: Iterable[str]) -> list[Joined]:
        """Incidents of these event accounts, on the day."""
        wanted = set(events)
        homes = sorted({self._home[i] for i in wanted})
        labels = [label for label in homes if label not in self._incidents]
        by_label: dict[str, list[Joined]] = {label: [] for label in labels}
        for row in view_rows.of_components(self._connection, labels, "incidents", self.day):
            by_label[row.component].append(unpack_part(Joined, Incident, row.data))
        self._incidents.update((label, tuple(found)) for label, found in by_label.items())
        found = {
            one.id: one
            for label in homes
            for one in self._incidents[label]
            if not wanted.isdisjoint(one.accounts)
        }
        return [found[i] for i in sorted(found)]

    def _built(self, accounts: Sequence[Account], origin: Mapping[str, str]) -> Pledge:
        """Nobody can say since when something undated was known: then only what is told counts."""
        undated = any(a.report.reported is None for a in accounts)
        return build_pledge(accounts, None if undated else self.today, origin)

    def prepare(self, pledges: Sequence[Pledge]) -> None:
        """Read at once what judging these pledges of :meth:`among` takes."""
        asked = {p.id: query(p) for p in pledges}
        own = {r for one in asked.values() for r in one.reports}
        told = [
            *self._of_reports(own, _ALL),
            *self.accounts({a for p in pledges for a in p.accounts}).values(),
        ]
        beside: dict[tuple[str, ...], set[str]] = {}
        for one, bearing in zip(asked.values(), self._bearing_on(pledges, asked), strict=True):
            told += bearing
            beside.setdefault(_beside(one), set()).update(_deeds(bearing))
        for kinds, reports in beside.items():
            self._of_reports(reports, kinds)
        self._copies_of({a.report.id for a in told})
        self._joined(a.id for a in told if a.claim.kind == "event")

    def judge(self, pledge: Pledge) -> Pledge:
        """A pledge of :meth:`among` with its standing and evidence."""
        told = self._told(pledge, query(pledge))
        events = {a.id: a for a in told if a.claim.kind == "event"}
        others = [a for a in told if a.claim.kind != "event"]
        by_id = {**events, **self.accounts(pledge.accounts)}
        copies = self._copies_of({a.report.id for a in (*told, *by_id.values())})
        labels = sorted({self._home[e] for e in events})
        self._used[pledge.id] = sorted({*by_id, *(a.id for a in told)}), labels, copies
        return judge(
            pledge,
            self._joined(events),
            by_id,
            None if self.day >= ALWAYS else self.today,
            others,
            copies.original_of(self.day),
        )

    def _copies_of(self, reports: AbstractSet[str]) -> Copies:
        """Copy groups of these reports, over all days."""
        missing = {r for r in reports if r not in self._copies}
        found = copies_of(self._connection, missing).groups if missing else {}
        self._copies.update((r, found.get(r, ())) for r in missing)
        return Copies({r: self._copies[r] for r in sorted(reports) if self._copies[r]})

    def _told(self, pledge: Pledge, asked: Query) -> list[Account]:
        """Accounts that a judgement of standing may need, known on the day."""
        [bearing] = self._bearing_on([pledge], {pledge.id: asked})
        own = self._of_reports(asked.reports, _ALL)
        found = {
            a.id: a for a in (*bearing, *own) if a.claim.kind in ("figure", "statement") or asked.wants(a)
        }
        beside = self._of_reports(_deeds(found.values()).difference(asked.reports), _beside(asked))
        found.update((a.id, a) for a in beside)
        return sorted(found.values(), key=lambda a: a.key)

    def _bearing_on(self, pledges: Sequence[Pledge], asked: Mapping[str, Query]) -> list[list[Account]]:
        """For each the accounts of parties that may bear on it, wherever they are told."""
        ids = {}
        for pledge in pledges:
            if pledge.id not in self._bearing:
                ids[pledge.id] = index.told_of(self._connection, *asked_of(pledge), self.day)
        known = self.accounts({one for found in ids.values() for one in found})
        for name, found in ids.items():
            self._bearing[name] = [known[i] for i in found if asked[name].wants(known[i])]
        return [self._bearing[p.id] for p in pledges]

    def _of_reports(self, reports: Iterable[str], kinds: tuple[str, ...]) -> list[Account]:
        """Accounts of these kinds of reports, known on the day."""
        wanted = sorted(set(reports))
        held = self._in_reports.setdefault(kinds, {})
        if missing := [r for r in wanted if r not in held]:
            held.update((r, []) for r in missing)
            for account in self._take(index.told_in(self._connection, missing, kinds, self.day)):
                held[account.report.id].append(account)
        return [a for r in wanted for a in held[r]]

    def _take(self, rows: Iterable[Thing]) -> list[Account]:
        found: dict[str, Account] = {}
        for row in rows:
            if row.id not in self._accounts:
                thing = thing_in(row) if row.kind != "report" else None
                if not isinstance(thing, Account):
                    continue
                self._accounts[row.id] = thing
                self._home[row.id] = row.component
                self._known[row.id] = row.known
            found[row.id] = self._accounts[row.id]
        return list(found.values())


def _deeds(accounts: Iterable[Account]) -> set[str]:
    """Reports that tell a deed."""
    return {a.report.id for a in accounts if a.claim.kind == "event"}


def _beside(asked: Query) -> tuple[str, ...]:
    """What matters of the other things that a report of a deed tells."""
    return ("figure", "statement") if asked.measure else ("statement",)
