"""Everything that is named, dated, counted or quoted in a report, whether a claim uses it or not.

The language and resolution stages keep what they know by tokens (:mod:`servanda.model.analysis`). These
records are what of it leaves the program on request: by characters, resolved, ``None`` where left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.model.actor import Actor
from servanda.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A name, description or pronoun of somebody; one record each where it stands for several.

    ``id`` is the same for the same actor in every report; ``None`` with ``actor`` where nobody is known.
    """

    span: Span
    actor: Actor | None = None
    id: str | None = None
    kind: Literal["actor"] = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name.

    Attributes:
        span: the name without titles and articles.
        name: the place's own name.
        id: of the gazetteer.
        lat, lon: degrees, WGS 84.
        precision: 1 to 7 as UCDP counts, from the exact place to the whole country or beyond.
    """

    span: Span
    name: str | None = None
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    kind: Literal["place"] = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression: TIMEX3 type and value, first and last day of what is meant."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    first: date | None = None
    last: date | None = None
    kind: Literal["time"] = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number with inclusive bounds and its unit: currency, ``%``, ISO 8601 duration, unit of measure."""

    span: Span
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMention:
    """Words in quotation marks, the marks included; whose they are, and the word that says so ("said")."""

    span: Span
    speaker: Actor | None = None
    cue: str | None = None
    kind: Literal["quotation"] = "quotation"


ListedMention = ActorMention | PlaceMention | TimeMention | NumberMention | QuotationMention
