"""A sentence with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and the ids of the accounts they rest on.

    ``each``: every account is noted, in this order, because the words tell of each.
    """

    text: str
    accounts: tuple[str, ...]
    each: bool = False
