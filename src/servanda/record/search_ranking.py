"""What words count in a row of the search: as PostgreSQL's ``ts_rank`` has it, for SQLite and for us."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection

from servanda.record.search_query import Query
from servanda.record.search_words import GAP

PLACES: Final = 255
"""Places of one word in one text that PostgreSQL keeps."""
BODY: Final = 0.4
"""What a word in a text counts beside one in a title."""
_WHOLE: Final = 1.64493406685
"""Sum of 1/n²: so a word's part of the score stays below 1."""
STEPS: Final = 10_000
"""Steps of a word's part of the score."""


def teach(connection: Connection) -> None:
    """Tell SQLite how words are ranked; a connection keeps it."""
    if "servanda_rank" not in connection.info:
        raw: Any = connection.connection.driver_connection
        raw.create_function("servanda_rank", 3, rank, deterministic=True)
        connection.info["servanda_rank"] = True


def rank(terms: str, title: str, body: str) -> int:
    """What these terms count in a row, as PostgreSQL's ``ts_rank`` has it for each: whole steps."""
    out = 0
    for term in terms.split(" "):
        word = f" {term} "
        out += part(title.count(word), body.count(word))
    return out


@lru_cache(1 << 16)
def part(in_title: int, in_body: int) -> int:
    """What a word counts that stands so often in the title and so often in the text."""
    in_title = min(in_title, PLACES)
    until = min(in_title + in_body, PLACES)
    total = sum(1 / (j + 1) ** 2 for j in range(in_title))
    total += sum(BODY / (j + 1) ** 2 for j in range(in_title, until))
    return int(total / _WHOLE * STEPS + 0.5)


def score_in_sql(connection: Connection, query: Query) -> str:
    """The score of a row in SQL: how often the words stand in it, and in how many; whole numbers."""
    if connection.dialect.name == "sqlite":
        teach(connection)
        return f"s.shortness * servanda_rank('{' '.join(query.terms)}', t.title, t.body)"
    weights = f"'{{{BODY},{BODY},{BODY},1}}'"
    parts = (
        f"CAST(FLOOR(CAST(ts_rank({weights}, w.words, '{term}') AS float8) * {STEPS} + 0.5) AS bigint)"
        for term in query.terms
    )
    return f"s.shortness * ({' + '.join(parts)})"


def vector(row: Mapping[str, Any]) -> str:
    """The row as a ``tsvector``: words of the title weigh more, tags have no place."""
    places: dict[str, list[str]] = {}
    title = row["title"].split()
    for place, term in enumerate(title, 1):
        places.setdefault(term, []).append(f"{place}A")
    for place, term in enumerate(row["body"].split(), len(title) + 2):
        places.setdefault(term, []).append(str(place))
    places.pop(GAP, None)
    words = (f"'{term}':{','.join(given[:PLACES])}" for term, given in sorted(places.items()))
    return " ".join([*words, *(f"'{tag}'" for tag in row["tags"].split())])
