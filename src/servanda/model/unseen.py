"""Names that whoever asks may not see."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from servanda.model.judgement import Judgement, in_force


@dataclass(frozen=True, slots=True)
class Unseen:
    """People whose names are hidden, each with a number of its own and all forms of the name.

    :mod:`servanda.record.unseen` puts masks in their place.
    """

    people: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people)


def unseen_by(judgements: Iterable[Judgement]) -> Unseen:
    """The names that judgements in force hide; a person's number is the place of the mark among all marks."""
    given = tuple(judgements)
    marks = sorted((j for j in given if j.verdict == "hide"), key=lambda j: j.number)
    numbers = {j.id: place for place, j in enumerate(marks, 1)}
    held = [j for j in in_force(given) if j.verdict == "hide"]
    people = sorted((numbers[j.id], tuple(json.loads(j.value))) for j in held)
    return Unseen(tuple(people))
