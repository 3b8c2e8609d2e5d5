"""What the search looks through, and what it finds: rows in, rows out.

On SQLite an FTS5 table over ``d_search``, on PostgreSQL a column of ``tsvector``. Both get the terms of
:mod:`servanda.record.search_words`, so both find the same. A score depends on the query and the row alone,
never on how many others there are: what later reports bring moves nothing, and a cursor stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from servanda.record.index_schema import ALWAYS, search_days, search_points, search_texts, searched
from servanda.record.index_things import parts_of
from servanda.record.search_matching import ANY, Matching, Sought, bound, matching, tag_of
from servanda.record.search_numbers import Span, number_of
from servanda.record.search_ranking import STEPS, score_in_sql, vector
from servanda.record.search_words import GAP, terms_in

MOST_WORDS: Final = 16_000
"""Words of a text that are searched: PostgreSQL knows no place beyond the 16,383rd."""
_MIDDLING: Final = 200
"""Words of a text that counts about half as much as one of no words."""
PARTS: Final = STEPS * 1000
"""Score of a word that could not be found better."""
_BETWEEN: Final = "\x1f"
"""Between the parts of a facet."""
AT_ONCE: Final = 10_000
"""Rows that are ranked together, and counted: those that became known last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row to be searched; see ``d_search`` in :mod:`servanda.record.index_schema`.

    ``title`` and ``body`` are texts, stretches that no phrase may span apart; ``tags`` what filters ask for,
    as :mod:`servanda.run.recording_terms` writes it; ``days`` pairs of ordinals; ``points`` degrees.
    """

    id: str
    kind: str
    report: str
    sort: str
    known: int
    reported: int | None
    source: str
    type: str
    countries: str
    year: int | None
    title: tuple[str, ...]
    body: tuple[str, ...]
    tags: frozenset[str]
    days: frozenset[tuple[int, int]]
    points: frozenset[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that was found."""

    id: str
    kind: str
    report: str
    sort: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row that was found but not ranked, with all that ranking and counting need."""

    number: int
    id: str
    kind: str
    report: str
    sort: str
    shortness: int
    facet: tuple[str, str, str, str]
    countries: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are, by kind, outlet, type and year; and by countries, codes with commas."""

    facets: tuple[tuple[str, str, str, str, int], ...]
    countries: tuple[tuple[str, int], ...]


Mark = tuple[int, str, str]
"""A place among what was found: score, order of accounts, id."""


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add rows; none of them may be there."""
    # In the order of numbers, for then FTS5 is quick.
    made = sorted(((number_of(e.id, e.known), e) for e in entries), key=lambda one: one[0])
    if not made:
        return
    rows = [_row(number, entry) for number, entry in made]
    words = [{c: row.pop(c) for c in ("title", "body", "tags")} | {"number": row["number"]} for row in rows]
    connection.execute(insert(searched), rows)
    connection.execute(insert(search_texts), words)
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO d_words (rowid, title, body, tags) VALUES (:number, :title, :body, :tags)"),
            words,
        )
    else:
        connection.execute(
            text("INSERT INTO d_words (number, words) VALUES (:number, CAST(:words AS tsvector))"),
            [{"number": row["number"], "words": vector(row)} for row in words],
        )
    days = [{"number": n, "first": a, "last": b} for n, e in made for a, b in sorted(e.days)]
    if days:
        connection.execute(insert(search_days), days)
    points = [
        {"number": n, "point": point_of(lat, lon), "lat": lat, "lon": lon}
        for n, e in made
        for lat, lon in sorted(e.points)
    ]
    if points:
        connection.execute(insert(search_points), points)


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Take rows away."""
    number = searched.c.number
    numbers = [
        one
        for some in parts_of(sorted(set(ids)))
        for one in connection.scalars(select(number).where(searched.c.id.in_(some)))
    ]
    for some in parts_of(sorted(numbers)):
        if connection.dialect.name == "sqlite":  # FTS5 must be told what it forgets
            there = select(search_texts).where(search_texts.c.number.in_(some))
            gone = [dict(row) for row in connection.execute(there).mappings()]
            if gone:
                connection.execute(
                    text(
                        "INSERT INTO d_words (d_words, rowid, title, body, tags) "
                        "VALUES ('delete', :number, :title, :body, :tags)"
                    ),
                    sorted(gone, key=lambda r: r["number"]),
                )
        else:
            connection.execute(
                text("DELETE FROM d_words WHERE number IN :some").bindparams(
                    bindparam("some", some, expanding=True)
                )
            )
        for table in (searched, search_texts, search_days, search_points):
            connection.execute(delete(table).where(table.c.number.in_(some)))


def points_in(
    connection: Connection, box: tuple[float, float, float, float]
) -> list[tuple[str, float, float]]:
    """Points of rows in a box of south, north, west, east: name, latitude, longitude."""
    south, north, west, east = box
    p = search_points.c
    query = select(p.point, p.lat, p.lon).where(p.lat >= south, p.lat <= north, p.lon >= west, p.lon <= east)
    return [(r.point, r.lat, r.lon) for r in connection.execute(query.distinct().order_by(p.point))]


def point_of(lat: float, lon: float) -> str:
    """A point's name."""
    return f"{lat:.5f},{lon:.5f}"


def newest(connection: Connection, sought: Sought, high: int | None = None) -> Span:
    """The :data:`AT_ONCE` rows that match and became known last, or last before ``high``."""
    of = matching(connection, sought, Span(None, high))
    statement = (
        f"SELECT {of.number} FROM {of.source} WHERE {of.where} "  # noqa: S608
        f"ORDER BY {of.number} DESC LIMIT 1 OFFSET :most"
    )
    low = connection.execute(bound(statement, of.values), {"most": AT_ONCE}).scalar()
    return Span(low, high)


