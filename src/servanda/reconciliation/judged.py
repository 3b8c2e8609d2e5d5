"""A judgement in words: who decided what, when and why, and whether that still holds."""

from __future__ import annotations

import json
from typing import Final

from servanda.model.judgement import Judgement

_DONE: Final = {
    "same": "held to be the same",
    "different": "held apart",
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "grade": "graded",
    "note": "noted",
    "hide": "marked as sensitive",
    "recode": "read anew",
    "withdraw": "withdrawn",
    "undo": "undone",
}


def words_of(one: Judgement, undone_by: Judgement | None = None) -> str:
    """``mode corrected to phone, by ann on 2026-12-01 [J-…]: they telephoned``."""
    what = _DONE[one.verdict]
    if one.verdict in ("correct", "grade"):
        what = f"{what} {'to ' if one.verdict == 'correct' else ''}{value_words(one.value)}"
    if one.verdict in ("note", "hide"):
        what = f"{what}: {value_words(one.value)}"
    if one.field:
        what = f"{one.field} {what}"
    author = one.author if one.role == "person" else f"the {one.role} {one.author}"
    said = f"{what}, by {author} on {one.at[:10]} [{one.id}]"
    if one.reasons:
        said += f": {'; '.join(one.reasons)}"
    if undone_by is not None:
        why = f": {'; '.join(undone_by.reasons)}" if undone_by.reasons else ""
        said += f" (undone by {undone_by.author} on {undone_by.at[:10]} [{undone_by.id}]{why})"
    return said


def value_words(text: str) -> str:
    """A judgement's value as a person writes it; actors of a list with ``and`` between them."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if value is None or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " and ".join(str(v) for v in value) if isinstance(value, list) else str(value)
