"""What acts make of two actors in the network, and which of it is mutual: ``relations.yaml``.

The file lies here and not in the codebook, since it changes what is drawn and nothing that is joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from servanda.codebook.load import check_keys, listing, parse_yaml
from servanda.codebook.rules import TYPES
from servanda.errors import ConfigError

PROMISES: Final = "promises"
"""The kind made of commitments."""

_FILE: Final = "relations.yaml"
_PARTS: Final = frozenset({"kinds", "mutual", "words"})


@dataclass(frozen=True, slots=True)
class Relations:
    """The file as records; its head explains the parts. ``kinds`` are in the order of the file."""

    kinds: tuple[str, ...]
    by_type: Mapping[str, str]
    mutual: frozenset[str]
    words: Mapping[str, str]


@cache
def relations() -> Relations:
    """Read and check ``relations.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    text = files("servanda.presenting").joinpath(_FILE).read_text("utf-8")
    return read_relations(parse_yaml(text, _FILE))


def read_relations(data: Mapping[str, Any]) -> Relations:
    """The table from the parsed file; see :func:`relations`."""
    check_keys(data, _PARTS, _PARTS, _FILE)
    kinds = {str(kind): listing(types, _FILE) for kind, types in data["kinds"].items()}
    by_type: dict[str, str] = {}
    for kind, types in kinds.items():
        for one in types:
            if one not in TYPES:
                raise ConfigError("C002", f"relations: {one!r} is no event type", where=_FILE)
            if one in by_type:
                raise ConfigError("C002", f"relations: {one} is in two kinds", where=_FILE)
            by_type[one] = kind
    mutual = frozenset(listing(data["mutual"], _FILE))
    words = {str(kind): str(said) for kind, said in data["words"].items()}
    if odd := sorted(({PROMISES, *mutual, *words} - kinds.keys()) | (kinds.keys() - words.keys())):
        raise ConfigError("C002", f"relations: {odd[0]!r} is no kind, or one without words", where=_FILE)
    return Relations(tuple(kinds), by_type, mutual, words)
