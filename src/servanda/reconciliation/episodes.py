"""Above incidents: an escalation, a round of talks, a process with its rounds.

Two incidents belong together by what the two are alone: who is against or with whom, how many days lie
between them, how far their places are apart. An episode is what such pairs hold together.

* *escalation*: uses of force between the same two sides, at most ``WAR_GAP`` days apart; where both sides are
  of one country, at most ``CIVIL_GAP`` days and ``CIVIL_KM`` apart.
* *round*: meetings, and what is agreed there, among the same two countries or bodies, at most ``ROUND_GAP``
  days apart and not at different places.
* *process*: rounds between the same two, at most ``PROCESS_GAP`` days apart; it is their parent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Final, Literal

from servanda.knowledge.countries import country_name
from servanda.knowledge.places import kilometres
from servanda.model import Actor
from servanda.model.days import Days, gap
from servanda.model.view_json import group_id
from servanda.model.views import Episode, Incident

WAR_GAP: Final = 7
CIVIL_GAP: Final = 3
CIVIL_KM: Final = 50.0
ROUND_GAP: Final = 2
PROCESS_GAP: Final = 120
_FEW: Final = 2
"""Fewer incidents or rounds are no episode."""
LONGEST: Final = 45
"""Incidents whose days are vaguer than this belong to no episode."""
_PARTIES: Final = 6
"""Of more parties than this a gathering is of all, not of each two."""
_FORCE: Final = frozenset({"ASSAULT"})
_TALKS: Final = frozenset({"CONSULT"})
_YIELD: Final = frozenset({"AGREE", "CONCEDE"})
_ARMED: Final = frozenset({"REB", "SEP", "CRM", "OPP"})
_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})

Between = tuple[str, str]
Kind = Literal["escalation", "round", "process"]
Row = Literal["force", "talks"]
FAR: Final[dict[Row, int]] = {"force": WAR_GAP, "talks": PROCESS_GAP}
"""Days after which nothing of a row belongs to the same episode any more."""


def build_episodes(incidents: Iterable[Incident], only: Between | None = None) -> tuple[Episode, ...]:
    """All episodes of the incidents, by their first day, kind and id; an incident may be in several.

    What is told as history only, did not happen by any account, or has no days within ``LONGEST`` is left
    out. ``only``: those between these two sides.
    """
    known = sorted((i for i in incidents if _counts(i)), key=_key)
    rounds = _rounds(known, only)
    processes, parents = _processes(rounds)
    out = [*_escalations(known, only), *processes]
    out += [
        _episode("round", between, group, parents.get(_name("round", between, group)))
        for between, group in rounds
        if len(group) >= _FEW or _name("round", between, group) in parents
    ]
    return tuple(sorted(out, key=lambda e: (e.when or (date.max, date.max), e.kind, e.id)))


def rows_of(one: Incident) -> tuple[tuple[Row, Between], ...]:
    """In which rows of incidents it stands: uses of force, talks; each between two sides.

    What is in one episode stands in one row, and follows on another there within :data:`FAR` days.
    """
    if not _counts(one):
        return ()
    if one.type in _FORCE:
        return tuple(("force", pair) for pair in _against(one))
    return tuple(("talks", pair) for pair in _with(one)) if one.type in _TALKS | _YIELD else ()


def _counts(one: Incident) -> bool:
    if one.when is None or one.background or (one.when[1] - one.when[0]).days > LONGEST:
        return False
    return any(status == "happened" for status, _ in one.statuses)


def _key(one: Incident) -> tuple[date, date, str]:
    return (one.when[0] if one.when else date.max, one.first_reported or date.max, one.id)


def _escalations(known: Sequence[Incident], only: Between | None) -> list[Episode]:
    between: dict[Between, list[Incident]] = defaultdict(list)
    for one in known:
        if one.type in _FORCE:
            for pair in _against(one):
                if only in (None, pair):
                    between[pair].append(one)
    return [
        _episode("escalation", pair, group)
        for pair in sorted(between)
        for group in _chained(between[pair], _civil if _within_one(pair) else _war, WAR_GAP)
        if len(group) >= _FEW
    ]


def _rounds(known: Sequence[Incident], only: Between | None) -> list[tuple[Between, tuple[Incident, ...]]]:
    """Talks by who takes part; what was agreed goes with the talks of the same days."""
    between: dict[Between, list[Incident]] = defaultdict(list)
    for one in known:
        if one.type in _TALKS | _YIELD:
            for pair in _with(one):
                if only in (None, pair):
                    between[pair].append(one)
    return [
        (pair, group)
        for pair in sorted(between)
        for group in _chained(between[pair], _met, ROUND_GAP)
        if any(i.type in _TALKS for i in group)
    ]


def _processes(
    rounds: Sequence[tuple[Between, tuple[Incident, ...]]],
) -> tuple[list[Episode], dict[str, str]]:
    """Processes, and the process of each of their rounds."""
    between: dict[Between, list[tuple[Incident, ...]]] = defaultdict(list)
    for pair, group in rounds:
        between[pair].append(group)
    out: list[Episode] = []
    parents: dict[str, str] = {}
    for pair in sorted(between):
        for row in _rows(sorted(between[pair], key=lambda g: _key(g[0]))):
            members = tuple(dict.fromkeys(i for held in row for i in held))
            process = _episode("process", pair, members, rounds=len(row))
            out.append(process)
            parents |= {_name("round", pair, held): process.id for held in row}
    return out, parents


def _rows(rounds: Sequence[tuple[Incident, ...]]) -> list[list[tuple[Incident, ...]]]:
    """Rounds in a row, none too long after the one before; those that stand alone are left out."""
    rows: list[list[tuple[Incident, ...]]] = []
    for group in rounds:
        if rows and gap(_hull(rows[-1][-1]), _hull(group)) <= PROCESS_GAP:
            rows[-1].append(group)
        else:
            rows.append([group])
    return [row for row in rows if len(row) >= _FEW]


def _chained(
    incidents: Sequence[Incident], joined: Callable[[Incident, Incident], bool], most: int
) -> list[tuple[Incident, ...]]:
    """Groups that pairs hold together. ``incidents`` are in order of their first day."""
    home = list(range(len(incidents)))

    def root(k: int) -> int:
        while home[k] != k:
            home[k] = home[home[k]]
            k = home[k]
        return k

    waiting: list[int] = []
    for k, one in enumerate(incidents):
        waiting = [w for w in waiting if gap(_days(incidents[w]), _days(one)) <= most]
        for w in waiting:
            if root(w) != root(k) and joined(incidents[w], one):
                home[max(root(w), root(k))] = min(root(w), root(k))
        waiting.append(k)
    groups: dict[int, list[Incident]] = defaultdict(list)
    for k, one in enumerate(incidents):
        groups[root(k)].append(one)
    return [tuple(group) for _, group in sorted(groups.items())]


def _war(a: Incident, b: Incident) -> bool:
    return gap(_days(a), _days(b)) <= WAR_GAP


def _civil(a: Incident, b: Incident) -> bool:
    apart = _kilometres(a, b)
    return gap(_days(a), _days(b)) <= CIVIL_GAP and apart is not None and apart <= CIVIL_KM


def _met(a: Incident, b: Incident) -> bool:
    apart = _kilometres(a, b)
    return gap(_days(a), _days(b)) <= ROUND_GAP and (apart is None or apart <= CIVIL_KM)


def _days(one: Incident) -> Days:
    if one.when is None:
        raise ValueError(f"{one.id} has no days")
    return one.when


def _hull(group: Sequence[Incident]) -> Days:
    return min(_days(i)[0] for i in group), max(_days(i)[1] for i in group)


def _kilometres(a: Incident, b: Incident) -> float | None:
    at, to = a.where, b.where
    if at is None or to is None or at.lat is None or at.lon is None or to.lat is None or to.lon is None:
        return None
    return kilometres(at.lat, at.lon, to.lat, to.lon)


def _side(actor: Actor) -> str:
    """``ARM`` for a state, ``SYR armed`` for those who fight within it; empty for people and outlets."""
    if not actor.country or actor.country == "INT":
        return actor.name if actor.sector == "IGO" else ""
    if actor.sector in _STATE:
        return actor.country
    return f"{actor.country} armed" if actor.sector in _ARMED else ""


def _against(one: Incident) -> list[Between]:
    """Each two sides of a use of force: doers against those it is done to, or the parties of a clash."""
    doers = sorted({s for a in one.actors if (s := _side(a))})
    others = sorted({s for a in one.recipients if (s := _side(a))})
    pairs = {(min(d, o), max(d, o)) for d in doers for o in others if d != o}
    if not others:
        pairs = set(combinations(doers, 2))
    return sorted(pairs)[:_PARTIES]


def _with(one: Incident) -> list[Between]:
    sides = sorted({s for a in (*one.actors, *one.recipients) if (s := _side(a))})
    return list(combinations(sides, 2)) if len(sides) <= _PARTIES else []


def _within_one(pair: Between) -> bool:
    return pair[0].split(" ")[0] == pair[1].split(" ")[0]


def _name(kind: Kind, between: Between, group: Sequence[Incident]) -> str:
    """Id of an episode: from who it is between, and the incident first reported."""
    first = min(group, key=lambda i: (i.first_reported or date.max, i.reports[:1], i.id))
    return group_id("P", kind, *between, first.id)


def _episode(
    kind: Kind, between: Between, group: Sequence[Incident], parent: str | None = None, rounds: int = 0
) -> Episode:
    named = Counter(a for i in group for a in (*i.actors, *i.recipients) if _side(a) in between)
    best = max(group, key=lambda i: (i.originals, len(i.accounts), i.id))
    days = _hull(group)
    return Episode(
        id=_name(kind, between, group),
        kind=kind,
        incidents=tuple(i.id for i in group),
        actors=tuple(sorted(named, key=lambda a: (-named[a], a))[:_PARTIES]),
        when=days,
        words=best.words,
        parent=parent,
        reasons=(_why(kind, between, len(group), rounds, days),),
    )


def _why(kind: Kind, between: Between, incidents: int, rounds: int, days: Days) -> str:
    who = " and ".join(_called(side) for side in between)
    when = days[0].isoformat() if days[0] == days[1] else f"{days[0].isoformat()} to {days[1].isoformat()}"
    if kind == "escalation":
        apart = CIVIL_GAP if _within_one(between) else WAR_GAP
        return f"{incidents} uses of force between {who}, no more than {apart} days apart, {when}"
    if kind == "round":
        return f"{incidents} meetings or agreements of {who}, no more than {ROUND_GAP} days apart, {when}"
    return f"{rounds} rounds of talks of {who}, no more than {PROCESS_GAP} days apart, {when}"


def _called(side: str) -> str:
    land, _, armed = side.partition(" armed")
    name = country_name(land) or side
    return f"armed groups of {name}" if side.endswith(" armed") and not armed else name
