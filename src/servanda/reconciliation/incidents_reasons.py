"""Why two accounts are held to tell one act, or two, in words."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.codebook.incidents import incident_words
from servanda.reconciliation.incidents_features import (
    count_relation,
    kind_relation,
    place_relation,
    role_relation,
)
from servanda.reconciliation.incidents_sketch import Party, Sketch

_PLACES = {
    "same_town": "same place",
    "same_region": "same region",
    "same_country": "same country",
    "near": "places close to each other",
    "within": "one place lies in the other",
    "in_country": "one names only the country",
    "far": "places far apart",
    "like_name": "places of like names",
    "other_name": "places of other names",
    "in_words": "the place of one is in the words of the other",
}
_COUNTS = {"dead": "dead", "hurt": "hurt", "held": "held", "fled": "displaced"}


def reasons_of(a: Sketch, b: Sketch) -> tuple[str, ...]:
    """What speaks for and against, ``a`` being the one reported first."""
    return tuple(dict.fromkeys((*_where(a, b), *_when(a, b), *_what(a, b), *_who(a, b), *_how_many(a, b))))


def _where(a: Sketch, b: Sketch) -> Iterator[str]:
    relation = place_relation(a, b)
    if relation in _PLACES:
        names = list(dict.fromkeys(s.where.name for s in (a, b) if s.where))
        yield f"{_PLACES[relation]} ({' / '.join(names)})"


def _when(a: Sketch, b: Sketch) -> Iterator[str]:
    if a.days is None or b.days is None:
        yield "no day is given"
        return
    apart = max(0, (a.days[0] - b.days[1]).days, (b.days[0] - a.days[1]).days)
    if a.days == b.days and a.days[0] == a.days[1]:
        yield f"same day ({a.days[0].isoformat()})"
    elif apart == 0:
        yield "their days overlap" if a.told and b.told else "reported within a week of the day"
    else:
        yield f"{apart} day{'s' if apart > 1 else ''} apart"


def _what(a: Sketch, b: Sketch) -> Iterator[str]:
    kinds = incident_words().kinds
    said = [kinds[k].says for k in kinds if k in a.kinds & b.kinds]
    if said:
        yield f"both tell of {' and '.join(said)}"
    elif kind_relation(a, b) == "apart":
        first, second = (next(kinds[k].says for k in kinds if k in s.kinds) for s in (a, b))
        yield f"one tells of {first}, the other of {second}"
    elif a.type == b.type:
        yield f"both are {a.type}" + (f"/{a.mode}" if a.mode and a.mode == b.mode else "")
    else:
        yield f"{a.type} and {b.type}"
    if a.status != b.status:
        yield f"one says {a.status}, the other {b.status}"


def _who(a: Sketch, b: Sketch) -> Iterator[str]:
    for role, mine, theirs in (
        ("actors", a.actors, b.actors),
        ("recipients", a.recipients, b.recipients),
    ):
        relation = role_relation(mine, theirs)
        if relation == "same":
            yield f"same {role} ({', '.join(_shared(mine, theirs))})"
        elif relation == "bloc":
            yield f"{role} of one side"
        elif relation == "apart":
            yield f"other {role} ({mine[0].name} / {theirs[0].name})"


def _shared(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> list[str]:
    ids, names = {p.id for p in theirs if p.id}, {p.name for p in theirs}
    return list(dict.fromkeys(p.name for p in mine if p.id in ids or p.name in names))


def _how_many(a: Sketch, b: Sketch) -> Iterator[str]:
    for what, says in _COUNTS.items():
        mine, theirs = a.counted(what), b.counted(what)
        relation = count_relation(mine, theirs)
        if relation in ("same", "few"):
            yield f"{max(set(mine) & set(theirs)):,} {says} in both"
        elif relation:
            yield f"{mine[-1]:,} against {theirs[-1]:,} {says}"
