"""How Alembic runs here: on a connection that `forum.operations.migrate` hands in, and no other."""

from alembic import context

from forum.operations import comparing
from forum.schema import metadata

connection = context.config.attributes["connection"]

context.configure(connection=connection, target_metadata=metadata, **comparing.options(connection))
with context.begin_transaction():
    context.run_migrations()