def find(connection: Connection, sought: Sought, span: Span, after: Mark | None, most: int) -> list[Hit]:
    """Rows of a span that match, the best first; those of one score in the order of accounts.

    Args:
        connection: of a transaction.
        sought: what is wanted. Without a word all that matches is in the order of accounts, and one span.
        span: as :func:`newest` gives it.
        after: of the last row before; ``None`` for the beginning.
        most: rows.
    """
    if not sought.query.terms:
        return _along(connection, matching(connection, sought), after, most)
    of = matching(connection, sought, span)
    source, values = of.source, of.values
    score = score_in_sql(connection, sought.query)
    if connection.dialect.name == "sqlite":
        source += " JOIN d_search_texts AS t ON t.number = s.number"
    later = ""
    if after:
        later = "WHERE score < :s OR (score = :s AND (sort > :o OR (sort = :o AND id > :i)))"
        values |= {"s": after[0], "o": after[1], "i": after[2]}
    statement = (
        f"SELECT id, kind, report, sort, score FROM (SELECT s.id, s.kind, s.report, s.sort, {score} AS score "  # noqa: S608
        f"FROM {source} WHERE {of.where}) AS found {later} ORDER BY score DESC, sort, id LIMIT :most"
    )
    rows = connection.execute(bound(statement, values), {"most": most})
    return [Hit(id=r.id, kind=r.kind, report=r.report, sort=r.sort, score=r.score) for r in rows]


def unranked(connection: Connection, sought: Sought) -> list[Found]:
    """All rows that match."""
    of = matching(connection, sought)
    columns = "s.number, s.id, s.kind, s.report, s.sort, s.shortness, s.facet, s.countries"
    statement = f"SELECT {columns} FROM {of.source} WHERE {of.where}"  # noqa: S608
    return [
        Found(
            number=r.number,
            id=r.id,
            kind=r.kind,
            report=r.report,
            sort=r.sort,
            shortness=r.shortness,
            facet=_facet(r.facet),
            countries=r.countries,
        )
        for r in connection.execute(bound(statement, of.values))
    ]


def _along(connection: Connection, of: Matching, after: Mark | None, most: int) -> list[Hit]:
    """Rows that match without a word to rank them by: in the order of accounts."""
    where, values = of.where, of.values
    if after:
        where += " AND (s.sort > :o OR (s.sort = :o AND s.id > :i))"
        values |= {"o": after[1], "i": after[2]}
    if values["day"] < ALWAYS:  # nothing is known before it was reported
        where += " AND s.sort < :late"
        values["late"] = f"{values['day'] + 1:07d}"
    statement = (
        f"SELECT s.id, s.kind, s.report, s.sort FROM {of.source} WHERE {where} "  # noqa: S608
        "ORDER BY s.sort, s.id LIMIT :most"
    )
    rows = connection.execute(bound(statement, values), {"most": most})
    return [Hit(id=r.id, kind=r.kind, report=r.report, sort=r.sort, score=0) for r in rows]


def count(connection: Connection, sought: Sought, span: Span) -> Counted:
    """How many rows of a span match, by what they are."""
    of = matching(connection, sought, span)
    statement = (  # countries apart: together with the rest nearly every row would be its own group
        f"WITH found AS MATERIALIZED (SELECT s.facet, s.countries FROM {of.source} WHERE {of.where}) "  # noqa: S608
        "SELECT 0, facet, COUNT(*) FROM found GROUP BY facet "
        "UNION ALL SELECT 1, countries, COUNT(*) FROM found GROUP BY countries"
    )
    facets, countries = [], []
    for of_countries, said, number in connection.execute(bound(statement, of.values)):
        if of_countries:
            countries.append((said, number))
        else:
            facets.append((*_facet(said), number))
    return Counted(tuple(facets), tuple(countries))


def _facet(said: str) -> tuple[str, str, str, str]:
    kind, outlet, type_, year = said.split(_BETWEEN)
    return kind, outlet, type_, year


def words_of(entry: Entry) -> tuple[str, str]:
    """The terms of a row's title and text with blanks around each, as they lie in the index."""
    title = _terms(entry.title, MOST_WORDS // 2)
    return _spaced(title), _spaced(_terms(entry.body, MOST_WORDS - len(title)))


def _row(number: int, entry: Entry) -> dict[str, Any]:
    title, body = words_of(entry)
    tags = [ANY, *sorted(tag_of(t) for t in entry.tags)]
    facet = (entry.kind, entry.source, entry.type, str(entry.year or ""))
    return {
        "number": number,
        "id": entry.id,
        "kind": entry.kind,
        "report": entry.report,
        "sort": entry.sort,
        "known": entry.known,
        "reported": entry.reported,
        "facet": _BETWEEN.join(part.replace(_BETWEEN, " ") for part in facet),
        "countries": entry.countries,
        "shortness": 1000 * _MIDDLING // (_MIDDLING + len(title.split()) + len(body.split())),
        "title": title,
        "body": body,
        "tags": _spaced(tags),
    }


def _terms(texts: Sequence[str], most: int) -> list[str]:
    out: list[str] = []
    for one in texts:
        if out:
            out.append(GAP)
        out += terms_in(one, max(0, most - len(out)))
    return out


def _spaced(terms: Iterable[str]) -> str:
    return "".join(f" {t} " for t in terms)
