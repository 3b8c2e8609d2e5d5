"""Tables of a site: who may look at which record, and what was done about that.

Apart from the records, which know nothing of accounts. The same on SQLite (STRICT tables) and PostgreSQL.
A change here needs a new :data:`SCHEMA` and a step in :data:`servanda.web.people.opening.STEPS`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from servanda.record.schema import BIG, ID

SCHEMA: Final = 1
"""Version of these tables."""

FORMAT: Final = "servanda site"
"""Value of the mark ``format``, by which a database is known as ours."""

APPLICATION_ID: Final = 0x53727673
"""``Srvs``: by which an SQLite file is known as a site."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""Marks: ``format``, ``schema``, ``head`` (of the audit), ``secret`` (32 bytes in hexadecimal)."""

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),  # U- and 16 hex digits
    Column("name", ID, nullable=False),  # what is typed, in small letters
    Column("label", Text, nullable=False),  # how the person is called
    Column("password", Text, nullable=False),  # argon2id; empty: no sign-in by password
    Column("everywhere", Integer, nullable=False),  # 1: admin of the site
    Column("disabled", Integer, nullable=False),  # 0 or 1
    Column("failures", Integer, nullable=False),  # wrong passwords since the last right one
    Column("locked", BIG, nullable=False),  # until this second since 1970
    Column("created", Text, nullable=False),
    UniqueConstraint("name", name="users_name"),
    sqlite_strict=True,
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", ID, primary_key=True),
    Column("subject", ID, primary_key=True),
    Column("user", ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sqlite_strict=True,
)
"""Whom an identity provider means."""

records = Table(
    "records",
    metadata,
    Column("id", ID, primary_key=True),  # small letters, digits and hyphens: stands in addresses
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),  # a file, or postgresql://…
    Column("created", Text, nullable=False),
    sqlite_strict=True,
)

members = Table(
    "members",
    metadata,
    Column("record", ID, ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    Column("user", ID, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, nullable=False),  # reader, coder, reviewer, admin
    sqlite_strict=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of the token
    Column("user", ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("created", BIG, nullable=False),  # seconds since 1970, as all of these
    Column("seen", BIG, nullable=False),
    Index("sessions_user", "user"),
    sqlite_strict=True,
)

keys = Table(
    "keys",
    metadata,
    Column("id", ID, primary_key=True),  # K- and 16 hex digits
    Column("hash", Text, nullable=False),  # SHA-256 of the key
    Column("user", ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("label", Text, nullable=False),
    Column("record", Text, nullable=False),  # only this one; empty: all of the user's
    Column("scopes", Text, nullable=False),  # with commas
    Column("created", BIG, nullable=False),
    Column("expires", BIG, nullable=False),
    Column("revoked", Integer, nullable=False),  # 0 or 1
    UniqueConstraint("hash", name="keys_hash"),
    Index("keys_user", "user"),
    sqlite_strict=True,
)

providers = Table(
    "providers",
    metadata,
    Column("id", ID, primary_key=True),  # stands in addresses
    Column("label", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("secret", Text, nullable=False),  # empty: a public client
    Column("address", Text, nullable=False),  # of this site, to which it sends people back
    Column("opens", Integer, nullable=False),  # 1: whoever it vouches for gets an account
    sqlite_strict=True,
)
"""Identity providers (OpenID Connect)."""

flows = Table(
    "flows",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of the state
    Column("provider", ID, ForeignKey("providers.id", ondelete="CASCADE"), nullable=False),
    Column("verifier", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("next", Text, nullable=False),  # where the person wanted to go, in this site
    Column("expires", BIG, nullable=False),
    sqlite_strict=True,
)
"""Sign-ins for which an identity provider was asked and has not answered."""

audit = Table(
    "audit",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),  # name of the account; ``-`` for nobody signed in
    Column("action", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
    Column("digest", Text, nullable=False),  # SHA-256 of the row
    Column("chain", Text, nullable=False),  # SHA-256 of the chain before and of this row
    sqlite_strict=True,
)
"""What was done, in order; each row hashed together with all before it, as in a record's log."""
