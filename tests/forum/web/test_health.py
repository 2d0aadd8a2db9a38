"""For the machine that watches us."""

from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import Engine

from forum.base import connect
from forum.web import create_app
from tests.web.door import settings_in


def test_a_house_that_can_read_is_healthy(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_house_without_its_database_is_not(tmp_path: Path) -> None:
    gone = connect(f"sqlite:///{tmp_path}/no/such/folder/db.sqlite3")
    app = create_app(settings_in(tmp_path), gone)
    assert app.test_client().get("/healthz").status_code == 503


def test_metrics_are_not_there_unless_allowed(
    client: FlaskClient, tmp_path: Path, sqlite_engine: Engine
) -> None:
    assert client.get("/metrics").status_code == 404
    app = create_app(settings_in(tmp_path, KAKEHASHI_METRICS="1"), sqlite_engine)
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 200
    assert "kakehashi_held_posts 0\n" in answer.text
