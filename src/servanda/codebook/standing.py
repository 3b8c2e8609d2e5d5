"""What keeps, breaks, puts in doubt and does not touch each kind of promise: ``data/standing.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from servanda.codebook.acts import ACTS
from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.codebook.rules import TYPES
from servanda.errors import ConfigError

Duty = Literal["refrain", "once", "lasting"]
Due = Literal["at_once", "by_date"]
Fades = Literal["soon", "late"]
Bearing = Literal["breaks", "doubts", "keeps"]
By = Literal["obligor", "kin", "party", "anybody", "nobody"]
To = Literal["other", "party", "anybody"]

_FILE: Final = "data/standing.yaml"
_ACT: Final = frozenset({"says", "duty", "due", "fades", "about"})
_OPTIONAL: Final = frozenset(
    {
        "each",
        "counts",
        "breaks",
        "doubts",
        "keeps",
        "apart",
        "local",
        "named",
        "present",
        "answers",
        "wide",
        "adopts",
    }
)
_DEED: Final = frozenset({"deed", "by", "to", "words", "unless", "part", "tied", "score", "why"})
_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class DeedRule:
    """One kind of deed and how it bears on a promise; the keys are explained at the head of the file.

    Attributes:
        name: act, bearing and number (``ceasefire/breaks-1``).
        deeds: for each event type, the modes that count (``None``: all) and those that do not.
        words, unless: what must, and must not, stand in the words that tell the deed.
        tied: the sentence must hold the deed against what was promised, in a report of the promise or at
            its place.
    """

    name: str
    bearing: Bearing
    deeds: Mapping[str, tuple[frozenset[str] | None, frozenset[str]]]
    by: By
    to: To
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    part: bool
    tied: bool
    score: float
    why: str

    def fits(self, type_: str, mode: str | None) -> bool:
        """Whether an event of this type and mode is such a deed."""
        if type_ not in self.deeds:
            return False
        only, never = self.deeds[type_]
        return mode not in never and (only is None or mode in only)


@dataclass(frozen=True, slots=True)
class ActStanding:
    """How promises of one act kind are judged.

    Attributes:
        says: the promise in words, after "promised".
        fades: how soon a deed has likely to do with something else.
        each: whether each of those bound must do it.
        counts: measure of the figures that are held against a promised number; ``None`` if none is.
        about: finds the words by which reports name what was promised.
        apart: kinds of the thing promised (rail, road); a promise that names some is about those alone.
        local: in a war within a country it is about one place, which its deeds must share.
        named: its own words must name what it is about, or an end of fighting.
        present: those who were to come being told to be there keeps it.
        answers: for the case of an attack it is a promise, not a threat.
        wide: its words are everybody's, so that a deed of words must share more with it than its doer.
        adopts: to be adopted is to be done.
        rules: those that break first, then those that doubt, then those that keep.
    """

    act: str
    says: str
    duty: Duty
    due: Due
    fades: Fades
    each: bool
    counts: str | None
    about: re.Pattern[str]
    apart: tuple[re.Pattern[str], ...]
    local: bool
    named: bool
    present: bool
    answers: bool
    wide: bool
    adopts: bool
    rules: tuple[DeedRule, ...]

    @property
    def prohibition(self) -> bool:
        """Whether something must not be done: such a promise is never ``kept``, only not broken so far."""
        return self.duty == "refrain"

    @property
    def types(self) -> tuple[str, ...]:
        """Event types that may bear on it, sorted."""
        return tuple(sorted({t for rule in self.rules for t in rule.deeds}))


@dataclass(frozen=True, slots=True)
class StandingTable:
    """The whole table.

    Attributes:
        acts: every act of the codebook.
        names: words for what binds (truce, agreement …).
        broken, collapsed, over, denied, unreal, tied, after, asked, mutual, wars, fights: how reports and
            parties speak of a breach; keys of ``speech``.
        vows, asks, refuses, foretold, unmade, adopted: how a sentence binds somebody, or does not.
        before, besides, ends, peace, started: of deeds before; of other things violated; of an end; of the
            end of a war; of beginnings.
        against, floated, tries, threatens, lacking, bare, came: of what binds nobody.
        stops: of an end of fighting.
        done, despite, rebuts, undone: of promises told as done, as passed over, of claims refused, of
            instruments given up.
        polls, planned: words by which observers are those of an election, or are still to come.
        alleged, hearsay, likely, draft: of what is only told of somebody, is likely, or is a draft.
        once_only: of what binds only once something has come.
        outcome, underway, failed: of what was done, is being done, or came to nothing.
        still: of what went on or came later.
        armed, ceases: what a withdrawal names; verbs and nouns of ending.
        loose: types of deeds whose doer alone ties them to no promise.
        dull: words that promises and deeds share by chance.
        soon: by "day", "week", "month" the words for so near a day.
        competent: names of those who may find a breach.
    """

    acts: Mapping[str, ActStanding]
    names: re.Pattern[str]
    broken: re.Pattern[str]
    collapsed: re.Pattern[str]
    over: re.Pattern[str]
    denied: re.Pattern[str]
    unreal: re.Pattern[str]
    tied: re.Pattern[str]
    after: re.Pattern[str]
    asked: re.Pattern[str]
    mutual: re.Pattern[str]
    wars: re.Pattern[str]
    fights: re.Pattern[str]
    competent: re.Pattern[str]
    vows: re.Pattern[str]
    asks: re.Pattern[str]
    refuses: re.Pattern[str]
    foretold: re.Pattern[str]
    unmade: re.Pattern[str]
    adopted: re.Pattern[str]
    before: re.Pattern[str]
    besides: re.Pattern[str]
    ends: re.Pattern[str]
    peace: re.Pattern[str]
    started: re.Pattern[str]
    polls: re.Pattern[str]
    planned: re.Pattern[str]
    against: re.Pattern[str]
    floated: re.Pattern[str]
    tries: re.Pattern[str]
    threatens: re.Pattern[str]
    lacking: re.Pattern[str]
    bare: re.Pattern[str]
    came: re.Pattern[str]
    stops: re.Pattern[str]
    done: re.Pattern[str]
    despite: re.Pattern[str]
    rebuts: re.Pattern[str]
    undone: re.Pattern[str]
    alleged: re.Pattern[str]
    hearsay: re.Pattern[str]
    likely: re.Pattern[str]
    draft: re.Pattern[str]
    once_only: re.Pattern[str]
    outcome: re.Pattern[str]
    underway: re.Pattern[str]
    failed: re.Pattern[str]
    still: re.Pattern[str]
    armed: re.Pattern[str]
    ceases: re.Pattern[str]
    loose: frozenset[str]
    dull: re.Pattern[str]
    soon: Mapping[str, re.Pattern[str]]


@cache
def standing_table() -> StandingTable:
    """Read and check ``standing.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_standing(read_yaml(_FILE))


