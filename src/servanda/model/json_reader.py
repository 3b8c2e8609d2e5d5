"""The codebook's JSON (section 8) back to records; see :mod:`servanda.model.json`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from servanda.errors import InputError, Issue, ModelError
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Figure, Link, Provenance, Rejection, Statement
from servanda.model.coding import Coding
from servanda.model.document import Dateline, Document, OffsetMap
from servanda.model.json_mentions import read_mention
from servanda.model.listed import ListedMention
from servanda.model.span import Span

Record = dict[str, Any]
"""One JSON object."""

C = TypeVar("C", Event, Statement, Figure, Commitment)


def from_json(data: Mapping[str, Any]) -> Coding:
    """The record again. Hand-made gold is read too: spans that are not given are looked up by the quotes.

    Raises:
        InputError: I007 if the object is not in the codebook's format.
    """
    try:
        return _coding(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ModelError) as error:
        where = str(data.get("id", "")) if isinstance(data, Mapping) else ""
        detail = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(
            "I007",
            f"not a report in the codebook's format: {detail}",
            where=where,
            remedy="see the JSON Schema",
        ) from error


def _coding(data: Mapping[str, Any]) -> Coding:
    text = _text(data["text"])
    issues = tuple(Issue(**i) for i in data.get("issues", ()))
    document = Document(
        id=_text(data["id"]),
        sha256=data.get("sha256") or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        original=data.get("original", text),
        text=text,
        offsets=_offsets(data.get("offsets"), text),
        title=data.get("title"),
        source=data.get("source"),
        published=_date(data.get("published")),
        url=data.get("url"),
        dates=tuple((where, date.fromisoformat(day)) for where, day in data.get("dates", ())),
        dateline=_read_dateline(data.get("dateline")),
        language=data.get("language"),
        media_type=data.get("media_type", "application/json"),
        removed=tuple((reason, words) for reason, words in data.get("removed", ())),
        breaks=tuple(data.get("breaks", ())),
        issues=issues,
    )

    def each(kind: str, read: Callable[[Record, Provenance], C]) -> tuple[C, ...]:
        return tuple(read(r, _provenance(r, text)) for r in data.get(kind, ()))

    return Coding(
        document=document,
        events=each("events", _event),
        statements=each("statements", _statement),
        figures=each("figures", _figure),
        commitments=each("commitments", _commitment),
        rejections=tuple(
            Rejection(kind=r["kind"], span=Span(*r["span"]), coder=r["coder"], reason=r["reason"])
            for r in data.get("rejections", ())
        ),
        written=_read_interval(data.get("written")),
        written_reasons=tuple(data.get("written_reasons", ())),
        issues=issues,
        mentions=_mentions(data.get("mentions"), text),
    )


def _mentions(rows: Sequence[Record] | None, text: str) -> tuple[ListedMention, ...] | None:
    return None if rows is None else tuple(read_mention(r, text) for r in rows)


def _provenance(r: Record, text: str) -> Provenance:
    spans = (
        tuple(Span(*pair) for pair in r["spans"])
        if "spans" in r
        else tuple(_find(q, text) for q in _quotes(r))
    )
    if not spans:
        raise ValueError("a claim has no quote")
    if max(s.end for s in spans) > len(text):
        raise ValueError("a span lies outside the text")
    return Provenance(
        evidence=spans,
        coder=r.get("coder", ""),
        score=float(r.get("score", 1.0)),
        reasons=tuple(r.get("reasons", ())),
        fields=tuple((name, Span(*pair)) for name, pairs in r.get("fields", {}).items() for pair in pairs),
        chain=tuple(_link(link) for link in r.get("chain", ())),
    )


def _link(r: Record) -> Link:
    return Link(
        source=_maybe_actor(r.get("source")),
        words=_maybe_span(r.get("words")),
        cue=_maybe_span(r.get("cue")),
        hedge=_maybe_span(r.get("hedge")),
        stance=r.get("stance", "plain"),
    )


def _maybe_span(pair: Sequence[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _quotes(r: Record) -> list[str]:
    return list(r["quotes"]) if "quotes" in r else [r["quote"]]


def _find(quote: str, text: str) -> Span:
    start = text.find(quote)
    if start < 0 or not quote:
        raise ValueError(f"quote is not in the text: {quote[:60]!r}")
    return Span(start, start + len(quote))


def _event(r: Record, made: Provenance) -> Event:
    return Event(
        type=r["type"],
        mode=r.get("mode"),
        actors=_actors(r.get("actors")),
        recipients=_actors(r.get("recipients")),
        status=r.get("status", "happened"),
        background=bool(r.get("background", False)),
        date=r.get("date"),
        place=r.get("place"),
        says=_maybe_actor(r.get("says")),
        provenance=made,
    )


def _statement(r: Record, made: Provenance) -> Statement:
    return Statement(
        speaker=Actor.parse(r["speaker"]),
        addressees=_actors(r.get("addressees")),
        form=r["form"],
        provenance=made,
    )


def _figure(r: Record, made: Provenance) -> Figure:
    return Figure(
        measure=r["measure"],
        low=r["low"],
        high=r["high"],
        approx=bool(r.get("approx", False)),
        of=r.get("of"),
        unit=r.get("unit"),
        event=r.get("event"),
        date=r.get("date"),
        place=r.get("place"),
        says=_maybe_actor(r.get("says")),
        cumulative=bool(r.get("cumulative", False)),
        provenance=made,
    )


def _commitment(r: Record, made: Provenance) -> Commitment:
    return Commitment(
        act=r["act"],
        obligors=_actors(r.get("obligors")),
        beneficiaries=_actors(r.get("beneficiaries")),
        force=r["force"],
        date=r.get("date"),
        start=r.get("start"),
        end=r.get("end"),
        term=r.get("term"),
        renewal=r.get("renewal"),
        condition=r.get("condition"),
        instrument=r.get("instrument"),
        provenance=made,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("id and text must be strings")
    return value


def _offsets(runs: Sequence[Sequence[int]] | None, text: str) -> OffsetMap:
    return OffsetMap.identity(len(text)) if runs is None else OffsetMap(tuple(_run(r) for r in runs))


def _run(values: Sequence[int]) -> tuple[int, int, int, int]:
    text_start, original_start, original_length, text_length = values
    return text_start, original_start, original_length, text_length


def _actors(values: Sequence[str] | None) -> tuple[Actor, ...]:
    return tuple(Actor.parse(v) for v in values or ())


def _maybe_actor(value: str | None) -> Actor | None:
    return Actor.parse(value) if value else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _read_interval(value: str | None) -> tuple[date, date] | None:
    """Both days of ``2022-10-31/2022-11-01``; a less exact date stands for its first and its last day."""
    if not value:
        return None
    first, _, last = value.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(value: str) -> date:
    year, month, day = ([int(p) for p in value.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def _last_day(value: str) -> date:
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _read_dateline(r: Record | None) -> Dateline | None:
    if r is None:
        return None
    return Dateline(span=Span(*r["span"]), place=r["place"], day=_date(r["day"]), agency=r["agency"])
