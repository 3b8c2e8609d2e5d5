"""What a person is asked to look at, what depends on it, and how far two people agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["claim", "join", "contradiction", "placement"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """One entry of the queue.

    Attributes:
        kind: a claim; two things that were joined; accounts that cannot both hold; an undated report that
            others place, or that nothing places.
        things: what is decided about: a claim, the two ends of a join, the claims of both sides, a report.
        title: what it is, on one line.
        about: ids of the views it is in.
        accounts: claims whose words tell what it is about, the first ones first.
        doubt: 0 (sure) to 1.
        weight: at least 1; grows with what depends on it.
        why: the doubt in words.
        depends: the weight in words.
    """

    kind: Kind
    things: tuple[str, ...]
    title: str
    about: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    doubt: float
    weight: float
    why: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()

    @property
    def priority(self) -> float:
        """Doubt times weight, by which the queue is ordered."""
        return round(self.doubt * self.weight, 4)

    @property
    def order(self) -> tuple[float, str, tuple[str, ...]]:
        """Most urgent first; of equals by kind and ids."""
        return -self.priority, self.kind, self.things


Item = tuple[tuple[str, ...], str]
"""What was judged: ids of the things, and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement on one field, or on all.

    Attributes:
        items: how many both judged.
        same: on how many they say the same.
        chance: on how many they would by chance.
    """

    items: int
    same: int
    chance: float

    @property
    def percent(self) -> float | None:
        """0 to 100; ``None`` if there is no item."""
        return 100 * self.same / self.items if self.items else None

    @property
    def kappa(self) -> float | None:
        """-1 to 1; ``None`` if undefined."""
        left = self.items - self.chance
        return (self.same - self.chance) / left if left > 1e-9 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reviewers: each field's agreement by its name, that of all, and where they differ."""

    fields: Mapping[str, Agreement]
    all: Agreement
    differ: tuple[tuple[Item, str, str], ...]
