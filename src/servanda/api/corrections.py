"""What a person types for a field of a claim or report, as the JSON value a judgement holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final, get_args

from servanda.codebook.acts import ACTS
from servanda.codebook.figures import MEASURES
from servanda.codebook.rules import TYPES
from servanda.errors import RecordError
from servanda.model.account import Account, Report
from servanda.model.actor import Actor
from servanda.model.analysis import Status
from servanda.model.claim import Force, Renewal
from servanda.model.days import days_of
from servanda.model.judgement import Judgement

_LISTS: Final = frozenset({"actors", "recipients", "addressees", "obligors", "beneficiaries"})
_ACTORS: Final = frozenset({*_LISTS, "says", "speaker"})
_DATES: Final = frozenset({"date", "start", "end", "published"})
_NUMBERS: Final = frozenset({"low", "high"})
_SWITCHES: Final = {"true": True, "yes": True, "false": False, "no": False}
_FLAGS: Final = frozenset({"background", "approx", "cumulative"})
_OF_REPORT: Final = ("published", "source", "title", "url")
_CHOICES: Final[dict[str, frozenset[str]]] = {
    "type": frozenset(TYPES),
    "status": frozenset(get_args(Status)),
    "force": frozenset(get_args(Force)),
    "renewal": frozenset(get_args(Renewal)),
    "form": frozenset({"direct", "indirect", "mixed"}),
    "act": ACTS,
    "measure": MEASURES,
}
_NEVER_EMPTY: Final = frozenset({"type", "status", "form", "measure", "act", "force", "speaker", *_FLAGS})


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
    if field not in known:
        kind = thing.claim.kind if isinstance(thing, Account) else "report"
        raise RecordError("R011", f"no field {field!r}", remedy=f"fields of a {kind}: {', '.join(known)}")
    words = [w.strip() for w in given if w.strip()]
    if field in _LISTS:
        return json.dumps([_actor(field, w) for w in words], ensure_ascii=False)
    if len(words) > 1:
        raise RecordError("R011", f"{field} has one value, not {len(words)}")
    if not words:
        if field in _NEVER_EMPTY:
            raise RecordError("R011", f"{field} cannot be empty")
        return "null"
    return json.dumps(_one(field, words[0]), ensure_ascii=False)


def fields_of(thing: object) -> tuple[str, ...]:
    """The fields of a thing that can be accepted or corrected; none for a group or judgement."""
    if isinstance(thing, Report):
        return _OF_REPORT
    if isinstance(thing, Account):
        return tuple(f.name for f in fields(thing.claim) if f.name not in ("provenance", "kind"))
    return ()


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
    if field in _ACTORS:
        return _actor(field, word)
    if field in _DATES:
        if days_of(word) is None or (field == "published" and len(word) != 10):
            raise RecordError("R011", f"{field}: {word!r} is no date", remedy="write it as 2022-10-31")
        return word
    if field in _NUMBERS:
        return _number(field, word)
    if field in _FLAGS:
        if word.lower() not in _SWITCHES:
            raise RecordError("R011", f"{field}: {word!r} is neither yes nor no")
        return _SWITCHES[word.lower()]
    if field == "type":
        word = word.upper()
    allowed = _CHOICES.get(field)
    if allowed is not None and word not in allowed:
        raise RecordError("R011", f"{field}: {word!r} is none of {', '.join(sorted(allowed))}")
    return word


def _actor(field: str, word: str) -> str:
    if word.count("|") != 2:
        raise RecordError("R011", f"{field}: {word!r} is no actor", remedy="write NAME|COUNTRY|SECTOR")
    return str(Actor.parse(word))


def _number(field: str, word: str) -> int | float:
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        value = float("nan")
    if not 0 <= value < 1e15:
        raise RecordError("R011", f"{field}: {word!r} is no number")
    return int(value) if value == int(value) else value
