"""Databases for tests."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Engine, event, text

from forum.archive import search
from forum.base import connect, writing
from forum.operations import migrate
from forum.schema import metadata


@contextlib.contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that the engine's databases are asked, from now until the block ends."""
    asked: list[str] = []

    def hear(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", hear)


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
