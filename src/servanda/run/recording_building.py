"""Makes the views of components: for every day on which they changed, what a reader would have seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from servanda.model.account import Account
from servanda.model.pair import Pair
from servanda.model.views import CopyGroup, Pledge
from servanda.reconciliation.contradictions import find_contradictions
from servanda.reconciliation.copies import COPIES, build_copy_group
from servanda.reconciliation.copies_texts import Text
from servanda.reconciliation.incidents import INCIDENTS, build_incident
from servanda.reconciliation.pledges import COMMITMENTS
from servanda.reconciliation.pledges_building import build_pledge
from servanda.reconciliation.tallies import build_tallies
from servanda.reconciliation.tallies_grouping import TALLIES
from servanda.record import index_judged
from servanda.record import index_things as index
from servanda.record import index_views as view_rows
from servanda.record.index_codec import to_text, unpack
from servanda.record.index_lanes import Lane
from servanda.record.index_links import Link
from servanda.record.index_schema import ALWAYS, NEVER
from servanda.record.index_things import Thing
from servanda.record.index_views import Found, ViewRow
from servanda.run.recording_clashes import clashes_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_links import copy_links
from servanda.run.recording_terms import INSTRUMENT, Stored
from servanda.run.recording_things import TEXT, WITHIN, thing_in
from servanda.run.recording_versions import Made, Version, spells

_AT_ONCE: Final = 300
"""Components made at once."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Which report is a copy of which, on any day: per report the groups it was in."""

    groups: Mapping[str, tuple[tuple[int, int, CopyGroup], ...]]

    def original_of(self, day: int) -> dict[str, str]:
        """For each report that is a copy on that day, the original."""
        return {
            report: group.original
            for report, given in self.groups.items()
            for first, last, group in given
            if first <= day < last and group.original != report
        }

    def days(self) -> set[int]:
        """Days on which something changed."""
        return {day for given in self.groups.values() for first, last, _ in given for day in (first, last)}


def refresh(connection: Connection, decisions: Decisions) -> Iterator[int]:
    """Make the views of all marked components again; yields how many were made, step by step."""
    while labels := index.marked(connection, _AT_ONCE):
        texts = [label for label in labels if label.startswith((TEXT, WITHIN))]
        if texts:  # copies come first: incidents count originals
            labels = texts
        members = index.of_components(connection, [x for x in labels if not x.startswith(WITHIN)])
        made = [
            _of_reports(label, rows, connection, decisions)
            for label, rows in sorted(members.items())
            if label.startswith(TEXT)
        ]
        others = {label: rows for label, rows in members.items() if not label.startswith(TEXT)}
        made += _of_accounts(others, connection, decisions)
        made += clashes_of(connection, [x.removeprefix(WITHIN) for x in labels if x.startswith(WITHIN)])
        if texts:
            _shake(connection, labels, made, members)
        _store(connection, labels, made, _outlets(members) if texts else {})
        index_judged.mark_told(connection, [row.id for rows in others.values() for row in rows])
        index.unmark(connection, labels)
        yield len(labels)


def _of_reports(label: str, rows: Sequence[Thing], connection: Connection, decisions: Decisions) -> Made:
    """Copy groups of a component of texts."""
    made = Made(label)
    if len(rows) < 2:
        return made
    texts: dict[str, Text] = {}
    sorts = {}
    for row in rows:
        thing = thing_in(row)
        if isinstance(thing, Text):
            texts[thing.id] = thing
            sorts[thing.id] = row.sort
    pairs = [
        Pair(p.left.removeprefix(TEXT), p.right.removeprefix(TEXT), p.score, p.reasons, p.same)
        for p in index.pairs_among(connection, [row.id for row in rows])
    ]
    for first, last in spells(row.known for row in rows):
        known = [row.report for row in rows if row.known <= first]
        for group in COPIES.split(known, pairs, decisions.among(known)):
            if len(group) > 1:
                view = build_copy_group([texts[r] for r in group], pairs)
                made.add(view, min(sorts[r] for r in group), first, last, {})
    return made


