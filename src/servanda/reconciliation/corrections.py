"""What a field of a claim may read, and a claim with what was corrected.

The rules are the codebook's (sections 2 to 7): a value that it does not know is refused with one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final, get_args

from servanda.codebook.acts import ACTS
from servanda.codebook.figures import MEASURES
from servanda.codebook.rules import TYPES, event_types
from servanda.errors import RecordError
from servanda.knowledge.own.validating import SECTORS
from servanda.model.actor import Actor
from servanda.model.analysis import Status
from servanda.model.claim import Claim, Event, Figure, Force, Renewal
from servanda.model.days import days_of

LISTS: Final = frozenset({"actors", "recipients", "addressees", "obligors", "beneficiaries"})
"""Fields that hold several actors."""
ONE_ACTOR: Final = frozenset({"says", "speaker"})
DATES: Final = frozenset({"date", "start", "end"})
NUMBERS: Final = frozenset({"low", "high"})
FLAGS: Final = frozenset({"background", "approx", "cumulative"})
CHOICES: Final[Mapping[str, frozenset[str]]] = {
    "type": frozenset(TYPES),
    "status": frozenset(get_args(Status)),
    "force": frozenset(get_args(Force)),
    "renewal": frozenset(get_args(Renewal)),
    "form": frozenset({"direct", "indirect", "mixed"}),
    "act": ACTS,
    "measure": MEASURES,
}
NEVER_EMPTY: Final = frozenset({"type", "status", "form", "measure", "act", "force", "speaker", *FLAGS})
OF_REPORT: Final = ("published", "source", "title", "url")
"""Fields of a report that can be corrected."""

_FIXED: Final = frozenset({"provenance", "kind"})
_COUNTRY: Final = re.compile(r"[A-Z]{3}|")
_TERM: Final = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_MOST: Final = 1e15


def fields_of(claim: Claim) -> tuple[str, ...]:
    """The fields that can be accepted or corrected, in the codebook's order."""
    return tuple(f.name for f in fields(claim) if f.name not in _FIXED)


def no_field(field: str, kind: str, known: Sequence[str]) -> RecordError:
    """R011 with the fields that may be corrected, and how actors are written if some of them are actors."""
    actors = sorted((LISTS | ONE_ACTOR) & set(known), key=known.index)
    written = f"; {', '.join(actors)} written NAME|COUNTRY|SECTOR" if actors else ""
    article = "an" if kind[0] in "aeiou" else "a"
    return RecordError(
        "R011", f"no field {field!r}", remedy=f"fields of {article} {kind}: {', '.join(known)}{written}"
    )


def check(claim: Claim, field: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Whether a field of this claim may read so.

    Args:
        claim: as it reads now.
        field: its name.
        value: the JSON value that it should read.

    Raises:
        RecordError: R011, if there is no such field, or the codebook does not know the value.
    """
    known = fields_of(claim)
    if field not in known:
        raise no_field(field, claim.kind, known)
    if field in LISTS:
        if not isinstance(value, list):
            raise RecordError("R011", f"{field}: a list of actors is wanted, not {value!r}")
        for one in value:
            check_actor(field, one)
    elif field in FLAGS:
        if not isinstance(value, bool):
            raise RecordError("R011", f"{field}: {value!r} is neither yes nor no")
    elif value is None:
        if field in NEVER_EMPTY:
            raise RecordError("R011", f"{field} cannot be empty")
    elif field in NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _MOST:
            raise RecordError("R011", f"{field}: {value!r} is no number")
    elif not isinstance(value, str) or not value.strip():
        raise RecordError("R011", f"{field}: {value!r} is no text")
    else:
        _check_text(claim, field, value)
    if isinstance(claim, Figure) and field in NUMBERS:
        _check_bounds(replace(claim, **{field: value}))


def check_report(field: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Whether a field of a report may read so.

    Raises:
        RecordError: R011.
    """
    if field not in OF_REPORT:
        raise no_field(field, "report", OF_REPORT)
    if value is None:
        return
    if not isinstance(value, str) or not value.strip():
        raise RecordError("R011", f"{field}: {value!r} is no text")
    if field == "published":
        try:
            fine = date.fromisoformat(value).isoformat() == value
        except ValueError:
            fine = False
        if not fine:
            raise RecordError("R011", f"{field}: {value!r} is no day", remedy="write it as 2022-10-31")


def check_actor(field: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Whether it is an actor: a name, three capitals or nothing, a sector of the codebook or nothing.

    Raises:
        RecordError: R011.
    """
    if not isinstance(value, str) or value.count("|") != 2:
        raise RecordError("R011", f"{field}: {value!r} is no actor", remedy="write NAME|COUNTRY|SECTOR")
    actor = Actor.parse(value)
    if not actor.name.strip():
        raise RecordError("R011", f"{field}: an actor without a name: {value!r}")
    if not _COUNTRY.fullmatch(actor.country):
        remedy = "three letters as in ARM, INT, or nothing"
        raise RecordError("R011", f"{field}: {actor.country!r} is no country", remedy=remedy)
    if actor.sector and actor.sector not in SECTORS:
        raise RecordError("R011", f"{field}: {actor.sector!r} is none of {', '.join(sorted(SECTORS))}")


def modes_of(type_: str) -> tuple[str, ...]:
    """The modes of a type of event, in the codebook's order."""
    return tuple(mode for one in event_types() if one.name == type_ for mode, _ in one.modes)


def corrected(claim: Claim, values: Mapping[str, Any]) -> Claim:
    """The claim with these fields, by name as JSON; a mode that its type does not have is left out."""
    known = fields_of(claim)
    given = {name: decoded(name, values[name]) for name in sorted(values) if name in known}
    out = replace(claim, **given)
    if isinstance(out, Event) and out.mode and out.mode not in modes_of(out.type):
        out = replace(out, mode=None)
    return out


def decoded(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """A field's value as the claim holds it."""
    if name in LISTS:
        return tuple(Actor.parse(v) for v in value or ())
    if name in ONE_ACTOR:
        return Actor.parse(value) if value else None
    return value


def _check_text(claim: Claim, field: str, value: str) -> None:
    if field in ONE_ACTOR:
        check_actor(field, value)
    elif field in DATES:
        if days_of(value) is None:
            raise RecordError("R011", f"{field}: {value!r} is no date", remedy="write it as 2022-10-31")
    elif field == "term":
        if not _TERM.fullmatch(value):
            raise RecordError("R011", f"{field}: {value!r} is no duration", remedy="write five years as P5Y")
    elif field == "mode" and isinstance(claim, Event):
        if value not in (allowed := modes_of(claim.type)):
            fit = f": {', '.join(allowed)}" if allowed else ", which has none"
            raise RecordError("R011", f"{field}: {value!r} is no mode of {claim.type}{fit}")
    elif field in CHOICES and value not in CHOICES[field]:
        raise RecordError("R011", f"{field}: {value!r} is none of {', '.join(sorted(CHOICES[field]))}")


def _check_bounds(figure: Figure) -> None:
    if figure.low is None and figure.high is None:
        raise RecordError("R011", "a figure has a low or a high number, or both")
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        remedy = "correct the other one first"
        message = f"low {figure.low:g} is above high {figure.high:g}"
        raise RecordError("R011", message, remedy=remedy)
