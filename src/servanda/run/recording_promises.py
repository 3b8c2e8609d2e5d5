"""Commitments as of a day: their life by arithmetic, and what is held against them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select

from servanda.model.account import Account
from servanda.model.views import Incident, Instrument, Pledge
from servanda.reconciliation.bearing import CONDITIONS
from servanda.reconciliation.deeds import Query
from servanda.reconciliation.instruments import build_instruments, place
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.standing import judge, query
from servanda.reconciliation.ties import tie
from servanda.record import index_judged
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import unpack
from servanda.record.index_schema import ALWAYS, things
from servanda.record.index_things import Thing
from servanda.record.store import Reading
from servanda.run.recording_building import Copies, copies_of
from servanda.run.recording_terms import sides_of
from servanda.run.recording_things import clean, thing_in


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
        self._incidents: dict[str, tuple[Incident, ...]] = {}
        self._by_report: dict[str, list[Account]] = {}
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
        own = self.accounts({a for p in pledges for a in p.accounts})
        origin = copies_of(self._connection, {a.report.id for a in own.values()}).original_of(self.day)
        return [self._built([own[a] for a in p.accounts], origin) for p in pledges]

    def judged(self, pledges: Sequence[Pledge]) -> list[Pledge]:
        """Each with its life, standing and evidence as of the day; in the same order.

        What was judged ahead, and is fresh, is taken as it is.
        """
        ahead = self._ahead(pledges)
        others = [p for p in pledges if p.id not in ahead]
        ahead.update((p.id, self.judge(p)) for p in self.among(others))
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

    def incidents_of(self, ids: Iterable[str]) -> list[Incident]:
        """Incidents of these event accounts, on the day."""
        wanted = set(ids)
        labels = sorted({self._home[i] for i in wanted if i in self._home} - self._incidents.keys())
        by_label: dict[str, list[Incident]] = {label: [] for label in labels}
        for row in view_rows.of_components(self._connection, labels, "incidents", self.day):
            by_label[row.component].append(unpack(Incident, row.data))
        self._incidents.update((label, tuple(found)) for label, found in by_label.items())
        found = {
            one.id: one
            for label in sorted({self._home[i] for i in wanted if i in self._home})
            for one in self._incidents[label]
            if not wanted.isdisjoint(one.accounts)
        }
        return [found[i] for i in sorted(found)]

    def _built(self, accounts: Sequence[Account], origin: Mapping[str, str]) -> Pledge:
        """Nobody can say since when something undated was known: then only what is told counts."""
        undated = any(a.report.reported is None for a in accounts)
        return build_pledge(accounts, None if undated else self.today, origin)

    def judge(self, pledge: Pledge) -> Pledge:
        """A pledge of :meth:`among` with its standing and evidence."""
        asked = query(pledge)
        told = self._told(pledge, asked)
        events = {a.id: a for a in told if a.claim.kind == "event"}
        others = [a for a in told if a.claim.kind != "event"]
        by_id = {**events, **self.accounts(pledge.accounts)}
        copies = copies_of(self._connection, {a.report.id for a in (*told, *by_id.values())})
        labels = sorted({self._home[e] for e in events})
        self._used[pledge.id] = sorted({*by_id, *(a.id for a in told)}), labels, copies
        return judge(
            pledge,
            self.incidents_of(events),
            by_id,
            None if self.day >= ALWAYS else self.today,
            others,
            copies.original_of(self.day),
        )

    def _told(self, pledge: Pledge, asked: Query) -> list[Account]:
        """Accounts that a judgement of standing may need, known on the day."""
        names, acts, days = asked_of(pledge)
        rows = index.told_of(self._connection, names, acts, days, self.day)
        found = {a.id: a for a in self._take(rows) if asked.wants(a)}
        found.update((a.id, a) for a in self._of_reports(asked.reports) if asked.wants(a))
        deeds = {a.report.id for a in found.values() if a.claim.kind == "event"} | set(asked.reports)
        beside = self._of_reports(sorted(deeds))
        found.update((a.id, a) for a in beside if a.claim.kind in ("figure", "statement"))
        return sorted(found.values(), key=lambda a: a.key)

    def _of_reports(self, reports: Sequence[str]) -> list[Account]:
        """Accounts of reports, known on the day."""
        missing = [r for r in reports if r not in self._by_report]
        if missing:
            self._by_report.update((r, []) for r in missing)
            for account in self._take(index.told_in(self._connection, missing, self.day)):
                self._by_report[account.report.id].append(account)
        return [a for r in reports for a in self._by_report[r]]

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
