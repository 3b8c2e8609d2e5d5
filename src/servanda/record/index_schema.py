"""Derived tables: what is joined, and what readers see of it; made from layers 1 to 3 and droppable.

Every row follows from the reports, claims and judgements of the record, never from the order in which they
came; :func:`digest_of` is the same for a record that grew report by report and for one that was rebuilt.
Days are ordinals (:meth:`datetime.date.toordinal`); a report of an unknown day has that of ``date.max``.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Text, inspect, select, text
from sqlalchemy.dialects import postgresql

from servanda.record.schema import BIG, REAL

ALWAYS: Final = date.max.toordinal()
"""The last day; what was reported nobody knows when is known by this day only."""

NEVER: Final = 4_000_000
"""Sorts what happened on unknown days behind all days."""

NAME: Final = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that is compared by its code points on both stores."""

derived = MetaData()

things = Table(
    "d_things",
    derived,
    Column("id", NAME, primary_key=True),
    Column("kind", Text, nullable=False),  # event, figure, commitment, statement, report
    Column("report", NAME, nullable=False),
    Column("sort", NAME, nullable=False),  # the order of accounts, see sort_of
    Column("known", Integer, nullable=False),  # first day of the views it stands in
    Column("component", NAME, nullable=False),  # smallest id of all that it is joined to, however far
    Column("attached", NAME),  # the event a figure belongs to
    Column("data", Text, nullable=False),
    Index("d_things_report", "report"),
    Index("d_things_sort", "kind", "sort", "known", "report"),
    Index("d_things_known", "kind", "known"),
    Index("d_things_component", "component"),
    sqlite_strict=True,
)
"""What is compared: accounts, and texts of reports."""

