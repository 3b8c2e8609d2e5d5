"""Alembic's revisions of the record's tables; shipped, and run when a record of an older schema is opened."""
