"""Which coding of a report counts, and whether the report does: worked out from the judgements about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from servanda.model.judgement import Judgement, in_force
from servanda.record.reading import judgements_of
from servanda.record.schema import codings

OF_REPORTS: Final = ("recode", "withdraw")
"""Verdicts that decide it."""


def active_of(connection: Connection, report: str) -> tuple[int, int]:
    """The number of the coding that counts for a report, and 1 if the report was withdrawn, else 0."""
    first = select(codings.c.number).where(codings.c.report == report).order_by(codings.c.number).limit(1)
    number = int(connection.execute(first).scalar_one())
    about = [j for j in judgements_of(connection, [report]) if j.verdict in OF_REPORTS]
    withdrawn = 0
    for judgement in in_force([*about, *undoing(connection, about)]):
        if judgement.verdict == "withdraw":
            withdrawn = 1
        elif judgement.verdict == "recode":
            query = select(codings.c.number).where(codings.c.id == json.loads(judgement.value))
            number = int(connection.execute(query).scalar_one())
    return number, withdrawn


def undoing(connection: Connection, found: Iterable[Judgement]) -> list[Judgement]:
    """Those that undo the given ones, those that undo these, and so on."""
    every: dict[str, Judgement] = {}
    fresh = [j.id for j in found]
    while fresh:
        undoing = [j for j in judgements_of(connection, fresh) if j.verdict == "undo" and j.id not in every]
        every.update({j.id: j for j in undoing})
        fresh = [j.id for j in undoing]
    return list(every.values())
