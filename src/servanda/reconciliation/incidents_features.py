"""What two event accounts have in common: named features that hold or do not.

A small logistic model weighs them (``codebook/data/incident_pairs.json``, made by
``training/reconciliation/fit_incidents.py``). All are symmetric and look at the two accounts alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from math import fsum, sqrt
from typing import Final

from servanda.codebook.incidents import incident_words, word_weights
from servanda.knowledge.places import kilometres
from servanda.model.days import Days, gap
from servanda.reconciliation.incidents_sketch import Party, Sketch

_SLACK_KM: Final = 8.0
_FAR_KM: Final = 40.0
_NEAR_COUNT: Final = 0.25
"""Two counts differ little if their difference is at most this share of the greater."""
_MANY: Final = 5
"""From so many on two equal counts are hardly chance."""
_RARE: Final = frozenset({"gas", "capture", "captivity", "execution"})
_SAME: Final = 3
_TOGETHER: Final = 2
"""So many parties of both accounts who act together on one day hardly do two acts of a type."""
_WEEK: Final = 7
_LONG: Final = 45
_QUOTES: Final = (0.15, 0.3, 0.5)
_SENTENCES: Final = (0.1, 0.2, 0.3, 0.45, 0.65)
_STORIES: Final = (0.15, 0.3, 0.5)
_SERIES: Final = 0.4
_JUST: Final = timedelta(days=2)
_NOW: Final = frozenset({"day", "week", "equal"})
_SOON: Final = frozenset({"day", "week", "next"})


def features_of(a: Sketch, b: Sketch) -> frozenset[str]:
    """Names of all features that hold of two accounts of different reports."""
    when, where = time_relation(a, b), site_relation(a, b)
    return frozenset(
        (
            f"when:{when}",
            f"where:{where}",
            *_act(a, b, when, where),
            *_counts(a, b, when),
            *_sides(a, b, when),
            *_words(a, b),
            *_telling(a, b, when),
            *_reports(a, b, when),
        )
    )


def time_relation(a: Sketch, b: Sketch) -> str:
    """How the days of two acts lie.

    ``day`` (one and the same), ``equal`` (the same longer time), ``week``, ``span`` or ``long`` (they
    overlap; the longer has up to 7 days, up to 45, more), ``next`` (a day apart), ``off`` (more), ``open``.
    """
    if a.days is None or b.days is None:
        return "open"
    if apart := gap(a.days, b.days):
        return "next" if apart == 1 else "off"
    longest = max((d[1] - d[0]).days for d in (a.days, b.days))
    if longest == 0:
        return "day"
    if a.days == b.days:
        return "equal"
    return "week" if longest <= _WEEK else "span" if longest <= _LONG else "long"


def site_relation(a: Sketch, b: Sketch) -> str:
    """What the places in two sentences, and failing them those of their reports, have in common.

    ``spot``: a place where little happens on a day; ``city``: only a city where much does, ``city, other
    parts`` if each names another part of it; ``apart``; ``apart, wide`` if one may lie in the other;
    ``region``; ``open``. With ``of report`` if a sentence names none.
    """
    relation, cities, shared = place_relation(a, b), a.cities | b.cities, a.sites & b.sites
    mine, theirs = a.sites - cities, b.sites - cities
    if shared - cities or (relation == "same_town" and not (a.city or b.city)):
        return "spot"
    if mine and theirs and not shared:
        return "apart"
    if shared or relation == "same_town":
        return "city, other parts" if mine and theirs else "city"
    if relation in ("far", "other_name"):
        return "apart"
    if a.sites and b.sites:  # one of them names nothing narrower than a province or a great city
        return "apart, wide"
    mine, theirs = a.sites or a.towns, b.sites or b.towns
    if mine & theirs:
        return "spot of report" if (mine & theirs) - cities else "city of report"
    if mine and theirs:
        return "apart of report"
    return "region" if relation in ("within", "near", "same_region") else "open"


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
    if a.place == b.place or (a.sounds == b.sounds and a.sounds):
        return "same_town" if a.level in ("town", "name") and b.level in ("town", "name") else "within"
    if "country" in (a.level, b.level):
        return "in_country" if a.land is None or b.land is None or a.land == b.land else "far"
    apart = _kilometres(a, b)
    if apart is None:
        if a.sounds & b.sounds:
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
    return bool(given.sounds) and given.level != "country" and given.sounds <= other.names


def _kilometres(a: Sketch, b: Sketch) -> float | None:
    at, to = a.where, b.where
    if at is None or to is None or at.lat is None or at.lon is None or to.lat is None or to.lon is None:
        return None
    return kilometres(at.lat, at.lon, to.lat, to.lon)


def _reach(one: Sketch) -> float:
    return (one.where.radius_km if one.where else None) or 0.0


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


def _act(a: Sketch, b: Sketch, when: str, where: str) -> Iterator[str]:
    kind = "rare" if a.kinds & b.kinds & _RARE else kind_relation(a, b)
    yield f"kind:{kind}"
    if where in ("spot", "spot of report") and when in _NOW:
        yield "spot+time"
    if kind == "rare" and when in (*_SOON, "span"):
        yield "day+rare" if when == "day" else "near+rare"
    if a.targets & b.targets:
        yield "target:same"
        if when in _SOON:
            yield "target+time"
    elif a.targets and b.targets:
        yield "target:other"
    if a.type != b.type:
        yield "type:other"
    elif a.type != "ASSAULT":
        yield "type:deed" if a.type in ("PROTEST", "COERCE") else "type:words"
    if a.mode and b.mode and a.mode != b.mode:
        yield "mode:other"
    if "denied" in (a.status, b.status) and a.status != b.status:
        yield "status:denied"


def kind_relation(a: Sketch, b: Sketch) -> str:
    """``same``, ``apart`` (they exclude each other), ``other`` or ``open``."""
    if not a.kinds or not b.kinds:
        return "open"
    if a.kinds & b.kinds:
        return "same" if a.kinds == b.kinds or len(a.kinds & b.kinds) > 1 else "shared"
    kinds = incident_words().kinds
    return "apart" if all(y in kinds[x].apart for x in a.kinds for y in b.kinds) else "other"


def _counts(a: Sketch, b: Sketch, when: str) -> Iterator[str]:
    for what in ("dead", "hurt"):
        if relation := count_relation(a.counted(what), b.counted(what)):
            yield f"{what}:{relation}"
            if what == "dead" and relation == "same" and when in _SOON:
                yield "dead+time"


def count_relation(mine: tuple[int, ...], theirs: tuple[int, ...]) -> str:
    """``same`` (a number in both), ``few`` (a small one), ``close``, ``far``; empty where one gives none."""
    if not mine or not theirs:
        return ""
    if set(mine) & set(theirs):
        return "same" if max(set(mine) & set(theirs)) >= _MANY else "few"
    apart = min(abs(m - t) / max(m, t, 1) for m in mine for t in theirs)
    return "close" if apart <= _NEAR_COUNT else "far"


def _sides(a: Sketch, b: Sketch, when: str) -> Iterator[str]:
    yield f"actors:{role_relation(a.actors, b.actors)}"
    yield f"recipients:{role_relation(a.recipients, b.recipients)}"
    if a.sides and b.sides and not a.sides & b.sides:
        yield "doer:other"
    if when == "day" and a.type == b.type:
        both = sum(any(_likeness(p, q) == _SAME for q in b.actors) for p in a.actors)
        if both >= _TOGETHER:
            yield "together+day"


def _words(a: Sketch, b: Sketch) -> Iterator[str]:
    quotes, sentence = likeness(a.quoted, b.quoted), likeness(a.words, b.words)
    yield from (f"quotes>={band:g}" for band in _QUOTES if quotes >= band)
    yield from (f"sentence>={band:g}" for band in _SENTENCES if sentence >= band)
    story = likeness(a.lead, b.lead)
    if a.reported and b.reported and abs((a.reported - b.reported).days) <= 1:
        yield from (f"story>={band:g}" for band in _STORIES if story >= band)
    elif story >= _SERIES:  # one outlet's reports of the same kind, days apart
        yield "series"


def likeness(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Cosine of two sets of stems, each weighed by how rare it is: 0, nothing in common, to 1."""
    shared = mine & theirs
    if not shared:
        return 0.0
    return _weight(shared) / sqrt(_length(mine) * _length(theirs))


