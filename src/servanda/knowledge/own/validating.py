"""Rows of a file of own knowledge to records; whatever is wrong is told by line or item, all at once."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from servanda.codebook import lexicon
from servanda.knowledge.countries import ISO_INTERNATIONAL, country_name
from servanda.knowledge.organisations import KINDS, last_day
from servanda.knowledge.own.records import OwnActor, OwnPlace, OwnRule, WordClass
from servanda.knowledge.tables import normalise_name

SECTORS: Final = (
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "SEP",
    "CRM", "IGO", "NGO", "MED", "BUS", "REL", "EDU", "CVL", "REF", "UNK",
)  # fmt: skip
"""Sectors of codebook section 2."""
COLUMNS: Final = (
    "id", "name", "aliases", "country", "sector", "kind", "part_of", "since", "until",
    "lat", "lon", "radius_km", "word", "like", "pos", "note",
)  # fmt: skip
"""What a row may have; ``note`` is for the file's readers."""
_ALLOWED: Final = {
    "actor": frozenset(
        {"id", "name", "aliases", "country", "sector", "kind", "part_of", "since", "until", "note"}
    ),
    "place": frozenset(
        {"id", "name", "aliases", "country", "kind", "part_of", "lat", "lon", "radius_km", "note"}
    ),
    "rule": frozenset({"word", "like", "pos", "note"}),
}
_LONGEST_NAME: Final = 200
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_CLASSES: Final[dict[str, WordClass]] = {"": "verb", "verb": "verb", "noun": "noun", "adjective": "adjective"}
_WIDEST_KM: Final = 5_000.0
_R = TypeVar("_R", OwnActor, OwnPlace)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the file has it: ``actor``, ``place`` or ``rule``; where it stands; its cells."""

    record: str
    where: str
    values: Mapping[str, object]


class _WrongError(Exception):
    """What is wrong with one row, in words."""


@dataclass
class _File:
    """What has been read of a file so far."""

    actors: list[OwnActor] = field(default_factory=list)
    places: list[OwnPlace] = field(default_factory=list)
    rules: list[OwnRule] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def make_records(
    rows: Sequence[Row],
) -> tuple[tuple[OwnActor, ...], tuple[OwnPlace, ...], tuple[OwnRule, ...], list[str]]:
    """Records of all rows, and what is wrong; with problems, the records are not to be used."""
    file = _File()
    for row in rows:
        try:
            _add(file, row)
        except _WrongError as wrong:
            file.problems.append(f"{row.where}: {wrong}")
    if not file.problems:
        _check_ids(file.actors, file.problems)
        _check_ids(file.places, file.problems)
        _check_names(file)
        _check_rules(file)
    if not file.problems:
        file.actors = _inherit(file.actors, file.problems)
        file.places = _inherit(file.places, file.problems)
        for actor in file.actors:
            if not actor.sector and not file.problems:
                file.problems.append(f"{actor.where}: 'sector' is missing, here and in what it is part of")
    return tuple(file.actors), tuple(file.places), tuple(file.rules), file.problems


def _add(file: _File, row: Row) -> None:
    allowed = _ALLOWED.get(row.record)
    if allowed is None:
        raise _WrongError(f"record {row.record!r} is none of {', '.join(_ALLOWED)}")
    given = {key: value for key, value in row.values.items() if value not in ("", None, [])}
    unknown = sorted(set(given) - allowed)
    if unknown:
        known = ", ".join(sorted(allowed))
        raise _WrongError(f"{row.record} cannot have {unknown[0]!r} (it may have {known})")
    if row.record == "actor":
        file.actors.append(_actor(given, row.where))
    elif row.record == "place":
        file.places.append(_place(given, row.where))
    else:
        file.rules.append(_rule(given, row.where))


def _actor(given: Mapping[str, object], where: str) -> OwnActor:
    name, kind, sector = _name(given), _text(given, "kind"), _text(given, "sector")
    if kind and kind not in KINDS | {"person"}:
        raise _WrongError(f"unknown kind {kind!r} (known: person, {', '.join(sorted(KINDS))})")
    if sector and sector not in SECTORS:
        raise _WrongError(f"unknown sector {sector!r} (known: {', '.join(SECTORS)})")
    since, until = _day(given, "since"), last_day(_day(given, "until"))
    if since and until and since > until:
        raise _WrongError(f"'since' ({since}) is after 'until' ({until})")
    return OwnActor(
        id=_identity(given, name),
        name=name,
        aliases=_aliases(given),
        country=_country(given, international=True),
        sector=sector,
        kind=kind,
        part_of=_part_of(given),
        since=since,
        until=until,
        where=where,
    )


def _place(given: Mapping[str, object], where: str) -> OwnPlace:
    name = _name(given)
    lat, lon = _number(given, "lat", -90, 90), _number(given, "lon", -180, 180)
    if (lat is None) != (lon is None):
        raise _WrongError("'lat' and 'lon' go together")
    radius = _number(given, "radius_km", 0, _WIDEST_KM)
    return OwnPlace(
        id=_identity(given, name),
        name=name,
        aliases=_aliases(given),
        country=_country(given, international=False),
        kind=_text(given, "kind"),
        part_of=_part_of(given),
        lat=lat,
        lon=lon,
        radius_km=1.0 if radius is None else radius,
        where=where,
    )


def _rule(given: Mapping[str, object], where: str) -> OwnRule:
    word, like = _text(given, "word"), _text(given, "like")
    if not word or not like:
        raise _WrongError("a rule needs 'word' and 'like'")
    if " " in word:
        raise _WrongError(f"'word' is one word, not {word!r}")
    pos = _CLASSES.get(_text(given, "pos"))
    if pos is None:
        raise _WrongError(f"'pos' is verb, noun or adjective, not {given['pos']!r}")
    words = {"verb": lexicon().verbs, "noun": lexicon().nouns, "adjective": lexicon().adjectives}[pos]
    if like.lower() not in words:
        raise _WrongError(f"no {pos} {like!r} tells an event (docs/codebook lists those that do)")
    return OwnRule(word=word, like=like, pos=pos, where=where)


# -- cells


def _text(given: Mapping[str, object], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise _WrongError(f"{key!r} must be a text")
    return value.strip()


def _name(given: Mapping[str, object]) -> str:
    name = _text(given, "name")
    if not name:
        raise _WrongError("'name' is missing")
    return _checked(name)


def _checked(name: str) -> str:
    if len(name) > _LONGEST_NAME:
        raise _WrongError(f"a name has {len(name)} characters, the most is {_LONGEST_NAME}")
    if any(unicodedata.category(c) == "Cc" for c in name) or "|" in name:
        raise _WrongError(f"the name {name!r} has a control character or “|”")
    if not any(c.isalnum() for c in name):
        raise _WrongError(f"the name {name!r} has no letter")
    return " ".join(name.split())


def _aliases(given: Mapping[str, object]) -> tuple[str, ...]:
    value = given.get("aliases", [])
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise _WrongError("'aliases' must be a list of names")
    return tuple(dict.fromkeys(_checked(item) for item in items))


def _country(given: Mapping[str, object], *, international: bool) -> str:
    code = _text(given, "country")
    if not code or country_name(code) or (international and code == ISO_INTERNATIONAL):
        return code
    raise _WrongError(f"unknown country {code!r} (ISO 3166-1 alpha-3, as in SYR)")


def _identity(given: Mapping[str, object], name: str) -> str:
    said = _text(given, "id")
    if said and not _ID.fullmatch(said):
        raise _WrongError(f"id {said!r} has other characters than letters, digits, '.', '_' and '-'")
    if said:
        return f"own:{said}"
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = _NOT_PLAIN.sub("-", folded.replace("'", "")).strip("-")
    return f"own:{plain or name}"


def _part_of(given: Mapping[str, object]) -> str:
    said = _text(given, "part_of")
    return f"own:{said}" if said else ""


def _day(given: Mapping[str, object], key: str) -> str:
    """A day, month or year in ISO 8601, or empty."""
    said = _text(given, key)
    if said and not _is_date(said):
        raise _WrongError(f"{key!r} is no date: {said!r} (write 1999, 1999-05 or 1999-05-31)")
    return said


def _is_date(said: str) -> bool:
    if not _DATE.fullmatch(said):
        return False
    try:
        date.fromisoformat(said + "-01-01"[len(said) - len("1999") :])
    except ValueError:
        return False
    return True


def _number(given: Mapping[str, object], key: str, least: float, most: float) -> float | None:
    if key not in given:
        return None
    try:
        number = float(_text(given, key))
    except ValueError:
        raise _WrongError(f"{key!r} is no number: {given[key]!r}") from None
    if not math.isfinite(number) or not least <= number <= most:
        raise _WrongError(f"{key!r} is {number:g}, not between {least:g} and {most:g}")
    return number


# -- between rows


def _check_ids(rows: Sequence[OwnActor | OwnPlace], problems: list[str]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        if row.id in seen:
            problems.append(f"{row.where}: id {row.id[4:]!r} is also that of {seen[row.id]}")
        seen.setdefault(row.id, row.where)


def _check_names(file: _File) -> None:
    """A name of two places, or of two actors at one time, would decide nothing."""
    spans: dict[str, list[OwnActor]] = {}
    for actor in file.actors:
        for name in (actor.name, *actor.aliases):
            others = spans.setdefault(normalise_name(name), [])
            clash = next((o for o in others if o is not actor and _overlap(o, actor)), None)
            if clash:
                file.problems.append(f"{actor.where}: the name {name!r} is also that of {clash.where}")
            others.append(actor)
    places: dict[str, OwnPlace] = {}
    for place in file.places:
        for name in (place.name, *place.aliases):
            first = places.setdefault(normalise_name(name), place)
            if first is not place:
                file.problems.append(f"{place.where}: the name {name!r} is also that of {first.where}")


def _overlap(one: OwnActor, other: OwnActor) -> bool:
    return (not one.until or not other.since or other.since <= one.until) and (
        not other.until or not one.since or one.since <= other.until
    )


def _check_rules(file: _File) -> None:
    seen: dict[tuple[str, str], str] = {}
    for rule in file.rules:
        key = (rule.pos, rule.word.lower())
        if key in seen:
            file.problems.append(f"{rule.where}: the {rule.pos} {rule.word!r} has a rule in {seen[key]}")
        seen.setdefault(key, rule.where)


def _inherit(rows: list[_R], problems: list[str]) -> list[_R]:
    """Country and sector of what a row is part of, where it says none itself."""
    by_id = {row.id: row for row in rows}
    done: dict[str, _R] = {}
    for row in rows:
        path: list[_R] = []
        passed: dict[str, None] = {}
        at: _R | None = row
        while at is not None and at.id not in done:
            if at.id in passed:
                circle = " → ".join(key[4:] for key in [*passed, at.id])
                problems.append(f"{row.where}: 'part_of' goes round in a circle: {circle}")
                return rows
            path.append(at)
            passed[at.id] = None
            if at.part_of and at.part_of not in by_id:
                problems.append(f"{at.where}: 'part_of' names no id of the file: {at.part_of[4:]!r}")
                return rows
            at = by_id.get(at.part_of)
        for below in reversed(path):
            done[below.id] = _with_parent(below, done.get(below.part_of))
    return [done[row.id] for row in rows]


def _with_parent(row: _R, parent: _R | None) -> _R:
    if parent is None:
        return row
    if isinstance(row, OwnActor) and isinstance(parent, OwnActor):
        return replace(row, country=row.country or parent.country, sector=row.sector or parent.sector)
    return replace(row, country=row.country or parent.country)
