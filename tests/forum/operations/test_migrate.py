"""The schema's history leads to the declared tables, on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from forum.archive import search
from forum.base import connect, writing
from forum.operations import comparing, migrate
from forum.schema import metadata


@pytest.fixture
def empty(empty_database_url):
    engine = connect(empty_database_url)
    yield engine
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts=comparing.options(connection))
    return compare_metadata(context, metadata)


def set_revision(engine: Engine, revision: str) -> None:
    with writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_from_empty_to_the_declared_tables(empty):
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
    with empty.connect() as connection:
        assert differences(connection) == []


def test_the_search_table_comes_with_it(empty):
    migrate.upgrade(empty)
    with empty.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM post_search")) == 0


def test_a_second_upgrade_changes_nothing(empty):
    migrate.upgrade(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)


def test_several_at_once_upgrade_once(empty_database_url):
    engines = [connect(empty_database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as upgraders:
        list(upgraders.map(migrate.upgrade, engines))
    assert all(map(migrate.is_current, engines))
    for engine in engines:
        engine.dispose()


def test_a_failed_upgrade_leaves_nothing(empty, monkeypatch):
    def fail(connection: Connection) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(search, "create", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        migrate.upgrade(empty)
    assert migrate.current(empty) is None
    with empty.connect() as connection:
        assert not empty.dialect.has_table(connection, "posts")


def test_an_upgrade_keeps_foreign_keys_on(empty):
    migrate.upgrade(empty)
    if empty.dialect.name == "sqlite":
        with empty.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_an_empty_database_is_refused_with_a_sentence(empty):
    assert migrate.current(empty) is None
    with pytest.raises(migrate.OutOfDate, match="run `kakehashi migrate` first"):
        migrate.require_current(empty)


def test_looking_leaves_no_file_behind(tmp_path):
    path = tmp_path / "nothing.sqlite3"
    engine = connect(f"sqlite:///{path}")
    assert migrate.current(engine) is None
    assert not path.exists()


def test_an_old_schema_is_refused_with_a_sentence(engine):
    migrate.require_current(engine)
    set_revision(engine, "0000")
    with pytest.raises(migrate.OutOfDate, match=r"old \(0000, not \d{4}\)"):
        migrate.require_current(engine)


def test_a_newer_schema_is_left_alone(engine):
    set_revision(engine, "9999")
    with pytest.raises(migrate.OutOfDate, match="newer than this program"):
        migrate.require_current(engine)
    with pytest.raises(migrate.OutOfDate, match="newer than this program"):
        migrate.upgrade(engine)


def test_revisions_are_numbered_in_one_line():
    with connect("sqlite://").connect() as connection:
        script = ScriptDirectory.from_config(migrate.configuration(connection))
    revisions = [step.revision for step in script.walk_revisions()][::-1]
    assert revisions == [f"{n:04}" for n in range(1, len(revisions) + 1)]
    assert migrate.newest() == revisions[-1]


def test_tests_databases_are_what_migrations_make(engine):
    with engine.connect() as connection:
        assert differences(connection) == []
