"""News agencies: whose copy a text carries, by its dateline or the name it is signed with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError

_FILE = "data/agencies.yaml"


@dataclass(frozen=True, slots=True)
class Agencies:
    """All of ``agencies.yaml``.

    Attributes:
        names: of the agencies, by what their copy is signed with.
        pattern: any such sign.
        states: by name of an agency that a state owns, that state.
    """

    names: Mapping[str, str]
    pattern: str
    states: Mapping[str, str]


@cache
def load_agencies() -> Agencies:
    """Read and check the file; :class:`servanda.errors.ConfigError` C002 for what is wrong in it."""
    names: dict[str, str] = {}
    states: dict[str, str] = {}
    for entry in read_yaml(_FILE).get("agencies", ()):
        if not isinstance(entry, dict):
            raise ConfigError("C002", "an agency must be a mapping", where=_FILE)
        where = f"{_FILE}: {entry.get('name')}"
        check_keys(entry, frozenset({"name", "signs", "state"}), frozenset({"name", "signs"}), where)
        if "state" in entry:
            states[str(entry["name"])] = str(entry["state"])
        for sign in listing(entry["signs"], where):
            if names.setdefault(sign, str(entry["name"])) != entry["name"]:
                raise ConfigError("C002", f"{sign!r} stands for two agencies", where=where)
    signs = sorted(names, key=lambda sign: (-len(sign), sign))
    pattern = "|".join(re.escape(sign) for sign in signs)
    return Agencies(MappingProxyType(names), pattern, MappingProxyType(states))


def agency_named(words: str | None) -> str | None:
    """The agency that ``words`` name, wholly or as a part ("AFP, Yerevan"); ``None`` if they name none."""
    if not words:
        return None
    known = load_agencies()
    if words in known.names:
        return known.names[words]
    found = re.search(rf"(?<!\w)(?<!\w-)(?:{known.pattern})(?![\w-])", words)
    return known.names[found[0]] if found else None


def state_of(outlet: str | None) -> str | None:
    """The state that owns the agency an outlet is; ``None`` if no state does or nothing is known."""
    agency = agency_named(outlet) or agency_named((outlet or "").upper())
    return load_agencies().states.get(agency) if agency else None


_GENERIC = re.compile(
    r"(?i)\b(?:the|news|press|agency|newspaper|daily|radio|television|tv|channel|online|network)\b|[^\w ]"
)


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """Under what an outlet is the same: "sana" and "SANA", "Wayline" and "Wayline News Agency"."""
    known = agency_named(name) or agency_named(name.upper())
    if known:
        return known
    return " ".join(_GENERIC.sub(" ", name).casefold().split()) or name.casefold()
