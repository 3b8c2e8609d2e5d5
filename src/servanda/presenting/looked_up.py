"""Answers of ``who`` and ``where`` as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from servanda.model import ResolvedPlace
from servanda.resolution.offices import OfficeAnswer, OfficeCandidate


def who_json(answer: OfficeAnswer) -> dict[str, Any]:
    """Whom words mean, and who was thought of."""
    days, one = answer.days, answer.candidate
    return {
        "words": answer.phrase,
        "on": "/".join(dict.fromkeys(day.isoformat() for day in days)) if days else None,
        "actor": str(answer.actor) if answer.actor else None,
        "id": answer.id,
        "office": _term_as_json(one) if one else None,
        "source": answer.term.source if answer.term else None,
        "reason": answer.reason,
        "candidates": [
            {"name": lost.name, "office": _term_as_json(lost) if lost.office else None, "reason": lost.reason}
            for lost in answer.rejected
        ],
    }


def _term_as_json(one: OfficeCandidate) -> dict[str, Any]:
    return {
        "title": one.office,
        "first": one.first or None,
        "last": None if one.last.endswith("+") else one.last,
        "known_to": one.last.removesuffix("+"),
        "acting": one.acting,
    }


def where_json(words: str, answer: ResolvedPlace) -> dict[str, Any]:
    """What a place's name stands for, and the places that lost."""
    fields = asdict(answer)
    rejected = fields.pop("rejected")
    return {"words": words, **fields, "geo_precision": answer.geo_precision, "candidates": rejected}