def _outlets(members: Mapping[str, Sequence[Thing]]) -> dict[str, str]:
    """Outlets of reports, or their ids; of components of several texts."""
    several = [row for rows in members.values() if len(rows) > 1 for row in rows]
    texts = [unpack(Text, row.data) for row in several]
    return {t.id: t.source or t.id for t in texts}


def _of_accounts(
    members: Mapping[str, Sequence[Thing]], connection: Connection, decisions: Decisions
) -> list[Made]:
    reports = {row.report for rows in members.values() for row in rows}
    copies = copies_of(connection, reports)
    joined = [row.id for rows in members.values() if len(rows) > 1 for row in rows]
    pairs: dict[str, list[Pair]] = {}
    home = {row.id: label for label, rows in members.items() for row in rows}
    for pair in index.pairs_among(connection, joined):
        if home[pair.left] == home[pair.right]:
            pairs.setdefault(home[pair.left], []).append(pair)
    beside = index.telling(connection, reports, "commitment", least=2)
    made = []
    for label, rows in sorted(members.items()):
        own = Copies(
            {r: copies.groups[r] for r in sorted({row.report for row in rows}) if r in copies.groups}
        )
        made.append(_of_component(label, rows, pairs.get(label, []), own, decisions, beside))
    return made


def _of_component(
    label: str,
    rows: Sequence[Thing],
    pairs: Sequence[Pair],
    copies: Copies,
    decisions: Decisions,
    beside: AbstractSet[str],
) -> Made:
    """Everything that the accounts of a component are joined to, over all days.

    ``beside``: reports that tell of several commitments.
    """
    made = Made(label)
    accounts = {row.id: a for row in rows if isinstance(a := thing_in(row), Account)}
    sorts = {row.id: row.sort for row in rows}
    start = min(row.known for row in rows)
    days = {*(row.known for row in rows), *(d for d in copies.days() if start < d <= ALWAYS)}
    for first, last in spells(days):
        known = [row for row in rows if row.known <= first]
        origin = copies.original_of(first)
        for view, ids in views_of(known, accounts, pairs, origin, decisions, first):
            several = isinstance(view, Pledge) and not beside.isdisjoint(view.reports)
            more = {INSTRUMENT} if several else set[str]()
            made.add(view, min(sorts[i] for i in ids), first, last, accounts, more)
    return made


def views_of(
    rows: Sequence[Thing],
    accounts: Mapping[str, Account],
    pairs: Sequence[Pair],
    origin: Mapping[str, str],
    decisions: Decisions,
    day: int,
) -> Iterator[tuple[Stored, Sequence[str]]]:
    """Views of the accounts of a component that are known on a day, each with the accounts it rests on.

    Args:
        rows: of one component, known by the day, in the order of accounts.
        accounts: by id.
        pairs: comparisons among them.
        origin: for a copy the report it copies, on that day.
        decisions: judgements in force.
        day: as an ordinal.
    """
    events = [row.id for row in rows if row.kind == "event"]
    attached: dict[str, list[str]] = {}
    for row in rows:
        if row.attached:
            attached.setdefault(row.attached, []).append(row.id)
    for group in INCIDENTS.split(events, pairs, decisions.among(events)) if events else ():
        incident = build_incident([accounts[a] for a in group], origin, pairs)
        yield incident, group
        figures = [accounts[f] for a in group for f in attached.get(a, ())]
        tallies = build_tallies(
            figures,
            {f.id: incident.id for f in figures},
            original_of=origin,
            parties_of={incident.id: (*incident.actors, *incident.recipients)},
            decided=decisions.among(f.id for f in figures),
        )
        for tally in tallies:
            yield tally, [c.account for c in tally.counts]
        if len(group) > 1 or tallies:
            told = [accounts[a] for a in group]
            for clash in find_contradictions(told, tallies, about=(incident.id,), original_of=origin):
                yield clash, [s.account for s in clash.sides]
    loose = [row.id for row in rows if row.kind == "figure" and not row.attached]
    for group in TALLIES.split(loose, pairs, decisions.among(loose)) if loose else ():
        said = decisions.among(group)
        for tally in build_tallies([accounts[f] for f in group], {}, original_of=origin, decided=said):
            yield tally, [c.account for c in tally.counts]
    promises = [row.id for row in rows if row.kind == "commitment"]
    for group in COMMITMENTS.split(promises, pairs, decisions.among(promises)) if promises else ():
        as_of = None if day >= ALWAYS else date.fromordinal(day)
        yield build_pledge([accounts[a] for a in group], as_of, origin), group


