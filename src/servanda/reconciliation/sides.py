"""Who stands on whose side of a promise: an event's actors held against the parties bound or meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from servanda.codebook.standing import standing_table
from servanda.codebook.tracks import track_table
from servanda.knowledge.countries import all_lands, country_name
from servanda.model.actor import Actor
from servanda.model.views import Pledge

STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY"})
"""Sectors that act for a state."""

IMPLIED: Final = 0.8
"""How far a deed counts if the party it concerns is not named but only spoken of."""

_FOES: Final = frozenset({"REB", "OPP"})
_PEOPLE: Final = frozenset({"CVL", "REF", "BUS", "EDU", "REL", "NGO", "UNK", ""})
_PROPER: Final = re.compile(r"[^\W\d_][\w’'-]+")
_PLAIN: Final = frozenset(
    {"the", "and", "army", "front", "group", "forces", "brigade", "party", "movement", "council", "leader"}
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of a promise.

    Attributes:
        obligors, beneficiaries: as told.
        words: what the promise and its reports say, for names and places that the parties are not.
        implied: those of them that no report names as parties; they are the countries the reports speak of.
        sites: towns and districts that the promise's own sentences name.
        outlets: of the reports at hand, as :func:`servanda.codebook.agencies.outlet_key` has them: whoever is
            called so is no party, wherever his report comes from.
    """

    obligors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    words: str
    implied: frozenset[Actor] = frozenset()
    sites: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()

    @property
    def parties(self) -> tuple[Actor, ...]:
        """All who are bound or meant."""
        return (*self.obligors, *self.beneficiaries)

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the parties, sorted; bodies and unknown ones left out."""
        return tuple(sorted({a.country for a in self.parties} - {"", "INT"}))

    @property
    def inner(self) -> bool:
        """Whether the parties are of one country, powers beside."""
        return len(set(self.countries) - set(track_table().powers)) <= 1

    def elsewhere(self, sites: Iterable[str]) -> bool:
        """Whether sentences name other places only, in a war within one country: its truces are local."""
        found = set(sites)
        return bool(found) and bool(self.sites) and not found & self.sites and self.inner

    def others(self, doer: Actor) -> tuple[Actor, ...]:
        """The parties that are not on the side of ``doer``, one of the parties."""
        return tuple(p for p in self.parties if not same_side(p, doer))

    def obligor(self, actor: Actor) -> tuple[Actor, float] | None:
        """The obligor that an actor is or acts for, and how surely; ``None`` if none."""
        return self._weighed(_best(actor, self.obligors))

    def party(self, actor: Actor) -> tuple[Actor, float] | None:
        """The same for any party."""
        return self._weighed(_best(actor, self.parties))

    def _weighed(self, found: tuple[Actor, float] | None) -> tuple[Actor, float] | None:
        if found and found[0] in self.implied:
            return found[0], found[1] * IMPLIED
        return found

    def kin(self, actor: Actor) -> Actor | None:
        """The obligor of whose country somebody is, without being its state or its force.

        ``None`` where both sides are of one country: there nobody is only one side's.
        """
        if len({p.country for p in self.parties}) < 2 and len(self.parties) > 1:
            return None
        return next((o for o in self.obligors if people_of(actor, o)), None)

    def names(self, name: str) -> bool:
        """Whether the words of the promise name somebody or some place."""
        wanted = name.strip()
        if len(wanted) <= 2 or wanted not in self.words:  # quick, and mostly so
            return False
        told = re.search(rf"\b{re.escape(wanted)}\b", self.words)
        return told is not None and not self.seat(wanted)

    def seat(self, name: str) -> bool:
        """Whether a capital stands for a party's government only ("declared by Oslo"): nothing is there."""
        land = all_lands().get(name)
        if land is None or land.by != "capital" or land.country not in {p.country for p in self.parties}:
            return False
        there = rf"\b(?:in|near|around|at|outside|into|from|to|of)\s+{re.escape(name)}\b"
        return re.search(there, self.words) is None


