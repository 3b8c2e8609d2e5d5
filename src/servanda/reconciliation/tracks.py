"""Mediation tracks side by side: who hosted, who took part, where, and what came of it.

A track is all talks about the dispute of the same parties under one mediator; talks of the parties alone are
a track without one. Whether a meeting belongs to a track follows from what is told of that meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from servanda.codebook.tracks import track_table
from servanda.knowledge.countries import country_name
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Event
from servanda.model.days import Days, gap
from servanda.model.view_json import group_id
from servanda.model.views import Incident, Pledge, Round, Track
from servanda.reconciliation.incidents_sketch import land_of
from servanda.reconciliation.mediators import is_of, mediator_of, side_of, told_mediator
from servanda.reconciliation.sides import STATE

_MOST: Final = 3
"""More parties than this make a conference, not a mediation."""
_SAME: Final = 1
"""Days between two tellings of one meeting."""
_AFTER: Final = 3
"""Days within which what was promised came of a meeting told in the same report."""
_TYPES: Final = frozenset({"CONSULT", "AGREE", "SUPPORT"})
"""Meetings; what several sides agreed or signed together was agreed at one."""


@dataclass(frozen=True, slots=True)
class _Leg:
    """One meeting with its mediator (``None``: the parties alone) and the parties of the dispute."""

    mediator: Actor | None
    pair: tuple[str, ...]
    round: Round
    reports: frozenset[str]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return (self.mediator.name if self.mediator else "", self.pair)


def build_tracks(
    incidents: Iterable[Incident], accounts_by_id: Mapping[str, Account], pledges: Iterable[Pledge]
) -> tuple[Track, ...]:
    """Tracks in the order in which they began, rounds in theirs; undated rounds last.

    Args:
        incidents: of any type; meetings among them count.
        accounts_by_id: at least the accounts of the meetings and of ``pledges``.
        pledges: for what came of a meeting, and for what was brokered without one being told.
    """
    promised = sorted(pledges, key=lambda p: p.id)
    legs = [leg for i in sorted(incidents, key=lambda i: i.id) for leg in _of_incident(i, accounts_by_id)]
    met = {(leg.mediator, r) for leg in legs for r in leg.reports}
    for pledge in promised:
        legs += [
            g
            for g in _of_pledge(pledge, accounts_by_id)
            if not any((g.mediator, r) in met for r in g.reports)
        ]
    grouped: dict[tuple[str, tuple[str, ...]], list[_Leg]] = {}
    mediated: dict[tuple[str, ...], list[_Leg]] = {}
    for leg in legs:
        if leg.mediator:
            mediated.setdefault(leg.pair, []).append(leg)
    for leg in legs:
        if leg.mediator is None and any(_same_day(leg, other) for other in mediated.get(leg.pair, ())):
            continue  # told by another report with the mediator
        grouped.setdefault(leg.key, []).append(leg)
    told: dict[str, list[Pledge]] = {}
    for pledge in promised:
        for report in pledge.reports:
            told.setdefault(report, []).append(pledge)
    tracks = [_track(key, members, told) for key, members in grouped.items()]
    return tuple(sorted(tracks, key=lambda t: (t.when or (date.max,) * 2, t.id)))


def tracks_of(
    view: Incident | Pledge, accounts_by_id: Mapping[str, Account]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The tracks to which a meeting or promise may add a round: the mediator's name, the parties.

    It follows from what is told of it alone; :func:`build_tracks` may still leave it out for another's sake.
    """
    if isinstance(view, Incident):
        return tuple(leg.key for leg in _of_incident(view, accounts_by_id))
    return tuple(leg.key for leg in _of_pledge(replace(view, phase="agreed"), accounts_by_id))


