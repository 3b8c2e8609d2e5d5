"""A commitment of the record as JSON: the codebook's keys (section 6), then what the record adds."""

from __future__ import annotations

from typing import Any

from servanda.model.days import iso_of
from servanda.model.view_json import view_to_json
from servanda.model.views import Evidence, Pledge


def pledge_to_json(pledge: Pledge) -> dict[str, Any]:
    """The codebook's keys plus ``id``, ``lifecycle``, ``standing``, ``expiry``, ``renewals``, ``evidence``.

    ``lifecycle`` and ``standing`` are words (:data:`servanda.model.views.Phase`, ``StandingName``); by whose
    account it stands so, since when and why are in keys of their own. ``renewals`` are the terms after the
    first. Days are ISO dates or intervals.
    """
    standing = pledge.standing
    conditions = "; ".join(words for words, _ in pledge.conditions)
    return {
        "id": pledge.id,
        "act": pledge.act,
        "obligors": [str(a) for a in pledge.obligors],
        "beneficiaries": [str(a) for a in pledge.beneficiaries],
        "force": pledge.force,
        "date": iso_of(pledge.made),
        "start": iso_of(pledge.start),
        "end": iso_of(pledge.expiry),
        "term": pledge.term,
        "renewal": pledge.renewal,
        "condition": conditions or None,
        "instrument": pledge.instrument,
        "quotes": list(pledge.quotes),
        "lifecycle": pledge.phase,
        "standing": standing.name if standing else "unknown",
        "standing_by": list(standing.by) if standing else [],
        "standing_since": standing.since.isoformat() if standing and standing.since else None,
        "standing_reasons": list(standing.reasons) if standing else [],
        "expiry": iso_of(pledge.expiry),
        "terms": view_to_json(pledge.terms),
        "renewals": view_to_json(tuple(t for t in pledge.terms if t.number > 1)),
        "evidence": [_evidence(e) for e in pledge.evidence],
        "steps": view_to_json(pledge.steps),
        "ties": view_to_json(pledge.ties),
        "versions": view_to_json(pledge.versions),
        "conditions": [{"condition": words, "met": met} for words, met in pledge.conditions],
        "instrument_id": pledge.instrument_id,
        "track": pledge.track,
        "place": view_to_json(pledge.where),
        "accounts": list(pledge.accounts),
        "reports": list(pledge.reports),
        "originals": pledge.originals,
        "first_reported": view_to_json(pledge.first_reported),
        "last_reported": view_to_json(pledge.last_reported),
        "reasons": list(pledge.reasons),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    """Report, quote, kind of link, by whose account, day; then the rest."""
    leading = ("report", "quote", "kind", "bearing", "by", "day")
    told: dict[str, Any] = view_to_json(one)
    return {**{key: told[key] for key in leading}, **{k: v for k, v in told.items() if k not in leading}}