keys = Table(
    "d_keys",
    derived,
    Column("key", BIG, primary_key=True, autoincrement=False),
    Column("thing", NAME, primary_key=True),
    Index("d_keys_thing", "thing"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Blocking: things that share a key are compared."""

pairs = Table(
    "d_pairs",
    derived,
    Column("a", NAME, primary_key=True),
    Column("b", NAME, primary_key=True),
    Column("score", REAL, nullable=False),
    Column("same", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Index("d_pairs_b", "b"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What comparisons said; ``a < b``."""

dirty = Table("d_dirty", derived, Column("component", NAME, primary_key=True), sqlite_strict=True)
"""Components whose views are to be made again."""

views = Table(
    "d_views",
    derived,
    Column("kind", NAME, primary_key=True),
    Column("id", NAME, primary_key=True),
    Column("first", Integer, primary_key=True),  # holds from this day
    Column("last", Integer, nullable=False),  # up to and without this day; ALWAYS + 1 if to the end
    Column("sort", NAME, nullable=False),  # of the account first reported
    Column("h_first", Integer),  # day on which it can have happened first; NULL if unknown
    Column("h_last", Integer, nullable=False),  # and last, else NEVER
    Column("component", NAME, nullable=False),
    Column("terms", Text, nullable=False),  # JSON: those of these days
    Column("data", Text, nullable=False),
    # all that a listing needs to know before it reads the rows of its page
    Index("d_views_sort", "kind", "sort", "id", "first", "last", "h_first", "h_last"),
    Index("d_views_happened", "kind", "h_last", "sort", "id", "first", "last", "h_first"),
    Index("d_views_component", "component", "kind", "first", "last"),
    sqlite_strict=True,
)
"""Views, each with the days from which on and up to which it read so."""

terms = Table(
    "d_terms",
    derived,
    Column("kind", NAME, primary_key=True),
    Column("term", NAME, primary_key=True),
    Column("sort", NAME, primary_key=True),
    Column("id", NAME, primary_key=True),
    Index("d_terms_id", "kind", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a view can be found by (``country:ARM``, ``type:ASSAULT`` …), on whatever day."""

lanes = Table(
    "d_lanes",
    derived,
    Column("by", NAME, primary_key=True),  # type, side, track …: see servanda.run.recording_lanes
    Column("lane", NAME, primary_key=True),  # ASSAULT, "ARM~AZE" …
    Column("day", Integer, primary_key=True),  # day on which it can have happened first, else NEVER
    Column("id", NAME, primary_key=True),
    Column("first", Integer, primary_key=True),  # holds from this day
    Column("last", Integer, nullable=False),  # up to and without this day
    Column("until", Integer, nullable=False),  # day on which it can have happened last, else NEVER
    Index("d_lanes_day", "by", "day", "lane", "id", "first", "last", "until"),
    Index("d_lanes_id", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Where an incident or a commitment belongs, on the days of one of its versions."""

links = Table(
    "d_links",
    derived,
    Column("origin", NAME, primary_key=True),  # the account, text or group of copies that it follows from
    Column("teller", NAME, primary_key=True),
    Column("source", NAME, primary_key=True),
    Column("how", NAME, primary_key=True),
    Column("thing", NAME, primary_key=True),  # what is counted: a claim, or a report
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("other", NAME, nullable=False),  # the other text of a passage, else empty
    Column("report", NAME, nullable=False),
    Index("d_links_ends", "teller", "source", "how", "first", "last", "thing", "report"),
    Index("d_links_other", "other"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Who has what from whom, with the days from which on and up to which it was known."""

parties = Table(
    "d_parties",
    derived,
    Column("party", NAME, primary_key=True),  # "c:ARM", or "n:" and a name in small letters
    Column("act", NAME, primary_key=True),  # of commitments on which the account may bear
    Column("wide", Integer, primary_key=True),  # 1 if its days are more than a short span, else 0
    Column("last", Integer, primary_key=True),  # day on which it can have happened
    Column("thing", NAME, primary_key=True),
    Column("first", Integer, nullable=False),
    Index("d_parties_thing", "thing"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Who takes part in what an account tells that may bear on commitments, and on which days."""

judged = Table(
    "d_judged",
    derived,
    Column("id", NAME, primary_key=True),  # of a commitment
    Column("since", Integer, nullable=False),  # the last day of the record when it was judged
    Column("until", Integer, nullable=False),  # from this one on its life may read otherwise
    Column("holds", Integer, nullable=False),  # from this one on all that it rests on was known as it is now
    Column("standing", NAME, nullable=False),
    Column("life", NAME, nullable=False),  # a hash of what was judged
    Column("data", Text, nullable=False),
    sqlite_strict=True,
)
"""Commitments judged ahead by all that is known; no part of :func:`digest_of`, for it may lack some."""

bounds = Table(
    "d_bounds",
    derived,
    Column("name", NAME, primary_key=True),  # a party as in d_parties, or a term of commitments
    Column("act", NAME, primary_key=True),  # as in d_parties; empty for a term
    Column("pledge", NAME, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Index("d_bounds_pledge", "pledge"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a row of ``d_judged`` rests on: deeds of whom on which days, and commitments that have a term."""

stale = Table(
    "d_stale",
    derived,
    Column("id", NAME, primary_key=True),
    Column("deep", Integer, nullable=False),  # 0 if only its life or its ties may have changed
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Commitments that are to be judged (again)."""

spots = Table(
    "d_spots",
    derived,
    Column("number", BIG, primary_key=True, autoincrement=False),  # a hash of kind and id
    Column("kind", NAME, nullable=False),
    Column("id", NAME, nullable=False),
    Column("sort", NAME, nullable=False),
    Index("d_spots_id", "kind", "id"),
    sqlite_strict=True,
)
"""Which view a box of ``d_boxes`` belongs to."""

placed = Table(
    "d_placed",
    derived,
    Column("report", NAME, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    sqlite_strict=True,
)
"""Reports without a day that others place."""

pages = Table(
    "d_pages",
    derived,
    Column("key", NAME, primary_key=True),
    Column("data", Text, nullable=False),
    sqlite_strict=True,
)
"""Pages that took long to make, until anything changes; no part of :func:`digest_of`."""

searched = Table(
    "d_search",
    derived,
    Column("number", BIG, primary_key=True, autoincrement=False),  # of later days higher ones
    Column("id", NAME, nullable=False),  # of the thing: a claim, or the text of a report
    Column("kind", NAME, nullable=False),  # report, quotation, statement, event, figure, commitment
    Column("report", NAME, nullable=False),
    Column("sort", NAME, nullable=False),
    Column("known", Integer, nullable=False),
    Column("reported", Integer),  # day it was out; NULL if unknown
    Column("facet", NAME, nullable=False),  # kind, outlet, type, year; see servanda.record.search
    Column("countries", NAME, nullable=False),  # of who takes part: codes with commas
    Column("shortness", Integer, nullable=False),  # thousandths by which what is found in it counts
    Index("d_search_id", "id"),
    Index("d_search_sort", "sort", "id", "known"),
    sqlite_strict=True,
)
"""What the search looks through: a row for each report's text and for each claim."""

search_texts = Table(
    "d_search_texts",
    derived,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),  # terms, each between two blanks
    Column("body", Text, nullable=False),
    Column("tags", Text, nullable=False),  # what filters ask for, as terms
    sqlite_strict=True,
)
"""The words of it; apart, so that counting does not read them."""

search_days = Table(
    "d_search_days",
    derived,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Days on which what it tells can have happened."""

search_points = Table(
    "d_search_points",
    derived,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("point", NAME, primary_key=True),  # latitude and longitude as text
    Column("lat", REAL, nullable=False),
    Column("lon", REAL, nullable=False),
    Index("d_search_points_place", "lat", "lon", "point"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Where it happened."""

_BOXES: Final = {
    "sqlite": "CREATE VIRTUAL TABLE IF NOT EXISTS d_boxes USING rtree(number, south, north, west, east)",
    "postgresql": "CREATE TABLE IF NOT EXISTS d_boxes (number BIGINT PRIMARY KEY, south DOUBLE PRECISION, "
    "north DOUBLE PRECISION, west DOUBLE PRECISION, east DOUBLE PRECISION)",
}
_BOX_INDEX: Final = "CREATE INDEX IF NOT EXISTS d_boxes_place ON d_boxes (south, north, west, east)"

_WORDS: Final = {
    "sqlite": "CREATE VIRTUAL TABLE IF NOT EXISTS d_words USING fts5(title, body, tags, "
    "content='d_search_texts', content_rowid='number', tokenize=\"ascii tokenchars '_'\")",
    "postgresql": "CREATE TABLE IF NOT EXISTS d_words (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
}
_WORD_INDEX: Final = (
    "CREATE INDEX IF NOT EXISTS d_words_words ON d_words USING gin (words) "
    "WITH (gin_pending_list_limit = 256)"  # kilobytes that every search reads from end to end
)
"""The index of the words of ``d_search_texts``; see :mod:`servanda.record.search`."""

LAYOUT: Final = ";".join(
    f"{table.name}({','.join(f'{c.name}:{c.type}' for c in table.columns)})"
    + ",".join(sorted(f"{i.name}({i.columns.keys()})" for i in table.indexes))
    for table in derived.sorted_tables
) + repr(_WORDS)
"""Changes when the tables do."""


def create(connection: Connection) -> None:
    """Make the tables that are not there."""
    derived.create_all(connection)
    connection.execute(text(_BOXES[connection.dialect.name]))
    connection.execute(text(_WORDS[connection.dialect.name]))
    if connection.dialect.name == "postgresql":
        connection.execute(text(_BOX_INDEX))
        connection.execute(text(_WORD_INDEX))


def drop(connection: Connection) -> None:
    """Take all derived tables away."""
    connection.execute(text("DROP TABLE IF EXISTS d_boxes"))
    connection.execute(text("DROP TABLE IF EXISTS d_words"))
    derived.drop_all(connection)


def there(connection: Connection) -> bool:
    """Whether derived tables exist."""
    return inspect(connection).has_table("d_placed")


def sort_of(day: date | None, report: str, position: int, account: str) -> str:
    """A text that sorts as :attr:`servanda.model.account.Account.key` does."""
    return f"{(day or date.max).toordinal():07d}\x01{report}\x01{position:08d}\x01{account}"


def digest_of(connection: Connection) -> str:
    """SHA-256 over all rows of all derived tables, in the order of their keys."""
    digest = hashlib.sha256()
    searching = (searched, search_texts, search_days, search_points)
    for table in (things, keys, parties, pairs, views, terms, lanes, links, spots, placed, *searching):
        digest.update(table.name.encode())
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            digest.update(repr(tuple(row)).encode())
    for row in connection.execute(text("SELECT * FROM d_boxes ORDER BY number")):
        digest.update(repr([round(v, 3) for v in row]).encode())
    return digest.hexdigest()
