"""Shapes of names: who and where, in a record or at all."""

from __future__ import annotations

from typing import TypedDict

from servanda.model.account import Where
from servanda.model.place import PlaceCandidate


class ActorCount(TypedDict):
    """Somebody, and in how many incidents and commitments he takes part."""

    actor: str
    name: str
    country: str
    sector: str
    count: int


class ActorList(TypedDict):
    """The most frequent first; `total` is how many there are."""

    items: list[ActorCount]
    total: int


class PlaceCount(TypedDict):
    """A place, and how many incidents are told to have been there."""

    place: Where
    count: int


class PlaceList(TypedDict):
    """The most frequent first; `total` is how many there are."""

    items: list[PlaceCount]
    total: int


class OfficeTerm(TypedDict):
    """An office held from a day to another; `known_to` is the last day of which it is known."""

    title: str
    first: str | None
    last: str | None
    known_to: str
    acting: bool


class Thought(TypedDict):
    """Somebody who was thought of, and why he was not meant."""

    name: str
    office: OfficeTerm | None
    reason: str


class Who(TypedDict):
    """Whom words mean on a day; `actor` is `null` if it stays open."""

    words: str
    on: str | None
    actor: str | None
    id: str | None
    office: OfficeTerm | None
    source: str | None
    reason: str
    candidates: list[Thought]


class WhereIs(TypedDict):
    """What a place's name stands for; `id` is `null` if it stays open."""

    words: str
    name: str
    id: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    radius_km: float | None
    kind: str
    countries: list[str]
    hierarchy: list[str]
    score: float
    reason: str
    geo_precision: int | None
    candidates: list[PlaceCandidate]
