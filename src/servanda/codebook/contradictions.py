"""Words by which accounts are seen to contradict each other: ``contradictions.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from servanda.codebook.load import check_keys, listing, read_yaml

_FILE = "data/contradictions.yaml"
_PHRASES = ("denies", "dismisses", "passive", "mutual", "accusing", "leave", "remain")
_WORDS = (
    "claimed",
    "holding",
    "withheld",
    "generic",
    "first",
    "forces",
    "wishing",
    "open",
    "content",
    "lead",
    "idle",
    "own",
    "rebels",
)
_KEYS = frozenset({"topics", *_PHRASES, *_WORDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRules:
    """All of ``contradictions.yaml``.

    Attributes:
        topics: by name, a pattern that finds a word of the topic.
        denies, dismisses, passive, mutual, accusing, leave, remain: patterns for any of the phrases.
        claimed, holding, withheld, generic, first, forces, wishing, open, content, lead, idle, own, rebels:
            words in lower case.
    """

    topics: Mapping[str, re.Pattern[str]]
    denies: re.Pattern[str]
    dismisses: re.Pattern[str]
    passive: re.Pattern[str]
    mutual: re.Pattern[str]
    accusing: re.Pattern[str]
    leave: re.Pattern[str]
    remain: re.Pattern[str]
    claimed: frozenset[str]
    holding: frozenset[str]
    withheld: frozenset[str]
    generic: frozenset[str]
    first: frozenset[str]
    forces: frozenset[str]
    wishing: frozenset[str]
    open: frozenset[str]
    content: frozenset[str]
    lead: frozenset[str]
    idle: frozenset[str]
    own: frozenset[str]
    rebels: frozenset[str]


@cache
def load_contradictions() -> ContradictionRules:
    """Read and check ``contradictions.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_contradictions(read_yaml(_FILE))


def read_contradictions(data: Mapping[str, Any]) -> ContradictionRules:
    """The rules from the parsed file; see :func:`load_contradictions`."""
    check_keys(data, _KEYS, _KEYS, _FILE)
    phrases = {k: _any(listing(data[k], _FILE)) for k in _PHRASES}
    words = {k: frozenset(listing(data[k], _FILE)) for k in _WORDS}
    topics = {name: _beginning(listing(stems, _FILE)) for name, stems in data["topics"].items()}
    return ContradictionRules(topics=MappingProxyType(topics), **phrases, **words)  # type: ignore[arg-type]


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in longest) + r")\b", re.IGNORECASE)


def _beginning(stems: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(s) for s in sorted(stems)) + r")\w*", re.IGNORECASE)
