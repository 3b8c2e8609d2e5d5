"""How Alembic runs our revisions: in the transaction that it is given."""

from alembic import context

from servanda.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
