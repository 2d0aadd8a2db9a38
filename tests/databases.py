"""Databases for tests."""

from sqlalchemy import text

from forum.archive import search
from forum.base import connect, writing
from forum.operations import migrate
from forum.schema import metadata


def prepare(url: str) -> None:
    """All tables in an empty database, as the models declare them."""
    engine = connect(url)
    with writing(engine).begin() as connection:
        metadata.create_all(connection)
        search.create(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": migrate.newest()}
        )
    engine.dispose()  # SQLite writes its log back into the file when the last connection closes
