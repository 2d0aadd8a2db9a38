"""Fixtures of the web door: the application, a client of it, a seeded council, somebody signed in.

settings, app, client        an empty house on SQLite, new for each test
council                      the seeded council (tests/web/council.py) in that house
signed_in(client, council, "moderator")      makes the client one of its people
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from config import Settings
from forum.base import writing
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


@pytest.fixture
def app(settings: Settings, sqlite_engine: Engine) -> Flask:
    app = create_app(settings, sqlite_engine)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def council(app: Flask, sqlite_engine: Engine) -> "Council":
    return seeded(app, sqlite_engine)
