"""What makes figures comparable (``tallies.yaml``), and the policies that choose (``policies.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

from servanda.codebook.figures import MEASURES
from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError

_FILE = "data/tallies.yaml"
_POLICIES = "data/policies.yaml"
_SETS = ("fighting", "counting", "further", "official", "party", "independent")
_KEYS = frozenset({"events", "kinds", "sides", "side_sectors", "including", "vague", *_SETS})


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRules:
    """All of ``tallies.yaml``.

    Attributes:
        events: by measure, the types of act it can belong to, the likeliest first.
        kinds: by word (lower case), the kind of people it counts.
        within: by kind, the kinds that hold all of it, the narrowest first.
        sides: by word (lower case), whose side it tells.
        side_sectors: by side, the sectors of those who speak for it.
        fighting: words for fighting that goes on.
        counting: words with which a state tells its own losses.
        including: phrases after which a number is part of another.
        further: words that make it a further part.
        vague: by word of vague number, what ACLED counts it as.
        official, party, independent: sectors.
    """

    events: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    within: Mapping[str, tuple[str, ...]]
    sides: Mapping[str, str]
    side_sectors: Mapping[str, frozenset[str]]
    fighting: frozenset[str]
    counting: frozenset[str]
    including: tuple[str, ...]
    further: frozenset[str]
    vague: Mapping[str, int]
    official: frozenset[str]
    party: frozenset[str]
    independent: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A way to choose low, best and high; the keys are explained at the head of ``policies.yaml``."""

    name: str
    title: str
    use: Literal["all", "official"]
    best: Literal["none", "reliable", "lowest", "latest"]
    range: Literal["hull", "best"]
    why: str


@cache
def load_tally_rules() -> TallyRules:
    """Read and check ``tallies.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_tally_rules(read_yaml(_FILE))


def read_tally_rules(data: Mapping[str, Any]) -> TallyRules:
    """The rules from the parsed file; see :func:`load_tally_rules`."""
    check_keys(data, _KEYS, _KEYS, _FILE)
    events = {measure: listing(types, _FILE) for measure, types in data["events"].items()}
    if unknown := sorted(set(events) - MEASURES):
        raise ConfigError("C002", f"no such measure: {unknown[0]}", where=_FILE)
    kinds: dict[str, str] = {}
    within: dict[str, tuple[str, ...]] = {}
    for kind, row in data["kinds"].items():
        within[kind] = listing(row["within"], _FILE)
        for word in listing(row["words"], _FILE):
            if kinds.setdefault(word, kind) != kind:
                raise ConfigError("C002", f"{word!r} is of two kinds", where=_FILE)
    if loose := sorted({k for ks in within.values() for k in ks} - set(within)):
        raise ConfigError("C002", f"no such kind: {loose[0]}", where=_FILE)
    return TallyRules(
        events=MappingProxyType(events),
        kinds=MappingProxyType(kinds),
        within=MappingProxyType(within),
        sides=MappingProxyType(
            {w: side for side, words in data["sides"].items() for w in listing(words, _FILE)}
        ),
        side_sectors=MappingProxyType(
            {side: frozenset(listing(s, _FILE)) for side, s in data["side_sectors"].items()}
        ),
        including=listing(data["including"], _FILE),
        vague=MappingProxyType({str(w): int(n) for w, n in data["vague"].items()}),
        **{key: frozenset(listing(data[key], _FILE)) for key in _SETS},
    )


@cache
def load_policies() -> Mapping[str, Policy]:
    """Every policy by name, in the order of the file; the first is the one used unless another is named.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_policies(read_yaml(_POLICIES))


def read_policies(data: Mapping[str, Any]) -> Mapping[str, Policy]:
    """The policies from the parsed file; see :func:`load_policies`."""
    keys = frozenset(["title", "use", "best", "range", "why"])
    choices = {
        "use": ("all", "official"),
        "best": ("none", "reliable", "lowest", "latest"),
        "range": ("hull", "best"),
    }
    out: dict[str, Policy] = {}
    for name, row in data.items():
        where = f"{_POLICIES}: {name}"
        check_keys(row, keys, keys, where)
        for key, allowed in choices.items():
            if row[key] not in allowed:
                raise ConfigError("C002", f"{key}: {row[key]!r}", where=where, remedy=f"one of {allowed}")
        out[str(name)] = Policy(name=str(name), **cast("dict[str, Any]", {**row, "why": row["why"].strip()}))
    return MappingProxyType(out)
