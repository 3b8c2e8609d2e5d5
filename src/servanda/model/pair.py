"""Two things held to be the same, or held to be different, with score and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from servanda.model.judgement import Judgement

T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A comparison of two things of a record.

    Attributes:
        left, right: their ids, ``left < right``.
        score: 0 to 1, how likely they are the same; below the grouping's threshold they are held apart.
        reasons: what speaks for it and against it, in words.
        same: whether the score suffices to join; ``False`` also forbids a join through others.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()
    same: bool = True


class Grouping(Protocol[T_contra]):
    """How things of one kind are joined across reports.

    Everything looks at nothing but its arguments, so that a record fed in any order, or only up to a day,
    gives the same groups: two things are compared if and only if they share a key, and only they decide
    what the comparison says.
    """

    @property
    def name(self) -> str:
        """``copies``, ``incidents``, ``tallies`` or ``commitments``."""

    def keys(self, thing: T_contra, /) -> tuple[str, ...]:
        """Keys for blocking; few things should share one (growth stays linear)."""

    def compare(self, a: T_contra, b: T_contra, /) -> Pair | None:
        """What two things that share a key have in common; ``None`` if nothing worth keeping. Symmetric."""

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """Groups of ``ids``: deterministic, in the order of ``ids``; people's judgements outrank pairs."""
