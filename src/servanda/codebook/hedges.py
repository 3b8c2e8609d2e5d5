"""Hedges: words by which a report keeps its distance from what it passes on, as records of data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast, get_args

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError
from servanda.model import Stance

Scope = Literal["cue", "clause", "noun", "near"]
_FILE: Final = "data/hedges.yaml"
_REQUIRED: Final = frozenset({"category", "scope", "phrases", "example"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """One family of hedges; the keys are explained at the head of ``hedges.yaml``.

    ``phrases`` are sequences of lemmas.
    """

    name: str
    category: Stance
    scope: Scope
    phrases: frozenset[tuple[str, ...]]
    terminators: frozenset[str]
    exceptions: frozenset[str]
    example: str


@cache
def hedges() -> tuple[Hedge, ...]:
    """All families, in the order of their file.

    Raises:
        ConfigError: C002 if one breaks the rules of the file.
    """
    return tuple(_read(name, entry) for name, entry in read_yaml(_FILE).items())


def _read(name: str, entry: dict[str, object]) -> Hedge:
    where = f"{_FILE}: {name}"
    check_keys(entry, _REQUIRED | {"terminators", "exceptions"}, _REQUIRED, where)
    for key, allowed in (("category", get_args(Stance)), ("scope", get_args(Scope))):
        if entry[key] not in allowed:
            raise ConfigError("C002", f"unknown {key} {entry[key]!r}", where=where)
    return Hedge(
        name=name,
        category=cast("Stance", entry["category"]),
        scope=cast("Scope", entry["scope"]),
        phrases=frozenset(tuple(phrase.split()) for phrase in listing(entry["phrases"], where)),
        terminators=frozenset(listing(entry.get("terminators"), where)),
        exceptions=frozenset(listing(entry.get("exceptions"), where)),
        example=str(entry["example"]),
    )


@cache
def hedge_words(scope: Scope) -> dict[str, Hedge]:
    """The families of one scope whose phrases are single words, by word."""
    return {
        phrase[0]: hedge
        for hedge in reversed(hedges())
        if hedge.scope == scope
        for phrase in sorted(hedge.phrases)
        if len(phrase) == 1
    }
