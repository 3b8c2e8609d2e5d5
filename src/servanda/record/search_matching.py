"""What rows are wanted, and that in SQL for both stores."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, text

from servanda.record.search_numbers import LAST, Span, last_of
from servanda.record.search_query import Query, for_postgresql, for_sqlite
from servanda.record.search_words import GAP

ANY: Final = f"{GAP}any"
"""A tag of every row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What rows are wanted.

    Attributes:
        query: words.
        day: by which it was known.
        tags: each of these sets must have one.
        reported: first and last day on which it was out.
        between: days on which it can have happened.
        points: of each set, one is where it happened; as :func:`points_in` gives them.
        names: parts of terms; a row that has all of one set may hold a name that is hidden from who asks.
        held: only rows that may hold one, or only others; ``None`` for all.
    """

    query: Query
    day: int
    tags: tuple[tuple[str, ...], ...] = ()
    reported: tuple[int, int] | None = None
    between: tuple[int, int] | None = None
    points: tuple[tuple[str, ...], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    held: bool | None = None


def tag_of(term: str) -> str:
    """A filter's term as a term of the index."""
    return f"{GAP}t{hashlib.blake2b(term.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Matching:
    """Tables and condition in SQL, the values in it, and what the rows' number is called there."""

    source: str
    where: str
    values: dict[str, Any]
    number: str


def matching(connection: Connection, sought: Sought, span: Span | None = None) -> Matching:
    """What rows of a span match.

    Args:
        connection: of a transaction.
        sought: what is wanted.
        span: ``None`` for all.
    """
    span = span or Span()
    where = ["s.known <= :day"]
    values: dict[str, Any] = {"day": sought.day}
    source, number = "d_search AS s", "s.number"
    query, tags = sought.query, tuple(tuple(map(tag_of, group)) for group in sought.tags)
    if query.must or query.without or tags:
        tags = tags if query.must or tags else ((ANY,),)
        if connection.dialect.name == "sqlite":
            source, number = "d_words JOIN d_search AS s ON s.number = d_words.rowid", "d_words.rowid"
            where.append("d_words MATCH :match")
            values["match"] = for_sqlite(query, tags)
        else:
            source, number = "d_words AS w JOIN d_search AS s ON s.number = w.number", "w.number"
            where.append("w.words @@ CAST(:match AS tsquery)")
            values["match"] = for_postgresql(query, tags)
    high = last_of(sought.day) if span.high is None else min(span.high, last_of(sought.day))
    if high < LAST:
        where.append(f"{number} <= :high")
        values["high"] = high
    if span.low is not None:
        where.append(f"{number} > :low")
        values["low"] = span.low
    if sought.reported:
        where.append("s.reported BETWEEN :out AND :until")
        values |= {"out": sought.reported[0], "until": sought.reported[1]}
    if sought.between:
        where.append(
            "EXISTS (SELECT 1 FROM d_search_days AS d "
            "WHERE d.number = s.number AND d.first <= :to AND d.last >= :from)"
        )
        values |= {"from": sought.between[0], "to": sought.between[1]}
    for k, points in enumerate(sought.points):
        if points:
            inside = f"SELECT number FROM d_search_points WHERE point IN :at{k}"  # noqa: S608
            where.append(f"s.number IN ({inside})")
            values[f"at{k}"] = list(points)
        else:
            where.append("1 = 0")
    if sought.names and sought.held is not None:
        source += " JOIN d_search_texts AS n ON n.number = s.number"
        told, parts = _holding(sought.names)
        where.append(told if sought.held else f"NOT {told}")
        values |= parts
    return Matching(source, " AND ".join(where), values, number)


def _holding(names: Sequence[Sequence[str]]) -> tuple[str, dict[str, Any]]:
    """That a row has every part of one of these names, in SQL."""
    values = {f"name{k}_{i}": f"%{part}%" for k, parts in enumerate(names) for i, part in enumerate(parts)}
    told = (
        " AND ".join(f"(n.title LIKE :name{k}_{i} OR n.body LIKE :name{k}_{i})" for i in range(len(parts)))
        for k, parts in enumerate(names)
    )
    return f"({' OR '.join(f'({one})' for one in told)})", values


def bound(statement: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a clause with its values
    """A statement with the values of a :class:`Matching`."""
    return text(statement).bindparams(
        *(bindparam(name, value, expanding=isinstance(value, list)) for name, value in values.items())
    )
