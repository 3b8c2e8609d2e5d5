"""The rules of the time grammar, read from ``rules.yaml``: patterns over word classes, and their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from servanda.codebook.load import check_keys, parse_yaml
from servanda.errors import ConfigError

Kind = Literal[
    "date",
    "span",
    "weekday",
    "deictic",
    "period",
    "offset",
    "stretch",
    "clock",
    "feast",
    "ancient",
    "duration",
    "set",
    "vague",
]
"""What a time expression is; ``rules.yaml`` says what each means."""
_FILE: Final = "rules.yaml"
_KEYS: Final = frozenset({"kind", "pattern", "example", "set"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, its kind, and the values it sets.

    Attributes:
        name: of the rule, as ``Timex.rule`` shows it behind ``times/``.
        pattern: items apart by blanks.
        kind: of time.
        example: words that the pattern matches from end to end.
        set: values that the words do not show.
    """

    name: str
    pattern: str
    kind: Kind
    example: str
    set: Mapping[str, str | int]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file; C002 if the file cannot be read or an entry is not valid."""
    text = files("servanda.language.timing").joinpath(_FILE).read_text("utf-8")
    entries = parse_yaml(text, _FILE).get("rules")
    if not isinstance(entries, dict):
        raise ConfigError("C002", "the file must hold rules by name", where=_FILE)
    return tuple(_rule(str(name), entry) for name, entry in entries.items())


def _rule(name: str, entry: object) -> Rule:
    where = f"{_FILE}: {name}"
    if not isinstance(entry, dict):
        raise ConfigError("C002", "a rule must be a mapping", where=where)
    check_keys(entry, _KEYS, _KEYS - {"set"}, where)
    if entry["kind"] not in get_args(Kind):
        raise ConfigError("C002", f"unknown kind {entry['kind']!r}", where=where)
    given = MappingProxyType(dict(entry.get("set") or {}))
    return Rule(name, str(entry["pattern"]), cast("Kind", entry["kind"]), str(entry["example"]), given)
