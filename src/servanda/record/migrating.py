"""Bringing a record of an older schema up to date, with Alembic and the revisions in ``migrations``."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, update

from servanda.record.schema import SCHEMA, meta


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date and say so in the record, in the transaction of ``connection``."""
    upgrade_tables(connection)
    connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(SCHEMA)))


def upgrade_tables(connection: Connection) -> None:
    """Run every revision after the record's own; all of them in an empty database."""
    command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("servanda.record").joinpath("migrations")))
    config.attributes["connection"] = connection
    return config
