"""Views to JSON: keys in the order of the fields, days as ISO dates, actors as ``name|COUNTRY|SECTOR``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from servanda.model.actor import Actor


def view_to_json(view: Any) -> Any:  # noqa: ANN401 - any view, and what it is made of
    """A view as JSON values. A pair of days becomes ``FIRST/LAST``, or the day alone."""
    if isinstance(view, Actor):
        return str(view)
    if isinstance(view, date):
        return view.isoformat()
    if is_dataclass(view):
        return {f.name: view_to_json(getattr(view, f.name)) for f in fields(view)}
    if isinstance(view, tuple | list):
        if len(view) == 2 and all(isinstance(d, date) for d in view):
            first, last = view
            return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return [view_to_json(v) for v in view]
    if isinstance(view, float) and view == int(view):
        return int(view)
    return view


def group_id(letter: str, *parts: object) -> str:
    """``I-…``: the letter and 16 hex digits, a hash of ``parts``; for ids of views and judgements."""
    said = json.dumps([str(p) for p in parts], ensure_ascii=False)
    return f"{letter}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
