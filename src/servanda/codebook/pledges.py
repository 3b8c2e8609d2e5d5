"""Tables for joining undertakings and for the life of commitments (``data/pledges.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from servanda.codebook.acts import ACTS
from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError

_FILE: Final = "data/pledges.yaml"
_ACTS: Final = ("lasting", "wide", "narrow", "missions", "hosted", "at_once", "once")
_WORDS: Final = ("nameless", "empty", "scopes")
_STEMS: Final = ("extends", "suspends", "completes", "replaces", "implements", "reaffirms")
_KINDS: Final = frozenset({"truce", "mandate", "declaration", "agreement"})
_KEYS: Final = frozenset({*_ACTS, *_WORDS, *_STEMS, "kinds", "kind_of_act", "undoes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeTable:
    """The file, checked; its head says what each list is for. Patterns match the start of words."""

    lasting: frozenset[str]
    wide: frozenset[str]
    narrow: frozenset[str]
    missions: frozenset[str]
    hosted: frozenset[str]
    at_once: frozenset[str]
    once: frozenset[str]
    undoes: Mapping[str, tuple[str, ...]]
    nameless: frozenset[str]
    empty: frozenset[str]
    scopes: frozenset[str]
    extends: re.Pattern[str]
    suspends: re.Pattern[str]
    completes: re.Pattern[str]
    replaces: re.Pattern[str]
    implements: re.Pattern[str]
    reaffirms: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    kind_of_act: Mapping[str, str]


@cache
def pledge_table() -> PledgeTable:
    """Read and check ``data/pledges.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_pledge_table(read_yaml(_FILE))


def read_pledge_table(data: Mapping[str, Any]) -> PledgeTable:
    """The table from the parsed file; see :func:`pledge_table`."""
    check_keys(data, _KEYS, _KEYS, _FILE)
    acts = {key: frozenset(listing(data[key], f"{_FILE}: {key}")) for key in _ACTS}
    for key, named in acts.items():
        if unknown := sorted(named - ACTS):
            raise ConfigError("C002", f"no such act: {unknown[0]}", where=f"{_FILE}: {key}")
    kinds, of_act, undoes = data["kinds"], data["kind_of_act"], data["undoes"]
    if not all(isinstance(x, dict) for x in (kinds, of_act, undoes)):
        raise ConfigError("C002", "kinds, kind_of_act and undoes must be mappings", where=_FILE)
    undone = {act: listing(acts_, f"{_FILE}: undoes") for act, acts_ in undoes.items()}
    if wrong := sorted({*undone, *(a for named in undone.values() for a in named)} - ACTS):
        raise ConfigError("C002", f"no such act: {wrong[0]}", where=f"{_FILE}: undoes")
    if wrong := sorted((set(kinds) | set(of_act.values())) - _KINDS):
        raise ConfigError("C002", f"no such kind of instrument: {wrong[0]}", where=_FILE)
    if wrong := sorted(set(of_act) - ACTS):
        raise ConfigError("C002", f"no such act: {wrong[0]}", where=f"{_FILE}: kind_of_act")
    words = {key: frozenset(listing(data[key], f"{_FILE}: {key}")) for key in _WORDS}
    stems = {key: _pattern(data[key], key) for key in _STEMS}
    return PledgeTable(
        lasting=acts["lasting"],
        wide=acts["wide"],
        narrow=acts["narrow"],
        missions=acts["missions"],
        hosted=acts["hosted"],
        at_once=acts["at_once"],
        once=acts["once"],
        undoes=MappingProxyType(undone),
        nameless=words["nameless"],
        empty=words["empty"],
        scopes=words["scopes"],
        extends=stems["extends"],
        suspends=stems["suspends"],
        completes=stems["completes"],
        replaces=stems["replaces"],
        implements=stems["implements"],
        reaffirms=stems["reaffirms"],
        kinds=MappingProxyType({kind: _pattern(stems_, kind) for kind, stems_ in kinds.items()}),
        kind_of_act=MappingProxyType(dict(of_act)),
    )


def _pattern(value: object, key: str) -> re.Pattern[str]:
    stems = listing(value, f"{_FILE}: {key}")
    if not stems:
        raise ConfigError("C002", "an empty list of stems", where=f"{_FILE}: {key}")
    return re.compile(rf"\b(?:{'|'.join(re.escape(s) for s in stems)})", re.IGNORECASE)
