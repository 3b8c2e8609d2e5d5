"""One commitment of the record out of the undertakings that tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from servanda.knowledge import country_name
from servanda.model import Actor, Commitment
from servanda.model.account import Account, known_by
from servanda.model.days import Days, days_of, gap, overlap
from servanda.model.view_json import group_id
from servanda.model.views import Pledge, Version
from servanda.reconciliation import terms as arithmetic
from servanda.reconciliation.lands import lands_named
from servanda.reconciliation.lifecycle import ending, live, phase_of
from servanda.reconciliation.pledges_marks import is_bare, made_days, side_of
from servanda.reconciliation.sources import count_originals

_MINORITY: Final = 3
"""A party that fewer than one in so many of the tellings name is left to the versions."""
_STRENGTH: Final = ("broken", "ended", "agreed", "declared", "in_force", "offered", "demanded")
_MOST_QUOTES: Final = 12

Told = tuple[Account, Commitment]


def build_pledge(
    accounts: Iterable[Account], as_of: date | None = None, original_of: Mapping[str, str] | None = None
) -> Pledge:
    """The commitment that ``accounts`` tell, as known and as it stands on ``as_of``.

    Args:
        accounts: of commitments, in any order; those reported after ``as_of`` count for nothing.
        as_of: the day asked; ``None``: all that is known, as of the last report.
        original_of: for a copy, the report it copies; without it each report is an original.

    Raises:
        ValueError: if none of the accounts was known by ``as_of``.
    """
    told = [(a, a.claim) for a in known_by(accounts, as_of) if isinstance(a.claim, Commitment)]
    if not told:
        raise ValueError("nothing was known of this commitment")
    known = [a for a, _ in told]
    best = max(told, key=lambda t: _fullness(t[1]))  # the first of equals, for the order is kept
    made, made_why = _made(told)
    start, start_why = _start(told, made)
    term = _field(told, lambda c: c.term)
    renewal = _field(told, lambda c: c.renewal) if best[1].force != "offered" else best[1].renewal
    words = " ".join(w for a, c in told for w in (*a.quotes, a.context, c.condition or ""))
    end = _end(told, start or made)
    day = as_of or max((a.report.reported for a in known if a.report.reported), default=None)
    terms = arithmetic.unroll(
        start=start,
        duration=arithmetic.duration_of(term),
        end=end,
        renewal=renewal,
        notice=arithmetic.notice_in(words),
        as_of=day,
        ended=ending(known),
    )
    now = arithmetic.running(terms, day)
    steps = live(known, act=best[1].act, made=made, start=start, terms=terms, as_of=as_of)
    reports = tuple(dict.fromkeys(a.report.id for a in known))
    days = [a.report.reported for a in known if a.report.reported is not None]
    origin = original_of or {}
    return Pledge(
        id=group_id("K", known[0].id),
        accounts=tuple(a.id for a in known),
        act=best[1].act,
        obligors=_parties(told, lambda c: c.obligors),
        beneficiaries=_parties(told, lambda c: c.beneficiaries),
        force=min((c.force for _, c in told), key=_STRENGTH.index),
        made=made,
        start=start,
        term=term,
        renewal=renewal,
        instrument=_instrument(told, best[1]),
        quotes=_quotes(told, best),
        versions=_versions(told),
        steps=steps,
        phase=phase_of(steps),
        terms=terms,
        expiry=now.end if now is not None else None,
        conditions=tuple((c, "unknown") for c in dict.fromkeys(k.condition for _, k in told) if c),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        reports=reports,
        originals=count_originals(known, origin),
        reasons=(_told_by(reports), *made_why, *start_why),
        lands=_lands(known),
    )


def _lands(known: Sequence[Account]) -> tuple[str, ...]:
    """Countries their reports speak of: those that more reports, and more often, speak of come first.

    One counts too if their sentences name it or a land on its ground.
    """
    weight: Counter[str] = Counter()
    for lands in {a.report.id: a.lands for a in known}.values():
        for place, land in enumerate(lands):
            weight[land] += 4 - min(place, 3)
    for context in dict.fromkeys(a.context for a in known):
        weight.update(dict.fromkeys(lands_named(context), 1))
    return tuple(land for land, _ in sorted(weight.items(), key=lambda w: (-w[1], w[0])))


def _fullness(claim: Commitment) -> tuple[int, int]:
    """How much a telling says; terms count before names."""
    terms = sum(x is not None for x in (claim.term, claim.renewal, claim.start, claim.end, claim.condition))
    return terms, bool(claim.obligors) + (claim.instrument is not None) + (claim.date is not None)


def _field(told: Sequence[Told], of: Callable[[Commitment], str | None]) -> str | None:
    """What most tellings say, of equals the first reported; ``None`` if none says anything."""
    said = [value for _, c in told if (value := of(c)) is not None]
    counts = Counter(said)
    return max(dict.fromkeys(said), key=lambda v: counts[v], default=None)


def _instrument(told: Sequence[Told], best: Commitment) -> str | None:
    """The name that the fullest telling gives, else the most common; those who carry it out last."""
    if best.instrument is not None and not is_bare(best.instrument):
        return best.instrument
    named = _field(told, lambda c: c.instrument if c.instrument and not is_bare(c.instrument) else None)
    return named or best.instrument or _field(told, lambda c: c.instrument)


def _made(told: Sequence[Told]) -> tuple[Days | None, tuple[str, ...]]:
    """When: the days on which most tellings agree, narrowed by all that can be.

    A day said in so many words comes before one taken from the report's own.
    """
    bound = [(a, c) for a, c in told if c.force not in ("offered", "demanded")]
    days = [
        (d, any(n == "date" for n, _ in c.provenance.fields))
        for a, c in bound or told
        if (d := (a.when if c.force != "ended" else None) or made_days(a, c)) is not None
    ]
    if not days:
        return None, ()
    best = min(
        days,
        key=lambda x: (-sum(gap(x[0], y[0]) <= 1 for y in days), not x[1], (x[0][1] - x[0][0]).days, x[0]),
    )[0]
    narrowed = best
    for other, _ in sorted(days):
        narrowed = overlap(narrowed, other) or narrowed
    apart = sum(gap(best, d) > 1 for d, _ in days)
    why = [f"made: {len(days) - apart} of {len(days)} dated tellings agree"]
    if narrowed != best:
        why.append("the day narrowed by what others say")
    return narrowed, tuple(why)


def _start(told: Sequence[Told], made: Days | None) -> tuple[Days | None, tuple[str, ...]]:
    """When it begins: as said, narrowed by the making; with a running term and no start said, the making."""
    said = [d for _, c in told if (d := days_of(c.start)) is not None]
    if said:
        start = min(said, key=lambda d: ((d[1] - d[0]).days, d))
        narrowed = overlap(start, made) if made is not None else None
        if narrowed is not None and narrowed != start:
            return narrowed, ("begins: the time said, narrowed by the day it was made",)
        return start, ()
    bound = any(c.force in ("agreed", "declared", "in_force", "ended", "broken") for _, c in told)
    if not bound or made is None or not any(c.term for _, c in told):
        return None, ()
    if any(arithmetic.waits_for_entry(" ".join((*a.quotes, a.context))) for a, _ in told):
        return None, ("runs from entry into force, whose day nobody reports: open",)
    return made, ("begins: no other day said than that it was made",)


def _end(told: Sequence[Told], begins: Days | None) -> Days | None:
    """The end that is said, the narrowest if several are; none before the beginning."""
    said = [
        days
        for a, c in told
        if (days := arithmetic.end_days(c.end, " ".join((*a.quotes, a.context)))) is not None
        and (begins is None or days[1] > begins[1])
    ]
    return min(said, key=lambda d: ((d[1] - d[0]).days, d), default=None)


def _parties(told: Sequence[Told], of: Callable[[Commitment], tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """One actor for each side: the state itself if anybody names it, else who is named most."""
    sides: dict[str, Counter[Actor]] = {}
    naming = 0
    for account, claim in told:
        actors = of(claim)
        naming += bool(actors)
        ids = account.actor_ids if actors == claim.obligors else account.recipient_ids
        seen: set[str] = set()
        for actor, stable in zip(actors, (*ids, *(None for _ in actors)), strict=False):
            side = side_of(actor, stable)
            sides.setdefault(side, Counter())[actor] += side not in seen
            seen.add(side)
    kept = {s: c for s, c in sides.items() if c.total() * _MINORITY >= naming}
    ranked = sorted(kept, key=lambda s: (-kept[s].total(), s))
    return tuple(_face(side, kept[side]) for side in ranked)


def _face(side: str, named: Counter[Actor]) -> Actor:
    """Who stands for a side."""
    if len(side) == 3 and side.isupper():
        state = Actor(country_name(side), side, "GOV")
        if state in named or state.name:
            return state
    return min(named, key=lambda a: (-named[a], a))


def _quotes(told: Sequence[Told], best: Told) -> tuple[str, ...]:
    quotes = [*best[0].quotes[:2], *(a.quotes[0] for a, _ in told)]
    return tuple(dict.fromkeys(quotes))[:_MOST_QUOTES]


def _versions(told: Sequence[Told]) -> tuple[Version, ...]:
    """Each differing force, term or instrument once, in the order they were reported."""
    alike: dict[tuple[str, str | None, str | None], list[Account]] = {}
    for account, claim in told:
        name = claim.instrument.lower() if claim.instrument else None
        alike.setdefault((claim.force, claim.term, name), []).append(account)
    out = []
    for (force, term, _), accounts in alike.items():
        first = accounts[0].claim
        out.append(
            Version(
                accounts=tuple(a.id for a in accounts),
                force=force,
                term=term,
                instrument=first.instrument if isinstance(first, Commitment) else None,
                quote=accounts[0].quotes[0],
            )
        )
    return tuple(out)


def _told_by(reports: Sequence[str]) -> str:
    return f"told by {len(reports)} report{'s' if len(reports) > 1 else ''}: {', '.join(reports[:5])}"
