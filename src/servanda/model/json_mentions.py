"""Mentions to JSON and back; see :mod:`servanda.model.json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from servanda.model.actor import Actor
from servanda.model.listed import (
    ActorMention,
    ListedMention,
    NumberMention,
    PlaceMention,
    QuotationMention,
    TimeMention,
)
from servanda.model.span import Span


def write_mention(mention: ListedMention, text: str) -> dict[str, Any]:
    """The object of a mention of ``text``: where, kind, words, and the fields of its kind."""
    span = mention.span
    head = {"start": span.start, "end": span.end, "kind": mention.kind, "text": span.of(text)}
    return {**head, **_fields(mention)}


def read_mention(record: Mapping[str, Any], text: str) -> ListedMention:
    """The mention again.

    Raises:
        ValueError, KeyError, TypeError: if it is none, or lies outside ``text``.
    """
    span = Span(record["start"], record["end"])
    if span.end > len(text):
        raise ValueError("a mention lies outside the text")
    match record["kind"]:
        case "actor":
            return ActorMention(span=span, actor=_read_actor(record["actor"]), id=record["id"])
        case "place":
            return PlaceMention(
                span=span,
                name=record["name"],
                id=record["id"],
                lat=record["lat"],
                lon=record["lon"],
                precision=record["precision"],
            )
        case "time":
            first, last = (date.fromisoformat(d) if d else None for d in (record["first"], record["last"]))
            return TimeMention(span=span, type=record["type"], value=record["value"], first=first, last=last)
        case "number":
            return NumberMention(span=span, low=record["low"], high=record["high"], unit=record["unit"])
        case "quotation":
            return QuotationMention(span=span, speaker=_read_actor(record["speaker"]), cue=record["cue"])
        case other:
            raise ValueError(f"no such kind of mention: {other!r}")


def _fields(mention: ListedMention) -> dict[str, Any]:
    match mention:
        case ActorMention():
            return {"actor": _actor(mention.actor), "id": mention.id}
        case PlaceMention():
            return {
                "name": mention.name,
                "id": mention.id,
                "lat": mention.lat,
                "lon": mention.lon,
                "precision": mention.precision,
            }
        case TimeMention():
            return {
                "type": mention.type,
                "value": mention.value,
                "first": _day(mention.first),
                "last": _day(mention.last),
            }
        case NumberMention():
            return {"low": _number(mention.low), "high": _number(mention.high), "unit": mention.unit}
        case QuotationMention():
            return {"speaker": _actor(mention.speaker), "cue": mention.cue}


def _actor(actor: Actor | None) -> str | None:
    return str(actor) if actor else None


def _read_actor(value: str | None) -> Actor | None:
    return Actor.parse(value) if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
