"""Keeps things, pairs and components up to date: a report touches only what shares a key with it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from servanda.model import Coding
from servanda.model.account import Account, Report
from servanda.model.pair import Pair
from servanda.record import index_judged, index_links, search
from servanda.record import index_things as index
from servanda.record.index_links import Link
from servanda.record.search import Entry
from servanda.run import recording_placing as placing
from servanda.run.recording_clashes import met_by, numbers_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_links import links_of, passage_links
from servanda.run.recording_searchable import entries_of
from servanda.run.recording_things import (
    GROUPINGS,
    TEXT,
    WITHIN,
    Comparable,
    Ready,
    keys_of,
    make_ready,
    parts_of,
    thing_in,
    with_label,
)

_REMEMBERED: Final = 6000
"""Things of earlier reports that stay in memory for the next comparison."""


@dataclass(frozen=True, slots=True)
class Given:
    """A report to be put in: its coding, and from which day on it stands in views, if not by itself."""

    coding: Coding
    report: Report
    known: int | None = None


class Joiner:
    """Puts reports into the derived tables, and takes them out. One writer's; within its transactions."""

    def __init__(self) -> None:
        self._remembered: OrderedDict[str, Comparable] = OrderedDict()

    def forget(self) -> None:
        """Nothing remembered is certain any more: a transaction was rolled back, or another wrote."""
        self._remembered.clear()

    def take_out(self, connection: Connection, reports: Iterable[str], decisions: Decisions) -> None:
        """Remove all things of these reports; what they joined falls apart where nothing else joins it."""
        rows = index.of_reports(connection, reports)
        if not rows:
            return
        for row in rows:
            self._remembered.pop(row.id, None)
        labels = {row.component for row in rows if row.kind in GROUPINGS}
        told = [a for row in rows if isinstance(a := thing_in(row), Account)]
        met = met_by(connection, (n for account in told for n in numbers_of(account)))
        _remove(connection, [row.id for row in rows])
        index.mark(connection, [*labels, *(WITHIN + report for report in {*met, *(r.report for r in rows)})])
        self.settle(connection, labels, decisions)

    def put(self, connection: Connection, given: Sequence[Given], decisions: Decisions) -> None:
        """Add reports, or put them in anew; the result does not depend on how they are dealt out to calls."""
        self.take_out(connection, [g.report.id for g in given], decisions)
        ready: list[Ready] = []
        found: list[Entry] = []
        for one in given:
            told = make_ready(one.coding, one.report, one.known, decisions)
            found += entries_of(one.coding, one.report, told)
            ready += told
        new = self._claimed(connection, ready, decisions)
        ready = list(new.values())
        found = [e for e in found if e.id in new and new[e.id].row.report == e.report]
        numbers = {one: _numbers(r) for one, r in new.items()}
        compared = self._compare(connection, new, numbers)
        opposed = {one: numbers_of(r.thing) for one, r in new.items() if isinstance(r.thing, Account)}
        opposed |= _placing(ready)
        labels, absorbed = self._labels(connection, new, compared, decisions)
        index.add(
            connection,
            [with_label(r, labels[one]).row for one, r in sorted(new.items())],
            {one: (*given, *opposed.get(one, ())) for one, given in numbers.items()},
            [part for r in ready for part in parts_of(r)],
            compared,
        )
        index_judged.mark_told(connection, [one for one, r in new.items() if r.row.kind not in GROUPINGS])
        index_links.add(connection, [link for r in ready for link in links_of(r)])
        index_links.add(connection, self._passages(connection, new, compared))
        search.add(connection, found)
        for label, others in sorted(absorbed.items()):
            index.relabel(connection, label, sorted(others))
        changed = {labels[one] for one, r in new.items() if r.row.kind in GROUPINGS}
        changed.update(WITHIN + g.report.id for g in given)
        changed.update(WITHIN + r for r in met_by(connection, (n for o in opposed.values() for n in o)))
        for label, others in absorbed.items():
            changed.update({label}, others)
        index.mark(connection, changed)

    def _claimed(
        self, connection: Connection, ready: Sequence[Ready], decisions: Decisions
    ) -> dict[str, Ready]:
        """New things by id. Of two reports with the same bytes the first in their order has the claims."""
        new = {r.row.id: r for r in sorted(ready, key=lambda r: r.row.sort, reverse=True)}
        held = index.load(connection, new)
        later = [row for one, row in held.items() if new[one].row.sort < row.sort]
        if later:
            for row in later:
                self._remembered.pop(row.id, None)
            _remove(connection, sorted(row.id for row in later))
            labels = {row.component for row in later}
            index.mark(connection, {*labels, *(WITHIN + row.report for row in later)})
            self.settle(connection, labels, decisions)
        kept = held.keys() - {row.id for row in later}
        return {one: r for one, r in new.items() if one not in kept}

    def settle(self, connection: Connection, labels: Iterable[str], decisions: Decisions) -> None:
        """Work components out again from what joins their members: after a removal or a judgement."""
        members = index.of_components(connection, labels)
        ids = {row.id: row for rows in members.values() for row in rows}
        if not ids:
            return
        edges = [(p.left, p.right) for p in index.pairs_among(connection, sorted(ids)) if p.same]
        edges += [(row.id, row.attached) for row in ids.values() if row.attached]
        edges += [(one, other) for one in ids for other in _linked(one, decisions)]
        outside = index.components_of(connection, {b for _, b in edges} - set(ids))
        homes = index.components([*ids, *set(outside.values())], [(a, outside.get(b, b)) for a, b in edges])
        index.assign(connection, {one: homes[one] for one in sorted(ids) if homes[one] != ids[one].component})
        moved = {label: homes[label] for label in outside.values() if homes[label] != label}
        for label, home in sorted(moved.items()):
            index.relabel(connection, home, [label])
        index.mark(connection, {*homes.values(), *(row.component for row in ids.values()), *moved})

    def _compare(
        self, connection: Connection, new: Mapping[str, Ready], numbers: Mapping[str, Sequence[int]]
    ) -> list[Pair]:
        """Every new thing with all that share a key with it, new or there before; each two once."""
        sharing = index.sharing(connection, sorted({n for given in numbers.values() for n in given}))
        for one in sorted(new):
            for number in numbers[one]:
                sharing.setdefault(number, []).append(one)
        wanted = {
            (min(one, other), max(one, other))
            for one, given in numbers.items()
            for number in given
            for other in sharing[number]
            if other != one
        }
        things = self._things(connection, new, {x for pair in wanted for x in pair})
        found = []
        for a, b in sorted(wanted):
            grouping = GROUPINGS[(new[a] if a in new else new[b]).row.kind]
            pair = grouping.compare(things[a], things[b])
            if pair is not None:  # under the ids of the rows, which for texts are not those of the reports
                found.append(Pair(a, b, pair.score, pair.reasons, pair.same))
        return found

    def _things(
        self, connection: Connection, new: Mapping[str, Ready], wanted: Iterable[str]
    ) -> dict[str, Comparable]:
        things: dict[str, Comparable] = {}
        missing = []
        for one in sorted(wanted):
            if one in new:
                things[one] = new[one].thing
            elif one in self._remembered:
                self._remembered.move_to_end(one)
                things[one] = self._remembered[one]
            else:
                missing.append(one)
        for one, row in index.load(connection, missing).items():
            things[one] = thing_in(row)
        for one, thing in things.items():
            self._remembered[one] = thing
        while len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)
        return things

    def _passages(
        self, connection: Connection, new: Mapping[str, Ready], compared: Sequence[Pair]
    ) -> list[Link]:
        """Passages that texts share with others that are near, new or there before."""
        pairs = [p for p in compared if p.left.startswith(TEXT)]
        ends = {one for p in pairs for one in (p.left, p.right)}
        known = {one: new[one].row.known for one in ends if one in new}
        known.update((one, row.known) for one, row in index.load(connection, ends - known.keys()).items())
        return passage_links(pairs, self._things(connection, new, ends), known)

    def _labels(
        self, connection: Connection, new: Mapping[str, Ready], compared: Sequence[Pair], decisions: Decisions
    ) -> tuple[dict[str, str], dict[str, set[str]]]:
        """The component of each new thing, and which of the others become part of which."""
        edges = [(p.left, p.right) for p in compared if p.same]
        edges += [(one, r.row.attached) for one, r in new.items() if r.row.attached]
        edges += [(one, other) for one in new for other in _linked(one, decisions)]
        others = index.components_of(connection, sorted({x for edge in edges for x in edge} - set(new)))
        nodes = {*new, *others.values()}
        homes = index.components(sorted(nodes), [(others.get(a, a), others.get(b, b)) for a, b in edges])
        absorbed: dict[str, set[str]] = {}
        for label in set(others.values()):
            if homes[label] != label:
                absorbed.setdefault(homes[label], set()).add(label)
        for label in set(others.values()):  # grew without being renamed
            absorbed.setdefault(homes[label], set())
        return {one: homes[one] for one in new}, absorbed


def _remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take things away with all that follows from them alone."""
    index_judged.mark_told(connection, ids)
    index.remove(connection, ids)
    index_links.remove(connection, ids)
    search.remove(connection, ids)


def _placing(ready: Sequence[Ready]) -> dict[str, tuple[int, ...]]:
    """For each report's text the keys under which dated reports meet undated ones."""
    told: dict[str, list[Account]] = {}
    for one in ready:
        if isinstance(one.thing, Account):
            told.setdefault(one.row.report, []).append(one.thing)
    return {
        TEXT + r: placing.numbers_of(a[0].report, [placing.unplaced(x) for x in a]) for r, a in told.items()
    }


def _numbers(one: Ready) -> tuple[int, ...]:
    name, keys = keys_of(one)
    return tuple(sorted({index.key_number(name, key) for key in keys}))


def _linked(one: str, decisions: Decisions) -> tuple[str, ...]:
    """What judgements say is the same as this thing, under the ids of rows."""
    if one.startswith(TEXT):
        return tuple(TEXT + other for other in decisions.joined_to(one.removeprefix(TEXT)))
    return decisions.joined_to(one)