def _of_incident(incident: Incident, accounts_by_id: Mapping[str, Account]) -> Iterable[_Leg]:
    if incident.type not in _TYPES or "happened" not in dict(incident.statuses):
        return
    if incident.type != "CONSULT" and len({side_of(a) for a in incident.actors} - {""}) < 3:
        return
    accounts = [accounts_by_id[a] for a in incident.accounts if a in accounts_by_id]
    accounts = [a for a in accounts if isinstance(a.claim, Event) and a.claim.status == "happened"]
    if not accounts:
        return
    text = "\n".join(dict.fromkeys(a.context for a in accounts))
    met = (*incident.actors, *incident.recipients)
    third = incident.mode == "third-party"
    titles = "\n".join(dict.fromkeys(a.report.title or "" for a in accounts))
    topical = track_table().topics.search(f"{text}\n{titles}") is not None
    guests = incident.actors if incident.mode == "visit" and incident.recipients else met
    mediator, family = mediator_of(guests, incident.where, text, third)
    strong = mediator is not None and (family or mediator.country in track_table().powers)
    if not topical and not third and not (strong and len({side_of(a) for a in met} - {""}) >= 3):
        return
    parties = [a for a in met if not is_of(a, mediator, family)]
    lands = [x for a in accounts for x in a.lands if x != (mediator.country if mediator else "")]
    if family:
        lands = [x for x in lands if x not in family.members]
    if third and mediator:
        parties = [a for a in parties if a.country in list(dict.fromkeys(lands))[:2]]
    alone = all(is_of(a, mediator, family) for a in met)
    sides = _sides(parties, mediator)
    if mediator and (sides or alone or third) and (topical or third):
        sides = _filled(sides, lands)
    if not 2 <= len(sides) <= _MOST:
        return
    if mediator is None and len(sides) > 2 and any(s in track_table().powers for s in sides):
        return
    home = land_of(incident.where)
    hosts = [a for a in met if home and a.country == home and a.sector in STATE]
    if mediator and not hosts and (third or family is None):
        hosts = [mediator]
    yield _Leg(
        mediator=mediator,
        pair=tuple(sorted(sides)),
        round=Round(
            incident=incident.id,
            when=incident.when,
            where=incident.where,
            hosts=tuple(dict.fromkeys(hosts)),
            parties=tuple(dict.fromkeys(met)) or ((mediator,) if mediator else ()),
            commitments=(),
            words=incident.words,
            came_of_it=tuple(
                t for t in dict.fromkeys(a.context for a in accounts) if track_table().came.search(t)
            ),
            accounts=tuple(a.id for a in accounts),
        ),
        reports=frozenset(incident.reports),
    )


def _of_pledge(pledge: Pledge, accounts_by_id: Mapping[str, Account]) -> Iterable[_Leg]:
    """What was brokered, where a report says by whom and tells of no meeting."""
    accounts = [accounts_by_id[a] for a in pledge.accounts if a in accounts_by_id]
    if pledge.phase in ("offered", "demanded") or not accounts:
        return
    first = accounts[0]
    mediator, family = told_mediator((), first.context)
    if mediator is None:
        return
    parties = [a for a in (*pledge.obligors, *pledge.beneficiaries) if not is_of(a, mediator, family)]
    sides = _filled(_sides(parties, mediator), [x for x in first.lands if x != mediator.country])
    if not 2 <= len(sides) <= _MOST:
        return
    yield _Leg(
        mediator=mediator,
        pair=tuple(sorted(sides)),
        round=Round(
            incident=pledge.id,
            when=pledge.made,
            where=None,
            hosts=(mediator,),
            parties=(mediator, *parties),
            commitments=(pledge.id,),
            words=first.quotes[0],
            came_of_it=(first.context,),
            accounts=(first.id,),
        ),
        reports=frozenset({first.report.id}),
    )


def _sides(parties: Iterable[Actor], mediator: Actor | None) -> list[str]:
    """The sides of the dispute.

    Powers beside a mediator mediate too; where two states meet under one, a breakaway authority that takes
    part is of their dispute.
    """
    sides = list(dict.fromkeys(s for s in map(side_of, parties) if s))
    if mediator is None:
        return sides
    for without in (track_table().powers, [s for s in sides if s.endswith("/SEP")]):
        rest = [s for s in sides if s not in without]
        if len(rest) >= 2:
            sides = rest
    if len(sides) == 2:
        plain = [s.removesuffix("/SEP") for s in sides]
        sides = plain if plain[0] != plain[1] else sides
    return sides


