"""What the joining of incidents knows of words: groups of types, kinds of act, what numbers count."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.codebook.rules import TYPES
from servanda.errors import ConfigError

_FILE: Final = "data/incidents.yaml"
_COUNTS: Final = "data/word_counts.json"
_PATTERNS: Final = ("counts", "targets", "sides")
_LISTS: Final = ("generic", "stop", "months", "units")
_PARTS: Final = frozenset({"groups", "kinds", "sums", "numbers", *_PATTERNS, *_LISTS})
_KIND: Final = frozenset({"modes", "words", "says", "apart"})


@dataclass(frozen=True, slots=True)
class ActKind:
    """A sort of act that words tell; the keys are explained at the head of ``incidents.yaml``."""

    name: str
    modes: frozenset[str]
    words: re.Pattern[str]
    says: str
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """The file as records; the keys are explained at its head. ``groups``: by type, or by ``TYPE/mode``."""

    groups: dict[str, tuple[str, ...]]
    kinds: dict[str, ActKind]
    counts: dict[str, re.Pattern[str]]
    targets: dict[str, re.Pattern[str]]
    sides: dict[str, re.Pattern[str]]
    sums: re.Pattern[str]
    generic: frozenset[str]
    stop: frozenset[str]
    numbers: dict[str, int]
    months: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How much a stem tells: the logarithm of texts per text that holds it (``word_counts.json``)."""

    texts: int
    counts: dict[str, int]

    def of(self, stem: str) -> float:
        """From 0, a stem of every text, to about 6, one of hardly any."""
        return log((self.texts + 1) / (self.counts.get(stem, 1) + 0.5))


@cache
def word_weights() -> WordWeights:
    """The shipped counts; :class:`ConfigError` C002 if they cannot be read."""
    text = files("servanda.codebook").joinpath(_COUNTS).read_text("utf-8")
    try:
        data = json.loads(text)
        return WordWeights(int(data["texts"]), {str(k): int(v) for k, v in data["stems"].items()})
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError("C002", f"counts cannot be read: {error}", where=_COUNTS) from error


@cache
def incident_words() -> IncidentWords:
    """The lists; :class:`ConfigError` C002 if one breaks the rules of the file."""
    data = read_yaml(_FILE)
    check_keys(data, _PARTS, _PARTS, _FILE)
    patterns = {part: _patterns(data[part], f"{_FILE}: {part}") for part in _PATTERNS}
    lists = {part: frozenset(listing(data[part], f"{_FILE}: {part}")) for part in _LISTS}
    return IncidentWords(
        groups=_groups(data["groups"]),
        kinds=_kinds(data["kinds"]),
        counts=patterns["counts"],
        targets=patterns["targets"],
        sides=patterns["sides"],
        sums=_beginnings(listing(data["sums"], f"{_FILE}: sums")),
        generic=lists["generic"],
        stop=lists["stop"],
        numbers={str(word): int(value) for word, value in data["numbers"].items()},
        months=lists["months"],
        units=lists["units"],
    )


def _groups(data: dict[str, object]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for group, members in data.items():
        where = f"{_FILE}: groups: {group}"
        for member in listing(members, where):
            if member.partition("/")[0] not in TYPES:
                raise ConfigError("C002", f"no type {member!r}", where=where)
            out[member] = (*out.get(member, ()), group)
    if missing := [t for t in TYPES if t not in out]:
        raise ConfigError("C002", f"type {missing[0]} is in no group", where=f"{_FILE}: groups")
    return out


def _kinds(data: dict[str, dict[str, object]]) -> dict[str, ActKind]:
    out: dict[str, ActKind] = {}
    for name, entry in data.items():
        where = f"{_FILE}: kinds: {name}"
        check_keys(entry, _KIND, _KIND, where)
        apart = frozenset(listing(entry["apart"], where))
        if unknown := sorted(apart - set(data)):
            raise ConfigError("C002", f"no kind {unknown[0]!r}", where=where)
        out[name] = ActKind(
            name,
            frozenset(listing(entry["modes"], where)),
            _beginnings(listing(entry["words"], where)),
            str(entry["says"]),
            apart,
        )
    return out


def _patterns(data: dict[str, object], where: str) -> dict[str, re.Pattern[str]]:
    return {name: _beginnings(listing(words, where)) for name, words in data.items()}


def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words that begin so; those that end in ``!`` as they are, or with a plural's s."""
    each = [re.escape(w[:-1]) + r"s?\b" if w.endswith("!") else re.escape(w) for w in words]
    return re.compile(r"\b(?:" + "|".join(each) + r")(?![a-z]*[- ]held)")
