"""Who mediates, and how reports say so: ``data/tracks.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError
from servanda.model.actor import Actor

_FILE: Final = "data/tracks.yaml"
_BODY: Final = frozenset({"actor", "called", "members"})


@dataclass(frozen=True, slots=True)
class Mediator:
    """A body with a track of its own; ``members`` are states that take part for it."""

    actor: Actor
    called: re.Pattern[str]
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrackTable:
    """The file; its head explains the parts.

    ``mediates(names)`` is in :mod:`servanda.reconciliation.tracks`: ``before``, ``by`` and ``after`` are
    alternatives to put around a name.
    """

    bodies: tuple[Mediator, ...]
    powers: tuple[str, ...]
    before: str
    by: str
    after: str
    topics: re.Pattern[str]
    came: re.Pattern[str]


@cache
def track_table() -> TrackTable:
    """Read and check ``tracks.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_tracks(read_yaml(_FILE))


def read_tracks(data: Mapping[str, Any]) -> TrackTable:
    """The table from the parsed file; see :func:`track_table`."""
    try:
        cues = {
            kind: "|".join(f"(?:{c})" for c in listing(words, _FILE)) for kind, words in data["cues"].items()
        }
        return TrackTable(
            bodies=tuple(_body(row) for row in data["bodies"]),
            powers=listing(data["powers"], _FILE),
            before=cues["before"],
            by=cues["by"],
            after=cues["after"],
            topics=_any(data["topics"]),
            came=_any(data["came"]),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise ConfigError("C002", f"tracks: {error}", where=_FILE) from error


def _body(row: Mapping[str, Any]) -> Mediator:
    check_keys(row, _BODY, _BODY, _FILE)
    return Mediator(Actor.parse(row["actor"]), _any(row["called"]), frozenset(row["members"]))


def _any(parts: object) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in listing(parts, _FILE)), re.IGNORECASE)
