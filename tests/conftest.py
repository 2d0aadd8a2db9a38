"""Fixtures for every test: a database of either engine, and real servers where they are asked for.

A test that needs a server which isn't installed is skipped with its name; in CI (CI=true) that is
a failure, so that nothing goes unproven in silence.

    engine, database_url         both engines in turn, with all tables
    sqlite_engine, sqlite_url    SQLite alone, with all tables: the quick choice
    empty_database_url           both engines in turn, without any table
    browser                      Chromium; `browser.new_page(locale="ja-JP")`

Postfix, Dovecot and smtp-sink are started by the test itself: `with available(sink.running()):`
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import pytest
from sqlalchemy import Engine

from forum.base import connect
from tests import databases
from tests.servers import postgresql
from tests.servers.base import Missing

pytest_plugins = ["tests.web.door"]  # app, client, council

if TYPE_CHECKING:
    from playwright.sync_api import Browser

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

# Begun last, one of these would keep one worker busy for a minute after the others are done.
LONG = ("corpus", "flows", "fuzzing", "web", "test_cli.py", "test_hostile.py")

BOTH_ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; and the corpus lies beside the project, where alone its tests can run."""
    items.sort(key=lambda item: item.path.relative_to(HERE).parts[0] not in LONG)
    if CORPUS.is_dir():
        return
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason="../shared/corpus is not there"))


def not_run(reason: str) -> NoReturn:
    """Skip this test, or fail in CI, where nothing may go unproven."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must run this test, but {reason}")
    pytest.skip(reason)


@contextlib.contextmanager
def available(server: "contextlib.AbstractContextManager[T]") -> Iterator[T]:
    """A running server; without its programs the test is skipped, or fails in CI."""
    try:
        running = server.__enter__()
    except Missing as missing:
        not_run(str(missing))
    with contextlib.ExitStack() as stack:
        stack.push(server.__exit__)
        yield running


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.PostgreSQL]:
    with available(postgresql.running()) as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "kakehashi.sqlite3"
    databases.prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test's database lies in its turn."""
    return tmp_path_factory.mktemp("sqlite") / "kakehashi.sqlite3"


@pytest.fixture
def sqlite_url(sqlite_place: Path, sqlite_template: Path) -> str:
    for of_the_last_test in sqlite_place.parent.iterdir():
        of_the_last_test.unlink()
    shutil.copy(sqlite_template, sqlite_place)
    return f"sqlite:///{sqlite_place}"


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    """An engine for each address; it remembers between tests how statements are compiled."""
    return {}


def _connected(engines: dict[str, Engine], url: str) -> Iterator[Engine]:
    if url not in engines:
        engines[url] = connect(url)
    yield engines[url]
    engines[url].dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: str, engines: dict[str, Engine]) -> Iterator[Engine]:
    yield from _connected(engines, sqlite_url)


@pytest.fixture
def postgresql_url(postgresql_server: postgresql.PostgreSQL) -> Iterator[str]:
    template = postgresql_server.template(databases.prepare)
    url = postgresql_server.new_database(template, "one_test")
    yield url
    postgresql_server.drop(url)


@pytest.fixture(params=BOTH_ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str, engines: dict[str, Engine]) -> Iterator[Engine]:
    yield from _connected(engines, database_url)


@pytest.fixture(params=BOTH_ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite3"
        return
    server: postgresql.PostgreSQL = request.getfixturevalue("postgresql_server")
    url = server.new_database()
    yield url
    server.drop(url)


# Not for the session: while it lives its thread has a running event loop, and no test beside it
# could call asyncio.run().
@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from tests.servers import chromium

    with available(chromium.running()) as running:
        yield running
