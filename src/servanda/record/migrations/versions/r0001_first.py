"""Schema 1: documents, codings, claims, judgements, log."""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID: Final[TypeEngine[str]] = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")
_BIG: Final[TypeEngine[int]] = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
_REAL: Final[TypeEngine[float]] = sa.Double().with_variant(sqlite.REAL(), "sqlite")


def upgrade() -> None:
    """Make the tables of schema 1."""
    _layers()
    _followers()
    op.create_table(
        "log",
        sa.Column("number", _BIG, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("layer", "thing", "digest", "chain")),
        sqlite_strict=True,
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_strict=True,
    )


def _layers() -> None:
    op.create_table(
        "documents",
        sa.Column("number", _BIG, primary_key=True, autoincrement=False),
        sa.Column("address", _ID, nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("info", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("redistributable", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("address", name="documents_address"),
        sqlite_strict=True,
    )
    op.create_table(
        "codings",
        sa.Column("number", _BIG, primary_key=True, autoincrement=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("document", _BIG, sa.ForeignKey("documents.number"), nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("written", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="codings_id"),
        sqlite_strict=True,
    )
    op.create_index("codings_report", "codings", ["report", "number"])
    op.create_index("codings_document", "codings", ["document"])
    op.create_table(
        "judgements",
        sa.Column("number", _BIG, primary_key=True, autoincrement=False),
        sa.Column("id", _ID, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("verdict", "things", "field", "value")),
        sa.Column("score", _REAL),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reasons", "author", "role", "at")),
        sa.UniqueConstraint("id", name="judgements_id"),
        sqlite_strict=True,
    )


def _followers() -> None:
    op.create_table(
        "claims",
        sa.Column("coding", _BIG, sa.ForeignKey("codings.number"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", _ID, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("claims_id", "claims", ["id"])
    op.create_table(
        "judged",
        sa.Column("thing", _ID, primary_key=True),
        sa.Column("judgement", _BIG, sa.ForeignKey("judgements.number"), primary_key=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "active",
        sa.Column("report", _ID, primary_key=True),
        sa.Column("coding", _BIG, sa.ForeignKey("codings.number"), nullable=False),
        sa.Column("withdrawn", sa.Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
