"""Commitments into instruments: the declaration, agreement, mandate or truce that several belong to.

Two commitments belong to one instrument if a report tells both as made on the same day by a common party.
That is how reports tell what was signed: "in the joint statement they agreed to … and to …".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, cast

from servanda.codebook.pledges import pledge_table
from servanda.knowledge import country_name, find_land
from servanda.model import Actor, Commitment
from servanda.model.account import Account
from servanda.model.days import Days, gap, overlap
from servanda.model.view_json import group_id
from servanda.model.views import Instrument, Pledge
from servanda.reconciliation.pledges_marks import is_bare, side_of

Kind = Literal["declaration", "agreement", "mandate", "truce", "other"]
_MADE: Final = frozenset({"agreed", "declared", "in_force", "broken", "ended"})
_BROKER: Final = re.compile(
    r"\b(?P<land>[A-Z][\w.]+)-(?:mediated|brokered|sponsored|facilitated|backed)\b"
    r"|\b(?:mediated|brokered|sponsored|facilitated)\s+by\s+(?:the\s+)?(?P<by>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)"
    r"|\b(?P<doer>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+(?:has\s+|had\s+)?(?:brokered|mediated)\b"
)
_BOTH: Final = 2
_MOST_QUOTES: Final = 8
_KIND_NAMES: Final = {"truce": "ceasefire", "mandate": "mandate", "agreement": "agreement"}


def build_instruments(pledges: Iterable[Pledge], accounts: Mapping[str, Account]) -> tuple[Instrument, ...]:
    """Instruments in the order of their making, each with the ids of its commitments.

    Args:
        pledges: all of one record or of one pair of parties, as of one day.
        accounts: of their claims, by id.

    A commitment that is only offered or demanded belongs to none. One that stands alone makes an instrument
    only if reports name one.
    """
    made = sorted((p for p in pledges if p.force in _MADE), key=_order)
    told = {p.id: _tellings(p, accounts) for p in made}
    groups: list[list[Pledge]] = []
    home: dict[str, int] = {}
    by_report: dict[str, list[Pledge]] = {}
    for pledge in made:
        joined = dict.fromkeys(
            home[other.id]
            for report in told[pledge.id]
            for other in by_report.get(report, ())
            if other.id != pledge.id and _together(pledge, other, report, told)
        )
        for report in told[pledge.id]:
            by_report.setdefault(report, []).append(pledge)
        if not joined:
            home[pledge.id] = len(groups)
            groups.append([pledge])
            continue
        first, *others = sorted(joined)
        groups[first].append(pledge)
        home[pledge.id] = first
        for k in others:
            for p in groups[k]:
                home[p.id] = first
            groups[first] += groups[k]
            groups[k] = []
    built = [_build(sorted(g, key=_order), accounts) for g in groups if g]
    return tuple(sorted((b for b in built if b is not None), key=lambda i: (_first(i.made), i.id)))


def place(pledges: Iterable[Pledge], instruments: Iterable[Instrument]) -> tuple[Pledge, ...]:
    """The same commitments, each with the id of the instrument it belongs to.

    What no report says whom it binds binds the parties of its instrument, if reports name two of them at
    least; those who only send a mission are none. The reason says so.
    """
    given = tuple(pledges)
    of = {k: i for i in instruments for k in i.commitments}
    sides: dict[str, dict[str, Actor]] = {}
    for pledge in given:
        if pledge.id in of and pledge.act not in pledge_table().missions:
            named = sides.setdefault(of[pledge.id].id, {})
            named.update({side_of(a): a for a in pledge.obligors})
    return tuple(_placed(p, of[p.id], sides.get(of[p.id].id, {})) if p.id in of else p for p in given)


def _placed(pledge: Pledge, instrument: Instrument, sides: Mapping[str, Actor]) -> Pledge:
    placed = replace(pledge, instrument_id=instrument.id)
    if pledge.obligors or len(sides) < _BOTH:
        return placed
    why = f"no report says whom it binds: the parties of “{instrument.name}” ({instrument.id})"
    parties = tuple(sides[s] for s in sorted(sides))
    return replace(placed, obligors=parties, reasons=(*pledge.reasons, why))


Tellings = Mapping[str, tuple[Days | None, str | None]]
"""By report, the days it tells of a making, and what it calls the instrument."""


def _tellings(pledge: Pledge, accounts: Mapping[str, Account]) -> Tellings:
    out: dict[str, tuple[Days | None, str | None]] = {}
    for key in pledge.accounts:
        account = accounts[key]
        if isinstance(account.claim, Commitment) and account.claim.force in ("agreed", "declared", "broken"):
            name = account.claim.instrument
            out[account.report.id] = account.when, None if name is None or is_bare(name) else name
    return out


def _together(a: Pledge, b: Pledge, report: str, told: Mapping[str, Tellings]) -> bool:
    (one, name), (other, other_name) = told[a.id][report], told[b.id][report]
    if one is None or other is None or gap(one, other) > 1:
        return False
    if _sides(a) and _sides(b) and not _sides(a) & _sides(b) and (name is None or name != other_name):
        return False
    return a.made is None or b.made is None or gap(a.made, b.made) <= 1


def _build(group: Sequence[Pledge], accounts: Mapping[str, Account]) -> Instrument | None:
    claims = [(accounts[k], accounts[k].claim) for p in group for k in p.accounts]
    names = Counter(
        c.instrument
        for _, c in claims
        if isinstance(c, Commitment) and c.instrument and not is_bare(c.instrument)
    )
    if len(group) == 1 and not names and group[0].instrument is None:
        return None
    kind = _kind(group, names)
    acts = {p.act for p in group}
    best = max(dict.fromkeys(names), key=lambda n: names[n], default=None)
    name = best or group[0].instrument or _KIND_NAMES.get(kind, next(iter(sorted(acts))).replace("_", " "))
    bound = {side_of(a): a for p in reversed(group) if p.act != "other" for a in p.obligors}
    signed = {side_of(a): a for p in reversed(group) for a in p.obligors}
    parties = bound or signed
    brokers = dict.fromkeys(
        (*(a for s, a in sorted(signed.items()) if s not in parties), *_brokers(a for a, _ in claims))
    )
    days = [p.made for p in group if p.made is not None]
    return Instrument(
        id=group_id("A", min(group, key=_founding).id),
        name=name,
        kind=cast("Kind", kind),
        parties=tuple(parties[s] for s in sorted(parties)),
        brokers=tuple(b for b in brokers if side_of(b) not in bound),
        made=_narrowest(days),
        commitments=tuple(p.id for p in group),
        quotes=tuple(dict.fromkeys(p.quotes[0] for p in group if p.quotes))[:_MOST_QUOTES],
    )


def _kind(group: Sequence[Pledge], names: Counter[str]) -> str:
    """By its names, else by what it holds, else by who made it."""
    table = pledge_table()
    for name in sorted(names, key=lambda n: (-names[n], n)):
        head = name.split()[-1]
        for kind, pattern in table.kinds.items():
            if pattern.search(head):
                return kind
    acts = [table.kind_of_act[p.act] for p in group if p.act in table.kind_of_act]
    if acts:
        return acts[0]
    several = any(len({side_of(a) for a in p.obligors}) > 1 for p in group)
    return "agreement" if several else "declaration"


def _brokers(accounts: Iterable[Account]) -> tuple[Actor, ...]:
    """Who brokered it, by the words of the sentences that tell it."""
    out: dict[Actor, None] = {}
    for account in accounts:
        for found in _BROKER.finditer(account.context):
            word = found["land"] or found["by"] or found["doer"]
            land = find_land(word) or find_land(word.split()[-1])
            if land is not None and land.country:
                out.setdefault(Actor(country_name(land.country), land.country, "GOV"))
    return tuple(out)


def _narrowest(days: Sequence[Days]) -> Days | None:
    if not days:
        return None
    best = min(days, key=lambda d: ((d[1] - d[0]).days, d))
    for other in sorted(days):
        best = overlap(best, other) or best
    return best


def _sides(pledge: Pledge) -> frozenset[str]:
    return frozenset(side_of(a) for a in (*pledge.obligors, *pledge.beneficiaries))


def _first(days: Days | None) -> str:
    return days[0].isoformat() if days else "9999"


def _order(pledge: Pledge) -> tuple[str, str, str]:
    return _first(pledge.made), str(pledge.first_reported or "9999"), pledge.id


def _founding(pledge: Pledge) -> tuple[str, str]:
    return str(pledge.first_reported or "9999"), pledge.id
