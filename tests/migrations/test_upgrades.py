"""A database of any release comes up to today's schema with what was in it."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from forum.base import connect
from forum.operations import comparing, migrate
from forum.schema import metadata
from tests.migrations.dump import RELEASES, sqlite_dump

DUMPS = sorted(RELEASES.glob("*.sql"))


def engine_name(dump: Path) -> str:
    return dump.name.split(".")[-2]


@pytest.fixture(
    params=[
        pytest.param(
            path,
            id=path.name,
            marks=[pytest.mark.postgres] if engine_name(path) == "postgresql" else [],
        )
        for path in DUMPS
    ]
)
def released(request, tmp_path):
    """An engine on a database as a release left it."""
    script = request.param.read_text("utf-8")
    if engine_name(request.param) == "sqlite":
        path = tmp_path / "released.sqlite3"
        with sqlite3.connect(path) as connection:
            connection.executescript(script)
        url = f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgresql_server")
        url = server.new_database()
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute(script)
    engine = connect(url)
    yield engine
    engine.dispose()


def counts(connection) -> dict[str, int]:
    tables = [t for t in metadata.tables if connection.dialect.has_table(connection, t)]
    return {t: connection.scalar(text(f"SELECT count(*) FROM {t}")) for t in tables}


def test_a_release_comes_up_to_todays_schema_with_all_its_rows(released):
    with released.connect() as connection:
        before = counts(connection)
    migrate.upgrade(released)
    migrate.require_current(released)
    with released.connect() as connection:
        context = MigrationContext.configure(connection, opts=comparing.options(connection))
        assert compare_metadata(context, metadata) == []
        assert before.items() <= counts(connection).items()
        if released.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).fetchall() == []
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_every_release_is_kept_for_both_engines():
    kept: dict[str, set[str]] = {}
    for dump in DUMPS:
        kept.setdefault(dump.name.rsplit(".", 2)[0], set()).add(engine_name(dump))
    assert all(engines == {"sqlite", "postgresql"} for engines in kept.values())


def test_a_dump_makes_the_same_database_again(sqlite_url, tmp_path):
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO post_search(rowid, words, board) VALUES (7, '公園', 'b1')")
    script = ";\n".join(sqlite_dump(path)) + ";\n"
    with sqlite3.connect(tmp_path / "again") as again:
        again.executescript(script)
        found = again.execute("SELECT rowid FROM post_search WHERE post_search MATCH '公園'")
        assert found.fetchall() == [(7,)]
    assert list(sqlite_dump(tmp_path / "again")) == list(sqlite_dump(path))