def _weight(stems: frozenset[str]) -> float:
    """Sum of squares; exact, so that the order of a set changes nothing."""
    return fsum(map(_square, stems))


@lru_cache(maxsize=16384)
def _length(stems: frozenset[str]) -> float:
    return _weight(stems)


@lru_cache(maxsize=65536)
def _square(stem: str) -> float:
    return word_weights().of(stem) ** 2


def _telling(a: Sketch, b: Sketch, when: str) -> Iterator[str]:
    if a.background and b.background:
        yield "history:both"
        if when == "equal":
            yield "history:equal"
    elif a.background or b.background:
        yield "history:one"
    if a.sum != b.sum:
        yield "sum:one"


def _reports(a: Sketch, b: Sketch, when: str) -> Iterator[str]:
    """What the reports tell beside the two sentences: whether they are about it, when they came out."""
    apart = abs((a.reported - b.reported).days) if a.reported and b.reported else None
    if a.main != b.main:
        yield "main:one"
    if shared := a.numbers & b.numbers:
        yield "number:two" if len(shared) > 1 else "number:one"
    if apart is not None and apart <= 1 and when in ("next", "week"):
        yield "soon+reports"
    if not (a.told and b.told) and when == "week" and _news(a, b):
        yield "news"


def _news(a: Sketch, b: Sketch) -> bool:
    """Whether what is told without a day may be of the days just before its report, as news mostly is."""
    mine, theirs = _recent(a), _recent(b)
    return mine is not None and theirs is not None and gap(mine, theirs) == 0


def _recent(one: Sketch) -> Days | None:
    return one.days if one.told or one.reported is None else (one.reported - _JUST, one.reported)
