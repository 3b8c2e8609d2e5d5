"""Judgements: what somebody or something decided about claims, reports or what they are joined to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "same",  # the things tell one and the same
    "different",  # they do not
    "accept",  # the claim, or one field of it, is right
    "correct",  # the field should read ``value``
    "reject",  # the claim is wrong and leaves the views
    "grade",  # ``value`` is an Admiralty grade of a report's source ("B") or of a claim's information ("2")
    "note",  # ``value`` is a remark
    "hide",  # ``value`` is a JSON list: forms of the name of one person, which not everybody may see
    "recode",  # the report's claims are those of the coding ``value``
    "withdraw",  # the report leaves the record's views
    "undo",  # the judgement named in ``things`` no longer holds
]
Role = Literal["rule", "model", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision; append-only.

    Attributes:
        id: ``J-`` and 16 hex digits, from all other fields.
        number: its place in the record's log; later ones are newer.
        verdict: what was decided.
        things: ids of claims, reports or groups it is about, sorted for ``same`` and ``different``.
        field: the claim's field, for ``accept`` and ``correct``; empty for the whole.
        value: JSON text of the new value, grade, note or coding.
        score: of a program's decision, 0 to 1.
        reasons: in words.
        author: name of the rule, model or person.
        role: people outrank models, models outrank rules; the newest of equals holds.
        at: when, as ISO 8601 with zone.
    """

    id: str
    number: int
    verdict: Verdict
    things: tuple[str, ...]
    field: str = ""
    value: str = ""
    score: float | None = None
    reasons: tuple[str, ...] = ()
    author: str
    role: Role
    at: str


RANK: dict[Role, int] = {"rule": 0, "model": 1, "person": 2}


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that were not undone, weakest first: a later one of the same matter outranks an earlier one.

    A program's undo takes back what programs of its rank or below decided, never what a person did.
    """
    given = sorted(judgements, key=lambda j: j.number)
    gone = taken_back(given)
    kept = [j for j in given if j.verdict != "undo" and j.id not in gone]
    return tuple(sorted(kept, key=lambda j: (RANK[j.role], j.number)))


def taken_back(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """For each of these that no longer holds, undoings too, the newest undoing in force that names it."""
    given = sorted(judgements, key=lambda j: j.number)
    rank = {j.id: RANK[j.role] for j in given}
    gone: dict[str, Judgement] = {}
    for one in reversed(given):  # an undo that was undone itself no longer undoes anything
        if one.verdict == "undo" and one.id not in gone:
            for thing in one.things:
                if rank.get(thing, 0) <= RANK[one.role]:
                    gone.setdefault(thing, one)
    return gone


def undone(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """For each of these that no longer holds, the newest of these that undid it."""
    given = sorted(judgements, key=lambda j: j.number)
    holding = {j.id for j in in_force(given)}
    out = {thing: one for one in given if one.verdict == "undo" for thing in one.things}
    undoing = {j.id for j in given if j.verdict == "undo"}
    return {i: j for i, j in out.items() if i not in holding and i not in undoing}
