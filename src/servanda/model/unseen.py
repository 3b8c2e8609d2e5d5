"""Names that whoever asks may not see."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from servanda.model.judgement import Judgement, in_force


@dataclass(frozen=True, slots=True)
class Unseen:
    """People whose names are hidden, each with a number of its own and all forms of the name.

    :mod:`servanda.record.unseen` puts masks in their place.
    """

    people: tuple[tuple[int, tuple[str, ...]], ...] = ()
    _hash: int = field(
        init=False, repr=False, compare=False
    )  # worked out once: it is asked for at every text

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.people))

    def __hash__(self) -> int:
        return self._hash

    def __bool__(self) -> bool:
        return bool(self.people)


def marks_in(judgements: Iterable[Judgement]) -> tuple[tuple[int, tuple[str, ...], Judgement], ...]:
    """Marks in force: the person's number, forms of the name, and the judgement.

    The number is the place of the mark among all that were ever made: it stays when others are undone.
    """
    given = tuple(judgements)
    marks = sorted((j for j in given if j.verdict == "hide"), key=lambda j: j.number)
    holding = {j.id for j in in_force(given)}
    return tuple((n, tuple(json.loads(j.value)), j) for n, j in enumerate(marks, 1) if j.id in holding)


def unseen_by(judgements: Iterable[Judgement]) -> Unseen:
    """The names that judgements in force hide."""
    return Unseen(tuple((number, names) for number, names, _ in marks_in(judgements)))