def sides_of(pledge: Pledge, contexts: Sequence[str] = ()) -> Sides:
    """The sides of a promise; ``contexts`` are the sentences it stands in.

    Where no report says whom it binds, the two countries its reports speak of most may be bound; where only
    one side is, or one beside a power that brokered it, the other may be the next country they speak of.
    """
    words = "\n".join((*pledge.quotes, *contexts))
    named = (*pledge.obligors, *pledge.beneficiaries)
    powers = track_table().powers
    taken = {a.country for a in named}
    lands = [land for land in pledge.lands if land not in taken]
    lands.sort(key=lambda land: land in powers)  # a power may have brokered it
    if not pledge.obligors:
        meant = tuple(_state(land) for land in lands[:2])
        if len(meant) < 2:
            return Sides((), pledge.beneficiaries, words)
        return Sides(meant, pledge.beneficiaries, words, frozenset(meant))
    if len(taken - set(powers)) < 2 and not pledge.beneficiaries and lands:
        other = _state(lands[0])
        if pledge.force == "agreed" and len(taken) > 1:
            return Sides((*pledge.obligors, other), (), words, frozenset({other}))
        return Sides(pledge.obligors, (other,), words, frozenset({other}))
    return Sides(pledge.obligors, pledge.beneficiaries, words)


def _state(iso: str) -> Actor:
    return Actor(country_name(iso) or iso, iso, "GOV")


def same_side(a: Actor, b: Actor) -> float:
    """How surely two actors stand on one side, 0 to 1: one and the same, or two arms of one state."""
    if a.country != b.country:
        return 0.0
    if a.name.casefold() == b.name.casefold():
        return 1.0
    if not a.country or a.country == "INT":
        return 0.0
    if a.sector in STATE and b.sector in STATE:
        return 1.0 if {a.sector, b.sector} <= {"GOV", "MIL"} else 0.9
    if a.sector == b.sector == "SEP":
        return 0.95
    if a.sector in _FOES and b.sector in _FOES:
        first, second = _names(a), _names(b)
        if not first or not second:
            return 0.6  # "rebels" may be any of them
        return 0.85 if first & second else 0.0
    return 0.0


def people_of(actor: Actor, party: Actor) -> bool:
    """Whether somebody is of a state party's country without acting for the state."""
    return actor.country == party.country not in ("", "INT") and (
        party.sector in STATE and actor.sector in _PEOPLE
    )


def competent(actor: Actor, sides: Sides) -> bool:
    """Whether somebody may *find* a breach: a court, a UN body, monitors; no party of the promise can."""
    return (
        not sides.party(actor)
        and actor.country not in sides.countries
        and standing_table().competent.search(actor.name) is not None
        and (actor.country == "INT" or actor.sector in ("IGO", "JUD", "NGO"))
    )


def called(actor: Actor) -> re.Pattern[str]:
    """Finds the words by which texts mean an actor: its name, and its country's names for a state."""
    names = {actor.name}
    if actor.sector in STATE and actor.country:
        names.add(country_name(actor.country) or actor.name)
        names.update(_demonyms().get(actor.country, ()))
    elif actor.name.islower():
        names.add(actor.name.rstrip("s"))
    listed = sorted((re.escape(n) for n in names if len(n) > 2), key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(listed) or '(?!)'})", re.IGNORECASE)


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    """By country, every word of the tables for its state: names, adjectives, people, capitals."""
    out: dict[str, list[str]] = {}
    for word, land in sorted(all_lands().items()):
        if land.sector == "GOV":
            out.setdefault(land.country, []).append(word)
    return {iso: tuple(words) for iso, words in out.items()}


@lru_cache(maxsize=4096)
def _best(actor: Actor, parties: tuple[Actor, ...]) -> tuple[Actor, float] | None:
    found = [(party, same_side(actor, party)) for party in parties]
    best = max(found, key=lambda f: f[1], default=None)
    return best if best and best[1] else None


def _names(actor: Actor) -> frozenset[str]:
    """Words of a proper name; none for "rebels" or "opposition fighters"."""
    return frozenset(
        w.casefold() for w in _PROPER.findall(actor.name) if w[0].isupper() and w.casefold() not in _PLAIN
    )
