"""Figures side by side: one tally per incident and scope, every count kept, low, best and high by policy.

Figures of an incident come with it (:func:`attach`), others are grouped by :data:`TALLIES`. Within a group
only figures of one scope share a tally. Parts are tallies of their own (``part_of``) and never added; nothing
is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

from servanda.codebook.tallies import Policy, load_tally_rules
from servanda.knowledge.countries import country_name
from servanda.model import Actor
from servanda.model.account import Account
from servanda.model.days import Days, overlap
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.model.view_json import group_id
from servanda.model.views import Count, Tally
from servanda.reconciliation.grouping import split
from servanda.reconciliation.policies import choose, is_vague, policy_named, teller_of
from servanda.reconciliation.tallies_attach import attach
from servanda.reconciliation.tallies_grouping import TALLIES, states_about
from servanda.reconciliation.tallies_scope import (
    Scope,
    carried_in,
    figure_in,
    is_further,
    scope_of,
    side_of,
    speaks_for,
    within,
    words_of,
)
from servanda.reconciliation.tallies_tolls import sums

__all__ = ["TALLIES", "attach", "build_tallies", "set_beside"]

_FURTHER: Final = "told as a further number beside another of the same report"
_DETAIL: Final = "the same report tells a greater number of the same"


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with its scope within its group."""

    account: Account
    scope: Scope


def build_tallies(
    figures: Iterable[Account],
    incident_of: Mapping[str, str],
    policy: str | None = None,
    *,
    original_of: Mapping[str, str] | None = None,
    parties_of: Mapping[str, Sequence[Actor]] | None = None,
    decided: Iterable[Judgement] = (),
) -> tuple[Tally, ...]:
    """All tallies of figures that belong together; the order of ``figures`` does not matter.

    Args:
        figures: accounts of figures: those of one or more incidents, or one group of :data:`TALLIES`. What
            has no incident is taken to be one such group.
        incident_of: incident id by figure account id.
        policy: name of a policy; the first of ``policies.yaml`` if ``None``.
        original_of: by id of a report that is a copy, the report it carries; what one text tells counts once.
        parties_of: actors and recipients by incident id, to tell a party's word on its enemy from a third's.
        decided: who said of figures that they count the same, or do not, whatever their scopes.

    Raises:
        RecordError: R011 if there is no such policy.
    """
    chosen, said = policy_named(policy), tuple(decided)
    groups: dict[str, list[Account]] = defaultdict(list)
    for account in sorted({a.id: a for a in figures}.values(), key=lambda a: a.key):
        groups[incident_of.get(account.id, "")].append(account)
    out: list[Tally] = []
    for incident, accounts in groups.items():
        parties = tuple((parties_of or {}).get(incident, ()))
        out.extend(_of_group(incident or None, accounts, chosen, original_of or {}, parties, said))
    return tuple(out)


def set_beside(tallies: Sequence[Tally], figures: Mapping[str, Account]) -> tuple[Tally, ...]:
    """The tallies with those named that may count the same under another incident or a looser scope.

    Args:
        tallies: of a record, or of a day of it.
        figures: their accounts by id.

    Two tallies stand beside each other if they count the same or one of them part of the other, on days that
    meet, in reports about the same states.
    """
    scopes = [_Loose.of(t, figures) for t in tallies]
    by_month: dict[tuple[str, int], list[int]] = defaultdict(list)
    for k, loose in enumerate(scopes):
        for month in loose.months:
            by_month[(loose.scope.measure, month)].append(k)
    beside: dict[int, set[str]] = defaultdict(set)
    for members in by_month.values():
        for i in members:
            beside[i].update(tallies[j].id for j in members if j != i and scopes[i].meets(scopes[j]))
    order = {t.id: (t.when is None, t.when, t.id) for t in tallies}
    return tuple(
        replace(t, beside=tuple(sorted(beside[k], key=order.__getitem__))) for k, t in enumerate(tallies)
    )


_Key = tuple[Scope, float | None, float | None]


def _as_decided(
    by_scope: Mapping[_Key, Sequence[Account]], decided: Sequence[Judgement]
) -> list[tuple[_Key, Sequence[Account], tuple[str, ...]]]:
    """Figures by scope, except where somebody said otherwise.

    The scope of several that were joined is that of the first; what was parted from others of its scope has
    the id of its first figure as a part of its own.
    """
    if not decided:
        return [(key, members, ()) for key, members in by_scope.items()]
    key_of = {a.id: key for key, members in by_scope.items() for a in members}
    accounts = {a.id: a for members in by_scope.values() for a in members}
    order = sorted(accounts, key=lambda i: accounts[i].key)
    every = (
        Pair(min(a.id, b.id), max(a.id, b.id), 1.0)
        for members in by_scope.values()
        for a, b in combinations(members, 2)
    )
    out: list[tuple[_Key, Sequence[Account], tuple[str, ...]]] = []
    seen: set[_Key] = set()
    for group in split(order, every, decided, support=0.0):
        key = key_of[group[0]]
        out.append((key, [accounts[i] for i in group], (group[0],) if key in seen else ()))
        seen.add(key)
    return out


