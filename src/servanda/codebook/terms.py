"""What the codebook's words mean, on one line each; for tooltips and for whoever reads a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from servanda.codebook.load import read_yaml
from servanda.codebook.rules import event_types
from servanda.codebook.tallies import load_policies
from servanda.errors import ConfigError

_FILE: Final = "data/terms.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its definition; ``of`` is the event type of a mode, else empty."""

    kind: str
    name: str
    definition: str
    of: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """All words: event types and modes first, then those of ``terms.yaml`` in its order, then policies.

    Raises:
        ConfigError: C002 for what is wrong in the file.
    """
    found: list[Term] = []
    for one in event_types():
        found.append(Term("type", one.name, one.definition))
        found += [Term("mode", mode, words, one.name) for mode, words in one.modes]
    for kind, words in read_yaml(_FILE).items():
        if not isinstance(words, Mapping):
            raise ConfigError("C002", "each kind of term is a mapping", where=f"{_FILE}: {kind}")
        for name, definition in words.items():
            if not isinstance(definition, str):
                raise ConfigError("C002", "a definition is a text", where=f"{_FILE}: {kind}: {name}")
            found.append(Term(str(kind), str(name), definition))
    found += [Term("policy", name, one.why) for name, one in load_policies().items()]
    return tuple(found)
