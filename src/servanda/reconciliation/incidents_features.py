"""What two event accounts have in common: named features that hold or do not.

A small logistic model weighs them (``codebook/data/incident_pairs.json``, made by
``training/reconciliation/fit_incidents.py``). All are symmetric and look at the two accounts alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.codebook.incidents import incident_words
from servanda.knowledge.places import kilometres
from servanda.model.days import gap, overlap
from servanda.reconciliation.incidents_sketch import Party, Sketch

_SLACK_KM: Final = 8.0
_FAR_KM: Final = 40.0
_NEAR_COUNT: Final = 0.25
"""Two counts differ little if their difference is at most this share of the greater."""
_BANDS: Final = (0.75, 0.5, 0.35, 0.2, 0.0)


def features_of(a: Sketch, b: Sketch) -> frozenset[str]:
    """Names of all features that hold of two accounts of different reports."""
    return frozenset(
        (
            *_time(a, b),
            *_place(a, b),
            *_parties(a, b),
            *_act(a, b),
            *_counts(a, b),
            *_words(a, b),
            *_telling(a, b),
        )
    )


def _time(a: Sketch, b: Sketch) -> Iterator[str]:
    if a.days is None or b.days is None:
        yield "time:open"
        return
    apart = gap(a.days, b.days)
    exact = a.days[0] == a.days[1] and b.days[0] == b.days[1]
    how = "day" if exact else "span"
    yield f"{how}:{'same' if apart == 0 else 'next' if apart == 1 else 'near' if apart == 2 else 'apart'}"
    if not exact and apart == 0:
        both = overlap(a.days, b.days)
        longer = max((a.days[1] - a.days[0]).days, (b.days[1] - b.days[0]).days)
        yield "span:week" if longer <= 7 else "span:month" if longer <= 45 else "span:long"
        if both and (both[0] == both[1] or a.days == b.days):
            yield "span:fits"
    if not (a.told and b.told):
        yield "span:inferred"


def _place(a: Sketch, b: Sketch) -> Iterator[str]:
    yield f"place:{place_relation(a, b)}"


def place_relation(a: Sketch, b: Sketch) -> str:
    """How two places lie.

    ``same_town``, ``same_region``, ``same_country``, ``near``, ``within`` (one in the
    other), ``in_country``, ``far``, ``like_name``, ``other_name``, ``in_words`` (one report's place is in the
    other's sentence), ``one_open``, ``open``.
    """
    if not a.level or not b.level:
        given = a if a.level else b
        if not given.level:
            return "open"
        other = b if given is a else a
        return "in_words" if _in_words(given, other) else "one_open"
    known = a.where and b.where and a.where.id is not None and a.where.id == b.where.id
    if known or (a.place == b.place and a.level == b.level):
        return {"town": "same_town", "name": "same_town"}.get(a.level, f"same_{a.level}")
    if a.place == b.place:
        return "within"
    if "country" in (a.level, b.level):
        return "in_country" if a.land is None or b.land is None or a.land == b.land else "far"
    apart = _kilometres(a, b)
    if apart is None:
        if set(a.place.split()) & set(b.place.split()):
            return "like_name"
        return "in_words" if _in_words(a, b) or _in_words(b, a) else "other_name"
    reach = _reach(a) + _reach(b)
    if "region" in (a.level, b.level):
        return "within" if apart <= max(_reach(a), _reach(b)) else "far"
    if apart <= min(reach, _FAR_KM) + _SLACK_KM:
        return "near"
    return "in_words" if _in_words(a, b) and _in_words(b, a) else "far"


def _in_words(given: Sketch, other: Sketch) -> bool:
    """Whether the name of one account's place stands in the other's sentence."""
    names = [w for w in given.place.split() if len(w) > 2]
    return bool(names) and given.level != "country" and all(w in other.names for w in names)


def _kilometres(a: Sketch, b: Sketch) -> float | None:
    at, to = a.where, b.where
    if at is None or to is None or at.lat is None or at.lon is None or to.lat is None or to.lon is None:
        return None
    return kilometres(at.lat, at.lon, to.lat, to.lon)


def _reach(one: Sketch) -> float:
    return (one.where.radius_km if one.where else None) or 0.0


def _parties(a: Sketch, b: Sketch) -> Iterator[str]:
    doers, others = role_relation(a.actors, b.actors), role_relation(a.recipients, b.recipients)
    yield f"actors:{doers}"
    yield f"recipients:{others}"
    if doers in ("open", "apart") and others in ("open", "apart"):
        crossed = (role_relation(a.actors, b.recipients), role_relation(a.recipients, b.actors))
        if any(c in ("same", "bloc") for c in crossed):
            yield "sides:crossed"
    if len(a.actors) > 1 and len(b.actors) > 1:
        shared = sum(any(_likeness(p, q) == 3 for q in b.actors) for p in a.actors)
        yield "actors:two" if shared >= 2 else "actors:other_two"


def role_relation(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> str:
    """How those in one role are related.

    ``same`` (id or proper name), ``bloc`` (soldiers of one state), ``land``,
    ``apart``, or ``open`` where one report names nobody.
    """
    if not mine or not theirs:
        return "open"
    best = max(_likeness(p, q) for p in mine for q in theirs)
    return ("apart", "land", "bloc", "same")[best]


def _likeness(p: Party, q: Party) -> int:
    if (p.id and p.id == q.id) or (p.name == q.name and p.proper and q.proper):
        return 3
    if p.name == q.name and p.country == q.country:
        return 3 if p.bloc != "people" else 2
    if p.country and p.country == q.country:
        return 2 if p.bloc == q.bloc else 1
    return 0


def _act(a: Sketch, b: Sketch) -> Iterator[str]:
    yield "type:same" if a.type == b.type else "type:other"
    yield f"type:{a.type}" if a.type == b.type else "type:mixed"
    if a.mode and b.mode:
        yield "mode:same" if a.mode == b.mode else "mode:other"
    yield f"kind:{kind_relation(a, b)}"
    yield "status:same" if a.status == b.status else "status:other"
    if "denied" in (a.status, b.status):
        yield "status:denied"


def kind_relation(a: Sketch, b: Sketch) -> str:
    """``same``, ``apart`` (they exclude each other), ``other`` or ``open``."""
    if not a.kinds or not b.kinds:
        return "open"
    if a.kinds & b.kinds:
        return "same" if a.kinds == b.kinds or len(a.kinds & b.kinds) > 1 else "shared"
    kinds = incident_words().kinds
    return "apart" if all(y in kinds[x].apart for x in a.kinds for y in b.kinds) else "other"


def _counts(a: Sketch, b: Sketch) -> Iterator[str]:
    for what in ("dead", "hurt", "held", "fled"):
        relation = count_relation(a.counted(what), b.counted(what))
        if relation:
            yield f"{what}:{relation}"


def count_relation(mine: tuple[int, ...], theirs: tuple[int, ...]) -> str:
    """``same`` (a number in both), ``close``, ``far``; empty where one gives none."""
    if not mine or not theirs:
        return ""
    if set(mine) & set(theirs):
        return "same" if max(set(mine) & set(theirs)) > 1 else "one"
    apart = min(abs(m - t) / max(m, t, 1) for m in mine for t in theirs)
    return "close" if apart <= _NEAR_COUNT else "far"


def _words(a: Sketch, b: Sketch) -> Iterator[str]:
    yield f"quotes:{_band(share(a.quoted, b.quoted))}"
    yield f"sentence:{_band(share(a.words, b.words))}"
    if a.title and b.title:
        yield f"title:{_band(share(a.title, b.title))}"
    common = len(a.names & b.names)
    if a.names and b.names:
        yield f"names:{min(common, 3)}"


def share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Words of both against the words of the shorter, tempered by the longer (geometric mean)."""
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / float((len(mine) * len(theirs)) ** 0.5)


def _band(value: float) -> str:
    return f"{next(b for b in _BANDS if value >= b):g}"


def _telling(a: Sketch, b: Sketch) -> Iterator[str]:
    if a.background or b.background:
        yield "history:both" if a.background and b.background else "history:one"
    if a.reported and b.reported:
        days = abs((a.reported - b.reported).days)
        yield f"reported:{'same' if days == 0 else 'next' if days == 1 else 'week' if days <= 7 else 'later'}"