def copies_of(connection: Connection, reports: Iterable[str]) -> Copies:
    """Copy groups of these reports, over all days."""
    wanted = set(reports)
    labels = index.components_of(connection, [TEXT + r for r in wanted])
    groups: dict[str, list[tuple[int, int, CopyGroup]]] = {}
    for row in view_rows.of_components(connection, sorted(set(labels.values())), "copies"):
        group = unpack(CopyGroup, row.data)
        for report in group.reports:
            if report in wanted:
                groups.setdefault(report, []).append((row.first, row.last, group))
    return Copies({report: tuple(given) for report, given in groups.items()})


def _shake(
    connection: Connection,
    labels: Sequence[str],
    made: Sequence[Made],
    members: Mapping[str, Sequence[Thing]],
) -> None:
    """Mark what counts originals among reports whose copies changed."""
    before = view_rows.of_components(connection, labels, "copies")
    reports = {r for row in before for r in unpack(CopyGroup, row.data).reports}
    for one in made:
        if one.versions:
            reports.update(row.report for row in members.get(one.component, ()))
    rows = index.of_reports(connection, reports)
    index_judged.mark_told(connection, [row.id for row in rows])
    index.mark(connection, {row.component for row in rows if row.kind in ("event", "figure", "commitment")})


def _store(
    connection: Connection, labels: Sequence[str], made: Iterable[Made], outlets: Mapping[str, str]
) -> None:
    """Put views in the place of those of these components; ``outlets`` by report, of copies."""
    rows, found = [], {}
    for one in made:
        for key, versions in one.versions.items():
            kind, name = key
            terms: set[str] = set()
            box = None
            lanes: list[Lane] = []
            links: list[Link] = []
            for version in versions:
                lanes += _lanes(name, version)
                if kind == "copies":
                    links += copy_links(unpack(CopyGroup, version.data), version, outlets)
                terms |= {t for t in version.marks.terms if not t.startswith("box:")}
                box = _hull(box, version.marks.box)
                happened = version.marks.happened
                rows.append(
                    ViewRow(
                        kind=kind,
                        id=name,
                        first=version.first,
                        last=version.last,
                        sort=one.sorts[key],
                        h_first=happened[0].toordinal() if happened else None,
                        h_last=happened[1].toordinal() if happened else None,
                        component=one.component,
                        terms=to_text(sorted(version.marks.terms)),
                        data=version.data,
                    )
                )
            found[key] = Found(terms=frozenset(terms), box=box, lanes=tuple(lanes), links=tuple(links))
    view_rows.replace(connection, labels, rows, found)


def _lanes(one: str, version: Version) -> list[Lane]:
    days = version.marks.happened
    return [
        Lane(
            by=by,
            lane=lane,
            day=days[0].toordinal() if days else NEVER,
            until=days[1].toordinal() if days else NEVER,
            id=one,
            first=version.first,
            last=version.last,
        )
        for by, lane in sorted(version.marks.lanes)
    ]


def _hull(a: view_rows.Box | None, b: view_rows.Box | None) -> view_rows.Box | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3])
