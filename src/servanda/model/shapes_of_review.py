"""Shapes of the review: what to look at, and how far two agree."""

from __future__ import annotations

from typing import Literal, TypedDict

from servanda.model.shapes_of_things import ClaimShown, Words


class Command(TypedDict):
    """What may be decided, as a command of the command line."""

    what: str
    command: str


class Doubt(TypedDict):
    """One entry of the queue.

    Attributes:
        things: what is decided about.
        about: ids of the views it is in.
        doubt: 0 (sure) to 1.
        weight: at least 1; grows with what depends on it.
        why: the doubt in words.
        depends: the weight in words.
        claims: whole claims in question, with the fields that can be corrected.
    """

    kind: Literal["claim", "join", "contradiction", "placement"]
    things: list[str]
    title: str
    about: list[str]
    priority: float
    doubt: float
    weight: float
    why: list[str]
    depends: list[str]
    told: list[Words]
    commands: list[Command]
    claims: list[ClaimShown]


class Queue(TypedDict):
    """The most urgent entries, and how many there are in all."""

    items: list[Doubt]
    total: int


class Next(TypedDict):
    """The next entry; `null` if nothing is left."""

    item: Doubt | None


class ReviewerShown(TypedDict):
    """Who judged, and how many things he did."""

    name: str
    things: int


class ReviewerList(TypedDict):
    """People whose judgements hold."""

    items: list[ReviewerShown]


class Share(TypedDict):
    """Agreement on one field, or on all; `kappa` is what is left after chance."""

    items: int
    same: int
    percent: float | None
    kappa: float | None


class Differ(TypedDict):
    """Where two reviewers differ."""

    things: list[str]
    field: str
    one: str
    other: str


class AgreementShown(TypedDict):
    """How far two reviewers agree on what both judged."""

    all: Share
    fields: dict[str, Share]
    differ: list[Differ]
