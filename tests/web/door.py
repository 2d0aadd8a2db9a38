"""Fixtures of the web door: the application, a client of it, a seeded council, somebody signed in.

settings, app, client        an empty house on SQLite, new for each test
council                      the seeded council (tests/web/council.py) in that house
signed_in(client, council, "moderator")      makes the client one of its people
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from config import Settings
from forum.base import connect, writing
from forum.web import create_app
from forum.web.links import this_site
from forum.web.login import session_id

if TYPE_CHECKING:
    from tests.web.council import Council

SITE_NAME = "Совет города"


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings of a house in a temporary folder."""
    return Settings.from_environment(
        {
            "KAKEHASHI_DATA_DIR": str(folder),
            "KAKEHASHI_SECRET_KEY": "a key for tests, long enough to be one",
            "KAKEHASHI_SITE_NAME": SITE_NAME,
            "KAKEHASHI_SITE_URL": "http://localhost",
            "KAKEHASHI_MAIL_DOMAIN": "lists.example.jp",
            **more,
        }
    )


def seeded(app: Flask, engine: Engine) -> "Council":
    """The council, committed into the application's house."""
    from tests.web.council import seed  # not for the many tests that need no council

    with app.app_context(), Session(writing(engine)) as session:
        council = seed(session, this_site())
        session.commit()
    return council


def signed_in(client: FlaskClient, council: "Council", who: str) -> FlaskClient:
    """The client, with the session that signing in would have given it."""
    with client.session_transaction() as session:
        session["_user_id"] = session_id(*council.accounts[who])
        session["_fresh"] = True
    return client


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates as an earlier test's application compiled them: compiling takes longer than tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, sqlite_engine: Engine, compiled: FileSystemBytecodeCache) -> Flask:
    app = create_app(settings, sqlite_engine)
    app.jinja_env.bytecode_cache = compiled
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@dataclass(frozen=True)
class SeededHouse:
    """A house with the council in it, to be copied: seeding takes longer than most tests."""

    folder: Path
    database: Path
    council: "Council"


@pytest.fixture(scope="session")
def seeded_house(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> SeededHouse:
    folder = tmp_path_factory.mktemp("seeded")
    database = folder / "council.sqlite3"
    shutil.copy(sqlite_template, database)
    engine = connect(f"sqlite:///{database}")
    council = seeded(create_app(settings_in(folder), engine), engine)
    engine.dispose()  # SQLite writes its log back into the file
    return SeededHouse(folder, database, council)


@pytest.fixture(scope="session")
def seeded_app(
    tmp_path_factory: pytest.TempPathFactory,
    seeded_house: SeededHouse,
    compiled: FileSystemBytecodeCache,
) -> Iterator[tuple[Flask, "Council"]]:
    """One house with the council for tests that only look."""
    folder = tmp_path_factory.mktemp("looked-at")
    shutil.copytree(seeded_house.folder, folder, dirs_exist_ok=True)
    engine = connect(f"sqlite:///{folder / seeded_house.database.name}")
    app = create_app(settings_in(folder), engine)
    app.jinja_env.bytecode_cache = compiled
    app.testing = True
    yield app, replace(seeded_house.council)
    engine.dispose()


@pytest.fixture
def council(
    app: Flask, settings: Settings, sqlite_engine: Engine, seeded_house: SeededHouse
) -> "Council":
    """The council in the application's own house."""
    sqlite_engine.dispose()
    assert sqlite_engine.url.database
    shutil.copy(seeded_house.database, sqlite_engine.url.database)
    for name in ("attachments", "outbox"):
        if (folder := seeded_house.folder / name).is_dir():
            shutil.copytree(folder, settings.data_dir / name, dirs_exist_ok=True)
    return replace(seeded_house.council)
