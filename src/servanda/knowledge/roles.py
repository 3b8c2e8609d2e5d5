"""Nouns that say what somebody is: "lawmaker", "security forces", "aid group"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from servanda.knowledge.tables import read_rows


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun makes of its bearer: sector (codebook section 2), one person or a group of people."""

    noun: str
    sector: str
    kind: Literal["person", "group"]


@cache
def _roles() -> dict[str, Role]:
    roles = {}
    for noun, sector, kind in read_rows("roles", 3):
        role = Role(noun, sector, "person" if kind == "person" else "group")
        roles[noun] = role
        if " " in noun and noun.endswith("s"):
            # Looked up by the lemma of the last word: "security forces" is asked for as "security force".
            roles.setdefault(noun[:-1], role)
    return roles


def find_role(phrase: str) -> Role | None:
    """The role a noun phrase names, by its longest ending that the table knows.

    Args:
        phrase: words in lower case, the head last and as a lemma: ``"senior intelligence official"``.
    """
    words = phrase.split(" ")
    roles = _roles()
    for first in range(max(0, len(words) - 4), len(words)):
        role = roles.get(" ".join(words[first:]))
        if role:
            return role
    return None