def _of_group(
    incident: str | None,
    accounts: Sequence[Account],
    policy: Policy,
    original_of: Mapping[str, str],
    parties: tuple[Actor, ...],
    decided: Sequence[Judgement],
) -> list[Tally]:
    told = _scoped(accounts)
    by_scope: dict[_Key, list[Account]] = defaultdict(list)
    for one in told:
        figure = figure_in(one.account)
        value = (figure.low, figure.high) if one.scope.part else (None, None)
        by_scope[(one.scope, *value)].append(one.account)
    built = []
    for (scope, low, high), members, parted in _as_decided(by_scope, decided):
        founder = incident or members[0].id
        tally_id = group_id("N", founder, *_parts_of_id(scope), low, high, *parted)
        built.append((scope, _tally(tally_id, incident, scope, members, policy, original_of, parties)))
    return [replace(tally, part_of=_wholes(scope, built)) for scope, tally in built]


def _parts_of_id(scope: Scope) -> tuple[object, ...]:
    return scope.measure, scope.unit, scope.kind, scope.side, scope.part, scope.cumulative


def _wholes(scope: Scope, built: Sequence[tuple[Scope, Tally]]) -> tuple[str, ...]:
    whole = replace(scope, part="")
    return tuple(
        sorted(
            tally.id
            for other, tally in built
            if within(whole, other) or (scope.part and scope.part != _FURTHER and other == whole)
        )
    )


def _scoped(accounts: Sequence[Account]) -> list[_Told]:
    """Each figure's scope, with parts that only its report as a whole gives away."""
    told = [_Told(a, replace(scope_of(a), cumulative=sums(a))) for a in accounts]
    by_report: dict[str, list[int]] = defaultdict(list)
    for k, one in enumerate(told):
        by_report[one.account.report.id].append(k)
    for members in by_report.values():
        for k in members:
            scope = told[k].scope
            if scope.part:
                continue
            alike = [m for m in members if m != k and told[m].scope == scope]
            if is_further(told[k].account) and any(m < k and _apart(told[m], told[k]) for m in alike):
                told[k] = _Told(told[k].account, replace(scope, part=_FURTHER))
            elif any(_smaller(told[k], told[m]) for m in alike if told[m].scope.part == ""):
                told[k] = _Told(told[k].account, replace(scope, part=_DETAIL))
    return told


def _apart(a: _Told, b: _Told) -> bool:
    return _below(a, b) or _below(b, a)


def _smaller(part: _Told, whole: _Told) -> bool:
    """Whether one report tells both by one teller, or of two days or places, and the first is less."""
    a, b = part.account, whole.account
    one_teller = figure_in(a).says == figure_in(b).says
    two_days = a.when is not None and b.when is not None and overlap(a.when, b.when) is None
    x, y = words_of(figure_in(a).place), words_of(figure_in(b).place)
    two_places = bool(x and y) and not set(x) & set(y)
    return (one_teller or two_days or two_places) and _below(part, whole)


def _below(a: _Told, b: _Told) -> bool:
    x, y = figure_in(a.account), figure_in(b.account)
    upper = x.low if x.high is None else x.high
    lower = y.low if y.low is not None else y.high
    return upper is not None and lower is not None and upper < lower


def _tally(
    tally_id: str,
    incident: str | None,
    scope: Scope,
    members: Sequence[Account],
    policy: Policy,
    original_of: Mapping[str, str],
    parties: tuple[Actor, ...],
) -> Tally:
    copied = carried_in(members, original_of)
    counts = _revised([_count(a, scope, copied.get(a.id), parties) for a in members])
    chosen = choose(policy, counts, growing=scope.cumulative)
    return Tally(
        id=tally_id,
        incident=incident,
        measure=scope.measure,
        of=scope.kind or None,
        side=_side_name(scope.side),
        event=_common([figure_in(a).event for a in members]),
        when=_hull([a.when for a in members]),
        place=_common([figure_in(a).place for a in members]),
        cumulative=scope.cumulative,
        unit=scope.unit or None,
        counts=counts,
        low=chosen.low,
        best=chosen.best,
        high=chosen.high,
        policy=policy.name,
        why=chosen.why,
        series=_series(counts),
        reasons=_reasons(incident, scope, len(members)),
    )


