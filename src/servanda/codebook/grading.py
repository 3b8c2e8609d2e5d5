"""Rules that propose Admiralty grades, from ``grades.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from servanda.codebook.load import check_keys, read_yaml
from servanda.errors import ConfigError

SOURCE_GRADES = "ABCDEF"
INFORMATION_GRADES = "123456"
_FILE = "data/grades.yaml"
_KEYS = frozenset({"name", "axis", "grade", "when", "says"})
_SIGNS = frozenset({"witnesses", "alone", "denied", "stance", "hearsay"})


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One rule; the keys of ``when`` are explained at the head of ``grades.yaml``."""

    name: str
    axis: str
    grade: str
    when: Mapping[str, object]
    says: str


@cache
def load_grade_rules() -> tuple[GradeRule, ...]:
    """Read and check the file; :class:`servanda.errors.ConfigError` C002 for what is wrong in it."""
    rules = []
    for entry in read_yaml(_FILE).get("rules", ()):
        if not isinstance(entry, dict):
            raise ConfigError("C002", "a rule must be a mapping", where=_FILE)
        where = f"{_FILE}: {entry.get('name')}"
        check_keys(entry, _KEYS, _KEYS, where)
        grades = {"source": SOURCE_GRADES, "information": INFORMATION_GRADES}.get(str(entry["axis"]))
        if grades is None or str(entry["grade"]) not in grades:
            raise ConfigError("C002", f"no grade of {entry['axis']!r}: {entry['grade']!r}", where=where)
        if not isinstance(entry["when"], dict) or not entry["when"]:
            raise ConfigError("C002", "a rule must say when it holds", where=where)
        check_keys(entry["when"], _SIGNS, frozenset(), where)
        rules.append(
            GradeRule(
                str(entry["name"]),
                str(entry["axis"]),
                str(entry["grade"]),
                MappingProxyType(dict(entry["when"])),
                str(entry["says"]),
            )
        )
    return tuple(rules)