def read_standing(data: Mapping[str, Any]) -> StandingTable:
    """The table from the parsed file; see :func:`standing_table`."""
    try:
        words = {name: _stems(stems, f"{_FILE}: words {name}") for name, stems in data["words"].items()}
        speech = {name: _regex(parts, f"{_FILE}: speech {name}") for name, parts in data["speech"].items()}
        acts = {act: _act(act, entry, words) for act, entry in data["acts"].items()}
        if odd := sorted(set(acts) ^ ACTS):
            raise ConfigError("C002", f"act {odd[0]!r} is missing or unknown", where=_FILE)
        return StandingTable(
            acts=MappingProxyType(acts),
            names=_stems(data["names"], f"{_FILE}: names"),
            broken=speech["broken"],
            collapsed=speech["collapsed"],
            over=speech["over"],
            denied=speech["not"],
            unreal=speech["unreal"],
            tied=speech["tied"],
            after=speech["after"],
            asked=speech["asked"],
            mutual=speech["mutual"],
            wars=speech["wars"],
            fights=speech["fights"],
            competent=_regex(data["competent"], f"{_FILE}: competent"),
            vows=speech["vows"],
            asks=speech["asks"],
            refuses=speech["refuses"],
            foretold=speech["foretold"],
            unmade=speech["unmade"],
            adopted=speech["adopted"],
            before=speech["before"],
            besides=speech["besides"],
            ends=speech["ends"],
            peace=speech["peace"],
            started=speech["started"],
            polls=speech["polls"],
            planned=speech["planned"],
            against=speech["against"],
            floated=speech["floated"],
            tries=speech["tries"],
            threatens=speech["threatens"],
            lacking=speech["lacking"],
            bare=speech["bare"],
            came=speech["came"],
            stops=speech["stops"],
            done=speech["done"],
            despite=speech["despite"],
            rebuts=speech["rebuts"],
            undone=speech["undone"],
            alleged=speech["alleged"],
            hearsay=speech["hearsay"],
            likely=speech["likely"],
            draft=speech["draft"],
            once_only=speech["once_only"],
            outcome=speech["outcome"],
            underway=speech["underway"],
            failed=speech["failed"],
            still=speech["still"],
            armed=speech["armed"],
            ceases=speech["ceases"],
            loose=_types(data["loose"]),
            dull=_stems(data["dull"], f"{_FILE}: dull"),
            soon=MappingProxyType({w: speech[f"soon_{w}"] for w in ("day", "week", "month")}),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ConfigError("C002", f"standing: {error}", where=_FILE) from error


def _act(act: str, entry: Mapping[str, Any], words: Mapping[str, re.Pattern[str]]) -> ActStanding:
    where = f"{_FILE}: {act}"
    check_keys(entry, _ACT | _OPTIONAL, _ACT, where)
    _choice(entry["duty"], Duty, where)
    _choice(entry["due"], Due, where)
    _choice(entry["fades"], Fades, where)
    rules = tuple(
        _rule(f"{act}/{bearing}-{number}", bearing, row, words)
        for bearing in get_args(Bearing)
        for number, row in enumerate(entry.get(bearing, ()), 1)
    )
    return ActStanding(
        act=act,
        says=str(entry["says"]),
        duty=entry["duty"],
        due=entry["due"],
        fades=entry["fades"],
        each=bool(entry.get("each", False)),
        counts=entry.get("counts"),
        about=_NEVER if entry["about"] == "none" else words[entry["about"]],
        apart=tuple(words[name] for name in listing(entry.get("apart", []), where)),
        local=bool(entry.get("local", False)),
        named=bool(entry.get("named", False)),
        present=bool(entry.get("present", False)),
        answers=bool(entry.get("answers", False)),
        wide=bool(entry.get("wide", False)),
        adopts=bool(entry.get("adopts", False)),
        rules=rules,
    )


def _rule(
    name: str, bearing: Bearing, row: Mapping[str, Any], words: Mapping[str, re.Pattern[str]]
) -> DeedRule:
    where = f"{_FILE}: {name}"
    check_keys(row, _DEED, _DEED - {"words", "unless", "part", "tied"}, where)
    _choice(row["by"], By, where)
    _choice(row["to"], To, where)
    if not 0 < row["score"] <= 1:
        raise ConfigError("C002", f"score {row['score']!r} is not in (0, 1]", where=where)
    return DeedRule(
        name=name,
        bearing=bearing,
        deeds=MappingProxyType(dict(_deed(text, where) for text in listing(row["deed"], where))),
        by=row["by"],
        to=row["to"],
        words=words[row["words"]] if "words" in row else None,
        unless=words[row["unless"]] if "unless" in row else None,
        part=bool(row.get("part", False)),
        tied=bool(row.get("tied", False)),
        score=float(row["score"]),
        why=str(row["why"]),
    )


def _deed(text: str, where: str) -> tuple[str, tuple[frozenset[str] | None, frozenset[str]]]:
    head, *never = text.split()
    type_, _, modes = head.partition("/")
    if type_ not in TYPES or not all(word.startswith("-") for word in never):
        raise ConfigError("C002", f"no such deed: {text}", where=where)
    only = frozenset(modes.split("|")) if modes else None
    return type_, (only, frozenset(word[1:] for word in never))


def _choice(value: object, allowed: object, where: str) -> None:
    if value not in get_args(allowed):
        raise ConfigError("C002", f"unknown value {value!r}", where=where)


def _types(value: object) -> frozenset[str]:
    """Event types, all of which the codebook must know."""
    found = frozenset(listing(value, f"{_FILE}: loose"))
    if odd := sorted(found - set(TYPES)):
        raise ConfigError("C002", f"no such event type: {odd[0]}", where=_FILE)
    return found


def _stems(value: object, where: str) -> re.Pattern[str]:
    """Words that begin with one of the stems; those that end in ``$`` are whole words."""
    stems = sorted(listing(value, where), key=lambda s: (-len(s), s))
    parts = (rf"{re.escape(s[:-1])}\b" if s.endswith("$") else re.escape(s) for s in stems)
    return _compiled(rf"\b(?:{'|'.join(parts)})".replace(r"\ ", " "))


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank is any blank: sentences run over the ends of lines."""
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)


def _regex(value: object, where: str) -> re.Pattern[str]:
    if not isinstance(value, list) or not value:
        raise ConfigError("C002", "expected a list of patterns", where=where)
    try:
        return _compiled("|".join(rf"(?:{part})" for part in cast("list[str]", value)))
    except re.error as error:
        raise ConfigError("C002", f"not a pattern: {error}", where=where) from error
