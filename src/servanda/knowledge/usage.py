"""Who says which name for what is disputed, divided or renamed: a record of usage, and no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from servanda.knowledge.tables import normalise_name, read_rows


@dataclass(frozen=True, slots=True)
class Usage:
    """A row of ``data/usage.tsv``.

    Attributes:
        what: the thing named, as the other tables call it.
        name: one of its names.
        users: who uses that name, in words.
        since, until: first and last day or year of that use; empty if not known or to this day.
        source: where that can be looked up.
    """

    what: str
    name: str
    users: str
    since: str
    until: str
    source: str


@cache
def all_usages() -> tuple[Usage, ...]:
    """Every row, in the order of the table."""
    return tuple(Usage(*row) for row in read_rows("usage", 6))


def find_usages(name: str) -> tuple[Usage, ...]:
    """The names of what goes by ``name``, with who uses each; empty if no row tells."""
    word = normalise_name(name)
    things = {usage.what for usage in all_usages() if word in (usage.what, usage.name)}
    return tuple(usage for usage in all_usages() if usage.what in things)
