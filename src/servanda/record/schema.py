"""Tables of a record: the layers that hold what came in, the log over them, and marks of the program.

The same on SQLite (STRICT tables) and PostgreSQL. ``number`` is one sequence over all layers: the place of
the row in the log. Views and indexes are no part of it; they are computed from these tables and may be
dropped. A change here needs a new :data:`SCHEMA` and a revision under ``migrations/versions``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

SCHEMA: Final = 1
"""Version of these tables."""

REVISION: Final = "0001"
"""The Alembic revision that makes them."""

FORMAT: Final = "servanda record"
"""Value of the mark ``format``, by which a database is known as ours."""

APPLICATION_ID: Final = 0x53727664
"""``Srvd``: by which ``file`` and we know an SQLite file as a record."""

BIG: Final[TypeEngine[int]] = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""64-bit integers on both stores."""

REAL: Final[TypeEngine[float]] = Double().with_variant(sqlite.REAL(), "sqlite")
"""64-bit floats on both stores."""

ID: Final[TypeEngine[str]] = Text(collation="C").with_variant(Text(), "sqlite")
"""Ids: ordered by code points on both stores."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""Marks: ``format``, ``schema``, ``head`` (of the log), and those of indexes (``derived.…``)."""

documents = Table(
    "documents",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("address", ID, nullable=False),  # hash of what the document says
    Column("report", ID, nullable=False),  # the report's id; several versions may share it
    Column("sha256", Text, nullable=False),  # of the bytes as they came
    Column("info", Text, nullable=False),  # JSON: title, source, published, url
    Column("licence", Text, nullable=False),
    Column("redistributable", Integer, nullable=False),  # 0 or 1
    Column("body", LargeBinary, nullable=False),  # zlib of JSON: text, original, offsets, dates …
    Column("at", Text, nullable=False),
    UniqueConstraint("address", name="documents_address"),
    sqlite_strict=True,
)
"""Layer 1: reports as they came, one row a version."""

codings = Table(
    "codings",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("id", ID, nullable=False),  # R- and 16 hex digits: a hash of document and content
    Column("document", BIG, ForeignKey("documents.number"), nullable=False),
    Column("report", ID, nullable=False),
    Column("coder", Text, nullable=False),  # JSON: versions of program, format, model, knowledge
    Column("written", Text),  # days in which the report must have been written
    Column("body", LargeBinary, nullable=False),  # zlib of JSON: claims, mentions, issues …
    Column("at", Text, nullable=False),
    UniqueConstraint("id", name="codings_id"),
    Index("codings_report", "report", "number"),
    Index("codings_document", "document"),
    sqlite_strict=True,
)
"""Layer 2: what a version of the program read in a document."""

claims = Table(
    "claims",
    metadata,
    Column("coding", BIG, ForeignKey("codings.number"), primary_key=True),
    Column("place", Integer, primary_key=True),  # from 0, in the order of the codebook's kinds
    Column("id", ID, nullable=False),
    Index("claims_id", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Layer 2: which claims a coding makes; what they say is in its body."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("id", ID, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("things", Text, nullable=False),  # JSON
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("score", REAL),
    Column("reasons", Text, nullable=False),  # JSON
    Column("author", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("id", name="judgements_id"),
    sqlite_strict=True,
)
"""Layer 3: what rules, models and people decided."""

judged = Table(
    "judged",
    metadata,
    Column("thing", ID, primary_key=True),
    Column("judgement", BIG, ForeignKey("judgements.number"), primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which judgements are about a thing; follows from ``judgements``."""

active = Table(
    "active",
    metadata,
    Column("report", ID, primary_key=True),
    Column("coding", BIG, ForeignKey("codings.number"), nullable=False),
    Column("withdrawn", Integer, nullable=False),  # 0 or 1
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which coding of a report counts, and whether the report does; follows from the layers."""

log = Table(
    "log",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("layer", Text, nullable=False),  # documents, codings, judgements
    Column("thing", Text, nullable=False),  # id of the report or row, to name it if it is gone
    Column("digest", Text, nullable=False),  # SHA-256 of the row
    Column("chain", Text, nullable=False),  # SHA-256 of the chain before and of this row of the log
    sqlite_strict=True,
)
"""Every row added to the layers, in order; each hashed together with all before it."""

alembic_version = Table(
    "alembic_version", metadata, Column("version_num", Text, primary_key=True), sqlite_strict=True
)
"""Where Alembic keeps the revision."""

LAYERS: Final = {"documents": documents, "codings": codings, "judgements": judgements}
"""Tables whose rows the log lists."""