def _count(account: Account, scope: Scope, copy_of: str | None, parties: tuple[Actor, ...]) -> Count:
    figure = figure_in(account)
    return Count(
        account=account.id,
        report=account.report.id,
        low=figure.low,
        high=figure.high,
        approx=figure.approx,
        by=figure.says,
        outlet=account.report.source,
        day=account.report.reported,
        quote=account.quotes[0],
        stance=_stance(figure.says, scope.side, parties),
        copy_of=copy_of,
        when=account.when,
        place=figure.place,
    )


def _stance(by: Actor | None, side: str, parties: tuple[Actor, ...]) -> Literal["own", "enemy", "other"]:
    """Whether a party counts its own losses or its enemy's; a third's word is neither."""
    if by is None or not side:
        return "other"
    if speaks_for(by, side):
        return "own"
    if by.sector in load_tally_rules().party and side_of(by) in {side_of(p) for p in parties}:
        return "enemy"
    return "other"


def _revised(counts: Sequence[Count]) -> tuple[Count, ...]:
    """In the order reported, revisions of one teller after one another, each naming the one it replaces."""
    by_teller: dict[tuple[str, bool], list[Count]] = defaultdict(list)
    for count in counts:
        by_teller[(teller_of(count), count.copy_of is not None)].append(count)
    out: list[Count] = []
    for group in by_teller.values():
        last: Count | None = None
        for told in group:
            replaces = last is not None and not told.copy_of and _replaces(told, last)
            count = replace(told, revises=last.account) if last and replaces else told
            if last is None or not is_vague(count):
                last = count
            out.append(count)
    return tuple(out)


def _replaces(later: Count, earlier: Count) -> bool:
    """Whether a teller has changed its number: on a later day, and not merely told it less exactly."""
    if later.day is None or earlier.day is None or later.day <= earlier.day:
        return False
    return (later.low, later.high) != (earlier.low, earlier.high) and not is_vague(later)


def _series(counts: Sequence[Count]) -> tuple[str, ...]:
    """How the number changed over days: on each day the highest count in numbers, if it is a new one."""
    by_day: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.day and not count.copy_of and not is_vague(count) and count.stance != "enemy":
            by_day[count.day.isoformat()].append(count)
    out: list[Count] = []
    for day in sorted(by_day):
        top = max(by_day[day], key=lambda c: (c.low or 0.0, c.account))
        if not out or (out[-1].low, out[-1].high) != (top.low, top.high):
            out.append(top)
    return tuple(c.account for c in out) if len(out) > 1 else ()


def _side_name(side: str) -> str | None:
    if len(side) == 3 and side.isupper():
        return country_name(side) or side
    return side or None


def _common(values: Iterable[str | None]) -> str | None:
    """The value told most often, of those the first."""
    told = [v for v in values if v]
    return max(told, key=lambda v: (told.count(v), -told.index(v))) if told else None


def _hull(days: Iterable[Days | None]) -> Days | None:
    known = [d for d in days if d]
    return (min(d[0] for d in known), max(d[1] for d in known)) if known else None


def _reasons(incident: str | None, scope: Scope, number: int) -> tuple[str, ...]:
    where = "of one incident" if incident else "of one war, force or people outside any incident"
    what = f"{scope.measure}, {scope.kind}" + (f", {_side_name(scope.side)}" if scope.side else "")
    out = [f"{number} figures {where} that count the same: {what}" if number > 1 else f"One figure: {what}"]
    if scope.part:
        out.append(f"A part: {scope.part}.")
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A tally as loosely as it can be compared: its scope, days and states."""

    scope: Scope
    when: Days | None
    lands: frozenset[str]
    months: tuple[int, ...]

    @classmethod
    def of(cls, tally: Tally, figures: Mapping[str, Account]) -> _Loose:
        accounts = [figures[c.account] for c in tally.counts]
        lands = frozenset[str]().union(*(states_about(a) for a in accounts))
        scope = replace(scope_of(accounts[0]), part="" if not tally.part_of else "part", cumulative=False)
        months: tuple[int, ...] = ()
        if tally.when:
            first, last = (d.year * 12 + d.month for d in tally.when)
            months = tuple(range(first, last + 1)) if last - first <= 12 else (first,)
        return cls(scope, tally.when, lands, months)

    def meets(self, other: _Loose) -> bool:
        if self.scope.part or other.scope.part or not self.when or not other.when:
            return False
        if len(self.lands & other.lands) < min(2, len(self.lands | other.lands)):
            return False
        if self.when[0] > other.when[1] or other.when[0] > self.when[1]:
            return False
        x, y = self.scope, other.scope
        return x.unit == y.unit and (x == y or within(x, y) or within(y, x))
