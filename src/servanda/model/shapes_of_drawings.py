"""Shapes of answers that are made for drawing; see :mod:`servanda.presenting` for what is in them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypedDict

from servanda.model.days import Days
from servanda.model.views import Contradiction


class Stretch(TypedDict):
    """How many things there are in a stretch of days."""

    first: date
    last: date
    count: int


class Bar(TypedDict):
    """A thing on a lane, as wide as its days are vague; `type` is the event type or the act."""

    id: str
    kind: Literal["incident", "meeting", "commitment"]
    first: date
    last: date
    label: str
    type: str


class Lane(TypedDict):
    """Things that belong together: `bars` if they are few, else `buckets`."""

    id: str
    label: str
    count: int
    bars: list[Bar]
    buckets: list[Stretch]


class Lanes(TypedDict):
    """A timeline for drawing.

    Attributes:
        span: first and last day of all things; `null` if a window is asked for.
        total: dated things in the window.
        undated: things without a day; none if a window is asked for.
        histogram: every dated thing of the window once.
        lanes_left: lanes with less that are not named.
    """

    span: Days | None
    total: int
    undated: int
    histogram: list[Stretch]
    lanes: list[Lane]
    lanes_left: int


class Point(TypedDict):
    """Longitude and latitude."""

    type: Literal["Point"]
    coordinates: list[float]


class PlaceTold(TypedDict):
    """A place with what happened there.

    Attributes:
        precision: 1 the exact place to 7 at sea, as UCDP counts.
        area: how it is to be drawn; a `cluster` is several places.
        count: incidents there.
        types: event types, each with how many.
        denied: incidents that some account denies.
        ids: of incidents, the first of them.
        places: how many places are put together.
    """

    id: str
    name: str
    precision: int | None
    radius_km: float | None
    countries: list[str]
    area: Literal["point", "circle", "country", "cluster"]
    count: int
    types: list[list[Any]]
    denied: int
    first: date | None
    last: date | None
    ids: list[str]
    places: int


class PlaceFeature(TypedDict):
    """A place as GeoJSON."""

    type: Literal["Feature"]
    geometry: Point
    properties: PlaceTold


class Places(TypedDict):
    """Places as GeoJSON.

    Attributes:
        total: incidents on the map.
        nowhere: incidents without a place that could be located.
        square: degrees of the squares by which places were put together; `null` if none were.
    """

    type: Literal["FeatureCollection"]
    features: list[PlaceFeature]
    total: int
    nowhere: int
    square: float | None


class Relation(TypedDict):
    """A kind of edge, with how many acts it is made of."""

    id: str
    words: str
    mutual: bool
    count: int


class Node(TypedDict):
    """An actor, or a side with all that act for it."""

    id: str
    label: str
    country: str
    sector: str
    count: int


class Edge(TypedDict):
    """One stands in a relation to another; `ids` are the first of the incidents or commitments."""

    source: str
    target: str
    kind: str
    mutual: bool
    count: int
    ids: list[str]


class LeftOut(TypedDict):
    """What the network does not show."""

    nodes: int
    incidents: int
    commitments: int


class Network(TypedDict):
    """Who meets, accuses, promises."""

    by: Literal["side", "actor"]
    kinds: list[Relation]
    nodes: list[Node]
    edges: list[Edge]
    left_out: LeftOut


class BesideAccount(TypedDict):
    """An account of an incident in short; `copy_of` is the report whose text its report carries."""

    account: str
    report: str
    outlet: str | None
    reported: date | None
    by: str
    day: Days | None
    quote: str
    title: str | None
    context: str
    position: int
    status: str
    score: float
    copy_of: str | None


class BesideValue(TypedDict):
    """What some accounts say of a field; `text` is `null` for those that do not tell it."""

    text: str | None
    value: Any
    accounts: list[str]


class BesideField(TypedDict):
    """A field of an incident: whether its accounts agree, can both be true, or differ."""

    field: Literal["status", "actors", "type", "mode", "recipients", "date", "place"]
    state: Literal["agree", "fit", "differ", "silent"]
    values: list[BesideValue]


class SourceNode(TypedDict):
    """Who says it, or an outlet that carries it."""

    id: str
    label: str
    kind: Literal["speaker", "outlet"]


class SourceEdge(TypedDict):
    """Who has it from whom."""

    source: str
    target: str
    how: Literal["says", "reports", "copy"]
    accounts: list[str]


class SourceGraph(TypedDict):
    """Who has it from whom."""

    nodes: list[SourceNode]
    edges: list[SourceEdge]


class Beside(TypedDict):
    """The accounts of an incident side by side."""

    accounts: list[BesideAccount]
    fields: list[BesideField]
    sources: SourceGraph
    contradictions: list[Contradiction]
