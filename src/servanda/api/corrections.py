"""What a person types for a field of a claim or report, as the JSON value a judgement holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from servanda.errors import RecordError
from servanda.model.account import Account, Report
from servanda.model.actor import Actor
from servanda.model.judgement import Judgement
from servanda.reconciliation.corrections import (
    FLAGS,
    LISTS,
    NUMBERS,
    OF_REPORT,
    ONE_ACTOR,
    check,
    check_report,
    no_field,
)
from servanda.reconciliation.corrections import fields_of as fields_of_claim

_SWITCHES: Final = {"true": True, "yes": True, "false": False, "no": False}


def field_value(thing: object, field: str, given: Sequence[str]) -> str:
    """JSON text of a field's new value; nothing given, or an empty word, means that the field is empty.

    Args:
        thing: the account or report that is corrected.
        field: a field of its claim, or ``published``, ``source``, ``title``, ``url`` of a report.
        given: what was typed; several only for lists of actors.

    Raises:
        RecordError: R011 if there is no such field, or it cannot have this value.
    """
    known = fields_of(thing)
    if not known:
        raise RecordError("R011", "only claims and reports have fields to correct", remedy="see show")
    if field not in known:
        kind = thing.claim.kind if isinstance(thing, Account) else "report"
        raise no_field(field, kind, known)
    words = [w.strip() for w in given if w.strip()]
    if field in LISTS:
        value: Any = words
    elif len(words) > 1:
        raise RecordError("R011", f"{field} has one value, not {len(words)}")
    else:
        value = _one(field, words[0]) if words else None
    if isinstance(thing, Account):
        check(thing.claim, field, value)
    else:
        check_report(field, value)
    return json.dumps(value, ensure_ascii=False)


def fields_of(thing: object) -> tuple[str, ...]:
    """The fields of a thing that can be accepted or corrected; none for a group or judgement."""
    if isinstance(thing, Report):
        return OF_REPORT
    return fields_of_claim(thing.claim) if isinstance(thing, Account) else ()


def grade_of(thing: object, given: str) -> str:
    """An Admiralty grade: a letter of a report's source, a digit of a claim's information.

    Raises:
        RecordError: R011 if it is none, or the other axis's.
    """
    word = given.strip().upper()
    if isinstance(thing, Report):
        if word not in tuple("ABCDEF"):
            raise RecordError(
                "R011", f"{given!r} is no grade of a source", remedy="A (reliable) to F (unknown)"
            )
    elif isinstance(thing, Account):
        if word not in tuple("123456"):
            raise RecordError(
                "R011", f"{given!r} is no grade of an information", remedy="1 (confirmed) to 6 (unknown)"
            )
    else:
        what = "judgement" if isinstance(thing, Judgement) else "group"
        raise RecordError("R011", f"a {what} has no grade", remedy="grade a report or a claim")
    return word


def _one(field: str, word: str) -> Any:  # noqa: ANN401 - a JSON value
    """A word as JSON; whether the field may read so is checked afterwards."""
    if field in ONE_ACTOR:
        return str(Actor.parse(word)) if word.count("|") == 2 else word
    if field in NUMBERS:
        return _number(field, word)
    if field in FLAGS:
        return _SWITCHES.get(word.lower(), word)
    return word.upper() if field == "type" else word


def _number(field: str, word: str) -> int | float:
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        raise RecordError("R011", f"{field}: {word!r} is no number") from None
    return int(value) if isfinite(value) and value == int(value) else value
