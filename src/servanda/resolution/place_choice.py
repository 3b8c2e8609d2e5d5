"""Which place a name stands for: by the words beside it, the other places of the report, size and kind.

All names of a report are weighed together. A candidate's score is a sum of reasons (``Weights``); what is
said beside the name ("Paris, Texas") counts most, then the countries the report names, then how near it lies
to what the other names may stand for, then its size. Scores become shares of belief, which weigh what the
names lend each other in the next round.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from servanda.knowledge import Place, find_places, fold_name, kilometres
from servanda.resolution.place_weights import Weights

ROUNDS: Final = 2
MOST_NAMES: Final = 150
"""Distinct names that are weighed against each other; a report that has more is cut into runs of so many."""
_ANCHORS: Final = 3
"""Candidates of each name that count for the others."""
_NEAR_KM: Final = 150.0
_CELL: Final = 2.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place in a report.

    Attributes:
        key: of the caller's own, for instance the id of a mention.
        text: the name.
        within: names said to hold it beside the name ("Texas" of "Paris, Texas").
        holds: whether it is said to hold another ("Texas" of "Paris, Texas").
        position: of its first character, for order.
    """

    key: int
    text: str
    within: tuple[str, ...] = ()
    holds: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its sum of reasons, its share of belief and its strongest reasons in words."""

    place: Place
    total: float
    share: float
    reasons: tuple[str, ...]


@dataclass
class _Group:
    """All mentions of one name: "Paris" with what is said beside any of them."""

    text: str
    keys: list[int]
    within: tuple[str, ...]
    holds: bool
    candidates: tuple[Place, ...]
    kind: str
    base: list[float] = field(default_factory=list)
    reasons: list[list[tuple[float, str]]] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """How much the name counts for the others: names told often count more, to a degree."""
        return 1.0 + math.log(len(self.keys))


def choose_places(
    names: Sequence[PlaceName], countries: Counter[str] | None = None, home: tuple[str, ...] = ()
) -> dict[int, tuple[Scored, ...]]:
    """Candidates of each name by its key, best first; none for names that the gazetteer does not have.

    Args:
        names: in order of the text.
        countries: how often the report names countries by other words than these (ISO alpha-3).
        home: countries where the report was made or is read (outlet, dateline).
    """
    groups = _group(names)
    out: dict[int, tuple[Scored, ...]] = {}
    for start in range(0, len(groups), MOST_NAMES):
        run = groups[start : start + MOST_NAMES]
        _weigh(run, countries or Counter(), home)
        for group in run:
            scored = _ranked(group)
            out.update(dict.fromkeys(group.keys, scored))
    return out


def _group(names: Sequence[PlaceName]) -> list[_Group]:
    groups: dict[tuple[str, tuple[str, ...], bool], _Group] = {}
    said: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name.within:
            said.setdefault(fold_name(name.text), name.within)
    for name in names:
        fold = fold_name(name.text)
        within = name.within or (() if name.holds else said.get(fold, ()))
        found = groups.get((fold, within, name.holds))
        if found:
            found.keys.append(name.key)
            continue
        candidates, kind = find_places(name.text)
        groups[fold, within, name.holds] = _Group(name.text, [name.key], within, name.holds, candidates, kind)
    return list(groups.values())


def _weigh(groups: list[_Group], countries: Counter[str], home: tuple[str, ...]) -> None:
    named = Counter(countries)
    for group in groups:
        if group.candidates and group.candidates[0].kind == "country":
            for iso in group.candidates[0].countries:
                named[iso] += len(group.keys)
    for group in groups:
        own = group.candidates[0].countries if group.candidates else ()
        own = own if group.candidates and group.candidates[0].kind == "country" else ()
        around = named - Counter(dict.fromkeys(own, len(group.keys)))
        _judge_alone(group, around, home)
        _share(group)
    for _ in range(ROUNDS):
        anchors = _Anchors(groups)
        for index, group in enumerate(groups):
            _judge_together(group, index, anchors)
        for group in groups:
            _share(group)


# -- each name by itself


def _judge_alone(group: _Group, countries: Counter[str], home: tuple[str, ...]) -> None:
    total = sum(countries.values())
    containers = [find_places(text)[0] for text in group.within]
    of_state = any(p.kind == "country" for p in group.candidates)
    capitals = {name for p in group.candidates if p.kind == "city" for name in _above(p)}
    for place in group.candidates:
        reasons = [(_size(place), "size and kind")]
        namesake = place.kind in {"admin1", "admin2"} and fold_name(place.name) in capitals
        if namesake and not (group.kind or group.holds):
            reasons.append((-Weights.NAMESAKE, "named after a town"))
        if group.kind:
            fits = place.kind == group.kind or (
                group.kind != "city" and place.kind not in {"city", "country"}
            )
            reasons.append((Weights.KIND if fits else -Weights.KIND, f"called {group.kind}"))
        if group.holds:
            reasons.append(
                (Weights.HOLDS if place.kind != "city" else -Weights.HOLDS, "said to hold another")
            )
        for text, held in zip(group.within, containers, strict=True):
            if any(_holds(container, place) for container in held):
                reasons.append((Weights.WITHIN, f"said to be in {text}"))
            elif held:
                reasons.append((-Weights.WITHIN / 2, f"not in {text}"))
        named = max((countries[iso] for iso in place.countries), default=0)
        if named and place.kind != "country":
            share = min(1.0, 2 * named / total)
            reasons.append((Weights.COUNTRY * (0.5 + 0.5 * share), "its country is named"))
        if of_state and place.alias:
            reasons.append((-Weights.STATE_NAME, "the name of a state"))
        if any(iso in home for iso in place.countries):
            reasons.append((Weights.HOME, "in the country of the outlet"))
        group.base.append(sum(r for r, _ in reasons))
        group.reasons.append(reasons)
    group.totals = list(group.base)


def _size(place: Place) -> float:
    """What speaks for a place before any report: the bigger and the higher, the more often it is meant."""
    score = Weights.KINDS.get(place.kind, Weights.OTHER_KIND)
    people = place.population or Weights.PEOPLE_OF.get(place.kind, 0)
    if people and place.kind in Weights.PEOPLE_OF:
        score += Weights.PEOPLE * math.log10(people + 100)
    score += Weights.CAPITAL if place.capital else 0.0
    score += Weights.VENUE if place.venue else 0.0
    respelled = place.alias and place.kind in Weights.PEOPLE_OF
    return score - (Weights.ALIAS if respelled else 0.0)


@lru_cache(maxsize=16384)
def _above(place: Place) -> frozenset[str]:
    return frozenset(fold_name(name) for name in place.hierarchy)


def _holds(container: Place, place: Place) -> bool:
    """Whether one place lies in another that is larger."""
    if container.id == place.id or (container.kind == "city" and place.kind != "city"):
        return False
    if container.kind == "country":
        return bool(set(container.countries) & set(place.countries)) and place.kind != "country"
    if container.countries and place.countries and not set(container.countries) & set(place.countries):
        return False
    if fold_name(container.name) in _above(place):
        return True
    if container.kind == "city" or container.radius_km <= place.radius_km:
        return False
    inside = 0.7 if container.kind in {"admin1", "admin2"} else 1.0
    far = kilometres(container.lat, container.lon, place.lat, place.lon)
    return far <= container.radius_km * inside and not container.id.startswith("geonames:")


def _share(group: _Group) -> None:
    if group.totals:
        top = max(group.totals)
        raised = [math.exp(t - top) for t in group.totals]
        whole = sum(raised) + math.exp(min(50.0, Weights.UNKNOWN - top))
        group.shares = [r / whole for r in raised]


# -- names together


class _Anchors:
    """What the names may stand for, by province, country and cell of the map, with how much each counts."""

    def __init__(self, groups: list[_Group]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[int, float, float, float]]] = defaultdict(list)
        self.provinces: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.countries: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, group in enumerate(groups):
            order = sorted(range(len(group.shares)), key=lambda i: -group.shares[i])[:_ANCHORS]
            for i in order:
                place, weight = group.candidates[i], group.shares[i] * group.weight
                if weight < 0.02 or place.kind in {"continent", "ocean"}:
                    continue
                # A capital mostly stands for its government: what is near it need not be meant.
                weight *= Weights.CAPITAL_LENDS if place.capital else 1.0
                for iso in place.countries[:3]:
                    self.countries[iso].append((index, weight))
                if place.kind == "country":
                    continue
                province = _province(place)
                if province:
                    self.provinces[province].append((index, weight))
                if place.radius_km < _NEAR_KM:
                    self.cells[self._cell(place.lat, place.lon)].append((index, weight, place.lat, place.lon))

    @staticmethod
    def _cell(lat: float, lon: float) -> tuple[int, int]:
        return math.floor(lat / _CELL), math.floor(lon / _CELL)

    def near(self, own: int, place: Place) -> float:
        """How much lies about a place, nearer counting more; not counting the name ``own``."""
        row, column = self._cell(place.lat, place.lon)
        squeeze = math.cos(math.radians(place.lat))
        found = 0.0
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                for index, weight, lat, lon in self.cells.get((r, c), ()):
                    if index != own:
                        far = 111.2 * math.hypot(lat - place.lat, (lon - place.lon) * squeeze)
                        found += weight * math.exp(-far / Weights.NEAR_KM)
        return found

    @staticmethod
    def among(own: int, entries: list[tuple[int, float]]) -> float:
        """The sum of weights of the other names."""
        return sum(weight for index, weight in entries if index != own)


def _province(place: Place) -> str:
    """Province and country as one key, or empty."""
    if place.kind == "admin1":
        return f"{fold_name(place.name)}/{place.countries[0]}" if place.countries else ""
    if len(place.hierarchy) < 2 or not place.countries:
        return ""
    return f"{fold_name(place.hierarchy[-2])}/{place.countries[0]}"


def _judge_together(group: _Group, own: int, anchors: _Anchors) -> None:
    for i, place in enumerate(group.candidates):
        if place.kind in {"country", "continent", "ocean"}:
            lent = [(0.0, "")]
            if place.kind == "country":
                amount = anchors.among(own, anchors.countries.get(place.countries[0], []))
                lent = [
                    (Weights.SAME_COUNTRY * _saturate(amount / 2), "other places of the report lie in it")
                ]
        else:
            province = _province(place)
            amounts = (
                (Weights.NEAR, anchors.near(own, place), "near other places of the report"),
                (
                    Weights.SAME_PROVINCE,
                    anchors.among(own, anchors.provinces.get(province, [])) if province else 0.0,
                    "in the province of other places of the report",
                ),
                (
                    Weights.SAME_COUNTRY,
                    max((anchors.among(own, anchors.countries[c]) for c in place.countries[:3]
                         if c in anchors.countries), default=0.0) / 2,
                    "in the country of other places of the report",
                ),
            )  # fmt: skip
            lent = [(weight * _saturate(amount), why) for weight, amount, why in amounts]
        group.totals[i] = group.base[i] + sum(gain for gain, _ in lent)
        alone = [r for r in group.reasons[i] if r[1] not in _LENT]
        group.reasons[i] = alone + [entry for entry in lent if entry[0] > 0.05]


_LENT: Final = frozenset(
    {
        "other places of the report lie in it",
        "near other places of the report",
        "in the province of other places of the report",
        "in the country of other places of the report",
    }
)


def _saturate(amount: float) -> float:
    return 1.0 - math.exp(-amount)


def _ranked(group: _Group) -> tuple[Scored, ...]:
    order = sorted(
        range(len(group.candidates)),
        key=lambda i: (-group.totals[i], -group.candidates[i].population, group.candidates[i].id),
    )
    return tuple(
        Scored(
            group.candidates[i],
            group.totals[i],
            group.shares[i],
            tuple(why for gain, why in sorted(group.reasons[i], key=lambda r: -abs(r[0])))[:3],
        )
        for i in order
    )
