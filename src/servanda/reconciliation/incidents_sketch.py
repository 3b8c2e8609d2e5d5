"""What of an account is compared: its days, places, parties, kinds of act, counts and words, made alike.

A sketch depends on the account alone. It is small and quick to compare; the sketches last used are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from servanda.codebook.incidents import incident_words
from servanda.knowledge.countries import country_of, demonym_country
from servanda.knowledge.place_names import fold_name, sound_of, strip_admin_words
from servanda.knowledge.places import find_places
from servanda.model import Actor, Event
from servanda.model.account import Account, Where
from servanda.model.days import Days

_TOWN: Final = 3
"""Greatest precision number of a place within about 50 km; wider ones are regions, from 6 on countries."""
_COUNTRY: Final = 6
_FIRST: Final = 3
_CITY: Final = 500_000
"""People of a city in which much happens on one day."""
_NEAR: Final = 6
"""How many words lie at most between a number and the word that says what it counts."""
_MAIN: Final = 0.5
"""Share of the quotes' words that stand in the first words of a report, if it is about that act."""
_TELLING: Final = 5
"""Smaller numbers are in many sentences."""
_WORD: Final = re.compile(r"[^\W\d_][\w.’'-]*|\d[\d,]*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BLOCS: Final = {
    "GOV": "state", "MIL": "state", "COP": "state", "SPY": "state", "JUD": "state", "LEG": "state",
    "REB": "armed", "SEP": "armed", "CRM": "armed", "OPP": "armed",
    "CVL": "people", "REF": "people", "UNK": "people", "MED": "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts or is acted upon. ``id`` only if it is the same in every report."""

    id: str | None
    name: str
    proper: bool
    country: str
    bloc: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """An account as it is compared.

    Attributes:
        days: when the act was, as far as can be told; ``None`` if nothing tells.
        told: whether the report gives these days (else they follow from its own day).
        level: ``town``, ``region``, ``country``, ``name`` (a name nobody knows), or empty.
        place: the name, folded, without "province of".
        sounds: the words of that name by their sound.
        land: country of the place, if that is known.
        kinds: sorts of act, of mode and quotes (``incidents.yaml``).
        counts: by what they count, the numbers in the sentence.
        quoted, words: stems of content words of the quotes; of the whole sentence.
        names: names in the sentence, by their sound: no country, no generic name, nobody who takes part.
        sites: places that the sentence names, by their sound, not those of a country; ``cities``: those of
            them in which much happens on a day.
        towns: the same for the places that the report names most.
        lead: stems of content words with which the report begins.
        targets: what was hit or was the scene (``incidents.yaml``), by quotes or, failing them, the sentence.
        sides: whose deed the sentence says it is (``incidents.yaml``).
        sum: whether the quotes add several acts up.
        main: whether it is what its report is about, as far as headline and first words tell.
        numbers: all numbers of five or more in the sentence, but for dates, distances and the like.
        city: whether the place is a capital or a city of half a million, where much happens on a day.
    """

    type: str
    mode: str | None
    status: str
    background: bool
    days: Days | None
    told: bool
    reported: date | None
    level: str
    place: str
    sounds: frozenset[str]
    where: Where | None
    land: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    kinds: frozenset[str]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    quoted: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    sites: frozenset[str]
    cities: frozenset[str]
    towns: frozenset[str]
    lead: frozenset[str]
    targets: frozenset[str]
    sides: frozenset[str]
    sum: bool
    city: bool
    main: bool
    numbers: frozenset[int]

    def counted(self, what: str) -> tuple[int, ...]:
        """Numbers of ``dead``, ``hurt``, ``held`` or ``fled``."""
        return next((n for name, n in self.counts if name == what), ())


@lru_cache(maxsize=8192)
def sketch(account: Account) -> Sketch:
    """The sketch of an event account; ``TypeError`` for claims of another kind."""
    event = account.claim
    if not isinstance(event, Event):
        raise TypeError(f"{account.id} is no event")
    lists = incident_words()
    quotes, level = " ".join(account.quotes), _level(account.where)
    lower = quotes.lower()
    actors = _parties(event.actors, account.actor_ids)
    recipients = _parties(event.recipients, account.recipient_ids)
    kinds = _found({k.name: k.words for k in lists.kinds.values()}, lower)
    kinds |= {k.name for k in lists.kinds.values() if event.mode in k.modes}
    context = account.context or quotes
    place = strip_admin_words(fold_name(account.where.name))[0] if account.where else ""
    placed = (account.where.name,) if account.where and level != "country" else ()
    taken = frozenset(sound_of(w) or w for p in (*actors, *recipients) for w in p.name.split())
    return Sketch(
        type=event.type,
        mode=event.mode,
        status=event.status,
        background=event.background,
        days=account.likely,
        told=account.when is not None,
        reported=account.report.reported,
        level=level,
        place=place,
        sounds=frozenset(sound_of(w) or w for w in place.split() if len(w) > 2),
        where=account.where,
        land=land_of(account.where),
        actors=actors,
        recipients=recipients,
        kinds=kinds,
        counts=read_counts(context if any(c.isdigit() for c in context) else quotes),
        quoted=stems(quotes),
        words=stems(context) | stems(quotes),
        names=_names(context) - taken,
        sites=frozenset(map(_sound, (*account.sites, *placed))),
        cities=frozenset(_sound(n) for n in (*account.sites, *account.towns, *placed) if _is_city_name(n)),
        towns=frozenset(map(_sound, account.towns)),
        lead=stems(account.lead),
        targets=_found(lists.targets, lower) or _found(lists.targets, context.lower()),
        sides=_found(lists.sides, lower) or _found(lists.sides, context.lower()),
        sum=bool(lists.sums.search(lower)),
        city=level == "town" and account.where is not None and _is_city_name(account.where.name),
        main=_is_main(account, quotes),
        numbers=_numbers_in(context),
    )


def _is_main(account: Account, quotes: str) -> bool:
    """Whether most of its words stand in the headline and first words."""
    mine, head = stems(quotes), stems(account.lead)
    return bool(mine) and len(mine & head) >= _MAIN * len(mine)


def _numbers_in(text: str) -> frozenset[int]:
    """Numbers of five or more that may count something."""
    words = _WORD.findall(text)
    low = [w.lower() for w in words]
    read = (_number(w) for k, w in enumerate(low) if not _is_no_count(low, k))
    return frozenset(n for n in read if n is not None and n >= _TELLING)


def land_of(where: Where | None) -> str | None:
    """The country of a place, from what the coding or the gazetteer's id says of it."""
    if where is None:
        return None
    if where.countries:
        return where.countries[0]
    own = re.search(r"^servanda:.*-([a-z]{3})$", where.id or "")
    return own[1].upper() if own else country_of(where.name)


def _found(patterns: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in patterns.items() if pattern.search(text))


@lru_cache(maxsize=8192)
def _sound(name: str) -> str:
    """A place's name without "province of" and "Chile's", so that its spellings are one."""
    bare = strip_admin_words(fold_name(name))[0]
    owner, _, rest = bare.partition(" ")
    if rest and owner.endswith("s") and country_of(owner[:-1].title()):
        bare = rest
    return sound_of(bare) or bare


@lru_cache(maxsize=8192)
def _is_city_name(name: str) -> bool:
    """Whether it names a province, a capital or a city of many people: places where much happens on a day."""
    places, _ = find_places(name)
    towns = [p for p in places if p.kind == "city"]
    wide = any(p.kind == "admin1" for p in places[:_FIRST])
    return wide or (bool(towns) and (towns[0].capital or towns[0].population >= _CITY))


def _level(where: Where | None) -> str:
    if where is None:
        return ""
    if where.precision is None:
        return "name"
    if where.precision <= _TOWN:
        return "town"
    return "region" if where.precision < _COUNTRY else "country"


def _parties(actors: tuple[Actor, ...], ids: tuple[str | None, ...]) -> tuple[Party, ...]:
    known = (*ids, *(None for _ in actors[len(ids) :]))
    return tuple(
        Party(
            id=one if one and not one.startswith("local:") else None,
            name=fold_name(actor.name),
            proper=actor.name[:1].isupper(),
            country=actor.country,
            bloc=_BLOCS.get(actor.sector, actor.sector),
        )
        for actor, one in zip(actors, known, strict=False)
    )


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Content words without the commonest endings."""
    stop = incident_words().stop
    words = (w.rstrip("'’.").lower() for w in _WORD.findall(text))
    return frozenset(stem(w) for w in words if w not in stop and len(w) > 1)


def stem(word: str) -> str:
    """A word without its commonest endings ("shelling", "shelled" and "shells" are one)."""
    for ending, least in (("ings", 4), ("ing", 4), ("ies", 4), ("ers", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and (word[-1] == "e" or word[-1] == word[-2]) else word


def _names(text: str) -> frozenset[str]:
    """Capitalised words that are no country's and no generic name."""
    generic = incident_words().generic
    found = set()
    for k, match in enumerate(_WORD.finditer(text)):
        word = match[0].rstrip(".’'")
        if not word[0].isupper() or len(word) < 3:
            continue
        low = fold_name(word)
        if low in generic or (k == 0 and word.lower() in incident_words().stop):
            continue
        if country_of(word) or demonym_country(low) or demonym_country(word):
            continue
        found.add(sound_of(low) or low)
    return frozenset(found)


@lru_cache(maxsize=8192)
def read_counts(text: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Numbers of a sentence by what the nearest word says that they count; sorted."""
    words = _WORD.findall(text)
    low = [w.lower() for w in words]
    marks = [
        (k, what)
        for k, word in enumerate(low)
        for what, pattern in incident_words().counts.items()
        if pattern.match(word)
    ]
    found: dict[str, set[int]] = {}
    for k, word in enumerate(low):
        number = _number(word)
        if number is None or _is_no_count(low, k):
            continue
        near = [(abs(k - m), m < k, what) for m, what in marks if abs(k - m) <= _NEAR]
        if near:
            found.setdefault(min(near)[2], set()).add(number)
    return tuple((what, tuple(sorted(numbers))) for what, numbers in sorted(found.items()))


def _number(word: str) -> int | None:
    if word[0].isdigit():
        digits = word.replace(",", "")
        return None if _YEAR.fullmatch(word) or not digits.isdigit() else int(digits)
    known = incident_words().numbers
    head, _, rest = word.partition("-")
    if head in known and (not rest or rest in known):
        return known[head] + (known[rest] if rest else 0)
    return None


def _is_no_count(low: list[str], k: int) -> bool:
    """Whether a number is a day, a distance, a time or a share."""
    lists = incident_words()
    after = low[k + 1] if k + 1 < len(low) else ""
    before = low[k - 1] if k else ""
    return (
        after in lists.units
        or after in lists.months
        or before in lists.months
        or (low[k] == "one" and after in ("of", "day"))
    )


def around(days: Days, margin: int) -> Days:
    """Days with so many more on each side."""
    return days[0] - timedelta(days=margin), days[1] + timedelta(days=margin)
