"""The schema: whether it is the newest, and bringing it there.

Revisions are numbered files (`0001_….py`), so asking for the newest costs one look into a folder:
every process asks at its start, and only `upgrade` loads Alembic.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from forum.base import writing
from forum.operations.refused import Refused

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
_LOCK = 0x6B616B65  # the advisory lock that upgraders on PostgreSQL queue for


class OutOfDate(Refused):
    """The schema is not the one that this program knows."""


def newest() -> str:
    """The revision that this program was written for."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def current(engine: Engine) -> str | None:
    """The revision of this database, None for an empty one."""
    if _is_missing_file(engine):
        return None
    try:
        with engine.connect() as connection:
            return _current(connection)
    except (OperationalError, ProgrammingError) as error:
        if _means_no_table(error):
            return None
        raise


def is_current(engine: Engine) -> bool:
    """Whether this program can work on this database."""
    return current(engine) == newest()


def require_current(engine: Engine) -> None:
    """Raise OutOfDate with a sentence unless this program can work on this database."""
    found = current(engine)
    if found is None:
        raise OutOfDate("The database is empty: run `kakehashi migrate` first.")
    if found > newest():
        raise OutOfDate(
            f"The database ({found}) is newer than this program ({newest()}): update the program."
        )
    if found < newest():
        raise OutOfDate(
            f"The schema of the database is old ({found}, not {newest()}): "
            "run `kakehashi migrate` first."
        )


def upgrade(engine: Engine) -> None:
    """Bring the schema to the newest, all or nothing; several at once do it once."""
    from alembic import command

    with _alone(engine) as connection:
        found = _current(connection) if _has_revisions(connection) else None
        if found is not None and found > newest():
            raise OutOfDate(
                f"The database ({found}) is newer than this program ({newest()}): "
                "update the program."
            )
        if found != newest():
            command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> "Config":
    """Alembic's configuration for this connection; there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other upgrader shares."""
    with writing(engine).connect() as connection:
        if connection.dialect.name == "sqlite":
            with _without_foreign_keys(connection), connection.begin():
                yield connection
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite rebuilds a table to change it, and would cascade the old one's end into others.

    The pragma has no effect inside a transaction, so it stands around it.
    """
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _is_missing_file(engine: Engine) -> bool:
    """Looking must not leave an empty SQLite file behind."""
    path = engine.url.database
    return engine.dialect.name == "sqlite" and bool(path) and not Path(str(path)).exists()


def _current(connection: Connection) -> str | None:
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _has_revisions(connection: Connection) -> bool:
    return connection.dialect.has_table(connection, "alembic_version")


def _means_no_table(error: Exception) -> bool:
    words = str(error)
    return "no such table" in words or 'relation "alembic_version" does not exist' in words