def _filled(sides: list[str], lands: Sequence[str]) -> list[str]:
    """A mediator who met one side, or whose talks name none: the dispute's others are those spoken of."""
    taken = {s.partition("/")[0] for s in sides}
    more = [x for x in dict.fromkeys(lands) if x not in taken]
    return [*sides, *more[: max(0, 2 - len(sides))]]


def _track(
    key: tuple[str, tuple[str, ...]], legs: Sequence[_Leg], told: Mapping[str, Sequence[Pledge]]
) -> Track:
    rounds: list[_Leg] = []
    for leg in sorted(legs, key=lambda x: (x.round.when or (date.max,) * 2, x.round.incident)):
        for k, earlier in enumerate(rounds):
            if _one_meeting(earlier, leg):
                rounds[k] = _joined(earlier, leg)
                break
        else:
            rounds.append(leg)
    done = tuple(_outcome(leg, told) for leg in rounds)
    days = [r.when for r in done if r.when]
    when: Days | None = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    parties = tuple(_party(side) for side in key[1])
    return Track(
        id=group_id("T", key[0], *key[1]), mediator=legs[0].mediator, parties=parties, rounds=done, when=when
    )


def _party(side: str) -> Actor:
    country, _, sector = side.partition("/")
    return Actor(country_name(country) or country, country, sector or "GOV")


def _same_day(a: _Leg, b: _Leg) -> bool:
    """Whether a pair met on one day, and not at two places, as far as anybody tells."""
    if a.round.when is None or b.round.when is None:
        return False
    here, there = a.round.where, b.round.where
    apart = here is not None and there is not None and here.name != there.name
    return gap(a.round.when, b.round.when) == 0 and not apart and _short(a.round.when)


def _short(days: Days) -> bool:
    return (days[1] - days[0]).days <= _AFTER


def _one_meeting(a: _Leg, b: _Leg) -> bool:
    if a.round.when is None or b.round.when is None or gap(a.round.when, b.round.when) > _SAME:
        return False
    here, there = a.round.where, b.round.where
    return bool(a.reports & b.reports) or (here is not None and there is not None and here.name == there.name)


def _joined(a: _Leg, b: _Leg) -> _Leg:
    first = a.round
    return replace(
        a,
        reports=a.reports | b.reports,
        round=replace(
            first,
            where=first.where or b.round.where,
            hosts=tuple(dict.fromkeys((*first.hosts, *b.round.hosts))),
            parties=tuple(dict.fromkeys((*first.parties, *b.round.parties))),
            words=max(first.words, b.round.words, key=len),
            came_of_it=tuple(dict.fromkeys((*first.came_of_it, *b.round.came_of_it))),
            accounts=tuple(dict.fromkeys((*first.accounts, *b.round.accounts))),
        ),
    )


def _outcome(leg: _Leg, told: Mapping[str, Sequence[Pledge]]) -> Round:
    """The round with what was promised there: in its days, by its parties, told in one of its reports."""
    meeting = leg.round
    beside = {p.id: p for report in leg.reports for p in told.get(report, ())}
    came = [one for one in sorted(beside) if _of_meeting(beside[one], leg)]
    return replace(meeting, commitments=tuple(dict.fromkeys((*meeting.commitments, *came))))


def _of_meeting(pledge: Pledge, leg: _Leg) -> bool:
    when, made = leg.round.when, pledge.made
    if when is None or made is None or gap(when, made) > _AFTER:
        return False
    bound = {s for a in (*pledge.obligors, *pledge.beneficiaries) if (s := side_of(a))}
    return not bound or bool(bound & set(leg.pair))
