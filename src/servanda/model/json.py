"""Records to the codebook's JSON (section 8) and back.

One object a report. Beside the codebook's keys stand what the program adds: ``id``, ``spans``, ``coder``,
``score``, ``reasons``, ``fields``, ``chain`` and ``vouched`` of each claim; ``sha256``, ``url``,
``language``, ``media_type``, ``dates``, ``dateline``, ``written_reasons``, ``removed`` and ``issues`` of the
report; ``mentions`` where the coding has them. ``schema/coding.schema.json`` in the package describes the
whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from servanda.errors import Issue
from servanda.model.actor import Actor
from servanda.model.claim import Claim, Commitment, Event, Figure, Link, Statement
from servanda.model.coding import Coding
from servanda.model.document import Dateline, Document
from servanda.model.json_mentions import write_mention
from servanda.model.json_reader import Record, from_json
from servanda.model.span import Span

__all__ = ["KINDS", "Record", "actor_names", "claim_id", "from_json", "to_json", "to_line"]

KINDS: Final = ("events", "statements", "figures", "commitments")
"""Keys of a report's object that hold claims, in the order of the codebook."""

_LINE_BREAKS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What some readers take for the end of a line though JSON allows it inside a string."""


def to_json(
    coding: Coding,
    *,
    rejections: bool = False,
    original: bool = False,
    versions: Mapping[str, str] | None = None,
) -> Record:
    """The report's object after codebook section 8.

    Args:
        coding: what was read.
        rejections: also tell what rules proposed and others took back.
        original: also keep the verbatim input and the map to it, so that :func:`from_json`
            gives back an equal record.
        versions: what made it (``{"servanda": "0.1.0", …}``), kept as it is.
    """
    doc = coding.document
    out: Record = {
        "id": doc.id,
        "title": doc.title,
        "source": doc.source,
        "published": _day(doc.published),
        "written": _interval(coding.written),
        "text": doc.text,
        "events": [_claim(doc, c) for c in coding.events],
        "statements": [_claim(doc, c) for c in coding.statements],
        "figures": [_claim(doc, c) for c in coding.figures],
        "commitments": [_claim(doc, c) for c in coding.commitments],
        "written_reasons": list(coding.written_reasons),
        "url": doc.url,
        "language": doc.language,
        "media_type": doc.media_type,
        "sha256": doc.sha256,
        "dates": [[where, day.isoformat()] for where, day in doc.dates],
        "dateline": _dateline(doc.dateline),
        "removed": [list(pair) for pair in doc.removed],
        "issues": [_issue(i) for i in coding.issues],
    }
    if rejections:
        out["rejections"] = [
            {
                "kind": r.kind,
                "span": _pair(r.span),
                "quote": r.span.of(doc.text),
                "coder": r.coder,
                "reason": r.reason,
            }
            for r in coding.rejections
        ]
    if coding.mentions is not None:
        out["mentions"] = [write_mention(m, doc.text) for m in coding.mentions]
    if original:
        out["original"] = doc.original
        out["offsets"] = [list(run) for run in doc.offsets.runs]
        out["breaks"] = list(doc.breaks)
    if versions:
        out["versions"] = dict(versions)
    return out


def to_line(record: Record) -> str:
    """One line of JSON without its line end; what some readers take for line breaks is escaped."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def claim_id(document: Document, claim: Claim) -> str:
    """``E-``, ``S-``, ``F-`` or ``C-`` and 16 hex digits: a hash of what the claim says, and where.

    Coder, score and reasons do not enter, so that better rules give the same claim the same id.
    """
    said = [document.sha256, claim.kind, _says_what(claim), [_pair(s) for s in claim.provenance.evidence]]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return f"{claim.kind[0].upper()}-{digest[:16]}"


def actor_names(actors: Sequence[Actor]) -> list[str]:
    """Actors in the codebook's form ``name|COUNTRY|SECTOR``."""
    return [str(a) for a in actors]


def _says_what(claim: Claim) -> Record:
    """The codebook's fields of a claim, quotes left out."""
    if isinstance(claim, Event):
        return {
            "type": claim.type,
            "mode": claim.mode,
            "actors": actor_names(claim.actors),
            "recipients": actor_names(claim.recipients),
            "status": claim.status,
            "background": claim.background,
            "date": claim.date,
            "place": claim.place,
            "says": _actor(claim.says),
        }
    if isinstance(claim, Statement):
        return {
            "speaker": str(claim.speaker),
            "addressees": actor_names(claim.addressees),
            "form": claim.form,
        }
    if isinstance(claim, Figure):
        return {
            "measure": claim.measure,
            "low": _number(claim.low),
            "high": _number(claim.high),
            "approx": claim.approx,
            "of": claim.of,
            "unit": claim.unit,
            "event": claim.event,
            "date": claim.date,
            "place": claim.place,
            "says": _actor(claim.says),
            "cumulative": claim.cumulative,
        }
    return {
        "act": claim.act,
        "obligors": actor_names(claim.obligors),
        "beneficiaries": actor_names(claim.beneficiaries),
        "force": claim.force,
        "date": claim.date,
        "start": claim.start,
        "end": claim.end,
        "term": claim.term,
        "renewal": claim.renewal,
        "condition": claim.condition,
        "instrument": claim.instrument,
    }


def _claim(document: Document, claim: Claim) -> Record:
    made = claim.provenance
    quotes = [s.of(document.text) for s in made.evidence]
    words = {"quotes": quotes} if isinstance(claim, Event | Commitment) else {"quote": quotes[0]}
    fields: dict[str, list[list[int]]] = {}
    for name, span in made.fields:
        fields.setdefault(name, []).append(_pair(span))
    return {
        **_says_what(claim),
        **words,
        "id": claim_id(document, claim),
        "spans": [_pair(s) for s in made.evidence],
        "coder": made.coder,
        "score": round(made.score, 4),
        "reasons": list(made.reasons),
        "fields": fields,
        "chain": [_link(link) for link in made.chain],
        "vouched": made.vouched,
    }


def _link(link: Link) -> Record:
    return {
        "source": _actor(link.source),
        "words": _maybe_pair(link.words),
        "cue": _maybe_pair(link.cue),
        "hedge": _maybe_pair(link.hedge),
        "stance": link.stance,
    }


def _maybe_pair(span: Span | None) -> list[int] | None:
    return None if span is None else _pair(span)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _interval(days: tuple[date, date] | None) -> str | None:
    if days is None:
        return None
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _actor(actor: Actor | None) -> str | None:
    return str(actor) if actor else None


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _dateline(line: Dateline | None) -> Record | None:
    if line is None:
        return None
    return {"span": _pair(line.span), "place": line.place, "day": _day(line.day), "agency": line.agency}


def _issue(issue: Issue) -> Record:
    return {
        "code": issue.code,
        "message": issue.message,
        "level": issue.level,
        "where": issue.where,
        "start": issue.start,
        "end": issue.end,
    }
